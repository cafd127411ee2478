"""What is broken on purpose, one rule at a time, and the tests that must notice.

`breaks` is a requirement (C7, R3, T9, …) or the number of an invariant; what they are about is in docs/privacy.md. A file is a
class's, found by its name, or a template. What is replaced must stand in it exactly once.
"""

from dataclasses import dataclass, field


class Rotten(SystemExit):
    """The list of mutations and the project do not fit together any more."""


@dataclass(frozen=True)
class Mutation:
    """One break.

    `tests`: the test classes, or pytest's files, in each of which a test must fail.
    `edits`: what stands in the file, and what is put in its place.
    """

    name: str
    breaks: str
    file: str
    tests: tuple[str, ...]
    edits: dict[str, str] = field(hash=False)

    def applied(self, text: str) -> str:
        for old, new in self.edits.items():
            if text.count(old) != 1:
                raise Rotten(f"{self.name}: this must stand once in {self.file}, and stands {text.count(old)} times:\n{old}")
            text = text.replace(old, new)
        return text


def of(breaks: str, file: str, *mutations: tuple[str, str, str, str]) -> list[Mutation]:
    """Mutations of one file: each its name, the tests, what stands there, and what is put in its place."""
    return [Mutation(name, breaks, file, tuple(tests.split()), {old: new}) for name, tests, old, new in mutations]


MASKING = [
    *of("C3", "Masking.java",
        ("all bits of an address are kept", "MaskedAddressTest MaskedTextTest", "bit = kept;", "bit = bytes.length * Byte.SIZE;"),
        ("an IPv4 address inside IPv6 (6to4) is kept", "MaskedAddressTest",
         "return is6to4 ? Math.min(ipv6, BEFORE_6TO4 + ipv4) : ipv6;", "return ipv6;"),
        ("an application may keep more of IPv4", "MaskedAddressTest", "ipv4 > MOST_OF_IPV4", "ipv4 > 32"),
        ("an application may keep more of IPv6", "MaskedAddressTest", "ipv6 > MOST_OF_IPV6", "ipv6 > 128")),
    *of("C3", "MaskedText.java",
        ("addresses in texts are kept", "MaskedTextTest ContentTest",
         "return IPV4.matcher(withoutIpv6).replaceAll(found -> ipv4(found, masking));", "return text;"),
        ("what is nearly an IPv6 address is kept", "MaskedTextTest",
         'candidate.contains("::") ? UNCLEAR : candidate', 'candidate.contains("::") ? candidate : candidate')),
    *of("C3", "ContentDraft.java",
        ("addresses in fields' names are kept", "ContentTest",
         "cbor.writeFieldName(MaskedText.mask(field, masking));", "cbor.writeFieldName(field);"),
        ("any text in a version field is taken for one", "ContentTest", "&& FOUR_NUMBERS.matcher(text).matches()", "")),
    *of("C3", "ContextDraft.java",
        ("context.ip is written in clear", "ContentTest",
         'content.write("ip", origin.network().toString());', 'content.write("ip", String.valueOf(address));')),
    Mutation("an address that does not parse is kept", "C3", "ContextDraft.java", ("ContentTest",), {
        "    if (origin != null) {\n":
            "    if (address != null) {\n",
        "origin.network().toString()":
            "origin == null ? address : origin.network().toString()",
    }),
    *of("C3", "RecordMaker.java",
        ("coarser masking is ignored in content", "FeaturesTest", ": Content.masked(kept, settings.masking()));", ": kept);"),
        ("coarser masking is ignored for the request", "FeaturesTest", ".widened(application.settings().masking())", "")),
    *of("C3", "Answers.java",
        ("a messageId is said back with its addresses", "IngestHandlerTest", "MaskedText.mask(id, Masking.STANDARD)", "id")),
]

FEATURES = [
    *of("C7", "Content.java",
        ("what no feature keeps is kept", "FeaturesTest ContentTest", "if (!on.contains(part.feature())) {", "if (false) {")),
    *of("C7", "RecordMaker.java",
        ("what a batch says of all is kept whole", "FeaturesTest",
         "ofAll == null ? null : kept(ofAll)", "ofAll == null ? null : Bytes.copyOf(ofAll.whole())")),
    *of("C7", "FactJudge.java",
        ("goals are taken while they are off", "FeaturesTest FactJudgeTest", "&& !settings.has(Feature.GOALS)", "&& false"),
        ("a user alone is taken while users are off", "FeaturesTest FactJudgeTest",
         "event.whose().device() == null && !settings.has(Feature.END_USER_IDENTIFIER)", "false")),
    *of("C7", "Verdict.java",
        ("events are the user's while users are off", "SubjectsTest",
         "hasUsers ? event.whose().user() : null", "event.whose().user()")),
    *of("C7", "Sorted.java",
        ("users and devices are linked while users are off", "SubjectsTest",
         "if (settings.has(Feature.END_USER_IDENTIFIER)) {", "if (true) {"),
        ("nobody is told what was dropped", "FeaturesTest", "intake.dropped(event.content(), settings);", ""),
        ("nobody is told what was dropped of a batch", "FeaturesTest",
         "sorted.intake.dropped(batch.ofAll(), view.application().settings());", "")),
    *of("C7", "ContextDraft.java",
        ("a device's identifiers are always kept", "FeaturesTest",
         "content.copy(field, json, Feature.END_USER_IDENTIFIER);", "content.copy(field, json, null);"),
        ("traits in the context are always kept", "FeaturesTest",
         "content.copy(name, json, Feature.USER_ATTRIBUTES);", "content.copy(name, json, null);")),
    *of("C2", "ContextDraft.java",
        ("names of networks are kept", "FeaturesTest",
         'case "network" -> json.skipChildren();', 'case "network" -> content.copy(name, json, null);')),
    *of("C8", "FactText.java",
        ("e-mail addresses are counted in clear", "FactTextTest FactJudgeTest", "EMAIL.matcher(folded).find()", "false"),
        ("phone numbers are counted in clear", "FactTextTest", "PHONE.matcher(folded).find()", "false"),
        ("addresses are counted in clear", "FactTextTest", "MaskedText.holdsAddress(folded)", "false"),
        ("other scripts' digits are not looked at", "FactTextTest", ".map(FactText::folded)", "")),
]

