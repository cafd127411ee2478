"""Breaks one rule at a time, on purpose, and shows which tests notice: `make mutate`.

It works on a copy of the project in `.local/mutate`. Maven builds it once; then each mutation is compiled without Maven and
without Error Prone, because what is asked is whether a test finds it, and the tests that it names are run against it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import pathsep
from pathlib import Path
from xml.etree import ElementTree

from mutation import Mutation, Rotten
from mutations import NEEDING_A_STACK, UNITS

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
COPY = LOCAL / "mutate" / "tree"
CLASSES = LOCAL / "mutate" / "classes"
RUNNER = LOCAL / "mutate" / "runner"
REPORT = LOCAL / "mutate" / "report"
JAVA = Path(os.environ["JAVA_HOME"]) / "bin"
TIMEOUT = 300  # seconds for each test class; what hangs is noticed, too

WIDTH = max(len(mutation.name) for mutation in UNITS + NEEDING_A_STACK)


@dataclass(frozen=True)
class Result:
    """What a mutation came to: nothing is wrong with it if every test class that it names failed."""

    wrong: str | None
    red: frozenset[str] = frozenset()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--outputs", type=Path, help="outputs.json of a stack that is up: also what only a stack shows")
    arguments.add_argument("--only", default="", help="mutations whose name or file this expression finds")
    options = arguments.parse_args()
    only = re.compile(options.only)
    mutations = [m for m in UNITS + (NEEDING_A_STACK if options.outputs else []) if only.search(f"{m.name} {m.file}")]
    start = time.monotonic()
    copy_the_project()
    edits = {mutation: mutation.applied(source(mutation.file).read_text()) for mutation in mutations}
    build()
    unmutated(mutations, options.outputs)
    failed = 0
    for mutation in mutations:
        began = time.monotonic()
        result = tried(mutation, edits[mutation], options.outputs)
        failed += result.wrong is not None
        report(mutation, result, time.monotonic() - began)
    print(f"{time.monotonic() - start:.0f} seconds")
    print(f"{len(mutations) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def report(mutation: Mutation, result: Result, seconds: float) -> None:
    tests = sorted(result.red)
    shown = ", ".join(tests[:2]) + (f" and {len(tests) - 2} more" if len(tests) > 2 else "")
    print(f"{result.wrong or 'red':8}  {mutation.name:{WIDTH}}  {mutation.breaks:11}  {seconds:5.1f} s  {shown}", flush=True)


# --- The copy ---


def copy_the_project() -> None:
    """Copies what has changed, so that the copy's classes stay good for the rest."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    files = {Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    for file in files:
        to = COPY / file
        if not to.exists() or to.read_bytes() != (ROOT / file).read_bytes():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, to)
    for old in COPY.rglob("src/**/*"):
        if old.is_file() and old.relative_to(COPY) not in files:
            old.unlink()


def the_one(places: Iterable[Path], name: str) -> Path:
    found = [place for place in places if "target" not in place.parts]
    if len(found) != 1:
        raise Rotten(f"There must be one {name}, and there are {len(found)}.")
    return found[0]


def source(name: str) -> Path:
    """A file that is mutated: a template, or a class by its file's name."""
    return COPY / name if name.endswith(".yaml") else the_one(COPY.glob(f"**/src/main/java/**/{name}"), name)


def module(file: Path) -> Path:
    return next(folder for folder in file.parents if (folder / "pom.xml").exists())


@contextmanager
def mutated(file: Path, text: str) -> Iterator[None]:
    """Puts a mutation in its place; the file is as old as before when it is taken away again."""
    before, age = file.read_text(), file.stat()
    file.write_text(text)
    try:
        yield
    finally:
        file.write_text(before)
        os.utime(file, ns=(age.st_atime_ns, age.st_mtime_ns))


# --- Compiling and running ---


def build() -> None:
    """Compiles everything, and notes each module's class path beside its classes."""
    goals = ["test-compile", "dependency:build-classpath", "-Dmdep.outputFile=target/classpath.txt", "-Dspotless.check.skip"]
    subprocess.run([ROOT / "mvnw", "-B", "-ntp", "-q", *goals], cwd=COPY, check=True)
    shutil.rmtree(RUNNER, ignore_errors=True)
    if not javac(COPY / "shared-lib", [Path(__file__).with_name("RunTests.java")], RUNNER):
        raise Rotten("RunTests.java does not compile.")


