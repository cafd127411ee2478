"""What a new database changes."""

from collections.abc import Iterable
from ipaddress import IPv4Address

from maxminddb import Reader

from country_database import database
from country_database.ranges import Address, Range

SAMPLE = 100_000


def compare(old: Reader, new: Reader) -> str:
    """A few lines for who decides whether to keep the new one."""
    was, now = list(database.ranges(old)), list(database.ranges(new))
    were, are = ({each.country for each in ranges} for ranges in (was, now))
    ipv6 = [each.first for each in now if each.first.version == 6]
    return "\n".join([
        f"  data of    {database.made(new).date()}, was {database.made(old).date()}",
        f"  ranges     {len(now):,}, was {len(was):,}",
        f"  countries  {len(are)}, was {len(were)}{listed('new', are - were)}{listed('gone', were - are)}",
        f"  IPv4       {moved(old, new, evenly_spread())} addresses evenly spread have another country",
        f"  IPv6       {moved(old, new, ipv6)} first addresses of ranges have another country",
    ])


def evenly_spread() -> list[Address]:
    return [IPv4Address(i * (2**32 // SAMPLE)) for i in range(SAMPLE)]


def moved(old: Reader, new: Reader, sample: list[Address]) -> str:
    changed = sum(database.country(old, address) != database.country(new, address) for address in sample)
    return f"{changed:,} of {len(sample):,}"


def listed(word: str, countries: Iterable[str]) -> str:
    return f"; {word}: {' '.join(sorted(countries))}" if countries else ""
