"""What docs/queries.md asks is what the archive's objects answer, to the number."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

import archived
import pytest
from archived import Event
from document import QUESTIONS, as_athena, as_duckdb, table_columns, view
from sqlglot import exp

DAYS = ("2026-11-20", "2026-11-26")

EVENTS = archived.events()


@pytest.fixture(scope="module")
def archive():
    return archived.engine()


# --- The table and the view ---


def test_the_tables_columns_are_those_that_the_archive_writes():
    assert table_columns() == archived.schema()


def test_the_view_takes_facts_apart_in_their_order():
    """Trino names what it takes apart by where it stands alone."""
    [of] = view().find_all(exp.Unnest)
    names = [name.name for name in of.args["alias"].columns]
    facts = dict(archived.schema())["facts"]
    written = [field.split(":")[0] for field in facts.removeprefix("array<struct<").removesuffix(">>").split(",")]
    assert names == written


def test_the_view_shows_all_but_what_is_sealed_and_what_tells_lines_apart():
    shown = {column.alias_or_name for column in view().expression.expressions}
    lines = {name for name, _ in archived.schema()}
    assert lines - shown == {"shard", "sequence", "state", "retention", "purposes", "facts", "sealed", "sealed_facts"}


# --- The questions ---


def named(name: str, app: str | None = "app_1", days: tuple[str, str] = DAYS) -> list[Event]:
    """Events of a name, or of all; that arrived in those days."""
    return [event for event in EVENTS
            if (not name or event.event == name) and app in (None, event.app) and arrived(event, days)]


def arrived(event: Event, days: tuple[str, str]) -> bool:
    return days[0] <= event.arrived.date().isoformat() <= days[1]


def grouped[K, V](events: list[Event], key: Callable[[Event], K], value: Callable[[Event], V]) -> dict[K, set[V]]:
    groups = defaultdict(set)
    for event in events:
        groups[key(event)].add(value(event))
    return groups


def label(event: Event) -> str:
    return event.label


def message(event: Event) -> tuple[str, str]:
    return event.message


def numbers(events: list[Event], key: Callable[[Event], tuple], *values: Callable[[Event], object]) -> list[tuple]:
    """For each key, how many values of each kind there are."""
    groups = [grouped(events, key, value) for value in values]
    return [(*of, *(len(group[of]) for group in groups)) for of in groups[0]]


class Percentile:
    """A number that is near enough to a percentile: engines find it in ways of their own."""

    def __init__(self, values, part: float):
        ordered = sorted(values)
        at = part * (len(ordered) - 1)
        self.least, self.most = ordered[max(0, int(at) - 2)], ordered[min(len(ordered) - 1, int(at) + 3)]

    def __eq__(self, other) -> bool:
        return self.least <= other <= self.most

    def __repr__(self) -> str:
        return f"{self.least} to {self.most}"


def events_by_name_and_day():
    return numbers(named(""), lambda e: (e.local_day, e.event), message, label)


def daily_users():
    new = [event for event in named("") if event.born == event.local_day]
    by_day = grouped(new, lambda e: e.local_day, label)
    return [(day, users, len(by_day[day])) for day, users in numbers(named(""), lambda e: (e.local_day,), label)]


def retention():
    since = [event for event in named("") if event.born >= date(2026, 11, 20)]
    return numbers(since, lambda e: (e.born, (e.local_day - e.born).days), label)


def funnel():
    offered = [event for event in named("") if event.offering]
    steps = defaultdict(lambda: defaultdict(list))
    for event in offered:
        steps[event.offering][event.label, event.event].append(event.time)
    answer = []
    for offering, times in steps.items():
        shown = clicked = completed = 0
        for who in {who for who, _ in times}:
            if not (saw := times.get((who, "Offering Shown"))):
                continue
            shown += 1
            click = min(times.get((who, "Offering Clicked"), []), default=None)
            if click is None or click < min(saw):
                continue
            clicked += 1
            completed += any(time >= click for time in times.get((who, "Offering Completed"), []))
        answer.append((offering, shown, clicked, completed))
    return answer


def lengths():
    ended = {(event.local_day, event.visit): event.duration / 1000 for event in named("Session Ended")}
    by_day = defaultdict(list)
    for (day, _), seconds in ended.items():
        by_day[day].append(seconds)
    return [(day, len(all_of), Percentile(all_of, 0.5), Percentile(all_of, 0.95)) for day, all_of in by_day.items()]


def sessions_of_a_user():
    rows = numbers(named(""), lambda e: (e.local_day,), lambda e: e.visit, label)
    return [(day, sessions, users, pytest.approx(sessions / users)) for day, sessions, users in rows]


def versions():
    rows = numbers(named(""), lambda e: (e.os, e.os_version), label)
    of_os = defaultdict(int)
    for os, _, users in rows:
        of_os[os] += users
    return [(os, version, users, pytest.approx(users / of_os[os])) for os, version, users in rows]


def spread():
    return numbers(named("Application Opened"), lambda e: (e.local_day, e.app_version), label)


def countries():
    rows = numbers(named("", app=None), lambda e: (e.country or "(unknown)",), label, message)
    return [row for row in rows if row[1] >= 10]


def goals():
    everybody = len({event.label for event in named("")})
    rows = numbers(named("Goal Reached"), lambda e: (e.goal,), message, label)
    return [(goal, reached, users, pytest.approx(users / everybody)) for goal, reached, users in rows]


def pauses():
    runs = grouped(named("Application Opened"), label, lambda e: (e.time, e.digest))
    hours = []
    for of in runs.values():
        times = [time for time, _ in sorted(of)]
        hours += [(after - before) / timedelta(hours=1) for before, after in zip(times, times[1:])]
    return [(len(hours), Percentile(hours, 0.5), Percentile(hours, 0.95))]


def hours_of_day():
    return numbers(named("Application Opened"), lambda e: (e.time.astimezone(e.zone).hour,), lambda e: e.visit)


def one_day():
    found = [event for event in named("", days=("2026-11-21", "2026-11-25")) if event.local_day == date(2026, 11, 22)]
    return numbers(found, lambda e: (e.event,), message)


def lateness():
    return numbers(named("", app=None), lambda e: ((e.arrived.date() - e.time.date()).days,), message)


def one_hour():
    found = [event for event in named("", days=("2026-11-24", "2026-11-24")) if 9 <= event.arrived.hour <= 11]
    groups = defaultdict(int)
    for event in found:
        groups[event.event, event.platform] += 1
    return [(*of, number) for of, number in groups.items()]


def without_facts():
    days = defaultdict(lambda: [0, 0])
    for record in archived.sent():
        day = record["arrived"][:10]
        if DAYS[0] <= day <= DAYS[1]:
            days[day][0] += 1
            days[day][1] += not (record["research"] and record["facts"])
    return [(day, records, without) for day, (records, without) in days.items()]


ANSWERS = {
    "Events by name and day": events_by_name_and_day,
    "Daily users, new ones among them": daily_users,
    "Retention by the day of the first event": retention,
    "A funnel of offerings": funnel,
    "How long sessions took": lengths,
    "Sessions of a user": sessions_of_a_user,
    "Versions of operating systems": versions,
    "How an app's version spreads": spread,
    "Countries": countries,
    "Goals, and who reached them": goals,
    "From one run of the app to the next": pauses,
    "At which hour of the day": hours_of_day,
    "What one day was, late events included": one_day,
    "How late events come": lateness,
    "One hour, while it is looked into": one_hour,
    "Lines that say nothing": without_facts,
}

each_question = pytest.mark.parametrize("heading", QUESTIONS)


def test_every_question_is_asked_here():
    assert list(QUESTIONS) == list(ANSWERS)


@each_question
def test_the_answer_is_what_was_sent(archive, heading):
    told = archive.execute(as_duckdb(QUESTIONS[heading])).fetchall()
    expected = ANSWERS[heading]()
    assert len(expected) > 0
    # Numbers that are near enough to others stay out of the order.
    assert ordered(told) == ordered(expected)


def ordered(rows: list[tuple]) -> list[tuple]:
    return sorted(rows, key=lambda row: [str(value) for value in row if isinstance(value, (str, int, date))])


# --- What Athena would say ---

# Trino's, which sqlglot takes as they come.
OF_TRINO = {"AT_TIMEZONE", "WITH_TIMEZONE"}


@pytest.mark.parametrize("statement", [view(), *map(as_athena, QUESTIONS.values())], ids=["the view", *QUESTIONS])
def test_it_is_sql_whose_functions_there_are(statement):
    assert isinstance(statement, (exp.Select, exp.Create))
    assert {call.name.upper() for call in statement.find_all(exp.Anonymous)} <= OF_TRINO


@each_question
def test_it_names_the_days_of_every_table_that_it_reads(heading):
    """Else Athena opens all objects of 90 days."""
    for select in as_athena(QUESTIONS[heading]).find_all(exp.Select):
        tables = {table.name for table in (select.args.get("from_") or select.args["from"]).find_all(exp.Table)}
        if tables & {"facts", "lines"}:
            [bound] = [each for each in select.args["where"].find_all(exp.Between, exp.EQ) if each.this == exp.column("day")]
            assert len(list(bound.find_all(exp.Literal))) == (2 if isinstance(bound, exp.Between) else 1)


@each_question
def test_it_reads_nothing_that_is_sealed(heading):
    statement = as_athena(QUESTIONS[heading])
    assert not list(statement.find_all(exp.Star)) or all(star.parent.key == "count" for star in statement.find_all(exp.Star))
    assert not {"sealed", "sealed_facts"} & {column.name for column in statement.find_all(exp.Column)}


def test_the_week_has_what_the_questions_are_about():
    """Repeats, late ones, subjects that are not to be seen, and digests that only a label makes one's own."""
    assert len(EVENTS) > len({event.message for event in EVENTS}) > len({event.digest for event in EVENTS})
    assert any((event.arrived - event.time) > timedelta(days=1) for event in EVENTS)
    assert any(not record["research"] for record in archived.sent())
    assert any(event.time.date() != event.local_day for event in EVENTS)
