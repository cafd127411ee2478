"""Processes that end when LocalStack does, even if LocalStack is killed."""

import functools
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

# Linux ends a tied process with the *thread* that started it: this one lasts as long as LocalStack.
_starter = ThreadPoolExecutor(1, "process-starter")


def mark() -> str:
    """What the command line of each of our processes holds; `stack down` finds them by it."""
    return os.environ["LETHE_MARK"]


def start(command: list[str], **options) -> subprocess.Popen:
    """Starts a tied process."""
    return _starter.submit(subprocess.Popen, tied(command), **options).result()


def tied(command: list[str]) -> list[str]:
    """The command that runs another one tied to its parent thread, where the system can do that."""
    return [*_tie(), *command]


@functools.cache
def _tie() -> tuple[str, ...]:
    """The start of such a command; empty on macOS, and where setpriv cannot do it."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return ()
    tie = (setpriv, "--pdeathsig", "KILL", "--")
    works = subprocess.run([*tie, "true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    return tie if works else ()
