"""What is broken on purpose, one rule at a time, and the tests that must notice.

`breaks` is a requirement (C7, R3, T9, …) or the number of an invariant; what they are about is in docs/privacy.md. A file is a
class's, found by its name, or a template. What is replaced must stand in it exactly once.
"""

from dataclasses import dataclass, field


class Rotten(SystemExit):
    """The list of mutations and the project do not fit together any more."""


@dataclass(frozen=True)
class Mutation:
    """One break.

    `tests`: the test classes, or pytest's files, in each of which a test must fail.
    `edits`: what stands in the file, and what is put in its place.
    """

    name: str
    breaks: str
    file: str
    tests: tuple[str, ...]
    edits: dict[str, str] = field(hash=False)

    def applied(self, text: str) -> str:
        for old, new in self.edits.items():
            if text.count(old) != 1:
                raise Rotten(f"{self.name}: this must stand once in {self.file}, and stands {text.count(old)} times:\n{old}")
            text = text.replace(old, new)
        return text


def of(breaks: str, file: str, *mutations: tuple[str, str, str, str]) -> list[Mutation]:
    """Mutations of one file: each its name, the tests, what stands there, and what is put in its place."""
    return [Mutation(name, breaks, file, tuple(tests.split()), {old: new}) for name, tests, old, new in mutations]
