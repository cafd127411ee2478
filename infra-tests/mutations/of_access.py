"""What brings everything that is held of a subject together."""

from mutation import of

PACKAGES = [
    *of("R1, 3", "AccessPackages.java",
        ("access: a package is written over whatever is there", "PackingTest InMemoryPackageObjectsTest",
         "return objects.replace(whole(id), begun, file);", "return objects.replace(whole(id), objects.version(whole(id)).orElse(\"\"), file);"),
        ("access: an erasure leaves the package", "PackingTest InMemoryPackageObjectsTest",
         "      objects.delete(List.of(whole(id)));\n", ""),
        ("access: an erasure leaves what was collected", "InMemoryPackageObjectsTest",
         "      clear(id, label);\n", ""),
        ("access: lives are not marked", "PackingTest InMemoryPackageObjectsTest",
         "    labels.forEach(label -> keep(id, label, MARK, Bytes.copyOf(new byte[0])));\n", ""),
        ("access: the mark is cleaned away", "InMemoryPackageObjectsTest",
         "filter(name -> !name.equals(mark))", "filter(name -> true)")),
    *of("R1, 3", "Packing.java",
        ("access: what was collected of the erased stays", "PackingTest",
         "    gone.forEach(label -> packages.clear(id, label));\n", ""),
        ("access: pieces stay beside the package", "PackingTest",
         "        labels.forEach(label -> packages.clean(id, label));\n", "")),
    *of("R1", "Assembly.java",
        ("access: screenshots past their time are shown", "PackingTest",
         "if (now.isBefore(screenshot.taken().plus(Duration.ofDays(name.retentionDays())))) {", "if (true) {")),
    *of("R1", "Html.java",
        ("access: the page runs what events say", "PackingTest", 'case \'<\' -> text.append("&lt;");', 'case \'<\' -> text.append("<");')),
    *of("R1", "Attributes.java",
        ("access: what was wrong comes back", "AttributesTest",
         ".filter(value -> right == null || value.getValue().first().isAfter(right.at()))", ".filter(value -> right == null || value.getValue().last().isAfter(right.at()))"),
        ("access: a correction stands against what is new", "AttributesTest",
         ".filter(value -> right == null || value.getValue().first().isAfter(right.at()))", ".filter(value -> right == null)")),
    *of("T4", "Lifetime.java",
        ("sweeping: packages stay", "SweepingTest", "return kept.written().plus(Duration.ofDays(7));", "return kept.written().plus(Duration.ofDays(70));")),
]

PROFILES = [
    *of("R3, 3", "DynamoProfiles.java",
        ("rectification: a late write lands on a tombstone", "AccessPackageTest",
         "List.of(writes.check(stateKey, state), put(item, before))", "List.of(put(item, before))")),
]