SUPPRESSION = [
    *of("4, R3", "Verdict.java",
        ("a tombstone is ignored", "SuppressionTest", "state.erased() != null && fact.isBefore(state.erased())", "false"),
        ("a device's tombstone does not hold for a user", "SuppressionTest",
         "Stream.of(whose.user(), whose.device())",
         "Stream.of(whose.user(), whose.user() == null ? whose.device() : null)"),
        ("an alias to an erased or stopped device is taken", "SuppressionTest",
         "Stream.of(Optional.of(event.whose()), event.alias())", "Stream.of(Optional.of(event.whose()))")),
    *of("4, R3", "EventTime.java",
        ("only the corrected time is compared", "SuppressionTest",
         "return raw != null && raw.isBefore(corrected) ? raw : corrected;", "return corrected;"),
        ("only the device's own time is compared", "SuppressionTest",
         "return raw != null && raw.isBefore(corrected) ? raw : corrected;", "return raw == null ? corrected : raw;")),
    *of("4, R3", "FactDraft.java",
        ("an event without a time is after an erasure", "SuppressionTest", "time.raw() == null || ", ""),
        ("the moment of an erasure is after it", "SuppressionTest",
         "!time.earliest().isAfter(erased)", "time.earliest().isBefore(erased)")),
    *of("4, R3", "FactJudge.java",
        ("an event may be of any age", "FactJudgeTest", "time.earliest().isBefore(received.minus(oldest(settings)))", "false"),
        ("an event may be older than data is kept", "FactJudgeTest", "kept.compareTo(OLDEST) < 0 ? kept : OLDEST", "OLDEST")),
    *of("4, R3", "SubjectState.java",
        ("a tombstone ends before the last late event", "SuppressionTest SubjectStateTest",
         ".plus(Duration.ofDays(7)).plus(Duration.ofDays(30));", ".plus(Duration.ofDays(7));"),
        ("an erasure takes rights away", "SubjectStateTest SuppressionTest", "null, now, rights", "null, now, Rights.NONE_USED"),
        ("a silence takes rights away", "SubjectStateTest", "living, buried, rights", "living, buried, Rights.NONE_USED"),
        ("rights expire", "SubjectStateTest", "if (!rights.equals(Rights.NONE_USED)) {", "if (false) {")),
    *of("R6", "Rights.java",
        ("a customer's stop is ignored", "SuppressionTest", "return optedOut || stopped;", "return optedOut;"),
        ("a device's opting out is ignored", "OptOutTest", "return optedOut || stopped;", "return stopped;"),
        ("a device lifts its customer's stop", "OptOutTest",
         "new Rights(out, stopped, restricted, objections)", "new Rights(out, out && stopped, restricted, objections)")),
    *of("R5, U1", "Verdict.java",
        ("an objection is ignored", "SuppressionTest",
         "states.forEach(state -> purposes.removeAll(state.rights().objections()));", ""),
        ("missing consent is ignored", "SuppressionTest",
         "event.allowsAnalytics() ? EnumSet.allOf(Purpose.class) : EnumSet.noneOf(Purpose.class)",
         "EnumSet.allOf(Purpose.class)")),
    *of("R4", "RecordMaker.java",
        ("facts of whom is restricted are in clear", "SuppressionTest", "admitted.restricted()", "false")),
    *of("R9", "Sorted.java",
        ("a public key finds out who was erased", "SuppressionTest",
         "case Verdict.Suppressed(var why) -> intake.suppressed(why);",
         "case Verdict.Suppressed ignored -> rejected.add(new Outcome.Rejected(index, event.messageId(), "
         "dev.lethe.ingest.fact.Rejection.TOO_OLD));")),
]

