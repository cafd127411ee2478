"""Where things are: the project's folders, and those of one running stack."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "infra-tests" / "localstack"
LOCAL = ROOT / ".local"
TOOLS = LOCAL / "tools"

REGION = "us-east-1"
STACK_NAME = "lethe"


class Failure(Exception):
    """Something that the user can mend; the message says how."""


def dynamodb_port(port: int) -> int:
    """Where DynamoDB answers beside a LocalStack: none of the ports that systems hand out by themselves."""
    return port + 100


@dataclass(frozen=True)
class Instance:
    """The files of one stack: `run` is for people, `test` for the tests; both may be up at once."""

    name: str

    @property
    def folder(self) -> Path:
        return LOCAL / self.name

    @property
    def process(self) -> Path:
        """The process that serves it: pid, port."""
        return self.folder / "process.json"

    @property
    def log(self) -> Path:
        return self.folder / "localstack.log"

    @property
    def outputs(self) -> Path:
        """The deployed stack's outputs, and how to reach it."""
        return self.folder / "outputs.json"

    @property
    def description(self) -> Path:
        """How to reach the stack, for people and programs; there while it is up."""
        return LOCAL / "stack.json" if self.name == "run" else self.folder / "stack.json"

    @property
    def mark(self) -> str:
        """What the command line of each of its processes holds, and of no other process."""
        return f"lethe.stack={self.folder}"

    def endpoint(self) -> str:
        """Where AWS's APIs answer."""
        if own := os.environ.get("LOCALSTACK_ENDPOINT"):
            return own.rstrip("/")
        if not self.process.exists():
            raise Failure("The stack is not up. Start it with: make run")
        return f"http://127.0.0.1:{read(self.process)['port']}"

    def dynamodb(self) -> str:
        """Where DynamoDB answers by itself, much sooner."""
        if os.environ.get("LOCALSTACK_ENDPOINT"):
            return self.endpoint()
        return f"http://127.0.0.1:{dynamodb_port(read(self.process)['port'])}"


def reach_loopback_directly() -> None:
    """Keeps what goes to this machine off the user's proxy, here and in what is started."""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, ["127.0.0.1", "localhost", os.environ.get(name)]))


def signed(service: str) -> dict[str, str]:
    """Headers that say for which service a request is; LocalStack takes any signature."""
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential=test/20260101/{REGION}/{service}/aws4_request,"
                             " SignedHeaders=host, Signature=none"}


def read(file: Path) -> dict:
    """A JSON file's content."""
    return json.loads(file.read_text(encoding="utf-8"))


def write(file: Path, content: dict) -> None:
    """Writes a JSON file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    half.replace(file)


def say(text: str) -> None:
    """One line for the user."""
    print(text, flush=True)


def tail(file: Path, lines: int = 25) -> str:
    """The end of a log."""
    text = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    return "\n".join(text.splitlines()[-lines:])


def fail(message: str) -> None:
    """Ends with a message and no stack trace."""
    print(message, file=sys.stderr, flush=True)
    sys.exit(1)
