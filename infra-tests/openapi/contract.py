"""docs/openapi.yaml as schemathesis reads it, and the stack that it is held against."""

import json
import os
import re
from pathlib import Path

import schemathesis
from openapi import DOCUMENT, ROOT, examples_of, resolved
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

# What `stack deploy` wrote; the tests' stack, unless another is named.
OUTPUTS = Path(os.environ.get("LETHE_OUTPUTS", ROOT / ".local" / "test" / "outputs.json"))

# What is looked at in an answer. Whether keys are asked for is `AuthorisationTest`'s: the local gateway lets anybody be the operator.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def document():
    """The document, for the stack that is up."""
    schema = schemathesis.openapi.from_path(str(ROOT / "docs" / "openapi.yaml"))
    schema.config.update(base_url=json.loads(OUTPUTS.read_text(encoding="utf-8"))["apiUrl"])
    # Keys are those of real customers.
    schema.config.generation.update(with_security_parameters=False)
    return schema


SCHEMA = document()
OPERATIONS = {operation.label: operation for operation in (result.ok() for result in SCHEMA.get_all_operations())}


def sent(case, headers: dict[str, str]):
    """The answer to a request; a cold start on a busy machine takes its time."""
    return case.call(headers=headers, timeout=60)


def bodies(label: str) -> list:
    """The bodies that an operation has for examples; one that is none if it takes none."""
    raw = OPERATIONS[label].definition.raw
    return examples_of(raw["requestBody"]["content"]["application/json"]) if "requestBody" in raw else [None]


def parameters(label: str, place: str = "path") -> dict[str, str]:
    """What the parameters that an operation must have in a place have for examples."""
    stated = DOCUMENT["paths"][label.split(" ", 1)[1]].get("parameters", []) + OPERATIONS[label].definition.raw.get("parameters", [])
    return {p["name"]: p["example"] for p in map(resolved, stated) if p["in"] == place and p.get("required")}


def success(label: str) -> tuple[int, list]:
    """The status that an operation has when all is well, and the examples of what it says then."""
    [(status, answer)] = [
        (int(status), resolved(answer))
        for status, answer in OPERATIONS[label].definition.raw["responses"].items()
        if re.fullmatch("2..|303", status)
    ]
    return status, examples_of(answer["content"].get("application/json", {}))


def schemes(label: str) -> set[str]:
    """By what an operation knows who calls."""
    return {scheme for way in OPERATIONS[label].definition.raw["security"] for scheme in way}
