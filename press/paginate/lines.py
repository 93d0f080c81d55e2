"""How the room on one page is shared among its groups of ruled lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from press.model.made import Growing
from press.paginate.pages import Page

UNBOUNDED = 99
"""Lines that may take as many as this take all that is left."""

MUCH = 4
"""Lines for which a page has room before the bounds of its answers are forgotten."""


def shared(page: Page, pitch: float) -> dict[str, int]:
    """Return how many lines each group of one page gets; groups that get none are left out.

    `pitch` is the distance of two ruled lines in pt. The groups share the room of the page, one line
    each in turn, the last group first; none takes more than it may. What they leave goes to a group
    without a bound. On a page that has none, they share on, if much would stay white.
    """
    lines: dict[str, int] = {}
    free = math.floor(page.left / pitch)
    bounded = [one for one in page.growing if one.most < UNBOUNDED]
    free -= _dealt(lines, bounded, free)
    boundless = [one.name for one in page.growing if one.most >= UNBOUNDED and one.least <= free]
    if free > 0 and boundless:
        lines[boundless[-1]] = free
    elif free >= MUCH:
        _dealt(lines, [replace(one, most=UNBOUNDED) for one in bounded], free)
    return lines


def _dealt(lines: dict[str, int], groups: Sequence[Growing], free: int) -> int:
    """Add to `lines` one line for each group in turn, up to its bound; return for how many there was room."""
    left = free
    while open_ones := [one for one in groups if lines.get(one.name, 0) < one.most and one.each <= left]:
        for one in reversed(open_ones):
            if one.each <= left:
                lines[one.name] = lines.get(one.name, 0) + 1
                left -= one.each
    return free - left
