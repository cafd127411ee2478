"""What a function's process is started with."""

import threading
import zipfile
from pathlib import Path

import pytest
from lethe_localstack import executor, native_library
from lethe_localstack.shared_code import SharedCode

CONTENT = b"library" * 100_000
CODE = SharedCode(Path("/code"))


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine whose folders have spaces in their names."""
    runtime, temporary = tmp_path / "the runtime", tmp_path / "a tmp"
    runtime.mkdir()
    temporary.mkdir()
    with zipfile.ZipFile(runtime / "aws-lambda-java-runtime-interface-client-2.9.0.jar", "w") as jar:
        jar.writestr(f"jni/libaws-lambda-jni.{native_library.system()}.so", CONTENT)
    monkeypatch.setenv("LETHE_RUNTIME", str(runtime))
    monkeypatch.setenv("LETHE_JAVA_HOME", "/a jdk")
    monkeypatch.setenv("LETHE_MARK", "lethe.stack=/a project/.local/run")
    monkeypatch.setenv("TMPDIR", str(temporary))
    return temporary


def test_the_command_holds_the_code_its_memory_and_the_mark(machine, tmp_path):
    command = executor.command(SharedCode(Path("/the code")), "dev.lethe.Handler", 1024, ["-Xlog:cds=off"])
    assert command[0] == "/a jdk/bin/java"
    assert {"-Dlethe.stack=/a project/.local/run", "-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"} < set(command)
    assert command[command.index("-cp") + 1] == f"/the code/classes.jar:/the code/lib/*:{tmp_path}/the runtime/*"
    assert "-Xlog:cds=off" in command[:command.index("-cp")]
    assert command[-2:] == [executor.MAIN, "dev.lethe.Handler"]


def test_processes_share_a_native_library_that_none_of_them_writes(machine):
    option = f"-D{native_library.PROPERTY}={machine}/libaws-lambda-jni.so"
    assert option in executor.command(CODE, "h", 512)
    assert (machine / "libaws-lambda-jni.so").read_bytes() == CONTENT
    before = (machine / "libaws-lambda-jni.so").stat().st_ino
    assert option in executor.command(CODE, "h", 512)
    assert (machine / "libaws-lambda-jni.so").stat().st_ino == before


def test_a_native_library_is_whole_whoever_asks_at_the_same_time(machine):
    seen: list[int] = []

    def ask() -> None:
        executor.command(CODE, "h", 512)
        seen.append((machine / "libaws-lambda-jni.so").stat().st_size)

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [len(CONTENT)] * 16


def test_a_machine_without_a_native_library_gets_no_option(machine, monkeypatch):
    monkeypatch.setattr(native_library, "system", lambda: "darwin-aarch_64")
    assert not any(native_library.PROPERTY in part for part in executor.command(CODE, "h", 512))


def test_a_process_gets_what_lambda_gives_and_nothing_of_this_machine(monkeypatch):
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setenv("LETHE_DYNAMODB_PORT", "4999")
    given = {"TABLE": "t", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": 512, "NOTHING": None, "LAMBDA_TASK_ROOT": "/var/task"}
    told = executor.process_environment(given, Path("/the code"))
    assert told["TABLE"] == "t"
    assert told["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "512"
    assert told["LAMBDA_TASK_ROOT"] == "/the code"
    assert told["PATH"] == "/bin"
    assert told["AWS_ENDPOINT_URL_DYNAMODB"] == "http://127.0.0.1:4999"
    assert not {"AWS_PROFILE", "HOME", "NOTHING"} & set(told)
