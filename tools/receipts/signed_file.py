"""The file of a receipt, or of an audit: three lines, of which the second is what was signed."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import rfc8785

from receipts import Failure

BETWEEN = b'\n,"signature":'
END = b"}\n"


@dataclass(frozen=True)
class SignedFile:
    """What a file says. Nothing of it is checked yet but that the same could not be written otherwise."""

    name: str
    document: dict[str, Any]
    canonical: bytes
    certificate: bytes
    signature: bytes

    @property
    def said(self) -> dict[str, Any]:
        return self.document[self.name]

    @property
    def hash(self) -> str:
        """What the next receipt names."""
        return hashlib.sha256(self.canonical).hexdigest()


def read(content: bytes, name: str) -> SignedFile:
    """What a file says, if each of its bytes is as it must be; `name` is what it is a file of."""
    try:
        document = json.loads(content.decode("utf-8"), object_pairs_hook=without_repeats)
        said, signature = rfc8785.dumps(document[name]), rfc8785.dumps(document["signature"])
        certificate = base64.b64decode(document["signature"]["certificate"], validate=True)
        value = base64.b64decode(document["signature"]["value"], validate=True)
    except (UnicodeDecodeError, ValueError, binascii.Error, rfc8785.CanonicalizationError, KeyError, TypeError, RecursionError):
        raise Failure(f"this is no file of {article(name)}") from None
    same_text = f'{{"{name}":\n'.encode() + said + BETWEEN + signature + END == content
    same_base64 = encoded(certificate) == document["signature"]["certificate"] and encoded(value) == document["signature"]["value"]
    if not (same_text and same_base64):
        raise Failure(f"the file is not in the form that {name}s are issued in")
    return SignedFile(name, document, said, certificate, value)


def article(name: str) -> str:
    return ("an " if name[0] in "aeiou" else "a ") + name


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found
