"""One execution environment of a function: a process at a time, cold and warm, and its log."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lethe_localstack.function_process import Exited, FunctionProcess, Ready, TimedOut, deadline_ms
from lethe_localstack.runtime_api import Invocation, Reply, error

# https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: 10 seconds; here, machines
# are busier.
INIT_PATIENCE = 60.0

# Starting is work: more at a time than there are processors take the time of those that have an event, whose
# limits on AWS are theirs alone.
STARTING = threading.Semaphore(os.cpu_count() or 1)

# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
LARGEST_RESPONSE = 6 * 1024 * 1024 + 100


@dataclass(frozen=True)
class Result:
    """What Lambda answers, and what it logs."""

    payload: bytes
    is_error: bool
    log: str


@dataclass
class Environment:
    """Runs one event at a time. A process that is not ready for another one is replaced then."""

    start_process: Callable[[], FunctionProcess]
    timeout: float
    memory_mb: int
    version: str
    process: FunctionProcess | None = field(default=None, init=False)
    init_ms: float | None = field(default=None, init=False)
    init_failure: Reply | Exited | TimedOut | None = field(default=None, init=False)
    stopped: bool = field(default=False, init=False)
    lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def start(self) -> None:
        """Starts a process and waits until it is ready; a failure is told to the next event."""
        began = time.monotonic()
        with STARTING:
            with self.lock:
                if self.stopped:
                    raise RuntimeError("This environment was stopped.")
                self.process = process = self.start_process()
            outcome = process.await_ready(INIT_PATIENCE)
        self.init_ms = (time.monotonic() - began) * 1000
        self.init_failure = None if isinstance(outcome, Ready) else outcome

    def invoke(self, request_id: str, function_arn: str, trace_id: str, payload: bytes) -> Result:
        """Runs an event, starting a process first if there is none."""
        if self.process is not None and self.init_failure is None and not self.process.is_alive():
            self.discard()
        if self.process is None:
            self.start()
        process = self.process
        began = time.monotonic()
        outcome: Reply | Exited | TimedOut | Ready
        if self.init_failure is not None:
            outcome = self.init_failure
        else:
            invocation = Invocation(request_id, function_arn, trace_id, payload, deadline_ms(self.timeout))
            outcome = process.invoke(invocation, self.timeout)
        milliseconds = (time.monotonic() - began) * 1000
        memory = process.peak_memory_mb()
        reply, remark = self.reply_to(outcome, request_id)
        if not process.is_ready:
            self.discard()
        log = self.log(request_id, process.printed(), remark, milliseconds, memory)
        self.init_ms = self.init_failure = None
        return Result(reply.payload, reply.is_error, log)

    def reply_to(self, outcome: Reply | Exited | TimedOut | Ready, request_id: str) -> tuple[Reply, str]:
        """What Lambda makes of an outcome, and what it remarks in the log."""
        match outcome:
            case Reply(payload=payload) if len(payload) > LARGEST_RESPONSE:
                message = f"Response payload size exceeded maximum allowed payload size ({LARGEST_RESPONSE} bytes)."
                return Reply(error("Function.ResponseSizeTooLarge", message), True), ""
            case Reply():
                return outcome, ""
            case TimedOut():
                told = f"Task timed out after {self.timeout:.2f} seconds"
                moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
                payload = error("Sandbox.Timedout", f"RequestId: {request_id} Error: {told}")
                return Reply(payload, True), f"{moment} {request_id} {told}\n"
            case Exited():
                told = f"RequestId: {request_id} Error: Runtime exited with error: {outcome}"
                return Reply(error("Runtime.ExitError", told), True), f"{told}\nRuntime.ExitError\n"
        raise AssertionError(f"a process does not become {outcome} twice")

    def log(self, request_id: str, printed: str, remark: str, milliseconds: float, memory: int) -> str:
        """The lines of one invocation, as they stand in CloudWatch Logs."""
        ended = "" if not printed or printed.endswith("\n") else "\n"
        init = "" if self.init_ms is None else f"\tInit Duration: {self.init_ms:.2f} ms"
        return (
            f"START RequestId: {request_id} Version: {self.version}\n"
            f"{printed}{ended}{remark}"
            f"END RequestId: {request_id}\n"
            f"REPORT RequestId: {request_id}\tDuration: {milliseconds:.2f} ms"
            f"\tBilled Duration: {int(milliseconds) + 1} ms\tMemory Size: {self.memory_mb} MB"
            f"\tMax Memory Used: {memory} MB{init}\n"
        )

    def stop(self) -> None:
        """Ends the process, and starts no other one."""
        with self.lock:
            self.stopped = True
        if self.process is not None:
            self.process.stop()

    def discard(self) -> None:
        """Ends the process at once; the next event starts another one."""
        self.process.kill()
        self.process = None
