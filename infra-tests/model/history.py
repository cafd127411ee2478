"""One history: the stream, and what happens next."""
import random

from aggregate import Delivery
from gate import Gate
from ledger import Label
from message import Message
from oracle import Oracle
from stream import Stream


class History(Stream, Gate, Oracle):
    def __init__(self, seed, rules, options):
        self.rules, self.options = frozenset(rules), options
        self.random = r = random.Random(seed)
        Stream.__init__(self)
        Gate.__init__(self)
        self.now = self.messages = self.erasures = self.objections = 0
        self.trace, self.faults = [], True
        self.ledger, self.counters, self.marks = {}, {}, {}
        self.unsent, self.acknowledged, self.requests = [], [], []
        self.tasks, self.zombies = [], []       # (name, request, generator); (when it wakes, generator)
        # what this history is like
        self.subjects = ['P', 'Q'][:1 if r.random() < .6 else 2]
        self.clocks = {p: r.choice([0, 0, -30, 20, -80]) for p in self.subjects}
        self.max_messages, self.max_erasures = r.choice([1, 1, 2, 3, 5, 8]), r.choice([1, 1, 2])
        self.length, self.kills = r.choice([80, 150, 300]), r.choice([.03, .08, .15])
        self.undead, self.slow = r.choice([.4, .8]), options['slowz'] or r.random() < .3
        self.header_late = r.choice([0, .5, 1])
        if options['big']:
            self.length, self.max_messages, self.max_erasures = r.choice([600, 1200]), r.choice([10, 25]), r.choice([2, 4])

    def log(self, *words):
        self.trace.append(f'{self.now:4d} ' + ' '.join(str(x) for x in words))

    def label(self, label):
        return self.ledger.setdefault(label, Label())

    def run(self):
        for _ in range(self.length):
            self.now += 1
            self.step()
        self.faults, end = False, self.now + 60000
        while self.step():
            self.now += 1
            if self.now > end:
                return ['STUCK: never at rest']
        return self.violations()

    # -- stream

    def put(self, record):
        where = super().put(record)
        self.log(f"put {record['kind']} {record['label']} v{record['state']} -> {where}", '; '.join(str(m) for m in record.get('messages', ())))

    def mark_of(self, shard):
        return self.marks.get(shard.id, -1)

    # -- what happens next

    def step(self):
        """One thing happens; False at rest."""
        chance = self.random.random()
        if self.faults:
            if self.something_new(chance):
                return True
        elif self.unsent and chance < .2:
            return self.send()
        ready = [(self.advance_task, t) for t in self.tasks]
        for s in self.shards:
            if s.running:
                ready += [(self.advance_delivery, s)] * 2
            elif s.reached < len(s.records) and (self.options['cbp'] or all(self.delivered(p) for p in self.parents(s))):
                ready.append((self.invoke, s))
        for z in self.zombies:
            if not ready or z[0] <= self.now and (not self.slow or self.random.random() < .04):
                ready.append((self.advance_zombie, z))
        if ready:
            do, what = self.random.choice(ready)
            do(what)
        return bool(ready or self.faults or self.unsent)

    def something_new(self, chance):
        if chance < .10:
            return self.messages < self.max_messages and self.make_message()
        if chance < .22:
            return self.send()
        if chance < .235:
            return self.erasures < self.max_erasures and self.request('erase')
        if chance < .26:
            return self.options['retract'] and self.objections < 3 and self.request(self.random.choice(['object', 'lift']))
        if chance < .266 and self.splits < (4 if self.options['big'] else 2):
            self.split()
            return True
        return False

    def make_message(self):
        r = self.random
        self.messages += 1
        p = r.choice(self.subjects)
        self.unsent.append(Message(f'm{self.messages}', p, self.now, self.now + self.clocks[p], r.choice(['A', 'B', 'run']),
                                   r.choice([None, f's{p}1', f's{p}2'])))
        return True

    def send(self):
        r = self.random
        source = self.unsent + ([m for m in self.acknowledged if r.random() < .15] if self.faults else [])
        if not source:
            return False
        p = r.choice(source).subject
        theirs = [m for m in source if m.subject == p]
        batch = [m for m in theirs if r.random() < .7] or [r.choice(theirs)]
        if self.faults and r.random() < .1:
            batch = batch + batch[:1]
        copies = [m._replace(corrected=self.corrected(m)) for m in batch]
        self.tasks.append(('ingest', None, self.ingest(p, copies, batch)))
        return True

    def corrected(self, m):
        """Right; too late by an upload time that is stale; or, without one, raw and never in the future."""
        return self.random.choice([m.made, m.made, self.random.randint(m.made, self.now), min(m.raw, self.now)])

    def request(self, kind):
        if kind == 'erase':
            self.erasures += 1
        else:
            self.objections += 1
        request = dict(kind=kind, id=f'q{len(self.requests) + 1}', subject=self.random.choice(self.subjects), step=0, labels=[], ran=False,
                       found={}, keep=self.options['keep'] and self.random.random() < .25)
        self.requests.append(request)
        self.tasks.append((kind, request, self.flow(request)))
        return True

    def advance_task(self, task):
        name, request, steps = task
        if self.faults and self.random.random() < .04:
            self.log('KILL', name)
            self.tasks.remove(task)
            if request:
                self.tasks.append((name, request, self.flow(request, (0, 0, 10, 40))))
        elif next(steps, 'end') == 'end':
            self.tasks.remove(task)

    def invoke(self, shard):
        batch = self.next_batch(shard, self.faults and self.options['rewind'])
        shard.running = Delivery(self, shard, batch).run()

    def advance_delivery(self, shard):
        if self.faults and self.random.random() < self.kills:
            undead = self.options['zombie'] and len(self.zombies) < 2 and self.random.random() < self.undead
            self.log(f'KILL shard{shard.id}', '(but it goes on)' if undead else '')
            if undead:
                self.zombies.append((self.now + self.random.choice([0, 0, 20, 80]), shard.running))
            shard.running = None
            return
        try:
            next(shard.running)
        except StopIteration as end:
            shard.running, shard.reached = None, shard.start + end.value
            self.log(f'shard{shard.id} done to {shard.reached}')

    def advance_zombie(self, zombie):
        if next(zombie[1], 'end') == 'end':
            self.zombies.remove(zombie)
