#!/usr/bin/env python3.13
"""An executable model of how Lethe counts: gate, lanes, Ledger, counters, commands.

A seed is one history. Every `yield` is a point where anything else may run or the process may be killed;
between two yields there is at most one effect on the outside. At rest the counters are compared with an oracle.

  lanes.py run all|RULES N [FIRST] [OPTIONS]    explore N seeds (RULES: `-zero` leaves out zero, `a,b` has only these)
  lanes.py ablate N [OPTIONS]                   all rules minus one, each: how many break, and the shortest
  lanes.py trace all|RULES SEED [OPTIONS]       print one history
"""
import copy
import random
import sys
import time
import traceback
from typing import NamedTuple

RULES = {
    # Ledger
    'absent': 'an entry is put only if its number is free',
    'reread': 'a refused write drops all that was read of the label',
    'head': '"dead" is judged on entries that were read after the header',
    'once': 'what was read of a day is not read again until all is dropped',
    'shells': 'erased entries are emptied, not deleted',
    'newer': 'an entry keeps the header version it was decided under (a shell, emptied under): a reader whose header is older drops all',
    'peritem': '"my entry is there" is judged per raw day, not per record',
    # Deciding
    'firsts': 'the first of a bucket is judged over all raw days that can touch it, not only this one',
    'week': 'the first of a week is judged over the raw days of the week, not of the day',
    'skewed': 'the header names raw days with entries that count on a far local day',
    'mention': 'an entry mentions known sessions too',
    # Commands
    'dead': 'erase marks the header dead in its turn, before counters',
    'found': 'what erase found is stored in the same write, repeated commands answer it',
    'epoch': 'state versions decide what a retraction takes, not positions',
    'prev': 'a retraction takes nothing that an earlier one took',
    'own': 'a retraction finds itself in the header before it looks whether the label is dead',
    # Counters
    'gate': 'mark per shard, and a shard waits for its parents',
    'zero': 'a fold that nets to zero is written: the watermark must move',
    # Gate and rights
    'idem': 'begin is idempotent per request',
    'work': 'labels to erase are noted in the write of the tombstone',
    'serial': 'a lifting waits until the objection is in the lane',
    'keepobj': 'who objected to statistics is erased without `keep`',
}
OPTIONS = {
    'cbp': (True, 'a child shard may be delivered before its parent ended'),
    'rewind': (True, 'a delivery may begin before the position reached'),
    'zombie': (True, 'a killed invocation may go on'),
    'retract': (True, 'there are objections and liftings'),
    'keep': (True, 'erasures may keep anonymous statistics'),
    'slowz': (False, 'zombies are slow in every history, not only in some'),
    'noskip': (False, 'marks are not used to skip, so the Ledger and watermarks must do it alone'),
    'big': (False, 'longer histories, more messages'),
}
DAY, OFF, WEEK = 24, 9, 3   # steps a UTC day; the application's zone is ahead by OFF; local days a week
START = -10**9


def local_day(m):
    return (m['corr'] + OFF) // DAY


# ---------------------------------------------------------------- what is stored

class Shard:
    def __init__(self, id, parents, lo, hi):
        self.id, self.parents, self.lo, self.hi = id, parents, lo, hi
        self.open, self.records, self.reached, self.running = True, [], 0, None


class Retraction(NamedTuple):
    pos: tuple
    version: int
    prev: int         # the largest version retracted before


class Header(NamedTuple):
    version: int = 0
    dead: tuple | None = None
    found: int | None = None
    retractions: tuple = ()
    skewed: frozenset = frozenset()

    @property
    def rver(self):
        return max((r.version for r in self.retractions), default=0)


class Entry(NamedTuple):
    pos: tuple        # (shard, sequence) of the record
    state: int        # the version that the gate decided under
    digests: tuple
    deltas: tuple     # of (cell, +-1)
    sessions: frozenset
    header: int       # the header's version that it was decided under


def shell(header):
    """An emptied entry: its number stays taken."""
    return Entry(None, None, (), (), frozenset(), header)


class Label:
    def __init__(self):
        self.header, self.days = Header(), {}     # days: raw day -> number -> Entry
        self.written = []                         # for the oracle: every entry ever put


