"""What goes out to customers, the register of it, and what ends."""

from mutation import of

EXPORTS = [
    *of("U1", "Allowed.java",
        ("exports: the restricted are exported", "ExportContentTest", "!rights.restricted() && ", ""),
        ("exports: who objects to research is exported", "ExportContentTest",
         "!rights.objections().contains(Purpose.RESEARCH)", "true")),
    *of("U1, T4, 5", "PartWriter.java",
        ("exports: others' events are exported", "ExportContentTest", "filter(line -> line.taken().app().equals(app))", "filter(line -> true)"),
        ("exports: what came without consent is exported", "ExportContentTest",
         "filter(line -> line.taken().purposes().contains(Purpose.RESEARCH))", "filter(line -> true)"),
        ("exports: what is past its time is exported", "ExportContentTest",
         "            now.isBefore(line", "            now.isBefore(java.time.Instant.MAX) || now.isBefore(line"),
        ("exports: who is not on the list is in the file", "ExportContentTest",
         "allowed.keys(export.app(), listed)", "allowed.keys(export.app(), labels)")),
    *of("3", "PartCheck.java",
        ("exports: who left meanwhile is shown", "ExportContentTest", "    files.takeOut(part, gone);\n", "")),
    *of("3", "ExportFiles.java",
        ("exports: a list loses who may still be written", "ExportContentTest", "    if (!isWritten(part)) {\n      return false;\n    }\n", ""),
        ("exports: an erasure leaves labels behind", "ExportContentTest",
         "return kept.removeAll(labels) ? encoded(kept) : content;", "return content;")),
    *of("3", "ExportText.java",
        ("exports: others go with the erased", "ExportContentTest",
         "if (beginnings.contains(line.substring(0, Math.min(length, line.length())))) {", "if (true) {")),
    *of("U5, 3", "Publication.java",
        ("exports: what is shown is deleted", "ExportContentTest", "if (exports.fail(export)) {", "exports.fail(export);\n    if (true) {")),
    *of("5", "ExportsHandler.java",
        ("exports: files are told before all is checked", "ExportsHandlerTest",
         "if (export.status() == Export.Status.READY) {", "if (true) {")),
    *of("U4", "ExportRequests.java",
        ("exports: there is no end to them", "ExportsHandlerTest", "if (latest.size() >= PER_DAY) {", "if (false) {")),
    *of("U5", "Register.java",
        ("exports: any page is asked for", "RegisterTest", "if (after != null && !AFTER.matcher(after).matches()) {", "if (false) {")),
]

SWEEPING = [
    *of("T4", "Sweeping.java",
        ("sweeping: what is past its time stays", "SweepingTest", "    shelf.delete(over);\n", ""),
        ("sweeping: all goes", "SweepingTest", "filter(end -> !now.isBefore(end)).isPresent()", "isPresent()")),
    *of("T4", "Lifetime.java",
        ("sweeping: the last day is cut off", "SweepingTest", "plusDays(Long.parseLong(second) + 1)", "plusDays(Long.parseLong(second))")),
]
