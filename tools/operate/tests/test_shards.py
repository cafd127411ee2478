"""The skip list is written where `aggregate` reads it, and an operator sees what a shard waits for."""

from datetime import UTC, datetime, timedelta

import pytest
from fakes import stubbed
from operate.ledger import Known, Ledger
from operate.positions import padded, shard_id
from operate.shards import ago, overview
from operate.stream import NotReached, Shard, Waiting

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LABEL = {"S": "shard#000000000003"}


@pytest.fixture
def dynamo():
    with stubbed("dynamodb") as client:
        yield client


def test_a_record_is_on_the_list_for_35_days(dynamo):
    dynamo.add_response("put_item", {}, {"TableName": "ledger", "Item": {
        "label": LABEL,
        "item": {"S": "skip#" + "0" * 54 + "21"},
        "expires": {"N": str(int(datetime(2026, 12, 29, 12, tzinfo=UTC).timestamp()))},
    }})
    assert Ledger(dynamo.client, "ledger").skip(3, padded("21"), NOON) == NOON + timedelta(days=35)


def answer(dynamo, *items: dict) -> None:
    dynamo.add_response("query", {"Items": [{"label": LABEL, **item} for item in items]})


def test_what_is_known_of_a_shard(dynamo):
    answer(
        dynamo,
        {"item": {"S": "mark"}, "sequence": {"S": padded("20")}, "expires": {"N": "1"}},
        {"item": {"S": "skip#" + padded("21")}, "expires": {"N": str(int(NOON.timestamp()))}},
    )
    assert Ledger(dynamo.client, "ledger").known(3) == Known(padded("20"), {padded("21"): NOON})
    answer(dynamo)
    assert Ledger(dynamo.client, "ledger").known(3) == Known(None, {})


def test_each_consumer_has_its_own(dynamo):
    asked = {"S": "archive#shard#000000000003"}
    dynamo.add_response("query", {"Items": [{"label": asked, "item": {"S": "mark"}, "claim": {"S": "x"}}]}, {
        "TableName": "ledger",
        "ConsistentRead": True,
        "KeyConditionExpression": "#label = :label",
        "ExpressionAttributeNames": {"#label": "label"},
        "ExpressionAttributeValues": {":label": asked},
    })
    assert Ledger(dynamo.client, "ledger", "archive").known(3) == Known(None, {})


class OneShard:
    """A ledger and a stream, with what they say of their one shard."""

    def __init__(self, shard: Shard, known: Known, following: Waiting | Exception | None):
        self.shard, self.of_ledger, self.following = shard, known, following

    def shards(self) -> list[Shard]:
        return [self.shard]

    def known(self, shard: int) -> Known:
        assert shard == self.shard.number
        return self.of_ledger

    def next_after(self, shard: str, sequence: str | None) -> Waiting | None:
        assert (shard, sequence) == (shard_id(self.shard.number), self.of_ledger.mark)
        if isinstance(self.following, Exception):
            raise self.following
        return self.following


def told(shard: Shard, known: Known, following: Waiting | Exception | None) -> list[str]:
    one = OneShard(shard, known, following)
    return list(overview(one, one, NOON))


def test_an_operator_sees_what_a_shard_waits_for():
    known = Known(padded("20"), {padded("21"): NOON})
    assert told(Shard(3, padded("1"), None), known, Waiting("21", NOON - timedelta(hours=3))) == [
        "shardId-000000000003",
        "  done up to     20",
        "  next           21, of 2026-11-24 09:00:00 UTC, 3 hours ago",
        "  to be skipped  21, on the list until 2026-11-24 12:00:00 UTC",
    ]


def test_an_operator_sees_that_a_shard_is_done():
    assert told(Shard(3, padded("1"), padded("9")), Known(padded("9"), {}), None) == [
        "shardId-000000000003, which has ended",
        "  done up to     9",
        "  next           none",
    ]


def test_an_operator_sees_that_nothing_was_found():
    assert told(Shard(3, padded("1"), None), Known(None, {}), NotReached()) == [
        "shardId-000000000003",
        "  done up to     nothing yet",
        "  next           none found in a minute, and more to read",
    ]


@pytest.mark.parametrize("seconds, text", [
    (-5, "0 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7_200, "2 hours"), (172_800, "2 days"),
])
def test_times_are_told_roughly(seconds, text):
    assert ago(NOON, NOON - timedelta(seconds=seconds)) == text
