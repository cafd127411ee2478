"""Ranges of addresses and their countries, as IPtoASN's tables list them.

A line is `first`, `last`, `country` (`ip2country`), or `first`, `last`, `AS`, `country`, `name` (`ip2asn`),
with tabs between, in ascending order.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from country_database import Failure
from country_database.countries import ISO_3166_1, NO_COUNTRY
from country_database.sources import Source

Address = IPv4Address | IPv6Address

COUNTRY_COLUMN = {3: 2, 5: 3}

# MaxMind's format keeps IPv4 in ::/96.
IPV4_IN_IPV6 = IPv6Address("::ffff:ffff")


class Range(NamedTuple):
    """The addresses from the first to the last, both included, and the country that they are used in."""

    first: Address
    last: Address
    country: str


def read(tables: Iterable[Source]) -> list[Range]:
    """The ranges of all tables that have a country, after every line was checked."""
    found: list[Range] = []
    before: dict[int, Range] = {}
    for table in tables:
        for number, line in enumerate(table.text.splitlines(), 1):
            try:
                here = parse(line)
                check_order(before.get(here.first.version), here)
            except ValueError as e:
                raise Failure(f"{table.name}, line {number}: {e}. The line: {line!r}") from e
            before[here.first.version] = here
            if here.country not in NO_COUNTRY:
                found.append(here)
    return found


def parse(line: str) -> Range:
    """The range of one line."""
    columns = line.split("\t")
    if len(columns) not in COUNTRY_COLUMN:
        raise ValueError(f"it has {len(columns)} columns, and should have 3 (ip2country) or 5 (ip2asn)")
    first, last, country = ip_address(columns[0]), ip_address(columns[1]), columns[COUNTRY_COLUMN[len(columns)]]
    if first.version != last.version:
        raise ValueError("it begins in one IP version and ends in the other")
    if first > last:
        raise ValueError("the range ends before it begins")
    if country not in ISO_3166_1 and country not in NO_COUNTRY:
        raise ValueError(f"{country!r} is neither a country of ISO 3166-1 nor a known sign for none")
    if first.version == 6 and first <= IPV4_IN_IPV6 and country in ISO_3166_1:
        raise ValueError("the range reaches into ::/96, where the database keeps IPv4")
    return Range(first, last, country)


def check_order(before: Range | None, here: Range) -> None:
    if before and here.first <= before.last:
        raise ValueError(f"the range is out of order, or overlaps the one before, which ends at {before.last}")
