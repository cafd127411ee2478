"""Lets a distributed map fail when more of its parts failed than it tolerates: LocalStack goes on as if
all had been done.

https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html (failure thresholds)
"""

from collections.abc import Callable

from localstack.runtime import hooks

ERROR = "States.ExceedToleratedFailureThreshold"


@hooks.on_infra_start()
def fail_as_parts_did() -> None:
    """Counts what failed when a map is through."""
    from localstack.services.stepfunctions.asl.component.state.state_execution.state_map.iteration import (
        distributed_iteration_component as distributed,
    )

    component = distributed.DistributedIterationComponent
    component._map_run = checked(component._map_run, failure)


def checked(run: Callable, fail: Callable) -> Callable:
    """A run of a map's parts after which too many that failed are an error, made by `fail`."""

    def run_and_count(self, env, eval_input) -> None:
        run(self, env, eval_input)
        record = eval_input.map_run_record
        if is_too_much(record):
            raise fail(env, record)

    return run_and_count


def is_too_much(record) -> bool:
    """Whether more parts failed or timed out than the map's count and percentage allow, each by itself."""
    items = record.item_counter
    failed = items.failed.get() + items.timed_out.get()
    if failed == 0:
        return False
    count, percentage = record.tolerated_failure_count, record.tolerated_failure_percentage
    by_count = failed > count
    by_percentage = failed * 100 > percentage * items.total.get()
    # One that is not told says nothing beside one that is.
    if count and percentage:
        return by_count or by_percentage
    return by_count if count else by_percentage


def failure(env, record) -> Exception:
    """What Step Functions fails the state with."""
    from localstack.aws.api.stepfunctions import HistoryEventType, MapRunFailedEventDetails
    from localstack.services.stepfunctions.asl.component.common.error_name.failure_event import (
        FailureEvent,
        FailureEventException,
    )
    from localstack.services.stepfunctions.asl.component.common.error_name.states_error_name import StatesErrorName
    from localstack.services.stepfunctions.asl.component.common.error_name.states_error_name_type import (
        StatesErrorNameType,
    )
    from localstack.services.stepfunctions.asl.eval.event.event_detail import EventDetails

    items = record.item_counter
    cause = (
        f"The specified tolerated failure threshold was exceeded: of {items.total.get()} parts "
        f"{items.failed.get()} failed and {items.timed_out.get()} timed out."
    )
    return FailureEventException(
        FailureEvent(
            env=env,
            error_name=StatesErrorName(typ=StatesErrorNameType.StatesExceedToleratedFailureThreshold),
            event_type=HistoryEventType.MapRunFailed,
            event_details=EventDetails(mapRunFailedEventDetails=MapRunFailedEventDetails(error=ERROR, cause=cause)),
        )
    )
