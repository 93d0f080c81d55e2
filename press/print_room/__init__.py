"""The print room: what is done with finished PDFs, and the sentences a person at a copier needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from press import words
from press.impose import Job, PrintFile, files, scaled
from press.impose.opening import Opened, broken, opened
from press.model.made import Markup
from press.model.paper import Flip, SheetPaper
from press.print_room import class_set
from press.problems import MachineError, Problem, Report, Where

_OURS = re.compile(r"[0-9]{2}-.+-[0-9]+x\.pdf|tally\.pdf|whole-class\.pdf")
"""Files of a class set; the next set replaces them."""

_SIZES: Mapping[SheetPaper, tuple[float, float]] = {"a4": (297, 210), "letter": (279.4, 215.9)}
"""Width and height of a sheet in mm, lying on its long edge."""


def impose(path: Path, job: Job, out: Path, report: Report) -> list[str] | None:
    """Bring any PDF onto sheets in the folder `out`; return lines to print, None if it cannot be done."""
    found = opened(path, report)
    if found is None:
        return None
    for problem in _scaled(found, job, path.name):
        report(problem)
    try:
        made = files(found.pages, job, title=found.title, lang=found.lang)
    except Exception as error:  # what no page's content shows: a picture or a font that is harmed
        report(broken(path, error))
        return None
    lines = []
    for one in made:
        name = f"{path.stem}-{one.name}-{job.paper}{'' if job.two_sides else f'-{job.flip}-edge'}.pdf"
        put(out / name, one.pdf)
        lines.append(f"{shown(out / name)}: {_count(one.sheets, 'sheet')}")
    return [*lines, *advice(made, job)]


def advice(made: Sequence[PrintFile], job: Job) -> list[str]:
    """Return how to print and fold, as numbered lines."""
    steps = []
    if job.two_sides:
        for fronts, backs in zip(made[::2], made[1::2], strict=True):
            steps += _by_hand(fronts, backs, job)
    else:
        steps.append(f"Print at 100 % (“actual size”) on both sides; let the printer flip on the {job.flip} edge.")
    if job.two_up == "copies":
        steps.append("Cut in the middle, at the ticks.")
    covered = made[0].name.startswith("cover")
    booklet = next(one for one in reversed(made) if not one.name.startswith("cover"))
    if booklet.signatures:
        steps.append(_folding(booklet, covered=covered))
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def _by_hand(fronts: PrintFile, backs: PrintFile, job: Job) -> list[str]:
    """Return the steps for a printer that prints one side."""
    edge = "other short edge" if job.flip == "short" else "same short edge"
    how = "Turn the stack over as a whole" if job.turned else "Leave the stack as it lies, the last sheet on top"
    return [
        f"Print …-{fronts.name} at 100 % (“actual size”), one-sided: {_count(fronts.sheets, 'sheet')}.",
        f"{how}; do not sort it. Put it back so that the blank sides are printed and the {edge} goes in first.",
        f"Print …-{backs.name}. (Not sure? generate.py printer-test --two-sides tells with two sheets.)",
    ]


def _folding(one: PrintFile, *, covered: bool) -> str:
    if one.signatures == 1:
        what = "sheet" if one.sheets == 1 else f"{one.sheets} sheets together"
        around = " lay the cover around;" if covered else ""
        return f"Fold the {what} at the ticks;{around} staple twice in the fold."
    thick = -(-one.sheets // one.signatures)
    around = ", and lay the cover around them" if covered else ""
    return (
        f"{one.signatures} signatures of at most {_count(thick, 'sheet')}: fold each by itself, staple it in the fold "
        f"and lay them on one another; the black bars on the spines make a stair. Tape the spine, or sew{around}."
    )


def _scaled(found: Opened, job: Job, name: str) -> list[Problem]:
    """Return a problem for each factor at which pages are printed."""
    factors: dict[int, list[int]] = {}
    for page, factor in scaled(found.pages, job.paper):
        factors.setdefault(round(100 * factor), []).append(page)
    problems = []
    for percent, pages in sorted(factors.items()):
        some = f"Pages {_ranges(pages)} are" if len(pages) > 1 else f"Page {pages[0]} is"
        every = "All pages are" if len(pages) == len(found.pages) else some
        hint = f"Half a sheet of {job.paper} is {_half(job.paper)}: pages of that size keep their size."
        problems.append(Problem(Where(name), "page-scaled", f"{every} printed at {percent} %.", hint))
    return problems


def _half(paper: SheetPaper) -> str:
    width, height = _SIZES[paper]
    return f"{width / 2:g} × {height:g} mm"


def _ranges(numbers: Sequence[int]) -> str:
    """Return `1–3, 7` for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def printer_test(
    paper: SheetPaper, language: str, out: Path, *, layouts: Path, cache: Path | None, two_sides: bool, turned: bool
) -> list[str]:
    """Put the printer test into the folder `out`: one sheet, or two as fronts and backs; return lines to print."""
    from press import fonts, render
    from press.cache import Cache

    width, height = _SIZES[paper]
    page = render.notice(
        "printer-test",
        layouts=layouts,
        fonts=fonts.read(layouts, Cache(cache)),
        words=words.of_print_room(layouts, language),
        paper=paper,
        width=width,
        height=height,
        sheets=(1, 2) if two_sides else (1,),
        manual=two_sides,
    )
    test = typeset(page)
    if not two_sides:
        put(out / f"printer-test-{paper}.pdf", test)
        return [shown(out / f"printer-test-{paper}.pdf"), "Print it on both sides, at 100 %; the sheet says the rest."]
    backs = (1, 3) if turned else (3, 1)
    lines = []
    for name, sides in (("fronts", (0, 2)), ("backs", backs)):
        path = out / f"printer-test-{paper}-{name}.pdf"
        put(path, _only(test, sides))
        lines.append(shown(path))
    return [*lines, "Print the fronts, put the stack back, print the backs; the sheets say the rest."]


