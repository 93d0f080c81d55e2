"""Room for a text among marks: boxes, and whether anything touches them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from press.figures.drawing import Point


@dataclass(frozen=True)
class Box:
    """A rectangle on paper, in mm."""

    left: float
    top: float
    right: float
    foot: float

    def touches(self, other: Box, air: float = 0.0) -> bool:
        """Say whether two boxes overlap or stand nearer than `air` mm."""
        across = self.left < other.right + air and other.left < self.right + air
        return across and self.top < other.foot + air and other.top < self.foot + air

    def holds(self, other: Box) -> bool:
        """Say whether another box lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.foot <= self.foot

    def crossed(self, start: Point, end: Point, air: float = 0.0) -> bool:
        """Say whether a stroke from one point to another comes nearer than `air` mm (Liang–Barsky clipping)."""
        first, last = 0.0, 1.0
        for at, way, low, high in (
            (start[0], end[0] - start[0], self.left - air, self.right + air),
            (start[1], end[1] - start[1], self.top - air, self.foot + air),
        ):
            if way == 0:
                if not low < at < high:
                    return False
                continue
            enters, leaves = sorted(((low - at) / way, (high - at) / way))
            first, last = max(first, enters), min(last, leaves)
        return first < last


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, foot: float) -> list[float]:
    """Return the tops of boxes, each as near to the top it wants as the others let it; order is kept.

    `wanted` rises. Boxes that have no room between `top` and `foot` go on below `foot`.
    """
    tops: list[float] = []
    at = top
    for one, height in zip(wanted, heights, strict=True):
        tops.append(max(one, at))
        at = tops[-1] + height
    at = max(foot, top + sum(heights))
    for number in reversed(range(len(tops))):
        tops[number] = min(tops[number], at - heights[number])
        at = tops[number]
    return tops


def is_free(box: Box, frame: Box, boxes: Iterable[Box], strokes: Iterable[tuple[Point, Point]]) -> bool:
    """Say whether a box lies in the frame and touches no other box and no stroke."""
    if not frame.holds(box) or any(box.touches(other, 0.3) for other in boxes):
        return False
    return not any(box.crossed(*stroke, 0.4) for stroke in strokes)
