"""Reading what is held of a subject: it is entered first, waited for, and kept from others."""

import stat
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from operate import Failure
from operate.reads import Reads, Why, fetch, require_new

WHY = Why("operator", "security_of_processing", "INC-2026-17")
PATH = "/v1/customers/cus_1/apps/app_1/reads"


class FakeApi:
    """Takes a read, and says how far it is: one answer after the other."""

    def __init__(self, *answers: dict):
        self.answers = list(answers)
        self.posted = []

    def post(self, path, body):
        self.posted.append((path, body))
        return {"id": "r-1", "by": "8c1d2e3f4a5b", "status": "pending"}

    def get(self, path):
        assert path == f"{PATH}/r-1"
        return self.answers.pop(0)


def reads(*answers: dict) -> Reads:
    return Reads(FakeApi(*answers), "cus_1", "app_1")


def test_it_says_whom_for_whom_and_why():
    one = reads()
    assert one.begin("email", "jane@example.com", WHY)["id"] == "r-1"
    assert one.api.posted == [(PATH, {
        "subject_identities": [
            {"identity_type": "email", "identity_value": "jane@example.com", "identity_format": "raw"}],
        "recipient": "operator", "ground": "security_of_processing", "reference": "INC-2026-17"})]


def test_what_it_finds_is_waited_for():
    pauses = []
    one = reads({"status": "pending"}, {"status": "in_progress"}, {"status": "completed", "url": "https://x.example"})
    assert one.found("r-1", pauses.append) == "https://x.example"
    assert pauses == [3, 3]


def test_nothing_is_waited_for_that_will_not_come():
    for over in ("completed", "cancelled"):
        with pytest.raises(Failure, match="somebody in it was erased"):
            reads({"status": over}).found("r-1", lambda _: None)


def test_after_a_day_it_says_how_to_go_on():
    one = reads(*[{"status": "pending"}] * 28_800)
    with pytest.raises(Failure, match="READ=r-1"):
        one.found("r-1", lambda _: None)


def test_no_file_is_written_over(tmp_path):
    there = tmp_path / "there.zip"
    there.touch()
    for path in (there, tmp_path / "none" / "x.zip"):
        with pytest.raises(Failure, match="Name a new file"):
            require_new(path)
    require_new(tmp_path / "new.zip")


@pytest.fixture
def package():
    """A package on loopback, under /cut one that lacks a byte, and with a signature none."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(404 if self.path.startswith("/package?") else 200)
            self.send_header("Content-Length", "3" if self.path == "/cut" else "2")
            self.end_headers()
            self.wfile.write(b"PK")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/package"
    server.shutdown()
    server.server_close()


def test_the_package_is_the_callers_alone(tmp_path, package):
    to = tmp_path / "p.zip"
    fetch(package, to)
    assert to.read_bytes() == b"PK"
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    with pytest.raises(Failure, match="FileExistsError"):
        fetch(package, to)


def test_of_a_package_that_is_cut_off_nothing_stays(tmp_path, package):
    with pytest.raises(Failure, match="IncompleteRead"):
        fetch(package.replace("/package", "/cut"), tmp_path / "p.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_is_over_is_told_without_itself(tmp_path, package):
    with pytest.raises(Failure, match="HTTPError") as told:
        fetch(package + "?signature=secret", tmp_path / "p.zip")
    assert "secret" not in str(told.value)
    assert not (tmp_path / "p.zip").exists()
