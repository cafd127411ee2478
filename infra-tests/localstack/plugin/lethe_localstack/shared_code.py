"""The code of functions, once for all that have the same, and an archive of the classes that they load.

A JVM that maps its classes from an archive starts in half the time (class data sharing: the JDK's `java`,
section "Application Class Data Sharing"). It takes no folder of classes: they become a jar here. The archive
is written by a process of its own once a function of the code is deployed, and used from then on.
"""

import functools
import hashlib
import logging
import os
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lethe_localstack.function_process import FunctionProcess, Ready

LOG = logging.getLogger(__name__)

LIBRARIES = "lib"
CLASSES = "classes.jar"

# How long a process may take to start, and to write the archive when it ends.
PATIENCE = 60.0

# One after the other, and beside the functions that are waited for.
_trainers = ThreadPoolExecutor(1, "class-archives")


class SharedCode:
    """One code: a folder of jars, in the order in which they are looked through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._offered: tuple[int, Callable[[str], FunctionProcess]] | None = None
        self._trained_with = 0
        self._archive: Path | None = None

    def class_path(self, runtime: Path) -> str:
        return f"{self.folder}/{CLASSES}:{self.folder}/{LIBRARIES}/*:{runtime}/*"

    def options(self) -> list[str]:
        """The JVM's options with which classes come out of the archive; none while there is none.

        What does not fit is not used, and that is not a line in a function's log.
        """
        if self._archive is None:
            return []
        return [f"-XX:SharedArchiveFile={self._archive}", "-Xlog:cds=off,aot=off"]

    def train(self, variables: int, start: Callable[[str], FunctionProcess]) -> None:
        """Has an archive written by a process that is started with the option for it, and ended when it is ready.

        The more a function is told in its environment, the more it uses: of those that wait, the one with
        the most variables does; one that comes later and has more writes another archive, which takes the
        place of the first.
        """
        with self._lock:
            best = self._trained_with if self._offered is None else self._offered[0]
            if variables <= best:
                return
            self._offered = variables, start
        _trainers.submit(self._write)

    def _write(self) -> None:
        with self._lock:
            if self._offered is None:
                return
            self._trained_with, start = self._offered
            self._offered = None
        archive = self.folder / f"classes-{self._trained_with}.jsa"
        try:
            half = archive.with_suffix(".half")
            process = start(f"-XX:ArchiveClassesAtExit={half}")
            outcome = process.await_ready(PATIENCE)
            process.stop(PATIENCE)
            if isinstance(outcome, Ready) and half.exists():
                os.replace(half, archive)
                self._archive = archive
                return
            LOG.warning("No archive of classes: %s. %s", outcome, process.printed()[-500:])
        except Exception:  # Functions start without it.
            LOG.exception("No archive of classes.")


_codes: dict[Path, SharedCode] = {}
_codes_lock = threading.Lock()


@functools.cache
def of(code: Path, shared: Path) -> SharedCode:
    """The code that an unpacked package holds, in a folder under `shared`; the same for packages that hold the same."""
    folder = shared / fingerprint(code)
    with _codes_lock:
        if folder not in _codes:
            _codes[folder] = SharedCode(placed(code, folder))
        return _codes[folder]


def fingerprint(code: Path) -> str:
    """A name of what the files hold, and of what they are called."""
    told = hashlib.sha256()
    for file in files(code):
        told.update(f"{file.relative_to(code)}\0".encode())
        told.update(hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()[:32]


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def placed(code: Path, target: Path) -> Path:
    """The folder of jars, whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        half = Path(tempfile.mkdtemp(dir=target.parent))
        libraries = code / LIBRARIES
        (half / LIBRARIES).mkdir()
        for library in files(libraries):
            shutil.copy2(library, half / LIBRARIES / library.name)
        with zipfile.ZipFile(half / CLASSES, "w") as jar:
            for file in files(code):
                if not file.is_relative_to(libraries):
                    jar.write(file, file.relative_to(code))
        half.rename(target)
    return target
