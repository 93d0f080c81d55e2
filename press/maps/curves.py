"""Names bent along a river, a range or a shore: set letter by letter, for no printer bends text well."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, box

from press.maps import svg
from press.maps.labels import ABOVE, BELOW, HALO, Lettering, Setting
from press.maps.placing import Box, Ground

STEEPEST = 100.0
"""Degrees from level beyond which a letter would stand on its head."""
UPRIGHT = 4.0
"""A line so many times as high as it is wide is read upwards."""
BEND = 24.0
"""Degrees between one letter and the next beyond which a word falls apart."""
STEP = 1.5
"""Millimetres between the spots that are tried along a line."""
ROOM = np.array([-1.0, -0.5, 1.0, 0.5])
"""Around all that a bent name must not touch, in mm."""
BESIDE = 0.6
"""From a river to its name, in mm."""


@dataclass(frozen=True, eq=False)
class Bent:
    """A name along a line."""

    text: str
    setting: Setting
    letters: tuple[tuple[str, float, float, float], ...]
    """Each with the left end of its baseline in mm, and its turn in degrees."""
    boxes: tuple[Box, ...]
    """What the letters cover, one box each."""


def smoothed(line: Any, reach: float) -> Any:  # noqa: ANN401  (shapely is untyped)
    """Return a line without bends shorter than `reach` (mm): a running mean over its length."""
    steps = max(int(line.length / 0.5), 2)
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, steps + 1)))
    half = min(max(int(reach / 2 / 0.5), 1), steps // 2)
    wide = np.concatenate((2 * points[0] - points[half:0:-1], points, 2 * points[-1] - points[-2 : -half - 2 : -1]))
    mean = np.ones(2 * half + 1) / (2 * half + 1)
    return LineString(np.column_stack([np.convolve(wide[:, axis], mean, mode="valid") for axis in (0, 1)]))


def placed(
    text: str,
    setting: Setting,
    line: Any,  # noqa: ANN401
    ground: Ground,
    taken: Sequence[Box],
    letters: Lettering,
    *,
    beside: bool,
) -> tuple[Bent | None, bool]:
    """Return the best way to set a name along a line, and whether something is in its way there.

    None when the line is too short or too crooked for it anywhere. `beside` sets it next to the
    line, as for a river; otherwise the line runs through the middle of the letters.
    """
    marks = shapely.box(*(np.array([*(mark for _, mark in ground.symbols), *taken]).reshape(-1, 4) + ROOM).T)
    tree = shapely.STRtree(marks)
    inner = box(*ground.inner)
    best: tuple[float, Bent | None, bool] = (math.inf, None, True)
    for bent, bends in _ways(text, setting, line, letters, beside=beside):
        strip = shapely.union_all(shapely.box(*np.array(bent.boxes).T))
        bad = len(tree.query(strip, "intersects")) > 0 or not inner.contains(strip)
        hidden = sum(price * shapely.length(shapely.intersection(g, strip)) for g, price in ground.lines)
        cost = bends + 100 * bad + hidden
        if cost < best[0]:
            best = cost, bent, bad
    return best[1], best[2]


def _ways(
    text: str,
    setting: Setting,
    line: Any,  # noqa: ANN401
    letters: Lettering,
    *,
    beside: bool,
) -> Iterator[tuple[Bent, float]]:
    """Yield the ways to set a name along a line, above and below it, with a cost for each bend."""
    widths = [letters.measure(one, setting.size, 700 if setting.bold else 400, setting.italic) for one in text]
    starts = np.cumsum([0.0, *(width + setting.spacing for width in widths)])
    room = line.length - (starts[-1] - setting.spacing)
    if room < 0:
        return
    middle = (ABOVE - BELOW) / 2 * setting.size
    above, below = BESIDE + BELOW * setting.size, -BESIDE - ABOVE * setting.size
    tries = np.linspace(0, room, max(int(room / STEP), 1) + 1) if beside else [room / 2]
    for start in tries:
        ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [start, start + starts[-1]]))
        right, down = (ends[1] - ends[0]).tolist()
        backwards = down > 0 if abs(down) > UPRIGHT * abs(right) else right < 0
        way = line.reverse() if backwards else line
        begin = line.length - start - starts[-1] if backwards else start
        for lift in (above, below) if beside else (-middle,):
            bent = _along(text, setting, way, max(begin, 0.0) + starts[:-1], widths, lift)
            turns = [letter[3] for letter in bent.letters]
            bends = [abs(one - other) for one, other in pairwise(turns)]
            if max(map(abs, turns)) <= STEEPEST and max(bends, default=0) <= BEND:
                yield bent, sum(bends) / 4 + max(map(abs, turns)) / 30 + (0.5 if lift == below else 0)


def _along(
    text: str,
    setting: Setting,
    line: Any,  # noqa: ANN401
    starts: Any,  # noqa: ANN401
    widths: Sequence[float],
    lift: float,
) -> Bent:
    """Return the letters of a name, the foot of each at a height over the line under its middle."""
    wide = np.array(widths)
    ends = [shapely.line_interpolate_point(line, np.clip(starts + share * wide, 0, line.length)) for share in (0, 1)]
    left, right = (shapely.get_coordinates(end) for end in ends)
    turn = np.arctan2(right[:, 1] - left[:, 1], right[:, 0] - left[:, 0])
    along, up = np.column_stack((np.cos(turn), np.sin(turn))), np.column_stack((np.sin(turn), -np.cos(turn)))
    foot = (left + right) / 2 - along * wide[:, None] / 2 + up * lift
    rows = zip(text, foot.tolist(), np.degrees(turn).tolist(), strict=True)
    corners = [
        foot + along * (wide * share)[:, None] + up * height * setting.size
        for share in (0, 1)
        for height in (ABOVE, -BELOW)
    ]
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    boxes = tuple(tuple(row) for row in np.hstack((low, high)).tolist())
    return Bent(text, setting, tuple((one, x, y, degrees) for one, (x, y), degrees in rows), boxes)


def drawn(bent: Bent) -> list[str]:
    """Return the letters of a name; all halos lie under all letters."""
    how = bent.setting
    shown = [one for one in bent.letters if one[0] != " "]
    return [
        *(svg.halo(one, x, y, how.size, HALO, bold=how.bold, italic=how.italic, turn=t) for one, x, y, t in shown),
        *(svg.text(one, x, y, how.size, bold=how.bold, italic=how.italic, turn=t) for one, x, y, t in shown),
    ]
