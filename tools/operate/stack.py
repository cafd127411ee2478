"""The stack that is operated: the one of `make run`, or one on AWS."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from operate import Failure
from operate.redrive import AT_A_TIME

# Seconds: the longest that Lambda lets a function run, and some.
LONGEST_CALL = 960

START_ONE = "Start one with make run, or name yours on AWS: STACK_NAME=lethe"


@dataclass(frozen=True)
class Stack:
    """A deployed stack: what it put out, and how its services are reached."""

    outputs: dict[str, str]
    session: boto3.Session
    endpoint: str | None = None

    def output(self, name: str) -> str:
        if value := self.outputs.get(name):
            return value
        raise Failure(f"The stack has no output {name}: deploy it anew.")

    def client(self, service: str, patience: int | None = None):
        """A client of one of AWS's services; one that waits for long asks once: the call before may still run."""
        retries = 0 if patience else 2 if self.endpoint else 6
        return self.session.client(service, endpoint_url=self.endpoint, config=Config(
            max_pool_connections=AT_A_TIME,
            read_timeout=patience or 60,
            retries={"mode": "standard", "max_attempts": retries},
            s3={"addressing_style": "path" if self.endpoint else "auto"},
        ))


def of_make_run(outputs: Path) -> Stack:
    """The local stack. No profile and no credentials of the user's reach it."""
    try:
        told = json.loads(outputs.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Failure(f"There is no local stack. {START_ONE}") from None
    for name in [name for name in os.environ if name.startswith("AWS_") and name != "AWS_CA_BUNDLE"]:
        del os.environ[name]
    reach_loopback_directly()
    session = boto3.Session(
        aws_access_key_id="test", aws_secret_access_key="test", region_name=told["region"])
    return Stack(told, session, told["endpoint"])


def reach_loopback_directly() -> None:
    """Keeps what goes to this machine off the user's proxy."""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, ["127.0.0.1", "localhost", os.environ.get(name)]))


def on_aws(name: str) -> Stack:
    """A stack by its name, in the account and the region of the user's AWS credentials."""
    session = boto3.Session(region_name=os.environ.get("AWS_REGION"))
    if not session.region_name:
        raise Failure("In which region is the stack? Say it, as for the AWS CLI: AWS_REGION=eu-central-1")
    try:
        [found] = session.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError as e:
        if e.response["Error"]["Code"] == "ValidationError":
            raise Failure(f"There is no stack {name!r} in {session.region_name}.") from e
        raise
    return Stack({output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}, session)
