"""The texts of a timeline: how much room each needs, which share a page, and where each begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from press.figures.drawing import MM, Measure, wrapped
from press.markdown import plain
from press.model.content import Event, TypeSize

Shown = tuple[str, Event]


def room_needed(
    events: Sequence[Shown], measure: Measure, types: Mapping[str, TypeSize], *, width: float = 91.5
) -> dict[str, float]:
    """Return the room in mm that each event needs beside the axis, at the level that needs the most.

    `types` is the type of each level, `width` that of the text in mm. The date is set in bold, with a
    mark behind it.
    """
    return {
        name: round(max(_height(event, level, size, measure, width) for level, size in types.items()) * MM + 1.5, 2)
        for name, event in events
    }


def _height(event: Event, level: str, type_size: TypeSize, measure: Measure, width: float) -> float:
    """Return how high an event is at a level, in pt."""
    size = type_size.size * MM
    what = event.what if isinstance(event.what, str) else event.what[level]
    date = wrapped(f"{event.date} MM", width, measure, size, 700)
    return (len(date) + len(wrapped(plain(what), width, measure, size, 400))) * type_size.leading


def shared_out(events: Sequence[Shown], needs: Mapping[str, float], height: float, pages: int) -> list[list[Shown]]:
    """Return the events page by page, with as few pages as possible, the fullest of them as empty as possible.

    No event at all, one that needs more than `height` mm, and more than fit on `pages` are a ValueError.
    """
    if not events:
        raise ValueError("it has no event")
    name, most = max(needs.items(), key=lambda one: one[1])
    if most > height:
        raise ValueError(f"“{name}” needs {most:.0f} mm for its text, and a page has {height:.0f}")
    count = len(filled(events, needs, height))
    if count > pages:
        raise ValueError(f"its {len(events)} events take {count} pages, and it may have {pages}: show fewer at once")
    total = list(accumulate((needs[name] for name, _ in events), initial=0.0))
    runs = sorted(end - start for number, start in enumerate(total) for end in total[number + 1 :])
    fullest = next((run for run in runs if _fits(events, needs, run, count)), height)
    return filled(events, needs, fullest)


def _fits(events: Sequence[Shown], needs: Mapping[str, float], height: float, count: int) -> bool:
    return height + 1e-6 >= max(needs.values()) and len(filled(events, needs, height)) <= count


def filled(events: Sequence[Shown], needs: Mapping[str, float], height: float) -> list[list[Shown]]:
    """Return the events page by page when each page takes all that it has room for."""
    pages: list[list[Shown]] = []
    left = 0.0
    for name, event in events:
        if not pages or needs[name] > left + 1e-6:
            pages.append([])
            left = height
        pages[-1].append((name, event))
        left -= needs[name]
    return pages


def first_line(size: float) -> float:
    """Return how far below the top of an event's text the middle of its first line is, where its leader ends.

    `size` is that of the figure's own letters; all in mm.
    """
    return max(1.2, size * 0.37)


def slots(page: Sequence[Shown], needs: Mapping[str, float], height: float) -> tuple[tuple[str, float], ...]:
    """Return the top of each event's text in mm; all get the same share of the room that nobody needs."""
    names = [name for name, _ in page]
    spare = (height - sum(needs[name] for name in names)) / len(names)
    tops = accumulate([needs[name] + spare for name in names[:-1]], initial=0.0)
    return tuple((name, round(top, 2)) for name, top in zip(names, tops, strict=True))
