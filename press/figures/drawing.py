"""The strokes that all figures are made of: SVG elements, measured in mm.

Coordinates are whole hundredths of a mm, x to the right and y down, so that the same figure is the
same bytes everywhere. WeasyPrint 70 reads fonts from attributes only, and shows seams in patterns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from press.model.made import Figure

RULE = 0.18
"""The thinnest rule that a school copier keeps, in mm (0.5 pt)."""

HATCH = (0.8, 0.14)
"""Distance and width of hatch lines, in mm."""

OUTLINE = 0.26
"""Width of the outline of an open sign, in mm."""

INK = "#000"
TONE = "#4a4a4a"
"""The tone of a counted bar: dark enough to stay solid on a copier, with an outline of its own."""

MM = 25.4 / 72
"""Mm in a pt."""

Point = tuple[float, float]

Measure = Callable[[str, float, int, bool], float]
"""The width of a text in Booklet Sans, of the size, weight and slant given, in the unit of the size."""


@dataclass(frozen=True)
class Type:
    """The sizes of a figure's texts, in mm."""

    text: float = 3.53
    """Labels and numbers: 10 pt."""
    small: float = 2.96
    """Axes: 8.4 pt."""

    @classmethod
    def of(cls, smallest: float) -> Type:
        """Return the sizes for texts of `smallest` pt or more: 8 for most readers, 18 in large print."""
        return cls(max(cls.text, smallest * MM), max(cls.small, smallest * MM))

    @property
    def line(self) -> float:
        """From one line of labels to the next."""
        return self.text * 1.3


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


def area(points: Sequence[Point], fill: str = INK, *, outline: bool = False) -> str:
    """Return a filled polygon; with an outline it is as large as without."""
    steps = "".join(f"{'L' if number else 'M'}{units(x)} {units(y)}" for number, (x, y) in enumerate(points))
    edge = f' stroke="{INK}" stroke-width="{units(OUTLINE)}" stroke-linejoin="round"' if outline else ""
    return f'<path d="{steps}Z" fill="{fill}"{edge}/>'


def dot(x: float, y: float, radius: float, *, is_open: bool = False) -> str:
    """Return a full dot, or a ring of the same outer size that hides what is under it."""
    if not is_open:
        return f'<circle cx="{units(x)}" cy="{units(y)}" r="{units(radius)}" fill="{INK}"/>'
    return (
        f'<circle cx="{units(x)}" cy="{units(y)}" r="{units(radius - OUTLINE / 2)}" fill="#fff" '
        f'stroke="{INK}" stroke-width="{units(OUTLINE)}"/>'
    )


def arrow(x: float, y: float, dx: float, dy: float = 0.0) -> str:
    """Return a stroke from a point by `dx` to the side or `dy` down, with a full head at its end."""
    length = abs(dx) + abs(dy)
    ux, uy = dx / length, dy / length
    tip = (x + dx, y + dy)
    head = max(1.8, length * 0.3)
    neck = (tip[0] - ux * head, tip[1] - uy * head)
    wings = [(neck[0] + side * uy * head / 2, neck[1] + side * ux * head / 2) for side in (-1, 1)]
    return path([(x, y), neck], width=0.35) + area([tip, *wings])


def text(words: str, x: float, y: float, size: float, *, anchor: str = "start", weight: int = 400) -> str:
    """Return one line of text on the baseline `y`; `size` in mm, `anchor` as SVG has it."""
    return (
        f'<text x="{units(x)}" y="{units(y)}" font-family="Booklet Sans" font-size="{units(size)}" '
        f'font-weight="{weight}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'
    )


def wrapped(words: str, width: float, measure: Measure, size: float, weight: int) -> list[str]:
    """Return the lines of a text that are no wider than `width`; a word that is wider is cut."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, weight, False) <= width:
            lines[-1] = longer
        else:
            lines += _cut(word, width, measure, size, weight)
    return lines


def _cut(word: str, width: float, measure: Measure, size: float, weight: int) -> list[str]:
    """Return a word in pieces that are no wider than `width`, but of one letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, size, weight, False) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def figure(
    width: float,
    height: float,
    title: str,
    parts: Iterable[str],
    *,
    slots: tuple[tuple[str, float], ...] = (),
    head: tuple[str, ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
) -> Figure:
    """Return a figure of `width` × `height` mm, its parts painted one over the other."""
    wide, high = units(width), units(height)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide / 100:g}mm" height="{high / 100:g}mm" '
        f'viewBox="0 0 {wide} {high}"><title>{escape(title)}</title>{"".join(parts)}</svg>\n'
    )
    return Figure(svg, width=wide / 100, height=high / 100, slots=slots, head=head, rows=rows)
