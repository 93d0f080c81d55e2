"""The teacher's booklet: each pupils' page as pupils have it, and beside it what belongs to it.

    Guide + pupils' booklet as it was printed → sides → markup → layout ─ stamp → PDF

The pages of the pupils are drawn unscaled on the left half of a sheet and carry no tags; the notes are
tagged text. A page with notes has a side of its own, on which its notes begin, and as many more sides as
they need. Pages without notes stand two on a side. Those with nothing but lines for notes are left out,
and the next side says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path

from press import impose, preflight, render
from press.deliver import fingerprint
from press.fonts import Fonts
from press.model.made import END, Entry, Guide, Made, Markup, Note, Printed, Side, notes_page
from press.model.paper import SHEET_OF, Paper
from press.preflight import grey
from press.problems import Problem, Where
from press.words import Words

EDITION = "teacher"


@dataclass(frozen=True)
class Pupils:
    """A pupils' booklet as it was printed."""

    printed: Printed
    paper: Paper
    sections: tuple[str, ...]
    """The ids of its sections, in order."""

    def page(self, anchor: str) -> int:
        """Return the page of an anchor; one that stands nowhere is looked for where its section begins."""
        while anchor and anchor not in self.printed.anchors:
            anchor = anchor.rpartition("-")[0]
        return self.printed.anchors.get(anchor, 1)

    @cached_property
    def lines(self) -> frozenset[int]:
        """The pages that have nothing but lines for notes."""
        anchors, found = self.printed.anchors, []
        for section in (*self.sections, END):
            number = 1
            while (name := notes_page(section, number)) in anchors:
                found.append(anchors[name])
                number += 1
        return frozenset(found)

    @cached_property
    def spans(self) -> dict[str, range]:
        """The pages of each section."""
        starts = {one: self.printed.anchors[one] for one in self.sections if one in self.printed.anchors}
        ends = sorted({*starts.values(), *self.lines, self.printed.pages + 1})
        return {one: range(start, next(end for end in ends if end > start)) for one, start in starts.items()}

    def pages(self, names: Sequence[str]) -> list[int]:
        """Return the pages of sections and of other anchors, sorted."""
        return sorted({page for name in names for page in self.spans.get(name, [self.page(name)])})


def booklet(
    guide: Guide,
    pupils: Pupils,
    *,
    name: str,
    layouts: Path,
    fonts: Fonts,
    words: Words,
    lay_out: Callable[[Markup], Printed],
) -> tuple[Made, list[Problem]]:
    """Return the teacher's booklet for the sheet on which two of the pupils' pages lie, and what is wrong with it.

    `name` is the path of the file below `out/`.
    """
    paper = SHEET_OF[pupils.paper]
    shown = sides(guide, pupils)

    def where(names: Sequence[str]) -> str:
        return listed(pupils.pages(names))

    page = render.teacher(guide, shown, layouts=layouts, fonts=fonts, words=words, paper=paper, where=where)
    result = lay_out(page)
    starts = {side.id: result.anchors[side.id] for side in shown if side.id in result.anchors}
    halves = {starts[side.id]: side.pages for side in shown if side.id in starts}
    pdf = impose.stamped(result.pdf, pupils.printed.pdf, halves, paper, _labels(shown, starts, result.pages))
    problems = [Problem(Where(name), "engine-warning", line) for line in result.log]
    problems += preflight.reading(
        pdf,
        name=name,
        size=impose.PAPERS[paper],
        expected_pages=result.pages,
        families=fonts.names,
        ids=page.ids,
        anchors=result.anchors,
        hidden=frozenset(),
    )
    proof = grey.proof(pdf, name=name)
    made = Made(
        path=name,
        kind="teacher",
        edition=EDITION,
        level="",
        paper=paper,
        flip=None,
        pages=result.pages,
        sheets=-(-result.pages // 2),
        data=pdf,
        sections=tuple(_sections(shown, starts, pupils)),
        colour=len(proof.colour),
        ink=proof.ink,
        fingerprints=fingerprint.pages(pdf),
    )
    return made, [*problems, *proof.problems]


def sides(guide: Guide, pupils: Pupils) -> list[Side]:
    """Return the sides that show pupils' pages, each with the notes that begin there."""
    beside = _beside(guide.notes, pupils)
    parts = {pupils.page(section): title for section, title in guide.parts.items()}
    running = {page: guide.running.get(one, "") for one, span in pupils.spans.items() for page in span}
    gone = sorted(pupils.lines)
    made = []
    for pages in _groups(pupils, frozenset(beside)):
        before = [page for page in gone if page < pages[-1]]
        gone = gone[len(before) :]
        part = next((parts[page] for page in pages if page in parts), "")
        notes = tuple(beside.get(pages[0], ()))
        made.append(Side(f"page-{pages[0]}", pages, notes, part, running.get(pages[0], ""), listed(before)))
    return made


def _groups(pupils: Pupils, noted: frozenset[int]) -> list[tuple[int, ...]]:
    """Return the pages that are shown, those alone that have notes, and the others by twos."""
    groups: list[tuple[int, ...]] = []
    for page in range(1, pupils.printed.pages + 1):
        if page in pupils.lines:
            continue
        if page not in noted and groups and len(groups[-1]) == 1 and groups[-1][0] not in noted:
            groups[-1] += (page,)
        else:
            groups.append((page,))
    return groups


def _beside(notes: Sequence[Note], pupils: Pupils) -> dict[int, list[Note]]:
    """Return the notes by the page that they belong to, in their order."""
    found: dict[int, list[Note]] = {}
    for note in notes:
        for page, part in _parted(note, pupils):
            found.setdefault(page, []).append(part)
    return found


def _parted(note: Note, pupils: Pupils) -> Iterator[tuple[int, Note]]:
    """Yield a note for each page on which there are items of it."""
    start = pupils.page(note.at)
    groups: dict[int, tuple[Entry, ...]] = {start: ()}
    for one in note.entries:
        page = pupils.page(one.at) if one.at else start
        groups[page] = (*groups.get(page, ()), one)
    yield start, replace(note, entries=groups.pop(start))
    for page, entries in groups.items():
        yield page, replace(note, id=f"{note.id}-{page}", entries=entries, data={})


def listed(pages: Sequence[int]) -> str:
    """Return `10–12, 21` for 10, 11, 12, 21."""
    runs = [[page for _, page in run] for _, run in groupby(enumerate(pages), key=lambda one: one[1] - one[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _labels(shown: Sequence[Side], starts: dict[str, int], pages: int) -> list[str]:
    """Return what a reader's window calls each side: i, ii, … at the front, then the numbers of the pupils' pages."""
    beginning = {starts[side.id]: listed(side.pages) for side in shown if side.id in starts}
    labels: list[str] = []
    for number in range(1, pages + 1):
        more = f"{labels[-1].rstrip('+')}+" if beginning and number > min(beginning) else roman(number)
        labels.append(beginning.get(number, more))
    return labels


def roman(number: int) -> str:
    """Return a number below 90 in small Roman numerals."""
    tens, ones = divmod(number, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[tens] + units[ones]


def _sections(shown: Sequence[Side], starts: dict[str, int], pupils: Pupils) -> Iterator[tuple[str, int]]:
    """Yield the pupils' sections, each with the side on which it begins."""
    side_of = {page: starts[side.id] for side in shown if side.id in starts for page in side.pages}
    for section, span in pupils.spans.items():
        if span[0] in side_of:
            yield section, side_of[span[0]]
