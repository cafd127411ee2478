"""What customers are told of their requests, and what looks after these."""

from mutation import of

CALLING = [
    *of("R8", "HttpsCaller.java",
        ("callbacks: one public address is enough", "HttpsCallerTest", "addresses.stream().allMatch(isPublic)", "addresses.stream().anyMatch(isPublic)"),
        ("callbacks: a certificate may be of any name", "HttpsCallerTest",
         'parameters.setEndpointIdentificationAlgorithm("HTTPS");', "")),
    *of("R8", "PublicAddresses.java",
        ("callbacks: the metadata of clouds is public", "PublicAddressesTest", '          range("169.254.0.0", 16),\n', ""),
        ("callbacks: shared addresses are public", "PublicAddressesTest", '          range("100.64.0.0", 10),\n', ""),
        ("callbacks: what is IPv4 inside is public", "PublicAddressesTest", ', range("2002::", 16)', "")),
    *of("R8", "StatusLine.java",
        ("callbacks: an answer is read without end", "HttpsCallerTest", "while (left-- > 0) {", "while (true) {")),
    *of("R8", "CallbackTelling.java",
        ("callbacks: an earlier status covers a later one", "CallbackTellingTest",
         ".anyMatch(status -> isNoted(request, Step.of(Step.Kind.TOLD, status, message.number())))", ".anyMatch(status -> false)"),
        ("callbacks: who was told is called again", "CallbackTellingTest",
         "if (isNoted(request, message.step(Step.Kind.TOLD))) {", "if (false) {")),
    *of("R8", "CallbacksHandler.java",
        ("callbacks: Step Functions keeps a failure's message", "CallbacksHandlerTest",
         "throw new IllegalStateException(FAILED);", "throw e;")),
]

WATCHING = [
    *of("R8", "Watch.java",
        ("watch: joined requests are worked at twice", "WatchTest", "request.joined() != null || ", ""),
        ("watch: work that goes on is started again", "WatchTest", "ended == null || ", "ended != null && "),
        ("watch: one failure holds up all", "WatchTest", "        Fault.log(LOG, failure, e);\n", "        Fault.log(LOG, failure, e);\n        throw e;\n")),
    *of("R3", "Remains.java",
        ("closing: something of the time before is there", "ClosedErasureTest", "oldest.isAfter(verified.plus(of.writtenFor()))", "true")),
    *of("R3", "ClosedErasure.java",
        ("closing: what was not looked at is gone", "ClosedErasureTest",
         "return isGone && of(remains).equals(measured(Residue.values()))", "return isGone")),
]

WATCHED = [
    *of("R8", "TimelineChange.java",
        ("watch: what is over is found", "WatchOnTheStackTest", '"REMOVE #watched, #since SET #status', '"SET #watched = if_not_exists(#watched, :status), #since = if_not_exists(#since, :status), #status')),
]
