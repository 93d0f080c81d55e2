"""Lines: what changes over time, on true scales of years and numbers, with a gap where no number is known.

Each line has a shape of its own (stroke and sign) and its name at its end. Numbers stand at the points
wherever there is room; all of them are in the table.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from press.figures.drawing import INK, RULE, Point, Type, area, arrow, dot, path, text
from press.figures.room import Box, is_free, spread
from press.figures.rows import APART, Sheet, printed
from press.figures.scale import Scale, fitting, plain
from press.model import charts
from press.model.charts import ChartSpec, Line, Panel

HIGH, LOW = 58.0, 40.0
"""Height of the plot alone on the page, and of one among several, in mm."""
NAMES, NAME = 0.3, 4.5
"""Names of lines take no more than this part of a plot's width, and begin so many mm behind it."""
SIGN, ARROW, CAP = 0.34, 1.35, 0.4
"""Half the size of a sign; the length of an arrow; half the width of the end of a range, in sizes of the text."""
COLUMN, BETWEEN = 55.0, 5.0
"""Plots stand side by side if each is at least so wide; and what is left between them, in mm."""
STROKES: tuple[tuple[float, ...], ...] = ((), (1.8, 0.9), (0.4, 0.8), (1.8, 0.7, 0.4, 0.7))
TAILS = frozenset("gjpqy(),;")
"""Letters that reach below the line."""
YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)


@dataclass
class _Plot:
    """One plot: its frame, its scales, and what is drawn so far."""

    frame: Box
    """What the axes span."""
    room: Box
    """Where texts may stand: the frame, and what is right of it."""
    years: Scale
    numbers: Scale
    size: float
    """Of the texts, in mm."""
    parts: list[str] = field(default_factory=list)
    strokes: list[tuple[Point, Point]] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def place(self, point: charts.Point) -> Point:
        """Return where a point with a value stands."""
        return self.years.at(point.at), self.numbers.at(point.value or 0)

    def stroke(self, start: Point, end: Point, *, width: float = RULE, dash: Sequence[float] = ()) -> None:
        """Draw a line that texts have to keep off."""
        self.strokes.append((start, end))
        self.parts.append(path([start, end], width=width, dash=dash))


def drawn(spec: ChartSpec, sheet: Sheet) -> tuple[list[str], float]:
    """Return the parts of a chart of lines, and its height in mm."""
    panels: Sequence[ChartSpec | Panel] = spec.panels or (spec,)
    ems = sheet.type.text / Type.text
    columns = 2 if len(panels) > 1 and (sheet.width - BETWEEN) / 2 >= COLUMN * ems else 1
    width = (sheet.width - BETWEEN * (columns - 1)) / columns
    names = max(sum(len(_name(line, width, sheet)) for line in panel.lines) for panel in panels)
    high = max((LOW if len(panels) > 1 else HIGH) * max(1.0, ems * 0.7), names * sheet.type.line)
    numbers = _number_scale(spec, sheet, high)
    lines = [line for panel in panels for line in panel.lines]
    parts: list[str] = []
    top = 0.0
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        heads = [sheet.wrapped(one.title, width, bold=True) if isinstance(one, Panel) else [] for one in row]
        upper = top + max(len(head) for head in heads) * sheet.type.line + sheet.type.small
        for column, (panel, head) in enumerate(zip(row, heads, strict=True)):
            left = column * (width + BETWEEN)
            for n, words in enumerate(head):
                parts.append(text(words, left, top + (n + 0.72) * sheet.type.line, sheet.type.text, weight=700))
            plot = _empty(Box(left, upper, left + width, upper + high), numbers, lines, sheet)
            parts += _filled(plot, panel.lines, sheet)
        top = upper + high + sheet.type.small * 2.7
    return parts, top - sheet.type.small * 0.8


