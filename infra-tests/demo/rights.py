"""What `make run` shows of rights: a subject asks what is held of it, and is then forgotten, with a receipt."""

import io
import subprocess
import sys
import time
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from lethe_api import LetheApi

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180


def ask(api: LetheApi, secret_key: str, right: str, subject: str) -> str:
    """Asks for a right of a device, as OpenDSR writes it, and waits until it is done.

    Returns the request's id.
    """
    request = str(uuid.uuid4())
    api.ask_for_right(secret_key, {
        "subject_request_id": request,
        "subject_request_type": right,
        "submitted_time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "subject_identities": [
            {"identity_type": "anonymous_id", "identity_value": subject, "identity_format": "raw"},
        ],
    })
    give_up = time.monotonic() + PATIENCE_SECONDS
    while api.status(secret_key, request)["request_status"] != "completed":
        if time.monotonic() > give_up:
            sys.exit(f"The {right} is not done yet. See what the functions say: make logs")
        time.sleep(0.5)
    return request


def access(api: LetheApi, secret_key: str, subject: str, folder: Path) -> Path:
    """Asks for everything that is held of a subject.

    Returns the page that a person can read.
    """
    package = api.results(secret_key, ask(api, secret_key, "access", subject))
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        files.extractall(folder)
    return folder / "index.html"


def erase(api: LetheApi, secret_key: str, subject: str, folder: Path) -> tuple[Path, dict]:
    """Has a subject erased.

    Returns the receipt's file, and when its request got how far.
    """
    request = ask(api, secret_key, "erasure", subject)
    folder.mkdir(parents=True, exist_ok=True)
    receipt = folder / "receipt.json"
    receipt.write_bytes(api.receipt(secret_key, request))
    (folder / "certificate.pem").write_bytes(api.certificate())
    [ours] = api.status(secret_key, request)["extensions"].values()
    return receipt, {step["step"]: step["at"] for step in ours["timeline"]}


def verify(receipt: Path) -> str:
    """Verifies a receipt, as anybody can who has the file and the certificate: what it prints."""
    command = ["make", "-s", "-C", ROOT, "verify-receipt", f"FILE={receipt}",
               f"CERTIFICATE={receipt.with_name('certificate.pem')}"]
    # What installs the verifier says so first.
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
