"""One frame of a map: what stands in it, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import shapely
from shapely.geometry import box

from press.maps import curves, furniture, labels, placing, plan, styles, svg
from press.maps import key as legend
from press.maps.basemap import Basemap
from press.maps.curves import Bent
from press.maps.fault import Fault, Tell
from press.maps.key import KeyEntry
from press.maps.labels import Lettering, Name
from press.maps.locator import locator
from press.maps.placing import Box, Ground, Placed, Wish
from press.maps.shapes import Plate, Shape
from press.maps.sheet import Extent, Point, Sheet, fitted
from press.model.content import Place
from press.model.maps import MapLabel, MapSpec

FRAME = 0.35
"""Width of the frame's line, in mm."""
HEADING = 1.75
"""Height of the line over a frame, in sizes of its letters."""
NO_ROOM = "cannot be placed without touching another, a symbol or the frame"
CURVE_HINT = "Give “along” a longer or straighter line, or shorten the text."
MOVE_HINT = "Move it, or something near it."


class LabelBox(NamedTuple):
    """A name on the map and the box of its letters, in mm from the upper left corner; a bent name has several."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    def moved(self, x: float, y: float, zoom: float) -> LabelBox:
        """Return the box on paper, for a view that stands at (x, y)."""
        return LabelBox(self.text, *((one + by) * zoom for one, by in zip(self[1:], (x, y, x, y), strict=True)))


@dataclass(frozen=True)
class Setup:
    """What all views of a map have in common."""

    places: Mapping[str, Place]
    base: Basemap
    world: Callable[[], Basemap]
    """The base map of the small map in the corner; asked for only where there is one."""
    letters: Lettering
    palette: styles.Palette
    worksheet: Sequence[str]
    problem: Tell


@dataclass(frozen=True)
class View:
    """A frame, drawn, with its upper left corner at the origin."""

    parts: list[str]
    width: float
    height: float
    key: tuple[KeyEntry, ...]
    labels: tuple[LabelBox, ...]
    overlaps: int
    left_out: tuple[str, ...]
    credits: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Laid:
    """What lies on the paper before anything is named."""

    plate: Plate
    shapes: Sequence[Shape]
    spots: Mapping[str, Point]
    """Where the places are."""
    asked: Sequence[str]
    """The places whose names pupils write."""

    @property
    def fine(self) -> bool:
        """The map shows so much that its lines are thin."""
        sheet = self.plate.sheet
        return sheet.km(sheet.width / 2, sheet.height / 2) >= styles.FINE_FROM


@dataclass(frozen=True, eq=False)
class Furnished:
    """Scale bar, arrow, small map and degrees, and the room they take."""

    grid: list[str]
    ticks: list[str]
    corners: list[str]
    boxes: list[Box]


@dataclass(frozen=True, eq=False)
class Lettered:
    """All names, each with its spot."""

    names: Sequence[tuple[Name, Placed]]
    bent: Sequence[Bent]
    touching: int
    """Bent names that touch something."""
    left_out: tuple[str, ...]
    """Bent names for which there is no room."""


def view(spec: MapSpec, extent: Extent, width: float, setup: Setup, *, bar: bool = True) -> View:
    """Return one frame of a width in mm; `bar` says whether it has the scale bar and the arrow."""
    sheet = fitted(extent, spec.projection, width)
    plan.page_sized(spec, sheet, setup.problem)
    laid = _laid(spec, sheet, setup)
    names = plan.names(spec, setup.places, laid.spots, laid.asked, laid.plate, setup.letters, setup.problem)
    names = [plan.at_home(name, laid.shapes) for name in names] if setup.letters.roaming else names
    furnished = _furnished(spec, laid, names, setup, bar=bar)
    lettered = _lettered(spec, laid, names, furnished.boxes, setup)
    secret = plan.secrets(laid.asked, setup.places)
    entries = [entry for one in laid.shapes if (entry := legend.entry(one.layer, setup.palette, fine=laid.fine))]
    straight = [LabelBox(name.text, *one.spot.box) for name, one in lettered.names if not one.left_out]
    drawn = View(
        _parts(laid, furnished, lettered, setup),
        sheet.width,
        sheet.height,
        tuple(entry for entry in entries if not plan.gives_away(entry.text, secret)),
        (*straight, *(LabelBox(one.text, *around) for one in lettered.bent for around in one.boxes)),
        sum(one.bad for _, one in lettered.names) + lettered.touching,
        (*(name.text for name, one in lettered.names if one.left_out), *lettered.left_out),
        tuple(dict.fromkeys(credit for one in laid.shapes for credit in one.credits)),
    )
    return _headed(drawn, spec.dated, setup.letters) if spec.dated else drawn


def _laid(spec: MapSpec, sheet: Sheet, setup: Setup) -> Laid:
    plate = Plate(setup.base, sheet)
    # An area of the map's own that is not in the base map had a fault, which was told.
    lost = [name for name in spec.areas if not setup.base.select(name)]
    shapes = [
        plate.shape(layer)
        for number, layer in enumerate(spec.layers)
        if layer.layer not in lost and plan.drawable(layer, ("layers", number), setup.base, setup.problem)
    ]
    spots = plan.positions(spec, setup.places, sheet, setup.problem)
    return Laid(plate, shapes, spots, plan.asked_for(setup.worksheet, spots, setup.problem))


def _furnished(spec: MapSpec, laid: Laid, names: Sequence[Name], setup: Setup, *, bar: bool) -> Furnished:
    """Return what helps to read the map; it stands where it covers least of what is drawn."""
    sheet, lines = laid.plate.sheet, _in_the_way(laid, names)
    grid = furniture.graticule(sheet, spec.graticule, setup.letters)
    corners = []
    if spec.locator:
        # A corner that the scale bar asks for is worse than any line.
        taken = [*lines, *furniture.reserved(sheet, spec.corner)]
        corners.append(locator(spec.locator, sheet, setup.world(), taken, setup.palette, setup.problem))
    if bar:
        taken = [*lines, *(line for one in corners for line in [box(*one.box).boundary] * 9)]
        corners.append(furniture.corner(sheet, setup.letters, taken, spec, setup.palette.land, setup.problem))
    boxes = [one.box for one in corners if one.parts]
    free = [tick for tick in grid.ticks if not any(box(*tick[1]).intersects(box(*one)) for one in boxes)]
    parts = [part for one in corners for part in one.parts]
    return Furnished(grid.lines, [text for text, _ in free], parts, [*boxes, *(around for _, around in free)])


def _in_the_way(laid: Laid, names: Sequence[Name]) -> list[Any]:
    """Return the lines that a corner had better not cover: what is drawn, and around places and fixed names."""
    drawn = [one.lines for one in laid.shapes]
    around = [shapely.Point(at).buffer(4).exterior for at in laid.spots.values()]
    fixed = [box(*name.spots[0].box).exterior.buffer(2) for name in names if name.pinned]
    return drawn + around + fixed


def _lettered(spec: MapSpec, laid: Laid, names: Sequence[Name], boxes: Sequence[Box], setup: Setup) -> Lettered:
    """Return all names with their spots: bent ones first, for they have the fewest to choose from."""
    ground = plan.ground(laid.spots, setup.places, laid.shapes, boxes, laid.plate.sheet)
    roaming = setup.letters.roaming
    fixed = [name.spots[0].box for name in names if name.pinned and not roaming]
    bent: list[Bent] = []
    gone: list[str] = []
    touching = 0
    for number, label in enumerate(spec.labels):
        if label.along is None or plan.gives_away(label.text, plan.secrets(laid.asked, setup.places)):
            continue
        curved, wrong = _bent(label, laid.plate, ground, [*fixed, *(b for other in bent for b in other.boxes)], setup)
        if wrong and roaming and labels.label_priority(label) > 1:
            gone.append(plan.on_one_line(label))
            continue
        if wrong:
            setup.problem(Fault(("labels", number), *wrong))
            touching += 1
        bent += [curved] if curved else []
    taken = [(one.text, around) for one in bent for around in one.boxes]
    ground = Ground(ground.inner, [*ground.symbols, *taken], ground.lines)
    found = placing.placed([Wish(one.owner, one.spots, one.priority) for one in names], ground, may_drop=roaming)
    for name, one in zip(names, found, strict=True):
        if fault := _fault(name, one, laid.shapes, roaming=roaming):
            setup.problem(fault)
    return Lettered(list(zip(names, found, strict=True)), bent, touching, tuple(gone))


def _bent(
    label: MapLabel, plate: Plate, ground: Ground, taken: Sequence[Box], setup: Setup
) -> tuple[Bent | None, tuple[str, str] | None]:
    """Return a label set along its line, and what is wrong with it: a sentence and a hint."""
    text, line = plan.on_one_line(label), plan.curve(label, plate)
    setting = labels.label_setting(label, setup.letters)
    if line is None:
        return None, (f"The label “{text}” has no line “{label.along}” on this map to stand along.", CURVE_HINT)
    beside = isinstance(label.along, str)
    reach = 0.7 * setting.width(text, setup.letters.measure) if beside else setting.size
    smooth = curves.smoothed(line, reach)
    bent, bad = curves.placed(text, setting, smooth, ground, taken, setup.letters, beside=beside)
    if bent is None:
        long = f"its line is too short or too crooked for it: {smooth.length:.0f} mm"
        return None, (f"The label “{text}” cannot be bent, for {long}.", CURVE_HINT)
    return bent, (f"The label “{text}” {NO_ROOM}.", MOVE_HINT) if bad else None


def _fault(name: Name, placed: Placed, shapes: Sequence[Shape], *, roaming: bool) -> Fault | None:
    """Return what is wrong with the spot of a name, or None."""
    if placed.bad:
        hint = MOVE_HINT if name.pinned else "Take a name off the map, or widen the map."
        return Fault(name.at, f"The label “{name.text}” {NO_ROOM}.", hint)
    if name.pinned and not roaming and (line := plan.hidden(placed.spot, shapes)):
        hint = "Move it; without a position, one is found for it."
        return Fault(name.at, f"The label “{name.text}” hides a piece of the line “{line}”.", hint)
    return None


def _parts(laid: Laid, furnished: Furnished, lettered: Lettered, setup: Setup) -> list[str]:
    """Return all parts of the drawing, the lowest first."""
    sheet, palette = laid.plate.sheet, setup.palette
    shown = [(name, one.spot) for name, one in lettered.names if not one.left_out]
    gone = {name.owner for name, one in lettered.names if one.left_out}
    return [
        svg.area(sheet.frame, palette.land),
        *(part for one in laid.shapes for part in _filled(one, palette)),
        *furnished.grid,
        *(part for one in laid.shapes for part in styles.line(one.lines, one.layer.line, palette, fine=laid.fine)),
        *furnished.ticks,
        *(part for _, spot in shown for part in labels.leader(spot)),
        *(labels.symbol(setup.places[key].kind, at) for key, at in laid.spots.items() if key not in gone),
        *furnished.corners,
        *(part for one in lettered.bent for part in curves.drawn(one)),
        *(part for name, spot in shown for part in labels.drawn(name, spot)),
        svg.stroke(sheet.frame.buffer(-FRAME / 2, join_style="mitre").exterior, FRAME),
    ]


def _filled(one: Shape, palette: styles.Palette) -> list[str]:
    """Return the filled areas of a layer; to join areas that are not filled would take time."""
    return [] if one.layer.fill == "none" else styles.fill(one.areas, one.layer.fill, palette)


def _headed(drawn: View, heading: str, letters: Lettering) -> View:
    """Return a view with a line of text over it."""
    size, down = letters.smallest, HEADING * letters.smallest
    text = svg.text(heading, 0, size, size, bold=True)
    return replace(
        drawn,
        parts=[text, svg.moved(drawn.parts, 0, down)],
        height=drawn.height + down,
        labels=tuple(one.moved(0, down, 1) for one in drawn.labels),
    )
