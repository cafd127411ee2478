"""What must be so: at rest, and at every moment after an answer."""
from collections import Counter

from stores import Line


class Witness:
    """A part of History: it sees everything."""

    def __init__(self):
        self.answers = {}       # by token: (label, found)
        self.closed = set()     # labels with an answer
        self.ever = {}          # by label: the lines that ever were in a committed object
        self.seen = set()       # what was violated on the way

    # -- on the way

    def answer(self, record, found):
        label, token = record['label'], record['token']
        self.log(f'  answers {token} ({label}): {found}')
        before = self.answers.setdefault(token, (label, found))
        if before[1] != found:
            self.seen.add(f'ANSWER: {token} answered {before[1]}, then {found}')
        self.closed.add(label)
        for name, body in self.stores.objects.items():
            self.look_for_closed(name, body)

    def saw_object(self, name, body):
        self.look_for_closed(name, body)
        shard, _ = name
        self.note_committed(shard)

    def saw_item(self, key, value):
        if key[0] == 'shard':
            self.note_committed(key[1])

    def look_for_closed(self, name, body):
        for line in body.lines:
            if line.label in self.closed:
                self.seen.add(f'RESIDUE: {name} has a line of {line.label} after the answer')

    def note_committed(self, shard):
        item = self.stores.table.get(('shard', shard))
        for (s, first), body in self.stores.objects.items():
            if s == shard and item and first <= item.checkpoint:
                for line in body.lines:
                    self.ever.setdefault(line.label, set()).add(line)

    # -- at rest

    def violations(self):
        return sorted(self.seen) + self.wrong_lines() + self.not_indexed() + self.wrong_answers()

    def records(self, kind):
        return [(seq, record) for shard in self.shards for seq, record in shard.records if record['kind'] == kind]

    def wrong_lines(self):
        erased = {record['label'] for _, record in self.records('erase')}
        expected = Counter(Line(r['label'], seq) for seq, r in self.records('line') if r['label'] not in erased)
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
