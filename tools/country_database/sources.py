"""The tables as they come: from their publisher, or from a file."""

import gzip
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from country_database import Failure

PATIENCE_SECONDS = 60
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class Source:
    """One table: what it is called in messages, its text, and when it was made."""

    name: str
    text: str
    made: datetime


def read(place: str, date: datetime | None) -> Source:
    """The table at an address or path; a date that the user gives goes before what the table says of itself."""
    content, served = fetched(place) if "://" in place else (read_file(Path(place)), None)
    made = date or served or packed(content)
    if made is None:
        raise Failure(f"{place} does not say when it was made. Say it: DATE=2026-06-17")
    return Source(place.rsplit("/", 1)[-1], unpacked(place, content), made)


def fetched(address: str) -> tuple[bytes, datetime | None]:
    """What is at an address, and when its server says that it was made."""
    if urlsplit(address).scheme not in ("https", "http"):
        raise Failure(f"{address} is no address that can be fetched: name an http(s) address, or a file by its path.")
    try:
        with urlopen(Request(address, headers={"User-Agent": "lethe"}), timeout=PATIENCE_SECONDS) as answer:
            served = answer.headers["Last-Modified"]
            return answer.read(), parsedate_to_datetime(served).replace(tzinfo=UTC) if served else None
    except (OSError, HTTPException, ValueError) as e:
        raise Failure(
            f"{address} could not be fetched: {e}. Try again later, or fetch the tables by hand and name the files:"
            ' make country-database FROM="ip2country-v4.tsv.gz ip2country-v6.tsv.gz"') from e


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise Failure(f"{path} cannot be read: {e.strerror}.") from e


def packed(content: bytes) -> datetime | None:
    """When gzip packed it (RFC 1952, MTIME). A file's own time is no evidence: copying renews it."""
    seconds = int.from_bytes(content[4:8], "little") if content.startswith(GZIP_MAGIC) else 0
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def unpacked(place: str, content: bytes) -> str:
    try:
        return (gzip.decompress(content) if content.startswith(GZIP_MAGIC) else content).decode("ascii")
    except (EOFError, OSError, zlib.error) as e:
        raise Failure(f"{place} is not whole: {e}. Fetch it again.") from e
    except UnicodeDecodeError as e:
        raise Failure(f"{place} is no table: its byte {e.start} is not ASCII.") from e
