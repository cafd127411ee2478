"""Recovering the Vault when it was lost: calling the function that does it, until it is done."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from operate import Failure
from operate.redrive import counted

CONTINUED = "to be continued"
DONE = "done"


@dataclass(frozen=True)
class Told:
    """What one call did."""

    is_done: bool
    recovered: int
    subjects: int
    ended: int

    def text(self) -> str:
        """A line for the operator."""
        ended = f"; {counted(self.ended, 'application')} ended before" if self.ended else ""
        return (f"{counted(self.recovered, 'application')} served again, rights of"
                f" {counted(self.subjects, 'subject')} put back{ended}")


class Recovery:
    def __init__(self, functions, name: str):
        self.functions = functions
        self.name = name

    def call(self) -> Told:
        """Calls it once, and waits for as long as it takes."""
        answer = self.functions.invoke(FunctionName=self.name, Payload=b"{}")
        if "FunctionError" in answer:
            raise Failure("The function failed. Its log says at what; nothing is served before all stands. Run it again when that is mended.")
        told = json.loads(answer["Payload"].read())
        return Told(told["status"] == DONE, told["recovered"], told["subjects"], told["ended"])


def recover(recovery: Recovery, say: Callable[[str], None]) -> None:
    """Calls it until it is done."""
    while True:
        told = recovery.call()
        say(told.text() + ("" if told.is_done else f", {CONTINUED}"))
        if told.is_done:
            return
