"""What Kinesis refuses is tried again, alone; what it acknowledged is not."""

import pytest
from fakes import stubbed
from operate.positions import padded
from operate.records import Record
from operate.stream import READS, WAITS, NotReached, Shard, Stream

TAKEN = {"SequenceNumber": "1", "ShardId": "shardId-000000000000"}
THROTTLED = {"ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "of somebody"}
FAILED = {"ErrorCode": "InternalFailure", "ErrorMessage": "Internal Service Failure"}


@pytest.fixture
def kinesis():
    with stubbed("kinesis") as client:
        yield client


@pytest.fixture
def waited():
    return []


@pytest.fixture
def stream(kinesis, waited):
    return Stream(kinesis.client, "stream", waited.append)


def record(key: str) -> Record:
    return Record(key, "", f"lane of {key}", key.encode())


def answers(kinesis, expected: str, *results: dict) -> None:
    """The next call is to bring so many records, and is answered so."""
    kinesis.add_response(
        "put_records",
        {"Records": list(results)},
        {"StreamName": "stream",
         "Records": [{"Data": key.encode(), "PartitionKey": f"lane of {key}"} for key in expected]})


def test_only_what_is_refused_is_put_again(kinesis, stream, waited):
    answers(kinesis, "abc", THROTTLED, TAKEN, FAILED)
    answers(kinesis, "ac", TAKEN, THROTTLED)
    answers(kinesis, "c", TAKEN)
    assert stream.put([record(key) for key in "abc"]) == {"a", "b", "c"}
    assert waited == list(WAITS[:2])


def test_what_is_refused_to_the_end_is_told(kinesis, stream, waited):
    answers(kinesis, "ab", TAKEN, THROTTLED)
    for _ in WAITS:
        answers(kinesis, "b", THROTTLED)
    assert stream.put([record(key) for key in "ab"]) == {"a"}
    assert waited == list(WAITS)


def test_shards_are_listed_with_what_is_in_them(kinesis, stream):
    ended = {"StartingSequenceNumber": "1", "EndingSequenceNumber": "9"}
    keys = {"StartingHashKey": "0", "EndingHashKey": "1"}
    kinesis.add_response("list_shards", {"NextToken": "more", "Shards": [
        {"ShardId": "shardId-000000000000", "SequenceNumberRange": ended, "HashKeyRange": keys}]},
        {"StreamName": "stream"})
    kinesis.add_response("list_shards", {"Shards": [
        {"ShardId": "shardId-000000000001", "SequenceNumberRange": {"StartingSequenceNumber": "5"},
         "HashKeyRange": keys}]}, {"NextToken": "more"})
    assert stream.shards() == [Shard(0, padded("1"), padded("9")), Shard(1, padded("5"), None)]


def starts(kinesis, **expected) -> None:
    kinesis.add_response("get_shard_iterator", {"ShardIterator": "0"},
                         {"StreamName": "stream", "ShardId": "shardId-000000000003", **expected})


def reads(kinesis, *records: dict, iterator: str = "0", behind: int = 1000, then: str | None = "0") -> None:
    answer = {"Records": list(records), "MillisBehindLatest": behind, **({"NextShardIterator": then} if then else {})}
    kinesis.add_response("get_records", answer, {"ShardIterator": iterator, "Limit": 1})


def found(sequence: str) -> dict:
    return {"SequenceNumber": sequence, "ApproximateArrivalTimestamp": 0, "Data": b"who it is", "PartitionKey": "lane"}


def test_the_next_record_may_be_some_reads_away(kinesis, stream):
    starts(kinesis, ShardIteratorType="AFTER_SEQUENCE_NUMBER", StartingSequenceNumber="21")
    reads(kinesis, then="1")
    reads(kinesis, found("22"), iterator="1")
    assert stream.next_after("shardId-000000000003", padded("21")).sequence == "22"


def test_without_a_mark_it_is_the_first(kinesis, stream):
    starts(kinesis, ShardIteratorType="TRIM_HORIZON")
    reads(kinesis, found("1"))
    assert stream.next_after("shardId-000000000003", None).sequence == "1"


@pytest.mark.parametrize("end", [{"behind": 0}, {"then": None}], ids=["nothing newer", "the shard has ended"])
def test_there_may_be_none(kinesis, stream, end):
    starts(kinesis, ShardIteratorType="TRIM_HORIZON")
    reads(kinesis, **end)
    assert stream.next_after("shardId-000000000003", None) is None


def test_the_search_for_it_ends(kinesis, stream, waited):
    starts(kinesis, ShardIteratorType="TRIM_HORIZON")
    for _ in range(READS):
        reads(kinesis)
    with pytest.raises(NotReached):
        stream.next_after("shardId-000000000003", None)
    assert len(waited) == READS
