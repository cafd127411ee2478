"""The objects that QueriedLinesTest archived, in DuckDB; and what had been sent, to count it in another way."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
from document import ROOT, view

QUERIED = ROOT / "functions" / "archive" / "target" / "queried"
OBJECTS = str(QUERIED / "lines" / "*" / "*" / "*.parquet")


@dataclass(frozen=True)
class Event:
    """An event that may be queried, and the record that it came in."""

    arrived: datetime
    app: str
    label: str
    born: date
    zone: ZoneInfo
    time: datetime
    told: dict

    def __getattr__(self, name: str):
        return self.told[name]

    @property
    def local_day(self) -> date:
        return self.time.astimezone(self.zone).date()

    @property
    def message(self) -> tuple[str, str]:
        return self.label, self.told["digest"]

    @property
    def visit(self) -> tuple[str, str]:
        return self.label, self.told["session"]


def sent() -> list[dict]:
    assert (QUERIED / "sent.json").exists(), "Nothing was archived to be queried. Run: make unit"
    return json.loads((QUERIED / "sent.json").read_text(encoding="utf-8"))


def events() -> list[Event]:
    """All but those of who objects to research."""
    return [
        Event(datetime.fromisoformat(record["arrived"]), record["app"], record["label"],
              date.fromisoformat(record["born"]), ZoneInfo(record["zone"]), datetime.fromisoformat(fact["time"]), fact)
        for record in sent() if record["research"] for fact in record["facts"]
    ]


def engine() -> duckdb.DuckDBPyConnection:
    """DuckDB over the objects, with the table and the view that Athena has."""
    db = duckdb.connect()
    # Where Athena's timestamps are.
    db.execute("SET TimeZone = 'UTC'")
    db.execute(f"""CREATE VIEW lines AS SELECT * FROM read_parquet(
        '{OBJECTS}', hive_partitioning = true, hive_types = {{'day': VARCHAR, 'hour': INTEGER}})""")
    # Trino's functions. DuckDB reads timestamps as being in UTC already.
    db.execute("CREATE MACRO with_timezone(t, zone) AS CASE zone WHEN 'UTC' THEN t ELSE error('in UTC only') END")
    db.execute("CREATE MACRO at_timezone(t, zone) AS timezone(zone, t)")
    columns = ", ".join(column.sql(dialect="duckdb") for column in view().expression.expressions)
    # UNNEST makes columns in Trino, and one struct in DuckDB.
    db.execute(f"""CREATE VIEW facts AS SELECT {columns}
        FROM (SELECT * EXCLUDE (facts), unnest(facts, recursive := true) FROM lines)""")
    return db


def schema() -> list[tuple[str, str]]:
    """The columns of an object, as its footer has them, in the types that Athena has for them."""
    path = next(Path(QUERIED / "lines").glob("*/*/*.parquet"))
    rows = iter(duckdb.sql(f"""SELECT name, type, num_children, converted_type FROM parquet_schema('{path}')""").fetchall())
    root = next(rows)
    return [column(rows) for _ in range(root[2])]


PRIMITIVES = {
    ("INT64", None): "bigint",
    ("INT32", None): "int",
    ("INT32", "DATE"): "date",
    ("INT64", "TIMESTAMP_MILLIS"): "timestamp",
    ("BYTE_ARRAY", "UTF8"): "string",
    ("BYTE_ARRAY", None): "binary",
}


def column(rows) -> tuple[str, str]:
    """The next column, with all that is in it."""
    name, of, children, meaning = next(rows)
    if not children:
        return name, PRIMITIVES[of, meaning]
    inner = [column(rows) for _ in range(children)]
    if meaning == "LIST":
        [(_, repeated)] = inner
        return name, f"array<{repeated}>"
    if name == "list":
        [(_, element)] = inner
        return name, element
    return name, f"struct<{','.join(f'{field}:{kind}' for field, kind in inner)}>"
