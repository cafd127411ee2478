"""A part is installed once, again when its inputs change, and never taken half made."""

import fcntl
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from lethe_stack import installation
from lethe_stack.installation import Part
from lethe_stack.project import Failure


@pytest.fixture
def part(tmp_path, monkeypatch):
    """A part that notes in a file how often it was made."""
    source = tmp_path / "requirements.txt"
    source.write_text("one")
    made: list[str] = []

    def make(part: Part) -> None:
        assert list(part.folder.iterdir()) == [], "something was left of the time before"
        (part.folder / "file").touch()
        made.append(source.read_text())
        if source.read_text() == "broken":
            raise Failure("it broke")

    part = Part(tmp_path / "a part", [source], make)
    monkeypatch.setattr(installation, "parts", lambda: [part])
    monkeypatch.setattr(installation, "TOOLS", tmp_path / "tools")
    return source, made


def test_is_installed_once(part):
    _, made = part
    installation.install()
    installation.install()
    assert made == ["one"]


def test_is_installed_again_when_its_inputs_change(part):
    source, made = part
    installation.install()
    source.write_text("two")
    installation.install()
    assert made == ["one", "two"]


def test_what_was_interrupted_is_made_again_from_nothing(part):
    source, made = part
    source.write_text("broken")
    with pytest.raises(Failure):
        installation.install()
    source.write_text("one")
    installation.install()
    assert made == ["broken", "one"]


def test_who_comes_second_waits(part):
    _, made = part
    installation.TOOLS.mkdir()
    with (installation.TOOLS / ".lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = threading.Thread(target=installation.install)
        second.start()
        second.join(0.3)
        assert made == []
    second.join(5)
    assert made == ["one"]


def test_what_few_need_is_installed_for_who_names_it(part, monkeypatch):
    _, made = part
    [usual] = installation.parts()
    rare = replace(usual, folder=usual.folder.with_name("rare"), on_demand=True)
    monkeypatch.setattr(installation, "parts", lambda: [usual, rare])
    installation.install()
    assert usual.is_there() and not rare.is_there()
    installation.install("rare")
    assert rare.is_there()
    assert made == ["one", "one"]


def test_every_input_is_there():
    for part in installation.parts():
        for file in part.inputs:
            assert Path(file).is_file(), file
