"""Charts of rows: bars and dots, one under the other on one scale, each under its label and beside its number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.figures import bars, dots
from press.figures.drawing import RULE, Measure, Type, path, text, wrapped
from press.figures.scale import Scale, fitting, plain
from press.model.charts import Amount, ChartSpec, Panel, Part, Row

BESIDE = 0.55
"""A number stands beside its mark if that leaves so much of the width for the longest mark, else under it."""
INDENT = 1.4
"""From the axis to a label, from a mark to its number, in mm."""
APART = 2.0
"""Between two labels of the axis, in mm."""
EDGE, BREAK = 2.5, 6.0
"""Where the scale of dots begins, and one that does not hold zero, in mm."""


@dataclass(frozen=True)
class Sheet:
    """What a chart is set on: its width in mm, its letters, the sign that parts thousands."""

    width: float
    measure: Measure
    type: Type
    thousands: str

    def wide(self, words: str, *, small: bool = False, bold: bool = False) -> float:
        """Return the width of one line of text in mm."""
        return self.measure(words, self.type.small if small else self.type.text, 700 if bold else 400, False)

    def wrapped(self, words: str, room: float, *, bold: bool = False) -> list[str]:
        """Return a text in lines no wider than `room` mm."""
        return wrapped(words, room, self.measure, self.type.text, 700 if bold else 400)


@dataclass(frozen=True)
class _Set:
    """One row on paper: its lines of text, and the band of its mark, from `top` down."""

    row: Row
    label: list[str]
    number: list[str]
    beside: bool
    top: float
    band: float
    line: float

    @property
    def mark(self) -> float:
        """Top of the band of the mark."""
        return self.top + len(self.label) * self.line + 0.5

    @property
    def foot(self) -> float:
        return self.mark + self.band + (0 if self.beside else len(self.number) * self.line)


def printed(amount: Amount | Part, thousands: str) -> str:
    """Return a number as it stands beside its mark and in the table."""
    if amount.qualifier is not None:
        return amount.qualifier
    if isinstance(amount, Amount) and amount.from_ is not None and amount.to is not None:
        ends = f"{plain(amount.from_, thousands)}–{plain(amount.to, thousands)}"
        return ends if amount.value is None else f"{plain(amount.value, thousands)} ({ends})"
    return plain(amount.value or 0, thousands)


def drawn(spec: ChartSpec, sheet: Sheet) -> tuple[list[str], float]:
    """Return the parts of a chart of bars or dots, and its height in mm."""
    panels: Sequence[ChartSpec | Panel] = spec.panels or (spec,)
    scale = _scale(spec, [row for panel in panels for row in panel.rows], sheet)
    top = _ticks_top(sheet) + 2.3
    parts = list(_axis(scale, spec, sheet))
    for number, panel in enumerate(panels):
        if isinstance(panel, Panel):
            heading = sheet.wrapped(panel.title, sheet.width, bold=True)
            top += number and sheet.type.text * 0.5
            parts += [text(line, 0, top + (n + 0.72) * sheet.type.line, sheet.type.text, weight=700)
                      for n, line in enumerate(heading)]  # fmt: skip
            top += len(heading) * sheet.type.line + 0.8
        sets = _placed(panel.rows, spec, scale, sheet, top)
        for one in sets:
            parts += _row(one, scale, spec, sheet)
        top = sets[-1].foot + _ems(sheet)
        begins = sets[0].top - (1.2 if isinstance(panel, Panel) else sheet.type.small * 0.4)
        parts.append(_edge(scale, begins, top - _ems(sheet) + 0.8))
    return parts, top - _ems(sheet) + 1.2


def _ticks_top(sheet: Sheet) -> float:
    """Return where ticks begin: under the tails of the labels' commas."""
    return sheet.type.small * 1.21 + 0.3


def _ems(sheet: Sheet) -> float:
    """Return the height of a mark's band, and of the gap between rows."""
    return sheet.type.text * 1.7


def _placed(rows: Sequence[Row], spec: ChartSpec, scale: Scale, sheet: Sheet, top: float) -> list[_Set]:
    """Return rows one under the other, from `top` down."""
    found: list[_Set] = []
    room = sheet.width - scale.start - INDENT
    for row in rows:
        number = printed(row, sheet.thousands)
        beside = _is_beside(row, spec, sheet)
        band = _ems(sheet) + bars.room_under(sheet.type, _part_labels(row, scale, sheet))
        lines = [number] if beside else sheet.wrapped(number, room, bold=True)
        label = sheet.wrapped(row.label, room)
        found.append(_Set(row, label, lines, beside, top, band, sheet.type.line))
        top = found[-1].foot + _ems(sheet)
    return found


def _part_labels(row: Row, scale: Scale, sheet: Sheet) -> list[list[str]]:
    """Return the label of each part of a bar in lines that fit between its own line and the edge."""
    return [
        sheet.wrapped(f"{part.label}: {printed(part, sheet.thousands)}", sheet.width - start - INDENT)
        for part, start in zip(row.parts, bars.stems(row, scale), strict=True)
    ]


def _is_beside(row: Row, spec: ChartSpec, sheet: Sheet) -> bool:
    """Say whether the number of a row stands beside its mark; of marks left of zero it stands under."""
    least, most = _least(spec), max(spec.numbers())
    part = (max(row.numbers) - least) / (most - least) if most > least else 1.0
    fits = sheet.wide(printed(row, sheet.thousands), bold=True) + 5 <= (1 - BESIDE * part) * sheet.width
    return fits and (least >= 0 or max(row.numbers) >= 0)


