"""The command, as `make verify-receipt` runs it."""

import os
import subprocess
import sys

from samples import FOLDER, ROOT


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "receipts", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "tools")},
        cwd=FOLDER,
    )


def test_what_holds_is_told_in_one_line():
    told = run("second.json", "--certificate", "certificate.pem", "--previous", "first.json")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.count("\n") == 1
    assert told.stdout.startswith("rcp_b7551968-d5d6-44b2-9831-815ac9017798, number 2 of cus_0123456789abcdef01234567: ")


def test_what_does_not_is_told_in_one_line_too():
    told = run("first.json", "--previous", "second.json")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "first.json does not hold: it is number 1, and the receipt before is number 2.\n"
    assert run("certificate.pem").returncode == 1


def test_a_file_that_is_not_there():
    told = run("third.json")
    assert (told.returncode, told.stderr) == (1, "third.json cannot be read: No such file or directory.\n")
