"""Tests of what is closed while a table is restored, and in which order it is restored."""

import json

import pytest
from templates import LETHE, RESOURCES, ROOT, allowed, of_type

RESTORE = json.loads((ROOT / RESOURCES["RestoreStateMachine"]["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))["States"]
# Whoever only asks how a table is set, or measures by keys and times, serves nothing; whoever restores works meanwhile.
MEASURING = "ProbeItemsRole"
RESTORING = {"RestoreInsightsRole", "RestoreRequestsRole", "RestoreRegistryRole"}
NAMES = {"Insights": "insights", "Requests": "requests", "Registry": "registry"}
BY_TABLE = pytest.mark.parametrize("table", NAMES)


@BY_TABLE
def test_all_that_use_a_table_are_closed_while_it_is_restored(table):
    separator, users = LETHE["Outputs"][f"UsersOf{table}"]["Value"]["Fn::Join"]
    assert separator == ","
    closed = {RESOURCES[user["Ref"]]["Properties"]["Role"]["Fn::GetAtt"][0] for user in users}
    roles = allowed(f"{table}Table")
    looking = {role for role, may in roles.items() if all(action.startswith("dynamodb:Describe") for action in may)}
    assert closed == roles.keys() - looking - {MEASURING} - RESTORING
    assert all(user["Ref"] in of_type("AWS::Serverless::Function") for user in users)


def order_from(state: str) -> list[str]:
    order = []
    while state != "Done":
        order.append(state)
        state = RESTORE[state]["Next"]
    return order


def test_each_table_has_its_steps():
    assert {choice["StringEquals"]: choice["Next"] for choice in RESTORE["WhichTable"]["Choices"]} == {
        "insights": "Plan",
        "requests": "PlanRequests",
        "registry": "PlanRegistry",
    }
    assert RESTORE["WhichTable"]["Default"] == "NotKnown"


def test_what_is_known_since_is_said_of_what_was_put_back():
    assert order_from("PlanRequests") == [
        "PlanRequests",
        "CopyRequests",
        "EnterStanding",
        "SweepStanding",
        "CopyReceipts",
        "SettleRequests",
        "SettleTerminations",
        "RenewTerminations",
    ]
    assert order_from("PlanRegistry") == ["PlanRegistry", "CopyRegistry", "LinkApplications"]


def test_the_ledger_is_read_before_anything_goes_and_what_it_says_is_put_last():
    assert order_from("Plan") == ["Plan", "Read", "Clear", "Copy", "Put", "End"]


def test_no_part_is_left_out():
    stages = [stage for stage in RESTORE.values() if stage["Type"] == "Map"]
    assert len(stages) == 13
    for stage in stages:
        assert not {"ToleratedFailurePercentage", "ToleratedFailureCount"} & stage.keys()


@BY_TABLE
def test_only_tables_that_were_restored_are_read_beside_the_live_one(table):
    [statement] = [
        statement
        for policy in RESOURCES[f"Restore{table}Role"]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        if "table/" in str(statement["Resource"])
    ]
    reads = {"dynamodb:DescribeTable", "dynamodb:Scan"}
    assert set(statement["Action"]) - {"dynamodb:GetItem"} == reads
    assert statement["Resource"]["Fn::Sub"].endswith(f"table/${{AWS::StackName}}-restored-{NAMES[table]}*")