def _least(spec: ChartSpec) -> float:
    """Return the number at which the axis has to begin, or before."""
    return min(0.0, *spec.numbers()) if spec.starts_at is None else spec.starts_at


def _scale(spec: ChartSpec, rows: Sequence[Row], sheet: Sheet) -> Scale:
    """Return the scale with the most ticks that leaves room for their labels and for numbers beside marks."""

    def fits(low: float, high: float, step: float) -> Scale | None:
        start = RULE if spec.kind == "bars" else BREAK if low > 0 else EDGE
        scale = Scale(low, high, step, start, _length(Scale(low, high, step, start, 1.0), spec, rows, sheet))
        return scale if _labels_are_apart(scale, sheet) else None

    return fitting(_least(spec), max(spec.numbers()), fits)


def _length(scale: Scale, spec: ChartSpec, rows: Sequence[Row], sheet: Sheet) -> float:
    """Return how long the scale may be, in mm."""
    last = sheet.wide(plain(scale.high, sheet.thousands), small=True)
    length = sheet.width - scale.start - RULE - last / 2
    for row in rows:
        number = printed(row, sheet.thousands)
        part = scale.part(max(row.numbers))
        reach = (bars if spec.kind == "bars" else dots).reach(row, _ems(sheet))
        if _is_beside(row, spec, sheet):
            reach += INDENT + sheet.wide(number, bold=True)
        if part > 0:
            length = min(length, (sheet.width - scale.start - RULE - reach) / part)
    return length


def _tick_labels(scale: Scale, sheet: Sheet) -> Iterator[tuple[str, float, float]]:
    """Yield each label of the axis, its left end and its width."""
    for tick in scale.ticks:
        words = plain(tick, sheet.thousands)
        wide = sheet.wide(words, small=True)
        yield words, max(0.0, scale.at(tick) - wide / 2), wide


def _labels_are_apart(scale: Scale, sheet: Sheet) -> bool:
    ends = [(left, left + wide) for _, left, wide in _tick_labels(scale, sheet)]
    return all(two[0] - one[1] >= APART for one, two in itertools.pairwise(ends))


def _axis(scale: Scale, spec: ChartSpec, sheet: Sheet) -> Iterator[str]:
    """Yield labels and ticks; an axis that does not begin at zero has a line with a break before its first tick."""
    size = sheet.type.small
    for words, left, _ in _tick_labels(scale, sheet):
        yield text(words, left, size, size)
    top = _ticks_top(sheet)
    ticks = scale.ticks if spec.kind == "dots" else scale.ticks[1:]
    yield path(*([(scale.at(tick), top), (scale.at(tick), top + 1.4)] for tick in ticks))
    if scale.broken:
        y, x = top + 1.1, scale.start
        yield path([(0.2, y), (x - 3.6, y)], [(x - 2.4, y), (x, y)], width=0.35)
        yield path(*([(x - 3.9 + at, y + 1.1), (x - 3.3 + at, y - 1.1)] for at in (0.0, 1.2)), width=0.26)


def _edge(scale: Scale, top: float, foot: float) -> str:
    """Return the line at which the axis begins: firm if that is zero, else dashed."""
    x = scale.start
    return path([(x, top), (x, foot)], width=0.35 if scale.low == 0 else RULE, dash=(0.8, 0.8) if scale.low else ())


def _row(one: _Set, scale: Scale, spec: ChartSpec, sheet: Sheet) -> Iterator[str]:
    """Yield what a row is made of: gridlines beside its mark, the mark, its texts."""
    high = _ems(sheet)
    marks = bars if spec.kind == "bars" else dots
    end = scale.at(max(one.row.numbers)) + marks.reach(one.row, high)
    yield from _grid(scale, one, high, end + (INDENT + sheet.wide(one.number[0], bold=True) if one.beside else 0))
    yield from marks.mark(one.row, scale, one.mark, high)
    if one.row.parts:
        yield from bars.part_labels(one.row, scale, one.mark + high, sheet.type, _part_labels(one.row, scale, sheet))
    yield from _texts(one, scale, sheet, end)


def _grid(scale: Scale, one: _Set, high: float, end: float) -> Iterator[str]:
    """Yield the pieces of gridlines beside a mark: none runs through a mark or a text."""
    free = [
        [(scale.at(tick), one.mark), (scale.at(tick), one.mark + high)]
        for tick in scale.ticks[1:]
        if scale.at(tick) > end + 1.5
    ]
    if free:
        yield path(*free, dash=(0.5, 0.7))


def _texts(one: _Set, scale: Scale, sheet: Sheet, end: float) -> Iterator[str]:
    """Yield the label over the mark, and the number beside or under it."""
    left, size, line = scale.start + INDENT, sheet.type.text, sheet.type.line
    for n, words in enumerate(one.label):
        yield text(words, left, one.top + (n + 0.72) * line, size)
    if one.beside:
        yield text(one.number[0], end + INDENT, one.mark + _ems(sheet) / 2 + size * 0.33, size, weight=700)
        return
    for n, words in enumerate(one.number):
        yield text(words, left, one.mark + one.band + (n + 0.85) * line, size, weight=700)
