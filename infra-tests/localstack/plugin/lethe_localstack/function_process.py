"""One process of a function: started, given one event at a time, and stopped."""

import fcntl
import os
import queue
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

import psutil

from lethe_localstack import tied_process
from lethe_localstack.runtime_api import Invocation, Reply, RuntimeApi

GRACE = 2.0

# How long a process may go on after its answer, until it asks for the next event.
SETTLING = 5.0
LONGEST_LOG = 1024 * 1024


@dataclass(frozen=True)
class Ready:
    """The process asks for an event."""


@dataclass(frozen=True)
class Exited:
    """The process is gone."""

    status: int

    def __str__(self) -> str:
        if self.status >= 0:
            return f"exit status {self.status}"
        return f"signal: {signal.strsignal(-self.status) or -self.status}".lower()


@dataclass(frozen=True)
class TimedOut:
    """Nothing came in time."""


Outcome = Ready | Reply | Exited | TimedOut


class FunctionProcess:
    """A process that speaks the Lambda Runtime API, and what it printed."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: str) -> None:
        self._outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._api = RuntimeApi(on_ready=lambda: self._outcomes.put(Ready()), on_reply=self._outcomes.put)
        self.is_ready = False
        self._peak_mb = 0
        # A file and not a pipe: what was printed before an answer is there when the answer is. Appended to,
        # so that it can be emptied under the process.
        self._output = tempfile.TemporaryFile()
        fcntl.fcntl(self._output, fcntl.F_SETFL, fcntl.fcntl(self._output, fcntl.F_GETFL) | os.O_APPEND)
        self._process = tied_process.start(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.STDOUT,
            env={**environment, "AWS_LAMBDA_RUNTIME_API": self._api.address},
        )
        threading.Thread(target=self._watch, daemon=True, name="function-process").start()

    def _watch(self) -> None:
        self._outcomes.put(Exited(self._process.wait()))

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def await_ready(self, patience: float) -> Outcome:
        """Waits until it asks for an event: Ready, or what came instead."""
        outcome = self._next(patience)
        self.is_ready = isinstance(outcome, Ready)
        return outcome

    def invoke(self, invocation: Invocation, patience: float) -> Outcome:
        """Hands over an event and waits for what comes of it.

        As on Lambda, an event ends when the next one is asked for: the runtime prints a stack trace, or
        exits after an error that it cannot survive, only after its answer.
        """
        self.is_ready = False
        self._api.invocations.put(invocation)
        outcome = self._next(patience)
        self.peak_memory_mb()
        if isinstance(outcome, Reply):
            self.await_ready(SETTLING)
        return outcome

    def _next(self, patience: float) -> Outcome:
        try:
            return self._outcomes.get(timeout=patience)
        except queue.Empty:
            return TimedOut()

    def peak_memory_mb(self) -> int:
        """The most memory that it was seen to hold; it may have ended since."""
        self._peak_mb = max(self._peak_mb, self._memory_mb())
        return self._peak_mb

    def _memory_mb(self) -> int:
        try:
            with open(f"/proc/{self._process.pid}/status", encoding="utf-8") as status:
                for line in status:
                    if line.startswith("VmHWM:"):
                        return int(line.split()[1]) // 1024
        except OSError:
            pass
        try:
            return psutil.Process(self._process.pid).memory_info().rss // (1024 * 1024)
        except psutil.Error:
            return 0

    def printed(self) -> str:
        """What it printed since this was last asked; of very much, the end. Call it between events."""
        size = os.fstat(self._output.fileno()).st_size
        self._output.seek(max(0, size - LONGEST_LOG))
        text = self._output.read().decode(errors="replace")
        self._output.truncate(0)
        return text

    def stop(self, grace: float = GRACE) -> None:
        """Ends it: asks first, and after these seconds does not ask."""
        if self.is_alive():
            self._process.terminate()
            try:
                self._process.wait(grace)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._api.close()

    def kill(self) -> None:
        """Ends it at once, as Lambda does after a timeout."""
        self._process.kill()
        self._process.wait()
        self._api.close()


def deadline_ms(patience: float) -> int:
    """The moment that an invocation must be done by, in milliseconds of the Unix epoch."""
    return int((time.time() + patience) * 1000)
