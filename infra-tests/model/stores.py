"""The archive's objects in S3, its table in DynamoDB, and the Vault's keys. Each method is one call."""
from typing import NamedTuple

ABSENT, ANY = 'If-None-Match: *', 'no condition'


NONE, OPEN, SEALED = 'none', 'open', 'sealed'      # the facts of a line


class Line(NamedTuple):
    label: str
    seq: int
    facts: str = OPEN

    @property
    def place(self):
        return self.label, self.seq


class Body(NamedTuple):
    """What is in an object. An ETag is a hash of it, so the model takes the body itself: equal bodies have equal ETags."""
    lines: tuple
    stamp: int | None

    def __str__(self):
        return ' '.join(f'{line.label}/{line.seq}/{line.facts}' for line in self.lines) or 'nothing'


class Item(NamedTuple):
    """Of a shard."""
    checkpoint: int = -1    # all records up to here are committed
    claim: int | None = None


class Mark(NamedTuple):
    """Of a label."""
    dead: bool = False
    found: int | None = None    # by its erasure
    state: int = 0              # of the last restriction or lifting
    held: bool = False          # its facts are sealed


class Stores:
    def __init__(self, world):
        self.world = world
        self.objects, self.table, self.older = {}, {}, {}     # older: by key, the value before this one
        self.gone = set()       # labels whose key the Vault does not have any more

    # -- objects

    def put_object(self, name, body, match):
        """Whether it was put: if not, that is a 412."""
        there = self.objects.get(name)
        if match != ANY and there != (None if match == ABSENT else match):
            return False
        self.objects[name] = body
        self.world.saw_object(name, body)
        return True

    def get_object(self, name):
        return self.objects.get(name)

    def delete_object(self, name, match):
        if self.objects.get(name) != match:
            return False
        self.objects.pop(name, None)
        self.world.log(f'  deletes {name}')
        return True

    # -- table: what is older is read only without the rule `strong`

    def read(self, key, default=None):
        if 'strong' not in self.world.rules and key in self.older and self.world.random.random() < .3:
            return self.older[key] or default
        return self.table.get(key, default)

    def write(self, key, value, condition=lambda there: True):
        """Whether it was written. A value that is a function is made of what is there."""
        there = self.table.get(key)
        if not condition(there):
            return False
        new = value(there) if callable(value) else value
        self.older[key], self.table[key] = there, new
        self.world.saw_item(key, new)
        return True

    def has_key(self, label):
        return label not in self.gone

    def delete(self, key):
        self.older[key] = self.table.pop(key, None)

    def next_indexed(self, label, after):
        """The object after that one which the index has for the label, with its number of lines: a query is no snapshot."""
        for key in sorted(self.table if 'strong' in self.world.rules else self.older):
            if key[:2] == ('index', label) and key[2] > after and (lines := self.read(key)):
                return key[2], lines
        return None
