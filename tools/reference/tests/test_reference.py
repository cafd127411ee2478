"""The reference page shows the whole API, and asks nobody for anything."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "tools" / "reference" / "reference"
METHODS = {"get", "put", "post", "delete", "patch"}

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'unsafe-inline'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "font-src": ["data:"],
    # The search runs in the background.
    "worker-src": ["blob:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}


class Page(HTMLParser):
    """Every tag of a page with its attributes, in their order."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([REFERENCE, *arguments], capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    to = tmp_path_factory.mktemp("reference")
    done = run("page", str(to))
    assert done.returncode == 0, done.stderr
    return to


@pytest.fixture(scope="module")
def text(folder) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def definition(text: str) -> dict:
    """What the page's scripts show."""
    begins = re.search(r"const __redoc_definition = ", text)
    assert begins
    return json.JSONDecoder().raw_decode(text, begins.end())[0]


def operations(document: dict) -> dict[tuple[str, str], tuple]:
    return {
        (method, path): (operation["operationId"], operation["summary"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_redocly_finds_nothing_wrong_with_the_document():
    done = run("lint")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_operation_is_in_it(text):
    document = yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
    assert operations(definition(text)) == operations(document) != {}


def test_the_browser_is_told_before_all_else_to_ask_nobody(text):
    tags = [tag for tag in Page(text).tags if tag[0] not in ("html", "head")]
    assert tags[0] == ("meta", {"charset": "utf-8"})
    name, attributes = tags[1]
    assert name == "meta" and attributes["http-equiv"] == "Content-Security-Policy"
    directives = [directive.split() for directive in attributes["content"].split(";")]
    assert {name: sources for name, *sources in directives} == POLICY


def test_nothing_that_it_is_made_of_lies_elsewhere(text):
    for tag, attributes in Page(text).tags:
        if tag not in ("a", "area"):
            for name in ("src", "href", "srcset", "data", "action"):
                assert not attributes.get(name, "").startswith(("http", "//", "/")), (tag, attributes)
    styles = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    assert styles and not any(re.search(r"@import|url\((?!['\"]?(data:|#))", style) for style in styles)


def test_its_makers_are_not_told_who_reads_it(text):
    assert re.search(r'const __redoc_options = \{[^}]*"disableTelemetry":true', text)


def test_what_it_leads_to_lies_beside_it(folder, text):
    links = set(re.findall(r"\]\(([a-z.-]+)(?:#[^)]*)?\)", json.dumps(definition(text))))
    assert "events.md" in links and "receipt.schema.json" in links
    for link in links:
        assert (folder / link).is_file(), link
