"""Putting records back on the stream.

An object is deleted only after Kinesis has acknowledged its record. So nothing is lost wherever this ends,
and a record may be on the stream twice: its events are counted once, since the Ledger knows them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import batched

from operate.failures import Failures, Gone, Left, Listed, place
from operate.records import Record, batches
from operate.stream import Stream

AT_A_TIME = 8

NOT_TAKEN = "the stream did not take it"

# Of objects that are left for one reason.
NAMED = 10


@dataclass
class Report:
    """What became of the objects; it says where they were, and nothing of what is in them or whose it is."""

    records: int = 0
    left: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def leave(self, key: str, why: str) -> None:
        self.left[why].append(key)

    def told(self, done: str) -> str:
        """Lines for the operator."""
        left = sum(map(len, self.left.values()))
        lines = [f"{counted(self.records, 'record')} {done}, {counted(left, 'object')} left"]
        for why, keys in self.left.items():
            lines.append(f"  {len(keys):,}: {why}")
            lines += [f"    {place(key)}" for key in keys[:NAMED]]
            if len(keys) > NAMED:
                lines.append(f"    and {len(keys) - NAMED:,} more")
        return "\n".join(lines)


def counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def redrive(failures: Failures, stream: Stream, prefix: str, report: Report) -> None:
    """Puts back what is under a prefix. All of it is listed first: a record that comes back is not put again."""
    listed = failures.objects(prefix)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for batch in batches(each_done(failures.read, listed, pool, report)):
            taken = stream.put(batch)
            for record in batch:
                if record.key not in taken:
                    report.leave(record.key, NOT_TAKEN)
            acknowledged = [record for record in batch if record.key in taken]
            for _ in each_done(failures.delete, acknowledged, pool, report):
                report.records += 1


def look(failures: Failures, prefix: str, report: Report) -> None:
    """Counts what `redrive` would put back, and leave."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for _ in each_done(failures.check, failures.objects(prefix), pool, report):
            report.records += 1


def each_done[T: (Listed, Record), R](
    call: Callable[[T], R], objects: Iterable[T], pool: ThreadPoolExecutor, report: Report
) -> Iterator[R]:
    """What a call makes of each object, in their order, some at a time; without those that are left or gone."""

    def outcome(each: T) -> R | Left | Gone:
        try:
            return call(each)
        except (Left, Gone) as e:
            return e

    for some in batched(objects, AT_A_TIME):
        for each, result in zip(some, pool.map(outcome, some), strict=True):
            if isinstance(result, Left):
                report.leave(each.key, str(result))
            elif not isinstance(result, Gone):
                yield result
