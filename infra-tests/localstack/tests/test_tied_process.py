"""Processes end with LocalStack, even when it is killed."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import SOURCES
from lethe_localstack import tied_process

PARENT = """
import sys, threading, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from lethe_localstack import tied_process
COMMAND = [sys.executable, "-c", "import time; time.sleep(60)"]
def start():
    pid = tied_process.start(COMMAND).pid
    running = Path(f"/proc/{pid}/cmdline")
    # It is tied when what ties it has become the command itself.
    while running.exists() and running.read_text().split("\\0")[:-1] != COMMAND:
        time.sleep(0.01)
    print(pid, flush=True)
thread = threading.Thread(target=start)
thread.start()
thread.join()
time.sleep(60)
"""

only_where_it_can = pytest.mark.skipif(not tied_process._tie(), reason="this system cannot tie processes")


def is_running(pid: int) -> bool:
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return status != "" and not status.startswith("Z")


@pytest.fixture
def parent_and_child():
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(SOURCES / "plugin")], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())
    yield parent, child
    parent.kill()
    parent.wait()
    if is_running(child):
        os.kill(child, signal.SIGKILL)


@only_where_it_can
def test_a_killed_parent_takes_its_processes_along(parent_and_child):
    parent, child = parent_and_child
    parent.kill()
    parent.wait()
    give_up = time.monotonic() + 5
    while is_running(child) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not is_running(child)


def test_the_thread_that_asked_for_a_process_may_end(parent_and_child):
    _, child = parent_and_child
    time.sleep(1)
    assert is_running(child)


def test_without_the_means_the_command_is_as_it_was(monkeypatch):
    monkeypatch.setattr(tied_process, "_tie", lambda: ())
    assert tied_process.tied(["java", "-version"]) == ["java", "-version"]
