"""An execution environment does what Lambda does, seen from outside: answers, log lines, processes."""

import json
import os
import re
import sys
import threading
import time
from pathlib import Path

import pytest
from lethe_localstack.environment import LARGEST_RESPONSE, Environment, Result
from lethe_localstack.function_process import FunctionProcess, Ready

FAKE = Path(__file__).with_name("fake_function.py")


@pytest.fixture
def make():
    """Makes environments, and stops them after the test."""
    made: list[Environment] = []

    def new(timeout: float = 10.0, **environment: str) -> Environment:
        made.append(Environment(
            start_process=lambda: FunctionProcess([sys.executable, str(FAKE)], environment, "/"),
            timeout=timeout, memory_mb=512, version="$LATEST"))
        return made[-1]

    yield new
    for environment in made:
        environment.stop()


def invoke(environment: Environment, do: str = "answer", **more) -> Result:
    return environment.invoke("id-1", "arn:function", "Root=1", json.dumps({"do": do, **more}).encode())


def pid_of(result: Result) -> int:
    return json.loads(result.payload)["pid"]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_answers_and_keeps_its_process_warm(make):
    environment = make()
    environment.start()
    first, second = invoke(environment), invoke(environment)
    assert not first.is_error
    assert pid_of(first) == pid_of(second)


class Starting:
    """A process that takes a while to start."""

    def __init__(self, under_way: list[int], most: list[int]) -> None:
        self.under_way, self.most = under_way, most

    def await_ready(self, patience: float) -> Ready:
        self.under_way.append(1)
        self.most.append(len(self.under_way))
        time.sleep(0.1)
        self.under_way.pop()
        return Ready()


def test_no_more_start_at_a_time_than_there_are_processors():
    under_way: list[int] = []
    most: list[int] = []
    environments = [
        Environment(start_process=lambda: Starting(under_way, most), timeout=1.0, memory_mb=512, version="$LATEST")
        for _ in range(4 * os.cpu_count())]
    threads = [threading.Thread(target=environment.start) for environment in environments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == len(environments)
    assert max(most) == os.cpu_count()


def test_a_process_sees_its_own_environment_only(make):
    told = json.loads(invoke(make(TABLE="t")).payload)["env"]
    assert told["TABLE"] == "t"
    assert "HOME" not in told


def test_passes_an_error_on(make):
    result = invoke(make(), "fail")
    assert result.is_error
    assert json.loads(result.payload) == {"errorType": "Failure", "errorMessage": "as told"}


def test_what_is_printed_after_the_answer_belongs_to_the_event(make):
    environment = make()
    failed, next_one = invoke(environment, "fail"), invoke(environment)
    assert "its stack trace\nEND" in failed.log
    assert "stack trace" not in next_one.log
    assert "Init Duration" not in next_one.log


def test_an_end_after_the_answer_is_not_the_next_events_failure(make):
    environment = make()
    died, next_one = invoke(environment, "die"), invoke(environment)
    assert json.loads(died.payload)["errorType"] == "OutOfMemory"
    assert not next_one.is_error
    assert "Init Duration" in next_one.log


def test_the_log_is_as_in_cloudwatch(make):
    environment = make()
    cold, warm = invoke(environment), invoke(environment)
    report = r"REPORT RequestId: id-1\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 512 MB" \
             r"\tMax Memory Used: [1-9]\d* MB"
    begin, end = r"START RequestId: id-1 Version: \$LATEST\n", r"got answer\nEND RequestId: id-1\n"
    assert re.fullmatch(begin + "starting\n" + end + report + r"\tInit Duration: [\d.]+ ms\n", cold.log)
    assert re.fullmatch(begin + end + report + r"\n", warm.log)


def test_a_long_log_keeps_its_end(make):
    log = invoke(make(), "print", bytes=3 * 1024 * 1024).log
    assert len(log) < 1.1 * 1024 * 1024
    assert "xxx\nEND" in log


def test_a_timeout_is_kept_told_and_ends_the_process(make):
    environment = make(timeout=0.5)
    pid = pid_of(invoke(environment))
    began = time.monotonic()
    result = invoke(environment, "sleep", seconds=30)
    assert time.monotonic() - began < 5
    assert result.is_error
    assert json.loads(result.payload) == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": "RequestId: id-1 Error: Task timed out after 0.50 seconds",
    }
    assert re.search(r"\d{4}-\d\d-\d\dT[\d:.]+Z id-1 Task timed out after 0.50 seconds\nEND", result.log)
    assert not is_running(pid)


def test_after_a_timeout_a_fresh_process_answers(make):
    environment = make(timeout=1.0)
    before = pid_of(invoke(environment))
    invoke(environment, "sleep", seconds=30)
    after = invoke(environment)
    assert pid_of(after) != before
    assert "Init Duration" in after.log


@pytest.mark.parametrize("do, more, how", [
    ("exit", {"status": 3}, "exit status 3"),
    ("exit", {"status": 0}, "exit status 0"),
    ("kill", {}, "signal: killed"),
])
def test_a_crash_is_told_at_once_as_lambda_tells_it(make, do, more, how):
    environment = make(timeout=30.0)
    before = pid_of(invoke(environment))
    began = time.monotonic()
    result = invoke(environment, do, **more)
    assert time.monotonic() - began < 5
    assert json.loads(result.payload) == {
        "errorType": "Runtime.ExitError",
        "errorMessage": f"RequestId: id-1 Error: Runtime exited with error: {how}",
    }
    assert f"Runtime exited with error: {how}\nRuntime.ExitError\nEND" in result.log
    assert pid_of(invoke(environment)) != before


def test_an_error_at_start_is_the_answer_to_the_event(make):
    result = invoke(make(INIT="error"))
    assert result.is_error
    assert json.loads(result.payload)["errorType"] == "InitFailure"
    assert "starting" in result.log


def test_an_end_at_start_is_the_answer_to_the_event_and_it_starts_again(make):
    environment = make(INIT="exit")
    for _ in range(2):
        assert "exit status 7" in json.loads(invoke(environment).payload)["errorMessage"]


def test_an_end_between_events_goes_unnoticed(make):
    environment = make()
    before = pid_of(invoke(environment))
    os.kill(before, 9)
    time.sleep(0.2)
    after = invoke(environment)
    assert not after.is_error
    assert pid_of(after) != before


def test_a_response_that_is_too_large_is_refused(make):
    result = invoke(make(), "print", bytes=1, answer=LARGEST_RESPONSE)
    assert result.is_error
    assert json.loads(result.payload)["errorType"] == "Function.ResponseSizeTooLarge"


def test_environments_run_side_by_side(make):
    environments = [make() for _ in range(4)]
    for environment in environments:
        environment.start()
    began = time.monotonic()
    threads = [threading.Thread(target=invoke, args=(e, "sleep"), kwargs={"seconds": 1}) for e in environments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - began < 3


def test_a_stopped_environment_leaves_no_process(make):
    environment = make()
    pid = pid_of(invoke(environment))
    environment.stop()
    assert not is_running(pid)


def test_a_stopped_environment_starts_no_other_process(make):
    environment = make()
    invoke(environment)
    environment.stop()
    with pytest.raises(RuntimeError, match="was stopped"):
        invoke(environment)


def test_a_process_that_ended_between_events_leaves_no_thread(make):
    environment = make()
    for _ in range(3):
        os.kill(pid_of(invoke(environment)), 9)
        time.sleep(0.2)
    invoke(environment)
    assert sum(thread.name == "runtime-api" for thread in threading.enumerate()) == 1
