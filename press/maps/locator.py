"""The small map in a corner that shows where the map lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, box

from press.maps import svg
from press.maps.basemap import Basemap
from press.maps.fault import Fault, Tell
from press.maps.furniture import Furniture, in_corner
from press.maps.shapes import Plate
from press.maps.sheet import Sheet, fitted
from press.maps.styles import Palette
from press.model.maps import Locator, MapLayer

SHARE = 0.22
"""Of the width of the map."""
SPECK = 0.35
"""Islands smaller than this, in square mm, are left out."""
COARSE = 0.12
"""Detail that is smoothed away, in mm."""
SMALLEST = 2.2
"""Width of the frame that marks the map, in mm: a smaller one would be a blot."""


def locator(
    asked: Locator,
    sheet: Sheet,
    world: Basemap,
    lines: Sequence[Any],
    palette: Palette,
    problem: Tell,
) -> Furniture:
    """Return the small map with the outline of the map in it, in the corner asked for or where it covers least."""
    small = fitted(asked.extent, "auto", sheet.width * SHARE)
    here = in_corner(sheet, asked.corner, small.width, small.height, lines)
    left, top, _, _ = here.bounds
    land = _land(world, small)
    mark = _outline(sheet, small)
    if not small.frame.contains(mark):
        message = "The small map in the corner does not hold all of the map."
        problem(Fault(("locator", "extent"), message, "Give it a larger “extent”."))
        mark = mark.intersection(small.frame)
    grey = palette.grey
    parts = [
        svg.area(here, palette.water),
        svg.area(translate(land, left, top), grey),
        svg.stroke(translate(mark.boundary, left, top), 0.9, "#fff"),
        svg.stroke(translate(mark.boundary, left, top), 0.45),
        svg.stroke(here.exterior, 0.25),
    ]
    return Furniture(parts, here.bounds)


def _land(world: Basemap, small: Sheet) -> Any:  # noqa: ANN401  (shapely is untyped)
    """Return all land of the small map, coarse."""
    land = shapely.simplify(Plate(world.coarse, small).shape(MapLayer(layer="country")).areas, COARSE)
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(land).tolist() if part.area > SPECK]
    return shapely.union_all(parts) if parts else MultiPolygon()


def _outline(sheet: Sheet, small: Sheet) -> Any:  # noqa: ANN401
    """Return the frame of the map as it lies on the small one; if it is tiny, a square about its middle."""
    edge = shapely.get_coordinates(LineString(sheet.frame.exterior).segmentize(sheet.width / 20))
    around = shapely.Polygon([small.point(sheet.position(x, y)) for x, y in edge.tolist()])
    west, north, east, south = around.bounds
    if max(east - west, south - north) >= SMALLEST and around.is_valid:
        return around
    x, y = np.array([(west + east) / 2, (north + south) / 2]).tolist()
    return box(x - SMALLEST / 2, y - SMALLEST / 2, x + SMALLEST / 2, y + SMALLEST / 2)
