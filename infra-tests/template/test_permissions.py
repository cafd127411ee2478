"""Tests of what each function may do: no more than its adapters use."""

import re

import pytest
from templates import RESOURCES, ROOT, allowed, as_list, each, of_bucket, of_type, statements

# What probes may do to each table.
PROBES = {
    "ProbePlanRole": {"dynamodb:DescribeTable"},
    "ProbeItemsRole": {"dynamodb:Scan"},
    "ProbeSettingsRole": {"dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable", "dynamodb:DescribeTimeToLive"},
}


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
        "GoalsLinesRole": {"dynamodb:BatchGetItem"},
        "ExportStepsRole": {"dynamodb:BatchGetItem"},
        "ControlRole": {"dynamodb:PutItem", "dynamodb:UpdateItem"},
        "BeginRole": gates - {"dynamodb:BatchGetItem"} | {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"},
        "SendRole": {"dynamodb:Query", "dynamodb:UpdateItem"},
        "RemovalRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"},
        "ArchiveErasureRole": {"dynamodb:Query", "dynamodb:UpdateItem"},
        "EntriesErasureRole": {"dynamodb:Query", "dynamodb:UpdateItem"},
        "FinishRole": {"dynamodb:DeleteItem", "dynamodb:Query"},
        "RectifyRole": {"dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"},
        "CollectEventsRole": {"dynamodb:BatchGetItem", "dynamodb:Query"},
        "CollectCountsRole": {"dynamodb:Query"},
        "PackageRole": {"dynamodb:BatchGetItem", "dynamodb:Query"},
        "SubjectsRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"},
        "ForgettingRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"},
        "RecoveryRole": {"dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"},
        "RestoreRequestsRole": {"dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"},
        **PROBES,
        "EndingRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query"},
        "EndingCountsRole": {"dynamodb:BatchGetItem"},
        "EndingObjectsRole": {"dynamodb:BatchGetItem"},
        "EndingVaultRole": {"dynamodb:BatchWriteItem", "dynamodb:DescribeTable", "dynamodb:Scan"},
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


def test_who_forgets_the_silent_reads_no_key():
    conditions = {
        action: statement["Condition"]
        for role, statement in statements()
        if role == "ForgettingRole" and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
        for action in as_list(statement["Action"])
    }
    reads = conditions["dynamodb:Scan"]
    assert conditions["dynamodb:Query"] == reads
    standing = {"erased", "optedOut", "stopped", "restricted", "objections", "withdrawals"}
    read = {"id", "part", "label", "lives", "version", "usersKeyNumber", "seen"} | standing
    assert set(reads["ForAllValues:StringEquals"]["dynamodb:Attributes"]) == read
    # Whoever asks for no attributes gets all.
    assert reads["StringEquals"] == {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}
    for changes in ("dynamodb:UpdateItem", "dynamodb:DeleteItem"):
        assert conditions[changes]["StringEqualsIfExists"] == {"dynamodb:ReturnValues": "NONE"}
    deleted = set(conditions["dynamodb:DeleteItem"]["ForAllValues:StringEquals"]["dynamodb:Attributes"])
    assert deleted == {"id", "part", "label", "lives", "version", "usersKeyNumber", "seen"}
    assert conditions["dynamodb:GetItem"]["ForAllValues:StringEquals"] == {"dynamodb:LeadingKeys": "look#"}


def test_who_meets_keys_notes_their_use_and_changes_nothing_else_of_them():
    def allowed(role: str) -> list[dict]:
        return [
            statement["Condition"]
            for name, statement in statements()
            if name == role
            and {"Fn::GetAtt": ["RegistryTable", "Arn"]} in as_list(statement["Resource"])
            and not set(as_list(statement["Action"])) <= {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"}
        ]

    def condition(attributes: list[str], returned) -> dict:
        return {
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "key#*"},
            "ForAllValues:StringEquals": {"dynamodb:Attributes": attributes},
            "StringEqualsIfExists": {"dynamodb:ReturnValues": returned},
            "Null": {"dynamodb:LeadingKeys": "false", "dynamodb:Attributes": "false"},
        }

    for role in ("IngestRole", "ScreenshotsRole"):
        assert allowed(role) == [condition(["id", "lastUsed"], "NONE")], role
    for role in ("InsightsRole", "ExportsRole", "SubjectsRole", "AuditsRole"):
        assert allowed(role) == [condition(["id", "lastUsed", "minute", "calls"], ["NONE", "UPDATED_NEW"])], role


