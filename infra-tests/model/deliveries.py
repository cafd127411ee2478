"""One history of the archive: what is on the stream, and what happens to deliveries and their calls."""
import random

from archivist import Archivist
from stores import NONE, OPEN, Item, Stores
from stream import Stream
from witness import Witness


class Process:
    """A generator of calls, and the call that is under way."""
    def __init__(self, steps):
        self.steps, self.done, self.result = steps, False, None
        self.go_on(None)

    def go_on(self, result):
        try:
            self.call = self.steps.send(result)
        except StopIteration as end:
            self.done, self.result = True, end.value


def just(call):
    yield call


class Subject:
    """What the gate knows of a label."""
    def __init__(self):
        self.held = [False]     # by state
        self.due = None         # the command that is not in the lane yet
        self.erased = False

    def change(self, command):
        if command == 'erase':
            self.erased = True
        else:
            self.held.append(command == 'restrict')


class History(Stream, Witness):
    def __init__(self, seed, rules, options):
        self.rules, self.options = frozenset(rules), options
        self.random = r = random.Random(seed)
        Stream.__init__(self)
        Witness.__init__(self)
        self.now = self.lines = self.commands = self.tokens = self.stamps = 0
        self.trace, self.faults = [], True
        self.stores = Stores(self)
        self.zombies = []       # (when it wakes, process)
        # what this history is like
        self.hashes = {f'L{n}': r.random() for n in range(1, r.choice([1, 2, 2, 3]) + 1)}
        self.subjects = {label: Subject() for label in self.hashes}
        self.max_lines, self.max_commands, self.max_splits = r.choice([2, 3, 5, 8]), r.choice([0, 1, 2, 2, 3]), r.choice([0, 0, 1, 2])
        self.line, self.command, self.change = r.choice([.1, .3]), r.choice([.03, .1]), r.choice([.01, .05])
        self.length, self.kills = r.choice([40, 80, 160]), r.choice([.03, .08, .15, .3])
        self.max_changes, self.late, self.prompt = r.choice([0, 1, 2, 3, 5]), r.choice([0, .2, .5]), r.choice([1, .1])
        self.undead, self.crowd, self.slow = r.choice([.5, .9]), r.choice([2, 4, 8]), r.random() < .3
        self.ghosts = r.choice([0, 0, .05, .2, .4]) if options['ghosts'] else 0
        if options['big']:
            self.length, self.max_lines, self.max_commands = r.choice([300, 600]), r.choice([10, 25]), r.choice([2, 5])
            self.max_changes = r.choice([3, 10])

    def log(self, *words):
        self.trace.append(f'{self.now:4d} ' + ' '.join(str(x) for x in words))

    def fresh(self):
        self.stamps += 1
        return self.stamps

    def mark_of(self, shard):
        return self.stores.read(('shard', shard.id), Item()).checkpoint

    def run(self):
        for _ in range(self.length):
            self.now += 1
            self.step()
        for label in self.hashes:
            self.send(label)
        self.faults, end = False, self.now + 5000
        while self.step():
            self.now += 1
            if self.now > end:
                return ['STUCK: never at rest']
        return self.violations()

    # -- what happens next

    def step(self):
        """One thing happens; False at rest."""
        if self.faults and self.something_new(self.random.random()):
            return True
        ready = []
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
        return bool(ready or self.faults)

    def something_new(self, chance):
        label = self.random.choice(list(self.hashes))
        if chance < self.line:
            if self.lines < self.max_lines:
                self.lines += 1
                held = self.subjects[label].held
                # What is under way for long was decided under an older state.
                state = self.random.randrange(len(held)) if self.random.random() < self.late else len(held) - 1
                self.tell(kind='line', label=label, facts=NONE if held[state] else OPEN)
                return True
        elif chance < self.line + self.command:
            return self.begin(label, 'erase' if self.random.random() < .5 else 'change')
        elif chance < self.line + self.command + .02:
            self.tell(kind='noise', label=label)
            return True
        elif chance < self.line + self.command + .02 + self.change and self.splits < self.max_splits:
            self.split()
            return True
        elif self.random.random() < self.prompt:
            self.send(label)
        return False

    def begin(self, label, what):
        """Something is asked for, at the gate first; a command may also be sent again."""
        subject = self.subjects[label]
        sent = [record for _, record in self.records('erase', 'restrict', 'lift') if record['label'] == label]
        again = sent and self.random.random() < .3
        if self.commands >= self.max_commands if what == 'erase' else len(subject.held) > self.max_changes and not again:
            return False
        if again:
            self.commands += 1
            self.tell(**self.random.choice(sent) | {'token': f't{self.commands}'})
            return True
        if subject.due or subject.erased and what != 'erase':
            return False
        kind = 'erase' if what == 'erase' else 'lift' if subject.held[-1] else 'restrict'
        subject.change(kind)
        if kind == 'erase':
            self.stores.gone.add(label)
        self.commands += kind == 'erase'
        subject.due = {'kind': kind, 'label': label, 'state': len(subject.held) - 1}
        self.log(f'begins to {kind} {label}')
        return True

    def send(self, label):
        """What is due of a label goes into its lane."""
        due, self.subjects[label].due = self.subjects[label].due, None
        if due:
            self.tokens += 1
            self.tell(**due, token=f'T{self.tokens}')

    def tell(self, **record):
        self.log(' '.join(f"put {record['kind']} {record['label']} {record.get('facts', record.get('state', ''))} -> {self.put(record)}".split()))

    def invoke(self, shard):
        batch = self.next_batch(shard, self.faults and self.options['rewind'])
        if self.faults and self.random.random() < .1:
            batch = batch[:self.random.randrange(len(batch)) + 1]
        shard.running = Process(Archivist(self, shard, batch).run())

    def advance_delivery(self, shard):
        if self.faults and self.random.random() < self.kills:
            self.kill(shard)
            return
        self.advance(shard.running)
        if shard.running.done:
            shard.reached = shard.start + shard.running.result
            shard.running = None
            self.log(f'shard{shard.id} done to {shard.reached}')

    def kill(self, shard):
        """Before its call or after it; and the process may go on all the same, or only the call take effect."""
        process, how = shard.running, ''
        shard.running = None
        if self.random.random() < self.undead and len(self.zombies) < self.crowd:
            if self.options['zombie'] and self.random.random() < .7:
                how = '(but it goes on)'
                self.haunt(process)
            elif self.options['ghosts']:
                how = '(but its call is under way)'
                self.haunt(Process(just(process.call)))
        self.log(f'KILL shard{shard.id}', how)

    def haunt(self, process):
        self.zombies.append((self.now + self.random.choice([0, 0, 10, 40]), process))

    def advance(self, process):
        """The call takes effect. It may be sent twice: the caller hears of the last, the other takes effect before or much later."""
        call = process.call
        if self.faults and self.random.random() < self.ghosts:
            if self.random.random() < .5:
                call()
            elif len(self.zombies) < self.crowd:
                self.log('  (and its call is under way once more)')
                self.haunt(Process(just(call)))
        process.go_on(call())

    def advance_zombie(self, zombie):
        self.advance(zombie[1])
        if zombie[1].done:
            self.zombies.remove(zombie)
