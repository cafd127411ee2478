"""The skip list is written where `aggregate` reads it, and an operator sees what a shard waits for."""

from datetime import UTC, datetime, timedelta

import pytest
from fakes import stubbed
from operate.ledger import Known, Ledger
from operate.positions import padded
from operate.shards import ago, told
from operate.stream import Shard, Waiting

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


def test_an_operator_sees_what_a_shard_waits_for():
    shard = Shard(3, padded("1"), None)
    known = Known(padded("20"), {padded("21"): NOON})
    assert list(told(shard, known, Waiting("21", NOON - timedelta(hours=3)), NOON)) == [
        "shardId-000000000003",
        "  counted up to  20",
        "  next           21, of 2026-11-24 09:00:00 UTC, 3 hours ago",
        "  to be skipped  21, on the list until 2026-11-24 12:00:00 UTC",
    ]


def test_an_operator_sees_that_a_shard_is_done():
    assert list(told(Shard(3, padded("1"), padded("9")), Known(None, {}), None, NOON)) == [
        "shardId-000000000003, which has ended",
        "  counted up to  nothing yet",
        "  next           none",
    ]


@pytest.mark.parametrize("seconds, text", [
    (-5, "0 seconds"), (119, "119 seconds"), (120, "2 minutes"), (7_200, "2 hours"), (172_800, "2 days"),
])
def test_times_are_told_roughly(seconds, text):
    assert ago(NOON, NOON - timedelta(seconds=seconds)) == text
