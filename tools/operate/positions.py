"""Places on the stream: a shard, and a sequence number in it, as `Position` of `aggregate` has them."""

import re

from operate import Failure

SHARD = re.compile(r"(?:shardId-)?(\d{1,12})", re.ASCII)

# Digits of the longest sequence number; texts of one length sort as numbers do.
SEQUENCE_DIGITS = 56
SEQUENCE = re.compile(r"\d{1,56}", re.ASCII)


def shard_number(text: str) -> int:
    """The number of `shardId-000000000003`, which `aggregate` logs as `3`."""
    if found := SHARD.fullmatch(text):
        return int(found[1])
    raise Failure(f"{text!r} is no shard. Name it as Kinesis does, or by its number:"
                  " SHARD=shardId-000000000003, SHARD=3")


def shard_id(number: int) -> str:
    return f"shardId-{number:012}"


def padded(text: str) -> str:
    """A sequence number as texts that sort as numbers do."""
    if SEQUENCE.fullmatch(text):
        return text.zfill(SEQUENCE_DIGITS)
    raise Failure(f"{text!r} is no sequence number. It is one of up to {SEQUENCE_DIGITS} digits:"
                  " SEQUENCE=49590338271490256608559692538361571095921575989136588898")


def unpadded(sequence: str) -> str:
    """A sequence number as Kinesis writes it."""
    return sequence.lstrip("0") or "0"
