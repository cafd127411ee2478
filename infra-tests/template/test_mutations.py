"""The mutations still fit the code: `make mutate`, which takes long, breaks what is there."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "infra-tests/mutations"))
from mutations import NEEDING_A_STACK, UNITS  # noqa: E402

SOURCES = [path for folder in ("functions", "shared-lib") for path in (ROOT / folder).glob("**/src/main/java/**/*.java")]
MODULES = [ROOT / "infra-tests", ROOT / "shared-lib", *(ROOT / "functions").iterdir()]
TESTS = {path.stem for module in MODULES for path in module.glob("src/test/java/**/*.java")}
TESTS |= {path.name for path in (ROOT / "infra-tests").glob("*/test_*.py")}


def place(name: str) -> Path:
    [found] = [ROOT / name] if name.endswith(".yaml") else [path for path in SOURCES if path.name == name]
    return found


@pytest.mark.parametrize("mutation", UNITS + NEEDING_A_STACK, ids=lambda mutation: mutation.name)
def test_it_fits_the_code_and_its_tests_are_there(mutation):
    text = place(mutation.file).read_text(encoding="utf-8")
    assert mutation.applied(text) != text
    # One name may be two modules': `ingest/KeyRotationTest`.
    missing = {test for test in mutation.tests if test.split("/")[-1] not in TESTS}
    assert not missing, f"no such test: {missing}"
