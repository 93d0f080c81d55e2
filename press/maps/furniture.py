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
from press.maps.fault import Fault, Tell
from press.maps.labels import ABOVE, Lettering
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
SHORTEST, LONGEST = 4.0, 0.6
"""Of a scale bar: in mm, and as a share of the width of the map."""
SHARES: dict[Corner, Point] = {"SW": (0, 1), "SE": (1, 1), "NW": (0, 0), "NE": (1, 0)}


@dataclass(frozen=True, eq=False)
class Furniture:
    """Scale bar and arrow, drawn, and the room they take."""

    parts: list[str]
    box: Box


def corner(
    sheet: Sheet, letters: Lettering, lines: Sequence[Any], spec: MapSpec, land: str, problem: Tell
) -> Furniture:
    """Return the scale bar and the arrow in the corner asked for, or where they cover least of the lines.

    They stand on the colour of land. The bar has the true scale of its own place, on the ellipsoid.
    There is none, unless it is asked for, where the scale is not nearly the same all over the map.
    """
    arrow = _north_is_up(sheet) and _one_scale(sheet) if spec.north is None else spec.north
    middle = sheet.km(sheet.width / 2, sheet.height / 2)
    asked = spec.scale_bar_km if _fits(spec.scale_bar_km, middle, sheet, problem) else None
    if not arrow and not asked and not _one_scale(sheet):
        return Furniture([], (0, 0, 0, 0))
    big, size = letters.factor, letters.smallest
    km = asked or _round_length(middle * sheet.width / 4)
    label = letters.measure(_label(km), size, 400, False)
    zero = letters.measure("0", size, 400, False) / 2
    before = (ARROW + 1.5) * big if arrow else 0
    width = km / middle + zero + label / 2 + before + 1.6
    here = in_corner(sheet, spec.corner, width, (HIGH if arrow else 6.4) * big, lines)
    left, _, _, bottom = here.bounds
    y = bottom - 2.0
    bar = left + 0.8 + zero + before
    parts = [svg.area(here, land), *_bar(bar, y, km / sheet.km(bar, y), km, size)]
    if arrow:
        parts += _arrow(left + ARROW * big / 2 + 0.4, bottom - 0.8, sheet, big, size)
    return Furniture(parts, here.bounds)


def _fits(km: float | None, km_per_mm: float, sheet: Sheet, problem: Tell) -> bool:
    """Return whether a scale bar of this length can be drawn; say so if not."""
    length = km / km_per_mm if km else 0.0
    fits = SHORTEST <= length <= LONGEST * sheet.width
    if km and not fits:
        message = f"The scale bar of {km:g} km would be {length:.2g} mm long on a map of {sheet.width:.0f} mm."
        hint = f"About {_round_length(km_per_mm * sheet.width / 4):g} km fits; without “scale_bar_km” it is chosen."
        problem(Fault(("scale_bar_km",), message, hint))
    return fits


def in_corner(sheet: Sheet, asked: Corner | None, width: float, height: float, lines: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return a box of this size (mm) in the corner asked for, or where it covers least of the lines."""
    boxes = {name: _box(sheet, share, width, height) for name, share in SHARES.items()}
    if asked:
        return boxes[asked]
    return min(boxes.values(), key=lambda area: sum(g.intersection(area).length for g in lines))


def reserved(sheet: Sheet, corner: Corner | None) -> list[Any]:
    """Return lines that make a corner too dear for anything else, if one is asked for."""
    return [_box(sheet, SHARES[corner], 20, 8).boundary] * 9 if corner else []


def _box(sheet: Sheet, share: Point, width: float, height: float) -> Any:  # noqa: ANN401
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


def _bar(x: float, y: float, length: float, km: float, size: float) -> list[str]:
    half = length / 2
    dark, light = box(x, y - 0.9, x + half, y), box(x + half, y - 0.9, x + length, y)
    edge = svg.stroke(box(x, y - 0.9, x + length, y).exterior, 0.18)
    return [
        svg.area(dark, "#000"),
        svg.area(light, "#fff"),
        edge,
        svg.text("0", x, y - 1.8, size, anchor="middle"),
        svg.text(_label(km), x + length, y - 1.8, size, anchor="middle"),
    ]


def _arrow(x: float, foot: float, sheet: Sheet, big: float, size: float) -> list[str]:
    turn = sheet.bearing(x, foot)
    top, base, half = foot - 4.0 * big, foot, 1.2 * big
    dark = shapely.Polygon([(x, top), (x, base - 0.9 * big), (x - half, base)])
    light = shapely.Polygon([(x, top), (x, base - 0.9 * big), (x + half, base)])
    around = (x, base - 2 * big)
    dark, light = rotate(dark, turn, origin=around), rotate(light, turn, origin=around)
    # The letter stands upright over the tip.
    tip = shapely.get_coordinates(dark)[0]
    letter = svg.text("N", float(tip[0]), float(tip[1]) - 0.5, size, anchor="middle", bold=True)
    return [svg.area(dark, "#000"), svg.stroke(light.exterior, 0.18), letter]


@dataclass(frozen=True, eq=False)
class Graticule:
    """Meridians and parallels, drawn, and the degrees at their ends with the room these take."""

    lines: list[str]
    ticks: list[tuple[str, Box]]


def graticule(sheet: Sheet, step: float | None, letters: Lettering) -> Graticule:
    """Return meridians and parallels every `step` degrees, and their degrees inside the frame."""
    if step is None:
        return Graticule([], [])
    west, south, east, north = sheet.window
    lines, ticks = [], []
    for lon in _multiples(west, east, step):
        # Near a pole all meridians would run into a blot: four of them reach it.
        end = 90.0 if lon % 90 == 0 else 90.0 - min(step, 10)
        line = _within(sheet, [(lon, float(lat)) for lat in np.linspace(max(south, -end), min(north, end), 91)])
        lines.append(line)
        x, y = max(shapely.get_coordinates(line).tolist(), key=lambda at: at[1], default=(0, 0))
        if y > sheet.height - 0.1 and 5 < x < sheet.width - 5:
            ticks.append(_degrees(abs((lon + 180) % 360 - 180), (x, None), sheet, letters))
    for lat in _multiples(south, north, step):
        line = _within(sheet, [(float(lon), lat) for lon in np.linspace(west, east, 181)])
        lines.append(line)
        x, y = min(shapely.get_coordinates(line).tolist(), key=lambda at: at[0], default=(1, 0))
        if x < 0.1 and 8 < y < sheet.height - 8:
            ticks.append(_degrees(abs(lat), (None, y), sheet, letters))
    return Graticule([svg.stroke(shapely.union_all(lines), GRATICULE, "#999")], ticks)


def _degrees(value: float, at: tuple[float | None, float | None], sheet: Sheet, letters: Lettering) -> tuple[str, Box]:
    """Return a number of degrees and its box: at the foot of the map, or at its left edge."""
    words, size = f"{value:g}°", letters.smallest
    half = letters.measure(words, size, 400, False) / 2
    x = at[0] if at[0] is not None else half + 1.2
    y = at[1] + 0.35 * size if at[1] is not None else sheet.height - 1.2
    around = (x - half - 0.3, y - ABOVE * size, x + half + 0.3, y + 0.3)
    return svg.text(words, x, y, size, anchor="middle", halo=0.3), around


def _within(sheet: Sheet, positions: Sequence[Point]) -> Any:  # noqa: ANN401
    return LineString([sheet.point(one) for one in positions]).intersection(sheet.frame)


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
