"""Tests of what stands before the API: the firewall, and CloudFront. The local stack has neither."""

import json
import re

import pytest
from cfnlint.decode import cfn_yaml
from templates import FIREWALL, LETHE, RESOURCES, Deployment

FILTER = cfn_yaml.load(str(FIREWALL))["Resources"]
ACL = FILTER["Acl"]["Properties"]
RULES = {rule["Name"]: rule for rule in ACL["Rules"]}
DISTRIBUTION = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]
BEHAVIOR = DISTRIBUTION["DefaultCacheBehavior"]
KEY = RESOURCES["NothingCached"]["Properties"]["CachePolicyConfig"]
BESIDE_THE_KEY = RESOURCES["WhatTheApiReads"]["Properties"]["OriginRequestPolicyConfig"]

VIRGINIA = "us-east-1"
FRANKFURT = "eu-central-1"
FIREWALL_ARN = "arn-of-a-firewall"
CERTIFICATE = "arn-of-a-certificate"

BEFORE_THE_API = {"ApiFirewall", "ApiFirewallAssociation"}
SECRET = {"OriginSecret", "OriginSecretAccess"}
CLOUDFRONT = SECRET | {"Distribution", "NothingCached", "WhatTheApiReads", "EdgeLogBucket", "EdgeLogBucketPolicy"}

# https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
RULES_ON_BODIES = {
    "known-bad-inputs": {"JavaDeserializationRCE_BODY", "Log4JRCE_BODY", "ReactJSRCE_BODY"},
    "common": {
        "SizeRestrictions_BODY",
        "EC2MetaDataSSRF_BODY",
        "GenericLFI_BODY",
        "GenericRFI_BODY",
        "CrossSiteScripting_BODY",
    },
}
# https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html
RULES_THAT_BLOCK_ADDRESSES = {"AWSManagedIPReputationList", "AWSManagedReconnaissanceList"}


# --- What a deployment has ---

# What has nothing to do with the edge.
NOTHING_ELSE = {"ManageApiGatewayLogging": "false", "Queries": "false"}


@pytest.mark.parametrize(
    "mode, region, firewall, arn, expected",
    [
        ("none", VIRGINIA, "true", "", BEFORE_THE_API),
        ("none", FRANKFURT, "true", "", BEFORE_THE_API),
        ("none", FRANKFURT, "false", "", set()),
        ("cloudfront", VIRGINIA, "true", "", CLOUDFRONT | {"CloudFrontFirewall"}),
        ("cloudfront", VIRGINIA, "true", FIREWALL_ARN, CLOUDFRONT),
        ("cloudfront", VIRGINIA, "false", "", CLOUDFRONT),
        ("cloudfront", FRANKFURT, "true", FIREWALL_ARN, CLOUDFRONT),
        ("cloudfront", FRANKFURT, "false", "", CLOUDFRONT),
        ("akamai", VIRGINIA, "true", "", SECRET),
        ("cloudflare", FRANKFURT, "true", "", SECRET),
    ],
)
def test_each_edge_has_what_belongs_to_it(mode, region, firewall, arn, expected):
    deployed = Deployment(region, EdgeMode=mode, Firewall=firewall, CloudFrontFirewallArn=arn, **NOTHING_ELSE)
    assert deployed.resources() == expected
    assert deployed.refused_by() == set()


@pytest.mark.parametrize(
    "region, firewall, arn, expected",
    [
        (VIRGINIA, "true", "", {"Fn::GetAtt": ["CloudFrontFirewall", "Outputs.Arn"]}),
        (VIRGINIA, "true", FIREWALL_ARN, FIREWALL_ARN),
        (FRANKFURT, "true", FIREWALL_ARN, FIREWALL_ARN),
        (FRANKFURT, "false", FIREWALL_ARN, None),
    ],
)
def test_cloudfront_has_the_firewall_that_was_made_or_given(region, firewall, arn, expected):
    deployed = Deployment(region, EdgeMode="cloudfront", Firewall=firewall, CloudFrontFirewallArn=arn)
    assert deployed.value(DISTRIBUTION["WebACLId"]) == expected


