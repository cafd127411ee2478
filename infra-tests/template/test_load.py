"""The load model: no partition of the counters is written too often, and the document says what the model says."""

import importlib.util
import re
from pathlib import Path

import pytest
from templates import TEMPLATE

ROOT = Path(__file__).parents[2]
specification = importlib.util.spec_from_file_location("load", ROOT / "infra-tests/model/load.py")
load = importlib.util.module_from_spec(specification)
specification.loader.exec_module(load)


def constant(file: str, name: str) -> int:
    text = (ROOT / file).read_text(encoding="utf-8")
    return int(re.search(rf"\b{name} = ([\d_]+);", text).group(1))


def test_the_model_is_of_what_is_deployed():
    template = TEMPLATE.read_text(encoding="utf-8")
    delay = re.search(r"  StatisticsDelay:\n    Type: Number\n    Default: (\d+)", template).group(1)
    records = re.search(r"BatchSize: (\d+)", template).group(1)
    assert load.Settings() == load.Settings(
        values=constant("functions/aggregate/src/main/java/dev/lethe/aggregate/aws/DynamoValues.java", "MOST"),
        spreads=constant("shared-lib/src/main/java/dev/lethe/shared/counters/CounterKey.java", "SPREADS"),
        window=int(delay),
        records=int(records),
    )


@pytest.mark.parametrize("requests", load.LOADS.values(), ids=load.LOADS)
def test_no_partition_is_written_too_often(requests):
    assert load.writes(max(load.SHARDS), requests, load.Settings()) <= load.MOST_WRITES


def test_without_spreads_one_would_be():
    settings = load.Settings(spreads=1)
    assert all(load.writes(max(load.SHARDS), requests, settings) > load.MOST_WRITES for requests in load.LOADS.values())


def test_the_document_has_the_models_table():
    assert load.table(load.Settings()) in (ROOT / "docs/limits.md").read_text(encoding="utf-8")
