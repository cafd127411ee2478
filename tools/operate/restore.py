"""Restores a table of a backup that AWS made a new table of: what uses it is closed, the state machine works, and it is opened again."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from operate import Failure
from operate.closing import Functions

# Tables that the state machine restores, and the output with the functions that use each.
TABLES = {"insights": "Insights", "requests": "Requests", "registry": "Registry"}

# What its stages do, for whoever waits.
STAGES = {
    "Plan": "It is looked how large the tables are.",
    "Read": "The Ledger is read.",
    "Clear": "What is about people goes.",
    "Copy": "What the Ledger does not have is copied.",
    "Put": "What the Ledger says is put.",
    "End": "What was only needed for that goes.",
    "PlanRequests": "It is looked how large the tables are.",
    "CopyRequests": "What is missing is put back.",
    "EnterStanding": "What stands is entered, as the Vault says it.",
    "SweepStanding": "What stands no more is taken out.",
    "CopyReceipts": "Receipts are copied.",
    "SettleRequests": "It is said what became of open requests.",
    "SettleTerminations": "It is said what became of terminations.",
    "RenewTerminations": "Ends that were asked for since are entered again.",
    "PlanRegistry": "It is looked how large the table is.",
    "CopyRegistry": "What is missing is put back, as it may be now.",
    "LinkApplications": "Applications are entered at their customers.",
}


@dataclass(frozen=True)
class Source:
    """A table that AWS restored, and the time that it is of."""

    name: str
    at: datetime


def source_of(dynamo, live: str, prefix: str, name: str, at: str | None) -> Source:
    """The restored table, if it is one of the live one."""
    if not name.startswith(prefix):
        raise Failure(f"The restored table must be called {prefix}…: the state machine may read no other.")
    restored = described(dynamo, name)
    if restored["TableStatus"] != "ACTIVE":
        raise Failure(f"The table {name} is {restored['TableStatus']}: wait until it is ACTIVE.")
    if keys(restored) != keys(described(dynamo, live)):
        raise Failure(f"The table {name} has other keys than {live}: it was not restored of it.")
    summary = restored.get("RestoreSummary", {})
    of = summary.get("SourceTableArn", "").rpartition("/")[2]
    if of and of != live:
        raise Failure(f"The table {name} was restored of {of}, not of {live}.")
    time_of = summary.get("RestoreDateTime") or moment_of(at)
    if time_of is None:
        raise Failure(f"AWS does not say of when {name} is. Say it: AT=2026-11-25T12:00:00Z")
    return Source(name, time_of)


def described(dynamo, name: str) -> dict:
    try:
        return dynamo.describe_table(TableName=name)["Table"]
    except ClientError as e:
        if e.response["Error"]["Code"] == "ResourceNotFoundException":
            raise Failure(f"There is no table {name}.") from e
        raise


def keys(table: dict) -> list[tuple[str, str]]:
    return sorted((key["AttributeName"], key["KeyType"]) for key in table["KeySchema"])


def moment_of(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"{text!r} is no time. As an example: 2026-11-25T12:00:00Z") from None
    if told.tzinfo is None:
        raise Failure(f"{text!r} says no time zone. As an example: 2026-11-25T12:00:00Z")
    return told


class Machine:
    """The state machine that restores."""

    def __init__(self, client, arn: str):
        self.client = client
        self.arn = arn

    def begin(self, table: str, source: Source, now: datetime) -> str:
        """Starts it, or finds the run of the same that goes on already."""
        asked = {"table": table, "source": source.name, "at": f"{source.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
        for running in self.client.list_executions(stateMachineArn=self.arn, statusFilter="RUNNING")["executions"]:
            goes_on = json.loads(self.client.describe_execution(executionArn=running["executionArn"])["input"])
            if goes_on == asked:
                return running["executionArn"]
            raise Failure(f"A table is being restored already: {goes_on['table']} from {goes_on['source']}.")
        return self.client.start_execution(
            stateMachineArn=self.arn, name=f"{table}-{now:%Y%m%dT%H%M%S}", input=json.dumps(asked))["executionArn"]

    def status(self, execution: str) -> str:
        return self.client.describe_execution(executionArn=execution)["status"]

    def stage(self, execution: str) -> str | None:
        """The last state that it has entered."""
        events = self.client.get_execution_history(executionArn=execution, reverseOrder=True, maxResults=100)["events"]
        return next((event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event), None)


def restore(functions: Functions, machine: Machine, table: str, source: Source, wait: int | None, say: Callable[[str], None],
            sleep: Callable[[float], None] = time.sleep, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Closes, restores, opens. Killed anywhere, and run again, it comes to the same end."""
    functions.close(clock())
    say(f"Closed: {', '.join(functions.names)}.")
    settled = functions.settled(wait)
    if clock() < settled:
        say(f"Whoever was called before is over at {settled:%Y-%m-%d %H:%M:%S} UTC.")
    while (left := (settled - clock()).total_seconds()) > 0:
        sleep(min(left, 30))
    execution = machine.begin(table, source, clock())
    said = None
    while (status := machine.status(execution)) == "RUNNING":
        stage = STAGES.get(machine.stage(execution) or "")
        if stage and stage != said:
            say(stage)
            said = stage
        sleep(2)
    if status != "SUCCEEDED":
        raise Failure(f"It was not restored: {execution} is {status}. What uses the table stays closed."
                      " See the log of the function that failed, and run the same command again.")
    functions.open()
    say(f"Restored from {source.name}, and open again.")
