"""No port is open to the network: a server on every interface would answer at 127.0.0.2 too."""

import json
import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

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


@pytest.fixture
def gateway():
    """In LocalStack's place: says what came."""
    came = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):
            came.append((self.headers["X-Amz-Target"], self.headers["Authorization"],
                         self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(418)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *arguments):
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, came
    server.shutdown()
    server.server_close()


def ask(port: int, action: str, key: str, **said) -> tuple[int, dict]:
    """What DynamoDB answers somebody with an access key: status, body."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}", data=json.dumps(said).encode(), headers={
        "X-Amz-Target": f"DynamoDB_20120810.{action}", "Content-Type": "application/x-amz-json-1.0",
        "Authorization": f"AWS4-HMAC-SHA256 Credential={key}/20260101/us-east-1/dynamodb/aws4_request,"
                         " SignedHeaders=host, Signature=none"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as e:
        return e.code, json.load(e)


def test_items_are_dynamodbs_and_tables_are_localstacks(server, tmp_path, gateway):
    port, direct = free_port(), free_port()
    libraries = installation.DYNAMODB
    server([f"{require_jdk()}/bin/java", f"-Djava.io.tmpdir={tmp_path}", f"-Djava.library.path={libraries}",
            f"-Dlethe.direct.port={direct}", f"-Dlethe.direct.gateway=http://127.0.0.1:{gateway[0]}/",
            "-Dlethe.direct.key=000000000000useast1", "-cp", f"{libraries}/*",
            str(PLUGIN / "LoopbackDynamoDb.java"), "-port", str(port), "-inMemory"],
           direct, DDB_LOCAL_TELEMETRY="0")
    assert not answers("127.0.0.2", direct)
    made, _ = ask(port, "CreateTable", "000000000000useast1", TableName="things", BillingMode="PAY_PER_REQUEST",
                  KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                  AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    assert made == 200
    item = {"id": {"S": "one"}}
    assert ask(direct, "PutItem", "anybody", TableName="things", Item=item) == (200, {})
    assert ask(direct, "GetItem", "nobody", TableName="things", Key=item) == (200, {"Item": item})
    assert ask(port, "GetItem", "nobody", TableName="things", Key=item)[0] == 400
    assert not gateway[1]
    assert ask(direct, "DescribeTable", "anybody", TableName="things") == (418, {})
    target, authorization, body = gateway[1][0]
    assert target == "DynamoDB_20120810.DescribeTable"
    assert "Credential=anybody/" in authorization
    assert json.loads(body) == {"TableName": "things"}


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
