"""Starting and stopping LocalStack, and nothing that is not ours: ours bears a mark in its command line."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from lethe_stack.installation import DYNAMODB, KINESIS, LOCALSTACK, RUNTIME, python_of
from lethe_stack.project import SOURCES, Failure, Instance, dynamodb_port, read, say, tail, write
from lethe_stack.tools import require_jdk

LOCALSTACK_MODULE = "localstack.runtime.main"

PATIENCE = 120.0
GRACE = 10.0


def up(instance: Instance, port: int) -> None:
    """Starts LocalStack, unless it is up already or somebody's own is to be used."""
    if own := os.environ.get("LOCALSTACK_ENDPOINT"):
        if not is_ready(own.rstrip("/")):
            raise Failure(f"No LocalStack answers at {own}, which LOCALSTACK_ENDPOINT names.")
        say(f"  using the LocalStack at {own}")
        return
    if is_up(instance):
        say(f"  LocalStack is up at {instance.endpoint()}")
        return
    down(instance)
    for needed in (port, dynamodb_port(port)):
        require_free(needed)
    began = time.monotonic()
    for leftover in ("tmp", "localstack"):
        shutil.rmtree(instance.folder / leftover, ignore_errors=True)
    (instance.folder / "tmp").mkdir(parents=True)
    with instance.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [str(python_of(LOCALSTACK)), "-X", instance.mark, "-m", LOCALSTACK_MODULE],
            cwd=instance.folder, env=environment(instance, port), stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )
    write(instance.process, {"pid": process.pid, "port": port})
    try:
        await_ready(instance, process)
    except BaseException:
        down(instance)
        raise
    say(f"  LocalStack is up at {instance.endpoint()}, after {time.monotonic() - began:.0f} s")


def environment(instance: Instance, port: int) -> dict[str, str]:
    """What LocalStack is told: our plug-ins and substitutes, loopback only, nothing from outside."""
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "PYTHONPATH": str(SOURCES / "plugin"),
        "TMPDIR": str(instance.folder / "tmp"),
        "LETHE_MARK": instance.mark,
        "LETHE_JAVA_HOME": require_jdk(),
        "LETHE_DYNAMODB": str(DYNAMODB),
        "LETHE_DYNAMODB_PORT": str(dynamodb_port(port)),
        "LETHE_RUNTIME": str(RUNTIME),
        "LETHE_KINESIS": str(KINESIS / "node_modules" / "kinesis-local" / "main.js"),
        "LAMBDA_RUNTIME_EXECUTOR": "process",
        "LAMBDA_KEEPALIVE_MS": "600000",
        "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "90",  # longer than the plug-in waits itself
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "FILESYSTEM_ROOT": str(instance.folder / "localstack"),
        "DYNAMODB_IN_MEMORY": "1",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "SKIP_INFRA_DOWNLOADS": "1",
        "DISABLE_EVENTS": "1",
        "DNS_ADDRESS": "0",
        "OVERRIDE_IN_DOCKER": "0",
        "EAGER_SERVICE_LOADING": "0",
    }


def require_free(port: int) -> None:
    """Fails if something else listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Failure(f"Port {port} is taken by another program. Choose another one: make run PORT=4577"
                          " (or TEST_PORT=… for make test).") from None


def is_up(instance: Instance) -> bool:
    """Whether it is ours that answers; another program may have got the port since."""
    return instance.process.exists() and bool(members(instance.mark, LOCALSTACK_MODULE)) and is_ready(instance.endpoint())


def is_ready(endpoint: str) -> bool:
    """Whether a LocalStack answers."""
    try:
        with urllib.request.urlopen(f"{endpoint}/_localstack/health", timeout=5) as answer:
            return "services" in json.load(answer)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def await_ready(instance: Instance, process: subprocess.Popen) -> None:
    give_up = time.monotonic() + PATIENCE
    while not is_ready(instance.endpoint()):
        if process.poll() is not None or time.monotonic() > give_up:
            raise Failure(f"{tail(instance.log)}\n\nLocalStack did not start. Its log is {instance.log}")
        time.sleep(0.2)


def down(instance: Instance) -> None:
    """Stops what `up` started and all that this started in turn, also what an interrupted `up` left."""
    instance.description.unlink(missing_ok=True)
    was_up = bool(members(instance.mark))
    terminate(instance.mark)
    instance.process.unlink(missing_ok=True)
    if was_up:
        say("  LocalStack is down")


def terminate(mark: str) -> None:
    """Ends the processes that bear a mark: LocalStack first, which ends its own; then what is left."""
    for whom, sign in ((LOCALSTACK_MODULE, signal.SIGTERM), ("", signal.SIGTERM), ("", signal.SIGKILL)):
        asked = members(mark, whom)
        for pid in asked:
            signal_process(pid, sign)
        give_up = time.monotonic() + GRACE
        while asked and members(mark) and time.monotonic() < give_up:
            time.sleep(0.1)


def members(mark: str, program: str = "") -> list[int]:
    """The processes whose command line bears a mark: all of them, or those that run one program.

    A number in a file may be another process's by now; a mark is not.
    """
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,stat=,args="], capture_output=True, text=True).stdout
    found = []
    for line in listing.splitlines():
        pid, status, command = line.split(maxsplit=2)
        if f"{mark} " in f"{command} " and program in command and not status.startswith("Z"):
            found.append(int(pid))
    return found


def signal_process(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        pass
