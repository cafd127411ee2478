"""One invocation of aggregate: Ledger first, then counters, then the answers to commands."""
from ledger import ALL_DAYS, Entry, Reading, Retraction, Stale, shell
from message import WEEK


class Delivery:
    """A batch of one shard."""
    def __init__(self, world, shard, batch):
        self.world, self.shard, self.batch, self.rules = world, shard, batch, world.rules
        self.header_late = world.random.random() < world.header_late
        self.readings = {}        # by label, for the whole delivery
        self.deltas = []          # (sequence, cell, delta)
        self.commands = []        # (erase, answer)

    def log(self, *words):
        self.world.log(f'  shard{self.shard.id}', *words)

    def run(self):
        """Returns how many records of the batch are done."""
        mark, done, marks = -1, 0, self.world.marks
        if 'gate' in self.rules:
            if self.shard.id not in marks and not self.world.drained(self.shard):
                return 0
            yield
            if not self.world.options['noskip']:
                mark = marks.get(self.shard.id, -1)
        for seq, record in self.batch:
            if seq > mark:
                if self.world.faults and self.world.random.random() < .03:
                    break
                decide = {'data': self.data, 'erase': self.erase, 'retract': self.retract}[record['kind']]
                yield from decide(seq, record)
            done += 1
        yield from self.count()
        for record, answer in self.commands:
            yield from self.finish(record, answer)
        if 'gate' in self.rules and done:
            yield
            marks[self.shard.id] = max(marks.get(self.shard.id, -1), self.batch[done - 1][0])
        return done

    def until_fresh(self, label, step):
        """Does a step until nothing that it read was old."""
        while True:
            if label not in self.readings:
                self.readings[label] = Reading(self.world.label(label), self.rules, lambda *a: self.log(label, *a), self.header_late)
            try:
                return (yield from step(self.readings[label]))
            except Stale:
                self.header_late = False
                old = self.readings.pop(label)
                if 'reread' not in self.rules:
                    old.header, old.header_late = None, False
                    self.readings[label] = old
                yield

    # -- data

    def data(self, seq, record):
        label, pos = record['label'], (self.shard.id, seq)
        days = sorted({m.raw_day for m in record['messages']})
        if 'peritem' not in self.rules:
            days = (yield from self.until_fresh(label, lambda reading: self.days_with_entry(reading, days, pos))) or days
        for day in days:
            deltas = yield from self.until_fresh(label, lambda reading: self.enter(reading, day, pos, record))
            self.deltas += [(seq, cell, x) for cell, x in deltas]

    def days_with_entry(self, reading, days, pos):
        for day in days:
            yield from reading.read_day(day)
        return [day for day in days if any(e.pos == pos for e in reading.entries(day))]

    def enter(self, reading, day, pos, record):
        """The deltas of this record's entry on this raw day: those stored, or those now decided and stored."""
        yield from reading.read_day(day)
        for e in reading.entries(day):
            if e.pos == pos:
                return e.deltas
        if reading.header.dead:
            reading.log(pos, 'dead, dropped')
            return ()
        known, new = {g for e in reading.entries(day) for g in e.digests}, {}
        for m in record['messages']:
            if m.raw_day == day and m.id not in known:
                new.setdefault(m.id, m)
        if not new:
            return ()
        deltas, sessions = {}, set()
        if record['counted'] and ('epoch' not in self.rules or record['state'] >= reading.header.retracted):
            for m in new.values():
                yield from self.decide(reading, day, m, deltas, sessions)
            if 'skewed' in self.rules and day not in reading.header.skewed and any(m.skewed for m in new.values()):
                yield from reading.write_header(skewed=reading.header.skewed | {day})
        deltas = tuple((cell, x) for cell, x in deltas.items() if x)
        yield from reading.put(day, Entry(pos, record['state'], tuple(new), deltas, frozenset(sessions), reading.header.version))
        return deltas

    def decide(self, reading, day, m, deltas, sessions):
        local, week = m.local_day, m.local_day // WEEK
        def add(cell, x):
            deltas[cell] = deltas.get(cell, 0) + x
        def sum_of(cell, entries):
            return deltas.get(cell, 0) + sum(x for e in entries for c, x in e.deltas if c == cell)
        if 'firsts' in self.rules:
            near = far = yield from reading.untaken(local - 1, day)
        else:
            near = far = [e for e in reading.entries(day) if not reading.taken(e)]
        if m.kind == 'run' and (runs := sum_of(('events', local, 'run'), near)) < 3:
            if runs:
                add(('runs', local, runs), -1)
            add(('runs', local, runs + 1), 1)
        add(('events', local, m.kind), 1)
        for value in '*', m.kind:
            if not sum_of(('users', local, value), near):
                add(('users', local, value), 1)
                if 'firsts' in self.rules and 'week' in self.rules:
                    far = yield from reading.untaken(week * WEEK - 1, day)
                if not sum_of(('users of week', week, value), far):
                    add(('users of week', week, value), 1)
        if m.session:
            known = m.session in sessions or any(m.session in e.sessions for e in near)
            if not known:
                add(('sessions', local, ''), 1)
            if not known or 'mention' in self.rules:
                sessions.add(m.session)

    # -- commands

    def erase(self, seq, record):
        label, pos = record['label'], (self.shard.id, seq)
        def step(reading):
            entries = yield from reading.untaken(ALL_DAYS)
            found = sum(len(e.deltas) for e in entries)
            if 'dead' in self.rules:
                if not reading.header.dead:
                    yield from reading.write_header(dead=pos, found=found)
                if 'found' in self.rules:
                    found = reading.header.found
            return [] if reading.header.dead not in (None, pos) else entries, found
        entries, found = yield from self.until_fresh(label, step)
        self.log(label, f'{pos} erase: found {found}')
        if not record['keep']:
            self.take_off(seq, entries)
        self.commands.append((record, found))

    def retract(self, seq, record):
        label, pos, version = record['label'], (self.shard.id, seq), record['state']
        def step(reading):
            yield from reading.read_since(ALL_DAYS)
            header = reading.header
            if header.dead and ('own' not in self.rules or not header.retraction_at(pos)):
                return []
            if not header.retraction_at(pos):
                if header.retracted >= version:
                    return []
                yield from reading.write_header(retractions=header.retractions + (Retraction(pos, version, header.retracted),))
            prev = reading.header.retraction_at(pos).prev if 'prev' in self.rules else 0
            return [e for es in reading.days.values() for e in es.values() if e.pos
                    and (prev <= e.state < version if 'epoch' in self.rules else e.pos < pos)]
        entries = yield from self.until_fresh(label, step)
        self.log(label, f'{pos} retract: {len(entries)} entries')
        self.take_off(seq, entries)

    def take_off(self, seq, entries):
        self.deltas += [(seq, cell, -x) for e in entries for cell, x in e.deltas]

    # -- counters, and after them

    def count(self):
        folds = {}
        for seq, cell, x in self.deltas:
            folds.setdefault((cell, self.shard.id % 2), []).append((seq, x))
        counters = list(folds)
        self.world.random.shuffle(counters)
        for key in counters:
            fold = sorted(folds[key])
            if 'zero' not in self.rules and sum(x for _, x in fold) == 0:
                continue
            while fold:
                yield
                counter = self.world.counters.setdefault(key, dict(value=0, watermarks={}))
                watermark = counter['watermarks'].get(self.shard.id, -1)
                if watermark < fold[0][0]:
                    counter['value'] += sum(x for _, x in fold)
                    counter['watermarks'][self.shard.id] = fold[-1][0]
                    self.log(f'counter {key[0]} {sum(x for _, x in fold):+d}, to {fold[-1][0]}')
                    break
                fold = [(seq, x) for seq, x in fold if seq > watermark]

    def finish(self, record, found):
        """All counters took the erasure: empties the entries, then answers."""
        label = self.world.label(record['label'])
        if 'dead' not in self.rules and not label.header.dead:
            yield
            label.header = label.header._replace(version=label.header.version + 1, dead=(-1, -1), found=found)
        yield
        for day, number in [(day, number) for day, entries in label.days.items() for number in entries]:
            yield
            if 'shells' in self.rules:
                label.days[day][number] = shell(label.header.version)
            else:
                label.days[day].pop(number, None)
            self.log(record['label'], f'empties day {day} #{number}')
        yield
        if record['token'] not in self.world.answers:
            self.world.answers[record['token']] = found
            self.log(f'answers {record["token"]}: {found}')