def test_cloudfront_is_not_deployed_without_the_firewall_that_was_asked_for():
    assert Deployment(FRANKFURT, EdgeMode="cloudfront").refused_by() == {"CloudFrontHasItsFirewall"}


@pytest.mark.parametrize("domain, certificate", [("t.example", ""), ("", CERTIFICATE)])
def test_a_domain_and_its_certificate_go_together(domain, certificate):
    deployed = Deployment(FRANKFURT, EdgeDomain=domain, EdgeCertificateArn=certificate)
    assert deployed.refused_by() == {"AnOwnDomainHasItsCertificate"}


@pytest.mark.parametrize("firewall, scope", [("ApiFirewall", "REGIONAL"), ("CloudFrontFirewall", "CLOUDFRONT")])
def test_both_firewalls_are_one_template(firewall, scope):
    nested = RESOURCES[firewall]["Properties"]
    assert nested["TemplateURL"] == FIREWALL.name
    assert nested["Parameters"] == {
        "Scope": scope,
        "RequestsPerAddress": {"Ref": "RequestsPerAddress"},
        "RequestsPerKey": {"Ref": "RequestsPerKey"},
    }


def test_the_apis_firewall_stands_before_its_stage():
    association = RESOURCES["ApiFirewallAssociation"]["Properties"]
    assert association["WebACLArn"] == {"Fn::GetAtt": ["ApiFirewall", "Outputs.Arn"]}
    assert association["ResourceArn"]["Fn::Sub"].endswith("::/restapis/${Api}/stages/${Api.Stage}")


# --- The firewall ---


def overrides(rule: str) -> dict[str, dict]:
    """What a managed group's rules do here instead of what they do by themselves."""
    group = RULES[rule]["Statement"]["ManagedRuleGroupStatement"]
    return {override["Name"]: override["ActionToUse"] for override in group["RuleActionOverrides"]}


def refusals() -> list[dict]:
    """Every answer that the firewall itself words."""
    own = [rule["Action"]["Block"]["CustomResponse"] for rule in RULES.values() if "Action" in rule]
    instead = [action["Block"]["CustomResponse"] for action in overrides("reputation").values()]
    return own + instead


def test_no_request_is_sampled_and_each_rule_has_a_metric():
    seen = [ACL["VisibilityConfig"]] + [rule["VisibilityConfig"] for rule in RULES.values()]
    assert [config["SampledRequestsEnabled"] for config in seen] == [False] * len(seen)
    assert [config["CloudWatchMetricsEnabled"] for config in seen] == [True] * len(seen)
    assert [config["MetricName"] for config in seen] == ["lethe", *RULES]


def test_the_rules_and_their_order():
    assert list(RULES) == ["size", "rate", "key-rate", "reputation", "known-bad-inputs", "common"]
    assert [rule["Priority"] for rule in RULES.values()] == sorted(rule["Priority"] for rule in RULES.values())
    assert ACL["DefaultAction"] == {"Allow": {}}
    groups = [RULES[rule]["Statement"]["ManagedRuleGroupStatement"]["Name"] for rule in ("reputation", "known-bad-inputs", "common")]
    assert groups == [
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
    ]


def test_refusals_are_json_in_the_apis_words():
    own = RESOURCES["Api"]["Properties"]["GatewayResponses"]
    like = {413: own["REQUEST_TOO_LARGE"], 429: own["THROTTLED"]}
    for refusal in refusals():
        body = ACL["CustomResponseBodies"][refusal["CustomResponseBodyKey"]]
        assert body["ContentType"] == "APPLICATION_JSON"
        assert json.loads(body["Content"]) == json.loads(like[refusal["ResponseCode"]]["ResponseTemplates"]["application/json"])