def _only(pdf: bytes, sides: Sequence[int]) -> bytes:
    """Return the named pages of a PDF, counted from 0."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer, reader, out = PdfWriter(), PdfReader(io.BytesIO(pdf)), io.BytesIO()
    for side in sides:
        writer.add_page(reader.pages[side])
    writer.write(out)
    return out.getvalue()


def class_files(
    folder: Path, rows: Sequence[class_set.Row], paper: SheetPaper, flip: Flip, *, layouts: Path, cache: Path | None
) -> Path:
    """Put the files of a class set into `folder/class`, where they replace the last set; return that folder."""
    title, language = _about(folder / rows[0].source)
    own = words.of_print_room(layouts, language)
    sheet = class_set.tally(rows, title=title, paper=paper, flip=flip, layouts=layouts, cache=cache, words=own)
    made = {row.file: class_set.alone(folder, row, title=title, lang=language, flip=flip) for row in rows}
    made["tally.pdf"] = typeset(sheet)
    made["whole-class.pdf"] = class_set.whole(folder, rows, title=title, lang=language, flip=flip)
    target = folder / "class"
    for old in target.glob("*.pdf"):
        if _OURS.fullmatch(old.name) and old.name not in made:
            old.unlink()
    for name, data in made.items():
        put(target / name, data)
    return target


def _about(path: Path) -> tuple[str, str]:
    """Return title and language of a print file, as it tells them itself."""
    from pypdf import PdfReader

    reader: Any = PdfReader(path)
    return str(reader.metadata.title), str(reader.root_object["/Lang"])


def typeset(page: Markup) -> bytes:
    """Return a sheet for the print room as a PDF."""
    from press import typeset as engine

    return engine.booklet(page).pdf


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a folder that cannot be written is the machine's problem."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        remedy = "Make the folder writable, free some space, or name another one with --out."
        raise MachineError(f"{path} cannot be written: {error.strerror}.", remedy) from error


def shown(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
