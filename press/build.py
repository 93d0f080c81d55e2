"""Runs the line: plans the booklets, passes them from stage to stage, shares the work among processes.

    library → figures → booklets ─ measure → page plan ─ typeset → preflight → impose → preflight → deliver

Every level of an edition is measured, once (both papers share the live area, so they share the
measure), even if only one is asked for: where its sections stand depends on all of them. Then each
booklet that was asked for is set on each paper. Measuring and setting one booklet is a job; jobs
know nothing of each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from press import __version__, compose, deliver, fonts, illustrate, load, original, paginate, render, words
from press.cache import Cache
from press.check.balance import balance
from press.check.kept import checked
from press.compose.guide import guide
from press.fonts import Fonts
from press.model.library import Library
from press.model.made import (
    PAGE_PT,
    SHEET_OF,
    Booklet,
    Figures,
    Fill,
    Flip,
    Guide,
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

STANDARD = "standard"
"""The edition whose pages the teacher's booklet shows."""


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
    lessons: tuple[str, ...]
    """The lessons that were asked for, if not all."""
    stem: str
    """First part of the names of the files."""
    wanted: bool
    """Whether its files are to be made; if not, it is only measured, for the other levels' sake."""
    guide: Guide | None = None
    """What teachers get with it, at the one level whose pages the teacher's booklet shows."""


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
    figures = illustrate.figures(found, faces, folders.layouts, cache, report, progress)
    if figures is None:
        return None
    planned = [
        Job(
            booklet=compose.booklet(found, level, figures, own, edition=edition, lessons=choice.lessons),
            words=own,
            fonts=faces,
            layouts=folders.layouts,
            cache=folders.cache,
            hidden=frozenset(one.name for one in found.pack.levels),
            lessons=tuple(choice.lessons),
            stem="-".join([found.pack.id, *(f"{one}" for one in choice.lessons), level.mark]),
            wanted=not choice.levels or level.id in choice.levels,
        )
        for edition in choice.editions or compose.EDITIONS
        for level in original.levels(found)
    ]
    planned = [_guided(job, found, figures, folders) for job in planned]
    papers: list[Paper] = [one for one in PAGE_PT if not choice.papers or SHEET_OF[one] in choice.papers]
    results = _run(planned, papers, jobs, progress)
    problems = sorted({problem for _, found_ones in results for problem in found_ones})
    for problem in problems:
        report(problem)
    if any(problem.severity == "error" for problem in problems):
        return None
    made = sorted((one for files, _ in results for one in files), key=lambda one: one.path)
    progress.stage("deliver", 1)
    with_what = f"lesson-press {__version__}, WeasyPrint {version('weasyprint')}, pypdf {version('pypdf')}"
    try:
        manifest = deliver.files(made, folders.out, pack=found.pack.id, made_with=with_what, whole=choice.whole)
    except OSError as error:
        remedy = "Make the folder writable, free some space, or name another one with --out."
        raise MachineError(f"The booklets cannot be put into {folders.out}: {error.strerror}.", remedy) from error
    progress.step()
    return {**manifest, "files": [one for one in manifest["files"] if one["path"] in {file.path for file in made}]}


def _guided(job: Job, found: Library, figures: Figures, folders: Folders) -> Job:
    """Return a job with the teacher's booklet, if it is the one that has the pages shown there."""
    whole = job.booklet
    if not job.wanted or (whole.edition, whole.level) != (STANDARD, found.pack.levels[-1].id):
        return job
    told = words.for_teachers(folders.layouts, job.words)
    made = guide(found, whole, figures, told, counts=balance(found), editions=tuple(compose.EDITIONS))
    return replace(job, guide=made)