def test_many_items_of_the_registry_are_read_at_once_of_keys_and_switches_alone():
    read = {
        role: statement["Condition"]["ForAllValues:StringLike"]
        for role, statement in statements()
        if role in ("ControlRole", "AuditReportRole") and "dynamodb:BatchGetItem" in as_list(statement["Action"])
    }
    assert read == {
        "ControlRole": {"dynamodb:LeadingKeys": ["key#*", "feature#*"]},
        "AuditReportRole": {"dynamodb:LeadingKeys": "feature#*"},
    }
    assert not [
        statement
        for role, statement in statements()
        if role == "AuditReportRole" and "dynamodb:Scan" in as_list(statement["Action"])
    ]


def test_control_deletes_keys_alone_of_the_registry():
    [deletion] = [
        statement
        for role, statement in statements()
        if role == "ControlRole" and "dynamodb:DeleteItem" in as_list(statement["Action"])
    ]
    assert deletion["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "key#*"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_who_only_measures_or_ends_a_request_reaches_its_case_alone():
    for name in ("ArchiveErasureRole", "EntriesErasureRole", "FinishRole"):
        [statement] = [
            statement
            for role, statement in statements()
            if role == name and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
        ]
        assert statement["Condition"] == {
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "*#request#*"},
            "Null": {"dynamodb:LeadingKeys": "false"},
        }


def test_the_api_of_rights_reaches_keys_and_cases_in_the_vault_and_no_subject():
    keys, cases = [
        statement
        for role, statement in statements()
        if role == "SubjectsRole" and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
    ]
    assert keys["Action"] == "dynamodb:GetItem"
    assert keys["Condition"]["ForAllValues:StringNotLike"] == {"dynamodb:LeadingKeys": "*#*"}
    assert set(cases["Action"]) == {"dynamodb:DeleteItem", "dynamodb:PutItem"}
    assert cases["Condition"]["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": "*#request#*"}
    assert {keys["Condition"]["Null"]["dynamodb:LeadingKeys"], cases["Condition"]["Null"]["dynamodb:LeadingKeys"]} == {"false"}


