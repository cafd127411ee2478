"""Every operation of docs/openapi.yaml says all that a caller must know, a new one too."""

import re
from collections import Counter

import pytest
from jsonschema import Draft202012Validator
from openapi import DOCUMENT, answers, examples_of, operations, resolved, within
from routes import NEEDS

OPERATIONS = pytest.mark.parametrize("method, path", operations())

PARAMETER = re.compile(r"\{([^}]*)}")

PROBLEM = "application/problem+json"


def told(method: str, path: str, status: str) -> dict:
    """What an operation says of a status, by media type."""
    return resolved(operations()[method, path]["responses"].get(status, {})).get("content", {})


def needed(method: str, path: str) -> str:
    return NEEDS.get(f"{method.upper()} {path}", "WRITE_KEY")


def test_every_operation_has_a_name_of_its_own():
    names = Counter(operation["operationId"] for operation in operations().values())
    assert max(names.values()) == 1


@OPERATIONS
def test_it_says_what_it_does_and_for_whom(method, path):
    operation = operations()[method, path]
    assert operation["summary"] and not operation["summary"].endswith(".")
    assert len(operation["tags"]) == 1
    assert set(operation["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}


@OPERATIONS
def test_every_parameter_is_explained_and_those_that_must_be_there_have_an_example(method, path):
    item = DOCUMENT["paths"][path]
    parameters = [resolved(p) for p in item.get("parameters", []) + operations()[method, path].get("parameters", [])]
    assert [p["name"] for p in parameters if p["in"] == "path"] == PARAMETER.findall(path)
    for parameter in parameters:
        assert parameter["description"], parameter["name"]
    for name, parameter in {p["name"]: p for p in parameters if p.get("required")}.items():
        validator = Draft202012Validator({**parameter["schema"], "components": DOCUMENT["components"]})
        assert len(examples_of(parameter)) == 1, name
        assert list(validator.iter_errors(examples_of(parameter)[0])) == [], name


@OPERATIONS
def test_a_body_has_an_example_and_is_closed_unless_sdks_send_it(method, path):
    operation = operations()[method, path]
    if "requestBody" not in operation:
        return
    assert operation["requestBody"]["required"] is True
    [(media, content)] = operation["requestBody"]["content"].items()
    assert media == "application/json"
    assert examples_of(content)
    if needed(method, path) != "WRITE_KEY":
        # What has properties is told whole; what has none is somebody else's.
        objects = [schema for schema in within(content["schema"]) if "properties" in schema and "in" not in schema]
        assert objects
        for schema in objects:
            assert schema["additionalProperties"] is False, schema


@OPERATIONS
def test_what_it_does_when_all_is_well_is_told_once_and_with_an_example(method, path):
    well = [status for status in operations()[method, path]["responses"] if re.fullmatch("2..|303", status)]
    assert len(well) == 1
    for media, content in told(method, path, well[0]).items():
        assert examples_of(content), media


@OPERATIONS
def test_what_goes_wrong_before_a_function_is_reached_is_told(method, path):
    for status in ("403", "429", "5XX"):
        assert "application/json" in told(method, path, status), status
    if "requestBody" in operations()[method, path]:
        assert "application/json" in told(method, path, "413")
    if needed(method, path) == "OPERATOR":
        # API Gateway does not say that there is a path to who does not sign.
        assert "application/json" in told(method, path, "404")


@OPERATIONS
def test_what_a_secret_key_may_meet_is_told(method, path):
    need = needed(method, path)
    if need in ("READ", "RIGHTS", "MANAGE"):
        for status in ("401", "403", "429", "503"):
            assert PROBLEM in told(method, path, status), status
        if "requestBody" in operations()[method, path]:
            assert told(method, path, "400")
    if "{app}" in path:
        assert PROBLEM in told(method, path, "404")


def test_every_answer_has_an_example():
    for status, answer in answers():
        for media, content in answer["content"].items():
            assert examples_of(content), (status, media)