def _run(
    planned: Sequence[Job], papers: Sequence[Paper], jobs: int, progress: Progress
) -> list[tuple[list[Made], list[Problem]]]:
    """Measure the booklets, and if their levels agree, set those that are wanted on each paper."""
    measure = [job for job in planned if job.wanted or job.booklet.level != original.ORIGINAL]
    wanted = [job for job in planned if job.wanted]
    progress.stage("typeset", len(measure) + len(wanted) * len(papers))
    results = []
    with _executor(jobs, max(len(measure), len(wanted) * len(papers))) as executor:
        measuring = {executor.submit(measured, job): job for job in measure}
        for _ in as_completed(measuring):
            progress.step()
        problems, fills = _planned([paginate.Level(job.booklet, one.result()) for one, job in measuring.items()])
        if problems:
            return [([], problems)]
        setting = [
            executor.submit(printed, job, paper, fills[job.booklet.edition, job.booklet.level])
            for job in wanted
            for paper in papers
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
    fills = {}
    for edition in dict.fromkeys(one.booklet.edition for one in levels):
        of_edition = [one for one in levels if one.booklet.edition == edition]
        told = [one for one in of_edition if one.booklet.level != original.ORIGINAL]
        common = paginate.outline(told)
        problems += paginate.apart(told)
        for one in of_edition:
            own = common if one in told else paginate.follow(common, one)
            fills[edition, one.booklet.level] = paginate.fill(own, one)
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
    page = _markup(job, "a5", fill)
    whole = TypeAdapter(Measured)
    kept = Cache(job.cache).make("measure", _recipe(page), lambda: whole.dump_json(typeset.measure(page)))
    return whole.validate_json(kept)


def printed(job: Job, paper: Paper, fill: Fill) -> tuple[list[Made], list[Problem]]:
    """Make the reading file and the sheets of a job on one paper, and judge them."""
    from press import fingerprint, grey, impose, preflight

    whole = job.booklet
    page = _markup(job, paper, fill)
    result = _typeset(job, page)
    name = f"reading/{job.stem}-{paper}.pdf"
    problems = [Problem(Where(name), "engine-warning", line) for line in result.log]
    problems += preflight.reading(
        result.pdf,
        name=name,
        size=PAGE_PT[paper],
        expected_pages=fill.pages,
        families=job.fonts.names,
        ids=page.ids,
        anchors=result.anchors,
        hidden=job.hidden,
    )
    problems += moved(name, result, fill)
    proof = grey.proof(result.pdf, name=name)
    stopped = bool(problems)
    problems += proof.problems
    common: dict[str, Any] = {
        "edition": whole.edition,
        "level": whole.level,
        "mark": whole.mark,
        "lessons": job.lessons,
    }
    sections = tuple((one.id, result.anchors[one.id]) for one in whole.sections if one.id in result.anchors)
    made = [
        Made(
            path=name,
            kind="reading",
            paper=paper,
            flip=None,
            pages=result.pages,
            sheets=result.pages,
            data=result.pdf,
            sections=sections,
            colour=len(proof.colour),
            ink=proof.ink,
            fingerprints=fingerprint.pages(result.pdf),
            **common,
        )
    ]
    if job.guide and not stopped:
        taught, found = _taught(job, job.guide, paper, result)
        made.append(taught)
        problems += found
    for flip in FLIPS if not stopped else ():
        sheet = SHEET_OF[paper]
        imposed = impose.booklet(result.pdf, paper=sheet, flip=flip, title=whole.title, lang=whole.language)
        path = f"print/{job.stem}-{sheet}-{flip}-edge.pdf"
        problems += preflight.sheets(
            imposed.pdf,
            name=path,
            size=impose.PAPERS[sheet],
            expected_pages=2 * imposed.sheets,
            families=job.fonts.names,
        )
        made.append(
            Made(
                path=path,
                kind="print",
                paper=sheet,
                flip=flip,
                pages=imposed.pages,
                sheets=imposed.sheets,
                data=imposed.pdf,
                sections=sections,
                colour=sum(not side.isdisjoint(proof.colour) for side in map(set, impose.signature(imposed.pages))),
                **common,
            )
        )
    return made, problems


def _taught(job: Job, told: Guide, paper: Paper, result: Printed) -> tuple[Made, list[Problem]]:
    """Make the teacher's booklet around the pages of a job."""
    from press import teacher

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


def _markup(job: Job, paper: Paper, fill: Fill) -> Markup:
    """Return the HTML of a booklet with the lines and pages that the plan adds."""
    whole = compose.with_notes(job.booklet, fill.notes, job.words)
    return render.markup(whole, layouts=job.layouts, fonts=job.fonts, words=job.words, paper=paper, fill=fill)


def _typeset(job: Job, page: Markup) -> Printed:
    """Return the typeset booklet, from the cache if the same markup was set before by the same engine."""
    from press import typeset

    def lay_out() -> bytes:
        made = typeset.booklet(page)
        about = json.dumps({"pages": made.pages, "anchors": made.anchors, "log": made.log}).encode()
        return len(about).to_bytes(4, "big") + about + made.pdf

    kept = Cache(job.cache).make("typeset", _recipe(page), lay_out)
    size = 4 + int.from_bytes(kept[:4], "big")
    return Printed(pdf=kept[size:], **json.loads(kept[4:size]))


def _recipe(page: Markup) -> list[object]:
    """Return all that a layout depends on: the markup, its files, and the engine that sets it."""
    from press import typeset

    files = [(name, hashlib.sha256(data).hexdigest()) for name, data in sorted(page.assets.items())]
    return [page.html, files, typeset.ENGINE]
