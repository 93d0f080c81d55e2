"""Charts: bars from zero, each with its number and the number's hedge printed beside it.

How sure a number is shows in the bar's shape, for tone alone is lost in a copy: a count is solid, a
range is hatched from its lower to its upper end, and a bar whose end the source leaves open is
hatched and has no closed end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from press.figures.drawing import RULE, TONE, Measure, box, figure, frame, hatch, path, text, wrapped
from press.model.charts import ChartSpec, Row
from press.model.made import Figure

AXIS_TEXT = 2.96
"""8.4 pt."""
TEXT = 3.53
"""10 pt."""
LINE = 4.6
BAR = 6.0
GAP = 6.0
BESIDE = 0.4
"""A number stands beside its bar if it takes no more than this part of the width, else under it."""
INDENT = 1.4
"""From the zero line to a label, from a bar to its number, in mm."""


@dataclass(frozen=True)
class _Scale:
    """The axis: numbers from 0 to `top` on so many mm."""

    top: float
    step: float
    length: float

    def x(self, number: float) -> float:
        return RULE + number / self.top * self.length

    @property
    def ticks(self) -> list[float]:
        return [number * self.step for number in range(round(self.top / self.step) + 1)]


@dataclass(frozen=True)
class _Set:
    """One row on paper: its lines of text, and where its bar stands."""

    row: Row
    label: list[str]
    number: list[str]
    beside: bool
    top: float

    @property
    def bar(self) -> float:
        """Top of the bar."""
        return self.top + len(self.label) * LINE

    @property
    def foot(self) -> float:
        return self.bar + BAR + (0 if self.beside else len(self.number) * LINE)


def chart(
    spec: ChartSpec, measure: Measure, *, width: float = 120.0, level: str | None = None, thousands: str = ","
) -> Figure:
    """Return a chart of `width` mm, as high as its rows need, with its numbers as table rows.

    The drawing is the same at all levels; `level` says whose title names it (None: the first told).
    `measure` is the width of a text in Booklet Sans. A row of the result is a label and the number as
    it is printed; `thousands` parts the figures of numbers that the author did not word.
    """
    shown = tuple((row.label, _printed(row, thousands)) for row in spec.rows)
    scale = _scale(spec.rows, [number for _, number in shown], measure, width, thousands)
    top = LINE + 1.6
    rows: list[_Set] = []
    for row, (label, number) in zip(spec.rows, shown, strict=True):
        beside = _is_beside(number, measure, width)
        room = width - INDENT
        lines = [number] if beside else wrapped(number, room, measure, TEXT, 700)
        rows.append(_Set(row, wrapped(label, room, measure, TEXT, 400), lines, beside, top))
        top = rows[-1].foot + GAP
    foot = top - GAP
    parts = [
        *_axis(scale, thousands),
        *(part for one in rows for part in _grid(one, scale, measure)),
        *(part for one in rows for part in [_bar(one, scale), *_texts(one, scale)]),
        path([(RULE, LINE), (RULE, foot + 1.2)], width=0.35),
    ]
    title = spec.title if isinstance(spec.title, str) else spec.title[level or next(iter(spec.title))]
    return figure(width, foot + 1.6, title, parts, rows=shown)


def _printed(row: Row, thousands: str) -> str:
    """Return the number as it stands beside the bar and in the table."""
    if row.qualifier is not None:
        return row.qualifier
    if row.from_ is not None:
        return f"{_plain(row.from_, thousands)}–{_plain(row.end, thousands)}"
    return _plain(row.end, thousands)


def _plain(number: float, thousands: str) -> str:
    return f"{number:,.10g}".replace(",", thousands)


def _is_beside(number: str, measure: Measure, width: float) -> bool:
    return measure(number, TEXT, 700, False) <= BESIDE * width


def _scale(rows: Sequence[Row], numbers: list[str], measure: Measure, width: float, thousands: str) -> _Scale:
    """Return the longest scale that leaves room for each number beside its bar."""
    top, step = _ticks(max(row.end for row in rows))
    length = width - 2 * RULE - measure(_plain(top, thousands), AXIS_TEXT, 400, False) / 2
    for row, number in zip(rows, numbers, strict=True):
        if row.end and _is_beside(number, measure, width):
            room = width - 2 * RULE - INDENT - measure(number, TEXT, 700, False)
            length = min(length, room * top / row.end)
    return _Scale(top, step, length)


def _ticks(most: float) -> tuple[float, float]:
    """Return the end of the axis and the step of its ticks, both round, with three to five steps."""
    if not most:
        return 1, 1
    size = 10 ** math.floor(math.log10(most))
    step = next(step for step in (size * 0.25, size * 0.5, size * 1.0, size * 2.5) if most / step <= 5)
    step = float(f"{step:.3g}")
    return math.ceil(most / step - 1e-9) * step, step


def _axis(scale: _Scale, thousands: str) -> list[str]:
    parts = [
        text(_plain(number, thousands), scale.x(number), AXIS_TEXT, AXIS_TEXT, anchor="middle")
        for number in scale.ticks[1:]
    ]
    parts.append(text("0", 0, AXIS_TEXT, AXIS_TEXT))
    marks = [[(scale.x(number), LINE - 0.6), (scale.x(number), LINE + 0.8)] for number in scale.ticks[1:]]
    return [*parts, path(*marks)]


def _grid(one: _Set, scale: _Scale, measure: Measure) -> list[str]:
    """Return the pieces of gridlines beside the bar: none runs through a bar or a text."""
    end = scale.x(one.row.end) + 0.6
    if one.beside:
        end += INDENT + measure(one.number[0], TEXT, 700, False)
    xs = [scale.x(number) for number in scale.ticks[1:]]
    free = [[(x, one.bar), (x, one.bar + BAR)] for x in xs if x > end]
    return [path(*free, dash=(0.5, 0.7))] if free else []


def _bar(one: _Set, scale: _Scale) -> str:
    row, y = one.row, one.bar
    start, end = scale.x(0), scale.x(row.end)
    if row.from_ is not None:
        low, middle = scale.x(row.from_), y + BAR / 2
        return path([(start, middle), (low, middle)], width=0.35) + _hatched(low, y, end - low)
    if row.open:
        return _open(start, y, end - start)
    return box(start, y, end - start, BAR, TONE) + frame(start, y, end - start, BAR)


def _hatched(x: float, y: float, width: float) -> str:
    return hatch(x, y, width, BAR) + frame(x, y, width, BAR)


def _open(x: float, y: float, width: float) -> str:
    """Return a bar that frays: its outline stops short of the end, which dashes mark."""
    firm = max(0.0, width - min(5.0, width / 3))
    edges = [[(x, edge), (x + firm, edge)] for edge in (y, y + BAR)]
    frayed = [[(x + firm + 0.8, edge), (x + width, edge)] for edge in (y, y + BAR)]
    end = [(x + width, y), (x + width, y + BAR)]
    return hatch(x, y, firm, BAR) + path(*edges) + path(*frayed, end, dash=(0.8, 0.8))


def _texts(one: _Set, scale: _Scale) -> list[str]:
    """Return the label over the bar, and the number beside or under it."""
    left, under = RULE + INDENT, one.bar + BAR
    labels = [text(line, left, one.top + (n + 0.72) * LINE, TEXT) for n, line in enumerate(one.label)]
    if one.beside:
        middle = one.bar + BAR / 2 + TEXT * 0.33
        return [*labels, text(one.number[0], scale.x(one.row.end) + INDENT, middle, TEXT, weight=700)]
    bases = [under + (n + 0.85) * LINE for n in range(len(one.number))]
    numbers = [text(line, left, y, TEXT, weight=700) for line, y in zip(one.number, bases, strict=True)]
    return [*labels, *numbers]
