"""Functions of one code share its jars, and the classes that one of them loaded."""

import sys
import threading
import zipfile
from pathlib import Path

import pytest
from lethe_localstack import shared_code
from lethe_localstack.function_process import FunctionProcess

FAKE = Path(__file__).with_name("fake_function.py")


def package(folder: Path, handler: str = "handler", library: str = "library") -> Path:
    """An unpacked package, as LocalStack leaves it."""
    (folder / "dev/lethe").mkdir(parents=True)
    (folder / "lib").mkdir()
    (folder / "dev/lethe/Handler.class").write_text(handler)
    (folder / "settings.properties").write_text("a=b")
    (folder / "lib/some.jar").write_text(library)
    return folder


@pytest.fixture
def code(tmp_path):
    return shared_code.of(package(tmp_path / "one"), tmp_path / "the code")


def test_packages_that_hold_the_same_are_one_code(tmp_path, code):
    shared = tmp_path / "the code"
    assert shared_code.of(package(tmp_path / "two"), shared) is code
    others = [shared_code.of(package(tmp_path / "three", handler="another"), shared),
              shared_code.of(package(tmp_path / "four", library="another"), shared)]
    assert len({code.folder, *(other.folder for other in others)}) == 3
    assert len(list(shared.iterdir())) == 3


def test_classes_become_a_jar_before_the_libraries(code):
    with zipfile.ZipFile(code.folder / "classes.jar") as jar:
        assert sorted(jar.namelist()) == ["dev/lethe/Handler.class", "settings.properties"]
        assert jar.read("dev/lethe/Handler.class") == b"handler"
    assert (code.folder / "lib/some.jar").read_text() == "library"
    assert code.class_path(Path("/runtime")) == f"{code.folder}/classes.jar:{code.folder}/lib/*:/runtime/*"


class Trainer:
    """Starts processes that write the archive when they are asked to end, as the JVM does."""

    def __init__(self, **environment: str) -> None:
        self.environment = environment
        self.options: list[str] = []

    def __call__(self, option: str) -> FunctionProcess:
        self.options.append(option)
        archive = option.removeprefix("-XX:ArchiveClassesAtExit=")
        return FunctionProcess([sys.executable, str(FAKE)], {**self.environment, "WRITES_AT_END": archive}, "/")


def trained(code: shared_code.SharedCode, variables: int, trainer: Trainer) -> list[str]:
    """The options of a code, once a training is over."""
    code.train(variables, trainer)
    shared_code._trainers.submit(lambda: None).result(30)
    return code.options()


def test_an_archive_is_used_once_it_is_whole(code):
    assert code.options() == []
    archive = code.folder / "classes-3.jsa"
    assert trained(code, 3, Trainer()) == [f"-XX:SharedArchiveFile={archive}", "-Xlog:cds=off,aot=off"]
    assert archive.read_text() == "archive"
    assert {file.name for file in code.folder.iterdir()} == {"classes.jar", "lib", "classes-3.jsa"}


def test_only_a_function_that_is_told_more_writes_another(code):
    first, second, third = Trainer(), Trainer(), Trainer()
    trained(code, 3, first)
    assert trained(code, 3, second) == trained(code, 2, second)
    assert second.options == []
    assert trained(code, 4, third)[0] == f"-XX:SharedArchiveFile={code.folder}/classes-4.jsa"
    assert (code.folder / "classes-3.jsa").exists()  # Processes that run may have it mapped.


def test_of_those_that_wait_the_one_that_is_told_most_writes(code):
    goes_on = threading.Event()
    shared_code._trainers.submit(goes_on.wait, 30)
    trainers = [Trainer(), Trainer(), Trainer()]
    for variables, trainer in zip([2, 4, 3], trainers, strict=True):
        code.train(variables, trainer)
    goes_on.set()
    shared_code._trainers.submit(lambda: None).result(30)
    assert [len(trainer.options) for trainer in trainers] == [0, 1, 0]
    assert code.options()[0].endswith("classes-4.jsa")


@pytest.mark.parametrize("how", ["error", "exit"])
def test_a_function_that_does_not_start_leaves_what_was(code, how):
    before = trained(code, 3, Trainer())
    assert trained(code, 4, Trainer(INIT=how)) == before


def test_a_process_that_cannot_be_made_leaves_what_was(code):
    def fails(option: str) -> FunctionProcess:
        raise OSError(f"no java for {option}")

    assert trained(code, 3, fails) == []
    assert trained(code, 4, Trainer()) != []


def test_nobody_waits_for_an_archive(code):
    goes_on = threading.Event()

    def late(option: str) -> FunctionProcess:
        goes_on.wait(30)
        return Trainer()(option)

    code.train(3, late)
    assert code.options() == []
    goes_on.set()
    assert trained(code, 3, late) != []
