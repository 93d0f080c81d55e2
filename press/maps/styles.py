"""How lines and areas look: each is told from the others by its shape, in grey and in colour alike.

Rules are at least 0.18 mm and hatching 0.12 mm thick, and greys have a tone of 20 % or more, so
that a map outlives a poor copier. Colour only adds tints under the same textures; they are muted,
so that none is a flag's. Hatching is made of real lines, cut to the area.

A tone of 20 % is white on a copier that is set to more contrast; areas told apart by tone alone have 33 %.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry import LineString, MultiLineString

from press.maps import svg
from press.model.maps import Fill, Line, Look

HATCH, WIDE_HATCH = 0.14, 0.18
"""Width of the lines of close and of wide hatching, in mm."""


@dataclass(frozen=True)
class Palette:
    """The colours of a map."""

    land: str = "#fff"
    water: str = "#fff"
    grey: str = "#aaa"
    ink: str = "#000"
    water_ink: str = "#555"
    """Rivers, and the lines on the sea."""
    tints: Mapping[Fill, str] = field(default_factory=dict)
    """What lies under textures."""


PALETTES: Mapping[Look, Palette] = {
    "grey": Palette(),
    "colour": Palette(
        land="#fdfbf6",
        water="#e1ecef",
        grey="#bcae90",
        water_ink="#4a6f7d",
        tints={"hatch": "#f3e6cd", "hatch-dense": "#e6dae3", "dots": "#eae8d2"},
    ),
}


@dataclass(frozen=True)
class LineStyle:
    """A line, in mm; `casing` is the width of the white under it, so that it stands out."""

    width: float
    dash: tuple[float, ...] = ()
    round_cap: bool = False
    water: bool = False
    """It has the colour of water."""
    core: float = 0.0
    """Width of the white in its middle, which makes it a double line."""
    casing: float = 0.0
    heavy: float = 1.0
    """How much a name is to keep away from it."""


LINES: dict[Line, LineStyle] = {
    "border": LineStyle(0.42, casing=0.9, heavy=3.0),
    "district": LineStyle(0.2, (0.9, 0.6), heavy=0.6),
    "historic": LineStyle(0.45, (2.2, 0.9), casing=1.0, heavy=2.0),
    "contact": LineStyle(0.95, (0.01, 1.5), round_cap=True, casing=1.4, heavy=3.0),
    "sketch": LineStyle(0.35, (1.6, 0.7, 0.01, 0.7), round_cap=True, casing=0.8, heavy=1.0),
    "river": LineStyle(0.3, water=True, heavy=0.6),
    "coast": LineStyle(0.22, heavy=1.0),
    "route": LineStyle(0.9, core=0.5, casing=1.3, heavy=2.0),
}
"""Solid and heavy is kept for recognised borders; no other line looks like one."""

FINE: dict[Line, LineStyle] = {
    "border": LineStyle(0.28, casing=0.55, heavy=2.0),
    "coast": LineStyle(0.18, heavy=0.6),
}
"""The same on maps of a part of the world, where there are many of them."""
FINE_FROM = 12.0
"""Kilometres of a millimetre from which lines are fine."""


def line(geometry: Any, kind: Line, palette: Palette, *, fine: bool = False) -> list[str]:  # noqa: ANN401
    """Return lines of a style, with their casing under them; `fine` is for maps of many countries."""
    if kind == "none":
        return []
    style = FINE.get(kind, LINES[kind]) if fine else LINES[kind]
    colour = palette.water_ink if style.water else palette.ink
    casing = [svg.stroke(geometry, style.casing, "#fff")] if style.casing else []
    core = [svg.stroke(geometry, style.core, "#fff")] if style.core else []
    return [*casing, svg.stroke(geometry, style.width, colour, style.dash, round_cap=style.round_cap), *core]


def fill(geometry: Any, kind: Fill, palette: Palette) -> list[str]:  # noqa: ANN401
    """Return an area filled in a style. Water hides what lies below it."""
    tint = [svg.area(geometry, palette.tints[kind])] if kind in palette.tints else []
    match kind:
        case "grey":
            return [svg.area(geometry, palette.grey)]
        case "hatch":
            return [*tint, svg.stroke(_ruled(geometry, 1.8, 45), WIDE_HATCH)]
        case "hatch-dense":
            return [*tint, svg.stroke(_ruled(geometry, 0.8, -45), HATCH)]
        case "sea-lines":
            return [svg.area(geometry, palette.water), svg.stroke(_ruled(geometry, 1.1, 0), HATCH, palette.water_ink)]
        case "dots":
            return [*tint, _dotted(geometry, 1.9, 0.4)]
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
