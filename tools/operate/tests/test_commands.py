"""The commands as they are run: what they say when they cannot do it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2]
OUTPUTS = {"region": "us-east-1", "StreamName": "stream", "LedgerTable": "ledger", "FailuresBucket": "failures",
           "RecoveryFunction": "recovery", "LogShipping": "lethe-logs", "UndeliveredLogsBucket": "undelivered",
           "apiUrl": "http://127.0.0.1:1/live"}

# Port 1 of this machine: nothing answers there.
NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
def operate(tmp_path):
    """Runs a command where there is neither a stack nor an AWS account."""

    def run(*command: str, outputs: dict | None = None, **environment: str) -> subprocess.CompletedProcess:
        file = tmp_path / "outputs.json"
        if outputs is not None:
            file.write_text(json.dumps(outputs))
        where = [] if "--stack" in command else ["--outputs", str(file)]
        return subprocess.run(
            [sys.executable, "-m", "operate", *command, *where],
            env={"PYTHONPATH": str(TOOLS), "PATH": os.defpath, "HOME": str(tmp_path),
                 "AWS_EC2_METADATA_DISABLED": "true", **environment},
            capture_output=True, text=True, timeout=60)

    return run


def refuses(done: subprocess.CompletedProcess, why: str) -> None:
    assert done.returncode == 1
    assert why in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [
    ("redrive",), ("skip", "--shard", "3", "--sequence", "1"), ("shards",), ("recover-vault",), ("ship-logs",),
    ("customer", "--name", "Example GmbH", "--email", "privacy@example.com"),
    ("sub-processor", "--name", "Mail Inc.", "--country", "US", "--purpose", "mail", "--safeguard", "within_eea"),
    ("end-sub-processor", "--id", "sub_1"), ("privacy-contacts",),
    ("read", "--customer", "cus_1", "--app", "app_1", "--to", "none.zip", "--ground", "legal_obligation"),
], ids=lambda command: command[0])
def test_without_a_stack_they_say_how_to_get_one(operate, command):
    refuses(operate(*command),
            "There is no local stack. Start one with make run, or name yours on AWS: STACK_NAME=lethe")
    # Nothing of the user's AWS reaches a local stack.
    done = operate(*command, outputs={**OUTPUTS, "endpoint": NOWHERE}, AWS_PROFILE="of-work", AWS_MAX_ATTEMPTS="1")
    refuses(done, "Is the stack up?")


def test_on_aws_they_say_what_is_missing(operate):
    refuses(operate("shards", "--stack", "lethe"), "In which region is the stack?")
    refuses(operate("shards", "--stack", "lethe", AWS_REGION="eu-central-1"), "There are no AWS credentials.")


def test_a_stack_that_lacks_an_output_is_too_old(operate):
    refuses(operate("redrive", outputs={"region": "us-east-1", "endpoint": NOWHERE}), "no output FailuresBucket")


def test_what_is_malformed_is_refused_before_anything_is_asked(operate):
    refuses(operate("skip", "--shard", "x", "--sequence", "1"), "'x' is no shard")
    refuses(operate("skip", "--shard", "3", "--sequence", "4959…"), "'4959…' is no sequence number")
    refuses(operate("read", "--customer", "c", "--app", "a", "--to", os.devnull, "--ground", "legal_obligation"),
            "Name a new file.")