def test_second_secrets_are_made_by_control_and_read_by_subjects():
    secrets = {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:lethe/${AWS::StackName}/app_*"}
    assert {role: statement["Action"] for role, statement in statements() if secrets in as_list(statement["Resource"])} == {
        "ControlRole": "secretsmanager:CreateSecret",
        "EndingRole": ["secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret"],
        "SubjectsRole": "secretsmanager:GetSecretValue",
    }
    for function in ("ControlFunction", "SubjectsFunction", "EndingFunction"):
        variables = RESOURCES[function]["Properties"]["Environment"]["Variables"]
        assert variables["REQUEST_SECRETS"] == {"Fn::Sub": "lethe/${AWS::StackName}/"}


def test_peppers_are_kept_by_control_and_read_by_who_recovers_the_vault_and_opens_none():
    peppers = {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:lethe-peppers/${AWS::StackName}/app_*"}
    assert {role: statement["Action"] for role, statement in statements() if peppers in as_list(statement["Resource"])} == {
        "ControlRole": "secretsmanager:CreateSecret",
        "EndingRole": ["secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret"],
        "RecoveryRole": "secretsmanager:GetSecretValue",
    }
    for function in ("ControlFunction", "EndingFunction", "RecoveryFunction"):
        variables = RESOURCES[function]["Properties"]["Environment"]["Variables"]
        assert variables["PEPPERS"] == {"Fn::Sub": "lethe-peppers/${AWS::StackName}/"}
    assert "Events" not in RESOURCES["RecoveryFunction"]["Properties"]


def test_only_what_answers_customers_signs():
    assert allowed("SigningKey") == {role: {"kms:Sign"} for role in ("SubjectsRole", "CallbacksRole", "WatchRole", "FinishRole", "AuditReportRole", "EndingFinishRole")}


def test_what_calls_addresses_of_customers_reaches_requests_and_the_signature_alone():
    may = {action for role, statement in statements() if role == "CallbacksRole" for action in as_list(statement["Action"])}
    assert may == {
        "dynamodb:GetItem",
        "dynamodb:UpdateItem",
        "kms:Decrypt",
        "kms:Sign",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }
    assert "CallbacksRole" in allowed("RequestsTable")
    assert "VpcConfig" not in RESOURCES["CallbacksFunction"]["Properties"]


def test_the_watch_reads_nothing_of_what_is_left():
    for bucket in ("FailuresBucket", "QuarantineBucket", "QueryResultsBucket"):
        assert of_bucket(bucket)["WatchRole"] == {"s3:ListBucket"}


def test_only_aggregate_reads_and_writes_the_ledger_and_archive_its_own_items_there():
    assert allowed("LedgerTable") == {
        "AggregateRole": {"dynamodb:BatchWriteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"},
        "ArchiveRole": {
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:UpdateItem",
        },
        "SendRole": {"dynamodb:PutItem"},
        "EntriesErasureRole": {"dynamodb:Query"},
        "CollectEventsRole": {"dynamodb:GetItem", "dynamodb:Query"},
        "CollectCountsRole": {"dynamodb:GetItem", "dynamodb:Query"},
        "InsightsRole": {"dynamodb:GetItem"},
        "ControlRole": {"dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:PutItem"},
        "GoalsCountsRole": {"dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"},
        "GoalsLinesRole": {"dynamodb:GetItem"},
        "RestoreInsightsRole": {"dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"},
        **PROBES,
        "EndingCountsRole": {"dynamodb:BatchWriteItem", "dynamodb:DescribeTable", "dynamodb:Scan"},
        "EndingArchiveRole": {"dynamodb:BatchWriteItem"},
        "ArchiveErasureRole": {"dynamodb:BatchWriteItem"},
    }
    for name in ("ArchiveRole", "CollectEventsRole"):
        archives = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "archive#*"}, "Null": {"dynamodb:LeadingKeys": "false"}}
        assert sorted(conditions(name, "LedgerTable"), key=str) == sorted([ORDERS, archives], key=str)


# Orders to forget goals (GoalsOrderItem.LABEL).
ORDERS = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "goals"}, "Null": {"dynamodb:LeadingKeys": "false"}}


def conditions(name: str, table: str) -> list[dict]:
    """Those of a role's statements about a table."""
    return [statement.get("Condition", {}) for role, statement in statements() if role == name and {"Fn::GetAtt": [table, "Arn"]} in as_list(statement["Resource"])]


def test_of_the_ledger_orders_to_forget_goals_alone_are_known_to_who_counts_nothing():
    source = (ROOT / "shared-lib/src/main/java/dev/lethe/shared/goals/aws/GoalsOrderItem.java").read_text(encoding="utf-8")
    assert 'LABEL = "goals";' in source
    for name in ("ControlRole", "InsightsRole", "GoalsLinesRole"):
        assert all(condition == ORDERS for condition in conditions(name, "LedgerTable")), name


def test_who_forgets_goals_writes_entries_and_orders_and_is_shown_nothing_that_it_wrote():
    [writes] = [statement for role, statement in statements() if role == "GoalsCountsRole" and "dynamodb:UpdateItem" in as_list(statement["Action"])]
    assert writes["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["label", "item", "entry", "before", "done", "held"]},
        "StringEqualsIfExists": {"dynamodb:ReturnValues": "NONE"},
        "Null": {"dynamodb:Attributes": "false"},
    }


