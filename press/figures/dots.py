"""Dots with ranges: a dot is a number, a line with ends is a range, an arrow says in which way it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from press.figures.drawing import arrow, dot, path
from press.figures.scale import Scale
from press.model.charts import Row

RADIUS = 0.22
ARROW = 1.1
"""Length of the arrow of “at least” and “at most”, from the middle of the dot, in parts of the row's height."""
CAP = 0.25
"""Half the height of the end of a range, in parts of the row's height; so is the radius of a dot."""


def reach(row: Row, high: float) -> float:
    """Return how far the mark of a row of `high` mm goes on behind its largest number, in mm."""
    return high * (ARROW if row.hedge == "at-least" else RADIUS)


def mark(row: Row, scale: Scale, top: float, high: float) -> Iterator[str]:
    """Yield the mark of a row, full, or a ring if it is not exact; a dotted line leads from zero to it."""
    y = top + high / 2
    yield from _lead(row, scale, y, high)
    if scale.low < 0:
        yield path([(scale.at(0), top), (scale.at(0), top + high)], width=0.35)
    yield from _range(row, scale, y, CAP * high)
    if row.value is None:
        return
    x = scale.at(row.value)
    if row.hedge in {"at-least", "at-most"}:
        yield arrow(x, y, high * ARROW if row.hedge == "at-least" else -min(high * ARROW, x))
    yield dot(x, y, high * RADIUS, is_open=row.hedge == "about" or row.ours)


def _lead(row: Row, scale: Scale, y: float, high: float) -> Iterator[str]:
    """Yield the dotted line; where the axis does not hold zero there is none, for its length would say nothing."""
    near = min(row.numbers)
    left = high * (ARROW if row.hedge == "at-most" else RADIUS)
    start, end = scale.at(0) + 0.6, scale.at(near) - left - 0.4
    if not scale.broken and end - start > 1:
        yield path([(start, y), (end, y)], dash=(0.3, 0.9))


def _range(row: Row, scale: Scale, y: float, cap: float) -> Iterator[str]:
    """Yield the line of a range with its two ends."""
    if row.from_ is None or row.to is None:
        return
    low, high = scale.at(row.from_), scale.at(row.to)
    yield path([(low, y), (high, y)], width=0.5)
    yield path(*([(x, y - cap), (x, y + cap)] for x in (low, high)), width=0.5)
