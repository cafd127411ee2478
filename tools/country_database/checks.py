"""What a new database must stand before it replaces the old one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from maxminddb import Reader

from country_database import Failure, database
from country_database.ranges import Range

CLOCKS_DIFFER_BY = timedelta(days=1)

# Addresses of universities and registries, which do not move, and some that nobody may use.
ANCHORS = {
    "130.149.0.0": "DE",
    "130.149.255.255": "DE",
    "18.9.22.69": "US",
    "133.11.0.1": "JP",
    "193.0.6.139": "NL",
    "2001:638:809::1": "DE",
    "2001:200:dff:fff1::1": "JP",
    "10.1.2.3": None,
    "127.0.0.1": None,
    "192.168.1.1": None,
    "203.0.113.77": None,
    "::1": None,
    "2001:db8::1": None,
}


@dataclass(frozen=True)
class Enough:
    """How much a table must hold to be whole; the data of June 2026 has 225,000, 65,000 and 239."""

    ipv4: int = 150_000
    ipv6: int = 40_000
    countries: int = 200


def check_age(made: datetime, old: Reader | None) -> None:
    """Refuses what is older than the present database, or not made yet."""
    if made > datetime.now(UTC) + CLOCKS_DIFFER_BY:
        raise Failure(f"The tables are of {made.date()}, which is to come. Say of when: DATE=2026-06-17")
    if old and made < database.made(old):
        raise Failure(
            f"The tables are of {made:%Y-%m-%d %H:%M}, older than the present database,"
            f" of {database.made(old):%Y-%m-%d %H:%M}. Fetch newer ones; if you do want these, delete it first.")


def check_enough(ranges: Sequence[Range], enough: Enough) -> None:
    """Refuses tables that lack much."""
    of_version = Counter(each.first.version for each in ranges)
    for what, there, wanted in (
        ("IPv4 ranges", of_version[4], enough.ipv4),
        ("IPv6 ranges", of_version[6], enough.ipv6),
        ("countries", len({each.country for each in ranges}), enough.countries),
    ):
        if there < wanted:
            raise Failure(
                f"The tables have {there:,} {what}, and {wanted:,} are the least to be believed."
                " Fetch them again, those of IPv4 and those of IPv6.")


def check_anchors(new: Reader) -> None:
    """Refuses a database that is wrong on addresses whose country is known."""
    for address, country in ANCHORS.items():
        if (found := database.country(new, ip_address(address))) != country:
            raise Failure(
                f"{address} is in {country or 'no country'}, and the tables say {found or 'none'}."
                " Try again later; if it did move, mend the anchors in tools/country_database/checks.py.")


def check_whole(new: Reader, ranges: Sequence[Range]) -> None:
    """Refuses a database that does not say, range by range, what the tables say."""
    for each in ranges:
        for address in (each.first, each.last):
            if (found := database.country(new, address)) != each.country:
                raise Failure(
                    f"The database says {found} of {address}, the tables {each.country}: a fault of the writer."
                    " Please report it.")
