"""Runs the line: plans the booklets, passes them from stage to stage, shares the work among processes.

    library → figures → booklets ─ measure → page plan ─ print → deliver

Every level of an edition is measured, even if only one is asked for: where its sections stand
depends on all of them. Then each booklet that was asked for is printed. Measuring and printing one
booklet is a job for one process (`press.build.jobs`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import replace
from multiprocessing import get_context
from typing import Any, TypeVar

from press import answers, compose, deliver, fonts, illustrate, load, original, paginate, words
from press.build.jobs import Job, measured, printed
from press.cache import Cache
from press.check.balance import balance
from press.check.kept import checked
from press.compose import keys
from press.compose.guide import guide
from press.model.edition import EDITIONS, STANDARD
from press.model.library import Library
from press.model.made import Figures, Fill, Made
from press.place import Folders
from press.problems import MachineError, Problem, Report
from press.progress import Progress
from press.state import Choice, made_with

T = TypeVar("T")


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
    found: Library, folders: Folders, choice: Choice, jobs: int, report: Report, progress: Progress, made_from: str
) -> dict[str, Any] | None:
    """Make the booklets that were asked for and deliver them.

    `made_from` (`state.made_from`) was taken before the pack was read. Returns the manifest, or None when a
    finished file has a problem: then nothing is delivered.
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
            tint=choice.tint if edition.tinted else "",
            wanted=edition in wanted and (not choice.levels or level.id in choice.levels),
        )
        for edition, drawn in figures.items()
        if drawn is not None
        for level in original.levels(found)
    ]
    if None in figures.values():
        return None
    planned = [_guided(job, found, figures[job.booklet.edition], folders) for job in planned]
    results = _run(planned, choice.papers, jobs, progress)
    problems = sorted({problem for _, found_ones in results for problem in found_ones})
    for problem in problems:
        report(problem)
    if any(problem.severity == "error" for problem in problems):
        return None
    made = sorted((one for files, _ in results for one in files), key=lambda one: one.path)
    progress.stage("deliver", 1)
    try:
        order = [level.id for level in original.levels(found)]
        manifest = deliver.files(
            made,
            folders.out,
            pack=found.pack.id,
            levels=order,
            made_with=made_with(),
            made_from=made_from,
            whole=choice.whole,
        )
    except OSError as error:
        remedy = "Make the folder writable, free some space, or name another one with --out."
        raise MachineError(f"The booklets cannot be put into {folders.out}: {error.strerror}.", remedy) from error
    progress.step()
    return {**manifest, "files": [one for one in manifest["files"] if one["path"] in {file.path for file in made}]}


def _guided(job: Job, found: Library, figures: Figures | None, folders: Folders) -> Job:
    """Return a job with the teacher's booklet, if it is the one that has the pages shown there."""
    whole = job.booklet
    ours = (whole.edition.name, whole.level) == (STANDARD, found.pack.levels[-1].id)
    if not (job.wanted and ours and figures):
        return job
    told = words.for_teachers(folders.layouts, job.words)
    made = guide(found, whole, figures, told, counts=balance(found), editions=tuple(EDITIONS))
    return replace(job, guide=made)


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
