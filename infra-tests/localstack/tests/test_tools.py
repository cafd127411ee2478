"""Tools are found where they usually are, and nothing is taken for what it is not."""

from pathlib import Path

import pytest
from lethe_stack import tools


def make_jdk(home: Path, version: str) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "javac").touch()
    (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
    return home


@pytest.fixture(autouse=True)
def no_system_jdk(monkeypatch):
    monkeypatch.setattr(tools, "JDK_PLACES", ["~/.sdkman/candidates/java/*", "~/.jdks/*"])


def test_finds_a_jdk_in_a_home_with_spaces(tmp_path):
    home = tmp_path / "Jane Doe"
    make_jdk(home / ".sdkman" / "candidates" / "java" / "21.0.1-tem", "21.0.1")
    wanted = make_jdk(home / ".sdkman" / "candidates" / "java" / "25-tem", "25")
    assert tools.jdk({"HOME": str(home)}) == str(wanted)


def test_prefers_what_it_is_told(tmp_path):
    make_jdk(tmp_path / ".jdks" / "found", "25.0.3")
    told = make_jdk(tmp_path / "told", "25.0.1")
    assert tools.jdk({"HOME": str(tmp_path), "LETHE_JAVA_HOME": str(told)}) == str(told)
    assert tools.jdk({"HOME": str(tmp_path), "JAVA_HOME": str(told)}) == str(told)


def test_passes_over_a_java_home_of_another_version(tmp_path):
    older = make_jdk(tmp_path / "older", "17.0.15")
    wanted = make_jdk(tmp_path / ".jdks" / "25", "25.0.1")
    assert tools.jdk({"HOME": str(tmp_path), "JAVA_HOME": str(older)}) == str(wanted)


def test_takes_no_runtime_without_a_compiler(tmp_path):
    jre = make_jdk(tmp_path / ".jdks" / "jre", "25")
    (jre / "bin" / "javac").unlink()
    assert tools.jdk({"HOME": str(tmp_path)}) is None


def test_says_how_to_get_what_is_missing(monkeypatch):
    monkeypatch.setattr(tools, "jdk", lambda: None)
    with pytest.raises(tools.Failure, match="JDK 25 is missing. Get it: sdk install"):
        tools.require_jdk()
