"""Areas and lines that a pack brings itself, from the map's own file or from a GeoJSON file beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from press.maps.basemap import Basemap, Feature, is_dated
from press.maps.fault import Fault, Tell
from press.maps.sheet import GEOD
from press.model.maps import OwnArea

Read = Callable[[str], bytes]
"""Returns a file of the pack; an OSError when there is none."""

LARGEST = 5_000_000
"""Bytes of a GeoJSON file: more detail than a page can show."""
STEP = 50_000
"""Metres between the points that are put into a line to bend it over the Earth."""


def with_areas(base: Basemap, areas: Mapping[str, OwnArea], read: Read, problem: Tell) -> Basemap:
    """Return a base map with the map's own areas as further layers; what is wrong with one is told, and it is left out.

    Raises nothing: a file that is missing or broken is a fault too.
    """
    found: list[Feature] = []
    for name, area in areas.items():
        if base.select(name):
            problem(Fault(("areas", name), f"The base map has a layer “{name}” already.", "Name the area otherwise."))
            continue
        try:
            found += _features(name, area, read)
        except ValueError as error:
            problem(Fault(("areas", name), f"The area “{name}” {error}.", "Mend it, or leave the area out."))
    return replace(base, features=(*base.features, *found))


def _features(name: str, area: OwnArea, read: Read) -> Iterator[Feature]:
    """Yield the features of an area; a ValueError says what is wrong with it."""
    credit = area.credit or ""
    if area.polygon:
        yield Feature(name, name, "", False, _sound(shapely.Polygon(area.polygon)), credit)
    elif area.path:
        yield Feature(name, name, "", False, _sound(_bent(area.path)), credit)
    elif area.file:
        for number, (told, geometry) in enumerate(_read(area.file, read), start=1):
            key, kind = str(told.get("id", number)), str(told.get("kind", ""))
            yield Feature(name, key, kind, is_dated(told), _sound(geometry), credit)


def _read(file: str, read: Read) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Yield properties and geometry of each feature of a GeoJSON file (RFC 7946)."""
    try:
        data = read(file)
    except OSError:
        raise ValueError(f"asks for the file “{file}”, which is not in the pack's folder") from None
    if len(data) > LARGEST:
        raise ValueError(f"asks for the file “{file}”, which has over {LARGEST // 1_000_000} MB")
    try:
        told = json.loads(data)
        features = told["features"] if told["type"] == "FeatureCollection" else [told]
        for one in features:
            yield one.get("properties") or {}, shapely.from_geojson(json.dumps(one["geometry"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, shapely.errors.GEOSException):
        raise ValueError(f"asks for the file “{file}”, which is no GeoJSON with features") from None


def _sound(geometry: Any) -> Any:  # noqa: ANN401  (shapely is untyped)
    """Return a geometry that can be drawn; a ValueError says why another cannot."""
    if geometry is None or geometry.is_empty or shapely.get_dimensions(geometry) < 1:
        raise ValueError("is neither an area nor a line")
    if geometry.geom_type == "GeometryCollection":
        raise ValueError("is a mixture of geometries")
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 360 and -90 <= south <= north <= 90):
        raise ValueError(f"lies off the globe, between {west:g} and {east:g}° E, {south:g} and {north:g}° N")
    if not geometry.is_valid:
        raise ValueError(_why(shapely.is_valid_reason(geometry)))
    if shapely.get_dimensions(geometry) == 1:
        return shapely.force_2d(geometry)
    return shapely.segmentize(shapely.force_2d(geometry), 1.0)


def _why(reason: str) -> str:
    """Return what GEOS found as the end of a sentence."""
    where = re.search(r"\[(\S+) (\S+)", reason)
    spot = f" near {float(where[1]):g}, {float(where[2].rstrip(']')):g}" if where else ""
    return (
        f"crosses or touches itself{spot}" if "elf" in reason else f"is no area{spot}: {reason.split('[')[0].lower()}"
    )


def _bent(points: Sequence[tuple[float, float]]) -> Any:  # noqa: ANN401
    """Return the shortest way over the Earth through some points (geodesic on WGS 84)."""
    bent = [points[0]]
    for one, other in pairwise(points):
        steps = int(GEOD.inv(*one, *other)[2] // STEP)
        bent += [*(GEOD.npts(*one, *other, steps) if steps else []), other]
    lon, lat = np.array(bent).T
    return shapely.LineString(np.column_stack((np.unwrap(lon, period=360), lat)))
