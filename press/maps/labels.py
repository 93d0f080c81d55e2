"""Names on a map: how large they are set, where each could stand, and how it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry import box

from press.maps import svg
from press.maps.placing import Box, Spot
from press.maps.sheet import Point
from press.model.content import Place
from press.model.maps import MapLabel, PlaceOnMap, Side

Measure = Callable[[str, float, int, bool], float]
"""The width of a text, its size, weight and slant given, in the unit of the size."""

SMALLEST = 2.83
"""8 pt in mm."""
ABOVE, BELOW, PITCH = 0.72, 0.21, 1.1
"""Ascent, descent and distance of baselines, in sizes."""
HALO = 0.42
GAP = 0.55
"""From a symbol to its name."""
DISC = 2.15
"""Radius of a numbered disc."""
JOINT = " / "

SIDES: dict[Side, Point] = {
    "E": (1, 0), "W": (-1, 0), "NE": (0.75, -0.7), "SE": (0.75, 0.7), "NW": (-0.75, -0.7),
    "SW": (-0.75, 0.7), "N": (0, -1), "S": (0, 1),
}  # fmt: skip
"""In order of preference, right before left; y grows downwards."""
FAR = (4.0, 8.0, 13.0)
"""Distances at which a name may stand that finds no room beside its symbol, in mm."""
ON_LEADER = 9.0
"""What that costs."""
ROAM = (0.0, -2.0, 2.0, -4.0, 4.0, -7.0, 7.0, -10.0, 10.0)
"""How far a label in large print may leave its place, in mm."""


@dataclass(frozen=True)
class Setting:
    """How a name is set."""

    size: float = SMALLEST
    bold: bool = False
    italic: bool = False
    spacing: float = 0.0

    def width(self, words: str, measure: Measure) -> float:
        """Return the width of one line in mm, without the space after its last letter."""
        return measure(words, self.size, 700 if self.bold else 400, self.italic) + self.spacing * (len(words) - 1)

    def extent(self, lines: Sequence[str], measure: Measure) -> Point:
        """Return width and height of some lines in mm."""
        height = self.size * (ABOVE + BELOW + PITCH * (len(lines) - 1))
        return max(self.width(one, measure) for one in lines), height


KNOWN = {
    "country": Setting(3.7, bold=True, spacing=0.45),
    "region": Setting(3.0, bold=True),
    "district": Setting(SMALLEST, spacing=0.1),
    "sea": Setting(3.3, italic=True),
    "note": Setting(SMALLEST),
}


@dataclass(frozen=True)
class Lettering:
    """How the letters of one map are set."""

    measure: Measure
    smallest: float = SMALLEST
    """Size in mm below which nothing is set."""
    roaming: bool = False
    """Names may leave where their authors put them. In large print they must: there is no room for all of them."""

    @property
    def factor(self) -> float:
        """How much larger the smallest letters are than in common print."""
        return self.smallest / SMALLEST

    def large(self, setting: Setting) -> Setting:
        """Return a setting that is not too small, and in large print upright: slanted letters are hard to tell."""
        return replace(setting, size=max(setting.size, self.smallest), italic=setting.italic and not self.roaming)


@dataclass(frozen=True, eq=False)
class Name:
    """A name (or the disc that stands for it), and the spots it may take."""

    owner: str
    """The id of the place whose symbol it may touch, or a name that no place has."""
    text: str
    setting: Setting
    spots: tuple[Spot, ...]
    disc: bool = False
    priority: int = 1
    at: tuple[str | int, ...] = ()
    """The keys that lead to it in the map's file."""

    pinned: bool = False
    """Its author says where it stands."""


# --- symbols -----------------------------------------------------------------------------------

RADIUS = {"capital": 1.15, "city": 0.8, "town": 0.62, "village": 0.55, "mountain": 0.8, "region": 0.0, "water": 0.0}
"""Of the symbol of each kind of place, in mm; regions and waters are a name only."""


