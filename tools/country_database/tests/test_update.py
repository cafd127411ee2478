"""A new database replaces the old one whole, or not at all."""

import gzip
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest
from country_database import Failure, database
from country_database.checks import Enough
from country_database.update import Target, update
from samples import MADE, TABLES

ENOUGH = Enough(ipv4=5, ipv6=2, countries=4)
MOVED = ("133.0.0.0\t133.255.255.255\tJP", "133.0.0.0\t133.11.255.255\tJP\n133.12.0.0\t133.255.255.255\tFR")


class Desk:
    """A folder with the sample's tables, and what an update of it replaces."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.target = Target(folder / "country.mmdb", folder / "country.md")
        self.target.page.write_text("Data of **2020-02-02**.\n")
        for table in TABLES:
            self.table(table.name).write_text(table.read_text())

    def table(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        text = self.table(name).read_text()
        assert old in text
        self.table(name).write_text(text.replace(old, new))

    def update(self, made: datetime | None = MADE, enough: Enough = ENOUGH) -> str:
        return update([str(self.table(table.name)) for table in TABLES], made, self.target, enough)

    def refuses(self, why: str, **options) -> None:
        """An update fails, says why, and leaves everything as it was."""
        before = self.state()
        with pytest.raises(Failure, match=why):
            self.update(**options)
        assert self.state() == before

    def state(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.folder.iterdir()}

    def nodes(self) -> int:
        return database.load(self.target.database).metadata().node_count

    def country(self, address: str) -> str | None:
        return database.country(database.load(self.target.database), ip_address(address))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_it_says_its_age_source_and_licence(desk):
    desk.update()
    meta = database.load(desk.target.database).metadata()
    assert datetime.fromtimestamp(meta.build_epoch, UTC) == MADE
    for word in ("2026-06-17", "IPtoASN", "Public Domain Dedication and License 1.0"):
        assert word in meta.description["en"]
    assert desk.target.page.read_text() == "Data of **2026-06-17**.\n"


def test_the_same_tables_make_the_same_bytes(desk):
    desk.update()
    first = desk.target.database.read_bytes()
    desk.target.database.unlink()
    desk.update()
    assert desk.target.database.read_bytes() == first


def test_it_says_what_changed(desk):
    desk.update()
    desk.change("sample-v4.tsv", *MOVED)
    said = desk.update()
    assert "ranges     7, was 6" in said
    assert "countries  5, was 4; new: FR" in said
    assert "372 of 100,000 addresses evenly spread" in said  # 244 networks of 65,536, and every 42,949th address
    assert desk.country("133.12.0.1") == "FR"


def test_tables_with_autonomous_systems_make_the_same(desk):
    desk.update()
    first = desk.target.database.read_bytes()
    for table in TABLES:
        lines = [line.split("\t") for line in table.read_text().splitlines()]
        desk.table(table.name).write_text(
            "".join(f"{begin}\t{end}\t64496\t{country}\tSOME NAME\n" for begin, end, country in lines))
    desk.update()
    assert desk.target.database.read_bytes() == first


def test_regions_and_signs_for_none_are_no_country(desk):
    desk.update()
    assert [desk.country(address) for address in ("1.2.3.4", "43.224.29.1", "203.0.113.1", "2001::1")] == [None] * 4


def test_what_is_alike_is_stored_once(desk):
    desk.update()
    before = desk.nodes()
    alike = "\n".join(f"60.{i}.0.0\t60.{i}.0.127\tUS\n60.{i}.0.128\t60.{i}.0.255\tDE" for i in range(256))
    desk.change("sample-v4.tsv", "130.149.0.0\t", f"{alike}\n130.149.0.0\t")
    desk.update()
    assert desk.nodes() - before < 50  # were each stored by itself, they would be 256 times 9


@pytest.mark.parametrize("old, new, why", [
    ("\tJP", "\tjp", r"sample-v4.tsv, line 6: 'jp' is neither a country"),
    ("\tJP", "\tXX", r"line 6: 'XX' is neither a country"),
    ("133.0.0.0\t", "133.0.0\t", r"line 6: '133.0.0' does not appear to be an IPv4 or IPv6 address"),
    ("133.0.0.0\t", "133.0.0.0 ", r"line 6: it has 2 columns"),
    ("133.0.0.0\t133.255.255.255", "133.255.255.255\t133.0.0.0", r"line 6: the range ends before it begins"),
    ("133.0.0.0\t", "130.149.255.255\t", r"line 6: the range is out of order, or overlaps the one before, which ends at 130"),
    ("133.0.0.0\t133.255.255.255", "5.0.0.0\t5.0.0.255", r"line 6: the range is out of order"),
    ("133.0.0.0\t133.255.255.255", "133.0.0.0\t2001::", r"line 6: it begins in one IP version"),
    ("133.0.0.0\t", "::1\t", r"line 6: it begins in one IP version"),
    ("18.31.255.255\tUS", "18.31.255.255\tUS\n\n", r"line 3: it has 1 columns"),
], ids=lambda value: value[:24])
def test_a_bad_line_is_refused(desk, old, new, why):
    desk.update()
    desk.change("sample-v4.tsv", old, new)
    desk.refuses(why)


def test_ipv6_has_no_country_where_the_format_keeps_ipv4(desk):
    desk.update()
    desk.change("sample-v6.tsv", "::\t2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff\tNone", "::1\t::ffff\tDE")
    desk.refuses(r"sample-v6.tsv, line 1: the range reaches into ::/96")


@pytest.mark.parametrize("enough, why", [
    (Enough(ipv4=6, ipv6=2, countries=4), "5 IPv4 ranges, and 6 are the least"),
    (Enough(ipv4=5, ipv6=3, countries=4), "2 IPv6 ranges, and 3 are the least"),
    (Enough(ipv4=5, ipv6=2, countries=5), "4 countries, and 5 are the least"),
    (Enough(), "5 IPv4 ranges, and 150,000 are the least"),
])
def test_tables_that_lack_much_are_refused(desk, enough, why):
    desk.refuses(why, enough=enough)


@pytest.mark.parametrize("old, new, why", [
    ("130.149.0.0\t130.149.255.255\tDE", "130.149.0.0\t130.149.255.255\tFR", "130.149.0.0 is in DE, and the tables say FR"),
    ("203.0.113.0\t255.255.255.255\t", "203.0.113.0\t255.255.255.255\tUS", "203.0.113.77 is in no country, and the tables say US"),
])
def test_addresses_whose_country_is_known_are_checked(desk, old, new, why):
    desk.update()
    desk.change("sample-v4.tsv", old, new)
    desk.refuses(why)


def test_what_was_written_is_compared_with_the_tables(desk, monkeypatch):
    desk.update()
    write = database.write
    monkeypatch.setattr(database, "write", lambda ranges, made, path: write(ranges[1:], made, path))
    desk.refuses("The database says None of 18.0.0.0, the tables US")


def test_older_data_does_not_replace_newer(desk):
    desk.update()
    desk.refuses("older than the present database, of 2026-06-17 19:54", made=datetime(2026, 6, 16, tzinfo=UTC))


def test_data_of_the_future_is_refused(desk):
    desk.refuses("which is to come", made=datetime(2999, 1, 1, tzinfo=UTC))


def test_a_page_without_its_date_is_refused(desk):
    desk.target.page.write_text("no date\n")
    desk.refuses("should state the data's date once, as: of \\*\\*2026-06-17")


def test_the_older_table_tells_the_age(desk):
    for table, day in zip(TABLES, (18, 17), strict=True):
        packed = gzip.compress(table.read_bytes(), mtime=datetime(2026, 6, day, tzinfo=UTC).timestamp())
        desk.table(table.name).write_bytes(packed)
    desk.update(made=None)
    assert desk.target.page.read_text() == "Data of **2026-06-17**.\n"
