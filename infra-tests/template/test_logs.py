"""Log shipping: off unless an address and a key are given; then each function's log, and no other, goes one way."""

import pytest
from templates import LETHE, RESOURCES, Deployment, as_list, of_bucket, of_type, statements

URL = "https://aws-firehose-logs-listener-eu.logz.io/?type=lethe"
SECRET = "arn:aws:secretsmanager:eu-central-1:000000000000:secret:lethe-logs-AbCdEf"

AROUND = {
    "LogShipping",
    "LogShippingRole",
    "LogFiltersRole",
    "LogsAreNotTaken",
    "UndeliveredLogsBucket",
    "UndeliveredLogsBucketPolicy",
}
FILTERS = of_type("AWS::Logs::SubscriptionFilter")
STREAM = RESOURCES["LogShipping"]["Properties"]
TO = STREAM["HttpEndpointDestinationConfiguration"]

# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
MOST_RESOURCES = 500


def shipped(**parameters: str) -> Deployment:
    return Deployment("eu-central-1", LogsTo=URL, LogsSecretArn=SECRET, **parameters)


def test_nothing_is_shipped_unless_somebody_says_where_to():
    off = Deployment("eu-central-1")
    assert not (AROUND | FILTERS.keys()) & off.resources()
    assert off.refused_by() == set()
    for function in ("ProbePlanFunction", "ProbeObjectsFunction", "ProbeSettingsFunction"):
        variables = RESOURCES[function]["Properties"]["Environment"]["Variables"]
        assert variables["UNDELIVERED_LOGS_BUCKET"] == {"Fn::If": ["ShipsLogs", {"Ref": "UndeliveredLogsBucket"}, ""]}


def test_with_an_address_and_a_key_all_of_it_is_there():
    on = shipped()
    assert on.resources() - Deployment("eu-central-1").resources() == AROUND | FILTERS.keys()
    assert on.refused_by() == set()


@pytest.mark.parametrize("url, secret", [(URL, ""), ("", SECRET)])
def test_an_address_and_its_key_go_together(url, secret):
    assert Deployment("eu-central-1", LogsTo=url, LogsSecretArn=secret).refused_by() == {"LogsAreShippedWithAKey"}


def test_each_functions_log_is_shipped_once_and_the_access_log_never():
    shipping = [f["Properties"]["LogGroupName"]["Ref"] for f in FILTERS.values()]
    assert sorted(shipping) == sorted(of_type("AWS::Logs::LogGroup").keys() - {"AccessLog"})
    for each in FILTERS.values():
        assert each["Condition"] == "ShipsLogs"
        assert {name: value for name, value in each["Properties"].items() if name != "LogGroupName"} == {
            "FilterPattern": "",
            "DestinationArn": {"Fn::GetAtt": ["LogShipping", "Arn"]},
            "RoleArn": {"Fn::GetAtt": ["LogFiltersRole", "Arn"]},
        }


def test_what_is_not_taken_is_kept_and_nothing_else_and_encrypted_on_the_way():
    assert TO["S3BackupMode"] == "FailedDataOnly"
    assert TO["S3Configuration"]["BucketARN"] == {"Fn::GetAtt": ["UndeliveredLogsBucket", "Arn"]}
    assert STREAM["DeliveryStreamEncryptionConfigurationInput"] == {
        "KeyType": "CUSTOMER_MANAGED_CMK",
        "KeyARN": {"Fn::GetAtt": ["DataKey", "Arn"]},
    }
    bucket = RESOURCES["UndeliveredLogsBucket"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    # A receiver reads what CloudWatch Logs wrote; Firehose's own log would repeat what a receiver answers.
    assert not {"ProcessingConfiguration", "CloudWatchLoggingOptions"} & TO.keys()


def test_the_key_is_read_by_firehose_alone():
    assert TO["EndpointConfiguration"] == {"Name": {"Ref": "AWS::StackName"}, "Url": {"Ref": "LogsTo"}}
    assert TO["SecretsManagerConfiguration"] == {"Enabled": True, "SecretARN": {"Ref": "LogsSecretArn"}}
    readers = [(role, s["Action"]) for role, s in statements() if {"Ref": "LogsSecretArn"} in as_list(s["Resource"])]
    assert readers == [("LogShippingRole", "secretsmanager:GetSecretValue")]
    assert LETHE["Parameters"]["LogsSecretArn"]["AllowedPattern"].startswith("^$|^arn:")


def test_who_ships_writes_what_is_left_and_reads_nothing():
    assert of_bucket("UndeliveredLogsBucket") == {
        "LogShippingRole": {
            "s3:AbortMultipartUpload",
            "s3:GetBucketLocation",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
        },
        "ProbeObjectsRole": {"s3:ListBucketMultipartUploads", "s3:ListBucketVersions"},
        "ProbeSettingsRole": {"s3:GetBucketObjectLockConfiguration", "s3:GetBucketVersioning", "s3:GetLifecycleConfiguration"},
    }
    shipping = {action for role, s in statements() if role == "LogShippingRole" for action in as_list(s["Action"])}
    assert shipping - of_bucket("UndeliveredLogsBucket")["LogShippingRole"] == {
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "secretsmanager:GetSecretValue",
    }
    [puts] = [s for role, s in statements() if role == "LogFiltersRole"]
    name = STREAM["DeliveryStreamName"]["Fn::Sub"]
    assert (puts["Action"], puts["Resource"]) == (
        "firehose:PutRecord",
        {"Fn::Sub": f"arn:${{AWS::Partition}}:firehose:${{AWS::Region}}:${{AWS::AccountId}}:deliverystream/{name}"},
    )


@pytest.mark.parametrize(
    "role, service, condition",
    [
        ("LogShippingRole", "firehose.amazonaws.com", {"StringEquals": {"sts:ExternalId": {"Ref": "AWS::AccountId"}}}),
        (
            "LogFiltersRole",
            "logs.amazonaws.com",
            {"StringLike": {"aws:SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*"}}},
        ),
    ],
)
def test_a_service_takes_its_role_for_this_account_alone(role, service, condition):
    [taken] = RESOURCES[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert (taken["Principal"], taken["Condition"]) == ({"Service": service}, condition)


def test_an_alarm_says_that_logs_are_not_taken():
    alarm = RESOURCES["LogsAreNotTaken"]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Firehose", "DeliveryToHttpEndpoint.Success")
    assert (alarm["Statistic"], alarm["ComparisonOperator"], alarm["Threshold"]) == ("Average", "LessThanThreshold", 1)
    assert alarm["Dimensions"] == [{"Name": "DeliveryStreamName", "Value": {"Ref": "LogShipping"}}]


def test_a_stack_has_no_more_resources_than_aws_takes(made):
    assert len(RESOURCES) < len(made) <= MOST_RESOURCES
