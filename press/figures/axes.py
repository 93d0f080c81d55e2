"""The axis of a timeline: a span of time on a length of paper, with round ticks, whole months or years."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from press.figures.slots import Shown

THIRD = 1 / 3
STEPS = ((THIRD, THIRD), (1, THIRD), (3, 1), (12, 3), (24, 12), (60, 12), (120, 60), (240, 120), (600, 120),
         (1200, 600), (2400, 1200), (6000, 1200), (12000, 6000), (60000, 12000))  # fmt: skip
"""Months from one label to the next, and from one tick to the next; a third of a month is about ten days."""
APART = 4.0
"""Labels stand at least this far from each other, in heights of their letters."""
ONE_SCALE = 2.0
"""Pages get one scale as long as that makes no axis shorter than one part in so many."""
END, TAIL = 0.68, 4.0
"""What an axis keeps from the edge, in heights of letters, and the dashes in mm that say it goes on over the page."""
LEAST_SPAN = 12.0
"""Months before the date on an axis that has only one, at most."""

Dated = Callable[[int, int | None, int | None], str]
"""Words a year, a month of it (1–12) if it is not the whole year, and a day if it is not the whole month."""


@dataclass(frozen=True)
class Axis:
    """A span of time, in months from the year 0, on a length of paper in mm."""

    first: float
    last: float
    top: float
    foot: float
    label: float
    tick: float

    @property
    def scale(self) -> float:
        """Mm a month."""
        return (self.foot - self.top) / (self.last - self.first)

    def y(self, year: float) -> float:
        """Return where a moment stands, in mm."""
        return self.top + (year * 12 - self.first) * self.scale

    def months(self, step: float) -> list[float]:
        """Return the months within the axis that are multiples of `step`."""
        first, last = math.ceil(self.first / step - 1e-6), math.floor(self.last / step + 1e-6)
        return [round(number * step, 4) for number in range(first, last + 1)]


def axes(pages: Sequence[Sequence[Shown]], heights: Sequence[float], size: float, dated: Dated) -> list[Axis]:
    """Return an axis for each page, with labels of `size` mm.

    All have one scale, so that the same length is the same time, unless that would leave one of them
    shorter than half. No axis tells days, or months, if no date on its page does; `dated` says how a
    month is named.
    """
    last, end = len(pages) - 1, END * size
    tops = [end + (TAIL if number else 0) for number in range(len(pages))]
    feet = [high - end - (TAIL if number < last else 0) for number, high in enumerate(heights)]
    found = [
        _fitted(_span(pages, number), tops[number], feet[number], size, _shortest(page, dated))
        for number, page in enumerate(pages)
    ]
    scale = min(axis.scale for axis in found)
    if max(axis.scale for axis in found) > ONE_SCALE * scale or not all(map(has_dates, pages)):
        return found
    label, tick = max((axis.label, axis.tick) for axis in found)
    return [
        replace(_filled(axis, scale, found[number - 1 : number], found[number + 1 :]), label=label, tick=tick)
        for number, axis in enumerate(found)
    ]


def has_dates(page: Sequence[Shown]) -> bool:
    """Say whether one event of a page or more has a date; otherwise it needs no axis."""
    return not all(event.undated for _, event in page)


def _span(pages: Sequence[Sequence[Shown]], number: int) -> tuple[float, float]:
    """Return the first and the last month of a page's dates; a period ends where the next page begins.

    Events without a date have no place on the axis. A single date gets a year of axis before it, or the
    time since the last date of the pages before.
    """
    events = [event for _, event in pages[number] if not event.undated]
    if not events:
        return 0, LEAST_SPAN
    last = max(event.end or event.start for event in events)
    following = [event.start for page in pages[number + 1 :] for _, event in page if not event.undated]
    if following:
        last = max([min(last, following[0]), *(event.start for event in events)])
    first = min(event.start for event in events)
    if last > first:
        return first * 12, last * 12
    before = [event.start for page in pages[:number] for _, event in page if not event.undated]
    since = [one * 12 for one in before[-1:] if one < first]
    return max([first * 12 - LEAST_SPAN, *since]), first * 12 + 1


def _shortest(page: Sequence[Shown], dated: Dated) -> float:
    """Return the shortest step that the dates of a page know of, in months: “by 1994” knows no month.

    A number of one or two digits is a day. Where months have no names, any date may tell one.
    """
    told = " ".join(event.date for _, event in page if not event.undated)
    months = [re.match(r"[^\W\d]+", dated(2000, month, None)) for month in range(1, 13)]
    if re.search(r"(?<!\d)\d{1,2}(?!\d)", told) or not all(months):
        return THIRD
    names = "|".join(month[0] for month in months if month)
    return 1 if re.search(rf"\b(?:{names})", told, re.IGNORECASE) else 12


def _fitted(span: tuple[float, float], top: float, foot: float, size: float, shortest: float) -> Axis:
    """Return the axis on which a span of months takes the whole length, to whole ticks."""
    first, last = span
    label, tick = _steps(first, last, foot - top, size)
    if label < shortest:
        label = tick = shortest
    first = math.floor(first / tick + 1e-6) * tick
    last = max(math.ceil(last / tick - 1e-6) * tick, first + tick)
    return Axis(first, last, top, foot, label, tick)


def _steps(first: float, last: float, length: float, size: float) -> tuple[float, float]:
    """Return the months between labels and between ticks.

    Years are easier to read than months, and months than days: the shorter step comes in only where no
    two of the longer one begin.
    """
    for label, tick in STEPS:
        longer = 12 if label < 12 else 0
        longer = 1 if label < 1 else longer
        enough = longer and math.floor(last / longer) - math.ceil(first / longer) >= 1
        if not enough and label * length / (last - first) >= APART * size:
            return label, tick
    return STEPS[-1]


def _filled(axis: Axis, scale: float, before: list[Axis], after: list[Axis]) -> Axis:
    """Return the axis at a smaller scale; what room that leaves shows the time to the next or last page.

    It never reaches into another page's events, for there it would seem that nothing happened.
    """
    room = (axis.foot - axis.top) / scale - (axis.last - axis.first)
    later = min(room, max(0.0, after[0].first - axis.last)) if after else 0.0
    earlier = min(room - later, max(0.0, axis.first - before[0].last)) if before else 0.0
    first, last = axis.first - earlier, axis.last + later
    return replace(axis, first=first, last=last, foot=axis.top + (last - first) * scale)


def named(month: float, step: float, dated: Dated) -> str:
    """Return the label of a tick: a year, a month, or a day, as the step between two labels asks."""
    whole = math.floor(month + 1e-3)
    year, rest = divmod(whole, 12)
    return dated(year, None if step >= 12 else rest + 1, None if step >= 1 else 1 + 10 * round((month - whole) * 3))


def iso(year: int, month: int | None, day: int | None) -> str:
    """Return a date by ISO 8601: `1988`, `1988-02`, or `02-11` without its year."""
    years = str(year).replace("-", "−")
    if month is None:
        return years
    return f"{years}-{month:02}" if day is None else f"{month:02}-{day:02}"