def class_path(folder: Path) -> str:
    target = folder / "target"
    return pathsep.join([f"{target}/test-classes", f"{target}/classes", (target / "classpath.txt").read_text()])


def javac(folder: Path, files: list[Path], to: Path) -> bool:
    command = [JAVA / "javac", "-nowarn", "-proc:none", "-parameters", "-d", to, "-cp", class_path(folder), *files]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        print(run.stderr, file=sys.stderr)
    return run.returncode == 0


def compiled(folder: Path) -> bool:
    """Makes a module's mutated classes, beside those that Maven made; whether it is Java at all."""
    shutil.rmtree(CLASSES, ignore_errors=True)
    shutil.copytree(folder / "target/classes", CLASSES)
    return javac(folder, [*folder.glob("src/main/java/**/*.java")], CLASSES)


def tried(mutation: Mutation, text: str, outputs: Path | None) -> Result:
    file = source(mutation.file)
    of = module(file) if file.suffix == ".java" else None
    with mutated(file, text):
        if of and not compiled(of):
            return Result("NO JAVA")
        red = failures(mutation.tests, outputs, of)
    green = set(mutation.tests) - {test.rsplit(".", 1)[0] for test in red}
    return Result("SURVIVED" if green else None, red)


def unmutated(mutations: list[Mutation], outputs: Path | None) -> None:
    red = failures({test for mutation in mutations for test in mutation.tests}, outputs, None)
    if red:
        raise Rotten(f"These fail without any mutation: {', '.join(sorted(red))}.")


def failures(tests: Iterable[str], outputs: Path | None, of: Path | None) -> frozenset[str]:
    """The tests that fail, `file.py` or `Class` and the test's name, with the mutated classes of a module."""
    python = [test for test in tests if test.endswith(".py")]
    red = of_python(python) if python else set()
    by_module: dict[Path, dict[str, str]] = {}
    for test in set(tests) - set(python):
        file = the_one(COPY.glob(f"**/src/test/java/**/{test}.java"), test)
        name = ".".join(file.relative_to(module(file) / "src/test/java").with_suffix("").parts)
        by_module.setdefault(module(file), {})[name] = test
    for folder, names in by_module.items():
        red |= of_java(folder, names, outputs, of)
    return frozenset(red)


def of_java(folder: Path, names: dict[str, str], outputs: Path | None, of: Path | None) -> set[str]:
    paths = f"{RUNNER}{pathsep}{class_path(folder)}"
    if of:
        paths = paths.replace(f"{of}/target/classes", str(CLASSES))
    properties = [f"-Dlethe.outputs={outputs.resolve()}"] if outputs else []
    command = [JAVA / "java", "-XX:TieredStopAtLevel=1", *properties, "-cp", paths, "RunTests", REPORT, *names]
    REPORT.unlink(missing_ok=True)
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT * len(names))
    except subprocess.TimeoutExpired:
        return {f"{test}.hangs" for test in names.values()}
    if not REPORT.exists():
        raise Rotten(f"The tests of {folder.name} did not run.\n{run.stdout}{run.stderr}")
    failed = [line.split(" ") for line in REPORT.read_text().splitlines()]
    return {f"{names[name]}.{test}" for name, test in failed}


def of_python(files: list[str]) -> set[str]:
    command = [LOCAL / "tools/sam/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={REPORT}"]
    run = subprocess.run([*command, *(COPY / "infra-tests/template" / file for file in files)], capture_output=True, text=True)
    if run.returncode > 1:
        raise Rotten(f"pytest did not run.\n{run.stdout}{run.stderr}")
    cases = ElementTree.parse(REPORT).getroot().iter("testcase")
    return {
        f"{case.get('classname', '').rpartition('.')[2]}.py.{case.get('name', '').partition('[')[0]}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }


if __name__ == "__main__":
    main()
