"""Charts: bars, dots or lines, alone or several of one scale, with all their numbers as a table."""

from __future__ import annotations

from press.figures import lines, rows
from press.figures.drawing import Measure, Type, figure
from press.figures.rows import Sheet, printed
from press.model.charts import ChartSpec, Line, Panel
from press.model.made import Figure


def chart(
    spec: ChartSpec,
    measure: Measure,
    *,
    width: float = 120.0,
    level: str | None = None,
    thousands: str = ",",
    unknown: str = "–",
    smallest: float = 8.0,
) -> Figure:
    """Return a chart of `width` mm, as high as its rows need, with its numbers as table rows.

    The drawing is the same at all levels; `level` says whose title names it (None: the first told).
    `measure` is the width of a text in Booklet Sans, `smallest` the size of its texts in pt at least.
    A row of the result is a label and the number as it is printed; of lines, a time and the numbers
    of all lines. `thousands` parts the figures of numbers that the author did not word; `unknown`
    stands in the table where no number is known. Numbers whose axis has no room are a ValueError.
    """
    sheet = Sheet(width, measure, Type.of(smallest), thousands)
    parts, height = (lines if spec.kind == "lines" else rows).drawn(spec, sheet)
    title = spec.title if isinstance(spec.title, str) else spec.title[level or next(iter(spec.title))]
    if spec.kind == "lines":
        return figure(width, height, title, parts, head=_head(spec), rows=_by_time(spec, thousands, unknown))
    return figure(width, height, title, parts, rows=_by_row(spec, thousands))


def _by_row(spec: ChartSpec, thousands: str) -> tuple[tuple[str, ...], ...]:
    """Return label and number of each row; a panel's title goes before, the parts of a bar follow it."""
    found = []
    for panel in spec.panels or (spec,):
        for row in panel.rows:
            label = f"{panel.title}: {row.label}" if isinstance(panel, Panel) else row.label
            found.append((label, printed(row, thousands)))
            found += [(f"– {part.label}", printed(part, thousands)) for part in row.parts]
    return tuple(found)


def _all_lines(spec: ChartSpec) -> list[tuple[str, Line]]:
    """Return all lines with their names; in panels, the panel's title goes before."""
    alone = [(line.label, line) for line in spec.lines]
    return alone + [(f"{panel.title}: {line.label}", line) for panel in spec.panels for line in panel.lines]


def _head(spec: ChartSpec) -> tuple[str, ...]:
    return ("", *(name for name, _ in _all_lines(spec)))


def _by_time(spec: ChartSpec, thousands: str, unknown: str) -> tuple[tuple[str, ...], ...]:
    """Return a row for each time: the time, and the number of each line."""
    found = [line for _, line in _all_lines(spec)]
    when = {point.at: point.when or f"{point.at:g}".replace("-", "−") for line in found for point in line.points}
    return tuple((when[at], *(_at(line, at, thousands, unknown) for line in found)) for at in sorted(when))


def _at(line: Line, at: float, thousands: str, unknown: str) -> str:
    known = (point for point in line.points if point.at == at and point.value is not None)
    return next((printed(point, thousands) for point in known), unknown)
