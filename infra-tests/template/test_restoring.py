"""Tests of what is closed while a table is restored, and in which order it is restored."""

import json

import pytest
from templates import LETHE, RESOURCES, ROOT, allowed, of_type

RESTORE = json.loads((ROOT / RESOURCES["RestoreStateMachine"]["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))["States"]
# Whoever only asks how a table is set, or measures by keys and times, serves nothing; whoever restores works meanwhile.
LOOKING = {"WatchRole", "ProbePlanRole", "ProbeItemsRole", "ProbeSettingsRole"}
RESTORING = {"RestoreInsightsRole"}


@pytest.mark.parametrize("table", ["Insights"])
def test_all_that_use_a_table_are_closed_while_it_is_restored(table):
    separator, users = LETHE["Outputs"][f"UsersOf{table}"]["Value"]["Fn::Join"]
    assert separator == ","
    closed = {RESOURCES[user["Ref"]]["Properties"]["Role"]["Fn::GetAtt"][0] for user in users}
    roles = allowed(f"{table}Table")
    for role in LOOKING & roles.keys():
        assert all(action.startswith("dynamodb:Describe") for action in roles[role]) or role == "ProbeItemsRole", role
    assert closed == roles.keys() - LOOKING - RESTORING
    assert all(user["Ref"] in of_type("AWS::Serverless::Function") for user in users)


def test_the_ledger_is_read_before_anything_goes_and_what_it_says_is_put_last():
    order, state = [], "Plan"
    while state != "Done":
        order.append(state)
        state = RESTORE[state]["Next"]
    assert order == ["Plan", "Read", "Clear", "Copy", "Put", "End"]


def test_no_part_is_left_out():
    for stage in ("Read", "Clear", "Copy", "Put"):
        assert not {"ToleratedFailurePercentage", "ToleratedFailureCount"} & RESTORE[stage].keys()


def test_only_tables_that_were_restored_are_read_beside_the_live_one():
    [statement] = [
        statement
        for policy in RESOURCES["RestoreInsightsRole"]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        if "table/" in str(statement["Resource"])
    ]
    assert set(statement["Action"]) == {"dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Scan"}
    assert statement["Resource"]["Fn::Sub"].endswith("table/${AWS::StackName}-restored-insights*")
