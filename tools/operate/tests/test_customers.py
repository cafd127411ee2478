"""Taking in a customer: the call is signed, and what is refused is told."""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import NoCredentialsError
from operate import Failure
from operate.customers import Api, take_in

TOOLS = Path(__file__).resolve().parents[2]
MADE = {"customerId": "cus_1", "company": "Example GmbH", "secretKey": "lethe_sk_1"}


@contextmanager
def answering(status: int, body: str):
    """A server on loopback that answers everything alike; what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, dict(self.headers), json.loads(content)))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/live", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def api(url: str) -> Api:
    session = boto3.Session(aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret", region_name="eu-central-1")
    return Api(url, session)


def test_a_customer_is_taken_in_and_its_key_shown():
    with answering(201, json.dumps(MADE)) as (url, asked):
        said = list(take_in(api(url), "Example GmbH", "privacy@example.com"))
    [(path, headers, body)] = asked
    assert path == "/live/v1/customers"
    assert body == {"company": "Example GmbH", "email": "privacy@example.com"}
    assert re.match(r"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d{8}/eu-central-1/execute-api/", headers["Authorization"])
    assert said[0].endswith("cus_1") and said[1].endswith("lethe_sk_1")


def test_it_is_said_as_a_command(tmp_path):
    outputs = tmp_path / "outputs.json"
    with answering(201, json.dumps(MADE)) as (url, asked):
        outputs.write_text(json.dumps({
            "region": "us-east-1", "endpoint": "http://127.0.0.1:1", "ApiUrl": "https://nowhere.invalid", "apiUrl": url,
        }))
        done = subprocess.run(
            [sys.executable, "-m", "operate", "customer", "--outputs", str(outputs),
             "--name", "Example GmbH", "--email", "privacy@example.com"],
            env={"PYTHONPATH": str(TOOLS), "PATH": os.defpath, "HOME": str(tmp_path)},
            capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert [path for path, _, _ in asked] == ["/live/v1/customers"]
    assert "secret key: lethe_sk_1" in done.stdout


@pytest.mark.parametrize(
    "body, said",
    [
        ('{"detail": "The field email must have 1 to 200 printable characters."}', "The field email"),
        ('{"code": "refused", "message": "The request was refused."}', "The request was refused."),
        ("<html>", "nothing more is said"),
    ],
)
def test_what_is_refused_is_told(body, said):
    with answering(403, body) as (url, _), pytest.raises(Failure, match=f"403: {re.escape(said)}"):
        list(take_in(api(url), "Example GmbH", ""))


def test_without_credentials_nothing_is_asked(monkeypatch):
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    with answering(201, json.dumps(MADE)) as (url, asked), pytest.raises(NoCredentialsError):
        list(take_in(Api(url, boto3.Session(region_name="eu-central-1")), "Example GmbH", "p@example.com"))
    assert asked == []
