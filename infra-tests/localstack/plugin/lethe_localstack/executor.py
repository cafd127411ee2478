"""LocalStack's way to run functions, without Docker: each environment is a process of this machine."""

import os
from collections.abc import Sequence
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from lethe_localstack import native_library, shared_code
from lethe_localstack.environment import Environment
from lethe_localstack.function_process import FunctionProcess
from lethe_localstack.shared_code import SharedCode
from lethe_localstack.tied_process import mark

MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

# What a process on AWS has too, and what its TLS and texts need; nothing else of this machine.
INHERITED = ("PATH", "LANG", "LC_ALL")

# How something is started that nobody waits for.
BESIDE = ("nice", "-n", "15")

# What a process is told that is started for the classes that it loads, and gets no event.
ON_TRIAL = {
    "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_LAMBDA_FUNCTION_NAME": "trial",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "AWS_LAMBDA_LOG_GROUP_NAME": "trial",
    "AWS_LAMBDA_LOG_STREAM_NAME": "trial",
}

# What the JVM needs beside its heap.
HEAP_SHARE = 0.75


class ProcessExecutor(RuntimeExecutor):
    """One environment of a Java function."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:
        super().__init__(id, function_version)
        self._environment: Environment | None = None

    def start(self, env_vars: dict[str, str]) -> None:
        settings = self.function_version.config
        folder = settings.code.get_unzipped_code_location()
        code = code_in(folder)
        self._environment = Environment(
            start_process=lambda: FunctionProcess(
                command(code, settings.handler, settings.memory_size, code.options()),
                process_environment(env_vars, folder), str(folder)),
            timeout=float(settings.timeout),
            memory_mb=settings.memory_size,
            version=self.function_version.id.qualifier,
        )
        self._environment.start()

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        result = self._environment.invoke(
            payload["invoke-id"], payload["invoked-function-arn"], payload["trace-id"], payload["payload"].encode())
        return InvocationResult(payload["invoke-id"], result.payload, is_error=result.is_error, logs=result.log)

    def stop(self) -> None:
        if self._environment is not None:
            self._environment.stop()

    def get_address(self) -> str:
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    def get_logs(self) -> str:
        return ""  # They come with each result.

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        settings = function_version.config
        if not settings.code:
            return
        settings.code.prepare_for_execution()
        folder = settings.code.get_unzipped_code_location()
        code = code_in(folder)
        told = {**ON_TRIAL, **(settings.environment or {}), "AWS_REGION": function_version.id.region}
        code.train(len(told), lambda option: FunctionProcess(
            [*BESIDE, *command(code, settings.handler, settings.memory_size, [option])],
            process_environment(told, folder), str(folder)))

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Nothing: LocalStack removes the code itself."""


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """What LocalStack finds under the name `process`."""

    name = "process"

    def load(self, *args, **kwargs) -> type[RuntimeExecutor]:
        return ProcessExecutor


def code_in(folder: Path) -> SharedCode:
    """The code of an unpacked package."""
    return shared_code.of(folder, Path(os.environ["TMPDIR"]) / "code")


def command(code: SharedCode, handler: str, memory_mb: int, options: Sequence[str] = ()) -> list[str]:
    """How a Java function is started: AWS's own runtime client on the JDK, with the function's code."""
    runtime = Path(os.environ["LETHE_RUNTIME"])
    return [
        f"{os.environ['LETHE_JAVA_HOME']}/bin/java", f"-D{mark()}",
        *native_library.option(runtime, Path(os.environ["TMPDIR"])), "--enable-native-access=ALL-UNNAMED",
        f"-Xmx{int(memory_mb * HEAP_SHARE)}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *options,
        "-cp", code.class_path(runtime), MAIN, handler,
    ]


def process_environment(given: dict[str, str], code: Path) -> dict[str, str]:
    """The process's environment: what LocalStack gives, at the places that are real here."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    told = {name: str(value) for name, value in given.items() if value is not None}
    dynamodb = f"http://127.0.0.1:{os.environ['LETHE_DYNAMODB_PORT']}"  # LoopbackDynamoDb.java
    return {**inherited, **told, "LAMBDA_TASK_ROOT": str(code), "AWS_ENDPOINT_URL_DYNAMODB": dynamodb}
