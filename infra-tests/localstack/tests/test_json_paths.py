"""JSONPaths mean the same when they are remembered."""

import pytest
from jsonpath_ng.ext import parse
from lethe_localstack import json_paths
from lethe_localstack.json_paths import remembered
from localstack.services.stepfunctions.asl.component.common.path import result_path
from localstack.services.stepfunctions.asl.utils import json_path

DATA = {"part": {"names": ["a", "b"], "rows": [{"n": 1}, {"n": 2}]}}


@pytest.mark.parametrize("path", ["$", "$.part.names[1]", "$.part.rows[?(@.n > 1)].n", "$.part.none"])
def test_a_path_finds_the_same_each_time(path):
    again = remembered(parse)
    expected = [match.value for match in parse(path).find(DATA)]
    for _ in range(2):
        assert [match.value for match in again(path).find(DATA)] == expected


def test_it_is_read_once_and_what_cannot_be_read_fails_each_time():
    read = []

    def reading(path):
        read.append(path)
        return parse(path)

    again = remembered(reading)
    again("$.a")
    again("$.a")
    assert read == ["$.a"]
    for _ in range(2):
        with pytest.raises(Exception):
            again("$.[")
    assert read == ["$.a", "$.[", "$.["]


def test_writing_by_a_path_leaves_it_as_it_was():
    again = remembered(parse)
    first, second = {}, {}
    again("$.a.b").update_or_create(first, 1)
    again("$.a.b").update_or_create(second, 2)
    assert (first, second) == ({"a": {"b": 1}}, {"a": {"b": 2}})


def test_localstack_reads_paths_through_it(monkeypatch):
    for module in (json_path, result_path):
        monkeypatch.setattr(module, "parse", module.parse)
    json_paths.remember_json_paths()
    assert json_path.extract_json("$.part.names[0]", DATA) == "a"
    assert json_path.extract_json("$.part.names[0]", DATA) == "a"
    assert json_path.parse.cache_info().hits == 1
    assert result_path.parse.cache_info().hits == 0
