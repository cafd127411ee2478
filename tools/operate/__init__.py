"""What an operator does by hand: `make redrive`, `make skip`, `make shards`, `make recover-vault`. See docs/runbook.md."""


class Failure(Exception):
    """Why it was not done: what was wrong, and what to do."""
