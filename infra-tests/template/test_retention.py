"""Tests of the one policy of how long things are kept: whatever the template keeps ends by a term of it."""

import re

import pytest
from templates import LETHE, RESOURCES, ROOT, each, of_type

TERM = re.compile(r"^  ([A-Z_]+)\((\d+)(?:, (\d+), (\d+))?\)[,;]$", re.MULTILINE)
TERMS = {
    name: (int(least), int(standard or least), int(most or least))
    for name, least, standard, most in TERM.findall(
        (ROOT / "shared-lib/src/main/java/dev/lethe/shared/retention/Term.java").read_text()
    )
}
PARAMETERS = {
    "SUBJECT_DATA": "SubjectDataDays",
    "LOGS": "LogDays",
    "ACCESS_LOGS": "AccessLogDays",
    "BACKUPS": "BackupDays",
    "REQUESTS": "RequestDays",
}
BUCKETS = {
    "ArchiveBucket": "SUBJECT_DATA",
    "ScreenshotsBucket": "SUBJECT_DATA",
    "QuarantineBucket": "UPLOADS",
    "FailuresBucket": "FAILURES",
    "ExportsBucket": "EXPORTS",
    "QueryResultsBucket": "QUERY_RESULTS",
    "EdgeLogBucket": "ACCESS_LOGS",
    "UndeliveredLogsBucket": "LOGS",
    "ReceiptsBucket": "REQUESTS",
    "AuditsBucket": "REQUESTS",
}
# Accounts, applications and keys are there until their customer ends them.
WITHOUT_END = {"RegistryTable"}
# What is gone from these two is gone at once.
WITHOUT_BACKUPS = {"VaultTable", "LedgerTable"}
# Whatever else keeps something is none of the types that the tests below look at.
KEEPS_NOTHING = {
    "AWS::ApiGateway::Account",
    "AWS::Athena::WorkGroup",
    "AWS::CloudFormation::Stack",
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::OriginRequestPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::Glue::Database",
    "AWS::Glue::Table",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::KMS::Key",
    # What it can bring nowhere it holds for a day.
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Logs::SubscriptionFilter",
    "AWS::S3::BucketPolicy",
    "AWS::SecretsManager::Secret",
    "AWS::Serverless::Api",
    "AWS::Serverless::Function",
    "AWS::Serverless::StateMachine",
    "AWS::WAFv2::WebACLAssociation",
}
LOOKED_AT = {"AWS::DynamoDB::Table", "AWS::Kinesis::Stream", "AWS::Logs::LogGroup", "AWS::S3::Bucket"}


def days(term: str):
    """How a template says a term."""
    return {"Ref": PARAMETERS[term]} if term in PARAMETERS else TERMS[term][1]


def test_no_kind_of_store_is_overlooked():
    assert {resource["Type"] for resource in RESOURCES.values()} <= KEEPS_NOTHING | LOOKED_AT
    assert of_type("AWS::S3::Bucket").keys() == BUCKETS.keys()


@pytest.mark.parametrize("term, parameter", PARAMETERS.items())
def test_a_parameter_allows_what_functions_do(term, parameter):
    least, standard, most = TERMS[term]
    told = LETHE["Parameters"][parameter]
    assert told["Default"] == standard
    allowed = told.get("AllowedValues") or [told["MinValue"], told["MaxValue"]]
    assert (min(allowed), max(allowed)) == (least, most)


def test_the_standard_is_what_the_requirements_promise():
    """T1 to T5; T5 is a least."""
    promised = {"BACKUPS": 30, "LOGS": 60, "ACCESS_LOGS": 731, "SUBJECT_DATA": 90}
    for term, most in promised.items():
        assert TERMS[term][1:] == (most, most)
    assert TERMS["REQUESTS"][0] >= 731


def test_every_function_is_told_all_that_is_chosen():
    told = LETHE["Globals"]["Function"]["Environment"]["Variables"]["RETENTION"]["Fn::Sub"]
    assert dict(part.split("=") for part in told.split(",")) == {
        term.lower(): f"${{{parameter}}}" for term, parameter in PARAMETERS.items()
    }
    for function in of_type("AWS::Serverless::Function").values():
        own = function["Properties"].get("Environment", {}).get("Variables", {})
        assert "RETENTION" not in own


@each("AWS::Logs::LogGroup")
def test_each_log_group_ends(name, resource):
    assert resource["Properties"]["RetentionInDays"] == days("ACCESS_LOGS" if name == "AccessLog" else "LOGS")


@each("AWS::S3::Bucket")
def test_each_bucket_ends(name, resource):
    rules = resource["Properties"]["LifecycleConfiguration"]["Rules"]
    ends = [(rule["Status"], rule["ExpirationInDays"], rule.keys() & {"Prefix", "Filter", "TagFilters"}) for rule in rules if "ExpirationInDays" in rule]
    assert ends == [("Enabled", days(BUCKETS[name]), set())]


@each("AWS::DynamoDB::Table")
def test_items_of_each_table_end(name, resource):
    ttl = resource["Properties"].get("TimeToLiveSpecification")
    assert ttl == (None if name in WITHOUT_END else {"AttributeName": "expires", "Enabled": True})


@each("AWS::DynamoDB::Table")
def test_backups_of_each_table_end(name, resource):
    none = {"PointInTimeRecoveryEnabled": False}
    some = {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": days("BACKUPS")}
    assert resource["Properties"]["PointInTimeRecoverySpecification"] == (none if name in WITHOUT_BACKUPS else some)


@each("AWS::Kinesis::Stream")
def test_the_stream_ends(name, resource):
    assert resource["Properties"]["RetentionPeriodHours"] == days("STREAM") * 24
