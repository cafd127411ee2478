"""Receipts of erasures: what they say, and the chain of each customer's."""

from mutation import of

RECEIPTS = [
    *of("R3", "StoreSearch.java",
        ("receipts: something was found again", "ErasureTest", "require(foundAgain == 0,", "require(foundAgain >= 0,"),
        ("receipts: something was left", "ErasureTest", "require(found == removed + anonymous,", "require(found >= removed + anonymous,")),
    *of("R3", "Erasure.java",
        ("receipts: a store is not searched", "ErasureTest", "stores(searches).equals(EnumSet.allOf(Store.class))", "!stores(searches).isEmpty()"),
        ("receipts: a request's id is who it is", "ErasureTest", "REQUEST.matcher(request).matches()", "!request.isEmpty()")),
    *of("R3", "ReceiptText.java",
        ("receipts: none names the one before", "ReceiptsTest", "receipt.after().hash()", "(String) null")),
    *of("R3", "SignedReceipt.java",
        ("receipts: a chain of other bytes than those signed", "ReceiptTextTest", "Sha256.of(canonical())", "Sha256.of(file)")),
    *of("R3", "Receipts.java",
        ("receipts: the table decides", "ReceiptsTest", "      safe.keep(signed(statement, head));",
         "      var made = signed(statement, head);\n      chain.append(head, made);\n      safe.keep(made);"),
        ("receipts: what nobody can verify is kept", "ReceiptsTest", "    certificate.check(canonical, signature, receipt.issued());\n", "")),
    *of("R3", "template.yaml",
        ("receipts: a lock for a month", "test_stores.py", "            Days: !Ref RequestDays\n", "            Days: 30\n"),
        ("receipts: who may delete does", "test_stores.py", "              - s3:DeleteObjectVersion\n", "")),
]

KEPT_RECEIPTS = [
    *of("R3", "S3ReceiptSafe.java",
        ("receipts: one is written over", "ReceiptAdaptersTest", '\n                  .ifNoneMatch("*")', "")),
    *of("R3", "DynamoReceiptChain.java",
        ("receipts: a chain forks", "ReceiptAdaptersTest",
         '"#number = :number AND #hash = :hash"', '"#number >= :number OR #hash = :hash"'),
        ("receipts: what is past its time is shown", "ReceiptAdaptersTest",
         "!item.isEmpty() && ReceiptItem.canBeHad(item, clock.instant())", "!item.isEmpty()")),
]
