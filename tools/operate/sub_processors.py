"""Announcing sub-processors, by the API's routes for the operator."""

from collections.abc import Iterator

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


def announce(api: Api, form: dict[str, str]) -> Iterator[str]:
    """Enters a sub-processor, and says from when on it may have data, and who is to be told."""
    entered = api.post(REGISTER, form)
    yield f"It stands in the register, and has data from {entered['from']} on."
    told = sorted(set(contacts(api)))
    if told:
        yield "Tell your customers, so that they can object:"
        yield from told


def contacts(api: Api) -> Iterator[str]:
    """The addresses of all customers' contacts for privacy."""
    after = ""
    while True:
        page = api.get(f"/v1/customers?limit=100{after and '&after=' + after}")
        for customer in page["customers"]:
            yield from (contact["email"] for contact in customer["contacts"] if contact["role"] == "privacy")
        if "next" not in page:
            return
        after = page["next"]
