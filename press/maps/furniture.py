"""What helps to read a map: scale bar, north arrow, meridians and parallels, the frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry import LineString, box

from press.maps import svg
from press.maps.labels import SMALLEST, Measure
from press.maps.placing import Box
from press.maps.sheet import Point, Sheet
from press.model.maps import Corner, MapSpec

MARGIN = 1.6
"""From the frame to what stands in its corner, in mm."""
ARROW = 4.6
"""Width of the room for the north arrow."""
HIGH = 8.2
TURN_MOST = 5.0
"""An arrow says nothing where north is turned by more than this, in degrees, from one side to the other."""
UNEVEN = 1.15
"""A scale bar misleads where the scale differs by more than this factor from place to place."""
GRATICULE = 0.18
SHARES: dict[Corner, Point] = {"SW": (0, 1), "SE": (1, 1), "NW": (0, 0), "NE": (1, 0)}


@dataclass(frozen=True, eq=False)
class Furniture:
    """Scale bar and arrow, drawn, and the room they take."""

    parts: list[str]
    box: Box


def corner(sheet: Sheet, measure: Measure, lines: Sequence[Any], spec: MapSpec) -> Furniture:
    """Return the scale bar and the arrow in the corner asked for, or where they cover least of the lines.

    The bar has the true scale of its own place, on the ellipsoid. There is none, unless it is asked
    for, where the scale is not nearly the same all over the map.
    """
    arrow = _north_is_up(sheet) and _one_scale(sheet) if spec.north is None else spec.north
    middle = sheet.km(sheet.width / 2, sheet.height / 2)
    if not arrow and not spec.scale_bar_km and not _one_scale(sheet):
        return Furniture([], (0, 0, 0, 0))
    km = spec.scale_bar_km or _round_length(middle * sheet.width / 4)
    label = measure(_label(km), SMALLEST, 400, False)
    zero = measure("0", SMALLEST, 400, False) / 2
    width = km / middle + zero + label / 2 + (ARROW + 1.5 if arrow else 0) + 1.6
    height = HIGH if arrow else 6.4
    boxes = {name: _in_corner(sheet, share, width, height) for name, share in SHARES.items()}
    here = (
        boxes[spec.corner]
        if spec.corner
        else min(boxes.values(), key=lambda area: sum(g.intersection(area).length for g in lines))
    )
    left, _, _, bottom = here.bounds
    y = bottom - 2.0
    parts = [svg.area(here, "#fff")]
    bar = left + 0.8 + zero + (ARROW + 1.5 if arrow else 0)
    parts += _bar(bar, y, km / sheet.km(bar, y), km)
    if arrow:
        parts += _arrow(left + ARROW / 2 + 0.4, bottom - 0.8, sheet)
    return Furniture(parts, here.bounds)


def _in_corner(sheet: Sheet, share: Point, width: float, height: float) -> Any:  # noqa: ANN401
    left = MARGIN + share[0] * (sheet.width - 2 * MARGIN - width)
    top = MARGIN + share[1] * (sheet.height - 2 * MARGIN - height)
    return box(left, top, left + width, top + height)


def _north_is_up(sheet: Sheet) -> bool:
    y = sheet.height / 2
    return abs(sheet.bearing(0, y) - sheet.bearing(sheet.width, y)) <= 2 * TURN_MOST


def _one_scale(sheet: Sheet) -> bool:
    spots = [(x * sheet.width, y * sheet.height) for x in (0.05, 0.5, 0.95) for y in (0.05, 0.5, 0.95)]
    scales = [sheet.km(*spot) for spot in spots]
    return max(scales) <= UNEVEN * min(scales)


def _round_length(most: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 … kilometres (or parts of one) that is not over `most`."""
    ten = 10.0 ** math.floor(math.log10(most))
    return next(step * ten for step in (5, 2, 1) if step * ten <= most)


def _label(km: float) -> str:
    return f"{km:g} km"


def _bar(x: float, y: float, length: float, km: float) -> list[str]:
    half = length / 2
    dark, light = box(x, y - 0.9, x + half, y), box(x + half, y - 0.9, x + length, y)
    edge = svg.stroke(box(x, y - 0.9, x + length, y).exterior, 0.18)
    return [
        svg.area(dark, "#000"),
        svg.area(light, "#fff"),
        edge,
        svg.text("0", x, y - 1.8, SMALLEST, anchor="middle"),
        svg.text(_label(km), x + length, y - 1.8, SMALLEST, anchor="middle"),
    ]


def _arrow(x: float, foot: float, sheet: Sheet) -> list[str]:
    turn = sheet.bearing(x, foot)
    top, base = foot - 4.0, foot
    dark = shapely.Polygon([(x, top), (x, base - 0.9), (x - 1.2, base)])
    light = shapely.Polygon([(x, top), (x, base - 0.9), (x + 1.2, base)])
    around = (x, base - 2)
    dark, light = rotate(dark, turn, origin=around), rotate(light, turn, origin=around)
    # The letter stands upright over the tip.
    tip = shapely.get_coordinates(dark)[0]
    letter = svg.text("N", float(tip[0]), float(tip[1]) - 0.5, SMALLEST, anchor="middle", bold=True)
    return [svg.area(dark, "#000"), svg.stroke(light.exterior, 0.18), letter]


def graticule(sheet: Sheet, step: float | None) -> list[str]:
    """Return meridians and parallels every `step` degrees, and their degrees inside the frame."""
    if step is None:
        return []
    west, south, east, north = sheet.window
    lines, ticks = [], []
    for lon in _multiples(west, east, step):
        line = _within(sheet, [(lon, float(lat)) for lat in np.linspace(south, north, 91)])
        lines.append(line)
        x, y = max(shapely.get_coordinates(line).tolist(), key=lambda at: at[1], default=(0, 0))
        if y > sheet.height - 0.1 and 5 < x < sheet.width - 5:
            ticks.append(_degrees(abs((lon + 180) % 360 - 180), x, sheet.height - 1.2))
    for lat in _multiples(south, north, step):
        line = _within(sheet, [(float(lon), lat) for lon in np.linspace(west, east, 181)])
        lines.append(line)
        x, y = min(shapely.get_coordinates(line).tolist(), key=lambda at: at[0], default=(1, 0))
        if x < 0.1 and 8 < y < sheet.height - 8:
            ticks.append(_degrees(abs(lat), 3.8, y + 1.0))
    return [svg.stroke(shapely.union_all(lines), GRATICULE, "#999"), *ticks]


def _within(sheet: Sheet, positions: Sequence[Point]) -> Any:  # noqa: ANN401
    return LineString([sheet.point(one) for one in positions]).intersection(sheet.frame)


def _degrees(value: float, x: float, y: float) -> str:
    return svg.text(f"{value:g}°", x, y, SMALLEST, anchor="middle", halo=0.3)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
