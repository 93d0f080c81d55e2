"""What one process does for one booklet: measures it, or makes and judges all its files.

    booklet ─ measure
    booklet + page plan ─ typeset → trim → preflight → impose → preflight

Jobs know nothing of each other.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

from pydantic import TypeAdapter

from press import compose, paginate, render, words
from press.answers import Answers
from press.cache import Cache
from press.fonts import Fonts
from press.model.edition import Trim
from press.model.made import Booklet, Fill, Guide, Made, Markup, Measured, Printed
from press.model.paper import PAGE_PT, SHEET_OF, Flip, Paper
from press.problems import Problem, Where
from press.words import Words

FLIPS: tuple[Flip, ...] = ("short", "long")


@dataclass(frozen=True)
class Job:
    """All that one process needs to make the files of one level."""

    booklet: Booklet
    words: Words
    fonts: Fonts
    layouts: Path
    cache: Path | None
    hidden: frozenset[str]
    """Names that no pupil's file may show: those of the levels."""
    answers: Answers
    """What only teachers may read."""
    lessons: tuple[str, ...]
    """The lessons that were asked for, if not all."""
    stem: str
    """First part of the names of the files."""
    wanted: bool
    """Whether its files are to be made; if not, it is only measured, for the other levels' sake."""
    tint: str = ""
    """The colour of the pages of its reading files, `#rrggbb`; empty for white."""
    guide: Guide | None = None
    """What teachers get with it, at the one level whose pages the teacher's booklet shows."""


def measured(job: Job) -> Measured:
    """Lay out the booklet of a job with every section on pages of its own, and return what it takes of them."""
    from press import typeset

    fill = paginate.trial(job.booklet)
    page = _markup(job, fill)
    whole = TypeAdapter(Measured)
    kept = Cache(job.cache).make("measure", _recipe(page), lambda: whole.dump_json(typeset.measure(page)))
    return whole.validate_json(kept)


def printed(job: Job, papers: Sequence[str], fill: Fill) -> tuple[list[Made], list[Problem]]:
    """Make the files of a job on each paper that was asked for, and judge them."""
    from press.build import tint
    from press.deliver import fingerprint
    from press.preflight import grey, leaks

    whole = job.booklet
    page = _markup(job, fill)
    result = _typeset(job, page, whole.edition.trims)
    pdfs = {whole.edition.trims[0].paper: result.pdf, **result.trimmed}
    wanted = [paper for paper in pdfs if not papers or SHEET_OF[paper] in papers]
    proof_of = _reading(job, wanted[0])  # what is on the pages, and beyond them, is the same on any paper
    proof = grey.proof(result.pdf, name=proof_of)
    reading = Made(
        path="",
        kind="reading",
        paper="",
        flip=None,
        pages=result.pages,
        sheets=result.pages,
        data=b"",
        edition=whole.edition.name,
        level=whole.level,
        mark=whole.mark,
        lessons=job.lessons,
        sections=tuple((one.id, result.anchors[one.id]) for one in whole.sections if one.id in result.anchors),
        colour=len(proof.colour),
        ink=proof.ink,
        fingerprints=fingerprint.pages(result.pdf),
    )
    made: list[Made] = []
    problems = [*proof.problems, *leaks.leaks(result.pdf, name=proof_of, answers=job.answers)]
    for paper in wanted:
        own = replace(reading, path=_reading(job, paper), paper=paper, data=pdfs[paper])
        found = _judged(job, own, page, result, fill)
        made.append(replace(own, data=tint.tinted(own.data, job.tint)) if job.tint else own)
        if not found:
            files, found = _sheets(job, own, proof.colour)
            lessons, more = _handouts(job, own, result, proof.colour)
            made += [*files, *lessons]
            found += more
            if job.guide:
                taught, more = _taught(job, job.guide, paper, replace(result, pdf=pdfs[paper]))
                made.append(taught)
                found += more
        problems += found
    return made, problems


def _reading(job: Job, paper: Paper) -> str:
    """Return the path of a reading file."""
    return f"reading/{job.stem}-{paper}.pdf"


def _judged(job: Job, reading: Made, page: Markup, result: Printed, fill: Fill) -> list[Problem]:
    """Return what is wrong with a reading file."""
    from press import preflight

    name = reading.path
    found = [Problem(Where(name), "engine-warning", line) for line in result.log]
    found += preflight.reading(
        reading.data,
        name=name,
        size=PAGE_PT[cast(Paper, reading.paper)],
        expected_pages=fill.pages,
        families=job.fonts.names,
        ids=page.ids,
        anchors=result.anchors,
        hidden=job.hidden,
        smallest=job.booklet.edition.smallest,
    )
    return found + (moved(name, result, fill) or reworded(name, result, fill))