VAULT = [
    *of("3, R3", "Lives.java",
        ("a late link is written over a tombstone", "SubjectsTest",
         "if (!link(view, pair, living, now)) {", "if (!link(view, pair, living, now) && false) {"),
        ("a change that was not made is taken for made", "SubjectsTest OptOutTest",
         "if (!allMade(changes)) {", "if (!allMade(changes) && false) {"),
        ("a label is used again after a silence", "SubjectsTest",
         "var label = newLabel();",
         "var old = view.stored(owner).life();\n"
         "      var label = old == null ? newLabel() : old.label();"),
        ("a subject has the same label in each life", "SuppressionTest SubjectsTest",
         "var label = newLabel();", "var label = view.keyring().pseudonym(owner).text();"),
        ("a label is not random", "SuppressionTest IngestHandlerTest",
         "    random.nextBytes(bytes);\n",
         ""),
        ("a key is used again in the next life", "SuppressionTest",
         "SubjectKey.generate(app.id(), label, random)",
         "SubjectKey.generate(app.id(), label, new SecureRandom() {\n"
         "        @Override\n"
         "        public void nextBytes(byte[] bytes) {\n"
         "          java.util.Arrays.fill(bytes, (byte) 7);\n"
         "        }\n"
         "      })"),
        ("a key stays under an old key-encryption key", "SubjectsTest ingest/KeyRotationTest",
         "view.keyring().isOutdated(life.key()) ? view.keyring().wrap(key) : life.key()", "life.key()"),
        ("keys that were read too early are used", "ingest/KeyRotationTest",
         "if (owners.stream().anyMatch(owner -> isAhead(view, owner, now))) {", "if (false) {")),
    *of("U4", "Lives.java",
        ("new subjects are not bounded", "BoundsTest",
         "if (additions > 0 && !newSubjects.admit(key, additions, now)) {", "if (false) {"),
        ("links are not bounded", "BoundsTest",
         "unborn(view, owners, now) + unlinked(view, together);", "unborn(view, owners, now);")),
    *of("U4", "CollectionSwitch.java",
        ("subjects that nobody knows are, if they opt out", "OptOutTest",
         "before.equals(SubjectState.UNKNOWN) && ", "false && ")),
    *of("R6", "CollectionSwitch.java",
        ("opting out is answered and not written", "OptOutTest",
         "return vault.change(view.application(), view.keyring().pseudonym(device), before, after)",
         "return vault.change(view.application(), view.keyring().pseudonym(device), before, after) || true")),
    *of("R7", "Identity.java",
        ("an identity has no normal form", "PseudonymTest",
         "Normalizer.normalize(identifier.strip(), Normalizer.Form.NFC)", "identifier.strip()"),
        ("the case of an e-mail address counts", "PseudonymTest", "plain.toLowerCase(Locale.ROOT) : plain", "plain : plain")),
    *of("R7", "Pepper.java",
        ("a pseudonym is without its kind", "PseudonymTest",
         "Macs.hmacSha256(secret, kind, hash)", "Macs.hmacSha256(secret, hash)"),
        ("a pseudonym is without the pepper", "PseudonymTest",
         "Macs.hmacSha256(secret, kind, hash)", "Macs.hmacSha256(new byte[1], kind, hash)")),
    *of("T4", "SubjectState.java",
        ("a silent subject lives for ever", "SubjectStateTest SubjectsTest",
         "life != null && now.isBefore(silentAt(life.seen(), retentionDays)) ? life : null", "life")),
    *of("3, R3", "Aead.java",
        ("nothing that is sealed is bound to anything", "KeyringTest", "cipher.updateAAD(associated);", ""),
        ("a nonce is used again", "KeyringTest", "RANDOM.nextBytes(nonce);", "")),
    Mutation("what is sealed is not bound to its label", "3, R3", "SubjectKey.java", ("KeyringTest",), {
        "deflated(content), join(new byte[] {VERSION}, bound)":
            "deflated(content), new byte[] {VERSION}",
        "Aead.decrypt(key, rest, join(version, bound))":
            "Aead.decrypt(key, rest, version)",
    }),
    *of("3, R3", "SubjectKey.java",
        ("all subjects have the same key", "KeyringTest SuppressionTest",
         "    random.nextBytes(key);\n",
         ""),
        ("anybody can make a digest", "KeyringTest",
         "this.digestKey = Macs.hmacSha256(key, DIGESTS);", "this.digestKey = DIGESTS;")),
    *of("3, R3", "Keyring.java",
        ("the number of a key-encryption key is ignored", "KeyringTest SubjectsTest",
         "keyEncryptionKeys.get(wrapped.number())", "keyEncryptionKeys.lastEntry().getValue()")),
    *of("3, R3", "SealedKeyring.java",
        ("a key goes before the last that is under it", "SealedKeyringTest",
         "Settings.LONGEST_RETENTION + 2", "Settings.LONGEST_RETENTION"),
        ("a key's number is used again", "SealedKeyringTest",
         "keys.put(latest() + 1, ", "keys.put(keyEncryptionKeys.size() + 1, ")),
]

