"""The SQL of docs/queries.md, as it stands there, and the table of template.yaml that it is about."""

import re
from pathlib import Path

import yaml
from sqlglot import ErrorLevel, exp, parse_one

ROOT = Path(__file__).resolve().parents[2]

# A heading, and all up to the next.
SECTION = re.compile(r"^##+ (.+?)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
SQL = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)

VIEW = "First of all"


def statements() -> dict[str, str]:
    """Each statement, by the heading that it stands under."""
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    return {heading: sql for heading, section in SECTION.findall(text) for sql in SQL.findall(section)}


QUESTIONS = {heading: sql for heading, sql in statements().items() if heading != VIEW}


def as_athena(sql: str) -> exp.Expression:
    """A statement as Athena reads it."""
    return parse_one(sql, read="athena", error_level=ErrorLevel.RAISE)


def as_duckdb(sql: str) -> str:
    """The same statement for DuckDB."""
    return as_athena(sql).sql(dialect="duckdb")


def view() -> exp.Expression:
    return as_athena(statements()[VIEW])


class CloudFormation(yaml.SafeLoader):
    """YAML with CloudFormation's short forms: of each, what it is made from."""


def made_from(loader: CloudFormation, _: str, node: yaml.Node):
    match node:
        case yaml.ScalarNode():
            return loader.construct_scalar(node)
        case yaml.SequenceNode():
            return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


CloudFormation.add_multi_constructor("!", made_from)


def table_columns() -> list[tuple[str, str]]:
    """The columns that the template tells Athena of, in their order: names and types."""
    template = yaml.load((ROOT / "template.yaml").read_text(encoding="utf-8"), CloudFormation)
    table = template["Resources"]["LinesTable"]["Properties"]["TableInput"]
    return [(column["Name"], joined(column["Type"])) for column in table["StorageDescriptor"]["Columns"]]


def joined(text: str | list) -> str:
    """A text, or what `!Join` makes one of."""
    match text:
        case str():
            return text
        case [delimiter, parts]:
            return delimiter.join(joined(part) for part in parts)
    raise ValueError(f"No text: {text}")
