"""Timelines: an axis at the left, room for each event's text at the right, and a leader to each.

On a true scale the distance of two signs is the time between two events, so dates are never spaced
evenly. An event without a date has no place on the axis, only one in the order of the texts. In
equal steps events are spaced evenly; wherever whole years are left out, the axis is broken and says
how many. The texts stand in HTML beside the drawing, each in its slot, and never cover one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.figures.axes import TAIL, Axis, Dated, axes, has_dates, iso, named
from press.figures.drawing import Point, Type, figure, path, text
from press.figures.signs import period, sign
from press.figures.slots import Shown, first_line, shared_out, slots
from press.figures.steps import even, steps
from press.model.content import Event
from press.model.made import Figure

WIDTH = 27.0
"""Of the drawing in mm; large print has less air in it."""
PAGES, LARGE_PAGES = 2, 4
"""A timeline that takes more pages cannot be seen as one; in large print the same texts take twice the room."""
DIGIT = 0.53
"""Width of a figure in ems, a little more than Booklet Sans needs."""
LANE, LANES = 2.4, 7.2
"""Width of the lane of a period at the left of the axis, and of all lanes at most, in mm; more in large print."""
KNEE, NECK, FAN = 1.6, 2.6, 3.4
"""A leader runs level from the last sign and to its text, and has at least so much for the way between, in mm."""
TICK, SMALL_TICK = 1.5, 0.9


@dataclass(frozen=True)
class _Page:
    """One page: its events, its axis, its size in mm, and whether the timeline has a page before and after it."""

    events: list[Shown]
    axis: Axis
    size: tuple[float, float]
    goes_on: tuple[bool, bool]
    text: float
    """Size of letters in mm; signs grow with it."""
    dated: Dated

    def labels(self) -> dict[float, str]:
        """Return what stands at the ticks that have a label, by month."""
        return {month: named(month, self.axis.label, self.dated) for month in self.axis.months(self.axis.label)}

    @property
    def radius(self) -> float:
        """Of a sign, in mm."""
        return self.text * 0.3

    @property
    def grown(self) -> float:
        """By how much all is larger than in common print."""
        return self.text / Type.small


def timeline(
    events: Sequence[Shown],
    *,
    height: float = 139.0,
    width: float | None = None,
    title: str,
    slot: float = 23.0,
    rooms: Mapping[str, float] | None = None,
    scale: str = "true",
    gap: Callable[[int], str] = str,
    dated: Dated = iso,
    smallest: float = 8.0,
    noted: tuple[float, float] = (0.0, 0.0),
) -> tuple[Figure, ...]:
    """Return the drawings of a timeline, one for each page, with the slot of each event's text.

    Each `(id, event)` is placed by its `start`; of equal ones the first comes first. Its sign says how
    sure it is; periods have a hatched bar beside the axis as well, and events without a date stand off
    it. `slot` is the room in mm that the text of any event needs, `rooms` that of single ones (see
    `room_needed`). `smallest` is the size of the figure's own letters in pt at least, after which `width`
    goes if it is not given.

    `scale` is `true`, or `steps` for events one after the other (at equal distances, if that takes no
    more pages); `gap` then words a number of years. `dated` words the dates on the axis.

    Events that do not all fit into `height` mm are shared out over two pages, in large print over four.
    The fullest page is `height` mm high, the others as much lower as their texts need less, so that notes
    find room under the last. Where its texts leave the room, the last one is lower than `height` by the first
    length of `noted` if it is the only page, by the second if not.
    What nobody on a page needs is shared out evenly among its events. Pages have one scale, so that the
    same length is the same time, unless that would leave one of the axes shorter than half: a page of
    seventy years and a page of six could not be read on one scale. They then have scales of their own,
    and their ticks say so. An axis that goes on over the page ends in dashes.

    No event, one that needs more than `height`, and more than fit on those pages are a ValueError.
    """
    ordered = sorted(events, key=lambda one: one[1].start)
    needs = {name: (rooms or {}).get(name, slot) for name, _ in ordered}
    if scale == "steps":
        needs = even(ordered, needs, height)
    size = Type.of(smallest).small
    pages = shared_out(ordered, needs, height, LARGE_PAGES if size > Type.small else PAGES)
    sums = [sum(needs[name] for name, _ in page) for page in pages]
    wide = axis_width(smallest) if width is None else width
    count = len(pages)
    sizes = [(wide, height * one / max(sums)) for one in sums]
    sizes[-1] = (wide, min(sizes[-1][1], max(sums[-1], height - noted[count > 1])))
    names = [title if count == 1 else f"{title} ({number} / {count})" for number in range(1, count + 1)]
    tops = [slots(page, needs, high) for page, (_, high) in zip(pages, sizes, strict=True)]
    if scale == "steps":
        parts = steps(pages, tops, sizes, gap, size)
    else:
        found = axes(pages, [high for _, high in sizes], size, dated)
        goes_on = [(number > 0, number < count - 1) for number in range(count)]
        drawn = [_Page(*one, text=size, dated=dated) for one in zip(pages, found, sizes, goes_on, strict=True)]
        parts = [_parts(page, top) for page, top in zip(drawn, tops, strict=True)]
    made = zip(sizes, names, parts, tops, strict=True)
    return tuple(figure(*paper, name, drawing, slots=top) for paper, name, drawing, top in made)


def axis_width(smallest: float) -> float:
    """Return the width in mm of a timeline whose own letters are `smallest` pt at least; its texts stand beside it."""
    return WIDTH * max(1.0, 0.8 * Type.of(smallest).small / Type.small)


def _parts(page: _Page, tops: Sequence[tuple[str, float]]) -> list[str]:
    """Return one drawing on a true scale."""
    events = dict(page.events)
    bars = _bars(page)
    lanes = 1 + max(bars.values(), default=-1)
    lane = min(LANE, LANES / max(lanes, 1)) * page.grown
    x = _label_width(page) + 0.8 + TICK + lanes * lane
    beads = _beads(page, x)
    lines = {name: top + first_line(page.text) for name, top in tops}
    off = page.size[0] - NECK * page.grown / 2
    return [
        *(_scale(page, x, lanes * lane) if has_dates(page.events) else []),
        *(_bar(events[name], page, x - number * lane, lane) for name, number in bars.items()),
        *_leaders(page, beads, lines),
        *(sign(events[name], *bead, page.radius) for name, bead in beads.items()),
        *(sign(events[name], off, y, page.radius) for name, y in lines.items() if name not in beads),
    ]


def _label_width(page: _Page) -> float:
    labels = page.labels().values() if has_dates(page.events) else []
    return max(map(len, labels), default=4) * DIGIT * page.text


def _leaders(page: _Page, beads: Mapping[str, Point], lines: Mapping[str, float]) -> Iterator[str]:
    """Yield a leader from each sign on the axis to the first line of its text."""
    knee = max((x for x, _ in beads.values()), default=0.0) + KNEE * page.grown
    wide = page.size[0]
    for name, (x, y) in beads.items():
        yield path([(x, y), (knee, y), (wide - NECK * page.grown, lines[name]), (wide, lines[name])])


def _bars(page: _Page) -> dict[str, int]:
    """Return the periods that are high enough for a bar, with their lanes from 0, so that none overlap."""
    lanes: list[float] = []
    found = {}
    for name, event in page.events:
        if (
            event.end is not None
            and not event.undated
            and (event.end - event.start) * 12 * page.axis.scale >= 2 * page.radius
        ):
            lane = next((number for number, end in enumerate(lanes) if end <= event.start), len(lanes))
            lanes[lane : lane + 1] = [event.end]
            found[name] = lane
    return found


def _beads(page: _Page, x: float) -> dict[str, Point]:
    """Return where each leader begins, which is where the event's sign stands.

    A sign that would cover another moves to the right, never up or down: its height is its date. So many
    at one date that they would come too near to the texts close up.
    """
    strings: list[float] = []
    string: dict[str, int] = {}
    most = page.size[0] - (NECK + KNEE) * page.grown - FAN
    dated = [(name, event) for name, event in page.events if not event.undated]
    for name, event in dated:
        y = page.axis.y(event.start)
        free = (number for number, last in enumerate(strings) if y - last >= 2.4 * page.radius + 0.2)
        string[name] = next(free, len(strings))
        strings[string[name] : string[name] + 1] = [y]
    apart = min(2.4 * page.radius + 0.3, max(0.0, most - x) / max(1, len(strings) - 1))
    return {name: (x + string[name] * apart, page.axis.y(event.start)) for name, event in dated}


def _bar(event: Event, page: _Page, right: float, lane: float) -> str:
    """Return the bar of a period; one that goes on over the page has no end."""
    top, foot = page.axis.y(event.start), page.axis.y(event.end or event.start)
    goes_on = foot > page.axis.foot + 0.1
    return period(right - lane + 0.4, top, lane - 0.4, min(foot, page.axis.foot) - top, goes_on=goes_on)


def _scale(page: _Page, x: float, gap: float) -> list[str]:
    """Return the axis with its ticks, and their labels on the side where no leader runs."""
    axis = page.axis
    labelled = page.labels()
    ticks = [
        [(x - (gap + TICK if month in labelled else SMALL_TICK), y), (x, y)]
        for month in sorted({*labelled, *axis.months(axis.tick)})
        for y in [axis.y(month / 12)]
    ]
    tails = [
        [(x, end), (x, end + way * TAIL)]
        for end, way, shown in zip((axis.top, axis.foot), (-1, 1), page.goes_on, strict=True)
        if shown
    ]
    right = x - gap - TICK - 0.6
    labels = [
        text(label, right, axis.y(month / 12) + page.text * 0.33, page.text, anchor="end")
        for month, label in labelled.items()
    ]
    line = path([(x, axis.top), (x, axis.foot)], width=0.35)
    return [path(*ticks), line, *(path(tail, width=0.35, dash=(0.7, 0.7)) for tail in tails), *labels]
