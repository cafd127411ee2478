"""Tests of the state machines: what they hand on, and that each step may fail and run again."""

import json

import pytest
from templates import RESOURCES, ROOT, of_type

MACHINES = {
    name: json.loads((ROOT / resource["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))
    for name, resource in of_type("AWS::Serverless::StateMachine").items()
}
IDS = {"step", "customer", "app", "export"}
POSITIONS = {"part", "checked"}
ALL = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())


def states(machine: dict):
    """Every state, those of maps too."""
    for name, state in machine["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"])


@ALL
def test_it_hands_on_ids_and_places_only(machine):
    for name, state in states(machine):
        handed = {key.removesuffix(".$") for key in state.get("Parameters", {}) | state.get("ItemSelector", {})}
        assert handed <= IDS | POSITIONS, name


@ALL
def test_each_task_is_tried_again(machine):
    tasks = [(name, state) for name, state in states(machine) if state["Type"] == "Task"]
    assert tasks
    for name, state in tasks:
        assert state["Retry"][0]["ErrorEquals"] == ["States.ALL"], name


@ALL
def test_whatever_fails_is_undone(machine):
    for name, state in machine["States"].items():
        if state["Type"] in ("Task", "Map") and name != "Fail":
            assert state["Catch"] == [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Fail"}], name


def test_an_export_is_shown_after_its_parts_were_checked():
    order, state = [], MACHINES["ExportsStateMachine"]["StartAt"]
    while state:
        order.append(state)
        state = MACHINES["ExportsStateMachine"]["States"][state].get("Next")
        if state == "IsThereAnything":
            state = "WriteParts"
    assert order == ["Plan", "WriteParts", "CheckParts", "Publish"]


@ALL
def test_nothing_that_runs_is_logged_or_traced(machine):
    for resource in of_type("AWS::Serverless::StateMachine").values():
        assert not {"Logging", "Tracing"} & resource["Properties"].keys()


def test_a_step_outlasts_no_execution():
    longest = MACHINES["ExportsStateMachine"]["TimeoutSeconds"]
    assert RESOURCES["ExportStepsFunction"]["Properties"]["Timeout"] < longest == 24 * 3600
