"""What of an author's map can be drawn: layers, places and names, and a sentence for what cannot."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from press.maps.basemap import Basemap
from press.maps.fault import Fault, Tell
from press.maps.labels import RADIUS, Lettering, Name, disc_name, free_name, place_name
from press.maps.placing import Box, Ground, Spot
from press.maps.shapes import Plate, Shape
from press.maps.sheet import GEOD, Extent, Point, Sheet
from press.maps.styles import LINES
from press.model.content import Place
from press.model.maps import MapLabel, MapLayer, MapSpec
from press.problems import nearest

MARGIN = 0.7
"""Between names and the frame, in mm."""
DEGREE = 111_000.0
"""Metres of a degree of latitude."""
RIM = 0.06
"""Of the size of what a map goes around: at least so much is around it."""
FLATTEST, TALLEST = 0.2, 1.4
"""Heights of a map, in widths, that stand on a page with a legend and a note."""
CROSSED = 1.0
"""A name that its author put across a line hides more of it than this, in mm."""
LIMITS = ("border", "district", "historic", "coast")
"""Lines on whose other side a name would name something else."""
HEAVY = 2.0
"""Lines that a name must not hide."""


def extent(spec: MapSpec, places: Mapping[str, Place], problem: Tell) -> Extent | None:
    """Return what the map shows; None, with the problem told, if it goes around unknown places only."""
    if spec.extent:
        return spec.extent
    asked = [(index, key) for index, key in enumerate(spec.around or ())]
    for index, key in asked:
        if key not in places:
            problem(Fault(("around", index), f"There is no place “{key}”.", nearest(key, places)))
    known = [places[key].at for _, key in asked if key in places]
    return _around(known, spec.margin * 1000) if known else None


def _around(positions: Sequence[Point], margin: float) -> Extent:
    """Return an extent that has so many metres around each position, and room for symbols; it may cross 180°."""
    turns = sorted(lon % 360 for lon, _ in positions)
    gaps = [after - before for before, after in zip(turns, [*turns[1:], turns[0] + 360], strict=True)]
    first = turns[(int(np.argmax(gaps)) + 1) % len(turns)]
    span = [first + (lon - first) % 360 for lon, _ in positions]
    lats = [lat for _, lat in positions]
    size = max(max(lats) - min(lats), (max(span) - min(span)) * math.cos(math.radians(sum(lats) / len(lats))))
    margin = max(margin, RIM * size * DEGREE)
    high = margin / DEGREE
    south, north = max(min(lats) - high, -90.0), min(max(lats) + high, 90.0)
    # At the parallel farthest from the equator a degree is shortest.
    far = min(max(abs(south), abs(north)), 89.0)
    wide = GEOD.fwd(0, far, 90, min(margin, 2_000_000))[0]
    west, east = min(span) - wide, max(span) + wide
    flat = math.cos(math.radians((south + north) / 2))
    # Places on one meridian would give a strip: the map is at least as wide as it is high.
    more = max((north - south) - (east - west) * flat, 0) / flat / 2
    west, east = west - more, east + more
    if east - west >= 360:
        west, east = -180.0, 180.0
    turn = 360 if west >= 180 else 0
    return west - turn, south, east - turn, north


def page_sized(spec: MapSpec, sheet: Sheet, problem: Tell) -> None:
    """Say so if a map is so high or so flat that no page holds it."""
    share = sheet.height / sheet.width
    if not FLATTEST <= share <= TALLEST:
        at, word = ("extent",) if spec.extent else ("around",), "higher" if share > 1 else "flatter"
        message = f"The map would be {sheet.height:.0f} mm high and {sheet.width:.0f} mm wide."
        between = f"between {FLATTEST:g} and {TALLEST:g} times the width"
        problem(Fault(at, message, f"A page does not hold a {word} one: choose an extent with a height {between}."))


def drawable(layer: MapLayer, at: tuple[str | int, ...], base: Basemap, problem: Tell) -> bool:
    """Return whether the base map has what a layer asks for; say what it lacks, and what needs a date."""
    known = base.select(layer.layer)
    if not known:
        if layer.layer == "sea" and base.select("country"):
            return True
        message = f"The base map “{base.name}” has no layer “{layer.layer}”."
        hint = nearest(layer.layer, base.layers) or f"Its layers are: {', '.join(base.layers)}."
        problem(Fault((*at, "layer"), message, hint))
        return False
    if layer.within is not None and not base.select(layer.within):
        message = f"The base map “{base.name}” has no layer “{layer.within}”."
        problem(Fault((*at, "within"), message, nearest(layer.within, base.layers)))
        return False
    for keys, word, asked, there in (
        ("ids", "feature", layer.ids, sorted({one.id for one in known})),
        ("kinds", "kind", layer.kinds, sorted({one.kind for one in known})),
    ):
        for number, name in enumerate(asked):
            if name not in there:
                message = f"The layer “{layer.layer}” has no {word} “{name}”."
                problem(Fault((*at, keys, number), message, nearest(name, there)))
    chosen = base.select(layer.layer, layer.ids, layer.kinds)
    if any(one.dated for one in chosen) and not layer.dated:
        message = f"The layer “{layer.layer}” was right for a time only."
        problem(Fault(at, message, "It needs “dated”, the time, and “key”, for the legend prints it."))
        return False
    return bool(chosen)


def positions(spec: MapSpec, places: Mapping[str, Place], sheet: Sheet, problem: Tell) -> dict[str, Point]:
    """Return where on the paper each place of the map is; leave out what is unknown or outside."""
    found = {}
    for key in spec.places:
        if key not in places:
            problem(Fault(("places", key), f"There is no place “{key}”.", nearest(key, places)))
            continue
        at = sheet.point(places[key].at)
        room = RADIUS[places[key].kind] + MARGIN
        if room <= at[0] <= sheet.width - room and room <= at[1] <= sheet.height - room:
            found[key] = at
        else:
            hint = "Widen “extent”, or take the place off the map."
            problem(Fault(("places", key), f"The place “{key}” lies outside the map.", hint))
    return found


def asked_for(worksheet: Sequence[str], spots: Mapping[str, Point], problem: Tell) -> list[str]:
    """Return the places whose names pupils write, as far as they are on the map."""
    for key in worksheet:
        if key not in spots:
            message = f"The place “{key}” is not on this map, and cannot be asked for."
            problem(Fault(("places",), message, "Put it on the map, or ask for another."))
    return [key for key in worksheet if key in spots]


def names(
    spec: MapSpec,
    places: Mapping[str, Place],
    spots: Mapping[str, Point],
    worksheet: Sequence[str],
    plate: Plate,
    letters: Lettering,
    problem: Tell,
) -> list[Name]:
    """Return all straight names of the map: with a worksheet, its discs and what gives none of its names away."""
    secret = secrets(worksheet, places)
    found = []
    for key, at in spots.items():
        place, asked = places[key], spec.places[key]
        if key in worksheet:
            found.append(disc_name(key, worksheet.index(key) + 1, place, at, letters))
        elif not any(gives_away(name, secret) for name in place.names):
            label_at = plate.sheet.point(asked.label_at) if asked.label_at else None
            found.append(place_name(key, place, asked, at, label_at, letters))
    return found + list(_free(spec.labels, secret, plate, letters, problem))


def _free(
    labels: Sequence[MapLabel], secret: Sequence[str], plate: Plate, letters: Lettering, problem: Tell
) -> Iterator[Name]:
    """Yield the straight labels that belong to no place."""
    for number, label in enumerate(labels):
        if label.along or gives_away(label.text, secret):
            continue
        at = plate.sheet.point(label.at) if label.at else None
        inside = None if label.inside is None else _feature(label.inside, plate)
        if at is None and (inside is None or inside.areas.is_empty):
            message = f"The label “{on_one_line(label)}” has no area “{label.inside}” on this map to stand in."
            problem(Fault(("labels", number, "inside"), message, "Write <layer>/<id> of an area, or give “at”."))
            continue
        leader = plate.sheet.point(label.leader) if label.leader else None
        name = free_name(f"label/{number}", label, at, leader, inside and inside.areas, letters)
        yield replace(name, at=("labels", number))


def at_home(name: Name, shapes: Sequence[Shape]) -> Name:
    """Return a name without the spots to which it could roam only across a border, a coast or a limit."""
    limits = [one.lines for one in shapes if one.layer.line in LIMITS]
    free = name.at[0] == "labels" and name.pinned and not name.spots[0].leader
    if not free or not limits:
        return name
    middles = np.array([(spot.box[:2], spot.box[2:]) for spot in name.spots]).mean(axis=1)
    ways = shapely.linestrings(np.stack((np.broadcast_to(middles[0], middles.shape), middles), axis=1))
    stays = ~shapely.intersects(ways, shapely.union_all(limits))
    stays[0] = True
    return replace(name, spots=tuple(spot for spot, stay in zip(name.spots, stays, strict=True) if stay))


def curve(label: MapLabel, plate: Plate) -> Any:  # noqa: ANN401  (shapely is untyped)
    """Return the line in mm along which a label is bent, or None if the map has none."""
    if label.along is None:
        return None
    if not isinstance(label.along, str):
        return shapely.LineString([plate.sheet.point(at) for at in label.along])
    found = _feature(label.along, plate)
    parts = [] if found is None else shapely.get_parts(found.lines).tolist()
    return max(parts, key=lambda part: part.length, default=None)


def _feature(name: str, plate: Plate) -> Shape | None:
    """Return the feature `<layer>/<id>` on paper, or None if there is no such feature."""
    layer, _, feature = name.partition("/")
    if not plate.base.select(layer, [feature]):
        return None
    return plate.shape(MapLayer(layer=layer, ids=(feature,), line="river"))


def on_one_line(label: MapLabel) -> str:
    """Return the text of a label without its line breaks."""
    return " ".join(label.text.split())


def secrets(worksheet: Sequence[str], places: Mapping[str, Place]) -> list[str]:
    """Return every name that pupils are to find."""
    return [name for key in worksheet for name in places[key].names]


def gives_away(text: str, secret: Sequence[str]) -> bool:
    """Return whether one of the names stands in a text, as a word of its own."""
    words = " ".join(text.split()).casefold()
    return any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) for name in secret)


def ground(
    spots: Mapping[str, Point],
    places: Mapping[str, Place],
    shapes: Sequence[Shape],
    furniture: Sequence[Box],
    sheet: Sheet,
) -> Ground:
    """Return what is on the map before its names are."""
    symbols = [("furniture", one) for one in furniture]
    for key, (x, y) in spots.items():
        radius = RADIUS[places[key].kind]
        symbols += [(key, (x - radius, y - radius, x + radius, y + radius))] if radius else []
    lines = [(one.lines, LINES[one.layer.line].heavy) for one in shapes if one.layer.line != "none"]
    return Ground((MARGIN, MARGIN, sheet.width - MARGIN, sheet.height - MARGIN), symbols, lines)


def hidden(spot: Spot, shapes: Sequence[Shape]) -> str:
    """Return what the heavy line is called that a name hides, or an empty text."""
    words = shapely.box(*spot.box)
    for one in shapes:
        heavy = one.layer.line != "none" and LINES[one.layer.line].heavy >= HEAVY
        if heavy and shapely.length(shapely.intersection(one.lines, words)) > CROSSED:
            return one.layer.key or one.layer.layer
    return ""
