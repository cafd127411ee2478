"""Audits, and the commands of docs/audits.md, run as they stand there on the sample."""

import re
import shutil
import subprocess

import pytest
from samples import CERTIFICATE, FIRST, ROOT

from receipts import Failure
from receipts.audit import verify

FOLDER = ROOT / "docs" / "audits"
SAMPLE = (FOLDER / "audit.json").read_bytes()
OPERATORS = (FOLDER / "certificate.pem").read_bytes()
DOCUMENT = (ROOT / "docs" / "audits.md").read_text(encoding="utf-8")


def test_what_holds_is_told():
    told = verify(SAMPLE, OPERATORS)
    assert told.startswith("aud_AAAAAAAAAAAAAAAAAAAAAA of app_0123456789abcdef01234567: form and signature hold; it is signed under the given")
    assert "compared with none" in verify(SAMPLE)


@pytest.mark.parametrize("old, new", [(b'"records":3', b'"records":2'), (b'"asPromised":false', b'"asPromised":true '), (b"RS256", b"RS257")])
def test_a_changed_byte_fails(old, new):
    assert old in SAMPLE
    with pytest.raises(Failure):
        verify(SAMPLE.replace(old, new, 1), OPERATORS)


def test_a_receipt_is_no_audit_and_another_certificate_is_not_the_operators():
    with pytest.raises(Failure, match="this is no file of an audit"):
        verify(FIRST)
    with pytest.raises(Failure, match="another certificate"):
        verify(SAMPLE, CERTIFICATE)


def test_openssl_verifies_an_audit_and_refuses_a_changed_byte(tmp_path):
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    [commands] = [text for text in re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL) if "-verify" in text]
    run = lambda: subprocess.run(["sh", "-eu", "-c", commands], cwd=tmp_path, capture_output=True, text=True)  # noqa: E731
    told = run()
    assert (told.returncode, told.stderr, told.stdout) == (0, "", "Verified OK\n")
    (tmp_path / "audit.json").write_bytes(SAMPLE.replace(b'"records":3', b'"records":2', 1))
    assert "Verified OK" not in run().stdout


def test_the_page_needs_no_network_and_no_scripts():
    page = (FOLDER / "audit.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<img|<link|\bsrc=|\bhref=|url\(|@import|\bon\w+=", page)
    assert 'role="img"' in page and 'aria-label="' in page
