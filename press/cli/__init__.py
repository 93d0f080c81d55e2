"""The command line: the words a user may type. What the commands do is in `runs`, what they say in `report`.

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

import os
import sys
from pathlib import Path
from typing import Any

import click

from press import __version__
from press.cli import report, runs
from press.place import folders
from press.problems import Exit
from press.state import Choice


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
    from press.build.tint import TintError, colour

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
    sys.exit(runs.guarded(lambda: runs.build(where, choice, jobs or os.cpu_count() or 1, quiet=quiet, as_json=as_json)))


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
    sys.exit(runs.guarded(lambda: runs.check(where, strict=strict, counts=balance, quiet=quiet, as_json=as_json)))


@main.command("add-source")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "source", metavar="SOURCE", help="The folder in seeds/ whose article it is; default: find out.")
@click.option("--seeds", type=click.Path(path_type=Path), default=Path("seeds"), help="Folder of the sources.")
def add_source(file: Path, source: str | None, seeds: Path) -> None:
    """Put the text of an article, FILE (.txt, .html, .pdf), beside its source.

    The booklets then get one more level, which reads the article itself. It is for use in your own
    class: the file is not part of the pack and is never published.
    """
    sys.exit(runs.guarded(lambda: runs.add_source(file, source, seeds)))


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
    sys.exit(runs.guarded(lambda: runs.class_(folders(pack, out, cached=True), sets, **how)))


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
    sys.exit(runs.guarded(lambda: runs.impose(file, out, {**how, "turned": stack == "turned"})))


@main.command("printer-test")
@_PAPER
@click.option("--two-sides", is_flag=True, help="Two sheets as fronts and backs, for a printer that prints one side.")
@_STACK
@click.option("--language", default="en", metavar="CODE", help="Language of the sheet; default: en.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out/print-room"), help="Folder for the files.")
def printer_test(paper: Any, two_sides: bool, stack: str, language: str, out: Path) -> None:  # noqa: ANN401
    """Make one sheet that shows over which edge a printer turns paper, and whether it scales."""
    sys.exit(runs.guarded(lambda: runs.printer_test(paper, two_sides, stack == "turned", language, out)))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the content format into FOLDER."""
    from press.schema import write

    for path in write(folder):
        click.echo(path)
