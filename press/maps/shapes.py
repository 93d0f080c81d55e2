"""Features on paper: cut to the frame, smoothed together, every edge there once.

Areas of one layer are smoothed as a coverage, so that neighbours keep one common edge; an edge that
two areas share is drawn once, for dashes drawn twice fill each other's gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import box

from press.maps.basemap import Basemap, Feature
from press.maps.sheet import Sheet
from press.model.maps import MapLayer

TOLERANCE = 0.1
"""Detail that is smoothed away, in mm on paper."""

SPECK = 0.8
"""Exclaves smaller than this, in square mm, get no border around them: it would print as a blot."""

DUST = 0.05
"""Islands, lakes and holes smaller than this, in square mm, are left out."""


@dataclass(frozen=True, eq=False)
class Shape:
    """One layer of a map, in mm."""

    layer: MapLayer
    areas: Any
    """Its areas within the frame."""
    lines: Any
    """Its lines within the frame."""


def shape(layer: MapLayer, base: Basemap, sheet: Sheet) -> Shape:
    """Return a layer as it is to be drawn; its names must be known to the base map."""
    chosen = base.select(layer.layer, layer.ids, layer.kinds)
    # A border lies between two features, whether both are drawn or not.
    among = base.select(layer.layer) if layer.line == "border" else chosen
    if layer.layer == "sea" and not among:
        among = chosen = [sea(base, sheet)]
    drawn = {one.id for one in chosen}
    placed = [(one.id in drawn, sheet.paper(one.geometry)) for one in among]
    placed = [(wanted, geometry) for wanted, geometry in placed if not geometry.is_empty]
    flat = [(wanted, geometry) for wanted, geometry in placed if shapely.get_dimensions(geometry) == 2]
    smooth = _smoothed([geometry for _, geometry in flat])
    wanted = [want for want, _ in flat]
    areas = shapely.union_all([g for want, g in zip(wanted, smooth, strict=True) if want] or [shapely.Polygon()])
    edges = _edges(smooth, wanted, shared=layer.line == "border")
    strokes = [shapely.simplify(g, TOLERANCE / 2) for want, g in placed if want and shapely.get_dimensions(g) == 1]
    lines = shapely.union_all([edges, *strokes]).difference(sheet.seam.buffer(TOLERANCE))
    return Shape(layer, areas.intersection(sheet.frame), _joined(lines.intersection(sheet.frame)))


def sea(base: Basemap, sheet: Sheet) -> Feature:
    """Return what no country covers, for base maps that have no layer of seas."""
    west, south, east, north = sheet.window
    shown = box(west, south, east, north)
    land = [one.geometry for one in base.select("country")]
    around = [shapely.transform(g, lambda c, s=shift: c + np.array([s, 0])) for shift in (-360, 0, 360) for g in land]
    near = [g for g in around if g.intersects(shown)]
    water = shown.segmentize((east - west) / 90).difference(shapely.union_all(near))
    return Feature("sea", "sea", "sea", False, water)


def _smoothed(areas: Sequence[Any]) -> list[Any]:
    if not areas:
        return []
    smooth = shapely.coverage_simplify(np.array(areas, dtype=object), TOLERANCE)
    return [_without_dust(one) for one in smooth]


def _without_dust(area: Any) -> Any:  # noqa: ANN401
    """Return an area without islands and holes that would print as a dot."""
    rings = [shapely.get_rings(part).tolist() for part in shapely.get_parts(area).tolist()]
    sizes = [[shapely.Polygon(ring).area for ring in part] for part in rings]
    kept = [
        shapely.Polygon(part[0], [hole for hole, big in zip(part[1:], size[1:], strict=True) if big > DUST])
        for part, size in zip(rings, sizes, strict=True)
        if size[0] > DUST
    ]
    return shapely.MultiPolygon(kept)


def _edges(areas: Sequence[Any], wanted: Sequence[bool], *, shared: bool) -> Any:  # noqa: ANN401
    """Return the edges of the wanted areas, each once; if asked, only those that two areas share."""
    segments, marks = [], []
    for geometry, want in zip(areas, wanted, strict=True):
        for ring in shapely.get_rings(shapely.get_parts(geometry)).tolist():
            if shared and shapely.Polygon(ring).area < SPECK:
                continue
            points = np.round(shapely.get_coordinates(ring), 4)
            ends = np.stack((points[:-1], points[1:]), axis=1)
            swap = (ends[:, 0, 0] > ends[:, 1, 0]) | (
                (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
            )
            ends[swap] = ends[swap][:, ::-1]
            segments.append(ends.reshape(-1, 4))
            marks.append(np.full(len(ends), want))
    if not segments:
        return shapely.MultiLineString()
    rows, first, counts = np.unique(np.concatenate(segments), axis=0, return_inverse=True, return_counts=True)
    mine = np.zeros(len(rows), dtype=bool)
    np.logical_or.at(mine, first.ravel(), np.concatenate(marks))
    kept = rows[mine & (counts > 1)] if shared else rows[mine]
    return _joined(shapely.multilinestrings(kept.reshape(-1, 2, 2)))


def _joined(lines: Any) -> Any:  # noqa: ANN401
    """Return lines as few long ones, so that dashes run on."""
    parts = [one for one in shapely.get_parts(lines).tolist() if one.length > 0 and shapely.get_dimensions(one) == 1]
    return shapely.line_merge(shapely.MultiLineString(parts)) if parts else shapely.MultiLineString()
