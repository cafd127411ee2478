"""Whether a signed file holds: its form, and its signature under its certificate."""

import hashlib
import json
from datetime import datetime
from functools import cache
from pathlib import Path

import jsonschema
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from receipts import Failure
from receipts.signed_file import SignedFile, read

SCHEMAS = Path(__file__).resolve().parents[2] / "docs"


def checked(content: bytes, name: str) -> SignedFile:
    """A file of what is called so, whose signature and form hold."""
    signed = read(content, name)
    named = signed.said.get("certificate") if isinstance(signed.said, dict) else None
    if named != hashlib.sha256(signed.certificate).hexdigest():
        raise Failure(f"the certificate in the file is not the one that the {name} names")
    issuer = certificate(signed.certificate)
    check_signature(signed, issuer)
    check_form(signed)
    if not issuer.not_valid_before_utc <= datetime.fromisoformat(signed.said["issued"]) <= issuer.not_valid_after_utc:
        raise Failure("its certificate was not valid when it was issued")
    return signed


def pinned_to(signed: SignedFile, pinned: bytes | None) -> str:
    """What is known of a file's certificate. `pinned`: the operator's, in PEM or DER, as it was got on another way."""
    if pinned is None:
        return f"its certificate was compared with none (SHA-256 {signed.said['certificate']})"
    if certificate(pinned).public_bytes(Encoding.DER) != signed.certificate:
        raise Failure("it is signed under another certificate than the given one")
    return "it is signed under the given certificate"


def certificate(content: bytes) -> x509.Certificate:
    try:
        pem = content.lstrip().startswith(b"-----BEGIN")
        return x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
    except ValueError:
        raise Failure("the certificate cannot be read") from None


def check_signature(signed: SignedFile, issuer: x509.Certificate) -> None:
    key = issuer.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Failure("the certificate is not of an RSA key")
    try:
        key.verify(signed.signature, signed.canonical, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise Failure(f"the signature is not of this {signed.name}") from None


def check_form(signed: SignedFile) -> None:
    wrong = jsonschema.exceptions.best_match(schema(signed.name).iter_errors(signed.document))
    if wrong is not None:
        raise Failure(f"it is not as docs/{signed.name}.schema.json says, at {wrong.json_path}")


@cache
def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))
