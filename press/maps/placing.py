"""Where names go: each has some spots to choose from, and all choose together.

Christensen, Marks and Shieber, An empirical study of algorithms for point-feature label placement
(ACM Transactions on Graphics 14, 1995): simulated annealing over a fixed set of spots per name.
The seed is fixed, so that the same map always comes out the same.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely

from press.maps.sheet import Point

AIR = 0.2
"""Space around a name that nothing else may enter, in mm."""
COLLISION = 50.0
NEAR = 1.1
"""A name nearer than this to the symbol of another place, in mm, could be taken for its name."""
UNCLEAR = 0.12
LAST = 3
"""The priority of names that are left out first."""
STEPS = 8000
HASTE = 5000
"""Steps where names may be left out, and all is tried several times."""
ACROSS = 2.0
"""A leader that crosses a line is as bad as so many mm of it under a name: the name stands where it does not belong."""
SEED = 7

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A place for a name: the box of its text, and what it costs before any neighbour is asked."""

    box: Box
    cost: float
    lines: tuple[str, ...]
    anchor: str
    leader: tuple[Point, Point] | None = None
    """A thin line from the text to what it names."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What is on the map before the names are."""

    inner: Box
    """Names stay within."""
    symbols: Sequence[tuple[str, Box]]
    """What names must not touch: whose it is, and its box. A name may touch its own symbol."""
    lines: Sequence[tuple[Any, float]]
    """What names should rather not touch: lines, and the cost per mm."""


@dataclass(frozen=True)
class Wish:
    """A name that looks for a spot."""

    owner: str
    spots: Sequence[Spot]
    priority: int = 1
    """Where names may be left out, 3 goes first and 1 stays."""


class Placed(NamedTuple):
    """What came of a wish."""

    spot: Spot
    bad: bool
    """Something is in its way."""
    left_out: bool = False


def placed(wishes: Sequence[Wish], ground: Ground, *, may_drop: bool = False) -> list[Placed]:
    """Return a spot for each name. If names may be dropped, those without room are left out, by priority."""
    spots = [spot for wish in wishes for spot in wish.spots]
    if not spots:
        return []
    first = np.cumsum([0, *(len(wish.spots) for wish in wishes)]).tolist()
    groups = [range(first[index], first[index + 1]) for index in range(len(wishes))]
    owner = np.repeat(np.arange(len(wishes)), [len(group) for group in groups])
    whose = [wish.owner for wish in wishes for _ in wish.spots]
    boxes = np.array([spot.box for spot in spots])
    led = [index for index, spot in enumerate(spots) if spot.leader]
    leaders = shapely.linestrings([spots[index].leader for index in led]) if led else np.array([], dtype=object)
    blocked = _outside(boxes, ground.inner) + _on_symbols(boxes, led, leaders, whose, ground)
    costs = np.array([spot.cost for spot in spots]) + COLLISION * blocked
    for geometry, price in ground.lines:
        costs += price * _covered(boxes, led, leaders, geometry)
    rivals = _rivals(boxes, led, leaders, owner)
    chosen = (
        _most_important_first(wishes, groups, costs, blocked, rivals)
        if may_drop
        else dict(enumerate(_annealed(groups, costs, rivals, STEPS)))
    )
    bad = _in_the_way(chosen, blocked, rivals)
    return [
        Placed(spots[chosen[index]], index in bad) if index in chosen else Placed(wish.spots[0], False, left_out=True)
        for index, wish in enumerate(wishes)
    ]


def _most_important_first(
    wishes: Sequence[Wish],
    groups: Sequence[range],
    costs: Any,  # noqa: ANN401  (arrays)
    blocked: Any,  # noqa: ANN401
    rivals: Any,  # noqa: ANN401
) -> dict[int, int]:
    """Return the spots of the names that find one: those that are left out first choose last, from what is free."""
    chosen: dict[int, int] = {}
    for stays in (True, False):
        asked = [index for index, wish in enumerate(wishes) if (wish.priority < LAST) == stays]
        while True:
            there = [*chosen, *asked]
            spots = [range(chosen[one], chosen[one] + 1) for one in chosen] + [groups[one] for one in asked]
            found = dict(zip(there, _annealed(spots, costs, rivals, HASTE), strict=True))
            leaving = _leaving(wishes, found, blocked, rivals)
            if not leaving:
                break
            asked = [index for index in asked if index not in leaving]
        chosen = found
    return chosen


def _in_the_way(chosen: Mapping[int, int], blocked: Any, rivals: Any) -> set[int]:  # noqa: ANN401
    """Return the names whose spots touch something."""
    taken = list(chosen.values())
    return {index for index, spot in chosen.items() if blocked[spot] >= 1 or rivals[spot, taken].any()}


def _leaving(wishes: Sequence[Wish], chosen: Mapping[int, int], blocked: Any, rivals: Any) -> set[int]:  # noqa: ANN401
    """Return the names that must go so that none of those that stay touch: the least important first."""
    left = dict(chosen)
    while going := [index for index in _in_the_way(left, blocked, rivals) if wishes[index].priority > 1]:
        del left[max(going, key=lambda index: (wishes[index].priority, index))]
    return set(chosen) - set(left)


