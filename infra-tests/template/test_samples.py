"""Tests of the sample inputs in `events/`: each function has some, and those of steps are what the state machines give."""

import json

import pytest
from templates import RESOURCES, ROOT, of_type
from test_state_machines import states

SAMPLES = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (ROOT / "events").glob("*.json")}

# Samples that are named after another: the archive reads what statistics read, and a schedule is a schedule.
NAMED_AFTER = {"archive": "aggregate", "closing": "retention", "forgetting": "retention", "sweeping": "retention"}


def function_name(resource: dict) -> str:
    return resource["Properties"]["FunctionName"]["Fn::Sub"].removeprefix("${AWS::StackName}-")


FUNCTIONS = [function_name(resource) for resource in of_type("AWS::Serverless::Function").values()]


def is_of(sample: str, name: str) -> bool:
    return sample == name or sample.startswith(name + "-")


def samples_of(function: str) -> list[str]:
    """The samples that begin with the function's name, and with no longer one of another."""
    name = NAMED_AFTER.get(function, function)
    longer = [other for other in FUNCTIONS if is_of(other, name) and other != name]
    return [sample for sample in SAMPLES if is_of(sample, name) and not any(is_of(sample, other) for other in longer)]


def called(definition: dict, parameters: dict, resource: str) -> list[str]:
    """The functions that a task calls: it names one, or it is handed one of those that its machine has listed."""
    if "FunctionName.$" in parameters:
        begun = [state.get("Result") or state.get("Parameters", {}).get("work", {}) for state in definition["States"].values()]
        return [one["function"] for work in begun for one in work.get("stores", [])]
    return [parameters.get("FunctionName", resource)]


def given_states(definition: dict):
    """Every state; those that a map begins with say what the map selects for them."""
    for name, state in states(definition):
        yield name, state
        if "ItemSelector" in state:
            first = state["ItemProcessor"]["States"][state["ItemProcessor"]["StartAt"]]
            yield name, {"Parameters": state["ItemSelector"], **first}


def given() -> dict[str, list[set[str]]]:
    """What each function is given by tasks that say it themselves: the names of the fields."""
    found: dict[str, list[set[str]]] = {}
    for machine in of_type("AWS::Serverless::StateMachine").values():
        functions = machine["Properties"]["DefinitionSubstitutions"]
        definition = json.loads((ROOT / machine["Properties"]["DefinitionUri"]).read_text(encoding="utf-8"))
        for _, state in given_states(definition):
            if state["Type"] == "Task" and "Parameters" in state:
                parameters = state["Parameters"]
                fields = {field.removesuffix(".$") for field in parameters.get("Payload", parameters)}
                for one in called(definition, parameters, state["Resource"]):
                    function = functions[one.strip("${}")]["Fn::GetAtt"][0]
                    found.setdefault(function_name(RESOURCES[function]), []).append(fields)
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_has_a_sample(name):
    assert samples_of(name)


@pytest.mark.parametrize("function, fields", given().items(), ids=given().keys())
def test_samples_of_a_step_are_what_a_state_machine_gives(function, fields):
    for sample in samples_of(function):
        assert set(SAMPLES[sample]) in fields, sample
