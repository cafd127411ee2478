"""Announcing a sub-processor: it is entered, and whom to tell is said."""

import pytest
from operate import Failure
from operate.sub_processors import announce

FORM = {"name": "Mail Inc.", "country": "US", "purpose": "sends mail", "safeguard": "adequacy_decision"}


def customer(*contacts: tuple[str, str]) -> dict:
    return {"contacts": [{"id": "con_1", "email": email, "role": role} for email, role in contacts]}


class FakeApi:
    """Customers, page by page, and a register that takes what comes."""

    def __init__(self, *pages: list[dict]):
        self.pages = pages
        self.posted = []

    def post(self, path, body):
        self.posted.append((path, body))
        return {"id": "sub_1", "announced": "2026-11-27", "from": "2026-12-27"}

    def get(self, path):
        number = 1 if path.endswith("&after=cus_1") else 0
        assert path.startswith("/v1/customers?limit=100")
        more = {"next": "cus_1"} if number + 1 < len(self.pages) else {}
        return {"customers": self.pages[number], **more}


def test_it_is_entered_and_all_contacts_for_privacy_are_named_once():
    api = FakeApi(
        [customer(("dpo@a.example", "privacy"), ("bills@a.example", "billing"))],
        [customer(("dpo@b.example", "privacy")), customer(("dpo@a.example", "privacy"))],
    )
    said = list(announce(api, FORM))
    assert api.posted == [("/v1/operator/sub-processors", FORM)]
    assert "2026-12-27" in said[0]
    assert said[2:] == ["dpo@a.example", "dpo@b.example"]


def test_without_customers_nobody_is_to_be_told():
    assert len(list(announce(FakeApi([]), FORM))) == 1


def test_what_is_refused_is_not_told_as_done():
    class Refusing(FakeApi):
        def post(self, path, body):
            raise Failure("It was answered 400: The field from must be a day from 2026-12-27 on.")

    with pytest.raises(Failure, match="2026-12-27"):
        list(announce(Refusing([]), FORM))
