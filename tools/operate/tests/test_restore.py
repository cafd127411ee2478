"""What uses a table is closed before it is restored, and opened as it was when it is; whoever is killed begins again."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import Calls, PowerCut, stubbed
from operate import Failure
from operate.closing import READ, RESERVED, SINCE, Functions
from operate.restore import STAGES, TABLES, Machine, Source, restore, source_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
STATES = json.loads((Path(__file__).parents[3] / "functions/aggregate/statemachine/restore.asl.json").read_text(encoding="utf-8"))["States"]
SOURCE = Source("lethe-restored-insights", NOON - timedelta(days=1))


class InMemoryLambda:
    """Functions with their settings; a power cut at a chosen change."""

    def __init__(self, calls: Calls | None = None):
        self.reserved = {"lethe-insights": 7}
        self.tagged: dict[str, dict[str, str]] = {}
        self.mapping = "Enabled"
        self.calls = calls or Calls()

    def get_function_configuration(self, FunctionName):
        return {"FunctionArn": f"arn:{FunctionName}", "Timeout": 900 if FunctionName == "lethe-aggregate" else 30}

    def list_tags(self, Resource):
        return {"Tags": dict(self.tagged.get(Resource, {}))}

    def tag_resource(self, Resource, Tags):
        self.calls.run(lambda: self.tagged.setdefault(Resource, {}).update(Tags))

    def untag_resource(self, Resource, TagKeys):
        self.calls.run(lambda: [self.tagged[Resource].pop(key, None) for key in TagKeys])

    def get_function_concurrency(self, FunctionName):
        return {"ReservedConcurrentExecutions": self.reserved[FunctionName]} if FunctionName in self.reserved else {}

    def put_function_concurrency(self, FunctionName, ReservedConcurrentExecutions):
        self.calls.run(lambda: self.reserved.update({FunctionName: ReservedConcurrentExecutions}))

    def delete_function_concurrency(self, FunctionName):
        self.calls.run(lambda: self.reserved.pop(FunctionName, None))

    def get_paginator(self, operation):
        assert operation == "list_event_source_mappings"
        return self

    def paginate(self, FunctionName):
        reads = FunctionName == "lethe-aggregate"
        yield {"EventSourceMappings": [{"UUID": "1", "State": self.mapping}] if reads else []}

    def update_event_source_mapping(self, UUID, Enabled):
        self.calls.run(lambda: setattr(self, "mapping", "Enabled" if Enabled else "Disabled"))

    def get_event_source_mapping(self, UUID):
        return {"State": self.mapping}

    def is_closed(self) -> bool:
        return self.mapping == "Disabled" and self.reserved == {"lethe-aggregate": 0, "lethe-insights": 0}


class OneRun:
    """A state machine; what it finds when it is begun."""

    def __init__(self, of: InMemoryLambda, ends: str = "SUCCEEDED"):
        self.of = of
        self.ends = ends
        self.begun = 0

    def begin(self, table, source, now):
        assert self.of.is_closed()
        self.begun += 1
        return "run"

    def status(self, execution):
        return self.ends

    def stage(self, execution):
        return "Read"


class Time:
    def __init__(self):
        self.now = NOON

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.now += timedelta(seconds=seconds)


def run(client: InMemoryLambda, machine: OneRun, time: Time, wait: int | None = None) -> list[str]:
    said: list[str] = []
    functions = Functions(client, ["lethe-aggregate", "lethe-insights"], time.sleep)
    restore(functions, machine, "insights", SOURCE, wait, said.append, time.sleep, time.clock)
    return said


def test_it_works_behind_closed_doors_and_opens_them_as_they_were():
    client, time = InMemoryLambda(), Time()
    said = run(client, OneRun(client), time)
    assert client.reserved == {"lethe-insights": 7}
    assert client.mapping == "Enabled"
    assert not any(client.tagged.values())
    # Whoever was called before may go on for as long as its timeout.
    assert time.now >= NOON + timedelta(seconds=900)
    assert said[0] == "Closed: lethe-aggregate, lethe-insights."
    assert said[-1] == "Restored from lethe-restored-insights, and open again."


def test_what_was_off_before_stays_off():
    client = InMemoryLambda()
    client.mapping = "Disabled"
    run(client, OneRun(client), Time())
    assert client.mapping == "Disabled"


def test_what_is_not_restored_stays_closed():
    client = InMemoryLambda()
    with pytest.raises(Failure, match="stays closed"):
        run(client, OneRun(client, "FAILED"), Time())
    assert client.is_closed()


@pytest.mark.parametrize("last", range(24))
def test_whoever_is_killed_anywhere_begins_again_and_comes_to_the_same_end(last):
    client, time = InMemoryLambda(Calls(last)), Time()
    try:
        run(client, OneRun(client), time)
    except PowerCut:
        pass
    client.calls = Calls()
    run(client, OneRun(client), time)
    assert client.reserved == {"lethe-insights": 7}
    assert client.mapping == "Enabled"
    assert not any(client.tagged.values())


def test_whoever_waits_again_waits_for_the_rest():
    client, time = InMemoryLambda(), Time()
    Functions(client, ["lethe-aggregate", "lethe-insights"], time.sleep).close(time.clock())
    time.sleep(10_000)
    begun = time.now
    run(client, OneRun(client), time)
    assert time.now - begun < timedelta(seconds=60)
    tags = {RESERVED, SINCE, READ}
    assert not tags & set(client.tagged["arn:lethe-aggregate"])


LIVE = {"TableStatus": "ACTIVE", "KeySchema": [
    {"AttributeName": "counter", "KeyType": "HASH"}, {"AttributeName": "cell", "KeyType": "RANGE"}]}


def found(restored: dict, live: dict = LIVE, at: str | None = None) -> Source:
    with stubbed("dynamodb") as dynamo:
        dynamo.add_response("describe_table", {"Table": {**LIVE, **restored}})
        if restored.get("TableStatus", "ACTIVE") == "ACTIVE":
            dynamo.add_response("describe_table", {"Table": live})
        return source_of(dynamo.client, "live", "lethe-restored-insights", "lethe-restored-insights-1", at)


def test_aws_says_of_when_a_restored_table_is():
    summary = {"SourceTableArn": "arn:aws:dynamodb:eu-central-1:1:table/live", "RestoreDateTime": NOON, "RestoreInProgress": False}
    assert found({"RestoreSummary": summary}).at == NOON
    assert found({}, at="2026-11-24T12:00:00Z").at == NOON


@pytest.mark.parametrize(("restored", "at", "why"), [
    ({"TableStatus": "CREATING"}, None, "is CREATING"),
    ({"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}, None, "has other keys"),
    ({"RestoreSummary": {"SourceTableArn": "x/another", "RestoreDateTime": NOON, "RestoreInProgress": False}}, None, "was restored of another"),
    ({}, None, "AT="),
    ({}, "yesterday", "is no time"),
    ({}, "2026-11-24T12:00:00", "no time zone"),
])
def test_what_was_not_restored_of_it_is_refused(restored, at, why):
    with pytest.raises(Failure, match=why):
        found(restored, at=at)


def test_a_table_that_is_not_there_or_not_to_be_read_is_refused():
    with stubbed("dynamodb") as dynamo:
        with pytest.raises(Failure, match="must be called lethe-restored-insights"):
            source_of(dynamo.client, "live", "lethe-restored-insights", "other", None)
        dynamo.add_client_error("describe_table", "ResourceNotFoundException")
        with pytest.raises(Failure, match="There is no table lethe-restored-insights"):
            source_of(dynamo.client, "live", "lethe-restored-insights", "lethe-restored-insights", None)


MACHINE = "arn:aws:states:eu-central-1:123456789012:stateMachine:lethe-restore"
RUN = "arn:aws:states:eu-central-1:123456789012:execution:lethe-restore:insights-1"


def running(dynamo, asked: dict) -> None:
    listed = {"executionArn": RUN, "stateMachineArn": MACHINE, "name": "insights-1", "status": "RUNNING", "startDate": NOON}
    dynamo.add_response("list_executions", {"executions": [listed]})
    dynamo.add_response("describe_execution", {**listed, "input": json.dumps(asked)})


def test_a_run_that_goes_on_is_waited_for_and_no_other_is_begun_beside_it():
    asked = {"table": "insights", "source": SOURCE.name, "at": "2026-11-23T12:00:00Z"}
    with stubbed("stepfunctions") as client:
        running(client, asked)
        assert Machine(client.client, MACHINE).begin("insights", SOURCE, NOON) == RUN
        running(client, {**asked, "source": "another"})
        with pytest.raises(Failure, match="restored already: insights from another"):
            Machine(client.client, MACHINE).begin("insights", SOURCE, NOON)
        client.add_response("list_executions", {"executions": []})
        client.add_response("start_execution", {"executionArn": RUN, "startDate": NOON}, {
            "stateMachineArn": MACHINE, "name": "insights-20261124T120000", "input": json.dumps(asked)})
        assert Machine(client.client, MACHINE).begin("insights", SOURCE, NOON) == RUN


def test_whoever_waits_is_told_each_stage_of_each_table():
    assert set(STAGES) == {name for name, state in STATES.items() if state["Type"] in ("Task", "Map")}
    assert set(TABLES) == {choice["StringEquals"] for choice in STATES["WhichTable"]["Choices"]}
