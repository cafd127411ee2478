"""Whether a receipt holds: its form, signature and certificate, and that it follows the one before."""

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

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "receipt.schema.json"


def verify(content: bytes, pinned: bytes | None = None, previous: bytes | None = None, closed: bytes | None = None) -> str:
    """What holds, in one line; a Failure if anything does not.

    `pinned`: the operator's certificate, in PEM or DER, as it was got on another way.
    `previous`: the file of the receipt before.
    `closed`: the file of the receipt that this one closes.
    """
    signed = checked(content)
    told = [f"{signed.receipt['id']}, number {signed.receipt['number']} of {signed.receipt['request']['customer']}: form and signature hold"]
    if pinned is None:
        told.append(f"its certificate was compared with none (SHA-256 {signed.receipt['certificate']})")
    elif certificate(pinned).public_bytes(Encoding.DER) != signed.certificate:
        raise Failure("it is signed under another certificate than the given one")
    else:
        told.append("it is signed under the given certificate")
    if previous is not None:
        follows(signed, earlier(previous, "before"))
        told.append("it follows the given receipt")
    if closed is not None:
        closes(signed, earlier(closed, "that it closes"))
        told.append("it closes the given receipt")
    return "; ".join(told) + "."


def earlier(content: bytes, which: str) -> SignedFile:
    try:
        return checked(content)
    except Failure as failure:
        raise Failure(f"of the receipt {which}: {failure}") from None


def checked(content: bytes) -> SignedFile:
    """A file whose signature and form hold."""
    signed = read(content)
    named = signed.receipt.get("certificate") if isinstance(signed.receipt, dict) else None
    if named != hashlib.sha256(signed.certificate).hexdigest():
        raise Failure("the certificate in the file is not the one that the receipt names")
    issuer = certificate(signed.certificate)
    check_signature(signed, issuer)
    check_form(signed)
    check_gone(signed.receipt)
    if not issuer.not_valid_before_utc <= datetime.fromisoformat(signed.receipt["issued"]) <= issuer.not_valid_after_utc:
        raise Failure("its certificate was not valid when it was issued")
    return signed


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
        raise Failure("the signature is not of this receipt") from None


def check_form(signed: SignedFile) -> None:
    wrong = jsonschema.exceptions.best_match(schema().iter_errors(signed.document))
    if wrong is not None:
        raise Failure(f"it is not as docs/receipt.schema.json says, at {wrong.json_path}")


def check_gone(receipt: dict) -> None:
    """What closes an erasure says of nothing that is gone, unless the oldest that is there is of later."""
    verified = datetime.fromisoformat(receipt["request"]["verified"])
    for gone in receipt.get("gone", []):
        if gone["oldest"] is not None and datetime.fromisoformat(gone["oldest"]) <= verified:
            raise Failure(f"it says that nothing is left of {gone['residue']}, and that something is")


@cache
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def follows(signed: SignedFile, before: SignedFile) -> None:
    if signed.receipt["request"]["customer"] != before.receipt["request"]["customer"]:
        raise Failure("the receipt before is another customer's")
    if signed.receipt["number"] != before.receipt["number"] + 1:
        raise Failure(f"it is number {signed.receipt['number']}, and the receipt before is number {before.receipt['number']}")
    if signed.receipt["previous"] != before.hash:
        raise Failure("it follows another receipt than the given one")


def closes(signed: SignedFile, closed: SignedFile) -> None:
    named = signed.receipt.get("closes")
    if named is None:
        raise Failure("it closes no receipt")
    same = {part: closed.receipt["request"][part] for part in signed.receipt["request"] if part in closed.receipt["request"]}
    if named != {"id": closed.receipt["id"], "number": closed.receipt["number"], "hash": closed.hash} or same != signed.receipt["request"]:
        raise Failure("it closes another receipt than the given one")
