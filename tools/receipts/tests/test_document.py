"""The commands of docs/receipts.md, run as they stand there on the samples."""

import re
import shutil
import subprocess

from samples import FIRST, FOLDER, ROOT, read_hash

DOCUMENT = (ROOT / "docs" / "receipts.md").read_text(encoding="utf-8")


def block(with_what: str) -> str:
    [found] = [text for text in re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL) if with_what in text]
    return found


def run(folder, script: str) -> subprocess.CompletedProcess:
    return subprocess.run(["sh", "-eu", "-c", script], cwd=folder, capture_output=True, text=True)


def copy(folder) -> None:
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)


def test_openssl_verifies_a_receipt_and_says_what_the_next_one_names(tmp_path):
    copy(tmp_path)
    told = run(tmp_path, block("-verify"))
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[0] == "Verified OK"
    assert told.stdout.splitlines()[1].endswith(read_hash(FIRST))


def test_openssl_refuses_a_changed_byte(tmp_path):
    copy(tmp_path)
    (tmp_path / "first.json").write_bytes(FIRST.replace(b'"found":40', b'"found":41'))
    told = run(tmp_path, block("-verify"))
    assert told.returncode != 0
    assert "Verified OK" not in told.stdout


def test_a_certificate_of_a_key_that_stays_in_kms(tmp_path):
    """The operator's own authority certifies a public key; here one that openssl made."""
    key = "openssl genrsa -out secret.pem 2048 && openssl rsa -in secret.pem -pubout -outform DER -out key.der"
    assert run(tmp_path, key).returncode == 0
    certify = block("-force_pubkey")
    fetched, local = certify.split("# The operator's own authority", 1)
    assert "aws kms get-public-key" in fetched
    assert run(tmp_path, "# The operator's own authority" + local).returncode == 0
    same = run(tmp_path, "openssl x509 -in certificate.pem -noout -pubkey > a && openssl rsa -in secret.pem -pubout > b && cmp a b")
    assert same.returncode == 0, same.stderr
