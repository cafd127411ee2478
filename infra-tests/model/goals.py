#!/usr/bin/env python3
"""An executable model of how Lethe forgets what the feature `goals` collected, with a random explorer.

A seed is one history: goals are switched on and off, events come, are counted and archived, a subject is erased, and a
work takes goals out of entries, counters and lines. Every call is a point where anything else may run, or the process be
killed. No request, consumer or step of the work runs for longer than a `life`; works that were thought dead may go on.

  goals.py run all|RULES N [FIRST]     explore N seeds (RULES: `-even,name` leaves two out, `even,name` has no other)
  goals.py ablate N                    leave out each rule in turn: how many break, and the shortest
  goals.py trace all|RULES SEED        print one history
"""
import random
import sys

from explorer import Explorer

RULES = {
    'filter': 'consumers take goals out of what came before the time of the order',
    'margin': 'that time is as much later than the switch as a request may run that knew goals as on',
    'begin': 'the work begins when nobody runs any more who read that there is no order',
    'same': 'an entry or an object is written only if it is as it was read',
    'first': 'entries before counters',
    'outlast': 'and between them as long as one may run who read entries before',
    'check': 'each step looks first whether its order is still open',
    'done': 'goals are not switched on before it is done',
    'rest': 'nor before steps are over that looked before it was done',
    'own': 'only the order that it was begun for is done',
}


class Order:
    """That goals are to be forgotten: written in the transaction that switches them off."""

    def __init__(self, before):
        self.before, self.done = before, 0


