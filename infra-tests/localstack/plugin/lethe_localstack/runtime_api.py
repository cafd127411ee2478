"""The Lambda Runtime API, as one function's process sees it.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = "/2018-06-01/runtime/"

# How soon a server notices that it is to stop.
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Invocation:
    """One event for a function."""

    id: str
    function_arn: str
    trace_id: str
    payload: bytes
    deadline_ms: int


@dataclass(frozen=True)
class Reply:
    """What the function's process said: an answer to an invocation, or that it could not start."""

    payload: bytes
    is_error: bool


class RuntimeApi:
    """Serves one function's process: hands out invocations and takes what comes back."""

    def __init__(self, on_ready: Callable[[], None], on_reply: Callable[[Reply], None]) -> None:
        self.on_ready = on_ready
        self.on_reply = on_reply
        self.invocations: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self._server.daemon_threads = True
        threading.Thread(
            target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True, name="runtime-api").start()

    @property
    def address(self) -> str:
        """What the process is told as AWS_LAMBDA_RUNTIME_API."""
        return f"127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.invocations.put(None)
        self._server.shutdown()
        self._server.server_close()


def handler_for(api: RuntimeApi) -> type[BaseHTTPRequestHandler]:
    """The HTTP side of a runtime API."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body are two writes: else each event waits 40 ms for an acknowledgement.
        disable_nagle_algorithm = True

        def log_message(self, *arguments) -> None:
            """Says nothing: invocations are the function's business."""

        def do_GET(self) -> None:
            if self.path != VERSION + "invocation/next":
                return self.answer(404)
            api.on_ready()
            invocation = api.invocations.get()
            if invocation is None:
                return self.answer(410)
            self.answer(200, invocation.payload, {
                "Lambda-Runtime-Aws-Request-Id": invocation.id,
                "Lambda-Runtime-Deadline-Ms": str(invocation.deadline_ms),
                "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
                "Lambda-Runtime-Trace-Id": invocation.trace_id,
                "Content-Type": "application/json",
            })

        def do_POST(self) -> None:
            # First: once it is answered, the process asks for the next event.
            api.on_reply(Reply(self.read_body(), is_error=self.path.endswith("/error")))
            self.answer(202, b'{"status":"OK"}')

        def read_body(self) -> bytes:
            if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
            try:
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except ConnectionError:
                self.close_connection = True  # The process has ended; its end is noticed elsewhere.

    return Handler


def error(kind: str, message: str) -> bytes:
    """An error as Lambda words it."""
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