def test_few_open_applications_keys_and_whoever_uses_their_key_names_an_application():
    assert allowed("VaultKey") == {
        "CollectEventsRole": {"kms:Decrypt"},
        "ExportStepsRole": {"kms:Decrypt"},
        "IngestRole": {"kms:Decrypt"},
        "PackageRole": {"kms:Decrypt"},
        "RectifyRole": {"kms:Decrypt"},
        "ArchiveRole": {"kms:Decrypt"},
        "GoalsLinesRole": {"kms:Decrypt"},
        "ScreenshotsRole": {"kms:Decrypt"},
        "ControlRole": {"kms:GenerateDataKeyWithoutPlaintext"},
        "RecoveryRole": {"kms:GenerateDataKeyWithoutPlaintext"},
        "SubjectsRole": {"kms:Decrypt"},
    }
    for _, statement in statements():
        if statement["Resource"] == {"Fn::GetAtt": ["VaultKey", "Arn"]}:
            assert statement["Condition"] == {"Null": {"kms:EncryptionContext:lethe:application": "false"}}


def test_the_key_of_applications_keys_opens_nothing_for_anybody_else():
    opening = {role for role, actions in allowed("VaultKey").items() if "kms:Decrypt" in actions}
    [denied] = [one for one in RESOURCES["VaultKey"]["Properties"]["KeyPolicy"]["Statement"] if one["Effect"] == "Deny"]
    assert denied["Principal"] == {"AWS": "*"} and denied["Resource"] == "*"
    assert set(denied["Action"]) == {"kms:Decrypt", "kms:ReEncrypt*"}
    [(condition, named)] = denied["Condition"].items()
    assert condition == "ArnNotEquals"
    assert {arn["Fn::GetAtt"][0] for arn in named["aws:PrincipalArn"]} == opening


def test_counters_are_written_by_who_counts_closes_and_restores_alone():
    assert allowed("InsightsTable") == {
        "AggregateRole": {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:UpdateItem"},
        "ClosingRole": {"dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"},
        "InsightsRole": {"dynamodb:Query"},
        "GoalsCountsRole": {"dynamodb:BatchWriteItem", "dynamodb:Query"},
        "RestoreInsightsRole": {
            "dynamodb:BatchWriteItem",
            "dynamodb:DescribeTable",
            "dynamodb:PutItem",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
        },
        "WatchRole": {"dynamodb:DescribeContinuousBackups"},
        "EndingCountsRole": {"dynamodb:BatchWriteItem", "dynamodb:DescribeTable", "dynamodb:Query", "dynamodb:Scan"},
        **PROBES,
    }


def test_a_probe_reads_keys_and_times_of_items_and_nothing_that_is_in_them():
    source = (ROOT / "functions/retention/src/main/java/dev/lethe/retention/probe/aws/DynamoItems.java").read_text()
    scans = [statement for role, statement in statements() if role == "ProbeItemsRole" and statement["Action"] == "dynamodb:Scan"]
    tables = {statement["Resource"]["Fn::GetAtt"][0]: statement["Condition"] for statement in scans}
    assert tables.keys() == {"RegistryTable", "VaultTable", "LedgerTable", "InsightsTable", "RequestsTable"}
    for table, condition in tables.items():
        place = table.removesuffix("Table").upper()
        [read] = re.findall(rf"Place\.{place},\s+List\.of\(([^)]*)\)", source)
        assert condition == {
            "ForAllValues:StringEquals": {"dynamodb:Attributes": re.findall(r'"(\w+)"', read)},
            "StringEquals": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
            "Null": {"dynamodb:Attributes": "false"},
        }
    secret = {"subjectKey", "label", "sealed", "keys", "pepper", "corrections", "subject", "identities", "name", "email"}
    for table in ("VaultTable", "RequestsTable", "RegistryTable"):
        assert not secret & set(tables[table]["ForAllValues:StringEquals"]["dynamodb:Attributes"])
