"""The command line: arguments, progress, exit codes.

    generate.py PACK           make the booklets of a pack
    generate.py check PACK     only look for problems
    generate.py add-source FILE  put an article's own text beside its source
    generate.py class PACK     make a class set: copies of each booklet, and a tally
    generate.py impose FILE    bring any PDF onto sheets
    generate.py printer-test   make the sheet that tells how a printer turns paper
    generate.py schema FOLDER  write the JSON Schemas that editors use to complete YAML

Engines are imported when they are needed: a run with nothing to do must be over at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from press import __version__, report
from press.place import Folders, folders
from press.problems import Exit, MachineError, Problem
from press.state import Choice, Last, digest, remember, unchanged


class _PackFirst(click.Group):
    """A group whose first word may be a pack instead of a command: `generate.py content/karabakh`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["build", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand options that stand before the pack (`--level leaf content/x`) on to `build`."""
        own = {"-h", "--help", "--version"}
        if args and args[0].startswith("-") and args[0] not in own:
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_PackFirst, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lesson-press")
def main() -> None:
    """Make printable booklets from a pack of lessons: `generate.py content/karabakh`."""


def _tint(_context: click.Context, _option: click.Parameter, asked: str | None) -> str:
    """Return the tint that was asked for as `#rrggbb`; one that cannot be used is a usage error."""
    if not asked:
        return ""
    from press.tint import TintError, colour

    try:
        return colour(asked)
    except TintError as wrong:
        raise click.UsageError(f"--tint {wrong}") from None


@main.command()
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--level", "levels", multiple=True, metavar="ID", help="Only this reading level; may be repeated.")
@click.option("--lesson", "lessons", multiple=True, metavar="ID", help="Only this lesson (its id or its number).")
@click.option(
    "--edition", "editions", multiple=True, metavar="NAME", help="Only this edition: large-print, for example."
)
@click.option("--paper", "papers", multiple=True, type=click.Choice(["a4", "letter"]), help="Only this paper.")
@click.option("--tint", callback=_tint, metavar="COLOUR", help="cream, or #rrggbb: for reading on a screen.")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="Processes at work; default: one per core.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the booklets; default: out/.")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: problems and files.")
def build(
    pack: Path,
    levels: tuple[str, ...],
    lessons: tuple[str, ...],
    editions: tuple[str, ...],
    papers: tuple[str, ...],
    tint: str,
    jobs: int | None,
    out: Path | None,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make the booklets of PACK (this is what happens without a command)."""
    where = folders(pack, out, cached=not no_cache)
    asked = {"levels": levels, "lessons": lessons, "editions": editions, "papers": papers}
    choice = Choice(**{key: tuple(sorted(names)) for key, names in asked.items()}, tint=tint)
    sys.exit(_guarded(lambda: _build(where, choice, jobs or os.cpu_count() or 1, quiet=quiet, as_json=as_json)))


@main.command()
@click.argument("pack", type=click.Path(path_type=Path), required=False)
@click.option("--explain", metavar="RULE", help="Say what a rule is for, by its code, and check nothing.")
@click.option("--strict", is_flag=True, help="Take what is to look at for something to mend.")
@click.option("--balance", is_flag=True, help="Count words, quotations and people by community: information, no proof.")
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: problems, measures, counts of voices.")
def check(pack: Path | None, explain: str | None, strict: bool, balance: bool, quiet: bool, as_json: bool) -> None:
    """Look for problems in PACK and make nothing."""
    if explain:
        answer = report.explained(explain)
        click.echo(answer or report.no_such_rule(explain), err=answer is None)
        sys.exit(Exit.MADE if answer else Exit.USAGE)
    if pack is None:
        raise click.UsageError("Name a pack: generate.py check content/karabakh")
    where = folders(pack, None, cached=True)
    sys.exit(_guarded(lambda: _check(where, strict=strict, counts=balance, quiet=quiet, as_json=as_json)))


@main.command("add-source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "source", metavar="SOURCE", help="The folder in seeds/ whose article it is; default: find out.")
@click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"), help="Folder of the sources.")
def add_source(file: Path, source: str | None, seeds: Path) -> None:
    """Put the text of an article, FILE (.txt, .html, .pdf), beside its source.

    The booklets then get one more level, which reads the article itself. It is for use in your own
    class: the file is not part of the pack and is never published.
    """
    sys.exit(_guarded(lambda: _add_source(file, source, seeds)))


def _add_source(file: Path, source: str | None, seeds: Path) -> Exit:
    from press.add_source import add

    found: list[Problem] = []
    added = add(file, seeds, source, found.append)
    for problem in sorted(found):
        click.echo(str(problem), err=True)
    if added is not None:
        click.echo(added.report())
    return Exit.PROBLEMS if added is None else Exit.MADE


_PAPER = click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", help="The paper; default: a4.")
_FLIP = click.option(
    "--flip", type=click.Choice(["short", "long"]), default="short", help="The edge over which the printer turns paper."
)
_STACK = click.option(
    "--stack", type=click.Choice(["kept", "turned"]), default="kept", help="With --two-sides: how it goes back in."
)


@main.command("class")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option("--set", "sets", multiple=True, required=True, metavar="NAME=COPIES,…", help="starter=6,builder=12")
@click.option("--lesson", metavar="ID", help="Handouts of this lesson (its id or its number), no whole booklets.")
@_PAPER
@_FLIP
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the booklets; default: out/.")
def class_(pack: Path, sets: tuple[str, ...], out: Path | None, **how: Any) -> None:  # noqa: ANN401
    """Make the print files of a class set of PACK, with a tally for the copier room."""
    sys.exit(_guarded(lambda: _class(folders(pack, out, cached=True), sets, **how)))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_PAPER
@_FLIP
@click.option("--signature-sheets", type=click.IntRange(min=1), help="Fold at most so many sheets together.")
@click.option("--creep", type=click.FloatRange(0, 0.5), default=0.0, metavar="MM", help="Thickness of the paper.")
@click.option("--two-sides", is_flag=True, help="Fronts and backs as two files, for a printer that prints one side.")
@_STACK
@click.option("--two-up", type=click.Choice(["copies", "pages"]), help="Handouts: each page twice, or 1 beside 2.")
@click.option("--own-cover", is_flag=True, help="The outermost sheet as a file of its own.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out/print-room"), help="Folder for the files.")
def impose(file: Path, out: Path, stack: str, **how: Any) -> None:  # noqa: ANN401
    """Bring the pages of FILE, any PDF, onto sheets that are folded into a booklet."""
    sys.exit(_guarded(lambda: _impose(file, out, {**how, "turned": stack == "turned"})))


@main.command("printer-test")
@_PAPER
@click.option("--two-sides", is_flag=True, help="Two sheets as fronts and backs, for a printer that prints one side.")
@_STACK
@click.option("--language", default="en", metavar="CODE", help="Language of the sheet; default: en.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out/print-room"), help="Folder for the files.")
def printer_test(paper: Any, two_sides: bool, stack: str, language: str, out: Path) -> None:  # noqa: ANN401
    """Make one sheet that shows over which edge a printer turns paper, and whether it scales."""
    sys.exit(_guarded(lambda: _printer_test(paper, two_sides, stack == "turned", language, out)))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the content format into FOLDER."""
    from press.schema import write

    for path in write(folder):
        click.echo(path)


def _impose(file: Path, out: Path, how: dict[str, Any]) -> Exit:
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


def _printer_test(paper: Any, two_sides: bool, turned: bool, language: str, out: Path) -> Exit:  # noqa: ANN401
    _require_pango()
    from press import print_room

    where = folders(Path.cwd() / "content" / "none", None, cached=True)
    said = print_room.printer_test(
        paper, language, out, layouts=where.layouts, cache=where.cache, two_sides=two_sides, turned=turned
    )
    click.echo("\n".join(said))
    return Exit.MADE


def _class(where: Folders, sets: Sequence[str], *, paper: Any, flip: Any, lesson: str | None) -> Exit:  # noqa: ANN401
    """Make the booklets that are missing or out of date, then the set."""
    from press import class_set

    try:
        wanted = class_set.wishes(sets)
        whole, part = Choice(), Choice(papers=(paper,))
        if unchanged(where, whole, digest(where, whole)) is None:
            built = _build(where, part, os.cpu_count() or 1, quiet=True, as_json=False)
            if built is not Exit.MADE:
                return built
        from press import deliver, print_room

        rows = class_set.rows(deliver.read_manifest(where.out), wanted, paper, flip, lesson)
    except class_set.WrongSetError as wrong:
        raise click.UsageError(str(wrong)) from None
    target = print_room.class_files(where.out, rows, paper, flip, layouts=where.layouts, cache=where.cache)
    click.echo("\n".join([report.columns(class_set.table(rows, wanted)), *(row.note for row in rows if row.note)]))
    click.echo(f"in {print_room.shown(target)}")
    return Exit.MADE


def _guarded(run: Any) -> int:  # noqa: ANN401
    """Return the exit code of a run; what the machine lacks is said with the command that mends it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a killed run takes its processes along
    try:
        return int(run())
    except MachineError as lack:
        click.echo(f"{lack}\n    {lack.remedy}", err=True)
        return Exit.MACHINE


def _check(where: Folders, *, strict: bool, counts: bool, quiet: bool, as_json: bool) -> Exit:
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


def _build(where: Folders, choice: Choice, jobs: int, *, quiet: bool, as_json: bool) -> Exit:
    now = digest(where, choice)
    last = unchanged(where, choice, now)
    found = list(last.problems) if last else []
    made: Sequence[dict[str, Any]] | None = last.files if last else None
    if last is None:
        made = _make(where, choice, jobs, found, quiet=quiet or as_json)
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
    from press import build as line
    from press.progress import progress

    with progress(quiet=quiet) as shown:
        shown.stage("load", 1)
        library = line.library(where, found.append)
        shown.step()
        if library is None:
            return None
        choice = _known(choice, library)
        manifest = line.pack(library, where, choice, jobs, found.append, shown)
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