def _number_scale(spec: ChartSpec, sheet: Sheet, high: float) -> Scale:
    """Return the scale of numbers, upwards from 0 mm; its ticks are as close as their labels allow."""
    least = min(0.0, *spec.numbers()) if spec.starts_at is None else spec.starts_at

    def fits(low: float, top: float, step: float) -> Scale | None:
        wide = high * step / (top - low) >= 1.6 * sheet.type.small
        return Scale(low, top, step, 0.0, -high) if wide else None

    return fitting(least, max(spec.numbers()), fits)


def _empty(outer: Box, numbers: Scale, lines: Sequence[Line], sheet: Sheet) -> _Plot:
    """Return an empty plot in the room it has: labels stand at its left, names at its right.

    `lines` are those of all plots, so that these have the same scales.
    """
    ticks = max(sheet.wide(plain(tick, sheet.thousands), small=True) for tick in numbers.ticks)
    names = max(sheet.wide(words) for line in lines for words in _name(line, outer.right - outer.left, sheet))
    left, right = outer.left + ticks + 2.2, outer.right - names - NAME
    points = [point.at for line in lines for point in line.points]
    edge = SIGN * sheet.type.small + 0.8
    start, length = left + edge, right - left - 2 * edge
    step = _year_step(min(points), max(points), length, sheet)
    return _Plot(
        Box(left, outer.top, right, outer.foot),
        Box(left, outer.top - sheet.type.small, outer.right, outer.foot),
        Scale(min(points), max(points), step, start, length),
        replace(numbers, start=outer.foot),
        sheet.type.small,
    )


def _name(line: Line, width: float, sheet: Sheet) -> list[str]:
    return sheet.wrapped(line.label, NAMES * width)


def _year_step(first: float, last: float, length: float, sheet: Sheet) -> float:
    """Return the years from one label to the next; they stand well apart."""
    wide = sheet.wide("0000", small=True) + APART
    return next((step for step in YEARS if step * length / (last - first) >= wide), last - first)


def _filled(plot: _Plot, lines: Sequence[Line], sheet: Sheet) -> list[str]:
    """Return all that a plot is made of: axes, lines, signs over them, names, and the numbers that find room."""
    _number_axis(plot, sheet)
    _year_axis(plot, sheet)
    for number, line in enumerate(lines):
        for one, two in itertools.pairwise(line.points):
            if one.value is not None and two.value is not None:
                plot.stroke(plot.place(one), plot.place(two), width=0.4, dash=STROKES[number])
    for number, line in enumerate(lines):
        for point in line.points:
            if point.value is not None:
                _sign(plot, point, number)
    _names(plot, lines, sheet)
    for line in lines:
        for point in (line.points[0], line.points[-1], *line.points[1:-1]):
            if point.value is not None:
                _number(plot, point, sheet)
    return plot.parts


def _number_axis(plot: _Plot, sheet: Sheet) -> None:
    """Draw the axis of numbers; one that does not begin at zero is broken at its foot."""
    left, foot, size = plot.frame.left, plot.frame.foot, sheet.type.small
    for tick in plot.numbers.ticks:
        y = plot.numbers.at(tick)
        plot.parts.append(path([(left - 1.2, y), (left, y)]))
        plot.parts.append(text(plain(tick, sheet.thousands), left - 1.8, y + size * 0.33, size, anchor="end"))
    ends = [(foot - 3.2, foot - 2.2), (foot - 1.6, foot - 0.6)] if plot.numbers.broken else []
    plot.stroke((left, plot.frame.top), (left, foot - (3.0 if ends else 0.0)), width=0.35)
    if ends:
        plot.parts.append(path(*([(left - 1, low), (left + 1, high)] for high, low in ends), width=0.26))


def _year_axis(plot: _Plot, sheet: Sheet) -> None:
    """Draw the axis of years at the foot, and a line at zero if that lies higher."""
    left, foot, right, size = plot.frame.left, plot.frame.foot, plot.frame.right, sheet.type.small
    plot.stroke((left, foot), (right, foot), width=0.35)
    if plot.numbers.low < 0 < plot.numbers.high:
        plot.stroke((left, plot.numbers.at(0)), (right, plot.numbers.at(0)))
    for year in _year_ticks(plot.years):
        x = plot.years.at(year)
        plot.parts.append(path([(x, foot), (x, foot + 1.0)]))
        plot.parts.append(text(f"{year:g}".replace("-", "−"), x, foot + 1.4 + size * 1.1, size, anchor="middle"))


