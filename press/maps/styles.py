"""How lines and areas look: black and grey, each told from the others by its shape.

Rules are at least 0.18 mm and hatching 0.12 mm thick, and greys have a tone of 20 % or more, so
that a map outlives a poor copier. Hatching is made of real lines, cut to the area.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry import LineString, MultiLineString

from press.maps import svg
from press.model.maps import Fill, Line

GREY = "#ccc"
WATER = "#555"
HATCH = 0.14


@dataclass(frozen=True)
class LineStyle:
    """A line, in mm; `casing` is the width of the white under it, so that it stands out."""

    width: float
    dash: tuple[float, ...] = ()
    round_cap: bool = False
    colour: str = "#000"
    casing: float = 0.0
    heavy: float = 1.0
    """How much a name is to keep away from it."""


LINES: dict[Line, LineStyle] = {
    "border": LineStyle(0.42, casing=0.9, heavy=3.0),
    "district": LineStyle(0.2, (0.9, 0.6), heavy=0.6),
    "historic": LineStyle(0.45, (2.2, 0.9), casing=1.0, heavy=2.0),
    "contact": LineStyle(0.95, (0.01, 1.5), round_cap=True, casing=1.4, heavy=3.0),
    "sketch": LineStyle(0.35, (1.6, 0.7, 0.01, 0.7), round_cap=True, casing=0.8, heavy=1.0),
    "river": LineStyle(0.3, colour=WATER, heavy=0.6),
    "coast": LineStyle(0.22, heavy=1.0),
}
"""Solid and heavy is kept for recognised borders; no other line looks like one."""


def line(geometry: Any, kind: Line) -> list[str]:  # noqa: ANN401  (shapely is untyped)
    """Return lines of a style, with their casing under them."""
    if kind == "none":
        return []
    style = LINES[kind]
    casing = [svg.stroke(geometry, style.casing, "#fff")] if style.casing else []
    return [*casing, svg.stroke(geometry, style.width, style.colour, style.dash, round_cap=style.round_cap)]


def fill(geometry: Any, kind: Fill) -> list[str]:  # noqa: ANN401
    """Return an area filled in a style. Water is white under its lines: what lies below it is hidden."""
    match kind:
        case "grey":
            return [svg.area(geometry, GREY)]
        case "hatch":
            return [svg.stroke(_ruled(geometry, 1.8, 45), HATCH)]
        case "hatch-dense":
            return [svg.stroke(_ruled(geometry, 0.8, -45), HATCH)]
        case "sea-lines":
            return [svg.area(geometry, "#fff"), svg.stroke(_ruled(geometry, 1.1, 0), HATCH, WATER)]
        case "dots":
            return [_dotted(geometry, 1.9, 0.4)]
        case "none":
            return []


def _ruled(area: Any, step: float, degrees: float) -> Any:  # noqa: ANN401
    """Return parallel lines, cut to an area; they lie the same way in all areas of a map."""
    if area.is_empty:
        return area
    turned = rotate(area, -degrees, origin=(0, 0))
    left, top, right, bottom = turned.bounds
    rows = np.arange(math.ceil(top / step), math.floor(bottom / step) + 1) * step
    ruled = MultiLineString([LineString([(left - 1, y), (right + 1, y)]) for y in rows])
    return rotate(ruled.intersection(turned), degrees, origin=(0, 0))


def _dotted(area: Any, step: float, width: float) -> str:  # noqa: ANN401
    """Return dots in staggered rows."""
    if area.is_empty:
        return ""
    left, top, right, bottom = area.bounds
    half = step / 2
    spots = np.array(
        [
            (column * step + (row % 2) * half, row * half)
            for row in range(math.floor(top / half), math.ceil(bottom / half) + 1)
            for column in range(math.floor(left / step) - 1, math.ceil(right / step) + 1)
        ]
    )
    shapely.prepare(area)
    inside = spots[shapely.contains_xy(area, spots[:, 0], spots[:, 1])]
    data = "".join(f"M{svg.unit(x)} {svg.unit(y)}h1" for x, y in inside.tolist())
    cap = {"fill": "none", "stroke": "#000", "stroke_width": svg.unit(width), "stroke_linecap": "round"}
    return svg.element("path", d=data, **cap) if data else ""
