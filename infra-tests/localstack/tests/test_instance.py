"""Starting and stopping touch nothing that is not ours."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from lethe_stack import instance, project
from lethe_stack.project import Failure, Instance


@pytest.fixture
def local(tmp_path, monkeypatch):
    """A project's folder of its own, with a space in its name."""
    monkeypatch.setattr(project, "LOCAL", tmp_path / "a project")
    monkeypatch.delenv("LOCALSTACK_ENDPOINT", raising=False)
    return project.LOCAL


def start(*command: str, program: str = "import time; print('up', flush=True); time.sleep(60)") -> subprocess.Popen:
    """A process in a session of its own, as LocalStack starts its helpers; it sleeps."""
    process = subprocess.Popen([sys.executable, "-c", program, *command], start_new_session=True,
                               stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


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


def test_down_ends_all_that_bears_the_mark(local):
    stack = Instance("a run")
    processes = [start(stack.mark), start("-X", stack.mark, "more")]
    instance.terminate(stack.mark)
    for process in processes:
        wait_for_end(process)


def test_down_asks_localstack_first(local, tmp_path):
    stack, order = Instance("run"), tmp_path / "order"
    program = f"""
import signal, sys, time
def end(*_):
    open({str(order)!r}, "a").write(sys.argv[1] + " ")
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
time.sleep(60)"""
    processes = [start("helper", stack.mark, program=program),
                 start(instance.LOCALSTACK_MODULE, stack.mark, program=program)]
    waiting = [threading.Thread(target=wait_for_end, args=(process,)) for process in processes]
    for thread in waiting:
        thread.start()
    grace, instance.GRACE = instance.GRACE, 0.5
    try:
        instance.terminate(stack.mark)
    finally:
        instance.GRACE = grace
    assert order.read_text().split() == [instance.LOCALSTACK_MODULE, "helper"]


def test_down_ends_what_does_not_listen(local, monkeypatch):
    stack = Instance("run")
    process = start(stack.mark, program="import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                                        "print('up', flush=True)\ntime.sleep(60)")
    monkeypatch.setattr(instance, "GRACE", 0.5)
    instance.terminate(stack.mark)
    wait_for_end(process)


def test_down_leaves_strangers_and_other_stacks_alone(local):
    stack = Instance("run")
    others = [start(), start(Instance("run2").mark), start(Instance("test").mark), start(str(stack.log))]
    project.write(stack.process, {"pid": others[0].pid, "port": 1})
    try:
        instance.down(stack)
        time.sleep(0.2)
        assert [other.poll() for other in others] == [None] * 4
    finally:
        for other in others:
            other.kill()
            other.wait()


def test_down_ends_what_an_interrupted_up_did_not_note(local):
    stack = Instance("run")
    process = start(stack.mark)
    assert not stack.process.exists()
    instance.down(stack)
    wait_for_end(process)


def test_a_stranger_that_got_our_port_is_not_taken_for_ours(local, monkeypatch):
    stack = Instance("run")
    project.write(stack.process, {"pid": 1, "port": 1})
    monkeypatch.setattr(instance, "is_ready", lambda endpoint: True)
    assert not instance.is_up(stack)
    process = start(instance.LOCALSTACK_MODULE, stack.mark)
    try:
        assert instance.is_up(stack)
    finally:
        process.kill()
        process.wait()


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


def test_dynamodb_has_a_port_of_its_own(local):
    stack = Instance("run")
    project.write(stack.process, {"pid": 1, "port": 4577})
    assert (stack.endpoint(), stack.dynamodb()) == ("http://127.0.0.1:4577", "http://127.0.0.1:4677")


def test_dynamodbs_port_that_is_taken_is_told_before_anything_starts(local):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is taken"):
            instance.up(Instance("run"), port - 100)


def test_of_an_own_localstack_dynamodb_is_where_all_is(local, monkeypatch):
    monkeypatch.setenv("LOCALSTACK_ENDPOINT", "http://127.0.0.1:1/")
    assert Instance("run").dynamodb() == "http://127.0.0.1:1"


@pytest.fixture
def fresh_urllib():
    """urllib without the proxies that it remembers from its first request."""
    urllib.request.install_opener(None)
    yield
    urllib.request.install_opener(None)


def test_a_proxy_of_the_users_is_not_asked(monkeypatch, fresh_urllib):
    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"services": {}}')

        def log_message(self, *arguments) -> None:
            """Says nothing."""

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "example.org")
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        endpoint = f"http://127.0.0.1:{server.server_port}"
        assert not instance.is_ready(endpoint)
        project.reach_loopback_directly()
        assert instance.is_ready(endpoint)
        server.shutdown()
    assert "example.org" in os.environ["no_proxy"]


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
