"""The samples of the documents, and receipts that are signed anew."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "receipts"
FIRST = (FOLDER / "first.json").read_bytes()
SECOND = (FOLDER / "second.json").read_bytes()
CLOSING = (FOLDER / "closing.json").read_bytes()
CERTIFICATE = (FOLDER / "certificate.pem").read_bytes()


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def certificate(of=None, begins: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> bytes:
    """A certificate of a key, by itself, for a year; in DER."""
    signing = of or key()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "privacy.example.com")])
    made = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=signing.public_key(),
        serial_number=1,
        not_valid_before=begins,
        not_valid_after=begins + timedelta(days=365),
    )
    return made.sign(signing, hashes.SHA256()).public_bytes(Encoding.DER)


def receipt(of: bytes = FIRST) -> dict[str, Any]:
    """What a sample says, to be changed."""
    return json.loads(of)["receipt"]


def signed(said: dict[str, Any], under: bytes | None = None) -> bytes:
    """The file of what is said, signed by our own key."""
    under = under or certificate()
    said = said | {"certificate": hashlib.sha256(under).hexdigest()}
    canonical = rfc8785.dumps(said)
    value = key().sign(canonical, padding.PKCS1v15(), hashes.SHA256())
    return file(canonical, under, value)


def file(canonical: bytes, under: bytes, value: bytes) -> bytes:
    texts = {"algorithm": "RS256", "certificate": text(under), "value": text(value)}
    return b'{"receipt":\n' + canonical + b'\n,"signature":' + rfc8785.dumps(texts) + b"}\n"


def text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def of_another_kind() -> bytes:
    """A certificate of a key that is not RSA."""
    return certificate(ec.generate_private_key(ec.SECP256R1()))


def read_hash(content: bytes) -> str:
    """SHA-256 of a file's second line."""
    return hashlib.sha256(content.split(b"\n")[1]).hexdigest()
