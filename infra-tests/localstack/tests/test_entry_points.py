"""Tests of what LocalStack loads of ours."""

from configparser import ConfigParser
from pathlib import Path

PLUGIN = Path(__file__).resolve().parents[1] / "plugin"


def test_hooks_have_names_of_their_own():
    """LocalStack knows a hook by the name of its function: of two that share one it calls one."""
    [file] = PLUGIN.glob("*/entry_points.txt")
    points = ConfigParser(delimiters=("=",))
    points.read(file, encoding="utf-8")
    functions = [target.split(":")[1] for target in points["localstack.hooks.on_infra_start"].values()]
    assert len(functions) == len(set(functions)) > 1
