"""What was passed over goes back on the stream, whatever happens meanwhile, and nothing of it is told."""

from datetime import UTC, datetime, timedelta

import pytest
from fakes import Calls, InMemoryFailures, InMemoryStream, PowerCut
from operate.records import LARGEST_RECORD
from operate.redrive import Report, look, redrive

PREFIX = "undecodable/"
LABEL = "AbCdEfGhIjKlMnOpQrSt_-"


class Desk:
    """An operator's desk: a bucket, a stream, and what the tool said last."""

    def __init__(self):
        self.failures = InMemoryFailures()
        self.stream = InMemoryStream()

    def redrive(self, prefix: str = PREFIX) -> Report:
        report = Report()
        redrive(self.failures, self.stream, prefix, report)
        return report

    def keep(self, number: int, data: bytes = b"mended", label: str = LABEL, **options) -> str:
        key = f"{PREFIX}{label}/000000000003/{number:056}"
        self.failures.keep(key, data, **options)
        return key

    def left(self, why: str, key: str) -> None:
        """A run leaves an object, says why, and puts nothing."""
        before = dict(self.failures.kept)
        report = self.redrive()
        assert dict(report.left) == {why: [key]}
        assert self.failures.kept == before
        assert self.stream.records == []


@pytest.fixture
def desk():
    return Desk()


def test_each_goes_to_its_lane_in_its_order_and_is_gone_from_the_bucket(desk):
    desk.keep(2, b"second", lane="b")
    desk.keep(1, b"first", lane="a")
    desk.keep(10, b"third", lane="a")
    report = desk.redrive()
    assert desk.stream.records == [("a", b"first"), ("b", b"second"), ("a", b"third")]
    assert desk.failures.kept == {}
    assert (report.records, dict(report.left)) == (3, {})


def test_each_lane_is_put_back_in_its_order_though_objects_are_by_label(desk):
    desk.keep(1, b"first", label="b" * 22, lane="b")
    desk.keep(2, b"second", label="a" * 22, lane="a")
    desk.keep(3, b"third", label="b" * 22, lane="b")
    desk.redrive()
    assert desk.stream.records == [("a", b"second"), ("b", b"first"), ("b", b"third")]


def test_other_prefixes_stay(desk):
    desk.failures.keep(f"skipped/{LABEL}/000000000003/1", b"data")
    assert desk.redrive().records == 0
    assert desk.redrive("skipped/").records == 1


def test_without_a_lane_it_stays(desk):
    desk.left("it does not say in which lane it was", desk.keep(1, lane=None))


@pytest.mark.parametrize("lane", ["", "x" * 257])
def test_with_a_lane_that_no_stream_takes_it_stays(desk, lane):
    desk.left("it does not say in which lane it was", desk.keep(1, lane=lane))


def test_larger_than_a_record_may_be_it_stays(desk):
    desk.left("it is larger than a record may be", desk.keep(1, b"x" * (LARGEST_RECORD + 1)))


def test_past_its_time_it_stays_for_the_lifecycle_to_delete(desk):
    over = datetime.now(UTC) - timedelta(days=30)
    desk.left("its 30 days are over", desk.keep(1, modified=over))
    desk.keep(1, modified=over + timedelta(minutes=1))
    assert desk.redrive().records == 1


def test_what_the_stream_does_not_take_stays(desk):
    refused, taken = desk.keep(1), desk.keep(2)
    desk.stream.refused = {refused}
    report = desk.redrive()
    assert report.records == 1
    assert dict(report.left) == {"the stream did not take it": [refused]}
    assert set(desk.failures.kept) == {refused}
    desk.stream.refused = set()
    assert desk.redrive().records == 1
    assert taken not in desk.failures.kept


def test_what_comes_back_or_comes_meanwhile_is_left_for_another_time(desk):
    desk.keep(1, b"still broken")
    back = f"{PREFIX}{LABEL}/000000000003/{2:056}"
    desk.stream.then = lambda records: desk.failures.keep(back, b"still broken")
    report = desk.redrive()
    assert report.records == 1
    assert set(desk.failures.kept) == {back}


def test_what_is_mended_while_it_is_put_stays(desk):
    key = desk.keep(1, b"broken")
    desk.stream.then = lambda records: desk.keep(1, b"mended")
    report = desk.redrive()
    assert dict(report.left) == {"it was changed meanwhile": [key]}
    desk.stream.then = lambda records: None
    desk.redrive()
    assert desk.stream.records == [("lane", b"broken"), ("lane", b"mended")]
    assert desk.failures.kept == {}


def test_what_somebody_else_put_back_meanwhile_is_no_matter(desk):
    first, second = desk.keep(1), desk.keep(2)
    desk.stream.then = lambda records: desk.failures.kept.clear()
    report = desk.redrive()
    assert (report.records, dict(report.left)) == (2, {})


def test_killed_anywhere_nothing_is_lost():
    calls = 0
    survived = False
    while not survived:
        desk = Desk()
        everything = {("lane", bytes([number])) for number in range(12)}
        for lane, data in everything:
            desk.keep(data[0], data, lane=lane)
        desk.failures.calls = desk.stream.calls = Calls(calls)
        try:
            desk.redrive()
            survived = True
        except PowerCut:
            in_bucket = {("lane", kept.data) for kept in desk.failures.kept.values()}
            assert in_bucket | set(desk.stream.records) == everything
        desk.failures.calls = desk.stream.calls = Calls()
        desk.redrive()
        assert set(desk.stream.records) == everything
        assert desk.failures.kept == {}
        calls += 1
    assert calls > 12


def test_a_dry_run_counts_the_same_and_changes_nothing(desk):
    desk.keep(1)
    key = desk.keep(2, lane=None)
    before = dict(desk.failures.kept)
    report = Report()
    look(desk.failures, PREFIX, report)
    assert (report.records, dict(report.left)) == (1, {"it does not say in which lane it was": [key]})
    assert desk.failures.kept == before
    assert desk.stream.records == []


def test_it_tells_numbers_and_places_and_nothing_else(desk):
    for number in range(12):
        desk.keep(number, b"who it is", lane=None)
    desk.keep(12, b"who it is", lane="of somebody")
    told = desk.redrive().told("put back")
    assert LABEL not in told and f"    {PREFIX}…/000000000003/{0:056}" in told.splitlines()
    assert told.splitlines()[:2] == ["1 record put back, 12 objects left", "  12: it does not say in which lane it was"]
    assert told.splitlines()[-1] == "    and 2 more"
    assert "who it is" not in told and "of somebody" not in told
