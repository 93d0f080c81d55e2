"""The pages of one section at one level: as they fell when it was measured, or broken where all levels break it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from press.model.made import Booklet, Growing, Measured, Stretch

EMPTIEST = 0.25
"""Part of a page that may stay white so that every level breaks a section at the same item."""


@dataclass(frozen=True)
class Level:
    """A booklet without pages for notes, and what was measured of it with the trial page."""

    booklet: Booklet
    measured: Measured

    @cached_property
    def stretches(self) -> dict[str, list[Stretch]]:
        """The pages of each section as they fell by themselves."""
        return {name: list(pages) for name, pages in groupby(self.measured.pages, key=lambda page: page.section)}

    @property
    def line(self) -> float:
        """The distance of two lines of text, in pt."""
        return self.booklet.type.leading


@dataclass(frozen=True)
class Page:
    """One page of a section at one level. Lengths are in pt."""

    used: float
    """From the top of the live area to the foot of the text."""
    left: float
    """From there to the foot of the live area."""
    growing: tuple[Growing, ...]

    def and_below(self, other: Page) -> Page:
        """Return the page with what another has on it below."""
        return Page(self.used + other.used, self.left - other.used, (*self.growing, *other.growing))


@dataclass(frozen=True)
class _Part:
    """What stands from the top of one item to the top of the next, at one level."""

    name: str
    """The item; empty for what stands before the first."""
    height: float
    margin: float
    """What must be left below it; 0 where its height says so already."""
    growing: tuple[Growing, ...]


def pages_of(level: Level, section: str, breaks: frozenset[str]) -> list[Page]:
    """Return the pages of a section at one level: as they fell, or broken at the items that start a page."""
    stretches = level.stretches[section]
    parts = _parts(level, stretches)
    if not any(part.name in breaks for part in parts):
        return [Page(one.used, one.left, one.growing) for one in stretches]
    pages: list[list[_Part]] = []
    for part in parts:
        if not pages or part.name in breaks:
            pages.append([])
        pages[-1].append(part)
    live = _live(stretches)
    made = []
    for page in pages:
        used = sum(part.height + part.margin for part in page) - page[-1].margin
        made.append(Page(used, live - used, tuple(one for part in page for one in part.growing)))
    return made


def _live(stretches: Sequence[Stretch]) -> float:
    """Return the height of the live area in pt."""
    return stretches[0].used + stretches[0].left


def _parts(level: Level, stretches: Sequence[Stretch]) -> list[_Part]:
    """Return the parts of a section. Below one that ended a page a line is left: its own margin was not measured."""
    heights: dict[str, float] = {"": 0.0}
    ended = set()
    name = ""
    for page in stretches:
        tops = [*page.items, ("", page.used)]
        heights[name] += tops[0][1]
        for (name, top), (_, end) in pairwise(tops):
            heights[name] = heights.get(name, 0.0) + end - top
        ended.add(name)
    growing = [one for page in stretches for one in page.growing]
    return [
        _Part(name, height, level.line if name in ended else 0.0, tuple(one for one in growing if one.item == name))
        for name, height in heights.items()
    ]


def breaks_with_room(level: Level, section: str, breaks: frozenset[str]) -> frozenset[str]:
    """Return those of the breaks that are in the section; none if a level has no room for what is between them."""
    own = breaks & {part.name for part in _parts(level, level.stretches[section])}
    return own if all(page.left >= 0 for page in pages_of(level, section, own)) else frozenset()


def common_breaks(levels: Sequence[Level], section: str) -> frozenset[str]:
    """Return the items at which every level breaks the section, so that each stands on the same page in all.

    None are returned if that would cost a page, or leave one emptier than may be.
    """
    stretches = [level.stretches[section] for level in levels]
    most = max(len(one) for one in stretches)
    parts = [_parts(level, one) for level, one in zip(levels, stretches, strict=True)]
    names = [part.name for part in parts[0]]
    if most == 1 or any([part.name for part in one] != names for one in parts):
        return frozenset()
    breaks = _greedy(parts, _live(stretches[0]))
    if breaks is None or len(breaks) >= most or any(_leaves_white(level, section, breaks) for level in levels):
        return frozenset()
    return breaks


def breaks_between(level: Level, section: str, count: int) -> frozenset[str]:
    """Return the items that start a page so that none is parted, where some were when they were measured.

    None are returned if that would take more than `count` pages, or leave one emptier than may be.
    """
    stretches = level.stretches[section]
    items = [{name for name, _ in page.items} for page in stretches]
    if all(page.isdisjoint(after) for page, after in pairwise(items)):
        return frozenset()
    breaks = _greedy([_parts(level, stretches)], _live(stretches))
    if breaks is None or len(breaks) >= count or _leaves_white(level, section, breaks):
        return frozenset()
    return breaks


def _leaves_white(level: Level, section: str, breaks: frozenset[str]) -> bool:
    """Return whether a page before the last is emptier than may be, and has no lines that could fill it."""
    *full, _ = pages_of(level, section, breaks)
    return any(not page.growing and page.left > EMPTIEST * (page.used + page.left) for page in full)


def _greedy(levels: Sequence[Sequence[_Part]], live: float) -> frozenset[str] | None:
    """Return the items that start a page if each page takes what has room at every level; None if one never has."""
    breaks = set()
    used = [0.0 for _ in levels]
    for column in zip(*levels, strict=True):
        feet = [top + part.height for top, part in zip(used, column, strict=True)]
        if max(feet) > live and column[0].name:
            breaks.add(column[0].name)
            feet = [part.height for part in column]
        if max(feet) > live:
            return None
        used = [foot + part.margin for foot, part in zip(feet, column, strict=True)]
    return frozenset(breaks)
