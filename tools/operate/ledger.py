"""What the Ledger table knows of a shard, for each consumer of the stream: how far it is done, and the skip list. As `DynamoMarks` reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from operate import Failure
from operate.positions import shard_id, unpadded
from operate.stream import Shard

MARK = "mark"
SKIP = "skip#"

# What the partition keys of each consumer begin with.
CONSUMERS = {"aggregate": "", "archive": "archive#"}

# Longer than the stream holds any record, which is 7 days.
KEPT = timedelta(days=35)


@dataclass(frozen=True)
class Known:
    """Of a shard: the last sequence number that is done, and those on the skip list with their ends."""

    mark: str | None
    skipped: dict[str, datetime]


class Ledger:
    def __init__(self, dynamo, table: str, consumer: str = "aggregate"):
        self.dynamo = dynamo
        self.table = table
        self.consumer = consumer

    def label(self, shard: int) -> str:
        return f"{CONSUMERS[self.consumer]}shard#{shard:012}"

    def skip(self, shard: int, sequence: str, now: datetime) -> datetime:
        """Puts a record on the skip list, again if it is there; says until when it is."""
        until = (now + KEPT).replace(microsecond=0)
        self.dynamo.put_item(TableName=self.table, Item={
            "label": {"S": self.label(shard)},
            "item": {"S": SKIP + sequence},
            "expires": {"N": str(int(until.timestamp()))},
        })
        return until

    def known(self, shard: int) -> Known:
        pages = self.dynamo.get_paginator("query").paginate(
            TableName=self.table,
            ConsistentRead=True,
            KeyConditionExpression="#label = :label",
            ExpressionAttributeNames={"#label": "label"},
            ExpressionAttributeValues={":label": {"S": self.label(shard)}},
        )
        items = {item["item"]["S"]: item for page in pages for item in page["Items"]}
        mark = items.get(MARK, {})  # a shard that is only claimed has no sequence number
        return Known(
            mark["sequence"]["S"] if "sequence" in mark else None,
            {name.removeprefix(SKIP): datetime.fromtimestamp(int(item["expires"]["N"]), UTC)
             for name, item in items.items() if name.startswith(SKIP)},
        )


def require_place(shards: list[Shard], number: int, sequence: str) -> None:
    """Fails unless it is a place of the stream: what is mistyped would be on the list and skip nothing."""
    for shard in shards:
        if shard.number == number:
            if shard.holds(sequence):
                return
            raise Failure(f"{shard_id(number)} has no record {unpadded(sequence)}: it begins with"
                          f" {unpadded(shard.first)}{f' and ends with {unpadded(shard.last)}' if shard.last else ''}.")
    raise Failure(f"The stream has no {shard_id(number)}. It has: "
                  f"{', '.join(shard_id(shard.number) for shard in shards)}.")