GATE = [
    *of("U4", "Ingest.java",
        ("251 pairs are let through", "BoundsTest", "whose.size() > Limits.PAIRS)", "whose.size() > Limits.PAIRS + 1)")),
    *of("U4", "Inflater.java",
        ("a request may be a byte too large", "BodyReaderTest",
         "if (inflated.length > Limits.REQUEST_BYTES) {", "if (inflated.length > Limits.REQUEST_BYTES + 1) {"),
        ("what is inflated has no end", "BodyReaderTest", "gzip.readNBytes(Limits.REQUEST_BYTES + 1)", "gzip.readAllBytes()")),
    *of("U4", "FactJudge.java",
        ("an event may be a byte too large", "FactJudgeTest",
         "event.bytes() > Limits.EVENT_BYTES", "event.bytes() > Limits.EVENT_BYTES + 1"),
        ("an event may have a field too many", "FactJudgeTest",
         "event.fields() > Limits.FIELDS", "event.fields() > Limits.FIELDS + 1")),
    *of("U4", "BodyPass.java",
        ("a batch may have an event too many", "BodyReaderTest",
         "if (batch.size() == Limits.EVENTS) {", "if (batch.size() == Limits.EVENTS + 1) {"),
        ("what a batch says of all may be a byte too large", "BodyReaderTest",
         "ofAll.size() > Limits.EVENT_BYTES", "ofAll.size() > Limits.EVENT_BYTES + 1")),
    *of("U4", "EventDraft.java",
        ("an identifier may be a character too long", "BoundsTest",
         "text.length() > Limits.IDENTIFIER_CHARACTERS", "text.length() > Limits.IDENTIFIER_CHARACTERS + 1")),
    *of("2", "Ingest.java",
        ("200 without the stream's word, or the Vault", "IngestHandlerTest SubjectsTest",
         "catch (KeysMissingException | NotAcknowledgedException e) {\n"
         "      return new Outcome.TryAgain();",
         "catch (KeysMissingException | NotAcknowledgedException e) {\n"
         "      return new Outcome.Taken(List.of());")),
    *of("2", "KinesisEventStream.java",
        ("records that the stream refused are lost", "KinesisEventStreamTest",
         "answer.records().get(i).errorCode() != null", "false"),
        ("the stream's failure is success", "KinesisEventStreamTest",
         'throw new NotAcknowledgedException("The stream did not answer.", e);', "return List.of();")),
    Mutation("a write key acts for a customer", "5", "CustomerAccess.java", ("CustomerAccessTest", "InsightsHandlerTest",), {
        "        .filter(Grant.Secret.class::isInstance)\n":
            "",
        "((Grant.Secret) grant).customer()":
            "grant instanceof Grant.Write(var app) ? app : ((Grant.Secret) grant).customer()",
    }),
    *of("5", "CustomerAccess.java",
        ("a customer sees another's application", "CustomerAccessTest InsightsHandlerTest",
         "application.customer().equals(customer)", "true")),
    *of("C6", "ApiKey.java",
        ("a key is kept as it is", "ApiKeyTest",
         "return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));", "return text;")),
]

EDGE = [
    *of("U6", "ClientOrigins.java",
        ("the edge's headers are believed of anybody", "ClientOriginsTest",
         "return shown != null && secret.matches(shown);", "return true;"),
        ("any secret will do", "ClientOriginsTest", "return shown != null && secret.matches(shown);", "return shown != null;"),
        ("the country header is believed of anybody", "ClientOriginsTest",
         "return address == null ? null : origins.of(address);",
         "return address == null ? null : origins.of(address, header(event, edge.countryHeader()));"),
        ("the edge itself is taken for the client", "ClientOriginsTest",
         "return address == null\n",
         "return address == null ? ofGateway(event) : address == null\n")),
    *of("U6", "SecretsManagerOriginSecret.java",
        ("a rotated secret is valid for ever", "SecretsManagerOriginSecretTest",
         "if (!now.isBefore(known.readAgainAt())) {", "if (known.values().isEmpty()) {"),
        ("an empty secret is one", "SecretsManagerOriginSecretTest", ".filter(text -> !text.isBlank())", "")),
]

