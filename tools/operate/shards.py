"""How far a consumer is with each shard, and what is on its skip list."""

from collections.abc import Iterator
from datetime import UTC, datetime

from operate.ledger import Known, Ledger
from operate.positions import shard_id, unpadded
from operate.stream import NotReached, Shard, Stream


def overview(ledger: Ledger, stream: Stream, now: datetime) -> Iterator[str]:
    """Lines for the operator, of one shard after the other."""
    for shard in stream.shards():
        known = ledger.known(shard.number)
        yield from told(shard, known, next_of(stream, shard, known, now))


def next_of(stream: Stream, shard: Shard, known: Known, now: datetime) -> str:
    try:
        waiting = stream.next_after(shard_id(shard.number), known.mark)
    except NotReached:
        return "none found in a minute, and more to read"
    return f"{waiting.sequence}, of {moment(waiting.came)}, {ago(now, waiting.came)} ago" if waiting else "none"


def told(shard: Shard, known: Known, following: str) -> Iterator[str]:
    yield f"{shard_id(shard.number)}{', which has ended' if shard.last else ''}"
    yield f"  done up to     {unpadded(known.mark) if known.mark else 'nothing yet'}"
    yield f"  next           {following}"
    for sequence, until in sorted(known.skipped.items()):
        yield f"  to be skipped  {unpadded(sequence)}, on the list until {moment(until)}"


def moment(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def ago(now: datetime, then: datetime) -> str:
    seconds = max(0, int((now - then).total_seconds()))
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} seconds"
