"""Tests of docs/openapi.yaml by itself and against template.yaml; what the handlers do is `OpenApiTest`'s."""

import json
import re
from collections.abc import Iterator

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from templates import RESOURCES, ROOT

DOCUMENT = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
API = RESOURCES["Api"]["Properties"]

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}

# The calls of the tracking API go to one route.
A_CALL = re.compile(r"/v1/[a-z]+/?")
CALLS = "/v1/{call+}"


def resolved(node: dict) -> dict:
    """What a reference leads to; what is no reference, as it is."""
    while "$ref" in node:
        name = node["$ref"].removeprefix("#/")
        node = DOCUMENT
        for part in name.split("/"):
            node = node[part]
    return node


def operations() -> dict[tuple[str, str], dict]:
    """Every operation, by its method and path."""
    return {
        (method, path): operation
        for path, item in DOCUMENT["paths"].items()
        for method, operation in resolved(item).items()
        if method in METHODS
    }


def answers() -> list[tuple[str, dict]]:
    """Every answer of every operation, with its status."""
    return [
        (status, resolved(answer)) for operation in operations().values() for status, answer in operation["responses"].items()
    ]


def everything(node, path=()) -> Iterator[tuple[tuple, dict]]:
    """Every object of the document, with where it stands."""
    if isinstance(node, dict):
        yield path, node
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from everything(inner, (*path, key))


def test_the_document_is_valid():
    assert [error.message for error in OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_it_has_the_routes_of_the_template_and_no_others(api_document):
    routes = {(method, path) for path, item in api_document["paths"].items() for method in item if method in METHODS}
    named = {path for _, path in routes}
    assert CALLS in named
    documented = {
        (method, CALLS if path not in named and A_CALL.fullmatch(path) else path) for method, path in operations()
    }
    assert documented == routes


def test_what_the_gateway_closes_is_closed_in_the_document(api_document):
    closed = {
        (method, path)
        for path, item in api_document["paths"].items()
        for method, operation in item.items()
        if "AWS_IAM" in str(operation.get("security"))
    }
    signed = {key for key, operation in operations().items() if operation["security"] == [{"awsSignature": []}]}
    assert closed == signed != set()


def test_the_gateways_own_answers_are_told_as_the_template_words_them():
    marked = {a["x-gateway-response"]: a for a in DOCUMENT["components"]["responses"].values() if "x-gateway-response" in a}
    assert marked.keys() == API["GatewayResponses"].keys()
    for name, worded in API["GatewayResponses"].items():
        told = marked[name]
        body = json.loads(worded["ResponseTemplates"]["application/json"])
        assert told["content"]["application/json"]["example"] == body, name
        headers = worded.get("ResponseParameters", {}).get("Headers", {})
        assert told.get("headers", {}).keys() == headers.keys(), name
        assert {status for status, answer in answers() if answer is told} == {status_of(name)}, name


def status_of(gateway_response: str) -> str:
    """The status that a gateway response has by the template, or by API Gateway itself."""
    by_itself = {"DEFAULT_4XX": "403", "DEFAULT_5XX": "5XX"}
    worded = API["GatewayResponses"][gateway_response]
    return str(worded["StatusCode"]) if "StatusCode" in worded else by_itself[gateway_response]


def examples() -> list[tuple[str, dict, object]]:
    """Every example of a body, with where it stands and its schema."""
    found = []
    for path, node in everything(DOCUMENT):
        if "schema" in node and path[-2:-1] == ("content",):
            told = [node["example"]] if "example" in node else [e["value"] for e in node["examples"].values()]
            found += [("/".join(map(str, path)), node["schema"], example) for example in told]
    return found


@pytest.mark.parametrize("where, schema, example", examples(), ids=lambda value: value if isinstance(value, str) else "")
def test_examples_have_the_form_that_they_are_examples_of(where, schema, example):
    validator = Draft202012Validator({**schema, "components": DOCUMENT["components"]})
    assert [error.message for error in validator.iter_errors(example)] == []


def test_every_code_of_an_error_has_an_example():
    told = [example for _, _, example in examples() if isinstance(example, dict)]
    schemas = DOCUMENT["components"]["schemas"]
    assert {e["code"] for e in told if "code" in e} == set(schemas["Error"]["properties"]["code"]["enum"])
    problems = schemas["Problem"]["properties"]
    assert {e["type"] for e in told if "title" in e} == set(problems["type"]["enum"])
    assert {e["status"] for e in told if "title" in e} == set(problems["status"]["enum"])


def within(node) -> Iterator[dict]:
    """All that a schema leads to."""
    for _, inner in everything(node):
        yield inner
        if "$ref" in inner:
            yield from within(resolved(inner))


def test_answers_have_no_fields_but_those_that_are_told():
    objects = [
        schema
        for _, answer in answers()
        for content in answer["content"].values()
        for schema in within(content["schema"])
        if schema.get("type") == "object"
    ]
    assert objects
    for schema in objects:
        assert schema["additionalProperties"] is False, schema
        assert set(schema["required"]) <= set(schema["properties"]), schema


def test_every_answer_says_what_it_holds():
    for status, answer in answers():
        assert answer["description"]
        # RFC 9110, section 15.4.5.
        assert bool(answer["content"]) == (status != "304")


def test_every_component_is_used():
    used = {node["$ref"] for _, node in everything(DOCUMENT) if "$ref" in node}
    used |= {f"#/components/securitySchemes/{name}" for _, o in everything(DOCUMENT) for s in o.get("security", []) for name in s}
    there = {f"#/components/{kind}/{name}" for kind, named in DOCUMENT["components"].items() for name in named}
    assert there == used
