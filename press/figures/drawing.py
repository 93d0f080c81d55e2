"""The strokes that all figures are made of: SVG elements, measured in mm.

Coordinates are whole hundredths of a mm, x to the right and y down, so that the same figure is the
same bytes everywhere. WeasyPrint 70 reads fonts from attributes only, and shows seams in patterns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from press.model.made import Figure

RULE = 0.18
"""The thinnest rule that a school copier keeps, in mm (0.5 pt)."""

HATCH = (0.8, 0.14)
"""Distance and width of hatch lines, in mm."""

INK = "#000"
TONE = "#4a4a4a"
"""The tone of a counted bar: dark enough to stay solid on a copier, with an outline of its own."""

Point = tuple[float, float]

Measure = Callable[[str, float, int, bool], float]
"""The width of a text in Booklet Sans, of the size, weight and slant given, in the unit of the size."""


def units(mm: float) -> int:
    """Return hundredths of a mm."""
    return round(mm * 100)


def path(*lines: Sequence[Point], width: float = RULE, dash: Sequence[float] = ()) -> str:
    """Return open lines, each through its points, stroked `width` mm wide."""
    steps = "".join(
        f"{'L' if number else 'M'}{units(x)} {units(y)}" for line in lines for number, (x, y) in enumerate(line)
    )
    dashes = f' stroke-dasharray="{" ".join(str(units(one)) for one in dash)}"' if dash else ""
    return f'<path d="{steps}" fill="none" stroke="{INK}" stroke-width="{units(width)}"{dashes}/>'


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a filled rectangle without an outline."""
    return f'<rect x="{units(x)}" y="{units(y)}" width="{units(width)}" height="{units(height)}" fill="{fill}"/>'


def frame(x: float, y: float, width: float, height: float) -> str:
    """Return the outline of a rectangle."""
    right, foot = x + width, y + height
    return path([(x, y), (right, y), (right, foot), (x, foot), (x, y), (right, y)])


def hatch(x: float, y: float, width: float, height: float) -> str:
    """Return rising lines at 45 degrees, cut to a rectangle; a rectangle too small for one gets none."""
    step, stroke = HATCH[0] * math.sqrt(2), HATCH[1]
    count = math.ceil((width + height) / step)
    lines = []
    for number in range(count):
        c = (number + 0.5) * step  # the line on which, from the rectangle's corner, x + y = c
        if c < width + height:
            low, high = max(0.0, c - height), min(c, width)
            lines.append([(x + low, y + c - low), (x + high, y + c - high)])
    return path(*lines, width=stroke) if lines else ""


def dot(x: float, y: float, radius: float, *, is_open: bool = False) -> str:
    """Return a full dot, or a ring of the same outer size that hides what is under it."""
    if not is_open:
        return f'<circle cx="{units(x)}" cy="{units(y)}" r="{units(radius)}" fill="{INK}"/>'
    stroke = 0.26
    return (
        f'<circle cx="{units(x)}" cy="{units(y)}" r="{units(radius - stroke / 2)}" fill="#fff" '
        f'stroke="{INK}" stroke-width="{units(stroke)}"/>'
    )


def text(words: str, x: float, y: float, size: float, *, anchor: str = "start", weight: int = 400) -> str:
    """Return one line of text on the baseline `y`; `size` in mm, `anchor` as SVG has it."""
    return (
        f'<text x="{units(x)}" y="{units(y)}" font-family="Booklet Sans" font-size="{units(size)}" '
        f'font-weight="{weight}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'
    )


def wrapped(words: str, width: float, measure: Measure, size: float, weight: int) -> list[str]:
    """Return the lines of a text that are no wider than `width`; a word that is wider has its own line."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, weight, False) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def figure(
    width: float,
    height: float,
    title: str,
    parts: Iterable[str],
    *,
    slots: tuple[tuple[str, float], ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
) -> Figure:
    """Return a figure of `width` × `height` mm, its parts painted one over the other."""
    wide, high = units(width), units(height)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide / 100:g}mm" height="{high / 100:g}mm" '
        f'viewBox="0 0 {wide} {high}"><title>{escape(title)}</title>{"".join(parts)}</svg>\n'
    )
    return Figure(svg, width=wide / 100, height=high / 100, slots=slots, rows=rows)