def symbol(kind: str, at: Point) -> str:
    """Return the symbol of a place, with white around it."""
    x, y, r = *at, RADIUS[kind]
    if not r:
        return ""

    def disc(radius: float, colour: str, line: float = 0) -> str:
        edge = {"stroke": "#000", "stroke_width": svg.unit(line)} if line else {}
        return svg.element("circle", cx=svg.unit(x), cy=svg.unit(y), r=svg.unit(radius), fill=colour, **edge)

    if kind == "capital":
        turns = [(math.pi * step / 5, (0.95, 0.38)[step % 2]) for step in range(10)]
        star = [(x + r * long * math.sin(turn), y - r * long * math.cos(turn)) for turn, long in turns]
        return disc(r + 0.2, "#fff") + disc(r, "#fff", 0.2) + svg.area(shapely.Polygon(star), "#000")
    if kind == "mountain":
        return svg.area(shapely.Polygon([(x - r, y + r * 0.7), (x, y - r), (x + r, y + r * 0.7)]), "#000")
    inner = {"city": disc(r - 0.1, "#fff", 0.22) + disc(0.32, "#000"), "village": disc(r - 0.1, "#fff", 0.22)}
    return disc(r + 0.2, "#fff") + inner.get(kind, disc(r, "#000"))


# --- spots -------------------------------------------------------------------------------------


def place_name(
    key: str, place: Place, asked: PlaceOnMap, at: Point, label_at: Point | None, letters: Lettering
) -> Name:
    """Return the name of a place; two names may stand on one line or on two."""
    italic = place.kind == "water"
    setting = letters.large(Setting(bold=asked.bold or place.kind in ("capital", "region"), italic=italic))
    joined = JOINT.join(place.names)
    broken = tuple(f"{name}{JOINT.rstrip()}" for name in place.names[:-1]) + place.names[-1:]
    ways = [(joined,), broken] if len(place.names) > 1 else [(joined,)]
    if asked.two_lines is not None and not letters.roaming:
        ways = ways[-1:] if asked.two_lines else ways[:1]
    spots: list[Spot] = []
    for fine, lines in enumerate(ways):
        size = setting.extent(lines, letters.measure)
        spots += _around(at, RADIUS[place.kind], size, lines, asked.side, label_at, 0.4 * fine, roaming=letters.roaming)
    priority = asked.priority or {"capital": 1, "village": 3}.get(place.kind, 2)
    pinned = asked.side is not None or label_at is not None
    return Name(key, joined, setting, tuple(spots), priority=priority, at=("places", key), pinned=pinned)


def disc_name(key: str, number: int, place: Place, at: Point, letters: Lettering) -> Name:
    """Return the numbered disc that stands for a name; it is small and finds a side of its own."""
    across, words = 2 * DISC * letters.factor, (str(number),)
    spots = _around(at, RADIUS[place.kind], (across, across), words, None, None, 0, roaming=False)
    setting = letters.large(Setting(bold=True))
    return Name(key, str(number), setting, tuple(spots), disc=True, at=("places", key))


def _around(
    at: Point,
    radius: float,
    size: Point,
    lines: tuple[str, ...],
    side: Side | None,
    label_at: Point | None,
    cost: float,
    *,
    roaming: bool,
) -> Iterator[Spot]:
    """Yield the spots around a symbol; what the author asked for is the only one, or the best if names may roam."""
    if label_at is not None:
        yield _led(at, label_at, size, lines, cost)
        if not roaming:
            return
    if not radius:
        yield Spot(_box(at, size), cost, lines, "middle")
        return
    for rank, (name, (dx, dy)) in enumerate(SIDES.items()):
        if side in (None, name) or roaming:
            x = at[0] + dx * (radius + GAP) + _sign(dx) * size[0] / 2
            middle = (x, at[1] + dy * (radius + GAP) + _sign(dy) * size[1] / 2)
            anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
            less = 0.0 if side in (None, name) else 0.8
            yield Spot(_box(middle, size), cost + less + 0.15 * rank, lines, anchor)
    if side is None or roaming:
        for far in FAR:
            for step in range(12):
                turn = math.pi * step / 6
                reach = (far + size[0] / 2, far + size[1] / 2)
                middle = (at[0] + reach[0] * math.cos(turn), at[1] + reach[1] * math.sin(turn))
                yield _led(at, middle, size, lines, cost + ON_LEADER + far / 3)


def free_name(
    owner: str,
    label: MapLabel,
    at: Point | None,
    leader: Point | None,
    inside: Any,  # noqa: ANN401  (shapely is untyped)
    letters: Lettering,
) -> Name:
    """Return a label that stands where its author put it, or somewhere inside an area (in mm)."""
    setting = label_setting(label, letters)
    lines = tuple(line.strip() for line in label.text.split("\n") if line.strip())
    size = setting.extent(lines, letters.measure)
    if at is None:
        spots = tuple(_within(inside, size, lines))
    else:
        spots = tuple(_near(at, leader, size, lines, roaming=letters.roaming))
    return Name(owner, " ".join(lines), setting, spots, priority=label_priority(label), pinned=at is not None)


