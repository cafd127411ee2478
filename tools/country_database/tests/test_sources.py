"""Tables come from their publisher or from files, whole, and say how old they are."""

import gzip
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from country_database import Failure
from country_database.sources import read

TEXT = "18.0.0.0\t18.31.255.255\tUS\n"
MADE = datetime(2026, 6, 17, 12, 0, 0, tzinfo=UTC)


class Publisher(BaseHTTPRequestHandler):
    """A site with a table, one without a date, and one that breaks off."""

    def do_GET(self):
        content = gzip.compress(TEXT.encode(), mtime=0)
        self.send_response(404 if self.path == "/missing.tsv.gz" else 200)
        if self.path != "/undated.tsv.gz":
            self.send_header("Last-Modified", "Wed, 17 Jun 2026 12:00:00 GMT")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:9] if self.path == "/broken.tsv.gz" else content)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_a_table_is_fetched_with_its_date(site):
    table = read(f"{site}/ip2country-v4.tsv.gz", None)
    assert (table.name, table.text, table.made) == ("ip2country-v4.tsv.gz", TEXT, MADE)


@pytest.mark.parametrize("path", ["missing.tsv.gz", "broken.tsv.gz"])
def test_what_cannot_be_fetched_whole_is_refused(site, path):
    with pytest.raises(Failure, match=f"{path} could not be fetched: .*name the files"):
        read(f"{site}/{path}", None)


def test_only_the_web_is_fetched_from():
    with pytest.raises(Failure, match="no address that can be fetched"):
        read("file:///etc/passwd", None)


@pytest.mark.parametrize("name", ["undated.tsv.gz"])
def test_a_table_that_does_not_say_its_age_needs_it_said(site, name):
    with pytest.raises(Failure, match="does not say when it was made. Say it: DATE="):
        read(f"{site}/{name}", None)
    assert read(f"{site}/{name}", MADE).made == MADE


def test_a_file_is_as_old_as_gzip_says(tmp_path):
    file = tmp_path / "table.tsv.gz"
    file.write_bytes(gzip.compress(TEXT.encode(), mtime=MADE.timestamp()))
    table = read(str(file), None)
    assert (table.text, table.made) == (TEXT, MADE)


def test_a_file_that_was_copied_is_not_new(tmp_path):
    file = tmp_path / "table.tsv"
    file.write_text(TEXT)
    with pytest.raises(Failure, match="does not say when it was made"):
        read(str(file), None)


@pytest.mark.parametrize("content, why", [
    (gzip.compress(TEXT.encode())[:-9], "is not whole"),
    (gzip.compress(TEXT.encode())[:20] + b"?" + gzip.compress(TEXT.encode())[21:], "is not whole"),
    ("Zürich".encode(), "is no table: its byte 1 is not ASCII"),
])
def test_a_damaged_file_is_refused(tmp_path, content, why):
    file = tmp_path / "table.tsv.gz"
    file.write_bytes(content)
    with pytest.raises(Failure, match=why):
        read(str(file), MADE)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Failure, match="missing.tsv cannot be read: No such file"):
        read(str(tmp_path / "missing.tsv"), MADE)
