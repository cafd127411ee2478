"""The Ledger of a label, and what one delivery has read of it."""
from typing import NamedTuple

ALL_DAYS = -10**9


class Retraction(NamedTuple):
    pos: tuple              # (shard, sequence) of the command
    version: int            # it takes what was decided under an older state
    prev: int               # but not what the retraction before it took


class Header(NamedTuple):
    version: int = 0
    dead: tuple | None = None        # position of the erase
    found: int | None = None         # how many deltas it took
    retractions: tuple = ()
    skewed: frozenset = frozenset()  # raw days with entries that count on a far local day

    @property
    def retracted(self):
        return max((r.version for r in self.retractions), default=0)

    def retraction_at(self, pos):
        return next((r for r in self.retractions if r.pos == pos), None)


class Entry(NamedTuple):
    pos: tuple | None       # (shard, sequence) of the record; None in a shell
    state: int              # the version that the gate decided under
    digests: tuple
    deltas: tuple           # of (cell, +1 or -1)
    sessions: frozenset
    header: int             # version of the header that it was decided under


def shell(header):
    """An entry that was emptied: its number stays taken."""
    return Entry(None, 0, (), (), frozenset(), header)


class Label:
    """What is stored."""
    def __init__(self):
        self.header, self.days = Header(), {}     # days: raw day -> number -> Entry
        self.ever = []                            # for the oracle: every entry that was put


class Stale(Exception):
    """What was read of the label is old."""


class Reading:
    """What one delivery has read of a label, and has written itself: kept until it proves old."""
    def __init__(self, label, rules, log, header_late):
        self.label, self.rules, self.log, self.header_late = label, rules, log, header_late
        self.header, self.days, self.since = None, {}, None     # since: all raw days from here on were read

    def entries(self, day):
        return self.days.get(day, {}).values()

    # -- reading

    def read_day(self, day):
        new = {}
        yield from self.read_header(early=True)
        if day not in self.days and not (self.since is not None and day >= self.since):
            yield
            new[day] = dict(self.label.days.get(day, {}))
        yield from self.take_in(new)

    def read_since(self, since):
        """All raw days from `since` on, one after the other: a query is no snapshot."""
        new = {}
        yield from self.read_header(early=True)
        if self.since is None or since < self.since:
            day = since - 1
            while (day := self.next_day(day)) is not None:
                if day not in self.days or 'once' not in self.rules:
                    new[day] = dict(self.label.days[day])
                yield
            yield
            self.since = since
        yield from self.take_in(new)

    def next_day(self, day):
        return min((d for d in self.label.days if d > day and (self.since is None or d < self.since)), default=None)

    def read_header(self, early):
        if self.header is None and early != self.header_late:
            yield
            self.header = self.label.header
            if self.header.dead and not early and 'head' in self.rules:
                self.log('dead, by a header read after the entries: reads again')
                raise Stale

    def take_in(self, new):
        self.days.update(new)
        yield from self.read_header(early=False)
        if 'newer' in self.rules and any(e.header > self.header.version for es in new.values() for e in es.values()):
            self.log('entries are newer than the header: reads again')
            raise Stale

    def untaken(self, since, day=None):
        """Entries not taken off that are filed from raw day `since` on, in skewed raw days, or on `day`."""
        yield from self.read_since(since)
        apart = {day} - {None} | (self.header.skewed if 'skewed' in self.rules else set())
        for d in sorted(apart):
            yield from self.read_day(d)
        return [e for d, es in self.days.items() if d >= since or d in apart for e in es.values() if not self.taken(e)]

    def taken(self, e):
        if e.pos is None:
            return True
        if 'epoch' in self.rules:
            return e.state < self.header.retracted
        return any(e.pos < r.pos for r in self.header.retractions)

    # -- writing, conditionally

    def write_header(self, **changes):
        yield
        if self.label.header.version != self.header.version:
            raise Stale
        self.label.header = self.header = self.header._replace(version=self.header.version + 1, **changes)
        self.log('header', changes)

    def put(self, day, entry):
        mine, stored = self.days.setdefault(day, {}), self.label.days.setdefault(day, {})
        number = max(mine, default=-1) + 1
        yield
        if number in stored and 'absent' in self.rules:
            if 'reread' in self.rules:
                raise Stale
            number = max(stored) + 1
        stored[number] = mine[number] = entry
        self.label.ever.append(entry)
        self.log(f'entry day {day} #{number} of {entry.pos} v{entry.state}', *entry.digests, entry.deltas)
