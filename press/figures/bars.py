"""Bars: their shape says how sure a number is, for tone alone is lost in a copy.

A count is solid. A range is hatched between its ends. What is only “at most” frays towards its end,
“about” frays around it, “at least” goes on in an arrow. What the booklet worked out has a dashed outline.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.figures.drawing import TONE, Type, arrow, box, frame, hatch, path, text
from press.figures.scale import Scale
from press.model.charts import Part, Row

ARROW = 0.85
"""How far a bar of “at least” goes on, in parts of its height."""
FRAY = 0.42
"""So far before and behind its number a bar of “about” frays, in parts of its height."""
DASH = (0.8, 0.8)
INDENT = 1.0
"""From the line that leads to a part's label, to the label."""
STEM = 2.0
"""From the beginning of a part to the line that leads to its label: one at the axis itself would not be seen."""


def reach(row: Row, high: float) -> float:
    """Return how far a bar of `high` mm goes on behind its largest number, in mm."""
    return high * {"at-least": ARROW, "about": FRAY}.get(row.hedge or "", 0.0)


def mark(row: Row, scale: Scale, top: float, high: float) -> Iterator[str]:
    """Yield the strokes of a bar."""
    start, end = scale.at(0), scale.at(max(row.numbers))
    if row.parts:
        yield from _pieces(row.parts, scale, top, high)
    elif row.from_ is not None:
        low, middle = scale.at(row.from_), top + high / 2
        yield path([(start, middle), (low, middle)], width=0.35)
        yield from _hatched(low, top, end - low, high)
    elif row.ours:
        yield _dashed(start, top, end - start, high)
    elif row.hedge == "at-least":
        yield from _going_on(start, top, end - start, high)
    elif row.hedge is not None:
        yield from _frayed(start, top, end - start, high, past=FRAY * high if row.hedge == "about" else 0)
    else:
        yield from _solid(start, top, end - start, high)


def _solid(x: float, y: float, width: float, height: float) -> Iterator[str]:
    yield box(x, y, width, height, TONE)
    yield frame(x, y, width, height)


def _hatched(x: float, y: float, width: float, height: float) -> Iterator[str]:
    yield hatch(x, y, width, height)
    yield frame(x, y, width, height)


def _dashed(x: float, y: float, width: float, height: float) -> str:
    right, foot = x + width, y + height
    return path([(x, y), (right, y), (right, foot), (x, foot), (x, y)], width=0.26, dash=DASH)


def _going_on(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """Yield a hatched bar without an end, from which an arrow goes on."""
    yield hatch(x, y, width, height)
    yield path(*([(x, edge), (x + width, edge)] for edge in (y, y + height)))
    yield arrow(x + width, y + height / 2, ARROW * height)


def _frayed(x: float, y: float, width: float, height: float, *, past: float) -> Iterator[str]:
    """Yield a bar whose outline stops short of its number; dashes lead to it, or `past` it."""
    firm = max(0.0, width - (past or min(FRAY * 2 * height, width / 3)))
    yield hatch(x, y, firm, height)
    yield path(*([(x, edge), (x + firm, edge)] for edge in (y, y + height)))
    ends = [] if past else [[(x + width, y), (x + width, y + height)]]
    frayed = ([(x + firm + 0.8, edge), (x + width + past, edge)] for edge in (y, y + height))
    yield path(*frayed, *ends, dash=DASH)


def _pieces(parts: tuple[Part, ...], scale: Scale, top: float, high: float) -> Iterator[str]:
    """Yield the parts of a bar: solid and hatched in turn, dashed where the number is ours."""
    total = 0.0
    for number, part in enumerate(parts):
        x, width = scale.at(total), scale.at(total + part.value) - scale.at(total)
        if part.ours:
            yield _dashed(x, top, width, high)
        else:
            yield from (_hatched if number % 2 else _solid)(x, top, width, high)
        total += part.value


def room_under(type_: Type, labels: list[list[str]]) -> float:
    """Return how high the labels of a bar's parts are, in mm."""
    return sum(len(lines) for lines in labels) * type_.line + (1.0 if labels else 0)


def stems(row: Row, scale: Scale) -> list[float]:
    """Return where the line to the label of each part begins, in mm from the left: within the part."""
    found, total = [], 0.0
    for part in row.parts:
        start, end = scale.at(total), scale.at(total + part.value)
        found.append(start + min(STEM, (end - start) / 2))
        total += part.value
    return found


def part_labels(row: Row, scale: Scale, top: float, type_: Type, labels: list[list[str]]) -> Iterator[str]:
    """Yield a line down from each part to its label.

    The last part's label stands highest: so each line passes on the left of all labels above its own.
    """
    y = top + 1.0
    for x, lines in reversed(list(zip(stems(row, scale), labels, strict=True))):
        yield path([(x, top), (x, y + 0.55 * type_.line)])
        for n, words in enumerate(lines):
            yield text(words, x + INDENT, y + (n + 0.8) * type_.line, type_.text)
        y += len(lines) * type_.line
