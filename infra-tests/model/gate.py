"""Ingest and the flows of rights: what puts records on the stream."""
import copy

NOBODY = dict(life=0, version=0, label=None, erased=None, counted=True, born=None, requests=(), pending=False)


class Gate:
    """A part of History, which has the stream and the clock."""

    def __init__(self):
        self.vault, self.noted, self.answers = {}, {}, {}       # by subject, by request, by token
        self.tokens = 0
        self.erased, self.objected, self.begun = set(), {}, {}  # for the oracle: labels, by label, by subject

    def vault_item(self, subject):
        return copy.copy(self.vault.get(subject, NOBODY))

    def write_vault(self, subject, read, **changes):
        """The new item; None if somebody else wrote since it was read."""
        now = self.vault.get(subject, NOBODY)
        if (now['life'], now['version']) != (read['life'], read['version']):
            return None
        self.vault[subject] = dict(read, **changes, version=read['version'] + 1)
        return self.vault_item(subject)

    def send_record(self, twice, **record):
        """A producer that heard no answer sends again."""
        for _ in range(2 if self.faults and self.random.random() < twice else 1):
            self.put(record)
            yield

    def wait(self, *steps):
        for _ in range(self.random.choice(steps)):
            yield

    # -- ingest

    def ingest(self, subject, copies, originals):
        while True:
            item = self.vault_item(subject)
            self.log(f"ingest reads {subject}: {item['label']} v{item['version']} erased {item['erased']};", *[m.id for m in copies])
            yield
            taken = [m for m in copies if item['erased'] is None or min(m.raw, m.corrected) > item['erased']]
            if taken and not item['label']:
                label = f'L{len(self.hashes) + 1}'
                item = self.write_vault(subject, item, label=label, life=item['life'] + 1, born=self.now)
                if not item:
                    yield
                    continue
                self.hashes[label] = self.random.random()
                self.log(f'ingest: {subject} begins life {label}')
                yield
            if taken:
                yield from self.send_record(.15, kind='data', label=item['label'], state=item['version'], messages=taken,
                                            counted=item['counted'], born=item['born'])
            break
        for m in originals:
            if m in self.unsent:
                self.unsent.remove(m)
                self.acknowledged.append(m)
        self.log('ack', *[m.id for m in copies])

    # -- rights: a flow that was killed goes on at its step

    def flow(self, request, delays=(0,)):
        yield from self.wait(*delays)
        yield from self.erasure(request) if request['kind'] == 'erase' else self.objection(request)

    def erasure(self, request):
        if request['step'] == 0:
            yield from self.begin(request)
            yield
            request['step'] = 1
        for label in self.noted.get(request['id'], []) if 'work' in self.rules else request['labels']:
            token = None
            while token not in self.answers:
                self.tokens += 1
                token, waited = f't{self.tokens}', 0
                yield from self.send_record(.2, kind='erase', label=label, state=None, token=token, keep=request['keep'])
                while token not in self.answers:
                    waited += 1
                    if self.faults and waited > 15 and self.random.random() < .05:
                        break
                    yield
            request['found'][label] = self.answers[token]

    def begin(self, request):
        subject, tombstone = request['subject'], None
        while not tombstone:
            yield
            item = self.vault_item(subject)
            yield
            if 'idem' in self.rules and request['id'] in item['requests']:
                request['labels'] = []
                return
            if 'keepobj' in self.rules and not item['counted']:
                request['keep'] = False
            tombstone = self.write_vault(subject, item, label=None, erased=self.now, life=item['life'] + 1, born=None, pending=False,
                                         requests=item['requests'] + (request['id'],))
        label = item['label']
        self.log(f"begin {request['id']} {subject}: destroys {label}")
        self.begun.setdefault(subject, []).append(self.now)
        if label:
            if not request['ran']:
                self.erased.add(label)
            request['labels'] = [label]
            if 'work' in self.rules:
                self.noted.setdefault(request['id'], []).append(label)
        request['ran'] = True

    def objection(self, request):
        subject, lift, item = request['subject'], request['kind'] == 'lift', None
        while request['step'] == 0:
            yield
            item = self.vault_item(subject)
            yield
            if not item['label'] or item['counted'] == lift:
                return
            if lift and item['pending'] and 'serial' in self.rules:
                yield
                continue
            item = self.write_vault(subject, item, counted=lift, pending=not lift)
            if item:
                request.update(step=1, label=item['label'], state=item['version'])
                self.log(request['kind'], subject, item['label'], f"v{item['version']}")
                if not lift:
                    self.objected[item['label']] = item['version']
        yield
        if not lift:
            yield from self.wait(0, 0, 5, 20)
            yield from self.send_record(.15, kind='retract', label=request['label'], state=request['state'])
            now = self.vault[subject]
            if (now['label'], now['version']) == (request['label'], request['state']):
                now['pending'] = False
