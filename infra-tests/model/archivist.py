"""One invocation of archive: lines into an object, the object into the index, the checkpoint; then the commands."""
from functools import partial

from stores import ABSENT, ANY, NONE, OPEN, SEALED, Body, Item, Line, Mark

NOWHERE = (-1, -1)


class Refused(Exception):
    """A condition did not hold: the delivery fails, and comes again."""


class Archivist:
    """A batch of one shard. It yields its calls to the outside, and is sent what they return."""
    def __init__(self, world, shard, batch):
        self.world, self.stores, self.rules = world, world.stores, world.rules
        self.shard, self.batch, self.item = shard, batch, None      # item: as last read or written

    def log(self, *words):
        self.world.log(f'  shard{self.shard.id}', *words)

    def run(self):
        """Returns how many records of the batch are done."""
        try:
            yield from self.deliver()
            return len(self.batch)
        except Refused as refused:
            self.log(f'fails: {refused}')
            return 0

    def deliver(self):
        early = {} if 'item' in self.rules else (yield from self.marks(self.batch))
        yield from self.read_item()
        run = [(seq, record) for seq, record in self.batch if seq > self.item.checkpoint]
        if 'mark' in self.rules:
            for _, record in self.commands(run):
                yield from self.mark(record)
        marks = early if 'item' not in self.rules else (yield from self.marks(run))
        indexed = yield from self.archive(run, marks)
        if 'index' in self.rules:
            yield from self.index(*indexed)
        if 'after' not in self.rules:
            for _, record in self.commands(run):
                yield from self.obey(record)
        if run:
            yield from self.commit(run[-1][0])
        if 'index' not in self.rules:
            yield from self.index(*indexed)
        for _, record in self.commands(self.batch if 'again' in self.rules else run):
            if 'last' not in self.rules:
                yield from self.answer(record)
            if 'after' in self.rules:
                yield from self.obey(record)
            yield from self.answer(record)

    @staticmethod
    def commands(records, kinds=('erase', 'restrict', 'lift')):
        return [(seq, record) for seq, record in records if record['kind'] in kinds]

    # -- the shard's item

    def read_item(self):
        self.item = yield partial(self.stores.read, self.key(), Item())
        if self.item.checkpoint < 0 and 'parents' in self.rules and not (yield partial(self.world.drained, self.shard)):
            raise Refused('parents are not at their end')

    def key(self):
        return ('shard', self.shard.id)

    def write_item(self, new, condition):
        known = self.item
        if not (yield partial(self.stores.write, self.key(), new, lambda there: condition(there or Item(), known))):
            raise Refused(f'{new} is late')
        self.item = new
        self.log(new)

    def claim(self):
        new = self.item._replace(claim=self.world.fresh())
        yield from self.write_item(new, same if 'known' in self.rules else same_checkpoint)

    def commit(self, seq):
        new = self.item._replace(checkpoint=seq)
        yield from self.write_item(new, same if 'commit' in self.rules else same_checkpoint)

    # -- marks

    def mark(self, record):
        label, key = record['label'], ('mark', record['label'])
        if record['kind'] == 'erase':
            condition = (lambda there: not (there and there.dead)) if 'keep' in self.rules else always
            if (yield partial(self.stores.write, key, lambda there: (there or Mark())._replace(dead=True, found=None), condition)):
                self.log(f'marks {label} dead')
        else:
            state, held = record['state'], record['kind'] == 'restrict'
            condition = (lambda there: not there or there.state < state) if 'newer' in self.rules else always
            if (yield partial(self.stores.write, key, lambda there: (there or Mark())._replace(state=state, held=held), condition)):
                self.log(f'marks {label} {"held" if held else "free"} in state {state}')

    def marks(self, records):
        """By label; of those that have none, nothing."""
        if 'late' not in self.rules:
            return {record['label']: Mark(dead=True) for _, record in self.commands(records, ('erase',))}
        marks = {}
        for label in sorted({record['label'] for _, record in records if record['kind'] == 'line'}):
            if (mark := (yield partial(self.stores.read, ('mark', label)))):
                marks[label] = mark
        return marks

    # -- the object

    def archive(self, run, marks):
        """Puts the run's lines. Returns the object's name, and how many lines it has of each label."""
        lines = [Line(record['label'], seq, record['facts']) for seq, record in run if record['kind'] == 'line']
        left = tuple(line for line in lines if not (line.label in marks and marks[line.label].dead) or self.spared(line, run))
        if 'held' in self.rules:
            left = tuple((yield from self.sealed_or_opened(left, {label: mark.held for label, mark in marks.items()})))
        if not lines or not left and 'even' not in self.rules:
            return None, {}
        first = (left or lines) if 'any' not in self.rules else lines
        name = (self.shard.id, first[0].seq if 'name' in self.rules else run[0][0])
        if self.world.options['early']:
            yield from self.claim()
        if not (yield from self.put(name, left, ABSENT if 'absent' in self.rules else ANY)):
            yield from self.overwrite(name, left)
        return name, {line.label: sum(line.label == other.label for other in left) for line in left}

    def spared(self, line, run):
        commands = [seq for seq, record in self.commands(run, ('erase',)) if record['label'] == line.label]
        return 'before' not in self.rules and commands and line.seq < commands[0]

    def put(self, name, lines, match):
        body = Body(tuple(lines), self.world.fresh() if 'fresh' in self.rules else None)
        done = yield partial(self.stores.put_object, name, body, match)
        self.log(f'puts {name}: {body}', '' if done else '(refused)')
        return done

    def overwrite(self, name, lines):
        """What an invocation left that did not commit, or will not."""
        if 'order' not in self.rules:
            yield from self.claim()
        there = yield partial(self.stores.get_object, name)
        if 'order' in self.rules and 'claim' in self.rules:
            yield from self.claim()
        if not (yield from self.put(name, lines, there if 'etag' in self.rules else ANY)):
            raise Refused('the object was put again')

    def index(self, name, counts):
        for label, lines in counts.items():
            condition = (lambda there, lines=lines: (there or 0) < lines) if 'most' in self.rules else always
            if (yield partial(self.stores.write, ('index', label, name), lines, condition)):
                self.log(f'indexes {lines} lines of {label} in {name}')

    # -- commands

    def obey(self, record):
        if 'mark' not in self.rules:
            yield from self.mark(record)
        if record['kind'] == 'erase':
            yield from self.erase(record['label'])
        else:
            yield from self.hold(record)

    def hold(self, record):
        """Seals a label's facts in all objects, or opens them."""
        label, index = record['label'], (yield from self.query_index(record['label']))
        self.found = 0
        for name in index:
            self.found += yield from self.rewrite(name, record)
        if (yield partial(self.stores.write, ('note', label, record['state']), self.found, absent if 'first' in self.rules else always)):
            self.log(f'found {self.found} lines of {label} with facts, for state {record["state"]}')

    def rewrite(self, name, record):
        """Returns how many lines of the label have facts, sealed or not."""
        label = record['label']
        while True:
            before = Mark() if 'then' in self.rules else (yield partial(self.stores.read, ('mark', label), Mark()))
            body = yield partial(self.stores.get_object, name)
            if not body:
                return 0
            mark = before if 'then' not in self.rules else (yield partial(self.stores.read, ('mark', label), Mark()))
            held = mark.held if 'says' in self.rules else record['kind'] == 'restrict'
            lines = tuple((yield from self.sealed_or_opened(body.lines, {label: held})))
            if lines == body.lines and 'touch' not in self.rules or (
                    yield from self.put(name, lines, body if 'match' in self.rules else ANY)):
                return sum(line.label == label and line.facts != NONE for line in body.lines)

    def sealed_or_opened(self, lines, held):
        """Lines whose facts are as they are to be, of the labels that it knows of."""
        done = []
        for line in lines:
            facts = line.facts
            if line.label in held and facts != NONE and held[line.label] != (facts == SEALED):
                key = yield partial(self.stores.has_key, line.label)
                if held[line.label]:
                    facts = SEALED if key else NONE if 'drop' in self.rules else facts
                else:
                    facts = OPEN if key else SEALED
            done.append(line._replace(facts=facts))
        return done

    def erase(self, label):
        index = yield from self.query_index(label)
        self.found = sum(index.values()) if not self.world.options['exact'] else (yield from self.held(label, index))
        if 'count' in self.rules:
            yield from self.store_found(label)
        for name in index:
            yield from self.take_out(name, label)
        for name in index if self.world.options['delete'] else ():
            yield partial(self.stores.delete, ('index', label, name))
        if 'count' not in self.rules:
            yield from self.store_found(label)

    def query_index(self, label):
        """How many lines, by object."""
        index, last = {}, NOWHERE
        while (page := (yield partial(self.stores.next_indexed, label, last))):
            last, lines = page
            index[last] = lines
        return index

    def store_found(self, label):
        found, condition = self.found, (lambda there: there and there.found is None) if 'first' in self.rules else always
        if (yield partial(self.stores.write, ('mark', label), lambda there: (there or Mark(dead=True))._replace(found=found), condition)):
            self.log(f'found {self.found} lines of {label}')

    def held(self, label, index):
        lines = 0
        for name in index:
            body = yield partial(self.stores.get_object, name)
            lines += sum(line.label == label for line in body.lines) if body else 0
        return lines

    def take_out(self, name, label):
        """All labels that the batch erases, at once; but none that is still to be counted."""
        erased = {label} if self.world.options['exact'] else {record['label'] for _, record in self.commands(self.batch, ('erase',))}
        done = False
        while not done:
            body = yield partial(self.stores.get_object, name)
            left = [line for line in body.lines if line.label not in erased] if body else ()
            if not body or len(left) == len(body.lines):
                return
            if left or 'stays' in self.rules:
                done = yield from self.put(name, left, body if 'match' in self.rules else ANY)
            else:
                done = yield partial(self.stores.delete_object, name, body)

    def answer(self, record):
        if record['kind'] == 'erase':
            found = (yield partial(self.stores.read, ('mark', record['label']), Mark())).found
        else:
            found = yield partial(self.stores.read, ('note', record['label'], record['state']))
        if 'stored' not in self.rules:
            found = getattr(self, 'found', found)
        yield partial(self.world.answer, record, found)


# -- conditions of writes

def always(there):
    return True


def absent(there):
    return there is None


def same(there, known):
    return there == known


def same_checkpoint(there, known):
    return there.checkpoint == known.checkpoint
