"""Tests of template.yaml itself: what the local stack does not enforce, and what must never slip in."""

import json
import re
import subprocess
import sys

import pytest
from templates import FIREWALL, RESOURCES, TEMPLATE, as_list, each, of_type

LOG_DAYS = 60
ACCESS_LOG_DAYS = 731
BUCKET_DAYS = {
    "ArchiveBucket": 90,
    "FailuresBucket": 30,
    "ExportsBucket": 7,
    "QueryResultsBucket": 1,
    "EdgeLogBucket": ACCESS_LOG_DAYS,
    "QuarantineBucket": 1,
    "ScreenshotsBucket": 90,
    "ReceiptsBucket": 761,
}
BACKUP_DAYS = 30


def statements() -> list[tuple[str, dict]]:
    """Every statement of every role's policies, with the role's name; and of policies for roles that are not ours, with theirs."""
    within = [
        (name, policy)
        for name, role in of_type("AWS::IAM::Role").items()
        for policy in role["Properties"].get("Policies", [])
    ]
    beside = [
        (policy["Properties"]["RoleName"]["Ref"], policy["Properties"])
        for policy in of_type("AWS::IAM::RolePolicy").values()
    ]
    for_others = [(name, policy["Properties"]) for name, policy in of_type("AWS::IAM::ManagedPolicy").items()]
    return [(role, statement) for role, policy in within + beside + for_others for statement in policy["PolicyDocument"]["Statement"]]


