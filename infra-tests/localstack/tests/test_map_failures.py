"""A distributed map fails when too many of its parts did."""

from types import SimpleNamespace

import pytest
from lethe_localstack import map_failures
from localstack.services.stepfunctions.asl.component.common.error_name.failure_event import FailureEventException
from localstack.services.stepfunctions.asl.component.state.state_execution.state_map.iteration import (
    distributed_iteration_component as distributed,
)
from localstack.services.stepfunctions.asl.component.state.state_execution.state_map.iteration.itemprocessor.map_run_record import (
    MapRunRecord,
)


def a_run(failed=0, timed_out=0, total=10, count=0, percentage=0.0):
    record = MapRunRecord(
        state_machine_arn="arn:aws:states:eu-central-1:000000000000:stateMachine:a",
        execution_arn="arn", max_concurrency=1, label="a",
        tolerated_failure_count=count, tolerated_failure_percentage=percentage,
    )
    record.item_counter.failed.count(failed)
    record.item_counter.timed_out.count(timed_out)
    record.item_counter.total.count(total)
    return record


@pytest.mark.parametrize(
    "told, is_too_much",
    [
        ({}, False),
        ({"failed": 1}, True),
        ({"timed_out": 1}, True),
        ({"failed": 1, "count": 1}, False),
        ({"failed": 1, "timed_out": 1, "count": 1}, True),
        ({"failed": 1, "percentage": 10.0}, False),
        ({"failed": 2, "percentage": 10.0}, True),
        ({"failed": 2, "count": 1, "percentage": 50.0}, True),
        ({"failed": 2, "count": 3, "percentage": 10.0}, True),
        ({"failed": 2, "count": 3, "percentage": 50.0}, False),
    ],
)
def test_what_is_told_is_tolerated_and_no_more(told, is_too_much):
    assert map_failures.is_too_much(a_run(**told)) is is_too_much


def test_a_map_fails_after_its_parts_were_run():
    ran = []
    run = map_failures.checked(lambda *args: ran.append(args), lambda env, record: ValueError(record))
    with pytest.raises(ValueError):
        run("map", "env", SimpleNamespace(map_run_record=a_run(failed=1)))
    run("map", "env", SimpleNamespace(map_run_record=a_run()))
    assert len(ran) == 2


def test_it_fails_by_the_name_that_step_functions_has_for_it():
    env = SimpleNamespace(next_state_name="Remove", event_history_context=SimpleNamespace(source_event_id=1))
    failure = map_failures.failure(env, a_run(failed=2, timed_out=1))
    assert isinstance(failure, FailureEventException)
    error, cause = failure.extract_error_cause_pair()
    assert error == map_failures.ERROR == failure.failure_event.error_name.error_name
    assert "of 10 parts 2 failed and 1 timed out" in cause


def test_it_is_put_where_localstack_runs_the_parts(monkeypatch):
    monkeypatch.setattr(distributed.DistributedIterationComponent, "_map_run", lambda *_: None)
    map_failures.fail_as_parts_did()
    run = distributed.DistributedIterationComponent._map_run
    with pytest.raises(FailureEventException):
        run(None, SimpleNamespace(next_state_name="Remove", event_history_context=SimpleNamespace(source_event_id=1)),
            SimpleNamespace(map_run_record=a_run(failed=1)))
