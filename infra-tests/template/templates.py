"""The template as its tests read it."""

from pathlib import Path

import pytest
from cfnlint.decode import cfn_yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"

RESOURCES = cfn_yaml.load(str(TEMPLATE))["Resources"]


def of_type(*types: str) -> dict[str, dict]:
    """The template's resources of some types, by name."""
    return {name: r for name, r in RESOURCES.items() if r["Type"] in types}


def each(*types: str):
    """A test parameter for each resource of some types."""
    found = of_type(*types)
    assert found, f"the template has no {types}"
    return pytest.mark.parametrize("name, resource", found.items(), ids=found.keys())


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]
