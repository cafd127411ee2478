"""The failures bucket and the stream in memory, a power cut at a chosen call, and AWS's clients with set answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import boto3
from botocore.stub import Stubber
from operate.failures import CHANGED, Gone, Left, Listed, check_listed, lane_of
from operate.records import Record


@contextmanager
def stubbed(service: str) -> Iterator[Stubber]:
    """A client that is to make exactly the calls that it has answers for."""
    client = boto3.client(
        service, region_name="eu-central-1", aws_access_key_id="test", aws_secret_access_key="test")
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


class PowerCut(Exception):
    """The process ends here."""


class Calls:
    """Counts calls that change something, and ends the process at one of them: before it, or after."""

    def __init__(self, last: int | None = None):
        self.left = last

    def run(self, change):
        if self.left == 0:
            raise PowerCut
        if self.left is not None:
            self.left -= 1
        result = change()
        if self.left == 0:
            raise PowerCut
        return result


@dataclass
class Kept:
    data: bytes
    metadata: dict[str, str]
    modified: datetime
    version: int = 1


class InMemoryFailures:
    def __init__(self, calls: Calls | None = None):
        self.kept: dict[str, Kept] = {}
        self.calls = calls or Calls()

    def keep(self, key: str, data: bytes, lane: str | None = "lane", modified: datetime | None = None) -> None:
        version = self.kept[key].version + 1 if key in self.kept else 1
        metadata = {} if lane is None else {"lane": lane}
        self.kept[key] = Kept(data, metadata, modified or datetime.now(UTC), version)

    def objects(self, prefix: str) -> list[Listed]:
        return [Listed(key, len(kept.data), kept.modified)
                for key, kept in sorted(self.kept.items()) if key.startswith(prefix)]

    def check(self, listed: Listed) -> None:
        self.read(listed)

    def read(self, listed: Listed) -> Record:
        check_listed(listed)
        if (kept := self.kept.get(listed.key)) is None:
            raise Gone
        return Record(listed.key, str(kept.version), lane_of({"Metadata": kept.metadata}), kept.data)

    def delete(self, record: Record) -> None:
        kept = self.kept.get(record.key)
        if kept and str(kept.version) != record.version:
            raise Left(CHANGED)
        self.calls.run(lambda: self.kept.pop(record.key, None))


class InMemoryStream:
    """Refuses the records that it is told to, and does what it is told when one comes."""

    def __init__(self, calls: Calls | None = None):
        self.records: list[tuple[str, bytes]] = []
        self.refused: set[str] = set()
        self.then = lambda records: None
        self.calls = calls or Calls()

    def put(self, records: list[Record]) -> set[str]:
        taken = [record for record in records if record.key not in self.refused]
        self.calls.run(lambda: self.records.extend((record.lane, record.data) for record in taken))
        self.then(taken)
        return {record.key for record in taken}