def test_too_many_requests_of_one_address_are_answered_429_with_the_seconds_to_wait():
    rate = RULES["rate"]["Statement"]["RateBasedStatement"]
    assert (rate["AggregateKeyType"], rate["Limit"]) == ("IP", {"Ref": "RequestsPerAddress"})
    assert RULES["rate"]["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    throttled = [refusal for refusal in refusals() if refusal["ResponseCode"] == 429]
    for refusal in throttled:
        [header] = refusal["ResponseHeaders"]
        assert header["Name"] == "Retry-After" and int(header["Value"]) > 0


def test_one_key_that_is_written_in_one_way_takes_no_more_than_half_of_what_all_have():
    rate = RULES["key-rate"]["Statement"]["RateBasedStatement"]
    assert rate["AggregateKeyType"] == "CUSTOM_KEYS"
    [by] = rate["CustomKeys"]
    assert by["Header"]["Name"] == "authorization"
    assert [one["Type"] for one in by["Header"]["TextTransformations"]] == ["NONE"]
    assert rate["Limit"] == {"Ref": "RequestsPerKey"}
    settings = RESOURCES["Api"]["Properties"]["MethodSettings"][0]
    seconds = rate["EvaluationWindowSec"]
    assert LETHE["Parameters"]["RequestsPerKey"]["Default"] == settings["ThrottlingRateLimit"] * seconds / 2
    assert RULES["key-rate"]["Action"] == RULES["rate"]["Action"]


@pytest.mark.parametrize("told", ["", "0", "99999", "100000", "499999", "511999", "512000", "0512000"])
def test_a_length_up_to_the_limit_passes(told):
    assert not re.search(RULES["size"]["Statement"]["RegexMatchStatement"]["RegexString"], told)


@pytest.mark.parametrize(
    "told",
    ["512001", "512009", "512010", "512099", "512100", "512999", "513000", "519999", "520000", "599999", "600000",
     "999999", "1000000", "5120000", "10485760", "0512001"],
)  # fmt: skip
def test_a_length_over_the_limit_is_too_large(told):
    assert re.search(RULES["size"]["Statement"]["RegexMatchStatement"]["RegexString"], told)
    assert RULES["size"]["Statement"]["RegexMatchStatement"]["FieldToMatch"] == {"SingleHeader": {"Name": "content-length"}}
    assert RULES["size"]["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 413


@pytest.mark.parametrize("group", RULES_ON_BODIES)
def test_no_managed_rule_refuses_an_event_for_its_content(group):
    counted = {name for name, action in overrides(group).items() if action == {"Count": {}}}
    assert counted == RULES_ON_BODIES[group] | ({"NoUserAgent_HEADER"} if group == "common" else set())
    assert RULES[group]["OverrideAction"] == {"None": {}}


def test_an_address_of_ill_repute_is_told_to_come_again():
    blocked = {name: action["Block"]["CustomResponse"]["ResponseCode"] for name, action in overrides("reputation").items()}
    assert blocked == {name: 429 for name in RULES_THAT_BLOCK_ADDRESSES}


# --- CloudFront ---


def test_cloudfront_shows_the_origin_secret_to_the_stage_over_tls_1_2():
    [origin] = DISTRIBUTION["Origins"]
    assert BEHAVIOR["TargetOriginId"] == origin["Id"]
    assert origin["DomainName"]["Fn::Sub"].startswith("${Api}.execute-api.")
    assert origin["OriginPath"] == {"Fn::Sub": "/${Api.Stage}"}
    assert origin["CustomOriginConfig"] == {"OriginProtocolPolicy": "https-only", "OriginSSLProtocols": ["TLSv1.2"]}
    [secret] = origin["OriginCustomHeaders"]
    assert secret["HeaderName"] == "X-Origin-Secret"
    assert secret["HeaderValue"] == {
        "Fn::Sub": "{{resolve:secretsmanager:${OriginSecret}:SecretString:::${OriginSecretVersion}}}"
    }


def test_cloudfront_hands_on_what_the_api_reads_and_not_host():
    in_the_key = KEY["ParametersInCacheKeyAndForwardedToOrigin"]["HeadersConfig"]
    beside = BESIDE_THE_KEY["HeadersConfig"]
    assert (in_the_key["HeaderBehavior"], beside["HeaderBehavior"]) == ("whitelist", "whitelist")
    # CloudFront refuses Authorization beside the key, and more than ten headers.
    assert set(in_the_key["Headers"]) == {"Accept", "Authorization"}
    assert set(beside["Headers"]) == {
        "CloudFront-Viewer-Address",
        "CloudFront-Viewer-Country",
        "Content-Type",
    }
    assert len(beside["Headers"]) <= 10
    assert BESIDE_THE_KEY["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    assert BEHAVIOR["OriginRequestPolicyId"] == {"Ref": "WhatTheApiReads"}


def test_cloudfront_keeps_no_answer_and_mixes_none_up():
    assert BEHAVIOR["CachePolicyId"] == {"Ref": "NothingCached"}
    # With 0 as the longest there could be no headers in the key.
    assert (KEY["MinTTL"], KEY["DefaultTTL"], KEY["MaxTTL"]) == (0, 0, 1)
    assert KEY["ParametersInCacheKeyAndForwardedToOrigin"]["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    kept = {error["ErrorCode"]: error for error in DISTRIBUTION["CustomErrorResponses"]}
    assert kept == {
        code: {"ErrorCode": code, "ErrorCachingMinTTL": 0} for code in (400, 403, 404, 405, 414, 500, 501, 502, 503, 504)
    }


def test_cloudfront_takes_every_method_over_tls_only_and_never_redirects():
    assert BEHAVIOR["ViewerProtocolPolicy"] == "https-only"
    assert set(BEHAVIOR["AllowedMethods"]) == {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}
    assert (DISTRIBUTION["HttpVersion"], DISTRIBUTION["IPV6Enabled"]) == ("http2and3", True)


def test_a_domain_of_ones_own_is_served_over_tls_1_2():
    own = Deployment(FRANKFURT, EdgeDomain="t.example", EdgeCertificateArn=CERTIFICATE)
    assert own.refused_by() == set()
    assert own.value(DISTRIBUTION["ViewerCertificate"])["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert own.value(DISTRIBUTION["Aliases"]) == [{"Ref": "EdgeDomain"}]
    assert own.value(LETHE["Outputs"]["EdgeUrl"]["Value"]) == {"Fn::Sub": "https://${EdgeDomain}"}
    given = Deployment(FRANKFURT)
    assert given.value(DISTRIBUTION["Aliases"]) is None
    assert given.value(LETHE["Outputs"]["EdgeUrl"]["Value"]) == {"Fn::Sub": "https://${Distribution.DomainName}"}


def test_behind_cloudfront_addresses_are_kept_in_its_log_only():
    assert DISTRIBUTION["Logging"] == {
        "Bucket": {"Fn::GetAtt": ["EdgeLogBucket", "DomainName"]},
        "IncludeCookies": False,
    }
    log = RESOURCES["EdgeLogBucket"]
    assert (log["DeletionPolicy"], log["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    # CloudFront delivers by an ACL.
    assert log["Properties"]["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}
    types = {resource["Type"] for resource in [*RESOURCES.values(), *FILTER.values()]}
    assert "AWS::WAFv2::LoggingConfiguration" not in types


def test_cloudfront_may_encrypt_its_log():
    for mode, expected in [("cloudfront", ["kms:Decrypt", "kms:GenerateDataKey*"]), ("none", None)]:
        deployed = Deployment(FRANKFURT, EdgeMode=mode)
        stated = [deployed.value(s) for s in RESOURCES["DataKey"]["Properties"]["KeyPolicy"]["Statement"]]
        delivery = [s["Action"] for s in stated if s and s["Principal"] == {"Service": "delivery.logs.amazonaws.com"}]
        assert delivery == ([expected] if expected else [])
