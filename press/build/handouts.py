"""The handouts of a booklet: each lesson on sheets of its own, made from the finished pages, with their numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from press import folding, opened, preflight
from press.folding import PANEL, Side
from press.impose import handouts as sheets
from press.model.edition import STANDARD
from press.model.made import Booklet, Handout, Made, Printed
from press.model.paper import PAGE_PT, SHEET_OF, Paper, SheetPaper
from press.problems import Problem, Where
from press.render import Beside


@dataclass(frozen=True)
class Finished:
    """A booklet on one paper that has passed its preflight."""

    booklet: Booklet
    paper: Paper
    reading: Made
    anchors: Mapping[str, int]
    coloured: Collection[int]
    """Its pages, from 1, that a copier counts as colour."""

    @property
    def sheet(self) -> SheetPaper:
        """The paper that its pages are printed on."""
        return SHEET_OF[self.paper]

    @property
    def across(self) -> int:
        """How many of its pages stand side by side on a sheet."""
        return sheets.across(PAGE_PT[self.paper], self.sheet)


@dataclass(frozen=True)
class Lesson:
    """The pages of one lesson, and how they lie on sheets."""

    handout: Handout
    first: int
    last: int
    sides: tuple[Side, ...]

    @property
    def panel(self) -> Literal["left", "right"] | None:
        """The half of a sheet on which its panel stands, if one was left; a page that fills its side is right."""
        side = next((side for side in self.sides if PANEL in side), None)
        return None if side is None else "right" if side[-1] == PANEL else "left"

    @property
    def bare(self) -> frozenset[int]:
        """The sides, from 1, on which nothing is printed."""
        return frozenset(number for number, side in enumerate(self.sides, 1) if set(side) == {None})


def made(
    finished: Finished, panels: Callable[[Sequence[Beside]], Printed], families: frozenset[str]
) -> tuple[list[Made], list[Problem]]:
    """Return the handouts of a booklet, and what is wrong with them.

    `panels` sets what stands beside the pages; `families` are the beginnings of the font names that may occur.
    """
    lessons = [_lesson(finished, one) for one in finished.booklet.handouts]
    if not lessons:
        return [], []
    beside = panels([Beside(one.handout, one.first, one.last, one.panel) for one in lessons])
    name = f"handouts ({finished.booklet.mark})"
    problems = [Problem(Where(name), "engine-warning", line) for line in beside.log]
    pages, own = opened.reader(finished.reading.data).pages, opened.reader(beside.pdf).pages
    files = []
    for lesson in lessons:
        said = _pages_of(beside, f"beside-{lesson.handout.number}")
        panel = {PANEL - number: own[page - 1] for number, page in enumerate(said)} if lesson.panel else {}
        sides = folding.handout(lesson.first, lesson.last, across=finished.across, panels=len(panel))
        one = replace(lesson, sides=sides)
        data = sheets.handout(
            {number: pages[number - 1] for number in range(one.first, one.last + 1)} | panel,
            sides,
            lines=[] if panel else [own[page - 1] for page in said],
            paper=finished.sheet,
            title=f"{finished.booklet.title}: {one.handout.name}",
            lang=finished.booklet.language,
        )
        files.append(_file(finished, one, data))
        problems += _judged(files[-1], one, finished, families)
    return files, problems


def _lesson(finished: Finished, one: Handout) -> Lesson:
    """Return the pages from the opener to the one before the next part: pages for notes are among them."""
    first, last = finished.anchors[one.start], finished.anchors[one.end] - 1
    return Lesson(one, first, last, folding.handout(first, last, across=finished.across))


def _pages_of(beside: Printed, name: str) -> range:
    """Return the pages, from 1, from an id to the end that belongs to it."""
    return range(beside.anchors[name], beside.anchors[f"{name}-end"] + 1)


def _judged(file: Made, one: Lesson, finished: Finished, families: frozenset[str]) -> list[Problem]:
    """Return what the preflight finds on a handout."""
    return preflight.sheets(
        file.data,
        name=file.path,
        size=sheets.sheet(finished.across, finished.sheet),
        expected_pages=len(one.sides),
        families=families,
        bare=one.bare,
    )


def _file(finished: Finished, one: Lesson, data: bytes) -> Made:
    """Return a handout with what the manifest says of it; its sections keep the pages of the booklet."""
    whole, handout = finished.booklet, one.handout
    edition = [] if whole.edition.name == STANDARD else [whole.edition.name]
    name = "-".join([whole.pack, f"{handout.number:02}", whole.mark, *edition, finished.sheet])
    return Made(
        path=f"handouts/{name}.pdf",
        kind="handout",
        edition=whole.edition.name,
        level=whole.level,
        mark=whole.mark,
        lessons=(handout.lesson,),
        number=handout.number,
        paper=finished.sheet,
        flip=sheets.flip(finished.across),
        pages=one.last - one.first + 1,
        sheets=len(one.sides) // 2,
        data=data,
        sections=tuple((name, page) for name, page in finished.reading.sections if one.first <= page <= one.last),
        colour=sum(not side.isdisjoint(finished.coloured) for side in map(set, one.sides)),
        fingerprints=finished.reading.fingerprints[one.first - 1 : one.last],
    )
