"""What only the adapters on a stack that is up can show."""

from mutation import Mutation, of

ADAPTERS = [
    Mutation("a revoked key still works", "C6", "DynamoGate.java", ("GateAdapterTest",), {
        "    var known = keyItem == null ? null : KeyItem.key(keyItem);\n"
        "    if (known == null || appItem == null || !known.grant().equals(new Grant.Write(app))) {":
            "    var known = keyItem == null\n"
            "        ? IssuedKey.of(key, IssuedKey.FIRST, new Grant.Write(app), java.time.Instant.EPOCH)\n"
            "        : KeyItem.key(keyItem);\n"
            "    if (appItem == null) {",
    }),
    Mutation("settings are remembered", "C7", "DynamoGate.java", ("GateAdapterTest",), {
        "  private final BatchRead batch;\n":
            "  private final Map<String, Application> applicationsKnown = new ConcurrentHashMap<>();\n"
            "  private final BatchRead batch;\n",
        "view(known, application, open":
            "view(known, applicationsKnown.computeIfAbsent(app, unseen -> application), open",
    }),
    *of("3, R3", "DynamoGate.java",
        ("an application's keys outlive the Vault's", "GateAdapterTest",
         "      throw new KeysMissingException(application.isGone());\n"
         "    }\n"
         "    if (!KeysItem",
         "      return Optional.of(view(known, application, open, items, whose));\n"
         "    }\n"
         "    if (!KeysItem")),
    *of("3, R3", "VaultWrites.java",
        ("a change is made under any state", "GateAdapterTest",
         'var same = "#lives = :lives AND #version = :version" + standing(state, values);',
         'var same = "(attribute_exists(#lives) OR #lives = :lives) AND (attribute_exists(#version) OR '
         '#version = :version)" + standing(state, values);'),
        ("a change is made under any rights", "GateAdapterTest",
         '(value == null ? " AND attribute_not_exists(#%1$s)" : " AND #%1$s = :%1$s")',
         '(value == null ? " AND #lives <> #%1$s" : " AND (#lives = :lives OR #%1$s = :%1$s)")'),
        ("who is unknown is taken for known", "GateAdapterTest",
         '? new Condition("attribute_not_exists(#lives) OR " + same, values)', "? new Condition(same, values)")),
    *of("3, R3", "StateWrites.java",
        ("a label leads to a subject after its life", "GateAdapterTest",
         "(after == null || !after.label()", "(after != null && !after.label()")),
    *of("3, R3", "DynamoVault.java",
        ("a link is written whatever its device is now", "GateAdapterTest",
         "            writes.check(VaultItem.keyOfState(app, device.subject()), device.state()),\n",
         ""),
        ("a link is written whatever its user is now", "GateAdapterTest",
         "            writes.check(VaultItem.keyOfState(app, user.subject()), user.state()),\n",
         "")),
    *of("U4", "MinuteCounts.java",
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
