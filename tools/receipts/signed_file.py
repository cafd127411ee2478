"""The file of a receipt: three lines, of which the second is what was signed."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import rfc8785

from receipts import Failure

BEGIN = b'{"receipt":\n'
BETWEEN = b'\n,"signature":'
END = b"}\n"


@dataclass(frozen=True)
class SignedFile:
    """What a file says. Nothing of it is checked yet but that the same could not be written otherwise."""

    document: dict[str, Any]
    canonical: bytes
    certificate: bytes
    signature: bytes

    @property
    def receipt(self) -> dict[str, Any]:
        return self.document["receipt"]

    @property
    def hash(self) -> str:
        """What the next receipt names."""
        return hashlib.sha256(self.canonical).hexdigest()


def read(content: bytes) -> SignedFile:
    """What a file says, if each of its bytes is as it must be."""
    try:
        document = json.loads(content.decode("utf-8"), object_pairs_hook=without_repeats)
        receipt, signature = rfc8785.dumps(document["receipt"]), rfc8785.dumps(document["signature"])
        certificate = base64.b64decode(document["signature"]["certificate"], validate=True)
        value = base64.b64decode(document["signature"]["value"], validate=True)
    except (UnicodeDecodeError, ValueError, binascii.Error, rfc8785.CanonicalizationError, KeyError, TypeError, RecursionError):
        raise Failure("this is no file of a receipt") from None
    same_text = BEGIN + receipt + BETWEEN + signature + END == content
    same_base64 = encoded(certificate) == document["signature"]["certificate"] and encoded(value) == document["signature"]["value"]
    if not (same_text and same_base64):
        raise Failure("the file is not in the form that receipts are issued in")
    return SignedFile(document, receipt, certificate, value)


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found
