"""From the globe to the paper: the projection fitted to an extent, and the frame of the map.

Formulas: J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987); the
standard parallels stand a sixth of the height from the edges, as he advises on page 99.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry import box

Point = tuple[float, float]
Extent = tuple[float, float, float, float]

GEOD = pyproj.Geod(ellps="WGS84")
CONIC_FROM = 12
"""Degrees from the equator (and from a pole) within which a cone is no good fit."""
HALF = 179.99
"""Half the way around the Earth, and a little less: where the two ends meet, either could be meant."""
POLAR = 60
WIDEST = 110
"""Degrees of longitude, beyond which only a cylinder shows all of it."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A frame on paper, in mm from its upper left corner, and the way from and to the globe."""

    projection: Any
    middle: float
    """The meridian in the middle, in degrees."""
    width: float
    height: float
    west: float
    """Easting of the left edge, in m on the plane."""
    north: float
    """Northing of the upper edge."""
    scale: float
    """Millimetres of paper per metre on the plane."""
    window: Extent
    """Degrees within which all lies that the frame can show, with a margin."""

    @property
    def frame(self) -> Any:  # noqa: ANN401
        """The frame as a polygon."""
        return box(0, 0, self.width, self.height)

    def point(self, position: Point) -> Point:
        """Return where a longitude and latitude lies on the paper."""
        lon = (position[0] - self.middle + 180) % 360 - 180 + self.middle
        x, y = self.projection(lon, position[1])
        return (x - self.west) * self.scale, (self.north - y) * self.scale

    def position(self, x: float, y: float) -> Point:
        """Return the longitude and latitude of a point on the paper."""
        lon, lat = self.projection(x / self.scale + self.west, self.north - y / self.scale, inverse=True)
        return lon, lat

    def paper(self, geometry: Any) -> Any:  # noqa: ANN401
        """Return a geometry in degrees as one in mm, cut to the window and not to the frame."""
        parts = [part for part in self._copies(geometry) if not part.is_empty]
        if not parts:
            return shapely.MultiPolygon()
        whole = parts[0] if len(parts) == 1 else shapely.union_all(parts)
        placed = shapely.transform(whole, self._placed)
        valid = placed if placed.is_valid else shapely.make_valid(placed)
        return _only(valid, shapely.get_dimensions(geometry))

    @property
    def seam(self) -> Any:  # noqa: ANN401
        """Where a map of the whole Earth is cut open, in mm; nothing on other maps."""
        west, south, east, north = self.window
        if east - west < 2 * HALF:
            return shapely.MultiLineString()
        lines = [[(lon, south + (north - south) * step / 90) for step in range(91)] for lon in (west, east)]
        return shapely.transform(shapely.multilinestrings(lines), self._placed)

    def km(self, x: float, y: float) -> float:
        """Return the kilometres of one millimetre across, at a point of the paper."""
        a, b = self.position(x - 0.5, y), self.position(x + 0.5, y)
        return float(GEOD.inv(*a, *b)[2]) / 1000

    def bearing(self, x: float, y: float) -> float:
        """Return the degrees by which north is turned clockwise from the top, at a point of the paper."""
        lon, lat = self.position(x, y)
        there = self.point((lon, min(lat + 0.01, 90.0)))
        return math.degrees(math.atan2(there[0] - x, y - there[1]))

    def _copies(self, geometry: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield what the window shows of a geometry, going once around the Earth both ways."""
        west, south, east, north = geometry.bounds
        for shift in (-360, 0, 360):
            if west + shift < self.window[2] and east + shift > self.window[0]:
                if south >= self.window[3] or north <= self.window[1]:
                    continue
                moved = shapely.transform(geometry, lambda c, s=shift: c + np.array([s, 0])) if shift else geometry
                yield moved.intersection(box(*self.window))

    def _placed(self, coordinates: Any) -> Any:  # noqa: ANN401
        x, y = self.projection(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack(((x - self.west) * self.scale, (self.north - y) * self.scale))


def fitted(extent: Extent, projection: str, width: float) -> Sheet:
    """Return the sheet of this width (mm) whose frame holds all of the extent (degrees)."""
    west, south, east, north = extent
    middle = (west + east) / 2
    proj = pyproj.Proj(_definition(extent, projection))
    edge = shapely.get_coordinates(box(*extent).exterior.segmentize(max((east - west), (north - south)) / 90))
    x, y = proj(edge[:, 0], edge[:, 1])
    scale = width / (x.max() - x.min())
    height = (y.max() - y.min()) * scale
    window = _window(proj, extent, (x.min(), y.min(), x.max(), y.max()))
    return Sheet(proj, middle, width, float(height), float(x.min()), float(y.max()), float(scale), window)


def _only(geometry: Any, dimensions: int) -> Any:  # noqa: ANN401
    """Return the areas, or the lines, of a geometry: cutting can leave both, and points."""
    if geometry.geom_type != "GeometryCollection":
        return geometry
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == dimensions])


def _definition(extent: Extent, projection: str) -> str:
    """Return the definition of a projection for PROJ."""
    west, south, east, north = extent
    lon, lat = (west + east) / 2, (south + north) / 2
    if projection == "auto":
        far = max(abs(south), abs(north))
        conic = abs(lat) > CONIC_FROM and south * north >= 0 and far < 90 - CONIC_FROM
        wide = east - west > WIDEST and abs(lat) < POLAR
        projection = "eqc" if wide else "lcc" if conic and east - west <= WIDEST else "laea"
    if projection == "laea" and east - west > 180 and abs(lat) >= POLAR:
        lat = math.copysign(90, lat)
    sixth = (north - south) / 6
    fit = {
        "lcc": f"+lat_1={south + sixth} +lat_2={north - sixth} +lat_0={lat}",
        "laea": f"+lat_0={lat}",
        "eqc": f"+lat_ts={lat}",
    }[projection]
    return f"+proj={projection} {fit} +lon_0={lon} +ellps=WGS84 +over"


def _window(proj: Any, extent: Extent, plane: Extent) -> Extent:  # noqa: ANN401
    """Return the degrees that a rectangle of the plane shows, with a quarter more on each side.

    Where the rectangle holds a pole, that is the whole way around the Earth.
    """
    middle = (extent[0] + extent[2]) / 2
    xs, ys = np.meshgrid(np.linspace(plane[0], plane[2], 33), np.linspace(plane[1], plane[3], 33))
    lon, lat = proj(xs.ravel(), ys.ravel(), inverse=True)
    seen = np.isfinite(lon) & np.isfinite(lat)
    lon, lat = (lon[seen] - middle + 180) % 360 - 180 + middle, lat[seen]
    west, east = min(lon.min(), extent[0]), max(lon.max(), extent[2])
    south, north = min(lat.min(), extent[1]), max(lat.max(), extent[3])
    wide, high = (east - west) / 4, (north - south) / 4
    if east - west + 2 * wide > 350:
        west, east, wide = middle - HALF, middle + HALF, 0
    return float(west - wide), float(max(south - high, -90)), float(east + wide), float(min(north + high, 90))
