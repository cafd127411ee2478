"""Whether a receipt holds: its form, signature and certificate, and that it follows the one before."""

from datetime import datetime

from receipts import Failure
from receipts.signature import checked as signatory
from receipts.signature import pinned_to
from receipts.signed_file import SignedFile


def verify(content: bytes, pinned: bytes | None = None, previous: bytes | None = None, closed: bytes | None = None) -> str:
    """What holds, in one line; a Failure if anything does not.

    `pinned`: the operator's certificate, in PEM or DER, as it was got on another way.
    `previous`: the file of the receipt before.
    `closed`: the file of the receipt that this one closes.
    """
    signed = checked(content)
    told = [f"{signed.said['id']}, number {signed.said['number']} of {signed.said['request']['customer']}: form and signature hold"]
    told.append(pinned_to(signed, pinned))
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
    """A receipt's file whose signature and form hold."""
    signed = signatory(content, "receipt")
    check_gone(signed.said)
    return signed


def check_gone(receipt: dict) -> None:
    """What closes an erasure says of nothing that is gone, unless the oldest that is there is of later."""
    verified = datetime.fromisoformat(receipt["request"]["verified"])
    for gone in receipt.get("gone", []):
        if gone["oldest"] is not None and datetime.fromisoformat(gone["oldest"]) <= verified:
            raise Failure(f"it says that nothing is left of {gone['residue']}, and that something is")


def follows(signed: SignedFile, before: SignedFile) -> None:
    if signed.said["request"]["customer"] != before.said["request"]["customer"]:
        raise Failure("the receipt before is another customer's")
    if signed.said["number"] != before.said["number"] + 1:
        raise Failure(f"it is number {signed.said['number']}, and the receipt before is number {before.said['number']}")
    if signed.said["previous"] != before.hash:
        raise Failure("it follows another receipt than the given one")


def closes(signed: SignedFile, closed: SignedFile) -> None:
    named = signed.said.get("closes")
    if named is None:
        raise Failure("it closes no receipt")
    same = {part: closed.said["request"][part] for part in signed.said["request"] if part in closed.said["request"]}
    if named != {"id": closed.said["id"], "number": closed.said["number"], "hash": closed.hash} or same != signed.said["request"]:
        raise Failure("it closes another receipt than the given one")
