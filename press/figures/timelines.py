"""Timelines: a true-scale axis at the left, room for each event's text at the right, leaders between.

The distance of two dots is the time between two events, so dates are never spaced evenly. The texts
are: they stand in HTML beside the drawing, each in its slot, and never cover one another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from press.figures.drawing import Point, box, dot, figure, frame, hatch, path, text
from press.figures.slots import Shown, shared_out, slots
from press.model.content import Event
from press.model.made import Figure

TEXT = 2.96
"""Size of tick labels in mm: 8.4 pt."""
DIGIT = 0.53
"""Width of a figure in ems, a little more than Booklet Sans needs."""
DOT = 0.78
LANE, LANES = 2.4, 7.2
"""Width of the lane of a period at the left of the axis, and of all lanes at most, in mm."""
KNEE, NECK, FAN = 1.6, 2.6, 3.4
"""A leader runs level from the last dot and to its text, and has at least so much for the way between."""
TICK, SMALL_TICK = 1.5, 0.9
END, TAIL = 2.0, 4.0
"""What an axis keeps from the edge in mm, and the dashes that say it goes on over the page."""
NAME_LINE = 1.2
"""From the top of an event's text to the middle of its first line, at which its leader ends."""

STEPS = ((1, 1), (3, 1), (12, 3), (24, 12), (60, 12), (120, 60), (240, 120), (600, 120), (1200, 600),
         (2400, 1200), (6000, 1200), (12000, 6000), (60000, 12000))  # fmt: skip
"""Months from one label to the next, and from one tick to the next."""
APART = 12.0
"""Labels stand at least this far from each other, in mm."""
ONE_SCALE = 2.0
"""Pages get one scale as long as that makes no axis shorter than one part in so many."""


@dataclass(frozen=True)
class _Axis:
    """A span of time, in months from the year 0, on a length of paper."""

    first: float
    last: float
    top: float
    foot: float
    label: int
    tick: int

    @property
    def scale(self) -> float:
        """Mm a month."""
        return (self.foot - self.top) / (self.last - self.first)

    def y(self, year: float) -> float:
        return self.top + (year * 12 - self.first) * self.scale

    def months(self, step: int) -> range:
        """Return the months within the axis that are multiples of `step`."""
        return range(math.ceil(self.first / step - 1e-6) * step, math.floor(self.last + 1e-6) + 1, step)


def timeline(
    events: Sequence[Shown],
    *,
    height: float = 139.0,
    width: float = 27.0,
    title: str,
    slot: float = 23.0,
    rooms: Mapping[str, float] | None = None,
    undated: Set[str] = frozenset(),
) -> tuple[Figure, ...]:
    """Return the drawings of a timeline, one for each page, with the slot of each event's text.

    Each `(id, event)` is placed by its `start`; of equal ones the first comes first. Points are dots,
    those named in `undated` open dots; periods are hatched bars, but dots where a bar would be lower.
    `slot` is the room in mm that the text of any event needs, `rooms` that of single ones (see `room_needed`).
    Events that do not all fit into `height` mm are shared out over as few pages as possible. The fullest
    page is `height` mm high, the others are as much lower as their texts need less, so that notes find
    room under them. What nobody on a page needs is shared out evenly among its events.

    Pages have one scale, so that the same length is the same time, unless that would leave one of the
    axes shorter than half: a page of seventy years and a page of six could not be read on one scale.
    They then have scales of their own, and their ticks say so. An axis that goes on over the page ends
    in dashes.

    No event at all, or one that needs more than `height`, is a ValueError.
    """
    ordered = sorted(events, key=lambda one: one[1].start)
    needs = {name: (rooms or {}).get(name, slot) for name, _ in ordered}
    if not ordered or max(needs.values()) > height:
        raise ValueError("a timeline has one event or more, and room for each of them")
    pages = shared_out(ordered, needs, height)
    sums = [sum(needs[name] for name, _ in page) for page in pages]
    heights = [height * one / max(sums) for one in sums]
    axes, count = _axes(pages, heights), len(pages)
    names = [title if count == 1 else f"{title} ({number} / {count})" for number in range(1, count + 1)]
    return tuple(
        _page(
            page,
            axis,
            needs=needs,
            size=(width, high),
            title=name,
            goes_on=(number > 0, number < count - 1),
            undated=undated,
        )
        for number, (page, axis, high, name) in enumerate(zip(pages, axes, heights, names, strict=True))
    )


def _axes(pages: list[list[Shown]], heights: list[float]) -> list[_Axis]:
    """Return an axis for each page, all of one scale if `timeline` says so."""
    last = len(pages) - 1
    axes = [
        _fitted(page, END + (TAIL if number else 0), high - END - (TAIL if number < last else 0))
        for number, (page, high) in enumerate(zip(pages, heights, strict=True))
    ]
    scale = min(axis.scale for axis in axes)
    if max(axis.scale for axis in axes) > ONE_SCALE * scale:
        return axes
    label, tick = max((axis.label, axis.tick) for axis in axes)
    return [
        replace(_filled(axis, scale, axes[number - 1 : number], axes[number + 1 :]), label=label, tick=tick)
        for number, axis in enumerate(axes)
    ]


def _fitted(page: list[Shown], top: float, foot: float) -> _Axis:
    """Return the axis on which the events of a page take the whole length, to whole ticks."""
    first = min(event.start for _, event in page) * 12
    last = max(max(event.start, event.end or event.start) for _, event in page) * 12
    label, tick = _steps(first, max(last, first + 1), foot - top)
    first = math.floor(first / tick + 1e-6) * tick
    last = max(math.ceil(last / tick - 1e-6) * tick, first + tick)
    return _Axis(first, last, top, foot, label, tick)


