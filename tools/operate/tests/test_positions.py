"""Shards and sequence numbers are read strictly."""

import pytest
from operate import Failure
from operate.ledger import require_place
from operate.positions import padded, shard_id, shard_number, unpadded
from operate.stream import Shard

SEQUENCE = "49590338271490256608559692538361571095921575989136588898"


@pytest.mark.parametrize("text, number", [
    ("shardId-000000000003", 3),
    ("shardId-000000000000", 0),
    ("shardId-999999999999", 999_999_999_999),
    ("3", 3),
])
def test_a_shard_goes_by_its_name_or_its_number(text, number):
    assert shard_number(text) == number
    assert shard_number(shard_id(number)) == number


@pytest.mark.parametrize("text", [
    "", "shardId-", "shardid-3", "shardId-x", "-3", "3 ", "3\n", "٣", "1234567890123",
    f"shardId-000000000003:{SEQUENCE}",
])
def test_what_is_no_shard_is_refused(text):
    with pytest.raises(Failure, match="is no shard. Name it as Kinesis does"):
        shard_number(text)


def test_sequence_numbers_sort_as_texts():
    assert padded(SEQUENCE) == SEQUENCE
    assert padded("21") == "0" * 54 + "21"
    assert padded("9") < padded("10")
    assert unpadded(padded("21")) == "21"
    assert unpadded("0" * 56) == "0"


@pytest.mark.parametrize("text", ["", "4959…", "-1", "1e5", "1 ", "1\n", "٣", "1" * 57, f"skip#{SEQUENCE}"])
def test_what_is_no_sequence_number_is_refused(text):
    with pytest.raises(Failure, match="is no sequence number. It is one of up to 56 digits"):
        padded(text)


SHARDS = [Shard(0, padded("100"), padded("200")), Shard(1, padded("150"), None)]


@pytest.mark.parametrize("shard, sequence", [(0, "100"), (0, "200"), (1, "150"), (1, "9999")])
def test_a_place_is_one_of_a_shard(shard, sequence):
    require_place(SHARDS, shard, padded(sequence))


@pytest.mark.parametrize("shard, sequence, why", [
    (0, "99", "shardId-000000000000 has no record 99: it begins with 100 and ends with 200."),
    (0, "201", "shardId-000000000000 has no record 201: it begins with 100 and ends with 200."),
    (1, "149", "shardId-000000000001 has no record 149: it begins with 150."),
    (2, "150", "The stream has no shardId-000000000002. It has: shardId-000000000000, shardId-000000000001."),
])
def test_a_place_that_cannot_be_is_refused(shard, sequence, why):
    with pytest.raises(Failure) as refused:
        require_place(SHARDS, shard, padded(sequence))
    assert str(refused.value) == why