def _apart(a: Any, b: Any, air: float) -> Any:  # noqa: ANN401  (arrays)
    """Return which boxes of `a` (rows) are at least so far from which of `b` (columns)."""
    a, b = a[:, None, :], b[None, :, :]
    beside = (a[..., 2] + air <= b[..., 0]) | (b[..., 2] + air <= a[..., 0])
    return beside | (a[..., 3] + air <= b[..., 1]) | (b[..., 3] + air <= a[..., 1])


def _outside(boxes: Any, inner: Box) -> Any:  # noqa: ANN401
    """Return 2 for each spot that leaves the frame, for that is worse than touching one symbol."""
    within = (boxes[:, :2] >= inner[:2]).all(axis=1) & (boxes[:, 2:] <= inner[2:]).all(axis=1)
    return np.where(within, 0.0, 2.0)


def _on_symbols(
    boxes: Any,  # noqa: ANN401
    led: Sequence[int],
    leaders: Any,  # noqa: ANN401
    owners: Sequence[str],
    ground: Ground,
) -> Any:  # noqa: ANN401
    """Return for each spot the symbols of others that it touches, and a little for each it comes near."""
    if not ground.symbols:
        return np.zeros(len(boxes))
    marks = np.array([mark for _, mark in ground.symbols])
    foreign = np.array([[mine != whose for whose, _ in ground.symbols] for mine in owners])
    hits = ~_apart(boxes, marks, AIR)
    if led:
        hits[led] |= shapely.intersects(leaders[:, None], shapely.box(*marks.T)[None, :])
    near = ~_apart(boxes, marks, NEAR)
    return (hits & foreign).sum(axis=1) + UNCLEAR * (near & foreign).sum(axis=1)


def _covered(boxes: Any, led: Sequence[int], leaders: Any, geometry: Any) -> Any:  # noqa: ANN401
    """Return for each spot the mm of lines in its box and a little around it; a crossed leader counts more."""
    cost = np.zeros(len(boxes))
    points, which = shapely.get_coordinates(shapely.get_parts(geometry), return_index=True)
    together = which[:-1] == which[1:]
    ends = np.stack((points[:-1], points[1:]), axis=1)[together]
    if not len(ends):
        return cost
    tree = shapely.STRtree(shapely.linestrings(ends))
    wide = boxes + np.array([-3, -3, 3, 3]) * AIR
    spot, segment = tree.query(shapely.box(*wide.T))
    np.add.at(cost, spot, _clipped(ends[segment], wide[spot]))
    if led:
        crossed, _ = tree.query(leaders, "intersects")
        np.add.at(cost, np.array(led)[crossed], ACROSS)
    return cost


def _clipped(ends: Any, boxes: Any) -> Any:  # noqa: ANN401
    """Return the length of each segment inside its box (Liang and Barsky, ACM TOG 3, 1984)."""
    start, step = ends[:, 0], ends[:, 1] - ends[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        low = (boxes[:, :2] - start) / step
        high = (boxes[:, 2:] - start) / step
    # A segment along an axis never leaves its strip: 0/0 at the rim counts as inside.
    enter = np.nan_to_num(np.minimum(low, high), nan=0.0).max(axis=1, initial=0.0)
    leave = np.nan_to_num(np.maximum(low, high), nan=1.0).min(axis=1, initial=1.0)
    return np.clip(leave - enter, 0, None) * np.hypot(step[:, 0], step[:, 1])


def _rivals(boxes: Any, led: Sequence[int], leaders: Any, owner: Any) -> Any:  # noqa: ANN401
    """Return which spots cannot stand with which, as a square of yes and no."""
    clash = ~_apart(boxes, boxes, AIR)
    if led:
        wide = shapely.box(*(boxes + np.array([-1, -1, 1, 1]) * AIR).T)
        line, spot = shapely.STRtree(wide).query(leaders, "intersects")
        index = np.array(led)
        clash[index[line], spot] = clash[spot, index[line]] = True
        one, other = shapely.STRtree(leaders).query(leaders, "intersects")
        clash[index[one], index[other]] = True
    return clash & (owner[:, None] != owner[None, :])


def _annealed(groups: Sequence[range], costs: Any, rivals: Any, steps: int) -> list[int]:  # noqa: ANN401
    """Return the chosen spot of each group."""
    chance = random.Random(SEED)
    chosen = np.array([group[int(np.argmin(costs[group.start : group.stop]))] for group in groups])
    free = [index for index, group in enumerate(groups) if len(group) > 1]

    def price(spot: int) -> float:
        return float(costs[spot] + COLLISION * np.count_nonzero(rivals[spot, chosen]))

    heat = 4.0
    for _ in range(steps if free else 0):
        index = chance.choice(free)
        spot = chance.choice(groups[index])
        more = price(spot) - price(int(chosen[index]))
        if more < 0 or chance.random() < math.exp(-more / heat):
            chosen[index] = spot
        heat = max(heat * 0.999, 0.02)
    for _ in range(3):
        for index in free:
            chosen[index] = min(groups[index], key=price)
    return [int(one) for one in chosen]
