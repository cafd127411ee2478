"""Receipts of terminations: what holds of them beside their form."""

import hashlib

import pytest
from samples import FIRST, certificate, receipt, signed

from receipts import Failure
from receipts.verification import verify

STORES = ["keys", "ledger", "failures", "archive", "statistics", "screenshots", "exports", "packages", "audits", "query_results", "vault", "standing", "registry"]
RESIDUES = ["stream", "backups", "logs", "access_log", "given_up_deliveries", "quarantine", "running_queries", "query_history", "dead_labels"]


def at(seconds: int) -> str:
    return f"2026-11-26T10:{seconds // 60:02}:{seconds % 60:02}.000Z"


def termination() -> dict:
    app = "app_0123456789abcdef01234567"
    head = {name: receipt(FIRST)[name] for name in ("version", "number", "previous", "certificate")}
    return head | {
        "id": f"rcp_termination-{app}",
        "issued": at(900),
        "type": "termination",
        "termination": {
            "customer": receipt(FIRST)["request"]["customer"],
            "application": app,
            "reason": "termination",
            "asked": at(0),
            "ended": at(1),
            "keysDestroyed": at(60),
            "verified": at(800),
        },
        "stores": [
            {"store": name, "counted": "items", "found": 3, "removed": 3, "removedAt": at(60 + n), "foundAgain": 0, "searchedAt": at(700 + n)}
            for n, name in enumerate(STORES)
        ],
        "residues": [{"residue": name, "what": "x", "where": "x", "until": at(900), "why": "x"} for name in RESIDUES],
        "kept": {"what": "x", "where": "x", "until": at(900), "why": "x"},
    }


def why(said: dict) -> str:
    with pytest.raises(Failure) as refused:
        verify(signed(said))
    return str(refused.value)


def test_it_holds_and_is_one_of_the_customers_chain():
    said = termination()
    assert "form and signature hold" in verify(signed(said), certificate())
    first = signed(receipt(FIRST))
    followed = said | {"number": 2, "previous": hashlib.sha256(first.split(b"\n")[1]).hexdigest()}
    assert verify(signed(followed), certificate(), first).endswith("it follows the given receipt.")


@pytest.mark.parametrize("store", STORES)
def test_no_store_may_be_missing(store):
    said = termination()
    said["stores"] = [one for one in said["stores"] if one["store"] != store]
    assert "it is not as docs/receipt.schema.json says" in why(said)


def test_something_that_was_left_is_refused():
    said = termination()
    said["stores"][3]["removed"] = 2
    assert why(said) == "it says that not all is removed of archive"
    said = termination()
    said["stores"][3]["foundAgain"] = 1
    assert "it is not as docs/receipt.schema.json says" in why(said)


def test_times_that_cannot_be_are_refused():
    said = termination()
    said["termination"]["ended"] = at(61)
    assert why(said) == "its times do not follow each other"
    said = termination()
    said["stores"][10]["removedAt"] = at(59)
    assert why(said) == "it says that vault was emptied before the keys were destroyed"
    said = termination()
    said["stores"][10]["searchedAt"] = at(801)
    assert "after all was verified" in why(said)