class History:
    def __init__(self, seed, rules, options):
        self.rules, self.random = frozenset(rules), random.Random(seed)
        self.now, self.trace = 0, []
        self.on, self.order = True, None
        self.stream, self.mark, self.archived = [], 0, 0
        self.entries, self.objects = {}, {}         # by position; an entry of None is emptied
        self.counters = {}                          # name -> [number, last position counted]
        self.dead_at = None
        self.running, self.work = [], None          # (when it must have ended, generator)
        self.undead, self.slowness = [], self.random.choice([.2, .4, .7])
        self.life = self.random.choice([8, 12, 30, 60])
        self.looks = self.random.choice([2, self.life / 8])
        self.length = self.random.choice([60, 120, 200, 400])

    def log(self, *words):
        self.trace.append(f'{self.now:4d} ' + ' '.join(str(word) for word in words))

    def has(self, rule):
        return rule in self.rules

    # -- what runs: each `yield` is a point where something else may happen

    def request(self):
        received, on = self.now, self.on
        goal = on and self.random.random() < .6
        yield
        self.stream.append({'kind': 'events', 'received': received, 'goal': goal})
        self.log('put', len(self.stream) - 1, 'goal' if goal else 'plain')

    def erase(self):
        yield
        self.stream.append({'kind': 'erase'})
        self.log('put', len(self.stream) - 1, 'erase')

    def goal_of(self, record, order):
        covered = self.has('filter') and order is not None and record['received'] < order.before
        return record['goal'] and not covered

    def count(self):
        first = max(0, self.mark - self.random.choice([0, 0, 1, 3]))
        records = list(enumerate(self.stream))[first:first + self.random.choice([1, 2, 5])]
        order = self.order and self.order_read()
        yield
        for at, record in records:
            if record['kind'] == 'events':
                if at not in self.entries and self.dead_at is None:
                    goal = self.goal_of(record, order)
                    yield
                    if at not in self.entries and self.dead_at is None:
                        self.entries[at] = goal
                        self.log('enter', at, goal)
                entry = self.entries.get(at)
                deltas = {} if entry is None else {'events': 1} | ({'goals': 1} if entry else {})
                taken = []
            else:
                self.dead_at = at if self.dead_at is None else self.dead_at
                taken = {before: goal for before, goal in self.entries.items() if goal is not None and before < at}
                deltas = {'events': -len(taken), 'goals': -sum(taken.values())} if at == self.dead_at else {}
            yield
            for name, delta in deltas.items():
                counter = self.counters.setdefault(name, [0, -1]) if delta else None
                if counter and counter[1] < at:
                    self.counters[name] = [counter[0] + delta, at]
                    self.log('count', at, name, delta)
                yield
            for before in taken:
                self.entries[before] = None
            self.mark = max(self.mark, at + 1)
            yield

    def order_read(self):
        read = Order(self.order.before)
        read.done = self.order.done
        return read

    def archive(self):
        at = max(0, self.archived - self.random.choice([0, 1]))
        if at >= len(self.stream):
            return
        record, order = self.stream[at], self.order and self.order_read()
        yield
        if record['kind'] == 'events':
            body = [self.goal_of(record, order)]
            if at not in self.objects:
                self.objects[at] = body
            else:
                version = self.objects[at]
                yield
                if self.objects[at] is version:
                    self.objects[at] = body
            self.log('archive', at, body)
        yield
        self.archived = max(self.archived, at + 1)

    def forgetting(self):
        """The work, step by step; there may be several."""
        order = self.order
        while self.has('begin') and self.now < order.before:
            yield
        for step in [self.strip_entries, self.wait, self.delete_counters] if self.has('first') else [self.delete_counters, self.strip_entries]:
            yield from self.whole(step, order)
        yield from self.whole(self.strip_objects, order)
        if self.order is order or not self.has('own'):
            self.order.done = self.order.done or self.now
            self.log('done')

    def whole(self, step, order):
        """A step that takes too long is ended, and begun again."""
        while True:
            yield
            if self.has('check') and (self.order is not order or order.done):
                return
            end = self.now + (self.life if step != self.wait else 10 * self.life)
            for _ in step():
                yield
                if self.now > end:
                    break
            else:
                return

    def pages(self):
        """Positions, one after the other: what comes meanwhile is read, too."""
        at = 0
        while at < len(self.stream):
            yield at
            at += 1

    def strip_entries(self):
        for at in self.pages():
            if self.random.random() < self.looks / len(self.stream):
                yield from self.hesitate()
            entry = self.entries.get(at)
            if entry:
                yield from self.hesitate()
                if self.entries[at] is entry or not self.has('same'):
                    self.entries[at] = False
                    self.log('strip', at)

    def strip_objects(self):
        for at in self.pages():
            if self.random.random() < self.looks / len(self.stream):
                yield from self.hesitate()
            version = self.objects.get(at, [False])
            if version[0]:
                yield from self.hesitate()
                if self.objects[at] is version:
                    self.objects[at] = [False]
                    self.log('strip line', at)

    def hesitate(self):
        for _ in range(self.random.choice([1, 1, 8])):
            yield

    def wait(self):
        until = self.now + self.life if self.has('outlast') else self.now
        while self.now <= until:
            yield

    def delete_counters(self):
        yield
        if self.counters.pop('goals', None):
            self.log('delete goals')

    # -- what happens next

    def switch(self):
        if self.on:
            if self.order and self.random.random() < .8:
                return
            self.on, self.order = False, Order(self.now + (self.life + 1 if self.has('margin') else 0))
            self.log('off, erase')
        elif (self.order.done and self.now > self.order.done + (self.life if self.has('rest') else 0)) or not self.has('done'):
            self.on = True
            self.log('on')
        elif self.random.random() < .3:
            self.order = Order(self.now + (self.life + 1 if self.has('margin') else 0))
            self.log('erase again')

    def step(self, quiet=False):
        if not quiet and not self.on and self.order.done and self.random.random() < .4:
            self.switch()
        if not quiet and self.random.random() < .35:
            kinds = [self.request] * 6 + [self.erase] * (not self.on and self.dead_at is None) + [self.switch] * 2
            chosen = self.random.choice(kinds)
            if chosen == self.switch:
                self.switch()
            else:
                self.running.append((self.now + self.life, chosen()))
        if self.random.random() < .4:
            self.running.append((self.now + self.life, self.random.choice([self.count, self.archive])()))
        if self.work is None and self.order and not self.order.done:
            self.work = self.forgetting()
        if self.work and self.random.random() < .04:
            self.undead.append(self.work)
            self.work = None
        if self.work and self.random.random() < .7 and next(self.work, self) is self:
            self.work = None
        for work in [work for work in self.undead if self.random.random() < self.slowness]:
            if next(work, self) is self:
                self.undead.remove(work)
        self.running = [(end, one) for end, one in self.running if end >= self.now]
        for end, one in self.random.sample(self.running, min(2, len(self.running))):
            if self.random.random() < .04 or next(one, self) is self:
                self.running.remove((end, one))

    def run(self):
        for self.now in range(self.length):
            self.step()
        for self.now in range(self.length, self.length + 20000):
            self.step(quiet=True)
            at_rest = self.mark == self.archived == len(self.stream) and not self.running
            if at_rest and self.work is None and not self.undead and (self.order is None or self.order.done):
                return self.violations()
        return ['STUCK: never at rest']

    def violations(self):
        """Goals that came since the last order, and live, are in all; those of before in none."""
        since = self.order.before if self.order else 0
        records = {at: record for at, record in enumerate(self.stream) if record['kind'] == 'events'}
        goals = {at for at, record in records.items() if record['goal'] and record['received'] >= since}
        living = {at for at in records if self.entries.get(at) is not None}
        wrong = []
        if {at for at, goal in self.entries.items() if goal} != goals & living:
            wrong.append('ENTRIES: not the goals that came since')
        if {at for at, (goal,) in self.objects.items() if goal} != goals:
            wrong.append('LINES: not the goals that came since')
        for name, number in {'events': len(living), 'goals': len(goals & living)}.items():
            if self.counters.get(name, [0])[0] != number:
                wrong.append(f'COUNTERS: {self.counters.get(name, [0])[0]} {name} instead of {number}')
        if any(self.entries.get(at) is not None for at in records if self.dead_at is not None):
            wrong.append('DEAD: an entry of the erased subject')
        return wrong


if __name__ == '__main__':
    Explorer(__doc__, RULES, {}, History).main(sys.argv[1:])
