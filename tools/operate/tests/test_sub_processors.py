"""Announcing and ending a sub-processor: it is entered, and whom to tell is said."""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError
from operate import Failure
from operate.sub_processors import announce, end, whom_to_tell

TOOLS = Path(__file__).resolve().parents[2]
REGISTER = "/v1/operator/sub-processors"
FORM = {"name": "Mail Inc.", "country": "US", "purpose": "sends mail", "safeguard": "adequacy_decision"}


def customer(*contacts: tuple[str, str], number: int = 1) -> dict:
    return {"customerId": f"cus_{number}", "company": f"Example {number} GmbH", "suspended": False,
            "contacts": [{"id": "con_1", "email": email, "role": role} for email, role in contacts]}


class FakeApi:
    """Customers, page by page, and a register that takes what comes."""

    def __init__(self, *pages: list[dict]):
        self.pages = pages
        self.posted = []
        self.deleted = []

    def post(self, path, body):
        self.posted.append((path, body))
        return {"id": "sub_1", "announced": "2026-11-27", "from": "2026-12-27"}

    def delete(self, path):
        self.deleted.append(path)
        return {"id": "sub_1", "announced": "2026-11-27", "from": "2026-12-27", "until": "2026-12-31"}

    def get(self, path):
        number = 1 if path.endswith("&after=cus_1") else 0
        assert path.startswith("/v1/customers?limit=100")
        more = {"next": "cus_1"} if number + 1 < len(self.pages) else {}
        return {"customers": self.pages[number], **more}


