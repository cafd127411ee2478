"""What holds is told; what does not is refused, with the reason."""

from datetime import UTC, datetime

import pytest
from samples import CERTIFICATE, CLOSING, FIRST, SECOND, certificate, file, key, of_another_kind, receipt, signed

from receipts import Failure
from receipts.signed_file import read
from receipts.verification import verify


def why(content: bytes, pinned: bytes | None = None, previous: bytes | None = None, closed: bytes | None = None) -> str:
    with pytest.raises(Failure) as refused:
        verify(content, pinned, previous, closed)
    return str(refused.value)


def test_samples_hold():
    assert verify(FIRST, CERTIFICATE).endswith("form and signature hold; it is signed under the given certificate.")
    assert verify(SECOND, CERTIFICATE, FIRST).endswith("; it follows the given receipt.")


def test_it_is_told_if_the_certificate_was_not_compared():
    assert "its certificate was compared with none (SHA-256 " in verify(FIRST)


def test_a_changed_byte_fails_wherever_it_is():
    for place, byte in enumerate(FIRST):
        for bit in range(8):
            refused(FIRST[:place] + bytes([byte ^ (1 << bit)]) + FIRST[place + 1 :])


def test_a_byte_more_or_less_fails_wherever_it_is():
    for place in range(len(FIRST)):
        refused(FIRST[:place] + FIRST[place + 1 :])
        refused(FIRST[:place] + b" " + FIRST[place:])
        refused(FIRST[:place] + b"0" + FIRST[place:])
        refused(FIRST[:place])
    refused(FIRST + b"\n")


def refused(content: bytes) -> None:
    with pytest.raises(Failure):
        verify(content)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b'{"receipt":\n1\n,"signature":{}}\n', b"[" * 100_000, b"\xff"])
def test_what_is_no_receipt_is_said_to_be_none(content):
    assert why(content) == "this is no file of a receipt"


def test_the_same_written_otherwise_is_refused():
    assert why(FIRST.replace(b"\n", b"")) == "the file is not in the form that receipts are issued in"
    assert why(FIRST.replace(b'{"receipt":\n{', b'{"receipt":\n{"id":"another",')) == "this is no file of a receipt"


def test_another_certificate_in_the_file_is_refused():
    sample = read(FIRST, "receipt")
    other = file(sample.canonical, certificate(), sample.signature)
    assert why(other) == "the certificate in the file is not the one that the receipt names"


def test_another_signature_is_refused():
    sample = read(FIRST, "receipt")
    other = file(sample.canonical, sample.certificate, read(SECOND, "receipt").signature)
    assert why(other) == "the signature is not of this receipt"


def test_who_signs_under_a_certificate_of_their_own_is_found_by_the_given_one():
    forged = signed(receipt())
    assert "compared with none" in verify(forged)
    assert verify(forged, certificate()) is not None
    assert why(forged, CERTIFICATE) == "it is signed under another certificate than the given one"


def test_a_certificate_that_is_none_is_refused():
    assert why(FIRST, b"nothing") == "the certificate cannot be read"
    assert why(signed(receipt(), b"nothing")) == "the certificate cannot be read"
    assert why(signed(receipt(), of_another_kind())) == "the certificate is not of an RSA key"


def test_a_certificate_is_valid_when_the_receipt_was_issued():
    late = certificate(key(), datetime(2026, 12, 1, tzinfo=UTC))
    early = certificate(key(), datetime(2025, 1, 1, tzinfo=UTC))
    for under in (late, early):
        assert why(signed(receipt(), under)) == "its certificate was not valid when it was issued"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"version": 2}, "$.receipt.version"),
        ({"stores": receipt()["stores"][:-1]}, "$.receipt.stores"),
        ({"residues": []}, "$.receipt.residues"),
        ({"email": "jane@example.com"}, "$.receipt"),
        ({"stores": [*receipt()["stores"][:-1], receipt()["stores"][-1] | {"foundAgain": 1}]}, "$.receipt.stores[7].foundAgain"),
        ({"previous": "0" * 64}, "$.receipt.previous"),
        ({"issued": "yesterday"}, "$.receipt.issued"),
    ],
)
def test_what_is_signed_is_also_complete(change, where):
    assert why(signed(receipt() | change)) == f"it is not as docs/receipt.schema.json says, at {where}"


def test_a_receipt_follows_the_one_before_and_no_other():
    first = signed(receipt())
    before = read(first, "receipt").hash
    second = receipt(SECOND) | {"previous": before}
    assert verify(signed(second), None, first).endswith("it follows the given receipt.")
    assert why(signed(second), None, FIRST) == "it follows another receipt than the given one"
    assert why(signed(second | {"number": 3}), None, first) == "it is number 3, and the receipt before is number 1"
    others = second | {"request": second["request"] | {"customer": "cus_" + "f" * 24}}
    assert why(signed(others), None, first) == "the receipt before is another customer's"
    assert why(signed(second), None, first[:-1]) == "of the receipt before: the file is not in the form that receipts are issued in"


def test_a_receipt_closes_the_one_that_it_names_and_no_other():
    assert verify(CLOSING, CERTIFICATE, SECOND, FIRST).endswith("it follows the given receipt; it closes the given receipt.")
    assert why(CLOSING, CERTIFICATE, SECOND, SECOND) == "it closes another receipt than the given one"
    assert why(SECOND, CERTIFICATE, FIRST, FIRST) == "it closes no receipt"
    others = receipt(CLOSING) | {"request": receipt(CLOSING)["request"] | {"application": "app_" + "f" * 24}}
    assert why(signed(others), None, None, FIRST) == "it closes another receipt than the given one"


def test_what_is_gone_is_older_than_nothing_that_is_there():
    closing = receipt(CLOSING)
    left = [gone | {"oldest": closing["request"]["verified"]} if gone["residue"] == "backups" else gone for gone in closing["gone"]]
    assert why(signed(closing | {"gone": left})) == "it says that nothing is left of backups, and that something is"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"gone": receipt(CLOSING)["gone"][:-1]}, "$.receipt.gone"),
        ({"residues": receipt(FIRST)["residues"]}, "$.receipt.residues"),
        ({"type": "erasure"}, "$.receipt.type"),
        ({"number": 1}, "$.receipt.number"),
        ({"stores": []}, "$.receipt"),
    ],
)
def test_what_closes_is_also_complete(change, where):
    assert why(signed(receipt(CLOSING) | change)) == f"it is not as docs/receipt.schema.json says, at {where}"
