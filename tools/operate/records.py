"""Records that were passed over, as they go back on the stream: the limits of Kinesis's `PutRecords`.

They are those of <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>, for a stream
whose records may have 1 MiB, as every stream's may that says nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LARGEST_RECORD = 1024 * 1024
RECORDS_PER_CALL = 500
BYTES_PER_CALL = 5 * 1024 * 1024
LONGEST_LANE = 256


@dataclass(frozen=True)
class Record:
    """A record, and the object that it was kept as. What is personal in it shows in no text of it."""

    key: str
    version: str
    lane: str = field(repr=False)
    data: bytes = field(repr=False)

    def size(self) -> int:
        """What Kinesis counts: the content and the partition key."""
        return len(self.data) + len(self.lane.encode())


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in their order, as many at a time as one call takes."""
    batch: list[Record] = []
    size = 0
    for record in records:
        if batch and (len(batch) == RECORDS_PER_CALL or size + record.size() > BYTES_PER_CALL):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += record.size()
    if batch:
        yield batch
