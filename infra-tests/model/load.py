#!/usr/bin/env python3
"""How many writes a second each partition of the counters gets: prints the table of docs/limits.md, "The load".

The load is one application's, whose events have names (or devices have models, …) by a Zipf law. A shard of the stream
takes a megabyte and a thousand records a second; Lambda hands a delivery over when its time, its records or its
megabytes are full; each counter that a delivery touches is one write. Counters of one dimension are spread over
partitions by shard.
"""

from dataclasses import dataclass

ZIPF = 1.2
MOST_WRITES = 500
SHARD_BYTES = 1_000_000      # a second, https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SHARD_RECORDS = 1_000        # a second
TELLING_BYTES = 200          # the record that tells of a request, at most: `ToldRequestsTest`
DELIVERY_BYTES = 4_500_000   # six megabytes in base64, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html


@dataclass(frozen=True)
class Settings:
    """What the template and the code say.

    values: the most values of a dimension that are counted by themselves; all others are one more
    spreads: over how many partitions the counters of a dimension are spread
    window: how long a delivery is collected, in seconds
    records: the most records of a delivery
    """

    values: int = 500
    spreads: int = 8
    window: int = 5
    records: int = 4_000


@dataclass(frozen=True)
class Requests:
    """What SDKs send: so many events at a time, in a record of so many bytes; another one tells of the request."""

    events: int
    bytes: int


def shares(values: int) -> list[float]:
    """How much of all events each value has, the commonest first."""
    weights = [rank**-ZIPF for rank in range(1, values + 1)]
    return [weight / sum(weights) for weight in weights]


def distinct(events: float, values: int) -> float:
    """How many values so many events are expected to have."""
    return sum(1 - (1 - share) ** events for share in shares(values))


def delivery(requests: Requests, settings: Settings) -> tuple[float, float]:
    """How many events a delivery of a busy shard has, and how many seconds it takes to fill."""
    size = requests.bytes + TELLING_BYTES
    a_second = min(SHARD_RECORDS / 2, SHARD_BYTES / size)
    number = min(settings.records / 2, DELIVERY_BYTES / size, settings.window * a_second)
    return number * requests.events, number / a_second


def writes(shards: int, requests: Requests, settings: Settings) -> float:
    """The writes a second of the busiest partition, with all shards at their limit."""
    events, seconds = delivery(requests, settings)
    sharing = -(-shards // settings.spreads)
    return sharing * distinct(events, settings.values + 1) / seconds


LOADS = {
    "1 event, 500 bytes": Requests(1, 500),
    "5 events, 1.5 KB": Requests(5, 1_500),
    "20 events, 4 KB": Requests(20, 4_000),
    "100 events, 18 KB": Requests(100, 18_000),
}
SHARDS = (1, 8, 24)


def table(settings: Settings) -> str:
    lines = [
        "| an SDK's request | events of a full delivery | " + " | ".join(f"{n} shards" if n > 1 else "1 shard" for n in SHARDS) + " |",
        "|---|---|" + "---|" * len(SHARDS),
    ]
    for name, requests in LOADS.items():
        events, _ = delivery(requests, settings)
        cells = " | ".join(f"{writes(shards, requests, settings):,.0f}" for shards in SHARDS)
        lines.append(f"| {name} | {events:,.0f} | {cells} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Settings()))
