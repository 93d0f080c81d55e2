"""Stage 6: what the measured pages of all levels leave room for → Fill.

Every section stands on the same pages at every level: “turn to page 6” works for the whole class.
A section takes as many pages as the level that needs most. What the others have over is given to
writing, not to air: lines grow towards the foot of the page, questions are spread over the same
pages, and where a whole page is left it is one for notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from press.markdown import plain
from press.model.made import END, Booklet, Fill, Section, notes_page
from press.paginate.lines import shared
from press.paginate.pages import Level, breaks_between, breaks_with_room, common_breaks, pages_of
from press.paginate.told import told_lines
from press.problems import Problem

__all__ = ["Level", "Outline", "apart", "fill", "follow", "outline", "trial"]

MOST_APART = 1
"""Pages by which levels may differ in a text to read: a second empty page would part it from its questions."""

MOST_APART_ELSEWHERE = 2
"""The same for any other section, and for all in an edition that the texts were not written for."""

FREE = ("words",)
"""Kinds of sections that may differ by any number: a plainer level explains more words, and others add their own."""

TEXTS = ("read", "strip")
"""Kinds of sections that are texts to read."""


@dataclass(frozen=True)
class Outline:
    """What all levels have in common."""

    pages: Mapping[str, int]
    """How many pages each section has, in order; 0 if it stands below the one before it."""
    breaks: frozenset[str]
    """Items that start a page."""

    @property
    def below(self) -> frozenset[str]:
        """Sections that stand below the one before them."""
        return frozenset(name for name, pages in self.pages.items() if pages == 0)


def outline(levels: Sequence[Level]) -> Outline:
    """Return what the levels shall have in common: for each section the pages of the level that needs most."""
    pages: dict[str, int] = {}
    breaks: frozenset[str] = frozenset()
    for before, section in _with_the_one_before(levels[0].booklet):
        breaks |= common_breaks(levels, section.id)
        below = section.below and all(_fits_below(level, before, section, pages, breaks) for level in levels)
        pages[section.id] = 0 if below else max(len(pages_of(level, section.id, breaks)) for level in levels)
    return Outline(pages, breaks)


def follow(common: Outline, level: Level) -> Outline:
    """Return the outline for a level that had no say in the common one.

    Its sections stand where they stand at the other levels, if it has room there; if not, where they fall.
    """
    sections = level.booklet.sections
    breaks = [breaks_with_room(level, section.id, common.breaks) for section in sections]
    own = Outline(common.pages, frozenset[str]().union(*breaks))
    for before, section in _with_the_one_before(level.booklet):
        below = section.id in common.below
        if below and not _fits_below(level, before, section, own.pages, own.breaks):
            return outline([level])
        if not below and len(pages_of(level, section.id, own.breaks)) > own.pages.get(section.id, 0):
            return outline([level])
    return own


def apart(levels: Sequence[Level]) -> list[Problem]:
    """Return a problem for each section that needs too many pages more at one level than at another."""
    problems = []
    for section in levels[0].booklet.sections:
        needs = {level.booklet.level: len(level.stretches[section.id]) for level in levels}
        most = MOST_APART if section.kind in TEXTS and not levels[0].booklet.edition.type else MOST_APART_ELSEWHERE
        if section.kind not in FREE and max(needs.values()) - min(needs.values()) > most:
            problems.append(_too_far(levels, section, needs, most))
    return problems


def fill(common: Outline, level: Level, elsewhere: Mapping[str, int] | None = None) -> Fill:
    """Return what to add to the booklet of one level so that it stands on the pages of the outline.

    `elsewhere` is where its sections stand in the standard edition, if it is another.
    """
    breaks = common.breaks | _between_paragraphs(common, level)
    pages = {section.id: pages_of(level, section.id, breaks) for section in level.booklet.sections}
    for before, section in _with_the_one_before(level.booklet):
        if section.id in common.below:
            pages[before][-1] = pages[before][-1].and_below(pages.pop(section.id)[0])
    stands, last = _stands(common), level.booklet.sections[-1].id
    notes = {name: common.pages[name] - len(own) for name, own in pages.items()}
    notes[END] = -stands[last] % level.booklet.edition.sheet
    stands[last] += notes[END]
    pitch = level.booklet.type.answer_line
    lines = {name: count for own in pages.values() for page in own for name, count in shared(page, pitch).items()}
    return Fill(
        lines=lines | _on_notes(level, notes),
        notes={name: count for name, count in notes.items() if count},
        breaks=breaks,
        below=common.below,
        stands=stands,
        elsewhere=elsewhere or {},
        pages=stands[last],
        told=told_lines(level, breaks, stands),
    )


def _between_paragraphs(common: Outline, level: Level) -> frozenset[str]:
    """Return where a level breaks the texts that it alone can print without parting a paragraph."""
    texts = [one.id for one in level.booklet.sections if one.kind in TEXTS]
    alone = [name for name in texts if not breaks_with_room(level, name, common.breaks)]
    return frozenset[str]().union(*(breaks_between(level, name, common.pages[name]) for name in alone))


def _on_notes(level: Level, notes: Mapping[str, int]) -> dict[str, int]:
    """Return the lines to add to the pages for notes: all have the room of the trial page."""
    (page,) = pages_of(level, notes_page(END, 1), frozenset())
    count = sum(shared(page, level.booklet.type.answer_line).values())
    return {f"{notes_page(name, one + 1)}-lines": count for name, pages in notes.items() for one in range(pages)}


def trial(booklet: Booklet) -> Fill:
    """Return what a booklet is measured with: every section on a page of its own, and one page for notes.

    By that page it is known how many lines such a page has.
    """
    below = frozenset(section.id for section in booklet.sections if section.below)
    return Fill(notes={END: 1}, breaks=below, below=below)


def _with_the_one_before(booklet: Booklet) -> list[tuple[str, Section]]:
    """Return each section with the id of the one before it; the first has none."""
    names = ["", *(section.id for section in booklet.sections)]
    return list(zip(names, booklet.sections, strict=False))


def _stands(common: Outline) -> dict[str, int]:
    """Return the page on which each section stands, before the last sheet is filled."""
    stands, page = {}, 1
    for name, pages in common.pages.items():
        stands[name] = page if pages else page - 1
        page += pages
    return stands


def _fits_below(level: Level, before: str, section: Section, pages: Mapping[str, int], breaks: frozenset[str]) -> bool:
    """Return whether a section has room below the one before it; a line is left between them."""
    above, own = pages_of(level, before, breaks), pages_of(level, section.id, breaks)
    return len(above) == pages[before] and len(own) == 1 and own[0].used + level.line <= above[-1].left


def _too_far(levels: Sequence[Level], section: Section, needs: Mapping[str, int], most: int) -> Problem:
    """Return the problem of a section that takes too many pages at one level, and what to shorten there."""
    longest = max(levels, key=lambda level: needs[level.booklet.level]).booklet
    (told,) = (one for one in longest.sections if one.id == section.id)
    count = ", ".join(f"{pages} at {level}" for level, pages in needs.items())
    message = f"“{plain(told.title)}” ({section.id}) takes more pages at one level than at another: {count}."
    more = "one page more" if most == 1 else f"{most} pages more"
    paragraphs = told.data.get("paragraphs", ()) if told.kind in TEXTS else ()
    if not paragraphs:
        hint = f"The other levels can fill {more} with lines: say it in fewer words at {longest.level}."
        return Problem(told.written, "pages-apart", message, hint)
    one = max(paragraphs, key=lambda one: len(one["text"].split()))
    words = len(one["text"].split())
    hint = f"The others can fill {more}: shorten ¶ {one['mark']}, the longest at {longest.level} ({words} words)."
    return Problem(one.get("written", told.written), "pages-apart", message, hint)
