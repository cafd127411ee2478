"""docs/openapi.yaml, and what its parts are."""

from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]

DOCUMENT = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


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


def within(node) -> Iterator[dict]:
    """All that a schema leads to."""
    for _, inner in everything(node):
        yield inner
        if "$ref" in inner:
            yield from within(resolved(inner))


def examples_of(content: dict) -> list:
    """The examples of a body, or of a parameter."""
    return [content["example"]] if "example" in content else [e["value"] for e in content.get("examples", {}).values()]