@pytest.mark.parametrize("template", [TEMPLATE, FIREWALL], ids=lambda template: template.stem)
def test_cfn_lint_finds_nothing(template):
    linted = subprocess.run(
        [sys.executable, "-c", "from cfnlint.runner.cli import main; main()", "--regions", "us-east-1", "eu-central-1", "--", str(template)],
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


@each("AWS::Serverless::Function")
def test_each_function_has_a_role_of_its_own(name, resource):
    role = resource["Properties"]["Role"]["Fn::GetAtt"][0]
    sharing = [n for n, f in of_type("AWS::Serverless::Function").items() if f["Properties"]["Role"]["Fn::GetAtt"][0] == role]
    assert sharing == [name]


@pytest.mark.parametrize("role, statement", statements(), ids=lambda value: value if isinstance(value, str) else "")
def test_no_permission_is_wide(role, statement):
    for action in as_list(statement["Action"]):
        assert "*" not in action, f"{role} may do {action}"
    for resource in as_list(statement["Resource"]):
        assert resource != "*", f"{role} may do {statement['Action']} to everything"


def test_only_api_gateways_own_role_has_a_managed_policy():
    managed = [name for name, role in of_type("AWS::IAM::Role").items() if "ManagedPolicyArns" in role["Properties"]]
    assert managed == ["ApiGatewayLoggingRole"]


@each("AWS::Serverless::Function")
def test_each_function_has_a_log_group_that_it_alone_writes(name, resource):
    function = resource["Properties"]["FunctionName"]["Fn::Sub"]
    groups = [
        group
        for group, log in of_type("AWS::Logs::LogGroup").items()
        if log["Properties"]["LogGroupName"]["Fn::Sub"] == f"/aws/lambda/{function}"
    ]
    assert len(groups) == 1
    role = resource["Properties"]["Role"]["Fn::GetAtt"][0]
    writers = [
        writer
        for writer, statement in statements()
        if statement["Resource"] == {"Fn::Sub": f"${{{groups[0]}.Arn}}:*"}
    ]
    assert writers == [role]


@each("AWS::Logs::LogGroup")
def test_each_log_group_ends_on_time_and_is_encrypted(name, resource):
    days = ACCESS_LOG_DAYS if name == "AccessLog" else LOG_DAYS
    assert resource["Properties"]["RetentionInDays"] == days
    assert resource["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}


@each("AWS::DynamoDB::Table")
def test_each_table_is_encrypted_and_protected(name, resource):
    properties = resource["Properties"]
    assert properties["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert properties["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert "StreamSpecification" not in properties
    assert "KinesisStreamSpecification" not in properties


@each("AWS::DynamoDB::Table")
def test_each_table_but_vault_and_ledger_is_backed_up_for_thirty_days(name, resource):
    backups = {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": BACKUP_DAYS}
    if name in ("VaultTable", "LedgerTable"):
        backups = {"PointInTimeRecoveryEnabled": False}
    assert resource["Properties"]["PointInTimeRecoverySpecification"] == backups


@pytest.mark.parametrize("table", ["InsightsTable", "LedgerTable", "RequestsTable", "VaultTable"])
def test_items_end_by_themselves(table):
    ttl = RESOURCES[table]["Properties"]["TimeToLiveSpecification"]
    assert ttl == {"AttributeName": "expires", "Enabled": True}


@each("AWS::KMS::Key")
def test_each_key_rotates_and_is_kept(name, resource):
    if name == "SigningKey":
        # AWS rotates none that signs: its public part is in a certificate.
        assert "EnableKeyRotation" not in resource["Properties"]
    else:
        assert resource["Properties"]["EnableKeyRotation"] is True
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def allowed(resource: str) -> dict[str, set[str]]:
    """Which actions each role may do to a resource."""
    found: dict[str, set[str]] = {}
    for role, statement in statements():
        if {"Fn::GetAtt": [resource, "Arn"]} in as_list(statement["Resource"]):
            found.setdefault(role, set()).update(as_list(statement["Action"]))
    return found


def test_the_vault_is_read_by_few_and_control_reaches_applications_keys_alone():
    gates = {
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:DeleteItem",
        "dynamodb:UpdateItem",
    }
    assert allowed("VaultTable") == {
        "IngestRole": gates,
        "ScreenshotsRole": gates,
        "ArchiveRole": {"dynamodb:BatchGetItem"},
        "ExportStepsRole": {"dynamodb:BatchGetItem"},
        "ControlRole": {"dynamodb:PutItem", "dynamodb:UpdateItem"},
    }
    [controls] = [
        statement
        for role, statement in statements()
        if role == "ControlRole" and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
    ]
    # VaultItemTest shows that no other item's partition key is without this sign.
    assert controls["Condition"] == {
        "ForAllValues:StringNotLike": {"dynamodb:LeadingKeys": "*#*"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_only_aggregate_reads_and_writes_the_ledger_and_archive_its_own_items_there():
    assert allowed("LedgerTable") == {
        "AggregateRole": {"dynamodb:BatchWriteItem", "dynamodb:PutItem", "dynamodb:Query"},
        "ArchiveRole": {
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
        },
    }
    [archives] = [
        statement
        for role, statement in statements()
        if role == "ArchiveRole" and {"Fn::GetAtt": ["LedgerTable", "Arn"]} in as_list(statement["Resource"])
    ]
    assert archives["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "archive#*"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_what_an_erasure_takes_out_of_the_archive_is_gone():
    """No versions, no copies elsewhere, and nobody else writes there."""
    assert not {"VersioningConfiguration", "ReplicationConfiguration"} & RESOURCES["ArchiveBucket"]["Properties"].keys()
    writers = {
        role
        for role, statement in statements()
        if "ArchiveBucket" in str(statement["Resource"]) and "s3:PutObject" in as_list(statement["Action"])
    }
    assert writers == {"ArchiveRole"}


def test_few_open_applications_keys_and_whoever_uses_their_key_names_an_application():
    assert allowed("VaultKey") == {
        "ExportStepsRole": {"kms:Decrypt"},
        "IngestRole": {"kms:Decrypt"},
        "ArchiveRole": {"kms:Decrypt"},
        "ScreenshotsRole": {"kms:Decrypt"},
        "ControlRole": {"kms:GenerateDataKeyWithoutPlaintext"},
    }
    for _, statement in statements():
        if statement["Resource"] == {"Fn::GetAtt": ["VaultKey", "Arn"]}:
            assert statement["Condition"] == {"Null": {"kms:EncryptionContext:lethe:application": "false"}}


@each("AWS::S3::Bucket")
def test_each_bucket_is_private_encrypted_and_ends_on_time(name, resource):
    properties = resource["Properties"]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    encryption = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    rules = properties["LifecycleConfiguration"]["Rules"]
    ends = [(rule["Status"], rule["ExpirationInDays"]) for rule in rules if "ExpirationInDays" in rule]
    assert ends == [("Enabled", BUCKET_DAYS[name])]
    # Object Lock wants versions; what it keeps is nobody's personal data.
    assert ("VersioningConfiguration" in properties) == (name == "ReceiptsBucket")
    policies = [p for p in of_type("AWS::S3::BucketPolicy").values() if p["Properties"]["Bucket"] == {"Ref": name}]
    tls, *_ = policies[0]["Properties"]["PolicyDocument"]["Statement"]
    assert (tls["Effect"], tls["Principal"], tls["Action"]) == ("Deny", "*", "s3:*")
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert rules[0]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}


def of_bucket(bucket: str) -> dict[str, set[str]]:
    """Which actions each role may do to a bucket or in it."""
    found: dict[str, set[str]] = {}
    for role, statement in statements():
        if f"{bucket}.Arn" in str(statement["Resource"]) or f"'{bucket}', 'Arn'" in str(statement["Resource"]):
            found.setdefault(role, set()).update(as_list(statement["Action"]))
    return found


def test_screenshots_are_looked_at_and_kept_by_their_function_alone():
    assert of_bucket("QuarantineBucket") == {
        "ScreenshotsRole": {"s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"}
    }
    assert of_bucket("ScreenshotsBucket") == {
        "ScreenshotsRole": {"s3:DeleteObject", "s3:PutObject"},
        "SweepingRole": {"s3:DeleteObject", "s3:ListBucket"},
    }


def test_nobody_else_of_the_account_reads_or_writes_uploads():
    _, alone = RESOURCES["QuarantineBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (alone["Effect"], alone["Principal"]) == ("Deny", "*")
    assert set(alone["Action"]) == {"s3:GetObject", "s3:PutObject"}
    assert alone["Resource"] == {"Fn::Sub": "${QuarantineBucket.Arn}/*"}
    assert alone["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["ScreenshotsRole", "Arn"]}}}


@pytest.mark.parametrize("bucket", ["QuarantineBucket", "ScreenshotsBucket"])
def test_no_record_of_an_upload_keeps_its_clients_address(bucket):
    """Access logs and notifications hold it, copies and versions outlive what is deleted; browsers have no business here."""
    assert RESOURCES[bucket]["Properties"].keys() == {
        "BucketEncryption",
        "LifecycleConfiguration",
        "OwnershipControls",
        "PublicAccessBlockConfiguration",
    }


def test_receipts_are_locked_for_twenty_five_months_and_then_go():
    properties = RESOURCES["ReceiptsBucket"]["Properties"]
    assert properties["ObjectLockEnabled"] is True
    assert properties["ObjectLockConfiguration"] == {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 760}},
    }
    ends, nothing_behind = properties["LifecycleConfiguration"]["Rules"]
    assert ends["ExpirationInDays"] > 760
    assert ends["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert nothing_behind["ExpiredObjectDeleteMarker"] is True


def test_nobody_takes_a_receipt_away():
    _, nobody = RESOURCES["ReceiptsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (nobody["Effect"], nobody["Principal"]) == ("Deny", "*")
    assert set(nobody["Action"]) == {"s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"}
    assert nobody["Resource"] == {"Fn::Sub": "${ReceiptsBucket.Arn}/*"}
    assert "Condition" not in nobody


def test_the_operators_key_signs_in_one_way_and_nothing_else():
    key = RESOURCES["SigningKey"]["Properties"]
    assert (key["KeySpec"], key["KeyUsage"]) == ("RSA_3072", "SIGN_VERIFY")
    _, one_kind = key["KeyPolicy"]["Statement"]
    assert (one_kind["Effect"], one_kind["Action"]) == ("Deny", "kms:Sign")
    assert one_kind["Condition"] == {"StringNotEquals": {"kms:SigningAlgorithm": "RSASSA_PKCS1_V1_5_SHA_256"}}


@each("AWS::SecretsManager::Secret")
def test_secrets_are_made_up_by_aws_and_encrypted(name, resource):
    assert resource["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert "SecretString" not in resource["Properties"]
    assert resource["Properties"]["GenerateSecretString"]["PasswordLength"] >= 64


@each("AWS::Kinesis::Stream")
def test_the_stream_is_encrypted_and_kept_for_seven_days(name, resource):
    assert resource["Properties"]["StreamEncryption"]["EncryptionType"] == "KMS"
    assert resource["Properties"]["RetentionPeriodHours"] == 7 * 24


def kinesis_events() -> list[dict]:
    return [
        event["Properties"]
        for function in of_type("AWS::Serverless::Function").values()
        for event in function["Properties"].get("Events", {}).values()
        if event["Type"] == "Kinesis"
    ]


def test_consumers_answer_record_by_record_keep_order_and_never_give_up_early():
    assert kinesis_events()
    for consumer in kinesis_events():
        assert consumer["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert consumer["BisectBatchOnFunctionError"] is True
        assert consumer["ParallelizationFactor"] == 1
        assert consumer["StartingPosition"] == "TRIM_HORIZON"
        assert consumer["DestinationConfig"]["OnFailure"]["Type"] == "S3"
        assert "MaximumRetryAttempts" not in consumer
        assert "MaximumRecordAgeInSeconds" not in consumer


def test_addresses_are_kept_in_the_access_log_only():
    api = RESOURCES["Api"]["Properties"]
    assert api["TracingEnabled"] is False
    for settings in api["MethodSettings"]:
        assert settings["DataTraceEnabled"] is False
        assert settings["LoggingLevel"] == "OFF"
    assert api["AccessLogSetting"]["DestinationArn"] == {"Fn::GetAtt": ["AccessLog", "Arn"]}
    assert set(re.findall(r"\$context\.[\w.]+", api["AccessLogSetting"]["Format"])) == {
        "$context.requestTime",
        "$context.requestId",
        "$context.identity.sourceIp",
        "$context.httpMethod",
        "$context.resourcePath",
        "$context.status",
        "$context.responseLength",
        "$context.responseLatency",
    }
    for function in of_type("AWS::Serverless::Function").values():
        assert "Tracing" not in function["Properties"]


def test_the_operators_route_is_closed_to_all_others(api_document):
    security = {
        f"{method} {path}": operation.get("security")
        for path, methods in api_document["paths"].items()
        for method, operation in methods.items()
    }
    assert security.pop("post /v1/customers") == [{"AWS_IAM": []}]
    assert api_document["securityDefinitions"]["AWS_IAM"]["x-amazon-apigateway-authtype"] == "awsSigv4"
    # These look at API keys themselves.
    assert security == {
        "post /v1/{call+}": None,
        "post /v1/screenshots": None,
        "post /v1/screenshots/{id}/complete": None,
        "get /v1/projects/{writeKey}/settings": None,
        "post /v1/apps": None,
        "put /v1/apps/{app}/features/{feature}": None,
        "delete /v1/apps/{app}/features/{feature}": None,
        "post /v1/apps/{app}/encryption-keys": None,
        "get /v1/apps/{app}/insights": None,
        "get /v1/apps/{app}/insights/{metric}": None,
        "post /v1/apps/{app}/exports": None,
        "get /v1/apps/{app}/exports": None,
        "get /v1/apps/{app}/exports/{export}": None,
        "get /v1/disclosures": None,
    }


def test_all_bodies_are_binary_to_the_gateway(api_document):
    assert api_document["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_the_gateways_own_answers_are_json_and_say_when_to_come_again():
    assert "WAF_FILTERED" in RESOURCES["Api"]["Properties"]["GatewayResponses"]
    for name, answer in RESOURCES["Api"]["Properties"]["GatewayResponses"].items():
        body = json.loads(answer["ResponseTemplates"]["application/json"])
        assert set(body) == {"code", "message"}, name
    for name in ("THROTTLED", "DEFAULT_5XX"):
        headers = RESOURCES["Api"]["Properties"]["GatewayResponses"][name]["ResponseParameters"]["Headers"]
        assert headers == {"Retry-After": "'5'"}


def test_functions_run_on_java_25_and_arm():
    text = TEMPLATE.read_text(encoding="utf-8")
    assert "Runtime: java25" in text
    assert "Architectures: [arm64]" in text
    for function in of_type("AWS::Serverless::Function").values():
        assert "Runtime" not in function["Properties"]
        assert "Architectures" not in function["Properties"]


@pytest.mark.parametrize(("name", "function"), [("CountingIsLate", "AggregateFunction"), ("ArchivingIsLate", "ArchiveFunction")])
def test_an_alarm_says_long_before_the_stream_forgets_that_a_consumer_is_late(name, function):
    alarm = of_type("AWS::CloudWatch::Alarm")[name]["Properties"]
    hours = of_type("AWS::Kinesis::Stream")["Stream"]["Properties"]["RetentionPeriodHours"]
    assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]) == ("AWS/Lambda", "IteratorAge", "Maximum")
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": function}}]
    assert alarm["Threshold"] / 3_600_000 < hours / 24


@each("AWS::CloudWatch::Alarm")
def test_each_alarm_is_told_where_the_operator_says(name, resource):
    assert resource["Properties"]["AlarmActions"] == {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopic"}], {"Ref": "AWS::NoValue"}]}


def test_counters_are_written_by_who_counts_and_who_closes_alone():
    assert allowed("InsightsTable") == {
        "AggregateRole": {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"},
        "ClosingRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"},
        "InsightsRole": {"dynamodb:Query"},
    }
