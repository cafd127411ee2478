"""Announcing and ending sub-processors, by the API's routes for the operator, and whom to tell of it."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from botocore.exceptions import BotoCoreError

from operate import Failure
from operate.customers import Api

# What a transfer may rest on: GDPR, chapter V.
SAFEGUARDS = (
    "within_eea",
    "adequacy_decision",
    "standard_contractual_clauses",
    "binding_corporate_rules",
    "code_or_certification",
)

REGISTER = "/v1/operator/sub-processors"

ID = re.compile(r"sub_[0-9a-z]+")


def announce(api: Api, form: dict[str, str]) -> Iterator[str]:
    """Enters a sub-processor, and says from when on it may have data, and who is to be told."""
    try:
        entered = api.post(REGISTER, form)
    except KeyboardInterrupt:
        # Once more would be another entry.
        raise Failure(f"Interrupted. It may stand in the register: see GET {REGISTER} before you announce it again.") from None
    yield f"It stands in the register as {entered['id']}, and has data from {entered['from']} on."
    yield from under("Tell your customers, so that they can object:", api)


def end(api: Api, sub_processor: str, until: str | None) -> Iterator[str]:
    """Ends a sub-processor, today if no day is told, and says from when on it has no data, and who is to be told."""
    require_id(sub_processor)
    ended = api.delete(f"{REGISTER}/{sub_processor}" + (f"?{urlencode({'until': until})}" if until else ""))
    yield f"It stays in the register as {ended['id']}, and has no data from {ended['until']} on."
    yield from under("Tell your customers:", api)


def require_id(sub_processor: str) -> None:
    if not ID.fullmatch(sub_processor):
        raise Failure(f"{sub_processor!r} is no sub-processor: name it as it was announced, ID=sub_…")


def under(heading: str, api: Api) -> Iterator[str]:
    """Whom to tell of what is done. Raises Failure, with how to get the list, if it cannot be had now."""
    try:
        told = list(whom_to_tell(api))
    except (Failure, BotoCoreError, KeyboardInterrupt) as error:
        why = str(error) or "Interrupted."
        raise Failure(f"It is done, do not repeat it; make privacy-contacts says whom to tell. What failed: {why}") from error
    if told:
        yield heading
        yield from told


def whom_to_tell(api: Api) -> Iterator[str]:
    """The addresses of all customers' contacts for privacy, or all of theirs who have none; then, who has no contact."""
    addresses = set()
    unreached = []
    for customer in customers(api):
        contacts = customer["contacts"]
        addresses.update(
            contact["email"] for contact in [one for one in contacts if one["role"] == "privacy"] or contacts)
        if not contacts:
            unreached.append(f"{customer['customerId']} ({customer['company']}) has no contact")
    yield from sorted(addresses)
    yield from unreached


def customers(api: Api) -> Iterator[dict[str, Any]]:
    after = ""
    while True:
        page = api.get(f"/v1/customers?limit=100{after and '&after=' + after}")
        yield from page["customers"]
        if "next" not in page:
            return
        after = page["next"]
