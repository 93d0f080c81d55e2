"""Runs the line: plans the booklets, passes them from stage to stage, shares the work among processes.

    library → figures → booklet ─ measure → fill ─ typeset → preflight → impose → preflight → deliver

Two things are done for every level: its booklet is measured once (both papers share the live area,
so they share the measure), then set for each paper. Each is one job; jobs know nothing of each other.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from press import __version__, compose, deliver, fonts, illustrate, load, original, paginate, render, words
from press.cache import Cache
from press.check.kept import checked
from press.fonts import Fonts
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
    Room,
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
    lessons: tuple[str, ...]
    """The lessons that were asked for, if not all."""
    stem: str
    """First part of the names of the files."""


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
        )
        for edition in choice.editions or compose.EDITIONS
        for level in original.levels(found)
        if not choice.levels or level.id in choice.levels
    ]
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


def _run(
    planned: Sequence[Job], papers: Sequence[Paper], jobs: int, progress: Progress
) -> list[tuple[list[Made], list[Problem]]]:
    """Measure every booklet, and set it on each paper as soon as it is measured."""
    progress.stage("typeset", len(planned) * (1 + len(papers)))
    setting: list[Future[tuple[list[Made], list[Problem]]]] = []
    results = []
    with _executor(jobs, len(planned) * len(papers)) as executor:
        measuring = {executor.submit(measured, job): job for job in planned}
        for future in as_completed(measuring):
            progress.step()
            fill, job = future.result(), measuring[future]
            setting += [executor.submit(printed, job, paper, fill) for paper in papers]
        for done in as_completed(setting):
            progress.step()
            results.append(done.result())
    return results


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


def measured(job: Job) -> Fill:
    """Lay out the booklet of a job and return what to add to it."""
    from press import typeset

    trial = compose.with_notes(job.booklet, paginate.TRIAL_NOTES, job.words)
    page = _markup(job, trial, "a5", Fill())

    def lay_out() -> bytes:
        return json.dumps(dataclasses.asdict(typeset.measure(page)), sort_keys=True).encode()

    kept = json.loads(Cache(job.cache).make("measure", _recipe(page), lay_out))
    room = tuple(Room(one["height"], tuple(map(tuple, one["growing"]))) for one in kept["room"])
    return paginate.fill(Measured(pages=kept["pages"], room=room), job.booklet.type.answer_line)


def printed(job: Job, paper: Paper, fill: Fill) -> tuple[list[Made], list[Problem]]:
    """Make the reading file and the sheets of a job on one paper, and judge them."""
    from press import fingerprint, grey, impose, preflight

    whole = compose.with_notes(job.booklet, fill.notes, job.words)
    page = _markup(job, whole, paper, fill)
    result = _typeset(job, page)
    name = f"reading/{job.stem}-{paper}.pdf"
    problems = [Problem(Where(name), "engine-warning", line) for line in result.log]
    problems += preflight.reading(
        result.pdf,
        name=name,
        size=PAGE_PT[paper],
        expected_pages=result.pages,
        families=job.fonts.names,
        ids=page.ids,
        anchors=result.anchors,
        hidden=job.hidden,
    )
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


def _markup(job: Job, booklet: Booklet, paper: Paper, fill: Fill) -> Markup:
    return render.markup(booklet, layouts=job.layouts, fonts=job.fonts, words=job.words, paper=paper, fill=fill)


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