def label_setting(label: MapLabel, letters: Lettering) -> Setting:
    """Return how a label is set; letters that must be large stand close, for room is scarce."""
    known = letters.large(KNOWN[label.style])
    spacing = known.spacing if label.spacing is None else label.spacing
    return replace(known, spacing=0.0 if letters.roaming else spacing)


def label_priority(label: MapLabel) -> int:
    """Return how soon a label is left out where there is no room for all: 3 first, 1 never."""
    return label.priority or {"country": 1, "district": 3}.get(label.style, 2)


def _near(at: Point, leader: Point | None, size: Point, lines: tuple[str, ...], *, roaming: bool) -> Iterator[Spot]:
    """Yield the spot that the author chose, and if names may roam those around it."""
    for x in ROAM if roaming else (0.0,):
        for y in ROAM if roaming else (0.0,):
            middle, cost = (at[0] + x, at[1] + y), math.hypot(x, y) / 4
            spot = Spot(_box(middle, size), cost, lines, "middle")
            yield spot if leader is None else _led(leader, middle, size, lines, cost)


def _within(area: Any, size: Point, lines: tuple[str, ...]) -> Iterator[Spot]:  # noqa: ANN401
    """Yield spots inside an area: the more of the text is inside, and the nearer its middle, the better."""
    largest = max(shapely.get_parts(area).tolist(), key=lambda part: part.area)
    left, top, right, bottom = largest.bounds
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance=0.3))[0]
    xs, ys = np.meshgrid(np.linspace(left, right, 22), np.linspace(top, bottom, 22))
    spots = [(float(x), float(y)) for x, y in zip(xs.ravel(), ys.ravel(), strict=True)]
    boxes = shapely.box(*np.array([_box(spot, size) for spot in spots]).T)
    share = shapely.area(shapely.intersection(boxes, largest)) / (size[0] * size[1])
    away = np.hypot(xs.ravel() - middle[0], ys.ravel() - middle[1]) / max(right - left, bottom - top)
    costs = (12 * (1 - share) + 2 * away).tolist()
    for cost, spot in sorted(zip(costs, spots, strict=True))[:70]:
        yield Spot(_box(spot, size), cost, lines, "middle")


def _led(point: Point, middle: Point, size: Point, lines: tuple[str, ...], cost: float) -> Spot:
    """Return a spot from which a thin line leads to a point."""
    words = _box(middle, size)
    start = shapely.get_coordinates(shapely.shortest_line(box(*words), shapely.Point(point)))[0]
    return Spot(words, cost, lines, "middle", ((float(start[0]), float(start[1])), point))


def _box(middle: Point, size: Point) -> Box:
    (x, y), (width, height) = middle, size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


# --- drawing -----------------------------------------------------------------------------------


def leader(spot: Spot) -> list[str]:
    """Return the thin line of a spot with a dot at its end, if it has one."""
    if spot.leader is None:
        return []
    x, y = spot.leader[1]
    end = svg.element("circle", cx=svg.unit(x), cy=svg.unit(y), r="30", fill="#000")
    return [svg.stroke(shapely.LineString(spot.leader), 0.2), end]


def drawn(name: Name, spot: Spot) -> list[str]:
    """Return a name, or a disc, at its spot."""
    left, top, right, bottom = spot.box
    middle = (left + right) / 2
    if name.disc:
        place = {"cx": svg.unit(middle), "cy": svg.unit((top + bottom) / 2), "r": svg.unit((right - left) / 2 - 0.13)}
        disc = svg.element("circle", **place, fill="#fff", stroke="#000", stroke_width="25")
        base = (top + bottom) / 2 + 0.33 * name.setting.size
        return [disc, svg.text(spot.lines[0], middle, base, name.setting.size, anchor="middle", bold=True)]
    setting = name.setting
    # Letter spacing also follows the last letter, which would push a centred line to the left.
    x = {"start": left, "end": right, "middle": middle + setting.spacing / 2}[spot.anchor]
    return [
        svg.text(
            line,
            x,
            top + setting.size * (ABOVE + PITCH * row),
            setting.size,
            anchor=spot.anchor,
            bold=setting.bold,
            italic=setting.italic,
            spacing=setting.spacing,
            halo=HALO,
        )
        for row, line in enumerate(spot.lines)
    ]
