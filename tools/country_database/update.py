"""The update, step by step: nothing is replaced before all is checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from country_database import Failure, database, ranges, sources
from country_database.checks import Enough, check_age, check_anchors, check_enough, check_whole
from country_database.comparison import compare

ROOT = Path(__file__).resolve().parents[2]

STATED_DATE = re.compile(r"(?<=of \*\*)\d{4}-\d\d-\d\d(?=\*\*)")


@dataclass(frozen=True)
class Target:
    """What an update replaces: the database, and the date in its page."""

    database: Path
    page: Path

    @staticmethod
    def in_project() -> "Target":
        return Target(
            ROOT / "functions/ingest/src/main/resources/dev/lethe/ingest/origin/iptoasn-country.mmdb",
            ROOT / "docs/country.md",
        )


def update(places: Iterable[str], date: datetime | None, target: Target, enough: Enough = Enough()) -> str:
    """Makes the database of the tables at some places, and says what it changes."""
    tables = [sources.read(place, date) for place in places]
    made = min(table.made for table in tables)
    old = database.load(target.database) if target.database.exists() else None
    check_age(made, old)
    found = ranges.read(tables)
    check_enough(found, enough)
    page = dated(target.page, made)
    half = target.database.with_suffix(".half")
    try:
        database.write(found, made, half)
        new = database.load(half)
        check_whole(new, found)
        check_anchors(new)
        changes = compare(old, new) if old else "  there was none before"
        half.replace(target.database)
    finally:
        half.unlink(missing_ok=True)
    target.page.write_text(page, encoding="utf-8")
    size = target.database.stat().st_size / 1e6
    return f"{target.database.name}, {size:.1f} MB\n{changes}\nNow: make unit, then commit it with {target.page.name}."


def dated(page: Path, made: datetime) -> str:
    """The database's page with the date of the data."""
    text, times = STATED_DATE.subn(str(made.date()), page.read_text(encoding="utf-8"))
    if times != 1:
        raise Failure(f"{page} should state the data's date once, as: of **{made.date()}**")
    return text