AGGREGATE = [
    *of("2", "Bookkeeper.java",
        ("digests are ignored", "BookkeeperTest", "filter(fact -> known.add(fact.digest()))", "filter(fact -> true)"),
        ("a retry decides anew", "BookkeeperTest", "if (found.isPresent()) {", "if (found.isPresent() && false) {"),
        ("a refused entry is taken for made", "ContestedLedgerTest",
         "return sight.enter(part.day(), entry)", "return sight.enter(part.day(), entry) || true"),
        ("a day is not bounded", "BookkeeperTest", "bytes(part, taken, account) > DAY_BYTES", "bytes(part, taken, account) > 8 * DAY_BYTES"),
        ("days to come are not bounded", "BookkeeperTest", "part.day().isAfter(tomorrow) ? ", "false ? "),
        ("a repeat is looked for by the corrected day", "BookkeeperTest",
         "fact.raw() == null ? fact.time() : fact.raw()", "fact.time()"),
        ("a repeat without a time is not looked for on other days", "BookkeeperTest",
         "facts.stream().anyMatch(fact -> fact.raw() == null);", "false;"),
        ("a month is not looked at", "CountTest", "if (month.isBefore(account.from())) {", "if (false) {"),
        ("only the event's own day is looked at", "CountTest",
         "Count.asksFrom(fact, taken).minusDays(1)", "Count.asksFrom(fact, taken).plusDays(1)"),
        ("a dead label's records are counted", "CommandsTest",
         "if (account.header().death() != null) {", "if (false) {"),
        ("what comes late after an objection is counted", "ObjectionsTest",
         "|| taken.state() < header.retractedBefore()) {", ") {"),
        ("what is put back too late is counted", "BookkeeperTest",
         "clock.instant().isAfter(taken.received().plus(LATEST)) ? Tally.LATE : Tally.TAKEN;", "Tally.TAKEN;")),
    *of("2", "Desk.java",
        ("what was read is kept after a refused write", "ContestedLedgerTest",
         "case Outcome.Again<T>() -> forget();", "case Outcome.Again<T>() -> {}"),
        ("a day that a wrong clock filed far away is not noted", "CountTest",
         "if (isSkewed(day, entry) && ", "if (false && "),
        ("an entry of a later header is believed", "DeskTest", "if (!read.isTorn() && ", "if ("),
        ("entries of a dead label are believed that were read before", "DeskTest", "(!isDead || deadBefore)", "true"),
        ("days that wrong clocks filed are not read", "CountTest",
         "if (!skewed.isEmpty() && ", "if (false && ")),
    *of("2, C4", "Count.java",
        ("a subject's every event is its first", "CountTest",
         "var isFirst = standing.isFirstIn(counter);", "var isFirst = true;"),
        ("a subject is a user of each week once a day", "CountTest",
         "if (standing.isFirstIn(counter)) {\n        add(counter, of(1, true, bucket, fact, 0));",
         "if (true) {\n        add(counter, of(1, true, bucket, fact, 0));"),
        ("everybody is new", "CountTest", "isFirst && !taken.born().isBefore(since);", "isFirst;"),
        ("a subject stays in the class it leaves", "CountTest",
         "move(left, one.negated(), dimension, bucket, value);", ""),
        ("days are UTC's", "CountTest",
         "return LocalDate.ofInstant(fact.time(), taken.zone());", "return LocalDate.ofInstant(fact.time(), java.time.ZoneOffset.UTC);"),
        ("sessions of known ids are new", "CountTest", "if (standing.isNew(seen)) {", "standing.isNew(seen);\n      if (true) {"),
        ("an entry does not mention sessions that are known", "CountTest",
         "if (!sessions.contains(seen)) {", "if (!sessions.contains(seen) && numbers.keySet().stream()"
         ".anyMatch(key -> key.metric() == Metric.SESSIONS)) {")),
    *of("2", "Standing.java",
        ("a session ends at midnight", "CountTest",
         "            || sessions.contains(new SessionDay(seen.session(), before(seen)))\n", ""),
        ("what was taken off is still a first", "ObjectionsTest", "        .counting()\n", "        .entries()\n")),
    *of("U4", "Bounded.java",
        ("values are not bounded", "BoundedTest",
         "|| values.admit(taken.app(), dimension, Count.day(fact, taken), value)", "|| true"),
        ("what only begins with a parenthesis is ours", "BoundedTest", '&& value.endsWith(")"))', ")"),
        ("names of the vocabulary are bounded", "BoundedTest",
         "|| (dimension == Dimension.EVENT && Vocabulary.has(value));", ";")),
    *of("2, R3", "Commands.java",
        ("an erasure that comes again takes off again", "CommandsTest",
         "if (!death.at().equals(at)) {", "if (false) {"),
        ("an erasure takes off what an objection took off before", "ObjectionsTest",
         ".filter(entry -> entry.state() >= before).toList();", ".toList();"),
        ("an objection that comes again takes off again", "ObjectionsTest",
         "&& (header.death() != null || header.retractedBefore() >= command.state())) {", "&& false) {"),
        ("an objection takes off what was decided after it", "ObjectionsTest",
         "entry.state() >= before && entry.state() < state", "entry.state() >= before"),
        ("what is closed is subtracted from", "CommandsTest",
         "return counter.isClosed(LocalDate.ofInstant(asked, ZoneOffset.UTC));", "return false;"),
        ("other consumers' commands are obeyed", "CommandsTest",
         "if (command.to() != Command.Consumer.AGGREGATE) {", "if (false) {"),
        ("small groups are kept too", "CommandsTest",
         ".filter(counter -> counter.getValue().subjects() >= from)", ".filter(counter -> true)"),
        ("what a skipped record added is forgotten", "CommandsTest",
         ".filter(entry -> entry.position().equals(at))", ".filter(entry -> false)")),
    *of("2, R3", "Subtraction.java",
        ("what became of events is taken off", "CommandsTest",
         "          .ofPeople()\n          .filter", "          .deltas().entrySet().stream()\n          .filter")),
    *of("2", "RecordCodec.java",
        ("what the first fact says is taken for what all say", "RecordCodecTest",
         "facts.forEach(fact -> common.entrySet().retainAll(fact.values().entrySet()));", "")),
    *of("2", "Aggregate.java",
        ("counters go past a record that stopped", "AggregateTest",
         "records.stream().takeWhile(booked::containsKey).toList();", "records.stream().filter(booked::containsKey).toList();"),
        ("a counter's failure is success", "AggregateTest",
         "return Optional.of(delivered.getFirst());\n    }\n  }", "return Optional.empty();\n    }\n  }"),
        ("what is neither decoded nor kept is lost", "AggregateTest AggregateHandlerTest",
         "return Optional.empty();\n    }\n  }\n\n  private void book",
         "return Optional.of(new Decoded(record, null));\n    }\n  }\n\n  private void book"),
        ("a shard does not wait for its parents", "ShardsTest",
         "if (mark.sequence() == null && !shards.mayBegin(shard)) {", "if (false) {"),
        ("a mark does not move", "ShardsTest", "shards.move(done.getLast().position());", ""),
        ("entries are emptied before the counters have what they say", "SimulationTest",
         "    fold.applyTo(stores.counters(), threads);\n"
         "    for (var record : records) {\n"
         "      end(record.position(), booked.getOrDefault(record, Booked.NOTHING));\n"
         "    }",
         "    for (var record : records) {\n"
         "      end(record.position(), booked.getOrDefault(record, Booked.NOTHING));\n"
         "    }\n"
         "    fold.applyTo(stores.counters(), threads);"),
        ("what is on the skip list is processed", "CommandsTest",
         "if (mark.skipped().contains(record.position().sequence())) {", "if (false) {"),
        ("what a command took off is not remembered", "CommandsTest",
         "if (!booked.deltas().isEmpty()) {", "if (false) {")),
    *of("2", "Shards.java",
        ("an empty shard's own parents are not asked", "ShardsTest",
         "&& (mark.sequence() != null || mayBegin(shard));", ";")),
    *of("2", "AggregateHandler.java",
        ("Lambda is not told what must come again", "AggregateHandlerTest",
         ".map(stopped -> List.of(", ".filter(stopped -> false).map(stopped -> List.of(")),
    *of("2", "Fold.java",
        ("a counter that has some of a batch loses the rest", "SimulationTest",
         "open = open.tailMap(new Position(open.firstKey().shard(), sequence), false);", "open = new TreeMap<>();"),
        ("a counter takes a batch twice in part", "SimulationTest",
         "open.firstKey(), open.lastKey(), sum", "open.lastKey(), open.lastKey(), sum")),
    *of("2", "Position.java",
        ("sequence numbers are compared as text", "PositionTest InMemoryCountersTest",
         '"0".repeat(SEQUENCE_DIGITS - digits) + ', "")),
    *of("T6", "Closing.java",
        ("small groups stay as they are", "ClosingTest", "    cells.sum(group, small);\n", ""),
        ("small groups are summed by themselves", "ClosingTest", ".ifPresent(small::add);", ".ifPresent(other -> {});"),
        ("what can still be taken off is closed", "ClosingTest", "return CounterKey.DAYS_OPEN + DAYS_OF_GRACE;", "return 90;"),
        ("an application's own threshold is not asked", "ClosingTest",
         "Math.max(threshold, application.settings().smallGroupThreshold())", "threshold"),
        ("what is of few in all stays", "ClosingTest", "      cells.drop(group, small);\n      return;\n    }\n    var others",
         "      return;\n    }\n    var others")),
]

