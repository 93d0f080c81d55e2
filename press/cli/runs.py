"""What the commands do, and how each ends: in an exit code, with problems on standard error."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from press.cli import report
from press.place import Folders, folders
from press.problems import Exit, MachineError, Problem
from press.state import Choice, Last, digest, made_from, remember, unchanged


def add_source(file: Path, source: str | None, seeds: Path) -> Exit:
    """Put the text of an article beside its source, and say what became of it."""
    from press.incoming import add

    found: list[Problem] = []
    added = add(file, seeds, source, found.append)
    for problem in sorted(found):
        click.echo(str(problem), err=True)
    if added is not None:
        click.echo(added.report())
    return Exit.PROBLEMS if added is None else Exit.MADE


def impose(file: Path, out: Path, how: dict[str, Any]) -> Exit:
    """Bring a PDF onto sheets; `how` has the fields of `press.impose.Job`."""
    from press import print_room
    from press.impose import Job

    folded = [name for name in ("signature_sheets", "creep", "own_cover") if how[name]]
    if how["two_up"] and folded:
        raise click.UsageError(f"--two-up makes handouts, and --{folded[0].replace('_', '-')} is for booklets.")
    found: list[Problem] = []
    said = print_room.impose(file, Job(**how), out, found.append)
    _say(found)
    if said is not None:
        click.echo("\n".join(said))
    return Exit.PROBLEMS if said is None else Exit.MADE


def printer_test(paper: Any, two_sides: bool, turned: bool, language: str, out: Path) -> Exit:  # noqa: ANN401
    """Make the printer test."""
    _require_pango()
    from press import print_room

    where = folders(Path.cwd() / "content" / "none", None, cached=True)
    said = print_room.printer_test(
        paper, language, out, layouts=where.layouts, cache=where.cache, two_sides=two_sides, turned=turned
    )
    click.echo("\n".join(said))
    return Exit.MADE


def class_(where: Folders, sets: Sequence[str], *, paper: Any, flip: Any, lesson: str | None) -> Exit:  # noqa: ANN401
    """Make the booklets of the set that are missing or out of date, then the set."""
    from press import deliver, print_room
    from press.print_room import class_set

    try:
        wanted = class_set.wishes(sets)
        try:
            rows = class_set.rows(deliver.standing(where.out, made_from(where)), wanted, paper, flip, lesson)
        except class_set.WrongSetError:  # not there, or not at all: the pack tells
            built = _made_for(where, wanted, paper, lesson)
            if built is not Exit.MADE:
                return built
            rows = class_set.rows(deliver.read_manifest(where.out), wanted, paper, flip, lesson)
    except class_set.WrongSetError as wrong:
        raise click.UsageError(str(wrong)) from None
    target = print_room.class_files(where.out, rows, paper, flip, layouts=where.layouts, cache=where.cache)
    click.echo("\n".join([report.columns(class_set.table(rows, wanted)), *(row.note for row in rows if row.note)]))
    click.echo(f"in {print_room.shown(target)}")
    return Exit.MADE


def _made_for(where: Folders, wanted: Mapping[str, int], paper: str, lesson: str | None) -> Exit:
    """Make the booklets that a set needs and no others; raise WrongSetError for what the pack does not have."""
    from press import load
    from press.original import levels
    from press.print_room import class_set

    choice, library = Choice(papers=(paper,)), load.library(where.pack, lambda _: None)
    if library is not None:  # its problems are said when it is built
        needed = class_set.booklets(wanted, [level.id for level in levels(library)])
        class_set.require_lesson(lesson, {one.number: one.id for one in library.lessons})
        choice = replace(choice, levels=_named(level for level, _ in needed), editions=_named(one for _, one in needed))
        click.echo(
            "What the set needs is not there, or older than the pack or the program: it is made first.", err=True
        )
    return build(where, choice, os.cpu_count() or 1, quiet=True, as_json=False, watched=True)


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def guarded(run: Any) -> int:  # noqa: ANN401
    """Return the exit code of a run; what the machine lacks is said with the command that mends it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a killed run takes its processes along
    try:
        return int(run())
    except MachineError as lack:
        click.echo(f"{lack}\n    {lack.remedy}", err=True)
        return Exit.MACHINE


