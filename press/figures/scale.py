"""Scales: round ticks with labels that do not touch, and numbers as they are printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

STEPS = (0.25, 0.5, 1.0, 2.5)
"""Ticks stand at multiples of these, times a power of ten."""


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` on `length` mm of paper that begins at `start`."""

    low: float
    high: float
    step: float
    start: float
    length: float

    def at(self, number: float) -> float:
        """Return where a number stands, in mm."""
        return self.start + self.part(number) * self.length

    def part(self, number: float) -> float:
        """Return the part of the scale, from 0 to 1, that lies before a number."""
        return (number - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """Return the numbers at the ticks, both ends of the scale included."""
        first, last = round(self.low / self.step), round(self.high / self.step)
        return [round(number * self.step, 12) for number in range(first, last + 1)]

    @property
    def broken(self) -> bool:
        """Say that the axis does not hold zero."""
        return self.low > 0


def plain(number: float, thousands: str) -> str:
    """Return a number with parted thousands and a true minus; no figure that was given is lost."""
    return f"{number:,.15g}".replace(",", thousands).replace("-", "−")


def rounded(least: float, most: float, steps: int) -> tuple[float, float, float]:
    """Return low, high and step of a round scale from `least` to `most` with no more than `steps` steps, or two."""
    if least == most:
        least, most = min(least, 0.0), max(most, 0.0) or (1.0 if least == most == 0 else most)
    for step in _round_steps((most - least) / max(steps, 1)):
        low, high = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
        if high - low <= max(steps, 2):
            return float(f"{low * step:.12g}"), float(f"{high * step:.12g}"), step
    raise AssertionError("steps grow without end")


def _round_steps(least: float) -> Iterator[float]:
    """Yield round steps from `least` upwards."""
    power = math.floor(math.log10(least))
    while True:
        for step in STEPS:
            if step * 10**power >= least * (1 - 1e-9):
                yield float(f"{step * 10**power:.12g}")
        power += 1


def fitting(least: float, most: float, fits: Callable[[float, float, float], Scale | None]) -> Scale:
    """Return the scale with the most ticks that `fits`, which gets low, high and step and returns a Scale or None.

    With one or two steps it is taken as it comes: `fits` is asked with the fewest ticks last.
    """
    for steps in (5, 4, 3, 2):
        scale = fits(*rounded(least, most, steps))
        if scale is not None:
            return scale
    low, high, _ = rounded(least, most, 2)
    scale = fits(low, high, high - low)
    if scale is None:
        raise ValueError("the numbers of the axis are too long for its width")
    return scale
