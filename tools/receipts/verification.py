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
    told = [f"{signed.said['id']}, number {signed.said['number']} of {about(signed.said)['customer']}: form and signature hold"]
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
    check_stores(signed.said)
    return signed


def about(receipt: dict) -> dict:
    """What a receipt is about: a request, or the end of an application or a customer."""
    return receipt["request"] if "request" in receipt else receipt["termination"]


def check_stores(receipt: dict) -> None:
    """A termination removes all that it finds, keys first, and is verified when the last store was searched."""
    if "termination" not in receipt:
        return
    ended = about(receipt)
    times = [datetime.fromisoformat(ended[name]) for name in ("asked", "ended", "keysDestroyed", "verified") if name in ended]
    if times != sorted(times):
        raise Failure("its times do not follow each other")
    for store in receipt["stores"]:
        removed, searched = (datetime.fromisoformat(store[name]) for name in ("removedAt", "searchedAt"))
        if store["removed"] != store["found"]:
            raise Failure(f"it says that not all is removed of {store['store']}")
        if removed < times[1] or not removed <= searched <= times[-1]:
            raise Failure(f"it says that {store['store']} was searched before it was emptied, or after all was verified")
        if "keysDestroyed" in ended and removed < datetime.fromisoformat(ended["keysDestroyed"]):
            raise Failure(f"it says that {store['store']} was emptied before the keys were destroyed")


def check_gone(receipt: dict) -> None:
    """What closes an erasure says of nothing that is gone, unless the oldest that is there is of later."""
    verified = datetime.fromisoformat(about(receipt)["verified"])
    for gone in receipt.get("gone", []):
        if gone["oldest"] is not None and datetime.fromisoformat(gone["oldest"]) <= verified:
            raise Failure(f"it says that nothing is left of {gone['residue']}, and that something is")


def follows(signed: SignedFile, before: SignedFile) -> None:
    if about(signed.said)["customer"] != about(before.said)["customer"]:
        raise Failure("the receipt before is another customer's")
    if signed.said["number"] != before.said["number"] + 1:
        raise Failure(f"it is number {signed.said['number']}, and the receipt before is number {before.said['number']}")
    if signed.said["previous"] != before.hash:
        raise Failure("it follows another receipt than the given one")


def closes(signed: SignedFile, closed: SignedFile) -> None:
    named = signed.said.get("closes")
    if named is None:
        raise Failure("it closes no receipt")
    same = {part: about(closed.said)[part] for part in about(signed.said) if part in about(closed.said)}
    if named != {"id": closed.said["id"], "number": closed.said["number"], "hash": closed.hash} or same != about(signed.said):
        raise Failure("it closes another receipt than the given one")
