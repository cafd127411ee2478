"""The models of the protocols: some histories under all rules, and that they notice rules that are left out."""

import subprocess
import sys
from pathlib import Path

import pytest

MODELS = Path(__file__).parents[1] / "model"


def explored(model: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(MODELS / model), "run", *arguments], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("model", ["lanes.py", "archive.py", "goals.py"])
def test_no_history_violates_anything_under_all_rules(model: str):
    assert explored(model, "all", "3000").startswith("0 of 3000 ")


@pytest.mark.parametrize(
    ("model", "rule"),
    [("lanes.py", rule) for rule in ["absent", "reread", "once", "shells", "skewed", "dead", "zero", "gate"]]
    + [("archive.py", rule) for rule in ["keep", "late", "before", "strong", "name", "even", "absent", "claim", "commit", "index", "again", "count", "first", "stays"]]
    + [("archive.py", rule) for rule in ["newer", "held", "says", "drop"]]
    + [("goals.py", rule) for rule in ["filter", "first", "done", "own"]],
)
def test_a_rule_that_is_left_out_is_missed(model: str, rule: str):
    without = explored(model, f"-{rule}", "700")
    assert " of 700 violated" in without
    assert not without.startswith("0 of ")


@pytest.mark.parametrize(("rule", "seed"), [("known", "14424"), ("after", "12948"), ("then", "6240"), ("touch", "10433")])
def test_a_rule_of_the_archive_that_is_rarely_needed_is_missed_in_one_history(rule: str, seed: str):
    assert explored("archive.py", f"-{rule}", "1", seed).startswith("1 of 1 ")


@pytest.mark.parametrize(("rule", "seed"), [("margin", "324"), ("begin", "324"), ("same", "337"), ("outlast", "99"), ("check", "4908")])
def test_a_rule_of_forgotten_goals_that_is_rarely_needed_is_missed_in_one_history(rule: str, seed: str):
    assert explored("goals.py", f"-{rule}", "1", seed).startswith("1 of 1 ")
