"""The small databases that tests read, here and in Java; run by itself it writes them anew:

    .local/tools/country-database/bin/python tools/country_database/tests/samples.py
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from country_database import database, ranges  # noqa: E402
from country_database.sources import Source  # noqa: E402
from mmdb_writer import MMDBWriter, TreeWriter  # noqa: E402
from netaddr import IPSet  # noqa: E402

JAVA = HERE.parents[2] / "functions/ingest/src/test/resources/dev/lethe/ingest/origin"
TABLES = [HERE / "sample-v4.tsv", HERE / "sample-v6.tsv"]
MADE = datetime(2026, 6, 17, 19, 54, 21, tzinfo=UTC)

BERLIN = {
    "country_code": "DE",
    "city": "Berlin",
    "postal": {"code": "10623"},
    "location": {"latitude": 52.51, "longitude": 13.33, "time_zone": "Europe/Berlin"},
}


def sample(path: Path) -> None:
    """What the update makes of the sample tables."""
    tables = [Source(table.name, table.read_text(encoding="ascii"), MADE) for table in TABLES]
    database.write(ranges.read(tables), MADE, path)


def more_than_countries(path: Path) -> None:
    """A city, and codes that are no country's."""
    tree = MMDBWriter(ip_version=6, ipv4_compatible=True)
    tree.insert_network(IPSet(["192.0.2.0/24"]), BERLIN)
    tree.insert_network(IPSet(["198.51.100.0/24"]), {"country_code": "AP"})
    tree.insert_network(IPSet(["203.0.113.0/24"]), {"country_code": "de"})
    tree.insert_network(IPSet(["2001:db8::/32"]), {"city": "DE"})
    TreeWriter(tree.tree, database.metadata(MADE)).write(str(path))


ALL = {"sample.mmdb": sample, "more-than-countries.mmdb": more_than_countries}

if __name__ == "__main__":
    JAVA.mkdir(parents=True, exist_ok=True)
    for name, write in ALL.items():
        write(JAVA / name)