def _sheets(job: Job, reading: Made, coloured: Collection[int]) -> tuple[list[Made], list[Problem]]:
    """Return the print files of a reading file, with what is wrong with them."""
    from press import impose, preflight
    from press.preflight import leaks

    whole, sheet = job.booklet, SHEET_OF[cast(Paper, reading.paper)]
    stem = f"print/{job.stem}-{sheet}"
    basis = replace(reading, kind="print", paper=sheet, ink=(), fingerprints=())
    if not whole.edition.folded:  # the pages are the sheets
        return [replace(basis, path=f"{stem}-long-edge.pdf", flip="long", sheets=-(-reading.pages // 2))], []
    made: list[Made] = []
    problems: list[Problem] = []
    for flip in FLIPS:
        imposed = impose.booklet(reading.data, paper=sheet, flip=flip, title=whole.title, lang=whole.language)
        one = replace(basis, path=f"{stem}-{flip}-edge.pdf", flip=flip, data=imposed.pdf, sheets=imposed.sheets)
        problems += preflight.sheets(
            imposed.pdf,
            name=one.path,
            size=impose.PAPERS[sheet],
            expected_pages=2 * imposed.sheets,
            families=job.fonts.names,
        )
        problems += leaks.beyond_pages(one.data, name=one.path, answers=job.answers)
        colour = sum(not side.isdisjoint(coloured) for side in map(set, imposed.sides))
        made.append(replace(one, colour=colour, signatures=imposed.signatures))
    return made, problems


def _handouts(job: Job, reading: Made, result: Printed, coloured: Collection[int]) -> tuple[list[Made], list[Problem]]:
    """Return the lessons of a reading file on sheets of their own, with what is wrong with them."""
    from press.build import handouts
    from press.preflight import leaks

    (trim,) = (one for one in job.booklet.edition.trims if one.paper == reading.paper)

    def panels(beside: Sequence[render.Beside]) -> Printed:
        page = render.panels(job.booklet, beside, layouts=job.layouts, fonts=job.fonts, words=job.words, trim=trim)
        return _typeset(job, page)

    finished = handouts.Finished(job.booklet, trim.paper, reading, result.anchors, coloured)
    made, problems = handouts.made(finished, panels, job.fonts.names)
    leaked = (leaks.beyond_pages(one.data, name=one.path, answers=job.answers) for one in made)
    return made, [*problems, *itertools.chain.from_iterable(leaked)]


def _taught(job: Job, told: Guide, paper: Paper, result: Printed) -> tuple[Made, list[Problem]]:
    """Make the teacher's booklet around the pages of a job."""
    from press.build import teacher

    stem = job.stem.removesuffix(f"-{job.booklet.mark}")
    made, problems = teacher.booklet(
        told,
        teacher.Pupils(result, paper, tuple(one.id for one in job.booklet.sections)),
        name=f"teacher/{stem}-teacher-{SHEET_OF[paper]}.pdf",
        layouts=job.layouts,
        fonts=job.fonts,
        words=words.for_teachers(job.layouts, job.words),
        lay_out=partial(_typeset, job),
    )
    return replace(made, lessons=job.lessons), problems


def moved(name: str, result: Printed, fill: Fill) -> list[Problem]:
    """Return a problem if a section does not stand where the plan has it: the first, for the rest follow it."""
    for section, page in fill.stands.items():
        found = result.anchors.get(section, page)  # what is on no page at all is another problem
        if found != page:
            message = f"{section} stands on page {found}, and not on page {page} as at the other levels."
            hint = "Lines that were added pushed it on: write the section before it a line shorter, or longer."
            return [Problem(Where(name), "pages-apart", message, hint)]
    return []


def reworded(name: str, result: Printed, fill: Fill) -> list[Problem]:
    """Return a problem if the lines of a source are not those that references were told: the first one."""
    for anchor, lines in fill.told.items():
        if result.told.get(anchor, ()) != lines:
            message = f"{anchor} has not the lines, or not on the page, that references to it name."
            hint = "Does the stylesheet break a source otherwise on this paper than on the one that was measured?"
            return [Problem(Where(name), "lines-moved", message, hint)]
    return []


def _markup(job: Job, fill: Fill) -> Markup:
    """Return the HTML of a booklet with the lines and pages that the plan adds."""
    whole = compose.with_notes(job.booklet, fill.notes, job.words)
    return render.markup(whole, layouts=job.layouts, fonts=job.fonts, words=job.words, fill=fill)


def _typeset(job: Job, page: Markup, trims: Sequence[Trim] = ()) -> Printed:
    """Return the typeset booklet, from the cache if the same markup was set before by the same engine."""
    from press import typeset

    whole = TypeAdapter(Printed)

    def lay_out() -> bytes:
        made = typeset.booklet(page, trims)
        pdfs = [made.pdf, *made.trimmed.values()]
        about = whole.dump_json(replace(made, pdf=b"", trimmed={}))
        return b"".join(len(one).to_bytes(4, "big") + one for one in (about, *pdfs))

    about, pdf, *trimmed = _parts(Cache(job.cache).make("typeset", [*_recipe(page), trims], lay_out))
    papers = (trim.paper for trim in trims[1:])
    return replace(whole.validate_json(about), pdf=pdf, trimmed=dict(zip(papers, trimmed, strict=True)))


def _parts(joined: bytes) -> Iterator[bytes]:
    """Yield parts that were joined, each with its length before it."""
    at = 0
    while at < len(joined):
        start, at = at + 4, at + 4 + int.from_bytes(joined[at : at + 4], "big")
        yield joined[start:at]


def _recipe(page: Markup) -> list[object]:
    """Return all that a layout depends on: the markup, its files, and the engine that sets it."""
    from press import typeset

    files = [(name, hashlib.sha256(data).hexdigest()) for name, data in sorted(page.assets.items())]
    return [page.html, files, typeset.ENGINE]