def _steps(first: float, last: float, length: float) -> tuple[int, int]:
    """Return the months between labels and between ticks.

    Years are easier to read than months, so months come in only where no two years begin.
    """
    years = math.floor(last / 12) - math.ceil(first / 12) >= 1
    for label, tick in STEPS:
        if (label >= 12 or not years) and label * length / (last - first) >= APART:
            return label, tick
    return STEPS[-1]


def _filled(axis: _Axis, scale: float, before: list[_Axis], after: list[_Axis]) -> _Axis:
    """Return the axis at a smaller scale; what room that leaves shows the time to the next or last page.

    It never reaches into another page's events, for there it would seem that nothing happened.
    """
    room = (axis.foot - axis.top) / scale - (axis.last - axis.first)
    later = min(room, max(0.0, after[0].first - axis.last)) if after else 0.0
    earlier = min(room - later, max(0.0, axis.first - before[0].last)) if before else 0.0
    first, last = axis.first - earlier, axis.last + later
    return replace(axis, first=first, last=last, foot=axis.top + (last - first) * scale)


def _page(
    page: list[Shown],
    axis: _Axis,
    *,
    needs: Mapping[str, float],
    size: tuple[float, float],
    title: str,
    goes_on: tuple[bool, bool],
    undated: Set[str],
) -> Figure:
    """Return one drawing; `goes_on` says whether the timeline has a page before and after it."""
    bars = _bars(page, axis)
    lanes = 1 + max(bars.values(), default=-1)
    lane = min(LANE, LANES / max(lanes, 1))
    x = max(len(_label(month, axis.label)) for month in [0, *axis.months(axis.label)]) * DIGIT * TEXT
    x += 0.8 + TICK + lanes * lane
    beads = _beads(page, axis, bars.keys(), x, size[0] - NECK - FAN - KNEE)
    knee = max(x for x, _ in beads.values()) + KNEE
    tops = slots(page, needs, size[1])
    leaders = [
        [beads[name], (knee, beads[name][1]), (size[0] - NECK, top + NAME_LINE), (size[0], top + NAME_LINE)]
        for name, top in tops
    ]
    parts = [
        *_scale(axis, x, lanes * lane, goes_on),
        *(_bar(event, axis, x - bars[name] * lane, lane) for name, event in page if name in bars),
        *(path(leader) for leader in leaders),
        *(dot(*beads[name], DOT, is_open=name in undated) for name, _ in page if name not in bars),
    ]
    return figure(*size, title, parts, slots=tops)


def _bars(page: list[Shown], axis: _Axis) -> dict[str, int]:
    """Return the periods that are high enough for a bar, with their lanes from 0, so that none overlap."""
    lanes: list[float] = []
    found = {}
    for name, event in page:
        if event.end is not None and (event.end - event.start) * 12 * axis.scale >= 2 * DOT:
            lane = next((number for number, end in enumerate(lanes) if end <= event.start), len(lanes))
            lanes[lane : lane + 1] = [event.end]
            found[name] = lane
    return found


def _beads(page: list[Shown], axis: _Axis, bars: Set[str], x: float, most: float) -> dict[str, Point]:
    """Return where each leader begins: at its dot, or at the head of its bar.

    A dot that would cover another moves to the right, never up or down: its height is its date. So many
    at one date that they would pass `most` close up.
    """
    strings: list[float] = []
    string: dict[str, int] = {}
    for name, event in page:
        y = axis.y(event.start)
        free = (number for number, last in enumerate(strings) if y - last >= 2 * DOT + 0.2)
        string[name] = 0 if name in bars else next(free, len(strings))
        if name not in bars:
            strings[string[name] : string[name] + 1] = [y]
    apart = min(2 * DOT + 0.35, max(0.0, most - x) / max(1, len(strings) - 1))
    return {name: (x + string[name] * apart, axis.y(event.start)) for name, event in page}


def _bar(event: Event, axis: _Axis, right: float, lane: float) -> str:
    top = axis.y(event.start)
    area = (right - lane + 0.4, top, lane - 0.4, axis.y(event.end or event.start) - top)
    return box(*area, "#fff") + hatch(*area) + frame(*area)


def _scale(axis: _Axis, x: float, gap: float, goes_on: tuple[bool, bool]) -> list[str]:
    """Return the axis with its ticks, and their labels on the side where no leader runs."""
    labelled = set(axis.months(axis.label))
    ticks = [
        [(x - (gap + TICK if month in labelled else SMALL_TICK), y), (x, y)]
        for month in sorted(labelled | set(axis.months(axis.tick)))
        for y in [axis.y(month / 12)]
    ]
    tails = [
        [(x, end), (x, end + way * TAIL)]
        for end, way, shown in zip((axis.top, axis.foot), (-1, 1), goes_on, strict=True)
        if shown
    ]
    right = x - gap - TICK - 0.6
    labels = [
        text(_label(month, axis.label), right, axis.y(month / 12) + TEXT * 0.33, TEXT, anchor="end")
        for month in sorted(labelled)
    ]
    line = path([(x, axis.top), (x, axis.foot)], width=0.35)
    return [path(*ticks), line, *(path(tail, width=0.35, dash=(0.7, 0.7)) for tail in tails), *labels]


def _label(month: int, step: int) -> str:
    """Return `1988` where years are labelled and `1988-02` where months are (ISO 8601, for all languages)."""
    year, rest = divmod(month, 12)
    years = str(year).replace("-", "−")
    return years if step >= 12 else f"{years}-{rest + 1:02}"
