"""A message, and the days that it belongs to."""
from typing import NamedTuple

DAY, AHEAD, WEEK = 24, 9, 3   # steps a UTC day; steps that the application's zone is ahead of it; local days a week


class Message(NamedTuple):
    id: str
    subject: str
    made: int               # the true time, which nobody but the oracle knows
    raw: int                # by the device's clock: it says where repeats are looked for
    kind: str
    session: str | None
    corrected: int = 0      # when it is counted: each copy that is sent may have another

    @property
    def raw_day(self):
        return self.raw // DAY

    @property
    def local_day(self):
        return (self.corrected + AHEAD) // DAY

    @property
    def skewed(self):
        """Whether it counts on a day that its raw day cannot touch."""
        return abs(self.local_day - self.raw_day) > 1

    def __str__(self):
        return f'{self.id} {self.kind} {self.session or "-"} raw day {self.raw_day} local day {self.local_day}'
