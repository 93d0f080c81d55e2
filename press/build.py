"""Runs the line: plans the booklets, passes them from stage to stage, shares the work among processes.

    library → figures → booklets ─ measure → page plan ─ typeset → trim → preflight → impose → preflight → deliver

Every level of an edition is measured, even if only one is asked for: where its sections stand
depends on all of them. Then each booklet that was asked for is set, once: both papers share the
live area, and get their edges afterwards. Measuring and setting one booklet is a job; jobs know
nothing of each other.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from press import __version__, answers, compose, deliver, fonts, illustrate, load, original, paginate, render, words
from press.answers import Answers
from press.cache import Cache
from press.check.kept import checked
from press.compose import keys
from press.fonts import Fonts
from press.model.edition import EDITIONS, STANDARD, Trim
from press.model.library import Library
from press.model.made import (
    PAGE_PT,
    SHEET_OF,
    Booklet,
    Fill,
    Flip,
    Made,
    Markup,
    Measured,
    Paper,
    Printed,
)
from press.place import Folders
from press.problems import MachineError, Problem, Report, Where
from press.progress import Progress
from press.state import Choice
from press.words import Words

T = TypeVar("T")

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


def library(folders: Folders, report: Report) -> Library | None:
    """Load and check a pack; None, with the problems reported, if it cannot be printed."""
    found = load.library(folders.pack, report)
    if found is None:
        return None
    problems = checked(found, folders).problems
    for problem in problems:
        report(problem)
    return None if any(problem.severity == "error" for problem in problems) else found


def pack(
    found: Library, folders: Folders, choice: Choice, jobs: int, report: Report, progress: Progress
) -> dict[str, Any] | None:
    """Make the booklets that were asked for and deliver them.

    Returns the manifest, or None when a finished file has a problem: then nothing is delivered.
    """
    cache = Cache(folders.cache)
    own = words.read(folders.layouts, found.pack.language, found.pack.words)
    faces = fonts.read(folders.layouts, cache)
    wanted = [EDITIONS[one] for one in choice.editions or EDITIONS]
    figures = {
        edition: illustrate.figures(found, edition, faces, folders.layouts, cache, report, progress)
        for edition in dict.fromkeys((EDITIONS[STANDARD], *wanted))
    }
    for_teachers = answers.answers(found, own, keys.worked_out(found))
    planned = [
        Job(
            booklet=compose.booklet(found, level, drawn, own, edition=edition, lessons=choice.lessons),
            words=own,
            fonts=faces,
            layouts=folders.layouts,
            cache=folders.cache,
            hidden=frozenset(one.name for one in found.pack.levels),
            answers=for_teachers,
            lessons=tuple(choice.lessons),
            stem="-".join([found.pack.id, *choice.lessons, level.mark, *[edition.name] * (edition.name != STANDARD)]),
            wanted=edition in wanted and (not choice.levels or level.id in choice.levels),
        )
        for edition, drawn in figures.items()
        if drawn is not None
        for level in original.levels(found)
    ]
    if None in figures.values():
        return None
    results = _run(planned, choice.papers, jobs, progress)
    problems = sorted({problem for _, found_ones in results for problem in found_ones})
    for problem in problems:
        report(problem)
    if any(problem.severity == "error" for problem in problems):
        return None
    made = sorted((one for files, _ in results for one in files), key=lambda one: one.path)
    progress.stage("deliver", 1)
    with_what = f"lesson-press {__version__}, WeasyPrint {version('weasyprint')}, pypdf {version('pypdf')}"
    try:
        order = [level.id for level in original.levels(found)]
        manifest = deliver.files(
            made, folders.out, pack=found.pack.id, levels=order, made_with=with_what, whole=choice.whole
        )
    except OSError as error:
        remedy = "Make the folder writable, free some space, or name another one with --out."
        raise MachineError(f"The booklets cannot be put into {folders.out}: {error.strerror}.", remedy) from error
    progress.step()
    return {**manifest, "files": [one for one in manifest["files"] if one["path"] in {file.path for file in made}]}


def _run(
    planned: Sequence[Job], papers: Sequence[str], jobs: int, progress: Progress
) -> list[tuple[list[Made], list[Problem]]]:
    """Measure the booklets, and if their levels agree, set those that are wanted on each paper."""
    measure = [job for job in planned if job.wanted or job.booklet.level != original.ORIGINAL]
    wanted = [job for job in planned if job.wanted]
    progress.stage("typeset", len(measure) + len(wanted))
    results = []
    with _executor(jobs, max(len(measure), len(wanted))) as executor:
        measuring = {executor.submit(measured, job): job for job in measure}
        for _ in as_completed(measuring):
            progress.step()
        problems, fills = _planned([paginate.Level(job.booklet, one.result()) for one, job in measuring.items()])
        if problems:
            return [([], problems)]
        setting = [
            executor.submit(printed, job, papers, fills[job.booklet.edition.name, job.booklet.level]) for job in wanted
        ]
        for done in as_completed(setting):
            progress.step()
            results.append(done.result())
    return results


def _planned(levels: Sequence[paginate.Level]) -> tuple[list[Problem], dict[tuple[str, str], Fill]]:
    """Return in which sections levels are too far apart, and what each booklet gets, by edition and level.

    The level `original` has no say: what one user brings along must not move a page of the others. It
    stands on the same pages if its articles have room on them, and on its own if not.
    """
    problems: list[Problem] = []
    fills: dict[tuple[str, str], Fill] = {}
    for edition in dict.fromkeys(one.booklet.edition for one in levels):
        of_edition = [one for one in levels if one.booklet.edition == edition]
        told = [one for one in of_edition if one.booklet.level != original.ORIGINAL]
        common = paginate.outline(told)
        problems += paginate.apart(told)
        for one in of_edition:
            own = common if one in told else paginate.follow(common, one)
            standard = fills.get((STANDARD, one.booklet.level))
            elsewhere = standard.stands if standard else None
            fills[edition.name, one.booklet.level] = paginate.fill(own, one, elsewhere)
    return problems, fills


def _executor(jobs: int, work: int) -> Executor:
    """Return processes to share the work, or a plain loop if there is only one."""
    workers = min(jobs, work)
    if workers <= 1:
        return _Loop()
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


class _Loop(Executor):
    """Does each job at once, in this process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


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
    from press import fingerprint, grey, leaks

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
        made.append(own)
        if not found:
            files, found = _sheets(job, own, proof.colour)
            lessons, more = _handouts(job, own, result, proof.colour)
            made += [*files, *lessons]
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
    from press import impose, leaks, preflight

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
    from press import handouts, leaks

    (trim,) = (one for one in job.booklet.edition.trims if one.paper == reading.paper)

    def panels(beside: Sequence[render.Beside]) -> Printed:
        page = render.panels(job.booklet, beside, layouts=job.layouts, fonts=job.fonts, words=job.words, trim=trim)
        return _typeset(job, page)

    finished = handouts.Finished(job.booklet, trim.paper, reading, result.anchors, coloured)
    made, problems = handouts.made(finished, panels, job.fonts.names)
    leaked = (leaks.beyond_pages(one.data, name=one.path, answers=job.answers) for one in made)
    return made, [*problems, *itertools.chain.from_iterable(leaked)]


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
