"""What must be so at rest."""
from message import WEEK


class Oracle:
    """A part of History: it sees everything."""

    def violations(self):
        return self.wrong_counts() + self.revived() + self.residues() + self.wrong_receipts()

    def lane(self, label):
        """A label's records in order: it is in one lane, and sequences grow along it."""
        return [record for _, record in sorted(((seq, r) for s in self.shards for seq, r in s.records if r['label'] == label),
                                               key=lambda x: x[0])]

    def wrong_counts(self):
        expected, counted = {}, {}
        for label in self.hashes:
            for cell, n in self.cells(self.counted_messages(label)).items():
                expected[cell] = expected.get(cell, 0) + n
        for (cell, _), counter in self.counters.items():
            counted[cell] = counted.get(cell, 0) + counter['value']
        return [f'COUNT {cell}: is {counted.get(cell, 0)}, should be {expected.get(cell, 0)}'
                for cell in sorted(expected | counted) if expected.get(cell, 0) != counted.get(cell, 0)]

    def counted_messages(self, label):
        """Each message in the copy that came first, with whether it begins a session."""
        seen, skewed, retracted, counted = set(), set(), 0, []
        for record in self.lane(label):
            if record['kind'] == 'erase' and label in self.erased:
                return counted if record['keep'] else []
            if record['kind'] == 'retract':
                retracted = max(retracted, record['state'])
            for m in sorted(record.get('messages', ()), key=lambda m: m.raw_day):
                if m.id in seen:
                    continue
                seen.add(m.id)
                if not record['counted'] or record['state'] < retracted:
                    continue
                if m.skewed:
                    skewed.add(m.raw_day)
                if record['state'] >= self.objected.get(label, 0):
                    known = any(m.session == c.session and (c.raw_day >= m.local_day - 1 or c.raw_day in skewed | {m.raw_day})
                                for c, _ in counted)
                    counted.append((m, m.session and not known))
        return [] if label in self.erased else counted

    @staticmethod
    def cells(counted):
        """The cells of one label."""
        cells = {}
        def add(cell):
            cells[cell] = cells.get(cell, 0) + 1
        for m, begins_session in counted:
            add(('events', m.local_day, m.kind))
            if begins_session:
                add(('sessions', m.local_day, ''))
            for value in '*', m.kind:
                cells[('users', m.local_day, value)] = cells[('users of week', m.local_day // WEEK, value)] = 1
        for (metric, day, kind), n in list(cells.items()):
            if (metric, kind) == ('events', 'run'):
                add(('runs', day, min(n, 3)))
        return cells

    def revived(self):
        """Messages made before an erasure in a life born after it. The stated limit: the clock is ahead and the upload time stale."""
        return [f'REVIVED: {m.id} lives on in {label}' for label in self.hashes for record in self.lane(label)
                for m in record.get('messages', ())
                if any(m.made <= t <= record['born'] and m.made < record['born'] for t in self.begun.get(m.subject, ()))
                and not (m.raw > m.made and m.corrected > m.made)]

    def residues(self):
        return [f'RESIDUE: the Ledger has entries of erased {label}' for label in sorted(self.erased)
                if any(e.pos for entries in self.label(label).days.values() for e in entries.values())]

    def wrong_receipts(self):
        bad = []
        for request in self.requests:
            for label, n in request['found'].items():
                ledger = self.label(label)
                there = sum(len(e.deltas) for e in ledger.ever if e.state >= ledger.header.retracted)
                if n != there:
                    bad.append(f'RECEIPT: {label} answered {n}, there were {there}')
        return bad