INSIGHTS = [
    *of("U2", "SmallGroups.java",
        ("small groups are shown", "SmallGroupsTest AttackTest InsightsTest HoursTest StatisticTest",
         "return size > 0 && size < threshold;", "return false;"),
        ("groups one below the threshold are shown", "SmallGroupsTest AttackTest InsightsTest StatisticTest",
         "return size > 0 && size < threshold;", "return size > 0 && size < threshold - 1;"),
        ("a small group is given away by the total", "SmallGroupsTest AttackTest InsightsTest",
         "    shownColumns().forEach(column -> hideMore(Set.of(column)));\n", ""),
        ("a small hour or class is given away by the others", "SmallGroupsTest AttackTest HoursTest StatisticTest",
         "if (!hidden.isEmpty()) {", "if (false) {"),
        ("a value's hidden hours are given away by its day", "SmallGroupsTest",
         "\n              || !isSafe(Stream.of(groups), hiddenColumns);", ";"),
        ("hidden values are given away in hidden hours", "SmallGroupsTest",
         "    hideMore(hiddenColumns);\n", ""),
        ("a value with a small hour or class is shown", "SmallGroupsTest AttackTest StatisticTest",
         "shownColumns().stream().anyMatch(column -> isSmall(size(groups, column)))", "false"),
        ("small groups are taken for a large one together", "SmallGroupsTest AttackTest",
         "sizes.stream().anyMatch(this::isLarge)", "sizes.stream().mapToLong(size -> size).sum() >= threshold")),
    *of("U2", "Disclosure.java",
        ("hours are told of a day that is not", "HoursTest", "ofDay.hasTotal(Bucket.of(day)) && isWhole", "isWhole"),
        ("hours are told of a value that its day does not tell", "HoursTest",
         "days.hours(day), ofDay.hiddenRows()", "days.hours(day), Set.of()"),
        ("hours are told of a day whose first are gone", "HoursTest", " && isWhole.test(day)", ""),
        ("an hour that two days share is taken for one of each", "HoursTest AttackTest",
         "isShared(column) ? SOMEBODY : Long.MAX_VALUE", "Long.MAX_VALUE"),
        ("what was hidden for good is told by itself", "InsightsTest", "Set.of(CounterKey.SUPPRESSED)", "Set.of()"),
        ("parts are told by the hour", "StatisticTest", "!isHour && ", ""),
        ("a class that is gone is given away by the others", "ClosedTest AttackTest", "    columns.add(left);\n", ""),
        ("classes are told of a value that lacks some", "ClosedTest", "if (left.size(cell) > 0) {", "if (false) {")),
    *of("U2", "Telling.java",
        ("what has no value is given away by the rest", "StatisticTest AttackTest",
         "\n            .filter(measure -> disclosure.tellsRest(measure, bucket))", ""),
        ("subjects of small groups are added up", "StatisticTest", "\n            .filter(Measure::isSum)", ""),
        ("suppressed groups are told where their total is not", "InsightsTest",
         "    if (!disclosure.tellsTotal(n(), bucket)) {", "    if (false) {"),
        ("a value is named that few are behind", "StatisticTest",
         " && told.stream().anyMatch(one -> isOfSomebody(one, cell))", "")),
    *of("U2", "Tables.java",
        ("what is gone of a total is told to be nothing", "ClosedTest",
         "total(bucket), metric -> isClosed(metric, bucket)", "total(bucket), metric -> false"),
        ("what was summed for good is told to be nothing", "ClosedTest", "(summed.has(metric) || ", "("),
        ("what may have no value is taken for nothing", "AttackTest", "least > 0 || isNobody ? least : 1", "least")),
    *of("U2", "Crowd.java",
        ("a group under zero is counted", "InsightsTest", "isNothing ? 0 : ", ""),
        ("who is new is taken to be known of what was summed", "ClosedTest AttackTest",
         "return Math.clamp(cell.sum().subjects(), 0, 1);", "return 0;")),
    *of("U2", "Statistic.java",
        ("a mean gives away of how many it is", "StatisticTest",
         "Set.of(Crowd.ofOfferings(), Crowd.in(Metric.OFFERINGS_SHOWN))", "Set.of(Crowd.ofOfferings())")),
    *of("U2", "Insights.java",
        ("an application's threshold is ignored", "InsightsTest AttackTest",
         "Math.max(threshold, question.application().settings().smallGroupThreshold())", "threshold"),
        ("an application lowers the threshold", "InsightsTest",
         "Math.max(threshold, question.application().settings().smallGroupThreshold())",
         "question.application().settings().smallGroupThreshold()")),
    *of("6, T9", "Insights.java",
        ("what is past its time is shown", "InsightsTest", "    numbers.keySet().removeIf(counter -> !isShown(counter));\n", "")),
    *of("R3", "DynamoCounterStore.java",
        ("a replica that lags is asked", "DynamoCounterStoreTest", ".consistentRead(true)", ".consistentRead(false)")),
]