def _year_ticks(years: Scale) -> list[float]:
    """Return the years with a label: round ones, or the first and the last if there are not two such."""
    first, last = math.ceil(years.low / years.step - 1e-9), math.floor(years.high / years.step + 1e-9)
    ticks = [number * years.step for number in range(first, last + 1)]
    return ticks if len(ticks) > 1 else [years.low, years.high]


def _sign(plot: _Plot, point: charts.Point, number: int) -> None:
    """Draw the sign of a point, with the range around it or the arrow that says in which way it goes on."""
    x, y = plot.place(point)
    sign, cap, far = (plot.size * one for one in (SIGN, CAP, ARROW))
    if point.from_ is not None and point.to is not None:
        ends = (x, plot.numbers.at(point.from_)), (x, plot.numbers.at(point.to))
        plot.stroke(*ends, width=0.4)
        for _, end in ends:
            plot.stroke((x - cap, end), (x + cap, end), width=0.4)
    if point.hedge in {"at-least", "at-most"}:
        way = -far if point.hedge == "at-least" else far
        plot.strokes.append(((x, y), (x, y + way)))
        plot.parts.append(arrow(x, y, 0, way))
    is_open = number % 2 == 1 or point.hedge == "about" or point.ours
    plot.parts.append((dot if number < 2 else _square)(x, y, sign, is_open=is_open))
    plot.taken.append(Box(x - sign, y - sign, x + sign, y + sign))


def _square(x: float, y: float, radius: float, *, is_open: bool) -> str:
    """Return a sign as large as a dot."""
    half = radius * 0.88
    corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    return area(corners, "#fff" if is_open else INK, outline=True)


def _names(plot: _Plot, lines: Sequence[Line], sheet: Sheet) -> None:
    """Write each line's name at its end, as near as the other names let it; a thin line leads to it."""
    size, high = sheet.type.text, sheet.type.line
    ends = sorted(
        (plot.place(next(point for point in reversed(line.points) if point.value is not None))[::-1], number)
        for number, line in enumerate(lines)
    )
    left = plot.frame.right + NAME
    named = [(end, sheet.wrapped(lines[number].label, plot.room.right - left + 0.01)) for end, number in ends]
    heights = [len(words) * high for _, words in named]
    wanted = [y - one / 2 for ((y, _), _), one in zip(named, heights, strict=True)]
    tops = spread(wanted, heights, plot.room.top, plot.frame.foot)
    for ((y, x), words), top, tall in zip(named, tops, heights, strict=True):
        plot.stroke((x + SIGN * plot.size, y), (left - 0.6, top + tall / 2), dash=(0.3, 0.7))
        for n, one in enumerate(words):
            plot.parts.append(text(one, left, top + (n + 0.76) * high, size))
        plot.taken.append(Box(left, top, plot.room.right, top + tall))


def _number(plot: _Plot, point: charts.Point, sheet: Sheet) -> None:
    """Write the number of a point where it touches nothing: over it, under it, or aslant; else not at all."""
    words, size = printed(point, sheet.thousands), sheet.type.small
    x, y = plot.place(point)
    wide, high, air = sheet.wide(words, small=True), size * 0.72, SIGN * size + 0.7
    tail = size * 0.21 if TAILS & set(words) else 0.0
    for over in (True, False):
        for left in (x - wide / 2, x + air * 0.6, x - wide - air * 0.6):
            top = y - air - high - tail if over else y + air
            spot = Box(left, top, left + wide, top + high + tail)
            if is_free(spot, plot.room, plot.taken, plot.strokes):
                plot.taken.append(spot)
                plot.parts.append(text(words, left, top + high, size))
                return
