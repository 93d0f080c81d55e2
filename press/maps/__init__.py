"""Maps: places and an extent in, SVG out, for any part of the Earth.

`draw` is a pure function of the author's map, the pack's places and the base map. What an author
got wrong is told, all of it, and the rest is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import shapely
from shapely.geometry import box

from press.maps import furniture, labels, placing, plan, styles, svg
from press.maps import key as legend
from press.maps.basemap import Basemap
from press.maps.key import KeyEntry
from press.maps.labels import Measure, Name
from press.maps.shapes import Shape, shape
from press.maps.sheet import Point, fitted
from press.model.content import Place, Told
from press.model.maps import MapSpec

__all__ = ["Basemap", "Drawing", "KeyEntry", "LabelBox", "Measure", "draw"]

FRAME = 0.35
"""Width of the frame's line, in mm."""


class LabelBox(NamedTuple):
    """A name on the map and the box of its letters, in mm from the upper left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Drawing:
    """A map, ready to be printed."""

    svg: str
    width: float
    """In mm."""
    height: float
    """In mm."""
    key: tuple[KeyEntry, ...]
    """The legend, which is set under the map and not drawn into it."""
    labels: tuple[LabelBox, ...]
    overlaps: int
    """Names that touch another, a symbol or the frame."""


Tell = Callable[[str], None]


def draw(
    spec: MapSpec,
    places: Mapping[str, Place],
    base: Basemap,
    measure: Measure,
    *,
    width: float = 120.0,
    worksheet: Sequence[str] = (),
    problem: Tell,
) -> Drawing:
    """Return the map at a width in mm, drawn in black and grey.

    `worksheet` names places: numbers from 1 stand in place of their names, in that order, and no
    label gives one of the names away. Whatever is wrong with the map is told to `problem`, one
    sentence each; it is never raised.
    """
    sheet = fitted(spec.extent, spec.projection, width)
    shapes = [shape(layer, base, sheet) for layer in spec.layers if plan.drawable(layer, base, problem)]
    spots = plan.positions(spec, places, sheet, problem)
    for key in worksheet:
        if key not in spots:
            problem(f"The place “{key}” is not on this map, and cannot be asked for.")
    asked = [key for key in worksheet if key in spots]
    names = plan.names(spec, places, spots, asked, sheet, base, measure, problem)
    corner = furniture.corner(sheet, measure, _in_the_way(shapes, spots, names), spec)
    ground = plan.ground(spots, places, shapes, corner.box, sheet)
    chosen, bad = placing.placed([(name.owner, name.spots) for name in names], ground)
    for name, wrong in zip(names, bad, strict=True):
        if wrong:
            problem(f"The label “{name.text}” cannot be placed without touching another, a symbol or the frame.")
    parts = [svg.area(sheet.frame, "#fff")]
    parts += [part for one in shapes for part in styles.fill(one.areas, one.layer.fill)]
    parts += furniture.graticule(sheet, spec.graticule)
    parts += [part for one in shapes for part in styles.line(one.lines, one.layer.line)]
    parts += [part for spot in chosen for part in labels.leader(spot)]
    parts += [labels.symbol(places[key].kind, at) for key, at in spots.items()]
    parts += corner.parts
    parts += [part for name, spot in zip(names, chosen, strict=True) for part in labels.drawn(name, spot)]
    parts += [svg.stroke(sheet.frame.buffer(-FRAME / 2, join_style="mitre").exterior, FRAME)]
    return Drawing(
        svg.document(_first(spec.worksheet_alt if worksheet else spec.title), sheet.width, sheet.height, parts),
        sheet.width,
        sheet.height,
        tuple(entry for one in shapes if (entry := legend.entry(one.layer))),
        tuple(LabelBox(name.text, *spot.box) for name, spot in zip(names, chosen, strict=True)),
        sum(bad),
    )


def _in_the_way(shapes: Sequence[Shape], spots: Mapping[str, Point], names: Sequence[Name]) -> list[Any]:
    """Return the lines that the corner had better not cover: what is drawn, and around places and fixed names."""
    drawn = [one.lines for one in shapes]
    around = [shapely.Point(at).buffer(4).exterior for at in spots.values()]
    fixed = [box(*name.spots[0].box).exterior.buffer(2) for name in names if len(name.spots) == 1]
    return drawn + around + fixed


def _first(text: Told) -> str:
    """Return the text of the first level, where levels differ."""
    return text if isinstance(text, str) else next(iter(text.values()))
