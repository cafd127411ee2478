"""How long things are kept, and that nothing is read that is past its time."""

from mutation import of

RETENTION = [
    *of("T4, T9", "Term.java",
        ("retention: what was promised longer is shown longer", "TermTest", "Math.min(promised, days())", "promised"),
        ("retention: an application keeps no less", "ExportsKeepTimeTest", "Math.min(promised, days())", "days()")),
    *of("T1, T2, T5", "RetentionPolicy.java",
        ("retention: more than is promised may be chosen", "RetentionPolicyTest", " && number <= term.most()", ""),
        ("retention: less than is required may be chosen", "RetentionPolicyTest", "number >= term.least() && ", ""),
        ("retention: what is no term is passed over", "RetentionPolicyTest",
         '.orElseThrow(() -> bad("\\"" + sides[0] + "\\" is no term"))', ".orElse(Term.LOGS)")),
    *of("T4", "Forgetting.java",
        ("forgetting: the last day is cut off", "ForgettingTest",
         "!clock.instant().isBefore(SubjectState.silentAt(life.seen(), kept.days()))", "!clock.instant().isBefore(SubjectState.silentAt(life.seen(), kept.days() - 1))"),
        ("forgetting: every application keeps as long", "ForgettingTest",
         "kept.getOrDefault(app, BY_NOBODY)", "BY_NOBODY"),
        ("forgetting: it always begins at the first part", "ForgettingTest", "var first = lives.next();", "var first = 0;"),
        ("forgetting: it does not remember where it was left", "ForgettingTest",
         "      lives.goOnWith((first + seen + AT_A_TIME) % StoredLives.PARTS);\n", ""),
        ("forgetting: it goes on when its time is over", "ForgettingTest", "if (!clock.instant().isBefore(until)) {", "if (false) {"),
        ("forgetting: parts are left out", "ForgettingTest", "IntStream.range(first, first + AT_A_TIME)", "IntStream.range(first, first + AT_A_TIME - 1)")),
    *of("T9, 6", "PartWriter.java",
        ("exports show what is past its time", "ExportsKeepTimeTest", "            now.isBefore(Term.SUBJECT_DATA.end(", "            !now.isAfter(Term.SUBJECT_DATA.end(")),
    *of("T9, 6", "Insights.java",
        ("statistics show what is past its time", "StatisticsKeepTimeTest", "clock.instant().isBefore(counter.expires())", "!clock.instant().isAfter(counter.expires())")),
    *of("T4", "template.yaml",
        ("retention: logs of forgetting stay", "test_retention.py",
         "LogGroupName: !Sub /aws/lambda/${AWS::StackName}-forgetting\n      RetentionInDays: !Ref LogDays", "LogGroupName: !Sub /aws/lambda/${AWS::StackName}-forgetting\n      RetentionInDays: 365"),
        ("forgetting reads keys", "test_permissions.py",
         "usersKeyNumber, seen, erased, optedOut", "usersKeyNumber, seen, subjectKey, erased, optedOut")),
]

FORGETTING = [
    *of("T4", "DynamoStoredLives.java",
        ("forgetting: who is seen meanwhile is forgotten", "ForgettingFunctionTest", " AND #seen = :seen", ""),
        ("forgetting: the label leads to its subject still", "ForgettingFunctionTest",
         "writes(ofState(life), ofLabel(life))", "writes(ofState(life))")),
]