@contextmanager
def answering(answers: dict[str, tuple[int, dict]]):
    """A server on loopback that knows calls by their method and path; what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            asked.append((f"{self.command} {self.path}", self.headers["Authorization"]))
            status, body = answers[f"{self.command} {self.path}"]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        do_POST = do_DELETE = do_GET

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


@pytest.fixture
def operate(tmp_path):
    """Runs a command against an API."""

    def run(url: str, *command: str) -> subprocess.CompletedProcess:
        outputs = tmp_path / "outputs.json"
        outputs.write_text(json.dumps({"region": "us-east-1", "endpoint": "http://127.0.0.1:1", "apiUrl": url}))
        return subprocess.run(
            [sys.executable, "-m", "operate", *command, "--outputs", str(outputs)],
            env={"PYTHONPATH": str(TOOLS), "PATH": os.defpath, "HOME": str(tmp_path)},
            capture_output=True, text=True, timeout=60)

    return run


CUSTOMERS = "GET /live/v1/customers?limit=100"
ONE = {"customers": [customer(("dpo@a.example", "privacy"))]}
ANNOUNCED = (201, {"id": "sub_1", "from": "2026-12-27"})
ANNOUNCE = ("sub-processor", *(part for name, value in FORM.items() for part in (f"--{name}", value)))


def test_it_is_entered_and_all_contacts_for_privacy_are_named_once():
    api = FakeApi(
        [customer(("dpo@a.example", "privacy"), ("bills@a.example", "billing"))],
        [customer(("dpo@b.example", "privacy")), customer(("dpo@a.example", "privacy"))],
    )
    said = list(announce(api, FORM))
    assert api.posted == [(REGISTER, FORM)]
    assert "2026-12-27" in said[0] and "sub_1" in said[0]
    assert said[2:] == ["dpo@a.example", "dpo@b.example"]


def test_without_customers_nobody_is_to_be_told():
    assert len(list(announce(FakeApi([]), FORM))) == 1


def test_what_is_refused_is_not_told_as_done():
    class Refusing(FakeApi):
        def post(self, path, body):
            raise Failure("It was answered 400: The field from must be a day from 2026-12-27 on.")

    with pytest.raises(Failure, match="2026-12-27"):
        list(announce(Refusing([]), FORM))


def test_who_has_no_contact_for_privacy_is_told_by_all_others():
    api = FakeApi([
        customer(("ops@a.example", "technical"), ("bills@a.example", "billing")),
        customer(("dpo@b.example", "privacy"), ("bills@b.example", "billing")),
    ])
    assert list(whom_to_tell(api)) == ["bills@a.example", "dpo@b.example", "ops@a.example"]


def test_who_has_no_contact_at_all_is_named():
    api = FakeApi([customer(number=7), customer(("dpo@b.example", "privacy"))])
    assert list(whom_to_tell(api)) == ["dpo@b.example", "cus_7 (Example 7 GmbH) has no contact"]
    # Nor is it forgotten where nobody else is to be told.
    assert list(announce(FakeApi([customer(number=7)]), FORM))[2:] == ["cus_7 (Example 7 GmbH) has no contact"]


@pytest.mark.parametrize("until, path", [
    ("2026-12-31", f"{REGISTER}/sub_1?until=2026-12-31"),
    (None, f"{REGISTER}/sub_1"),
    ("1&x=é", f"{REGISTER}/sub_1?until=1%26x%3D%C3%A9"),
])
def test_it_ends_and_all_contacts_for_privacy_are_named(until, path):
    api = FakeApi([customer(("dpo@a.example", "privacy"), ("bills@a.example", "billing"))])
    said = list(end(api, "sub_1", until))
    assert api.deleted == [path] and api.posted == []
    assert "sub_1" in said[0] and "2026-12-31" in said[0]
    assert said[2:] == ["dpo@a.example"]


@pytest.mark.parametrize("name", ["", "Mail Inc.", "cus_1", "sub_", "sub_1/..", "sub_1?until=2026-12-31"])
def test_what_is_no_sub_processor_is_refused_before_anything_is_asked(name):
    api = FakeApi([])
    with pytest.raises(Failure, match=re.escape(f"{name!r} is no sub-processor")):
        list(end(api, name, None))
    assert api.deleted == []


@pytest.mark.parametrize("fault, told", [
    (Failure("It was answered 503: Try again."), "503"),
    (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), "connect"),
    (KeyboardInterrupt(), "Interrupted."),
], ids=["refused", "unreachable", "interrupted"])
@pytest.mark.parametrize("done", [lambda api: announce(api, FORM), lambda api: end(api, "sub_1", None)], ids=["announced", "ended"])
def test_what_is_done_is_said_though_whom_to_tell_is_not_known(done, fault, told):
    class Failing(FakeApi):
        def get(self, path):
            if path.endswith("&after=cus_1"):
                raise fault
            return super().get(path)

    lines = done(Failing([customer(("dpo@a.example", "privacy"))], []))
    assert "register" in next(lines)
    with pytest.raises(Failure, match=rf"do not repeat it; make privacy-contacts says .*{told}") as failure:
        list(lines)
    assert "@" not in str(failure.value)


def test_an_interrupted_announcement_is_not_to_be_repeated_blindly():
    class Interrupted(FakeApi):
        def post(self, path, body):
            raise KeyboardInterrupt

    with pytest.raises(Failure, match=f"see GET {REGISTER} before"):
        list(announce(Interrupted([]), FORM))


def test_an_end_is_said_as_a_command(operate):
    with answering({
        f"DELETE /live{REGISTER}/sub_1?until=2026-12-31": (200, {"id": "sub_1", "until": "2026-12-31"}),
        CUSTOMERS: (200, ONE),
    }) as (url, asked):
        done = operate(url, "end-sub-processor", "--id", "sub_1", "--until", "2026-12-31")
    assert done.returncode == 0, done.stderr
    assert [call for call, _ in asked] == [f"DELETE /live{REGISTER}/sub_1?until=2026-12-31", CUSTOMERS]
    assert all(signed.startswith("AWS4-HMAC-SHA256 ") for _, signed in asked)
    assert "2026-12-31" in done.stdout and done.stdout.endswith("\ndpo@a.example\n")


def test_an_end_that_is_refused_is_told(operate):
    why = "It ends on 2026-12-01, and no later. Announce it anew if it stays."
    with answering({f"DELETE /live{REGISTER}/sub_1": (409, {"detail": why})}) as (url, asked):
        done = operate(url, "end-sub-processor", "--id", "sub_1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"It was answered 409: {why}\n"
    assert len(asked) == 1


def test_whom_to_tell_is_said_as_a_command_that_changes_nothing(operate):
    with answering({CUSTOMERS: (200, ONE)}) as (url, asked):
        done = operate(url, "privacy-contacts")
    assert (done.returncode, done.stdout) == (0, "dpo@a.example\n"), done.stderr
    assert [call for call, _ in asked] == [CUSTOMERS]


def test_an_announcement_whose_list_fails_is_said_as_a_command(operate):
    with answering({f"POST /live{REGISTER}": ANNOUNCED, CUSTOMERS: (503, {"detail": "Try again."})}) as (url, _):
        done = operate(url, *ANNOUNCE)
    assert done.returncode == 1
    assert "sub_1" in done.stdout and "2026-12-27" in done.stdout
    assert "make privacy-contacts" in done.stderr and "Traceback" not in done.stderr
