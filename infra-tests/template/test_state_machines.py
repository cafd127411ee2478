"""Tests of the state machines: what they hand on, and that each step may fail and run again."""

import json
import re

import pytest
from templates import LETHE, RESOURCES, ROOT, of_type

MACHINES = {
    name: json.loads((ROOT / resource["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))
    for name, resource in of_type("AWS::Serverless::StateMachine").items()
}
IDS = {"step", "customer", "app", "export", "request", "audit", "run"}
POSITIONS = {"part", "checked", "number"}
# Of a request: who is told, with what answer of the machine's own, and how much was found in which round.
NUMBERS = {"round", "consumer", "token", "statistics", "archive"}
# Of a termination: which store, and what empties it.
WORDS = {"status", "store", "function"}
# Of goals that are forgotten: of which time, and in how many places they were found.
FORGOTTEN = {"before", "changed"}
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
        if "lambda:invoke" in state.get("Resource", ""):
            parameters = parameters["Payload"]
        handed = {key.removesuffix(".$") for key in parameters | state.get("ItemSelector", {})}
        assert handed <= IDS | POSITIONS | NUMBERS | WORDS | FORGOTTEN | TABLES, name


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


TERMINATION = MACHINES["TerminationStateMachine"]
PAUSE = LETHE["Parameters"]["TerminationPause"]["Default"]


def after(state: str, choices: dict[str, str]) -> list[str]:
    """The states that follow on one, as choices go, until one comes again."""
    order = []
    while state and state not in order:
        order.append(state)
        state = choices.get(state, TERMINATION["States"][state].get("Next"))
    return order


def test_keys_go_after_requests_and_exports_and_nothing_else_goes_before():
    order = after("Grace", {"IsOn": "Settle", "AreRequestsOpen": "Export", "IsExportOver": "Condemn", "IsThereAnother": "Outlast"})
    assert [name for name in order if TERMINATION["States"][name]["Type"] in ("Task", "Wait", "Map")][:9] == [
        "Grace", "Close", "Settle", "Requests", "Export", "Condemn", "EndExports", "Plan", "Empty",
    ]
    first, *_ = TERMINATION["States"]["Begin"]["Result"]["stores"]
    assert first["store"] == "keys"
    keys, *_ = TERMINATION["States"]["IsThereAnother"]["Choices"]
    assert keys["And"] == [{"Variable": "$.work.at", "NumericEquals": 1}, {"Variable": "$.work.round", "NumericEquals": 0}]
    assert keys["Next"] == "Outlast"
    assert TERMINATION["States"]["Outlast"]["Type"] == "Wait"


def test_stores_are_emptied_in_the_order_in_which_they_are_known():
    source = (ROOT / "shared-lib/src/main/java/dev/lethe/shared/termination/EndedStore.java").read_text(encoding="utf-8")
    known = [name.lower() for name in re.findall(r"^  ([A-Z_]+)\(", source, re.MULTILINE)]
    stores = [store["store"] for store in TERMINATION["States"]["Begin"]["Result"]["stores"]]
    assert stores == known
    assert stores.index("vault") > max(stores.index(name) for name in ("ledger", "failures", "archive"))
    for choice in ("IsThereAnother", "IsThereAnotherSearch"):
        [all_of_them] = [one for one in TERMINATION["States"][choice]["Choices"] if "NumericLessThan" in one]
        assert all_of_them["NumericLessThan"] == len(stores)


def test_as_many_parts_are_worked_on_at_a_time_as_the_operator_says():
    [machine] = [m for m in of_type("AWS::Serverless::StateMachine").values() if m["Properties"]["DefinitionUri"].endswith("/termination.asl.json")]
    assert machine["Properties"]["DefinitionSubstitutions"]["PartsAtATime"] == {"Fn::Sub": "[${TerminationParts}]"}
    assert TERMINATION["States"]["Width"]["Parameters"] == {"parts.$": "States.ArrayGetItem(States.StringToJson('${PartsAtATime}'), 0)"}
    for name in ("Empty", "Search"):
        assert TERMINATION["States"][name]["MaxConcurrencyPath"] == TERMINATION["States"]["Width"]["ResultPath"] + ".parts"


def test_what_is_found_again_goes_round_again():
    assert TERMINATION["States"]["IsDone"]["Default"] == "Again"
    assert after("Again", {"IsThereAnother": "BeginSearch", "IsThereAnotherSearch": "Conclude", "IsDone": "Done"})[1] == "Pick"


def test_the_pause_outlasts_keys_that_are_held_and_functions_that_run():
    held = re.search(r"HELD = Duration.ofMinutes\((\d+)\)", (ROOT / "shared-lib/src/main/java/dev/lethe/shared/vault/aws/HeldKeyrings.java").read_text())
    longest_function = max(f["Properties"].get("Timeout", 15) for f in of_type("AWS::Serverless::Function").values())
    assert PAUSE >= 60 * int(held.group(1)) + longest_function
    assert {state["SecondsPath"] for _, state in states(TERMINATION) if state["Type"] == "Wait" and "SecondsPath" in state} == {"$.pause"}


GOALS = MACHINES["GoalsStateMachine"]


def test_goals_go_from_entries_before_counters_with_a_pause_between():
    """The rules `first` and `outlast` of infra-tests/model/goals.py."""
    stores = [store["store"] for store in GOALS["States"]["Begin"]["Parameters"]["work"]["stores"]]
    # What whoever ran then wrote is found by the second look at the Ledger: what commands took off.
    assert stores == ["ledger", "ledger", "statistics", "archive"]
    [ledger] = GOALS["States"]["IsItTheLedger"]["Choices"]
    assert (ledger["Variable"], ledger["NumericEquals"], ledger["Next"]) == ("$.work.at", 0, "Outlast")
    assert GOALS["States"]["Outlast"] == {"Type": "Wait", "SecondsPath": "$.pause", "Next": "NextStore"}
    [more] = GOALS["States"]["IsThereAnother"]["Choices"]
    assert more["NumericLessThan"] == len(stores)


def test_a_store_is_gone_through_until_nothing_is_found_and_an_application_follows_another():
    assert GOALS["States"]["Settle"]["Next"] == "IsNothingLeft"
    [nothing] = GOALS["States"]["IsNothingLeft"]["Choices"]
    assert (nothing["Variable"], nothing["BooleanEquals"]) == ("$.settled.isClean", True)
    assert GOALS["States"]["IsNothingLeft"]["Default"] == "Plan"
    assert GOALS["States"]["Conclude"]["Next"] == "Find"


def test_orders_last_as_long_as_the_work_waits():
    """The rules `margin`, `begin` and `rest`: who gives an order goes by the same pause."""
    pauses = {
        RESOURCES["ControlFunction"]["Properties"]["Environment"]["Variables"]["TERMINATION_PAUSE"]["Ref"],
        *(RESOURCES[name]["Properties"]["Environment"]["Variables"]["GOALS_PAUSE"]["Ref"] for name in ("GoalsCountsFunction", "GoalsLinesFunction")),
    }
    assert pauses == {"TerminationPause"}


def test_a_migration_is_waited_for_within_the_history_of_an_execution():
    """An execution has 25,000 events: a wait, a task and a choice are nine."""
    days = re.search(r"COLLECTION = Duration.ofDays\((\d+)\)", (ROOT / "shared-lib/src/main/java/dev/lethe/shared/termination/Termination.java").read_text())
    assert int(days.group(1)) * 24 * 3600 / PAUSE * 9 < 22_000


def test_no_termination_ends_because_a_step_fails_for_an_hour():
    for name, state in states(TERMINATION):
        if state["Type"] == "Task":
            [again] = state["Retry"]
            assert longest(again) >= 3600, name


def test_parts_hand_on_next_to_nothing():
    """All that they hand on together has 256 KiB."""
    for name in ("Empty", "Search"):
        part = TERMINATION["States"][name]["ItemProcessor"]["States"]["Part"]
        assert part["ResultSelector"] == {"isDone": True}
        assert TERMINATION["States"][name]["ResultPath"] is None
