"""What the stack runs on, installed in `.local/tools` and nowhere else.

A part is whole when its stamp says so, and up to date when the stamp holds the hash of what it was made
from; a part that was interrupted has no stamp, and is made again from nothing.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lethe_stack.project import LOCAL, ROOT, SOURCES, TOOLS, Failure, say, tail
from lethe_stack.tools import require_jdk

PACKAGES = SOURCES / "packages"
SDKS = ROOT / "infra-tests" / "sdk"

LOCALSTACK = TOOLS / "localstack"
SAM = TOOLS / "sam"
KINESIS = TOOLS / "kinesis"
DYNAMODB = TOOLS / "dynamodb"
RUNTIME = TOOLS / "runtime"
SDK_NODE = TOOLS / "sdk-node"
SDK_PYTHON = TOOLS / "sdk-python"
COUNTRY_DATABASE = TOOLS / "country-database"
OPERATE = TOOLS / "operate"
QUERIES = TOOLS / "queries"
RECEIPTS = TOOLS / "receipts"
REDOCLY = TOOLS / "redocly"
SCHEMATHESIS = TOOLS / "schemathesis"


@dataclass(frozen=True)
class Part:
    """One thing to install: its folder, what it is made from, how, and whether only who names it gets it."""

    folder: Path
    inputs: list[Path]
    make: Callable[["Part"], None]
    on_demand: bool = False

    @property
    def stamp(self) -> Path:
        return self.folder / ".stamp"

    def wanted(self) -> str:
        """The hash of all that the part is made from."""
        digest = hashlib.sha256()
        for file in self.inputs:
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def is_there(self) -> bool:
        return self.stamp.exists() and self.stamp.read_text(encoding="utf-8") == self.wanted()


def parts() -> list[Part]:
    """All parts, quick ones last."""
    return [
        Part(LOCALSTACK, [PACKAGES / "localstack.txt", PACKAGES / "localstack-constraints.txt"], virtualenv),
        Part(SAM, [PACKAGES / "sam.txt"], virtualenv),
        Part(SDK_PYTHON, [SDKS / "python" / "requirements.txt"], virtualenv),
        Part(DYNAMODB, [PACKAGES / "dynamodb" / "pom.xml"], maven_libraries),
        Part(RUNTIME, [PACKAGES / "runtime" / "pom.xml"], maven_libraries),
        Part(KINESIS, npm_inputs(PACKAGES / "kinesis"), npm_modules),
        Part(SDK_NODE, [*npm_inputs(SDKS / "node"), *sorted((SDKS / "node").glob("send-*.mjs"))], npm_modules),
        Part(COUNTRY_DATABASE, [ROOT / "tools" / "country_database" / "requirements.txt"], virtualenv, on_demand=True),
        Part(OPERATE, [ROOT / "tools" / "operate" / "requirements.txt"], virtualenv, on_demand=True),
        Part(RECEIPTS, [ROOT / "tools" / "receipts" / "requirements.txt"], virtualenv, on_demand=True),
        Part(QUERIES, [ROOT / "infra-tests" / "queries" / "requirements.txt"], virtualenv, on_demand=True),
        Part(SCHEMATHESIS, [ROOT / "infra-tests" / "openapi" / "requirements.txt"], virtualenv, on_demand=True),
        Part(REDOCLY, npm_inputs(PACKAGES / "redocly"), npm_modules, on_demand=True),
    ]


def npm_inputs(folder: Path) -> list[Path]:
    return [folder / "package.json", folder / "package-lock.json"]


def install(name: str | None = None) -> None:
    """Makes what is missing or out of date: one part, or all that a stack runs on. Who comes second waits."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / ".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_parts([part for part in parts() if is_wanted(part, name)])


def is_wanted(part: Part, name: str | None) -> bool:
    return part.folder.name == name if name else not part.on_demand


def install_parts(wanted: list[Part]) -> None:
    for part in wanted:
        if part.is_there():
            continue
        began = time.monotonic()
        shutil.rmtree(part.folder, ignore_errors=True)
        part.folder.mkdir(parents=True)
        part.make(part)
        part.stamp.write_text(part.wanted(), encoding="utf-8")
        say(f"  installed {part.folder.name} in {time.monotonic() - began:.0f} s")


def python_of(folder: Path) -> Path:
    """A virtual environment's Python. Its scripts are not used: their first lines break on spaces."""
    return folder / "bin" / "python"


def virtualenv(part: Part) -> None:
    """A virtual environment with the packages of a requirements file."""
    requirements, *constraints = part.inputs
    options = [option for file in constraints for option in ("-c", str(file))]
    run([sys.executable, "-m", "venv", str(part.folder)])
    run([str(python_of(part.folder)), "-m", "pip", "install", "--quiet", "-r", str(requirements), *options])


def npm_modules(part: Part) -> None:
    """The modules of a package lock, and beside them the programs that use them."""
    for file in part.inputs:
        shutil.copy(file, part.folder)
    run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=part.folder)


def maven_libraries(part: Part) -> None:
    """The libraries of a POM, with all that they need."""
    run(
        [str(ROOT / "mvnw"), "-B", "-q", "-ntp", "-f", str(part.inputs[0]),
         "dependency:3.8.1:copy-dependencies", f"-DoutputDirectory={part.folder}", "-DincludeScope=runtime"],
        cwd=part.inputs[0].parent,
        environment={**os.environ, "JAVA_HOME": require_jdk(), "LETHE_PYTHON": sys.executable},
    )


def run(command: list[str], cwd: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    """Runs an installer; what it says is shown only if it fails."""
    log = LOCAL / "install.log"
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                              stdout=output, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise Failure(f"{tail(log)}\n\nThis failed: {' '.join(command)}\nIts log is {log}")
