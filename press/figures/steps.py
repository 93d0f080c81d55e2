"""Timelines in equal steps: order without scale. Where whole years are left out, the axis is broken and says so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.figures.axes import TAIL
from press.figures.drawing import path, text
from press.figures.signs import period, sign
from press.figures.slots import Shown, filled, first_line
from press.model.content import Event

STEP = 11.0
"""A step is at least so high, in mm: a sign, and a break with its words."""
LEFT_OUT = 2
"""From so many years on a gap is named; a shorter one may only be the date's own uncertainty."""
UNDATED = (0.9, 0.7)
"""Dashes of the leader of an event without a date."""
RIGHT = 2.7
"""From the axis to the texts, in heights of letters."""
BREAK = 0.3
"""Half the height of a break in the axis, in heights of letters."""


@dataclass(frozen=True)
class _Column:
    """The axis of one page: where it stands, how far leaders go, its letters, and the words for a gap of years."""

    x: float
    right: float
    foot: float
    """Where the axis ends if the timeline goes on over the page."""
    size: float
    gap: Callable[[int], str]


def even(events: Sequence[Shown], needs: Mapping[str, float], height: float) -> dict[str, float]:
    """Return the room for each event's text, the same for all if these then take no more pages of `height` mm."""
    own = {name: max(need, STEP) for name, need in needs.items()}
    same = dict.fromkeys(own, max(own.values(), default=STEP))
    return same if len(filled(events, same, height)) <= len(filled(events, own, height)) else own


def steps(
    pages: Sequence[Sequence[Shown]],
    tops: Sequence[Sequence[tuple[str, float]]],
    sizes: Sequence[tuple[float, float]],
    gap: Callable[[int], str],
    size: float,
) -> list[list[str]]:
    """Return the parts of each page's drawing; `gap` words a number of years, `size` is that of letters in mm."""
    found: list[list[str]] = []
    for number, (page, top, (wide, high)) in enumerate(zip(pages, tops, sizes, strict=True)):
        column = _Column(wide - RIGHT * size, wide, high - TAIL, size, gap)
        ys = [y + first_line(size) for _, y in top]
        after = pages[number + 1][0][1] if number + 1 < len(pages) else None
        tails = [(0.0, ys[0] - size * 0.3)] if number else []
        tails += [(column.foot, high)] if after else []
        over = [path([(column.x, max(0.0, one)) for one in ends], width=0.35, dash=(0.7, 0.7)) for ends in tails]
        found.append([*over, *_page([event for _, event in page], after, ys, column)])
    return found


def _page(events: Sequence[Event], after: Event | None, ys: Sequence[float], column: _Column) -> Iterator[str]:
    """Yield one page; `after` is the first event of the next one."""
    following = [*events[1:], *([after] if after else [])]
    for one, two, y, end in zip(events, following, ys, [*ys[1:], column.foot], strict=False):
        yield from _between(one, two, column, (y, end))
    radius = column.size * 0.3
    for event, y in zip(events, ys, strict=True):
        yield path([(column.x, y), (column.right, y)], dash=UNDATED if event.undated else ())
        if event.end is not None:
            yield period(column.x - column.size * 1.1, y - radius, column.size * 0.7, column.size * 1.3)
        yield sign(event, column.x, y, radius)


def _between(one: Event, two: Event, column: _Column, ends: tuple[float, float]) -> Iterator[str]:
    """Yield the axis from one event to the next, with a break and its words where years are left out."""
    x, (top, foot) = column.x, ends
    years = math.floor(two.start) - math.floor(one.end or one.start)
    if years < LEFT_OUT or one.undated or two.undated:
        yield path([(x, top), (x, foot)], width=0.35)
        return
    middle, half = (top + foot) / 2, BREAK * column.size
    yield path([(x, top), (x, middle - half)], [(x, middle + half), (x, foot)], width=0.35)
    yield path(*([(x - 1.2, y + 0.5), (x + 1.2, y - 0.5)] for y in (middle - half, middle + half)), width=0.26)
    yield text(column.gap(years), x - 2.2, middle + column.size * 0.33, column.size, anchor="end")
