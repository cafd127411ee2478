"""The stream: putting records on it, and asking it for its shards."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from operate.positions import padded, shard_number, unpadded
from operate.records import Record

# Seconds between calls for what the stream refuses: half a minute in all. A shard takes 1 MiB a second.
WAITS = (0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5, 5, 5)

# How many times a shard is read on in search of a record, for a minute; a shard allows five reads a second.
READS = 240
BETWEEN_READS = 0.25


@dataclass(frozen=True)
class Shard:
    """A shard, and the sequence numbers that are in it; the last is known once it has ended."""

    number: int
    first: str
    last: str | None

    def holds(self, sequence: str) -> bool:
        return self.first <= sequence and (self.last is None or sequence <= self.last)


@dataclass(frozen=True)
class Waiting:
    """A record that is on the stream: its sequence number, and when it came."""

    sequence: str
    came: datetime


class NotReached(Exception):
    """The end of a shard was not reached, and no record was found until there."""


class Stream:
    def __init__(self, kinesis, name: str, sleep: Callable[[float], None] = time.sleep):
        self.kinesis = kinesis
        self.name = name
        self.sleep = sleep

    def put(self, records: Sequence[Record]) -> set[str]:
        """Puts records of one call, those that are refused again and again; the keys of what Kinesis acknowledged."""
        refused = list(records)
        for wait in (*WAITS, None):
            answer = self.kinesis.put_records(
                StreamName=self.name,
                Records=[{"Data": record.data, "PartitionKey": record.lane} for record in refused])
            refused = [record for record, result in zip(refused, answer["Records"], strict=True)
                       if result.get("ErrorCode")]
            if not refused or wait is None:
                break
            self.sleep(wait)
        return {record.key for record in records} - {record.key for record in refused}

    def shards(self) -> list[Shard]:
        """The shards that still hold records, in the order in which they were made."""
        page = self.kinesis.list_shards(StreamName=self.name)
        listed = page["Shards"]
        while token := page.get("NextToken"):
            page = self.kinesis.list_shards(NextToken=token)  # which names the stream, too
            listed += page["Shards"]
        return [shard(each) for each in listed]

    def next_after(self, shard_id: str, sequence: str | None) -> Waiting | None:
        """The first record behind another one, or of all; nothing if there is none."""
        start = ({"ShardIteratorType": "TRIM_HORIZON"} if sequence is None else
                 {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": unpadded(sequence)})
        iterator = self.kinesis.get_shard_iterator(StreamName=self.name, ShardId=shard_id, **start)["ShardIterator"]
        for _ in range(READS):
            read = self.kinesis.get_records(ShardIterator=iterator, Limit=1)
            for found in read["Records"]:
                return Waiting(found["SequenceNumber"], found["ApproximateArrivalTimestamp"])
            iterator = read.get("NextShardIterator")
            if iterator is None or read.get("MillisBehindLatest") == 0:
                return None
            self.sleep(BETWEEN_READS)
        raise NotReached


def shard(listed: dict) -> Shard:
    sequences = listed["SequenceNumberRange"]
    last = sequences.get("EndingSequenceNumber")
    return Shard(
        shard_number(listed["ShardId"]),
        padded(sequences["StartingSequenceNumber"]),
        padded(last) if last else None,
    )
