"""Calls to Kinesis are as large as they may be, and no larger."""

import pytest
from operate.records import BYTES_PER_CALL, LARGEST_RECORD, RECORDS_PER_CALL, Record, batches


def record(size: int, number: int = 0) -> Record:
    """A record of so many bytes, its lane's among them."""
    return Record(str(number), "", "lane", b"x" * (size - len("lane")))


@pytest.mark.parametrize("sizes, calls", [
    ([], []),
    ([100], [1]),
    ([100] * RECORDS_PER_CALL, [500]),
    ([100] * (2 * RECORDS_PER_CALL + 1), [500, 500, 1]),
    ([LARGEST_RECORD] * 5, [5]),
    ([LARGEST_RECORD] * 5 + [5], [5, 1]),
    ([LARGEST_RECORD - 1] * 5 + [5], [6]),
    ([LARGEST_RECORD - 1] * 5 + [6], [5, 1]),
    ([5, *[LARGEST_RECORD] * 5], [5, 1]),
])
def test_a_call_takes_so_many_records_and_bytes(sizes, calls):
    records = [record(size, number) for number, size in enumerate(sizes)]
    made = list(batches(records))
    assert [len(batch) for batch in made] == calls
    assert all(sum(each.size() for each in batch) <= BYTES_PER_CALL for batch in made)
    assert [each for batch in made for each in batch] == records


def test_a_lane_counts_in_bytes():
    assert Record("", "", "ä", b"x").size() == 3
