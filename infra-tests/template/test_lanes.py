"""The model of the protocol: some histories under all rules, and that it notices rules that are left out."""

import subprocess
import sys
from pathlib import Path

import pytest

LANES = Path(__file__).parents[1] / "model/lanes.py"


def explored(*arguments: str) -> str:
    done = subprocess.run([sys.executable, str(LANES), "run", *arguments], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_no_history_violates_anything_under_all_rules():
    assert explored("all", "3000").startswith("0 of 3000 ")


@pytest.mark.parametrize("rule", ["absent", "reread", "once", "shells", "skewed", "dead", "zero", "gate"])
def test_a_rule_that_is_left_out_is_missed(rule):
    assert not explored(f"-{rule}", "700").startswith("0 of ")