LEAKS = [
    *of("C3", "Fault.java",
        ("messages of failures are logged", "FaultTest", "return failure.getClass().getName()", "return failure.toString()")),
    *of("C3", "ApiHandler.java",
        ("a failure is logged as it is", "ArchitectureTest",
         'Fault.log(log, "A request was not answered.", e);', 'log.error("A request was not answered.", e);')),
    *of("C3", "BodyReader.java",
        ("an answer repeats the body", "BodyReaderTest IngestHandlerTest",
         '"The body is not valid JSON" + place(e.getLocation())', "e.getMessage()")),
    *of("C6", "ApiKey.java",
        ("a key shows itself", "ApiKeyTest", 'return "ApiKey[…]";', "return text;")),
    *of("3, R3", "Identity.java",
        ("an identity shows itself", "PseudonymTest",
         'return "Identity[" + kind + "]";', 'return "Identity[" + kind + sha256 + "]";')),
    *of("3, R3", "SubjectKey.java",
        ("a subject's key shows itself", "KeyringTest",
         'return "SubjectKey[…]";', "return java.util.HexFormat.of().formatHex(key);")),
]

TEMPLATES = [
    *of("1, C3", "template.yaml",
        ("X-Ray is on", "test_template.py", "TracingEnabled: false", "TracingEnabled: true"),
        ("executions are logged with their data", "test_template.py", "DataTraceEnabled: false", "DataTraceEnabled: true"),
        ("paths are logged as they were called", "test_template.py", "$context.resourcePath", "$context.path")),
    *of("1, C3", "firewall.yaml",
        ("the firewall keeps samples", "test_edge.py",
         "SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: rate",
         "SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: rate")),
    *of("8", "template.yaml",
        ("ingest may do anything to its tables", "test_template.py",
         "Action: dynamodb:BatchGetItem\n",
         "Action: dynamodb:*\n"),
        ("ingest may write to any stream", "test_template.py",
         "Action: kinesis:PutRecords\n"
         "                Resource: !GetAtt Stream.Arn",
         "Action: kinesis:PutRecords\n"
         '                Resource: "*"'),
        ("control may write to subjects", "test_template.py", 'dynamodb:LeadingKeys: "*#*"', 'dynamodb:LeadingKeys: "x"'),
        ("anybody takes in customers", "test_template.py",
         "              Authorizer: AWS_IAM\n",
         "              Authorizer: NONE\n")),
    *of("3, R3", "template.yaml",
        ("the Vault has backups", "test_template.py",
         "PointInTimeRecoveryEnabled: false\n"
         "      SSESpecification: *encrypted\n"
         "\n"
         "  # Applications' keys are kept",
         "PointInTimeRecoveryEnabled: true\n"
         "      SSESpecification: *encrypted\n"
         "\n"
         "  # Applications' keys are kept"),
        ("the Ledger has backups", "test_template.py",
         "PointInTimeRecoveryEnabled: false\n"
         "      SSESpecification: &encrypted",
         "PointInTimeRecoveryEnabled: true\n"
         "      SSESpecification: &encrypted")),
]

