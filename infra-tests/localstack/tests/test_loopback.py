"""No port is open to the network: a server on every interface would answer at 127.0.0.2 too."""

import os
import socket
import subprocess
import time

import pytest
from conftest import SOURCES
from lethe_stack import installation
from lethe_stack.tools import require_jdk

PLUGIN = SOURCES / "plugin" / "lethe_localstack"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=1).close()
        return True
    except OSError:
        return False


@pytest.fixture
def server():
    """Starts a server and waits until it answers."""
    started: list[subprocess.Popen] = []

    def start(command: list[str], port: int, **environment: str) -> None:
        started.append(subprocess.Popen(command, env={"PATH": os.environ["PATH"], **environment},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        give_up = time.monotonic() + 30
        while not answers("127.0.0.1", port) and time.monotonic() < give_up:
            assert started[-1].poll() is None, "it ended"
            time.sleep(0.1)

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_dynamodb(server, tmp_path):
    port = free_port()
    libraries = installation.DYNAMODB
    server([f"{require_jdk()}/bin/java", f"-Djava.io.tmpdir={tmp_path}", f"-Djava.library.path={libraries}",
            "-cp", f"{libraries}/*", str(PLUGIN / "LoopbackDynamoDb.java"), "-port", str(port), "-inMemory"],
           port, DDB_LOCAL_TELEMETRY="0")
    assert answers("127.0.0.1", port)
    assert not answers("127.0.0.2", port)


def test_kinesis(server):
    port = free_port()
    main = installation.KINESIS / "node_modules" / "kinesis-local" / "main.js"
    server(["node", "--require", str(PLUGIN / "loopback.cjs"), str(main), "lethe.stack=/any"], port,
           KINESIS_MOCK_PLAIN_PORT=str(port), KINESIS_MOCK_TLS_PORT=str(free_port()),
           KINESIS_MOCK_CERT_PATH=str(main.with_name("server.json")))
    assert answers("127.0.0.1", port)
    assert not answers("127.0.0.2", port)


def test_the_gateway(monkeypatch):
    from lethe_localstack.loopback import listen_on_loopback
    from localstack.runtime.server import twisted
    from twisted.internet import reactor
    from twisted.internet.protocol import Factory

    monkeypatch.setattr(twisted, "endpoints", twisted.endpoints)
    listen_on_loopback()
    listening = []
    twisted.endpoints.TCP4ServerEndpoint(reactor, 0).listen(Factory()).addCallback(listening.append)
    try:
        assert listening[0].getHost().host == "127.0.0.1"
    finally:
        listening[0].stopListening()
