"""Stage 6: what the measured pages leave room for → Fill.

Spare room is given to writing, not to air: lines at the end of a section grow towards the foot of
the page, and pages for notes before the back cover fill the last sheet.
"""

from __future__ import annotations

import math

from press.model.made import Fill, Measured, Room

SHEET = 4
"""Pages on one folded sheet."""

UNBOUNDED = 99
"""Lines that may take as many as this take all that is left."""

TRIAL_NOTES = 1
"""Pages for notes in the booklet that is measured: one, to learn how many lines such a page has."""


def fill(measured: Measured, pitch: float) -> Fill:
    """Return the lines and pages to add to a booklet measured with one page for notes.

    `pitch` is the distance of two ruled lines in pt. The groups of lines on a page share its room, one
    line each in turn, the last group first; none takes more than it may. What they leave goes to a
    group without a bound.
    """
    lines: dict[str, int] = {}
    for page in measured.room:
        lines |= _shared(page, pitch)
    notes = -(measured.pages - TRIAL_NOTES) % SHEET
    lines |= {notes_lines(number): lines.get(notes_lines(1), 0) for number in range(2, notes + 1)}
    return Fill(lines=lines, notes=notes)


def notes_lines(number: int) -> str:
    """Return the id of the ruled lines on a page for notes; all such pages have the same room."""
    return f"notes-{number}-lines"


def _shared(room: Room, pitch: float) -> dict[str, int]:
    """Return how many lines each group of one page gets; groups that get none are left out."""
    lines: dict[str, int] = {}
    free = math.floor(room.height / pitch)
    bounded = [(name, most) for name, most in room.growing if most < UNBOUNDED]
    while free > 0 and (open_ones := [name for name, most in bounded if lines.get(name, 0) < most]):
        for name in reversed(open_ones[-free:]):
            lines[name] = lines.get(name, 0) + 1
            free -= 1
    boundless = [name for name, most in room.growing if most >= UNBOUNDED]
    if free > 0 and boundless:
        lines[boundless[-1]] = free
    return lines
