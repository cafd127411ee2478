"""The stream: shards that split and merge, and how far each was delivered."""


class Shard:
    def __init__(self, id, parents, low, high):
        self.id, self.parents, self.low, self.high = id, parents, low, high
        self.open, self.records = True, []
        self.reached, self.running, self.start = 0, None, 0     # of the consumer


class Stream:
    """A part of a history, which has the dice and the log."""

    def __init__(self):
        self.sequence = self.splits = 0
        self.hashes = {}        # by label
        self.shards = [Shard(0, [], 0, 1.0)] if self.random.random() < .7 else [Shard(0, [], 0, .5), Shard(1, [], .5, 1.0)]

    def put(self, record):
        """Returns where it is."""
        shard = next(s for s in self.shards if s.open and s.low <= self.hashes[record['label']] < s.high)
        self.sequence += 1
        shard.records.append((self.sequence, record))
        return f'shard{shard.id}/{self.sequence}'

    def split(self):
        """Or a merge."""
        n, open_shards = len(self.shards), sorted((s for s in self.shards if s.open), key=lambda s: s.low)
        self.splits += 1
        if len(open_shards) > 1 and self.random.random() < .4:
            i = self.random.randrange(len(open_shards) - 1)
            a, b = open_shards[i:i + 2]
            a.open = b.open = False
            self.shards.append(Shard(n, [a.id, b.id], a.low, b.high))
            self.log(f'shards {a.id} and {b.id} become {n}')
        else:
            a = self.random.choice(open_shards)
            a.open, middle = False, (a.low + a.high) / 2
            self.shards += [Shard(n, [a.id], a.low, middle), Shard(n + 1, [a.id], middle, a.high)]
            self.log(f'shard {a.id} becomes {n} and {n + 1}')

    def parents(self, shard):
        return [self.shards[i] for i in shard.parents]

    def drained(self, shard):
        """Whether the parents, and an empty parent's parents, are applied to their end."""
        return all(self.mark_of(p) >= p.records[-1][0] if p.records else self.drained(p) for p in self.parents(shard))

    def delivered(self, shard):
        return (not shard.open and shard.reached >= len(shard.records) and not shard.running
                and all(self.delivered(p) for p in self.parents(shard)))

    def next_batch(self, shard, rewind):
        """What the consumer gets now; it may begin before what is done."""
        shard.start = shard.reached
        if rewind and self.random.random() < .15:
            shard.start = self.random.randrange(shard.reached + 1)
        batch = shard.records[shard.start:shard.start + self.random.randint(1, 5)]
        self.log(f'invoke shard{shard.id}', *[seq for seq, _ in batch])
        return batch
