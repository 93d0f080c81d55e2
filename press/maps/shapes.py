"""Features on paper: cut to the frame, smoothed together, every edge there once.

Areas of one layer are smoothed as a coverage, so that neighbours keep one common edge; an edge that
two areas share is drawn once, for dashes drawn twice fill each other's gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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
    lines: Any
    """Its lines within the frame."""
    pieces: Sequence[Any]
    """Its areas, smoothed and not yet cut."""
    frame: Any
    credits: tuple[str, ...] = ()

    @cached_property
    def areas(self) -> Any:  # noqa: ANN401
        """Its areas within the frame. To join them is slow, and a border needs no areas."""
        return _together(self.pieces).intersection(self.frame)


@dataclass(frozen=True, eq=False)
class Smooth:
    """A layer of the base map on paper."""

    flat: Sequence[tuple[Feature, Any]]
    """Areas."""
    strokes: Sequence[tuple[Feature, Any]]
    """Lines."""


class Plate:
    """A base map on one sheet. A layer is smoothed once, however often it is drawn."""

    def __init__(self, base: Basemap, sheet: Sheet) -> None:
        self.base, self.sheet = base, sheet
        self._smooth: dict[str, Smooth] = {}

    def shape(self, layer: MapLayer) -> Shape:
        """Return a layer as it is to be drawn; its names must be known to the base map."""
        if layer.layer == "sea" and not self.base.select("sea"):
            return self._sea(layer)
        drawn = {id(one) for one in self.base.select(layer.layer, layer.ids, layer.kinds)}
        smooth = self._layer(layer.layer)
        wanted = [id(one) in drawn for one, _ in smooth.flat]
        # A border lies between two features, whether both are drawn or not.
        shared = layer.line == "border"
        edges = _edges([g for _, g in smooth.flat], wanted, shared=shared) if layer.line != "none" else _nothing()
        strokes = [g for one, g in smooth.strokes if id(one) in drawn]
        pieces = [g for (_, g), want in zip(smooth.flat, wanted, strict=True) if want]
        seen = [one for one, _ in [*smooth.flat, *smooth.strokes] if id(one) in drawn]
        lines = shapely.union_all([edges, *strokes]) if strokes else edges
        return self._shape(layer, lines, pieces, seen) if layer.within is None else self._inside(layer, pieces, seen)

    def _inside(self, layer: MapLayer, pieces: Sequence[Any], seen: Sequence[Feature]) -> Shape:
        """Return the part of a layer's areas that lies inside those of another."""
        other = self.shape(MapLayer(layer=layer.within or ""))
        parts = [_without_dust(one.intersection(other.areas)) for one in pieces]
        kept = [part for part in parts if not part.is_empty]
        edges = _edges(kept, [True] * len(kept), shared=False)
        return self._shape(layer, edges, kept, seen)

    def _shape(self, layer: MapLayer, lines: Any, pieces: Sequence[Any], seen: Sequence[Feature]) -> Shape:  # noqa: ANN401
        sheet = self.sheet
        if not sheet.seam.is_empty:
            lines = lines.difference(sheet.seam.buffer(TOLERANCE))
        credits_ = tuple(dict.fromkeys(one.credit for one in seen if one.credit))
        return Shape(layer, _joined(lines.intersection(sheet.frame)), pieces, sheet.frame, credits_)

    def _sea(self, layer: MapLayer) -> Shape:
        """Return what no country covers, for base maps that have no layer of seas."""
        land = self._layer("country").flat
        globe = self.sheet.paper(box(*self.sheet.window).segmentize(2)).intersection(self.sheet.frame.buffer(2))
        water = globe.difference(_together([g for _, g in land]))
        shores = _without_dust(water)
        return self._shape(layer, shores.boundary, [shores], [one for one, _ in land])

    def _layer(self, name: str) -> Smooth:
        if name not in self._smooth:
            placed = [(one, self.sheet.paper(one.geometry)) for one in self.base.select(name)]
            placed = [(one, g) for one, g in placed if not g.is_empty]
            flat = [(one, g) for one, g in placed if shapely.get_dimensions(g) == 2]
            strokes = [(one, shapely.simplify(g, TOLERANCE / 2)) for one, g in placed if shapely.get_dimensions(g) == 1]
            smooth = _smoothed([g for _, g in flat])
            self._smooth[name] = Smooth([(one, g) for (one, _), g in zip(flat, smooth, strict=True)], strokes)
        return self._smooth[name]


def _nothing() -> Any:  # noqa: ANN401  (shapely is untyped)
    return shapely.MultiLineString()


def _together(areas: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return areas of one coverage as one; those that overlap are joined the slow way."""
    if not areas:
        return shapely.MultiPolygon()
    pieces = np.array(areas, dtype=object)
    if shapely.coverage_is_valid(pieces):
        return shapely.coverage_union_all(pieces)
    return shapely.union_all(pieces)


def _smoothed(areas: Sequence[Any]) -> list[Any]:
    if not areas:
        return []
    smooth = shapely.coverage_simplify(np.array(areas, dtype=object), TOLERANCE)
    return [_without_dust(one) for one in smooth]


def _without_dust(area: Any) -> Any:  # noqa: ANN401
    """Return an area without islands and holes that would print as a dot."""
    parts, rings, sizes = _rings(area)
    outer = np.r_[True, parts[1:] != parts[:-1]] if len(parts) else np.zeros(0, dtype=bool)
    large = set(parts[outer & (sizes > DUST)].tolist())
    kept: dict[int, list[Any]] = {}
    for part, ring, size, first in zip(parts.tolist(), rings, sizes.tolist(), outer.tolist(), strict=True):
        if part in large and (first or size > DUST):
            kept.setdefault(part, []).append(ring)
    return shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in kept.values()])


def _rings(area: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
    """Return all rings of an area (the outer one of each part first): the part of each, itself, its size."""
    rings, parts = shapely.get_rings(shapely.get_parts(area), return_index=True)
    return parts, rings, shapely.area(shapely.polygons(rings)) if len(rings) else np.zeros(0)


def _edges(areas: Sequence[Any], wanted: Sequence[bool], *, shared: bool) -> Any:  # noqa: ANN401
    """Return the edges of the wanted areas, each once; if asked, only those that two areas share."""
    segments, marks = [], []
    for geometry, want in zip(areas, wanted, strict=True):
        _, rings, sizes = _rings(geometry)
        for ring in rings[sizes >= SPECK] if shared else rings:
            points = np.round(shapely.get_coordinates(ring), 4)
            ends = np.stack((points[:-1], points[1:]), axis=1)
            swap = (ends[:, 0, 0] > ends[:, 1, 0]) | (
                (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
            )
            ends[swap] = ends[swap][:, ::-1]
            segments.append(ends.reshape(-1, 4))
            marks.append(np.full(len(ends), want))
    if not segments:
        return _nothing()
    rows, first, counts = np.unique(np.concatenate(segments), axis=0, return_inverse=True, return_counts=True)
    mine = np.zeros(len(rows), dtype=bool)
    np.logical_or.at(mine, first.ravel(), np.concatenate(marks))
    kept = rows[mine & (counts > 1)] if shared else rows[mine]
    return _joined(shapely.multilinestrings(kept.reshape(-1, 2, 2)))


def _joined(lines: Any) -> Any:  # noqa: ANN401
    """Return lines as few long ones, so that dashes run on."""
    parts = shapely.get_parts(lines)
    parts = parts[(shapely.length(parts) > 0) & (shapely.get_dimensions(parts) == 1)]
    return shapely.line_merge(shapely.multilinestrings(parts)) if len(parts) else _nothing()
