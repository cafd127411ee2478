"""Replaces the bundled country database by a newer one; `make country-database` calls it."""

import argparse
import sys
from datetime import UTC, datetime

from country_database import Failure
from country_database.update import Target, update

PUBLISHED = [
    "https://iptoasn.com/data/ip2country-v4.tsv.gz",
    "https://iptoasn.com/data/ip2country-v6.tsv.gz",
]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make country-database", description=__doc__)
    parser.add_argument("tables", nargs="*", help="IPtoASN's tables, addresses or files; without them its site's")
    parser.add_argument("--date", type=day, help="when they were made, if they do not say so themselves")
    arguments = parser.parse_args()
    print("Reading, checking and converting the tables: a minute or so", flush=True)
    try:
        print(update(arguments.tables or PUBLISHED, arguments.date, Target.in_project()))
    except Failure as failure:
        sys.exit(f"{failure}\nThe database is as it was.")


def day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)


main()
