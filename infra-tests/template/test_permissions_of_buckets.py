"""Tests of what each function may do to objects: no more than its adapters use."""

from templates import RESOURCES, as_list, of_bucket, statements

# What probes may do to each bucket.
LISTED = {
    "ProbeObjectsRole": {"s3:ListBucketMultipartUploads", "s3:ListBucketVersions"},
    "ProbeSettingsRole": {"s3:GetBucketObjectLockConfiguration", "s3:GetBucketVersioning", "s3:GetLifecycleConfiguration"},
}


def test_receipts_are_kept_and_read_by_who_issues_them():
    keeps = {"s3:GetObject", "s3:ListBucket", "s3:PutObject"}
    reads = {"RestoreRequestsRole": keeps - {"s3:PutObject"}}
    assert of_bucket("ReceiptsBucket") == {"FinishRole": keeps, "WatchRole": keeps, "EndingFinishRole": keeps, **reads, **LISTED}


def test_what_an_erasure_takes_out_of_the_archive_is_gone():
    """No versions, no copies elsewhere, and nobody else writes there."""
    assert not {"VersioningConfiguration", "ReplicationConfiguration"} & RESOURCES["ArchiveBucket"]["Properties"].keys()
    writers = {
        role
        for role, statement in statements()
        if "ArchiveBucket" in str(statement["Resource"]) and "s3:PutObject" in as_list(statement["Action"])
    }
    assert writers == {"ArchiveRole", "EndingArchiveRole", "GoalsLinesRole"}


def test_screenshots_are_looked_at_and_kept_by_their_function_alone():
    assert of_bucket("QuarantineBucket") == {
        "ScreenshotsRole": {"s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"},
        "WatchRole": {"s3:ListBucket"},
        **LISTED,
    }
    assert of_bucket("ScreenshotsBucket") == {
        "ScreenshotsRole": {"s3:DeleteObject", "s3:PutObject"},
        "PackageRole": {"s3:GetObject", "s3:ListBucket"},
        "RemovalRole": {"s3:DeleteObject", "s3:ListBucket"},
        "EndingObjectsRole": {"s3:DeleteObject", "s3:ListBucket"},
        "SweepingRole": {"s3:DeleteObject", "s3:ListBucket"},
        **LISTED,
    }


def test_exports_are_read_by_who_makes_and_gives_them_and_swept_unread():
    assert of_bucket("ExportsBucket") == {
        "ExportsRole": {"s3:GetObject", "s3:ListBucket"},
        "ExportsStateMachineRole": {"s3:GetObject"},
        "ExportStepsRole": {"s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"},
        "ArchiveErasureRole": {"s3:GetObject", "s3:ListBucket", "s3:PutObject"},
        "SweepingRole": {"s3:DeleteObject", "s3:ListBucket"},
        "CollectEventsRole": {"s3:DeleteObject", "s3:ListBucket", "s3:PutObject"},
        "CollectCountsRole": {"s3:PutObject"},
        "PackageRole": {"s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"},
        "RemovalRole": {"s3:DeleteObject", "s3:ListBucket"},
        "SubjectsRole": {"s3:GetObject", "s3:ListBucket"},
        **LISTED,
        "EndingObjectsRole": {"s3:DeleteObject", "s3:ListBucket"},
    }


def test_nobody_else_of_the_account_reads_packages():
    _, _, alone = RESOURCES["ExportsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (alone["Effect"], alone["Principal"], alone["Action"]) == ("Deny", "*", "s3:GetObject")
    assert alone["Resource"] == {"Fn::Sub": "${ExportsBucket.Arn}/packages/*"}
    roles = [{"Fn::GetAtt": [role, "Arn"]} for role in ("PackageRole", "SubjectsRole")]
    assert alone["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": roles}}


def test_nobody_else_of_the_account_reads_exports():
    _, alone, _ = RESOURCES["ExportsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (alone["Effect"], alone["Principal"], alone["Action"]) == ("Deny", "*", "s3:GetObject")
    assert alone["Resource"] == {"Fn::Sub": "${ExportsBucket.Arn}/files/*"}
    roles = [{"Fn::GetAtt": [role, "Arn"]} for role in ("ExportsRole", "ExportStepsRole", "ArchiveErasureRole")]
    assert alone["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": roles}}


def test_nobody_else_of_the_account_reads_or_writes_uploads():
    _, alone = RESOURCES["QuarantineBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (alone["Effect"], alone["Principal"]) == ("Deny", "*")
    assert set(alone["Action"]) == {"s3:GetObject", "s3:PutObject"}
    assert alone["Resource"] == {"Fn::Sub": "${QuarantineBucket.Arn}/*"}
    assert alone["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["ScreenshotsRole", "Arn"]}}}


def test_a_probe_opens_no_object_but_its_own():
    for role in ("ProbePlanRole", "ProbeItemsRole", "ProbeObjectsRole", "ProbeSettingsRole"):
        opened = [s["Resource"] for r, s in statements() if r == role and "s3:GetObject" in as_list(s["Action"])]
        assert opened == [{"Fn::Sub": "${AuditsBucket.Arn}/work/*"}]


def test_audits_are_made_by_their_report_and_given_by_their_api():
    readers = {role for role, s in statements() if s["Resource"] == {"Fn::Sub": "${AuditsBucket.Arn}/audits/*"}}
    assert readers == {"AuditsRole", "AuditReportRole"}
    writers = {role for role, s in statements() if "AuditsBucket" in str(s["Resource"]) and "s3:PutObject" in as_list(s["Action"])}
    assert writers == {
        "ProbePlanRole",
        "ProbeItemsRole",
        "ProbeObjectsRole",
        "ProbeSettingsRole",
        "ProbeConclusionRole",
        "AuditReportRole",
        "RestoreInsightsRole",
    }
