"""Queries over the archive: who may read what of it, and where their results are."""

from templates import RESOURCES, Deployment, as_list, of_type

QUERIES = {"QueryDatabase", "LinesTable", "QueryWorkGroup", "QueryPolicy"}

LINES = RESOURCES["LinesTable"]["Properties"]["TableInput"]
POLICY = RESOURCES["QueryPolicy"]["Properties"]["PolicyDocument"]["Statement"]


def test_they_are_there_unless_somebody_does_without():
    assert QUERIES <= Deployment("eu-central-1").resources()
    assert not QUERIES & Deployment("eu-central-1", Queries="false").resources()


def test_the_table_finds_objects_by_their_names_and_none_past_its_time():
    projection = {name: value for name, value in LINES["Parameters"].items() if name.startswith("projection.")}
    assert projection == {
        "projection.enabled": "true",
        "projection.day.type": "date",
        "projection.day.format": "yyyy-MM-dd",
        "projection.day.range": "NOW-91DAYS,NOW",
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "projection.hour.type": "integer",
        "projection.hour.range": "0,23",
        "projection.hour.digits": "2",
    }
    # As ObjectName has it, which ArchiveTest holds.
    assert LINES["Parameters"]["storage.location.template"] == {
        "Fn::Sub": "s3://${ArchiveBucket}/lines/day=${!day}/hour=${!hour}/"}


def test_the_database_is_named_as_glue_takes_it_whatever_the_stack_is_called():
    template, parts = RESOURCES["QueryDatabase"]["Properties"]["DatabaseInput"]["Name"]["Fn::Sub"]
    assert template == "lethe_${Part}"
    assert parts == {"Part": {"Fn::Select": [0, {"Fn::Split": ["-", {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}]}]}}


def test_results_are_where_the_workgroup_says_encrypted_and_bounded():
    settings = RESOURCES["QueryWorkGroup"]["Properties"]["WorkGroupConfiguration"]
    assert settings["EnforceWorkGroupConfiguration"] is True
    assert settings["PublishCloudWatchMetricsEnabled"] is True
    assert settings["BytesScannedCutoffPerQuery"] == {"Ref": "BytesPerQuery"}
    assert settings["ResultConfiguration"] == {
        "OutputLocation": {"Fn::Sub": "s3://${QueryResultsBucket}/"},
        "ExpectedBucketOwner": {"Ref": "AWS::AccountId"},
        "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": {"Fn::GetAtt": ["DataKey", "Arn"]}},
    }


def reached(service: str) -> dict[str, list]:
    """What who queries may do with a service, and with what of it."""
    found: dict[str, list] = {}
    for statement in POLICY:
        for action in as_list(statement["Action"]):
            if action.startswith(f"{service}:"):
                found.setdefault(action, []).extend(as_list(statement["Resource"]))
    return found


def test_who_queries_reads_lines_and_writes_results_and_nothing_else():
    archive, results = ({"Fn::GetAtt": [bucket, "Arn"]} for bucket in ("ArchiveBucket", "QueryResultsBucket"))
    lines, in_results = ({"Fn::Sub": name} for name in ("${ArchiveBucket.Arn}/lines/*", "${QueryResultsBucket.Arn}/*"))
    assert reached("s3") == {
        "s3:GetObject": [lines, in_results],
        "s3:ListBucket": [archive, results],
        "s3:AbortMultipartUpload": [in_results],
        "s3:ListMultipartUploadParts": [in_results],
        "s3:PutObject": [in_results],
        "s3:ListBucketMultipartUploads": [results],
        "s3:GetBucketLocation": [archive, results],
    }
    assert not {"dynamodb", "kinesis"} & {action.split(":")[0] for statement in POLICY for action in as_list(statement["Action"])}
    for resource in [each for resources in reached("athena").values() for each in resources]:
        assert resource["Fn::Sub"].endswith("workgroup/${QueryWorkGroup}")
    assert {action for action in reached("glue")} == {"glue:GetDatabase", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"}


def test_a_key_opens_for_queries_through_s3_alone():
    [keys] = [statement for statement in POLICY if "kms:Decrypt" in as_list(statement["Action"])]
    assert keys["Resource"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert keys["Condition"] == {"StringEquals": {"kms:ViaService": {"Fn::Sub": "s3.${AWS::Region}.${AWS::URLSuffix}"}}}


def test_nobody_has_the_policy_by_itself():
    policy = RESOURCES["QueryPolicy"]["Properties"]
    assert not {"Roles", "Users", "Groups"} & policy.keys()
    assert "QueryPolicy" not in str([role["Properties"] for role in of_type("AWS::IAM::Role").values()])
