"""The database itself, in MaxMind's format: <https://maxmind.github.io/MaxMind-DB/>."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from maxminddb import Reader, open_database
from mmdb_writer import MMDBWriter, SearchTreeLeaf, SearchTreeNode, TreeWriter
from netaddr import IPRange, IPSet

from country_database.ranges import Range

type Tree = SearchTreeNode | SearchTreeLeaf | None

TYPE = "IPtoASN-Country"
DESCRIPTION = (
    "Country of the network that announces an address, ISO 3166-1 alpha-2. Data: IPtoASN, https://iptoasn.com,"
    " as of {date}. Licence: Public Domain Dedication and License 1.0, https://opendatacommons.org/licenses/pddl/1-0/"
)


def write(ranges: Iterable[Range], made: datetime, path: Path) -> None:
    """Writes the database. The same ranges of the same time make the same bytes."""
    tree = MMDBWriter(ip_version=6, ipv4_compatible=True)
    by_country: dict[str, list[IPRange]] = defaultdict(list)
    for each in ranges:
        by_country[each.country].append(IPRange(int(each.first), int(each.last)))
    for country, networks in by_country.items():
        tree.insert_network(IPSet(networks), {"country_code": country})
    share(tree.tree, {})
    TreeWriter(tree.tree, metadata(made)).write(str(path))


def metadata(made: datetime) -> dict:
    """What the file says of itself."""
    return {
        "ip_version": 6,
        "database_type": TYPE,
        "languages": ["en"],
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "description": {"en": DESCRIPTION.format(date=made.date())},
        "build_epoch": int(made.timestamp()),
    }


def share(tree: Tree, seen: dict[tuple[int, int], Tree]) -> Tree:
    """Makes one of subtrees that are alike, all over the tree: the file comes to less than half."""
    if not isinstance(tree, SearchTreeNode):
        return tree
    tree.left, tree.right = share(tree.left, seen), share(tree.right, seen)
    return seen.setdefault((id(tree.left), id(tree.right)), tree)


def load(path: Path) -> Reader:
    """A database. Its file may be replaced meanwhile: what was opened stays."""
    return open_database(str(path))


def made(database: Reader) -> datetime:
    """The time of a database's data."""
    return datetime.fromtimestamp(database.metadata().build_epoch, UTC)


def country(database: Reader, address) -> str | None:
    found = database.get(address)
    return found["country_code"] if isinstance(found, dict) else None


def ranges(database: Reader) -> Iterator[Range]:
    """The ranges of a database, neighbours of one country made one."""
    held: Range | None = None
    for network, record in database:
        here = Range(network[0], network[-1], record["country_code"])
        if held and held.country == here.country and follows(held, here):
            held = held._replace(last=here.last)
            continue
        if held:
            yield held
        held = here
    if held:
        yield held


def follows(held: Range, here: Range) -> bool:
    return held.first.version == here.first.version and int(held.last) + 1 == int(here.first)
