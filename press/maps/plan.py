"""What of an author's map can be drawn: layers, places and names, and a sentence for what cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from press.maps.basemap import Basemap
from press.maps.labels import RADIUS, Measure, Name, disc_name, free_name, place_name
from press.maps.placing import Box, Ground
from press.maps.shapes import Shape, shape
from press.maps.sheet import Point, Sheet
from press.maps.styles import LINES
from press.model.content import Place
from press.model.maps import MapLabel, MapLayer, MapSpec
from press.problems import nearest

Tell = Callable[[str], None]

MARGIN = 0.7
"""Between names and the frame, in mm."""


def drawable(layer: MapLayer, base: Basemap, problem: Tell) -> bool:
    """Return whether the base map has what a layer asks for; say what it lacks, and what needs a date."""
    known = base.select(layer.layer)
    if not known:
        if layer.layer == "sea" and base.select("country"):
            return True
        problem(f"The base map “{base.name}” has no layer “{layer.layer}”. {nearest(layer.layer, base.layers)}".strip())
        return False
    for word, asked, there in (
        ("feature", layer.ids, sorted({one.id for one in known})),
        ("kind", layer.kinds, sorted({one.kind for one in known})),
    ):
        for name in asked:
            if name not in there:
                problem(f"The layer “{layer.layer}” has no {word} “{name}”. {nearest(name, there)}".strip())
    chosen = base.select(layer.layer, layer.ids, layer.kinds)
    if any(one.dated for one in chosen) and not layer.dated:
        problem(f"The layer “{layer.layer}” was right for a time only, so it needs “dated” and “key”.")
        return False
    return bool(chosen)


def positions(spec: MapSpec, places: Mapping[str, Place], sheet: Sheet, problem: Tell) -> dict[str, Point]:
    """Return where on the paper each place of the map is; leave out what is unknown or outside."""
    found = {}
    for key in spec.places:
        if key not in places:
            problem(f"There is no place “{key}”. {nearest(key, places)}".strip())
            continue
        at = sheet.point(places[key].at)
        room = RADIUS[places[key].kind] + MARGIN
        if room <= at[0] <= sheet.width - room and room <= at[1] <= sheet.height - room:
            found[key] = at
        else:
            problem(f"The place “{key}” lies outside the map.")
    return found


def names(
    spec: MapSpec,
    places: Mapping[str, Place],
    spots: Mapping[str, Point],
    worksheet: Sequence[str],
    sheet: Sheet,
    base: Basemap,
    measure: Measure,
    problem: Tell,
) -> list[Name]:
    """Return all names of the map: with a worksheet, its discs and what gives none of its names away."""
    secret = [name for key in worksheet for name in places[key].names]
    found = []
    for key, at in spots.items():
        place, asked = places[key], spec.places[key]
        if key in worksheet:
            found.append(disc_name(key, worksheet.index(key) + 1, place, at))
        elif not any(_gives_away(name, secret) for name in place.names):
            label_at = sheet.point(asked.label_at) if asked.label_at else None
            found.append(place_name(key, place, asked, at, label_at, measure))
    free = [label for label in spec.labels if not _gives_away(label.text, secret)]
    return found + list(_free(free, sheet, base, measure, problem))


def _free(asked: Sequence[MapLabel], sheet: Sheet, base: Basemap, measure: Measure, problem: Tell) -> Iterator[Name]:
    """Yield the labels that belong to no place."""
    for number, label in enumerate(asked):
        at = sheet.point(label.at) if label.at else None
        inside = None if label.inside is None else _area(label.inside, sheet, base)
        if at is None and (inside is None or inside.is_empty):
            problem(f"The label “{_on_one_line(label)}” has no area “{label.inside}” on this map to stand in.")
            continue
        leader = sheet.point(label.leader) if label.leader else None
        yield free_name(f"label/{number}", label, at, leader, inside, measure)


def _area(name: str, sheet: Sheet, base: Basemap) -> Any:  # noqa: ANN401  (shapely is untyped)
    """Return the area on paper of `<layer>/<id>`, or None if there is no such area."""
    layer, _, feature = name.partition("/")
    if not base.select(layer, [feature]):
        return None
    return shape(MapLayer(layer=layer, ids=(feature,)), base, sheet).areas


def _on_one_line(label: MapLabel) -> str:
    return " ".join(label.text.split())


def _gives_away(text: str, secret: Sequence[str]) -> bool:
    """Return whether one of the names stands in a text, as a word of its own."""
    words = " ".join(text.split()).casefold()
    return any(re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) for name in secret)


def ground(
    spots: Mapping[str, Point], places: Mapping[str, Place], shapes: Sequence[Shape], corner: Box, sheet: Sheet
) -> Ground:
    """Return what is on the map before its names are."""
    symbols = [("corner", corner)]
    for key, (x, y) in spots.items():
        radius = RADIUS[places[key].kind]
        symbols += [(key, (x - radius, y - radius, x + radius, y + radius))] if radius else []
    lines = [(one.lines, LINES[one.layer.line].heavy) for one in shapes if one.layer.line != "none"]
    return Ground((MARGIN, MARGIN, sheet.width - MARGIN, sheet.height - MARGIN), symbols, lines)
