"""Reading what is held of a subject: each read stands in its customer's register of disclosures before it begins."""

import http.client
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operate import Failure
from operate.customers import Api

IDENTITY_TYPES = ("controller_customer_id", "email", "anonymous_id")
RECIPIENTS = ("operator", "public_authority")
GROUNDS = ("controller_instruction", "legal_obligation", "security_of_processing")

# What a request for access is promised to take at most is a day; it is mostly seconds.
PATIENCE = 24 * 60 * 60
PAUSE = 3

# What a read may be when it is over.
OVER = ("completed", "cancelled")

# Seconds without a byte.
STALLED = 60


@dataclass(frozen=True)
class Why:
    """What stands in the register: for whom, on which ground, and what the operator calls the case."""

    recipient: str
    ground: str
    reference: str


@dataclass(frozen=True)
class Reads:
    """The reads of one customer's application."""

    api: Api
    customer: str
    app: str

    def begin(self, identity_type: str, identity: str, why: Why) -> dict[str, Any]:
        """Enters a read. Raises Failure if it is refused: then nothing is read."""
        named = {"identity_type": identity_type, "identity_value": identity, "identity_format": "raw"}
        return self.api.post(self._path(), {
            "subject_identities": [named], "recipient": why.recipient, "ground": why.ground, "reference": why.reference})

    def found(self, read: str, pause: Callable[[float], None] = time.sleep) -> str:
        """Where its package is. Raises Failure if there is none, or none comes."""
        for _ in range(PATIENCE // PAUSE):
            told = self.api.get(f"{self._path()}/{read}")
            if url := told.get("url"):
                return url
            if told["status"] in OVER:
                raise Failure("There is nothing to be had: its 7 days are over, somebody in it was erased, or the "
                              "Vault or the requests were lost meanwhile. Begin another if you still have to.")
            pause(PAUSE)
        raise Failure(f"It is not done after a day: look at the alarms. READ={read} goes on with it.")

    def _path(self) -> str:
        return f"/v1/customers/{self.customer}/apps/{self.app}/reads"


def require_new(to: Path) -> None:
    """Raises Failure if the package cannot be written there: no read is begun for nothing."""
    if to.exists() or not to.parent.is_dir():
        raise Failure(f"{to} is there already, or its folder is not. Name a new file.")


def fetch(url: str, to: Path) -> None:
    """Writes the package where nobody else of this machine reads it: the whole of it, or nothing."""
    try:
        with urllib.request.urlopen(url, timeout=STALLED) as answer:  # noqa: S310, of our own API
            file = open(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
            try:
                with file:
                    shutil.copyfileobj(answer, file)
                # What is cut off does not fail by itself.
                if to.stat().st_size != int(answer.headers["Content-Length"]):
                    raise http.client.IncompleteRead(b"")
            except BaseException:
                to.unlink()
                raise
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        raise Failure(f"It could not be fetched: {type(error).__name__}. Fetch it again with READ=.") from error
