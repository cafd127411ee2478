"""Tests of docs/openapi.yaml by itself and against template.yaml; what the handlers do is `OpenApiTest`'s."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi import DOCUMENT, METHODS, answers, everything, examples_of, operations, within
from openapi_spec_validator import OpenAPIV31SpecValidator
from routes import NEEDS
from templates import RESOURCES

API = RESOURCES["Api"]["Properties"]

# The calls of the tracking API go to one route.
A_CALL = re.compile(r"/v1/[a-z]+/?")
CALLS = "/v1/{call+}"


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


@pytest.mark.parametrize("method, path", operations())
def test_it_is_said_which_scope_a_key_must_have(method, path):
    need = NEEDS.get(f"{method.upper()} {path}", "WRITE_KEY")
    security = operations()[method, path]["security"]
    if need in ("READ", "RIGHTS", "MANAGE"):
        assert security == [{"secretKey": [need.lower()]}]
    else:
        assert not any("secretKey" in scheme for scheme in security)


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
            found += [("/".join(map(str, path)), node["schema"], example) for example in examples_of(node)]
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