def check(where: Folders, *, strict: bool, counts: bool, quiet: bool, as_json: bool) -> Exit:
    """Look for problems in a pack and print them, with what was measured."""
    gc.disable()  # as for a build
    from press import load
    from press.check import Checked, voices
    from press.check.kept import checked

    found: list[Problem] = []
    library = load.library(where.pack, found.append)
    result = Checked((), ()) if library is None else checked(library, where)
    found += result.problems
    counted = voices(library) if library and (counts or as_json) else []
    bad = any(strict or problem.severity == "error" for problem in found)
    if as_json:
        click.echo(report.as_json(found, measures=[report.measure(row) for row in result.panel], balance=counted))
        return Exit.PROBLEMS if bad else Exit.MADE
    if not quiet:
        shown = [report.panel(result.panel), report.balance(counted)]
        click.echo("\n\n".join(table for table in shown if table))
    _say(found)
    if not found and not quiet:
        click.echo(f"{where.pack.name}: no problems")
    return Exit.PROBLEMS if bad else Exit.MADE


def _say(found: Sequence[Problem]) -> None:
    if found:
        click.echo(report.problems(found), err=True)


def build(where: Folders, choice: Choice, jobs: int, *, quiet: bool, as_json: bool, watched: bool = False) -> Exit:
    """Make the booklets that were asked for, unless nothing has changed since they were.

    A run that is `watched` shows how far it has come, even if it is quiet.
    """
    now = digest(where, choice)
    last = unchanged(where, choice, now)
    found = list(last.problems) if last else []
    made: Sequence[dict[str, Any]] | None = last.files if last else None
    if last is None:
        made = _make(where, choice, jobs, found, quiet=(quiet or as_json) and not watched)
        if made is not None:
            remember(where, choice, now, Last(tuple(made), tuple(found)))
    elif not quiet and not as_json:
        click.echo("Nothing has changed since the last run.")
    if as_json:
        click.echo(report.as_json(found, files=list(made or [])))
        return Exit.PROBLEMS if made is None else Exit.MADE
    _say(found)
    if made is not None and not quiet:
        click.echo(report.files(made, where.out))
    return Exit.PROBLEMS if made is None else Exit.MADE


def _make(
    where: Folders, choice: Choice, jobs: int, found: list[Problem], *, quiet: bool
) -> Sequence[dict[str, Any]] | None:
    """Run the line; None if there are problems that stop the press."""
    gc.disable()  # the run is short and its values live to the end
    _require_pango()
    from press.build import line
    from press.progress import progress

    with progress(quiet=quiet) as shown:
        shown.stage("load", 1)
        before = made_from(where)
        library = line.library(where, found.append)
        shown.step()
        if library is None:
            return None
        choice = _known(choice, library)
        manifest = line.pack(library, where, choice, jobs, found.append, shown, before)
    return None if manifest is None else manifest["files"]


def _known(choice: Choice, library: Any) -> Choice:  # noqa: ANN401
    """Return the choice with lessons by id; a name that the pack does not know is a usage error."""
    from press.model.edition import EDITIONS
    from press.original import levels
    from press.problems import nearest

    numbers = {str(lesson.number): lesson.id for lesson in library.lessons}
    lessons = tuple(sorted({numbers.get(one, one) for one in choice.lessons}))
    known = {
        "--level": (choice.levels, [level.id for level in levels(library)]),
        "--lesson": (lessons, [lesson.id for lesson in library.lessons]),
        "--edition": (choice.editions, list(EDITIONS)),
    }
    for option, (asked, there) in known.items():
        for one in asked:
            if one not in there:
                raise click.UsageError(f"{option} {one}: there is {', '.join(there)}. {nearest(one, there)}".strip())
    if choice.tint and not any(EDITIONS[one].tinted for one in choice.editions or EDITIONS):
        able = ", ".join(name for name, one in EDITIONS.items() if one.tinted)
        raise click.UsageError(f"--tint is for the edition {able}, and --edition leaves it out.")
    return replace(choice, lessons=lessons)


def _require_pango() -> None:
    """Say what to install where the text engine is missing, before its traceback does."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        raise MachineError(
            f"The text engine Pango is not installed ({error}).",
            "Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0\n"
            "    Fedora: sudo dnf install pango    macOS: brew install pango",
        ) from None
