"""Tests of where data is kept: encrypted and private. For how long: test_retention.py."""

import pytest
from templates import RESOURCES, each, of_type, statements


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
def test_each_log_group_is_encrypted(name, resource):
    assert resource["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}


@each("AWS::DynamoDB::Table")
def test_each_table_is_encrypted_and_protected(name, resource):
    properties = resource["Properties"]
    assert properties["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert properties["DeletionProtectionEnabled"] == {"Ref": "DeletionProtection"}
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert "StreamSpecification" not in properties
    assert "KinesisStreamSpecification" not in properties


@each("AWS::KMS::Key")
def test_each_key_rotates_and_is_kept(name, resource):
    if name == "SigningKey":
        # AWS rotates none that signs: its public part is in a certificate.
        assert "EnableKeyRotation" not in resource["Properties"]
    else:
        assert resource["Properties"]["EnableKeyRotation"] is True
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


@each("AWS::S3::Bucket")
def test_each_bucket_is_private_and_encrypted(name, resource):
    properties = resource["Properties"]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    encryption = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    rules = properties["LifecycleConfiguration"]["Rules"]
    # Object Lock wants versions; what it keeps is nobody's personal data.
    assert ("VersioningConfiguration" in properties) == (name == "ReceiptsBucket")
    policies = [p for p in of_type("AWS::S3::BucketPolicy").values() if p["Properties"]["Bucket"] == {"Ref": name}]
    tls, *_ = policies[0]["Properties"]["PolicyDocument"]["Statement"]
    assert (tls["Effect"], tls["Principal"], tls["Action"]) == ("Deny", "*", "s3:*")
    assert tls["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert rules[0]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}


@pytest.mark.parametrize("bucket", ["QuarantineBucket", "ScreenshotsBucket"])
def test_no_record_of_an_upload_keeps_its_clients_address(bucket):
    """Access logs and notifications hold it, copies and versions outlive what is deleted; browsers have no business here."""
    assert RESOURCES[bucket]["Properties"].keys() == {
        "BucketEncryption",
        "LifecycleConfiguration",
        "OwnershipControls",
        "PublicAccessBlockConfiguration",
    }


def test_receipts_are_locked_for_as_long_as_requests_are_kept_and_then_go():
    properties = RESOURCES["ReceiptsBucket"]["Properties"]
    assert properties["ObjectLockEnabled"] is True
    assert properties["ObjectLockConfiguration"] == {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": {"Ref": "RequestDays"}}},
    }
    ends, nothing_behind = properties["LifecycleConfiguration"]["Rules"]
    # On the day on which the lock ends it is no current version any more, on the next it is gone.
    assert ends["ExpirationInDays"] == {"Ref": "RequestDays"}
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
def test_the_stream_is_encrypted(name, resource):
    assert resource["Properties"]["StreamEncryption"]["EncryptionType"] == "KMS"


def test_open_requests_are_found_by_an_index_that_holds_keys_alone():
    [index] = RESOURCES["RequestsTable"]["Properties"]["GlobalSecondaryIndexes"]
    assert index["IndexName"] == "watched"
    assert [key["AttributeName"] for key in index["KeySchema"]] == ["watched", "since"]
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_nobody_changes_or_deletes_what_stands_in_the_register_of_disclosures():
    table = of_type("AWS::DynamoDB::Table")["RequestsTable"]
    [denied] = table["Properties"]["ResourcePolicy"]["PolicyDocument"]["Statement"]
    assert denied["Effect"] == "Deny" and denied["Principal"] == "*" and denied["Resource"] == "*"
    # Each entry is put on condition that it is not there; a batch has no conditions.
    assert set(denied["Action"]) == {
        "dynamodb:BatchWriteItem",
        "dynamodb:DeleteItem",
        "dynamodb:PartiQLDelete",
        "dynamodb:PartiQLInsert",
        "dynamodb:PartiQLUpdate",
        "dynamodb:UpdateItem",
    }
    assert denied["Condition"] == {
        "ForAnyValue:StringLike": {"dynamodb:LeadingKeys": "disclosures#*"},
        "Bool": {"aws:PrincipalIsAWSService": "false"},
    }
