"""Tests of template.yaml itself: what the local stack does not enforce, and what must never slip in."""

import json
import re
import subprocess
import sys

import pytest
from routes import NEEDS
from templates import FIREWALL, RESOURCES, TEMPLATE, each, of_type


@pytest.mark.parametrize("template", [TEMPLATE, FIREWALL], ids=lambda template: template.stem)
def test_cfn_lint_finds_nothing(template):
    linted = subprocess.run(
        [sys.executable, "-c", "from cfnlint.runner.cli import main; main()", "--regions", "us-east-1", "eu-central-1", "--", str(template)],
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


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


def test_the_gateway_has_the_routes_of_which_is_said_what_they_need(api_document):
    """And closes those of the operator. At keys functions look themselves: `Routes` says what they ask for."""
    security = {
        f"{method.upper()} {path}": operation.get("security")
        for path, methods in api_document["paths"].items()
        for method, operation in methods.items()
    }
    assert api_document["securityDefinitions"]["AWS_IAM"]["x-amazon-apigateway-authtype"] == "awsSigv4"
    assert security == {route: [{"AWS_IAM": []}] if need == "OPERATOR" else None for route, need in NEEDS.items()}
    assert set(NEEDS.values()) == {"NOTHING", "WRITE_KEY", "OPERATOR", "READ", "RIGHTS", "MANAGE"}


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


@pytest.mark.parametrize(("name", "metric", "days"), [("RequestsAreOld", "OldRequests", 20), ("RequestsAreDue", "DueRequests", 27)])
def test_an_alarm_says_that_a_request_is_to_be_answered(name, metric, days):
    alarm = of_type("AWS::CloudWatch::Alarm")[name]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"], alarm["Threshold"]) == ("Lethe", metric, "Maximum", 0)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": "watch"}]
    assert f" {days} days" in alarm["AlarmDescription"]
    variables = RESOURCES["WatchFunction"]["Properties"]["Environment"]["Variables"]
    assert variables["POWERTOOLS_SERVICE_NAME"] == "watch"


def test_an_alarm_says_that_sdks_are_turned_away():
    alarm = of_type("AWS::CloudWatch::Alarm")["IngestTurnsAway"]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]) == ("Lethe", "RefusedRequests", "Sum")
    assert alarm["Dimensions"] == [{"Name": "service", "Value": "ingest"}, {"Name": "code", "Value": "unavailable"}]


def test_an_alarm_says_that_nobody_looks_after_requests():
    alarm = of_type("AWS::CloudWatch::Alarm")["WatchStands"]["Properties"]
    assert (alarm["MetricName"], alarm["Dimensions"]) == ("Invocations", [{"Name": "FunctionName", "Value": {"Ref": "WatchFunction"}}])
    assert alarm["TreatMissingData"] == "breaching"
    [look] = RESOURCES["WatchFunction"]["Properties"]["Events"].values()
    assert look["Properties"]["Schedule"] == "rate(1 hour)"


@pytest.mark.parametrize(
    ("name", "metric", "statistic", "missing"),
    [
        ("SomethingIsPastItsTime", "Breaches", "Maximum", "ignore"),
        ("ProbesFail", "ExecutionsFailed", "Sum", "notBreaching"),
        ("ProbesStand", "ExecutionsSucceeded", "Sum", "breaching"),
    ],
)
def test_an_alarm_says_what_is_past_its_time_and_that_nobody_looks(name, metric, statistic, missing):
    alarm = of_type("AWS::CloudWatch::Alarm")[name]["Properties"]
    assert (alarm["MetricName"], alarm["Statistic"], alarm["TreatMissingData"]) == (metric, statistic, missing)
    if name == "SomethingIsPastItsTime":
        assert alarm["Dimensions"] == [{"Name": "service", "Value": "probe"}]
        variables = RESOURCES["ProbeConclusionFunction"]["Properties"]["Environment"]["Variables"]
        assert variables["POWERTOOLS_SERVICE_NAME"] == "probe"
    else:
        assert alarm["Dimensions"] == [{"Name": "StateMachineArn", "Value": {"Ref": "ProbesStateMachine"}}]
    [each_day] = RESOURCES["ProbesStateMachine"]["Properties"]["Events"].values()
    assert each_day["Properties"]["Schedule"] == "rate(1 day)"
