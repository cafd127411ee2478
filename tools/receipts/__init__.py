"""Checks receipts of erasures, offline: what docs/receipts.md says."""


class Failure(Exception):
    """A receipt does not hold; says why."""
