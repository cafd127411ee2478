"""What must be so: at rest, and at every moment after an answer."""
from collections import Counter

from stores import NONE, OPEN, SEALED, Line, Mark


class Witness:
    """A part of History: it sees everything."""

    def __init__(self):
        self.answers = {}       # by token: (what was asked for, found)
        self.closed = set()     # labels whose erasure was answered
        self.settled = {}       # by label: the states whose restriction or lifting was answered
        self.ever = {}          # by label: the lines that ever were in a committed object
        self.seen = set()       # what was violated on the way

    # -- on the way

    def answer(self, record, found):
        label, token = record['label'], record['token']
        self.log(f'  answers {token} ({label}): {found}')
        before = self.answers.setdefault(token, (label, found))
        if before[1] != found:
            self.seen.add(f'ANSWER: {token} answered {before[1]}, then {found}')
        if record['kind'] == 'erase':
            self.closed.add(label)
        else:
            self.settled.setdefault(label, set()).add(record['state'])
        for name, body in self.stores.objects.items():
            self.look_into(name, body)

    def saw_object(self, name, body):
        self.look_into(name, body)
        shard, _ = name
        self.note_committed(shard)

    def saw_item(self, key, value):
        if key[0] == 'shard':
            self.note_committed(key[1])

    def look_into(self, name, body):
        for line in body.lines:
            if line.label in self.closed:
                self.seen.add(f'RESIDUE: {name} has a line of {line.label} after the answer')
            mark = self.stores.table.get(('mark', line.label), Mark())
            if mark.state in self.settled.get(line.label, ()):      # and nothing newer is known
                if mark.held and line.facts == OPEN:
                    self.seen.add(f'OPEN: {name} has facts of {line.label} in clear after the answer')
                if not mark.held and line.facts == SEALED and self.stores.has_key(line.label):
                    self.seen.add(f'SEALED: {name} has sealed facts of {line.label} after the answer')

    def note_committed(self, shard):
        item = self.stores.table.get(('shard', shard))
        for (s, first), body in self.stores.objects.items():
            if s == shard and item and first <= item.checkpoint:
                for line in body.lines:
                    self.ever.setdefault(line.label, set()).add(line.place)

    # -- at rest

    def violations(self):
        return sorted(self.seen) + self.wrong_lines() + self.not_indexed() + self.wrong_answers() + self.wrong_numbers_of_facts()

    def records(self, *kinds):
        return [(seq, record) for shard in self.shards for seq, record in shard.records if record['kind'] in kinds]

    def wrong_lines(self):
        """As they came, but for facts that are sealed."""
        expected = Counter()
        for seq, record in self.records('line'):
            subject = self.subjects[record['label']]
            if not subject.erased:
                facts = SEALED if record['facts'] == OPEN and subject.held[-1] else record['facts']
                expected[Line(record['label'], seq, facts)] += 1
        held = Counter(line for body in self.stores.objects.values() for line in body.lines)
        return [f'LINES: {line} is held {held[line]} times, should be {expected[line]}'
                for line in sorted(held | expected) if held[line] != expected[line]]

    def not_indexed(self):
        return [f'INDEX: {line} in {name} is not found' for name, body in self.stores.objects.items() for line in body.lines
                if not self.stores.table.get(('index', line.label, name))]

    def wrong_answers(self):
        bad, answers = [], {}
        for _, record in self.records('erase'):
            label, found = self.answers.get(record['token'], (None, None))
            if label is None or found is None:
                bad.append(f'ANSWER: {record["token"]} has none')
                continue
            if answers.setdefault(label, found) != found:
                bad.append(f'ANSWER: {label} answered {answers[label]} and {found}')
            there = len(self.ever.get(label, ()))
            if found < there or found > there and self.options['exact']:
                bad.append(f'FOUND: {label} answered {found}, there were {there}')
        return bad

    def wrong_numbers_of_facts(self):
        """Of restrictions and liftings of those who live: how many of their lines have facts."""
        bad, answers = [], {}
        for seq, record in self.records('restrict', 'lift'):
            label, found = self.answers.get(record['token'], (None, None))
            if label is None or found is None:
                bad.append(f'ANSWER: {record["token"]} has none')
                continue
            came = [at for at, line in self.records('line') if line['label'] == label and line['facts'] != NONE]
            first, said = answers.setdefault((label, record['state']), (seq, found))
            if said != found:
                bad.append(f'ANSWER: {label} in state {record["state"]} answered {said} and {found}')
            if not self.subjects[label].erased and not sum(at < first for at in came) <= found <= len(came):
                bad.append(f'FOUND: {label} in state {record["state"]} answered {found} of {len(came)}')
        return bad
