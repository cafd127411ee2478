"""Tests of what may be done by those who end an application, and by those who recover or restore what was lost."""

from templates import allowed, as_list, statements


def of_what_stands(role: str) -> dict[str, dict]:
    """The conditions under which a role may do something in the table of requests, by action."""
    return {
        action: statement["Condition"]
        for name, statement in statements()
        if name == role and {"Fn::GetAtt": ["RequestsTable", "Arn"]} in as_list(statement["Resource"]) and "Condition" in statement
        for action in as_list(statement["Action"])
    }


def of(role: str, table: str) -> list[dict]:
    """The conditions under which a role reaches a table."""
    return [
        statement.get("Condition")
        for name, statement in statements()
        if name == role and {"Fn::GetAtt": [table, "Arn"]} in as_list(statement["Resource"])
    ]


def test_what_stands_is_written_by_who_changes_rights_and_read_by_who_recovers():
    alone = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "standing#*"},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }
    writes = {"dynamodb:DeleteItem": alone, "dynamodb:PutItem": alone}
    assert of_what_stands("IngestRole") == writes
    assert of_what_stands("BeginRole") == writes
    assert of_what_stands("RecoveryRole") == {"dynamodb:ConditionCheckItem": alone, "dynamodb:Query": alone}
    assert of_what_stands("EndingVaultRole") == {"dynamodb:BatchWriteItem": alone, "dynamodb:Query": alone}
    requests = allowed("RequestsTable")
    assert requests["IngestRole"] == set(writes)
    assert requests["RecoveryRole"] == {"dynamodb:ConditionCheckItem", "dynamodb:Query"}
    assert "ScreenshotsRole" not in requests


def test_who_recovers_the_vault_reads_no_key_and_no_subject_there():
    read = [
        statement["Condition"]
        for role, statement in statements()
        if role == "RecoveryRole"
        and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
        and "dynamodb:GetItem" in as_list(statement["Action"])
    ]
    place, keys = read
    assert place["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": "*#recovery"}
    assert keys["ForAllValues:StringEquals"] == {"dynamodb:Attributes": ["id", "part"]}
    # Whoever asks for no attributes gets all.
    assert keys["Null"] == {"dynamodb:LeadingKeys": "false", "dynamodb:Attributes": "false"}
    assert allowed("VaultKey")["RecoveryRole"] == {"kms:GenerateDataKeyWithoutPlaintext"}


def test_who_restores_requests_reads_of_the_vault_what_stands_and_cases_and_opens_no_key():
    sized, standing, cases, keys = [
        statement
        for role, statement in statements()
        if role == "RestoreRequestsRole" and {"Fn::GetAtt": ["VaultTable", "Arn"]} in as_list(statement["Resource"])
    ]
    assert sized["Action"] == "dynamodb:DescribeTable"
    attributes = standing["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]
    assert not {"label", "key", "born", "seen"} & set(attributes)
    assert standing["Condition"]["Null"] == {"dynamodb:Attributes": "false"}
    assert cases["Condition"]["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": "*#request#*"}
    assert keys["Action"] == "dynamodb:GetItem"
    assert keys["Condition"]["ForAllValues:StringNotLike"] == {"dynamodb:LeadingKeys": "*#*"}
    assert "RestoreRequestsRole" not in allowed("VaultKey")


def test_who_restores_requests_deletes_of_what_stands_alone():
    alone = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "standing#*"}, "Null": {"dynamodb:LeadingKeys": "false"}}
    assert of_what_stands("RestoreRequestsRole") == {"dynamodb:DeleteItem": alone}


def test_consumers_read_of_the_registry_which_applications_are_gone_and_nothing_else():
    alone = {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": "app#*"},
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "app", "gone"]},
        "Null": {"dynamodb:LeadingKeys": "false", "dynamodb:Attributes": "false"},
    }
    for role in ("AggregateRole", "ArchiveRole", "RestoreInsightsRole"):
        assert allowed("RegistryTable")[role] == {"dynamodb:BatchGetItem"}
        assert of(role, "RegistryTable") == [alone]


def test_what_ends_an_application_reaches_of_the_vault_what_it_ends():
    labels = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "*#label#*"}, "Null": {"dynamodb:LeadingKeys": "false"}}
    assert of("EndingCountsRole", "VaultTable") == of("EndingObjectsRole", "VaultTable") == [labels]
    keys, minutes = of("EndingRole", "VaultTable")
    assert keys == {"ForAllValues:StringNotLike": {"dynamodb:LeadingKeys": "*#*"}, "Null": {"dynamodb:LeadingKeys": "false"}}
    assert minutes["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": ["new#*", "uploads#*"]}
    [index] = of("EndingArchiveRole", "LedgerTable")
    assert index["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": "archive#label#*"}
    assert of("ArchiveErasureRole", "LedgerTable") == [index]


def test_nobody_who_ends_an_application_opens_its_keys():
    assert not {role for role in allowed("VaultKey") if role.startswith("Ending")}


def test_who_empties_stores_writes_of_requests_what_it_measures_alone():
    for role in ("EndingCountsRole", "EndingArchiveRole", "EndingObjectsRole"):
        assert allowed("RequestsTable")[role] == {"dynamodb:UpdateItem"}
    # And what stands, which it empties: under a condition that is tested above.
    assert allowed("RequestsTable")["EndingVaultRole"] == {"dynamodb:BatchWriteItem", "dynamodb:Query", "dynamodb:UpdateItem"}


def test_who_restores_the_registry_deletes_nothing_and_reads_terminations_and_closings():
    alone = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "closing#*"}, "Null": {"dynamodb:LeadingKeys": "false"}}
    assert of_what_stands("RestoreRegistryRole") == {"dynamodb:Query": alone}
    assert allowed("RequestsTable")["RestoreRegistryRole"] == {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"}
    assert allowed("RegistryTable")["RestoreRegistryRole"] == {"dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"}


def test_who_writes_on_condition_of_what_stands_beside_it_may_look_there():
    # A suspension marks each application as long as its customer is; the operator ends each as long as its customer ends.
    assert "dynamodb:ConditionCheckItem" in allowed("RegistryTable")["ControlRole"]
    requests = allowed("RequestsTable")
    assert {role for role, actions in requests.items() if "dynamodb:ConditionCheckItem" in actions} == {
        "ControlRole",
        "EndingRole",
        "RecoveryRole",
    }
