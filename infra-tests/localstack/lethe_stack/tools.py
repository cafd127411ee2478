"""The tools that a machine must have: JDK 25, Python 3.13, Node.js, make, git."""

import glob
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lethe_stack.project import Failure

JDK = 25
# What renders the reference page needs it.
NODE = (20, 19)

JDK_PLACES = [
    "/usr/lib/jvm/*",
    "/opt/java/*",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
]


@dataclass(frozen=True)
class Tool:
    """A tool, where it was found, and how to get it."""

    name: str
    found: str | None
    advice: str


def jdk(environment: dict[str, str] | None = None) -> str | None:
    """The home of a JDK 25."""
    for home in jdk_candidates(os.environ if environment is None else environment):
        if is_jdk(home):
            return str(home)
    return None


def jdk_candidates(environment: dict[str, str]) -> Iterator[Path]:
    for variable in ("LETHE_JAVA_HOME", "JAVA_HOME"):
        if environment.get(variable):
            yield Path(environment[variable])
    home = environment.get("HOME", "")
    for place in JDK_PLACES:
        for match in sorted(glob.glob(place.replace("~", glob.escape(home))), reverse=True):
            yield Path(match)
    if java := shutil.which("java", path=environment.get("PATH", "")):
        yield Path(java).resolve().parents[1]


def is_jdk(home: Path) -> bool:
    """Whether a folder is a JDK 25, compiler included, by the `release` file that every JDK has."""
    release = home / "release"
    if not release.is_file() or not (home / "bin" / "javac").exists():
        return False
    version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(encoding="utf-8"), re.MULTILINE)
    return version is not None and int(version[1]) == JDK


def node() -> str | None:
    """A Node.js that is new enough, with npm."""
    path = shutil.which("node")
    if path is None or shutil.which("npm") is None:
        return None
    version = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.(\d+)", version)
    return path if found and (int(found[1]), int(found[2])) >= NODE else None


def all_tools() -> list[Tool]:
    """Every tool that is needed."""
    which: Callable[[str], str | None] = shutil.which
    return [
        Tool("JDK 25", jdk(), "sdk install java 25-tem, brew install --cask temurin@25, or a package"
             " of your system; or name its home in LETHE_JAVA_HOME"),
        Tool("Python 3.13", sys.executable, "uv python install 3.13, or pyenv install 3.13"),
        Tool(f"Node.js {NODE[0]}.{NODE[1]} or later, with npm", node(), "nvm install --lts, brew install node, or"
             " apt-get install nodejs npm"),
        Tool("make", which("make"), "apt-get install make, or xcode-select --install"),
        Tool("git", which("git"), "apt-get install git, or xcode-select --install"),
    ]


def require_jdk() -> str:
    """The home of a JDK 25, or a failure that says how to get one."""
    for tool in all_tools():
        if tool.name == "JDK 25":
            if tool.found:
                return tool.found
            raise Failure(f"{tool.name} is missing. Get it: {tool.advice}.")
    raise AssertionError("a JDK is needed")
