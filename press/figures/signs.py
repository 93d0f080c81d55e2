"""The signs of a timeline: how sure an event is shows in the shape of its sign, not in its colour.

A full dot is agreed, a ring is told by one source, a half dot is told in different ways. An event
without a date has a diamond in place of the dot. The same signs stand beside the texts.
"""

from __future__ import annotations

import math

from press.figures.drawing import INK, OUTLINE, Point, area, box, dot, hatch, path
from press.model.content import Event


def sign(event: Event, x: float, y: float, radius: float) -> str:
    """Return the sign of an event around a point."""
    if event.undated:
        return _diamond(event, x, y, radius * 1.2)
    if event.standing != "disputed":
        return dot(x, y, radius, is_open=event.standing == "attributed")
    return dot(x, y, radius, is_open=True) + area(_half_disc(x, y, radius - OUTLINE / 2))


def _diamond(event: Event, x: float, y: float, radius: float) -> str:
    left, right, top, foot = (x - radius, y), (x + radius, y), (x, y - radius), (x, y + radius)
    whole = area([left, top, right, foot], INK if event.standing == "agreed" else "#fff", outline=True)
    return whole + (area([left, top, foot]) if event.standing == "disputed" else "")


def _half_disc(x: float, y: float, radius: float) -> list[Point]:
    """Return the left half of a disc as a polygon, which is as round as print can show."""
    turns = (math.pi / 2 + math.pi * step / 12 for step in range(13))
    return [(x + radius * math.cos(turn), y - radius * math.sin(turn)) for turn in turns]


def period(x: float, y: float, width: float, height: float, *, goes_on: bool = False) -> str:
    """Return the bar of a period: hatched, on white; without a foot if it `goes_on` over the page."""
    corners = [(x, y + height), (x, y), (x + width, y), (x + width, y + height)]
    outline = path(corners if goes_on else [*corners, corners[0]])
    return box(x, y, width, height, "#fff") + hatch(x, y, width, height) + outline