UNITS = MASKING + FEATURES + SUPPRESSION + VAULT + GATE + EDGE + AGGREGATE + INSIGHTS + LEAKS + TEMPLATES

NEEDING_A_STACK = [
    Mutation("a revoked key still works", "C6", "DynamoGate.java", ("GateAdapterTest",), {
        "    if (keyItem == null\n"
        "        || appItem == null\n"
        "        || !RegistryItem.grant(keyItem).equals(new Grant.Write(app))) {":
            "    if (appItem == null) {",
    }),
    Mutation("settings are remembered", "C7", "DynamoGate.java", ("GateAdapterTest",), {
        "  private final BatchRead batch;\n":
            "  private final Map<String, Application> known = new ConcurrentHashMap<>();\n"
            "  private final BatchRead batch;\n",
        "view(RegistryItem.application(appItem), latest":
            "view(known.computeIfAbsent(app, unseen -> RegistryItem.application(appItem)), latest",
    }),
    *of("3, R3", "DynamoGate.java",
        ("an application's keys outlive the Vault's", "GateAdapterTest",
         "      throw new KeysMissingException();\n"
         "    }\n"
         "    var sealed",
         "      return Optional.of(view(RegistryItem.application(appItem), open, items, whose));\n"
         "    }\n"
         "    var sealed")),
    *of("3, R3", "DynamoVault.java",
        ("a change is made under any state", "GateAdapterTest",
         'var same = "#lives = :lives AND #version = :version";',
         'var same = "(attribute_exists(#lives) OR #lives = :lives) AND (attribute_exists(#version) OR '
         '#version = :version)";'),
        ("a link is written whatever its device is now", "GateAdapterTest",
         "            check(VaultItem.keyOfState(app, device.subject()), device.state()),\n",
         ""),
        ("a link is written whatever its user is now", "GateAdapterTest",
         "            check(VaultItem.keyOfState(app, user.subject()), user.state()),\n",
         ""),
        ("who is unknown is taken for known", "GateAdapterTest",
         '? new Condition("attribute_not_exists(#lives) OR " + same, values)', "? new Condition(same, values)"),
        ("a label leads to a subject after its life", "GateAdapterTest",
         "(after == null || !after.label()", "(after != null && !after.label()")),
    *of("U4", "DynamoVault.java",
        ("new subjects are not bounded in DynamoDB", "GateAdapterTest",
         '"attribute_not_exists(#n) OR #n <= :room"', '"attribute_not_exists(#n) OR attribute_exists(#n) OR #n <= :room"')),
    *of("2", "DynamoLedger.java",
        ("a place in the Ledger is taken twice", "AggregateAdaptersTest",
         '"attribute_not_exists(#label) OR #expires <= :now"',
         '"attribute_not_exists(#label) OR attribute_exists(#label) OR #expires <= :now"'),
        ("a header is written from any version", "AggregateAdaptersTest",
         '"#version = :version"', '"#version = :version OR attribute_exists(#version)"'),
        ("a header ends before entries that name it", "AggregateAdaptersTest", "        renew(label, item, header);\n", ""),
        ("an emptied place is free again", "AggregateAdaptersTest",
         ".filter(filed -> filed.entry() != null)", ".filter(filed -> false)")),
    *of("6, T9", "DynamoLedger.java",
        ("entries past their time are there", "AggregateAdaptersTest",
         "if (LedgerItem.isOver(item, clock.instant())) {", "if (false) {")),
    *of("2", "DynamoMarks.java",
        ("a mark moves back", "AggregateAdaptersTest",
         "attribute_not_exists(#label) OR #sequence < :sequence", "attribute_not_exists(#label) OR attribute_exists(#sequence) OR #sequence < :sequence")),
    *of("U4", "DynamoValues.java",
        ("values are not bounded in DynamoDB", "AggregateAdaptersTest", "MOST = 500;", "MOST = 5_000;")),
    *of("T1", "DynamoTakings.java",
        ("what a command took off is written over", "AggregateAdaptersTest",
         '.conditionExpression("attribute_not_exists(#label)")',
         '.conditionExpression("attribute_not_exists(#label) OR attribute_exists(#label)")')),
    *of("2", "DynamoCounters.java",
        ("counters do not compare watermarks", "AggregateAdaptersTest",
         "OR #watermark < :first", "OR attribute_exists(#watermark) OR #watermark < :first"),
        ("a counter's watermark stays where it began", "AggregateAdaptersTest",
         'values.put(":last", fromS(last.sequence()));',
         'values.put(":last", fromS(first.sequence()));')),
]