# ---------------------------------------------------------------- aggregate

class Stale(Exception):
    """What was read of the label is old."""


class Read:
    """What one delivery has read of one label, and has written itself."""
    def __init__(self):
        self.header, self.days, self.since = None, {}, None    # since: all raw days from here on were read


class Delivery:
    """One invocation of aggregate: a batch of one shard."""
    def __init__(self, world, shard, batch):
        self.w, self.shard, self.batch, self.rules = world, shard, batch, world.rules
        self.labels, self.deltas, self.commands = {}, [], []     # label -> Read; (sequence, cell, delta); (record, answer)

    def log(self, *a):
        self.w.log(f'  shard{self.shard.id}', *a)

    def run(self):
        """Yields, and returns how many records of the batch are done."""
        mark, done = -1, 0
        if 'gate' in self.rules:
            if self.shard.id not in self.w.marks and not self.w.drained(self.shard):
                return 0
            yield
            if not self.w.opt['noskip']:
                mark = self.w.marks.get(self.shard.id, -1)
        for seq, rec in self.batch:
            if seq > mark:
                if self.w.faults and self.w.r.random() < .03:
                    break
                yield from {'data': self.data, 'erase': self.erase, 'retract': self.retract}[rec['k']](seq, rec)
            done += 1
        yield from self.count()
        for rec, answer in self.commands:
            yield from self.finish(rec, answer)
        if 'gate' in self.rules and done:
            yield
            self.w.marks[self.shard.id] = max(self.w.marks.get(self.shard.id, -1), self.batch[done - 1][0])
        return done

    # -- reading a label

    def read(self, L, since=None, day=None):
        """All raw days from `since` on, or one `day`. The header is asked for at the same time."""
        read, label, new = self.labels.setdefault(L, Read()), self.w.label(L), {}
        late = self.w.r.random() < .3
        if read.header is None and not late:
            yield
            read.header, late = label.header, False
        if day is not None and day not in read.days and (read.since is None or day < read.since):
            yield
            new = {day: dict(label.days.get(day, {}))}
        elif since is not None and (read.since is None or since < read.since):
            yield
            new = {d: dict(es) for d, es in label.days.items() if since <= d and (read.since is None or d < read.since)
                   and ('once' not in self.rules or d not in read.days)}
            read.since = since
        read.days.update(new)
        if read.header is None:
            yield
            read.header = label.header
            if read.header.dead and 'head' in self.rules:
                raise Stale
        if 'newer' in self.rules and any(e.header > read.header.version for es in new.values() for e in es.values()):
            self.log(f'{L}: entries are newer than the header, reads again')
            raise Stale
        return read

    def untaken(self, L, since, day=None):
        """Entries not taken off that are filed from raw day `since` on, in skewed raw days, or on `day`."""
        read = yield from self.read(L, since)
        days = {day} | (read.header.skewed if 'skewed' in self.rules else set())
        for d in days - {None}:
            yield from self.read(L, day=d)
        return [e for d, es in read.days.items() if d >= since or d in days
                for e in es.values() if not self.taken(e, read.header)]

    def taken(self, e, header):
        if e.pos is None:
            return True
        if 'epoch' in self.rules:
            return e.state < header.rver
        return any(e.pos < r.pos for r in header.retractions)

    def again(self, L, step):
        """Does a step until nothing that it read was old."""
        while True:
            try:
                return (yield from step())
            except Stale:
                if 'reread' in self.rules:
                    self.labels.pop(L, None)
                else:
                    self.labels[L].header = None
                yield

    # -- writing a label

    def write_header(self, L, **changes):
        read, label = self.labels[L], self.w.label(L)
        yield
        if label.header.version != read.header.version:
            raise Stale
        label.header = read.header = read.header._replace(version=read.header.version + 1, **changes)
        self.log(f'header {L}', changes)

    def put(self, L, day, entry):
        read, there = self.labels[L], self.w.label(L).days.setdefault(day, {})
        mine = read.days.setdefault(day, {})
        number = max(mine, default=-1) + 1
        yield
        if number in there and 'absent' in self.rules:
            if 'reread' in self.rules:
                raise Stale
            number = max(there) + 1
        there[number] = mine[number] = entry
        self.w.label(L).written.append(entry)
        self.log(f'entry {L} day {day} #{number} of {entry.pos} v{entry.state}', entry.digests, entry.deltas)

    # -- records

    def data(self, seq, rec):
        L, days = rec['label'], sorted({m['raw'] // DAY for m in rec['m']})
        pos, there = (self.shard.id, seq), []
        if 'peritem' not in self.rules:
            def look():
                for day in days:
                    read = yield from self.read(L, day=day)
                    if any(e.pos == pos for e in read.days.get(day, {}).values()):
                        there.append(day)
            yield from self.again(L, look)
        for day in there or days:
            deltas = yield from self.again(L, lambda: self.enter(L, day, pos, rec))
            self.deltas += [(seq, cell, x) for cell, x in deltas]

    def enter(self, L, day, pos, rec):
        """The deltas of this record's entry on this raw day: those stored, or those now decided and stored."""
        read = yield from self.read(L, day=day)
        entries = read.days.get(day, {}).values()
        for e in entries:
            if e.pos == pos:
                return e.deltas
        if read.header.dead:
            self.log(f'{pos} {L} is dead, dropped')
            return ()
        known, new = {g for e in entries for g in e.digests}, {}
        for m in rec['m']:
            if m['raw'] // DAY == day and m['id'] not in known:
                new.setdefault(m['id'], m)
        if not new:
            return ()
        deltas, sessions = {}, set()
        if rec['stats'] and ('epoch' not in self.rules or rec['ver'] >= read.header.rver):
            for m in new.values():
                yield from self.decide(L, day, m, deltas, sessions)
            read = self.labels[L]
            if 'skewed' in self.rules and day not in read.header.skewed and any(abs(local_day(m) - day) > 1 for m in new.values()):
                yield from self.write_header(L, skewed=read.header.skewed | {day})
        entry = Entry(pos, rec['ver'], tuple(new), tuple((c, x) for c, x in deltas.items() if x), frozenset(sessions),
                      self.labels[L].header.version)
        yield from self.put(L, day, entry)
        return entry.deltas

    def decide(self, L, day, m, deltas, sessions):
        l = local_day(m)
        week = l // WEEK
        def add(cell, x):
            deltas[cell] = deltas.get(cell, 0) + x
        def first(cell, entries):
            return deltas.get(cell, 0) <= 0 and not any(c == cell and x > 0 for e in entries for c, x in e.deltas)
        if 'firsts' in self.rules:
            near = yield from self.untaken(L, l - 1, day)
        else:
            near = [e for e in self.labels[L].days.get(day, {}).values() if not self.taken(e, self.labels[L].header)]
        if m['c'] == 'run':
            runs = deltas.get(('events', l, 'run'), 0) + sum(x for e in near for c, x in e.deltas if c == ('events', l, 'run'))
            if runs < 3:
                if runs:
                    add(('runs', l, runs), -1)
                add(('runs', l, runs + 1), 1)
        add(('events', l, m['c']), 1)
        for value in '*', m['c']:
            if first(('users', l, value), near):
                add(('users', l, value), 1)
                far = near
                if 'firsts' in self.rules and 'week' in self.rules:
                    far = yield from self.untaken(L, week * WEEK - 1, day)
                if first(('users of week', week, value), far):
                    add(('users of week', week, value), 1)
        if m['s']:
            known = m['s'] in sessions or any(m['s'] in e.sessions for e in near)
            if not known:
                add(('sessions', l, ''), 1)
            if not known or 'mention' in self.rules:
                sessions.add(m['s'])

    def erase(self, seq, rec):
        L, pos = rec['label'], (self.shard.id, seq)
        def step():
            entries = yield from self.untaken(L, START)
            header, n = self.labels[L].header, sum(len(e.deltas) for e in entries)
            if header.dead is None and 'dead' in self.rules:
                yield from self.write_header(L, dead=pos, found=n)
                header = self.labels[L].header
            if header.dead is not None and header.dead != pos:
                entries = []
            return entries, header.found if 'found' in self.rules and 'dead' in self.rules else n
        entries, found = yield from self.again(L, step)
        self.log(f'{pos} erase {L}: found {found}')
        if not rec['keep']:
            self.take(seq, entries)
        self.commands.append((rec, found))

    def retract(self, seq, rec):
        L, pos, v = rec['label'], (self.shard.id, seq), rec['ver']
        def step():
            read = yield from self.read(L, START)
            def own():
                return next((r for r in read.header.retractions if r.pos == pos), None)
            if read.header.dead and not ('own' in self.rules and own()):
                return []
            if not own():
                if read.header.rver >= v:
                    return []
                yield from self.write_header(L, retractions=read.header.retractions + (Retraction(pos, v, read.header.rver),))
            prev = own().prev if 'prev' in self.rules else 0
            return [e for es in read.days.values() for e in es.values() if e.pos
                    and (prev <= e.state < v if 'epoch' in self.rules else e.pos < pos)]
        entries = yield from self.again(L, step)
        self.log(f'{pos} retract {L}: {len(entries)} entries')
        self.take(seq, entries)

    def take(self, seq, entries):
        self.deltas += [(seq, cell, -x) for e in entries for cell, x in e.deltas]

    # -- counters, and after them

    def count(self):
        folds = {}
        for seq, cell, x in self.deltas:
            folds.setdefault((cell, self.shard.id % 2), []).append((seq, x))
        counters = list(folds)
        self.w.r.shuffle(counters)
        for key in counters:
            fold = sorted(folds[key])
            if 'zero' not in self.rules and sum(x for _, x in fold) == 0:
                continue
            while fold:
                yield
                counter = self.w.counters.setdefault(key, dict(value=0, marks={}))
                mark = counter['marks'].get(self.shard.id, -1)
                if mark < fold[0][0]:
                    counter['value'] += sum(x for _, x in fold)
                    counter['marks'][self.shard.id] = fold[-1][0]
                    self.log(f'counter {key[0]} {sum(x for _, x in fold):+d}, to {fold[-1][0]}')
                    break
                fold = [x for x in fold if x[0] > mark]

    def finish(self, rec, found):
        """All counters took the erasure: empties the entries, then answers."""
        label = self.w.label(rec['label'])
        if 'dead' not in self.rules and label.header.dead is None:
            yield
            label.header = label.header._replace(version=label.header.version + 1, dead=(-1, -1), found=found)
        yield
        for day, number in [(d, n) for d, es in label.days.items() for n in es]:
            yield
            if 'shells' in self.rules:
                label.days[day][number] = shell(label.header.version)
            else:
                label.days[day].pop(number, None)
            self.log(f'empties {rec["label"]} day {day} #{number}')
        yield
        if self.w.answers.setdefault(rec['tok'], found) == found:
            self.log(f'answers {rec["tok"]}: {found}')


# ---------------------------------------------------------------- gate and rights

class Gate:
    """Ingest and the flows of rights: what puts records on the stream."""

    def vault_item(self, p, v, **changes):
        """Writes an item decided on `v`; whether nobody else wrote in between."""
        cur = self.vault.get(p)
        if (cur and (cur['life'], cur['ver'])) != (v and (v['life'], v['ver'])):
            return None
        new = dict(v or dict(life=0, ver=0, label=None, erased=None, stats=True, born=None, requests=(), pending=False))
        new.update(changes, ver=new['ver'] + 1)
        self.vault[p] = new
        return new

    def ingest(self, p, copies, originals):
        while True:
            v = copy.copy(self.vault.get(p))
            self.log(f'ingest reads {p}:', v and f"{v['label']} v{v['ver']} erased {v['erased']}", [m['id'] for m in copies])
            yield
            ok = [m for m in copies if not (v and v['erased'] is not None and min(m['raw'], m['corr']) <= v['erased'])]
            if not ok:
                break
            if v is None or v['label'] is None:
                L = f'L{len(self.hashes) + 1}'
                new = self.vault_item(p, v, label=L, life=(v['life'] if v else 0) + 1, born=self.t)
                if not new:
                    yield
                    continue
                self.hashes[L], v = self.r.random(), dict(new)
                self.log(f'ingest: {p} begins life {L}')
                yield
            yield from self.send_record(dict(k='data', label=v['label'], m=ok, stats=v['stats'], ver=v['ver'], born=v['born'], p=p), .15)
            break
        for m in originals:
            if m in self.unsent:
                self.unsent.remove(m)
                self.acked.append(m)
        self.log('ack', [m['id'] for m in copies])

    def send_record(self, rec, twice):
        for _ in range(2 if self.faults and self.r.random() < twice else 1):
            self.put(rec)
            yield

    def erase_flow(self, f):
        rid, p = f['rid'], f['p']
        if f['step'] == 0:
            yield from self.begin(f, rid, p)
            yield
            f['step'] = 1
        for L in self.work.get(rid, []) if 'work' in self.rules else f['labels']:
            while True:
                self.tokens += 1
                tok, waited = f't{self.tokens}', 0
                yield from self.send_record(dict(k='erase', label=L, tok=tok, keep=f['keep'], ver=''), .2)
                while tok not in self.answers:
                    waited += 1
                    if self.faults and waited > 15 and self.r.random() < .05:
                        break
                    yield
                if tok in self.answers:
                    break
            f['found'][L] = self.answers[tok]
        f['step'] = 2

    def begin(self, f, rid, p):
        while True:
            yield
            v = copy.copy(self.vault.get(p))
            yield
            if 'idem' in self.rules and v and rid in v['requests']:
                f['labels'] = []
                return
            if 'keepobj' in self.rules and v and not v['stats']:
                f['keep'] = False
            if self.vault_item(p, v, label=None, erased=self.t, life=(v['life'] if v else 0) + 1, born=None, pending=False,
                               requests=(v['requests'] if v else ()) + (rid,)):
                break
        label = v and v['label']
        self.log(f'begin {rid} {p}: destroys {label}')
        self.begins.setdefault(p, []).append(self.t)
        if label:
            if not f['ran']:
                self.erased.add(label)
            f['labels'] = [label]
            if 'work' in self.rules:
                self.work.setdefault(rid, []).append(label)
        f['ran'] = True

    def objection_flow(self, f):
        p, lift = f['p'], f['k'] == 'lift'
        while f['step'] == 0:
            yield
            v = copy.copy(self.vault.get(p))
            yield
            if not v or not v['label'] or v['stats'] == lift:
                f['step'] = 3
                return
            if lift and 'serial' in self.rules and v['pending']:
                yield
                continue
            new = self.vault_item(p, v, stats=lift, pending=not lift)
            if new:
                f['label'], f['ver'], f['step'] = new['label'], new['ver'], 1
                self.log(f['k'], p, new['label'], f"v{new['ver']}")
                if not lift:
                    self.retracted[new['label']] = new['ver']
        yield
        if not lift:
            yield from self.send_record(dict(k='retract', label=f['label'], ver=f['ver']), .15)
            cur = self.vault.get(p)
            if cur and cur['label'] == f['label'] and cur['ver'] == f['ver']:
                cur['pending'] = False
        f['step'] = 3


# ---------------------------------------------------------------- what must be so at rest

class Oracle:
    def check(self):
        return self.check_counts() + self.check_erased() + self.check_receipts()

    def lane(self, L):
        """A label's records in order (a label is in one lane, and sequences grow along it)."""
        return sorted(((q, rec) for s in self.shards for q, rec in s.records if rec['label'] == L), key=lambda x: x[0])

    def check_counts(self):
        expected, bad = {}, []
        for L in self.hashes:
            self.replay(L, expected, bad)
        got = {}
        for (cell, _), counter in self.counters.items():
            got[cell] = got.get(cell, 0) + counter['value']
        return bad + [f'COUNT {c}: is {got.get(c, 0)}, should be {expected.get(c, 0)}'
                      for c in sorted(set(expected) | set(got), key=str) if expected.get(c, 0) != got.get(c, 0)]

    def replay(self, L, expected, bad):
        """The messages of a label, each in the copy that came first, one after the other."""
        seen, skewed, retracted, counted = set(), set(), 0, []
        lane = self.lane(L)
        for _, rec in lane:
            for m in rec.get('m', ()):
                if self.revived(m, rec):
                    bad.append(f'REVIVED: {m["id"]} sent before an erasure lives on in {L}')
        for _, rec in lane:
            if rec['k'] == 'erase':
                if not rec['keep']:
                    counted = []
                break
            if rec['k'] == 'retract':
                retracted = max(retracted, rec['ver'])
                continue
            for m in sorted(rec['m'], key=lambda m: m['raw'] // DAY):
                if m['id'] in seen:
                    continue
                seen.add(m['id'])
                if not rec['stats'] or rec['ver'] < retracted:
                    continue
                l, day = local_day(m), m['raw'] // DAY
                if abs(l - day) > 1:
                    skewed.add(day)
                if rec['ver'] >= self.retracted.get(L, 0):
                    new = m['s'] and not any(s == m['s'] and (d >= l - 1 or d in skewed or d == day) for d, _, _, s, _ in counted)
                    counted.append((day, l, m['c'], m['s'], new))
        else:
            if L in self.erased:
                counted = []
        cells = {}
        for _, l, c, _, new in counted:
            cells[('events', l, c)] = cells.get(('events', l, c), 0) + 1
            for v in '*', c:
                cells[('users', l, v)] = cells[('users of week', l // WEEK, v)] = 1
            if new:
                cells[('sessions', l, '')] = cells.get(('sessions', l, ''), 0) + 1
        for (kind, l, c), n in list(cells.items()):
            if kind == 'events' and c == 'run':
                cells[('runs', l, min(n, 3))] = 1
        for cell, n in cells.items():
            expected[cell] = expected.get(cell, 0) + n

    def revived(self, m, rec):
        """An erasure of this subject lies between the message and the birth of the life that it is in.
        A clock that is ahead with an upload time that is stale is the stated limit."""
        stated = m['raw'] > m['true'] and m['corr'] > m['true']
        return not stated and m['true'] < rec['born'] and any(m['true'] <= t <= rec['born'] for t in self.begins.get(rec['p'], ()))

    def check_erased(self):
        return [f'RESIDUE: the Ledger still has entries of erased {L}' for L in sorted(self.erased)
                if any(e.pos for es in self.label(L).days.values() for e in es.values())]

    def check_receipts(self):
        bad = []
        for f in self.flows:
            for L, n in f['found'].items():
                label = self.label(L)
                right = sum(len(e.deltas) for e in label.written if e.state >= label.header.rver)
                if n != right:
                    bad.append(f'RECEIPT: {L} answered {n}, there were {right}')
        return bad


# ---------------------------------------------------------------- one history

class History(Gate, Oracle):
    def __init__(self, seed, rules, opt):
        self.r, self.rules, self.opt = random.Random(seed), frozenset(rules), opt
        r = self.r
        self.t = self.seq = self.tokens = self.messages = self.erasures = self.objections = self.splits = 0
        self.trace, self.faults = [], True
        self.vault, self.work, self.begins, self.answers = {}, {}, {}, {}
        self.ledger, self.counters, self.marks = {}, {}, {}
        self.hashes, self.erased, self.retracted = {}, set(), {}    # by label; retracted: version of the last objection
        self.shards = [Shard(0, [], 0, 1.0)] if r.random() < .7 else [Shard(0, [], 0, .5), Shard(1, [], .5, 1.0)]
        self.unsent, self.acked, self.tasks, self.zombies, self.flows = [], [], [], [], []
        self.subjects = ['P', 'Q'][:1 if r.random() < .6 else 2]
        self.skew = {p: r.choice([0, 0, -30, 20, -80]) for p in self.subjects}
        self.sessions = {p: [None, f's{p}1', f's{p}2'] for p in self.subjects}
        self.max_messages, self.max_erasures = r.choice([1, 1, 2, 3, 5, 8]), r.choice([1, 1, 2])
        self.kills, self.length = r.choice([.03, .08, .15]), r.choice([80, 150, 300])
        self.revive, self.slow = r.choice([.4, .8]), opt['slowz'] or r.random() < .3
        if opt['big']:
            self.length, self.max_messages, self.max_erasures = r.choice([600, 1200]), r.choice([10, 25]), r.choice([2, 4])

    def log(self, *a):
        self.trace.append(f'{self.t:4d} ' + ' '.join(str(x) for x in a))

    def label(self, L):
        return self.ledger.setdefault(L, Label())

    # -- stream

    def put(self, rec):
        h = self.hashes[rec['label']]
        shard = next(s for s in self.shards if s.open and s.lo <= h < s.hi)
        self.seq += 1
        shard.records.append((self.seq, rec))
        self.log(f"put {rec['k']} {rec['label']} v{rec['ver']} -> shard{shard.id}/{self.seq}",
                 [f"{m['id']} raw {m['raw']} corr {m['corr']} day {m['raw'] // DAY} local {local_day(m)} {m['c']} {m['s'] or ''}" for m in rec.get('m', ())] or '')

    def split(self):
        n, open_shards = len(self.shards), sorted((s for s in self.shards if s.open), key=lambda s: s.lo)
        self.splits += 1
        if len(open_shards) > 1 and self.r.random() < .4:
            i = self.r.randrange(len(open_shards) - 1)
            a, b = open_shards[i:i + 2]
            a.open = b.open = False
            self.shards.append(Shard(n, [a.id, b.id], a.lo, b.hi))
            self.log(f'merge shard{a.id},{b.id} -> {n}')
        else:
            a = self.r.choice(open_shards)
            a.open, mid = False, (a.lo + a.hi) / 2
            self.shards += [Shard(n, [a.id], a.lo, mid), Shard(n + 1, [a.id], mid, a.hi)]
            self.log(f'split shard{a.id} -> {n},{n + 1}')

    def drained(self, shard):
        """Whether the parents, and an empty parent's parents, are applied to their end."""
        return all(self.marks.get(p.id, -1) >= p.records[-1][0] if p.records else self.drained(p)
                   for p in (self.shards[i] for i in shard.parents))

    def delivered(self, shard):
        return not shard.open and shard.reached >= len(shard.records) and shard.running is None and all(self.delivered(self.shards[p]) for p in shard.parents)

    # -- what happens next

    def run(self):
        for _ in range(self.length):
            self.t += 1
            self.step()
        self.faults, end = False, self.t + 60000
        while self.step():
            self.t += 1
            if self.t > end:
                return ['STUCK: never at rest']
        return self.check()

    def step(self):
        """One thing happens; False at rest."""
        x = self.r.random()
        if self.faults:
            if self.happens(x):
                return True
        elif self.unsent and x < .2:
            self.send()
            return True
        ready = [(self.advance_task, t) for t in self.tasks]
        for s in self.shards:
            if s.running is not None:
                ready += [(self.advance_delivery, s)] * 2
            elif s.reached < len(s.records) and (self.opt['cbp'] or all(self.delivered(self.shards[p]) for p in s.parents)):
                ready.append((self.invoke, s))
        for z in self.zombies:
            if not ready or not self.slow or self.r.random() < .04:
                ready.append((self.advance_zombie, z))
        if ready:
            do, what = self.r.choice(ready)
            do(what)
        return bool(ready or self.faults or self.unsent)

    def happens(self, x):
        if x < .10:
            if self.messages < self.max_messages:
                self.new_message(self.r.choice(self.subjects))
                return True
        elif x < .22:
            if self.unsent or self.acked:
                self.send()
                return True
        elif x < .235:
            if self.erasures < self.max_erasures:
                self.erasures += 1
                self.start_flow('erase')
                return True
        elif x < .26:
            if self.opt['retract'] and self.objections < 3:
                self.objections += 1
                self.start_flow(self.r.choice(['object', 'object', 'lift']))
                return True
        elif x < .266:
            if self.splits < (4 if self.opt['big'] else 2):
                self.split()
                return True
        return False

    def new_message(self, p):
        self.messages += 1
        self.unsent.append(dict(id=f'm{self.messages}', p=p, true=self.t, raw=self.t + self.skew[p], c=self.r.choice(['A', 'B', 'run']), s=self.r.choice(self.sessions[p])))

    def send(self):
        r = self.r
        source = self.unsent + ([m for m in self.acked if r.random() < .15] if self.faults else [])
        if not source:
            return
        p = r.choice(source)['p']
        batch = [m for m in source if m['p'] == p and r.random() < .7] or [r.choice([m for m in source if m['p'] == p])]
        if self.faults and r.random() < .1:
            batch = batch + batch[:1]
        copies = [dict(m, corr=self.corrected(m)) for m in batch]
        self.tasks.append(dict(name='ingest', run=self.ingest(p, copies, batch), flow=None))

    def corrected(self, m):
        """Another time for each copy: right, from a stale sentAt, or raw for want of one; never in the future."""
        return self.r.choice([m['true'], m['true'], self.r.randint(m['true'], self.t), min(m['raw'], self.t)])

    def start_flow(self, kind):
        f = dict(k=kind, rid=f'q{self.erasures}', p=self.r.choice(self.subjects), step=0, labels=[], ran=False, found={},
                 keep=self.opt['keep'] and self.r.random() < .25)
        self.flows.append(f)
        self.tasks.append(dict(name=f'{kind} flow', run=self.flow(f), flow=f))

    def flow(self, f, wait=0):
        for _ in range(wait):
            yield
        yield from self.erase_flow(f) if f['k'] == 'erase' else self.objection_flow(f)

    def advance_task(self, t):
        if self.faults and self.r.random() < .04:
            self.log('KILL', t['name'])
            if t['flow']:
                t['run'] = self.flow(t['flow'], self.r.choice([0, 0, 10, 40]))
            else:
                self.tasks.remove(t)
        elif next(t['run'], 'end') == 'end':
            self.tasks.remove(t)

    def invoke(self, s):
        start = s.reached
        if self.faults and self.opt['rewind'] and self.r.random() < .15:
            start = self.r.randrange(start + 1)
        batch = s.records[start:start + self.r.randint(1, 5)]
        self.log(f'invoke shard{s.id}', [q for q, _ in batch])
        s.start, s.running = start, Delivery(self, s, batch).run()

    def advance_delivery(self, s):
        if self.faults and self.r.random() < self.kills:
            zombie = self.opt['zombie'] and len(self.zombies) < 2 and self.r.random() < self.revive
            self.log(f'KILL shard{s.id}', '(goes on)' if zombie else '')
            if zombie:
                self.zombies.append(s.running)
            s.running = None
            return
        try:
            next(s.running)
        except StopIteration as end:
            s.running, s.reached = None, s.start + end.value
            self.log(f'shard{s.id} done to {s.reached}')

    def advance_zombie(self, z):
        if next(z, 'end') == 'end':
            self.zombies.remove(z)


# ---------------------------------------------------------------- command line

def history(seed, rules, opt):
    h = History(seed, rules, opt)
    try:
        return h, h.run()
    except Exception:
        return h, ['EXCEPTION ' + traceback.format_exc()]


def explore(rules, seeds, opt):
    """The violations, shortest history first."""
    bad = []
    for seed in seeds:
        h, violations = history(seed, rules, opt)
        if violations:
            bad.append((len(h.trace), seed, violations))
    return sorted(bad)


def rules_named(text):
    if text == 'all':
        return set(RULES)
    if text.startswith('-'):
        return set(RULES) - set(text[1:].split(','))
    return set(text.split(','))


def main(args):
    opt = {name: default for name, (default, _) in OPTIONS.items()}
    opt.update({a: True for a in args if a in OPTIONS})
    opt.update({a[3:]: False for a in args if a.startswith('no-')})
    args = [a for a in args if a not in OPTIONS and not a.startswith('no-')]
    match args:
        case ['run', rules, n, *first]:
            start, began = int(first[0]) if first else 0, time.time()
            bad = explore(rules_named(rules), range(start, start + int(n)), opt)
            print(f'{len(bad)} of {n} violated, {time.time() - began:.0f} s', *bad[:6], sep='\n')
        case ['ablate', n]:
            for rule, text in RULES.items():
                bad = explore(set(RULES) - {rule}, range(int(n)), opt)
                print(f'without {rule:8s} {len(bad):6d} of {n} violated', bad[0] if bad else '', flush=True)
        case ['trace', rules, seed]:
            h, violations = history(int(seed), rules_named(rules), opt)
            print(*h.trace, '=>', *violations or ['nothing violated'], sep='\n')
        case _:
            print(__doc__, *(f'  {n:8s} {d}' for n, (_, d) in OPTIONS.items()), sep='\n')


if __name__ == '__main__':
    main(sys.argv[1:])
