"""Tests of the state machines: what they hand on, and that each step may fail and run again."""

import json

import pytest
from templates import RESOURCES, ROOT, of_type

MACHINES = {
    name: json.loads((ROOT / resource["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))
    for name, resource in of_type("AWS::Serverless::StateMachine").items()
}
IDS = {"step", "customer", "app", "export", "request", "audit", "run"}
POSITIONS = {"part", "checked", "number"}
# Of a request: who is told, with what answer of the machine's own, and how much was found in which round.
NUMBERS = {"round", "consumer", "token", "statistics", "archive"}
WORDS = {"status"}
# Of a restore: tables, and the time of a backup.
TABLES = {"source", "at"}
ALL = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())


def states(machine: dict):
    """Every state, those of maps and branches too."""
    for name, state in machine["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"])
        for branch in state.get("Branches", []):
            yield from states(branch)


@ALL
def test_it_hands_on_ids_places_and_words_of_ours_only(machine):
    for name, state in states(machine):
        if state["Type"] == "Pass":
            continue
        parameters = state.get("Parameters", {})
        if "waitForTaskToken" in state.get("Resource", ""):
            parameters = parameters["Payload"]
        handed = {key.removesuffix(".$") for key in parameters | state.get("ItemSelector", {})}
        assert handed <= IDS | POSITIONS | NUMBERS | WORDS | TABLES, name


@ALL
def test_each_task_is_tried_again(machine):
    tasks = [(name, state) for name, state in states(machine) if state["Type"] == "Task"]
    assert tasks
    for name, state in tasks:
        assert state["Retry"][0]["ErrorEquals"] == ["States.ALL"], name


def test_whatever_fails_of_an_export_is_undone():
    for name, state in MACHINES["ExportsStateMachine"]["States"].items():
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


def test_an_erasure_is_at_most_20_transitions():
    entered, state = [], MACHINES["RequestsStateMachine"]["StartAt"]
    while state:
        entered.append(state)
        body = MACHINES["RequestsStateMachine"]["States"][state]
        entered += [name for branch in body.get("Branches", []) for name in branch["States"]]
        state = {"IsThereMore": "Commands", "AfterCommands": "Settle", "IsDone": "Done"}.get(state, body.get("Next"))
    assert {"Begin", "TellAggregate", "TellArchive", "Remove", "SearchArchive", "Conclude"} <= set(entered)
    assert len(entered) <= 20


def test_no_request_ends_because_a_step_fails_for_an_hour():
    for name, state in states(MACHINES["RequestsStateMachine"]):
        if state["Type"] == "Task":
            [again] = state["Retry"]
            waits = [min(again["IntervalSeconds"] * again["BackoffRate"] ** n, again["MaxDelaySeconds"]) for n in range(again["MaxAttempts"])]
            assert sum(waits) >= 3600, name


def test_a_step_outlasts_no_execution():
    longest = MACHINES["ExportsStateMachine"]["TimeoutSeconds"]
    assert RESOURCES["ExportStepsFunction"]["Properties"]["Timeout"] < longest == 24 * 3600


CALLBACKS = MACHINES["CallbacksStateMachine"]
TELLING = CALLBACKS["States"]["TellEach"]["ItemProcessor"]["States"]


def longest(retry: dict) -> int:
    """For how many seconds something is tried again."""
    waits = [min(retry["IntervalSeconds"] * retry["BackoffRate"] ** n, retry["MaxDelaySeconds"]) for n in range(retry["MaxAttempts"])]
    return sum(waits)


def test_a_callback_is_tried_for_a_day():
    [retry] = TELLING["Call"]["Retry"]
    assert 24 * 3600 <= longest(retry) < 25 * 3600
    assert "JitterStrategy" not in retry


def test_a_callback_that_is_not_taken_is_noted_and_holds_up_no_other():
    assert TELLING["Call"]["Catch"] == [{"ErrorEquals": ["States.ALL"], "ResultPath": None, "Next": "GiveUp"}]
    assert TELLING["GiveUp"]["Parameters"]["step"] == "give_up"
    assert "ToleratedFailurePercentage" not in CALLBACKS["States"]["TellEach"]


def test_callbacks_end_by_themselves_before_their_execution_does():
    tasks = [CALLBACKS["States"]["Count"], *TELLING.values()]
    calls = (1 + TELLING["Call"]["Retry"][0]["MaxAttempts"]) * RESOURCES["CallbacksFunction"]["Properties"]["Timeout"]
    assert sum(longest(task["Retry"][0]) for task in tasks) + calls < CALLBACKS["TimeoutSeconds"]


PROBES = MACHINES["ProbesStateMachine"]


def test_what_is_measured_goes_on_until_it_is_done():
    parts = PROBES["States"]["MeasureParts"]["ItemProcessor"]["States"]
    [done] = parts["IsItMeasured"]["Choices"]
    assert (done["Variable"], done["BooleanEquals"], done["Next"]) == ("$.progress.done", True, "Measured")
    assert parts["IsItMeasured"]["Default"] == "WhatIsMeasured"
    for name in ("Items", "Objects", "Settings"):
        assert (parts[name]["ResultPath"], parts[name]["Next"]) == ("$.progress", "IsItMeasured")


def test_an_audit_is_made_of_a_probe_that_is_concluded_and_fails_if_that_does():
    assert PROBES["States"]["MeasureParts"]["Next"] == "Conclude"
    assert PROBES["States"]["Conclude"]["Next"] == "IsItOfAnAudit"
    for name in ("Plan", "MeasureParts", "Conclude", "Report"):
        [catch] = PROBES["States"][name]["Catch"]
        assert catch["Next"] == "IsItOfAnAuditThatFails", name
    assert PROBES["States"]["NoteFailure"]["Parameters"]["step"] == "fail"
    assert RESOURCES["ProbeItemsFunction"]["Properties"]["Timeout"] < PROBES["TimeoutSeconds"]
