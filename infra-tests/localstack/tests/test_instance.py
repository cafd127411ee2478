"""Starting and stopping touch nothing that is not ours."""

import os
import shutil
import socket
import subprocess
import sys
import time

import pytest
from lethe_stack import instance, project
from lethe_stack.project import Failure, Instance


@pytest.fixture
def local(tmp_path, monkeypatch):
    """A project's folder of its own."""
    monkeypatch.setattr(project, "LOCAL", tmp_path)
    monkeypatch.delenv("LOCALSTACK_ENDPOINT", raising=False)
    return tmp_path


def start(program: str) -> subprocess.Popen:
    """A process in a group of its own that sleeps, run from a place."""
    return subprocess.Popen([program, "-c", "import time; time.sleep(60)"], start_new_session=True)


def wait_for_end(process: subprocess.Popen) -> None:
    process.wait(timeout=10)


def test_a_port_that_is_taken_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is taken.*make run PORT="):
            instance.require_free(port)


def test_a_port_that_is_free_is_taken():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    instance.require_free(port)


def test_down_ends_what_runs_from_our_tools(tmp_path):
    tools = tmp_path / "our tools"
    tools.mkdir()
    ours = tools / "program"
    ours.symlink_to(sys.executable)
    process = start(str(ours))
    instance.terminate(process.pid, tools)
    wait_for_end(process)


def test_down_ends_what_does_not_listen(tmp_path):
    program = tmp_path / "stubborn.py"
    program.write_text("import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True)\ntime.sleep(60)")
    process = subprocess.Popen([sys.executable, str(program)], start_new_session=True, stdout=subprocess.PIPE)
    process.stdout.readline()
    grace, instance.GRACE = instance.GRACE, 0.5
    try:
        instance.terminate(process.pid, tmp_path)
    finally:
        instance.GRACE = grace
    wait_for_end(process)


def test_down_leaves_a_stranger_who_got_our_number_alone(tmp_path):
    stranger = start(sys.executable)
    try:
        instance.terminate(stranger.pid, tmp_path)
        time.sleep(0.2)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_down_when_nothing_is_up_is_fine(local):
    instance.down(Instance("run"))


def test_down_takes_the_description_away(local):
    described = Instance("run")
    project.write(described.description, {"apiUrl": "x"})
    instance.down(described)
    assert not described.description.exists()


def test_an_own_localstack_that_does_not_answer_is_told(local, monkeypatch):
    monkeypatch.setenv("LOCALSTACK_ENDPOINT", "http://127.0.0.1:1")
    with pytest.raises(Failure, match="No LocalStack answers at http://127.0.0.1:1"):
        instance.up(Instance("run"), 4566)


def test_without_a_stack_it_is_said_how_to_start_one(local):
    with pytest.raises(Failure, match="make run"):
        Instance("run").endpoint()


def test_the_launcher_says_how_to_get_python(tmp_path):
    launcher = project.SOURCES / "stack"
    empty = {"PATH": os.pathsep.join({os.path.dirname(shutil.which(tool)) for tool in ("sh", "dirname")}),
             "HOME": str(tmp_path), "LETHE_PYTHON": "", "PYENV_ROOT": str(tmp_path)}
    told = subprocess.run([str(launcher), "doctor"], env=empty, capture_output=True, text=True)
    if told.returncode == 0:
        pytest.skip("this system's own python3 is a 3.13")
    assert "Python 3.13 is missing" in told.stderr
