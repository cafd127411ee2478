"""The bundled database is one that the update made, and its page states its age and licence."""

import warnings
from datetime import UTC, datetime, timedelta

import pytest
from country_database import database
from country_database.checks import check_anchors, check_enough, Enough
from country_database.countries import ISO_3166_1
from country_database.update import STATED_DATE, Target
from samples import ALL, JAVA

OLD = timedelta(days=365)


@pytest.fixture(scope="module")
def target():
    return Target.in_project()


@pytest.fixture(scope="module")
def bundled(target):
    return database.load(target.database)


def test_it_stands_the_checks_of_an_update(bundled):
    ranges = list(database.ranges(bundled))
    check_enough(ranges, Enough())
    check_anchors(bundled)
    assert {each.country for each in ranges} <= ISO_3166_1


def test_it_holds_countries_and_nothing_else(bundled):
    assert {tuple(record) for _, record in bundled} == {("country_code",)}


def test_it_says_its_age_source_and_licence(bundled):
    said = database.metadata(database.made(bundled))
    assert bundled.metadata().database_type == said["database_type"]
    assert bundled.metadata().description == said["description"]


def test_its_page_states_its_age_and_licence(target, bundled):
    page = target.page.read_text(encoding="utf-8")
    assert STATED_DATE.findall(page) == [str(database.made(bundled).date())]
    assert "Public Domain Dedication and License 1.0" in page


def test_it_is_not_old(bundled):
    """Warns only: a commit that was good stays good, however late it is built."""
    if datetime.now(UTC) - database.made(bundled) > OLD:
        warnings.warn(f"The country database is of {database.made(bundled).date()}: make country-database", stacklevel=1)


@pytest.mark.parametrize("name", ALL)
def test_the_files_that_java_reads_are_what_is_written_now(name, tmp_path):
    ALL[name](tmp_path / name)
    assert (tmp_path / name).read_bytes() == (JAVA / name).read_bytes(), "run samples.py"
