"""Stage 7, Printed → sheets: two pages on each side of a sheet, so that the folded pile reads in order.

`press.folding` says which page lies where; `leaves` and `draw` carry it out. `booklet` makes the
sheets of our own booklets, `files` those of any PDF (`opening` reads it) in the way that was asked for.
Tags and links do not survive: the result is for paper only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import NameObject

from press import folding, opened
from press.folding import Sheet, Spread
from press.impose.draw import MM, PAPERS, Look, add_side, side, write
from press.impose.leaves import leaf, size
from press.impose.stamp import stamped
from press.model.paper import PAGE_PT, SHEET_OF, Flip, SheetPaper

__all__ = ["PAPERS", "Imposed", "Job", "PrintFile", "booklet", "files", "stamped"]

_SLACK = 0.5
"""How far in pt a page may be off its paper's size, and pages off each other."""


@dataclass(frozen=True)
class Imposed:
    """A booklet ready for a duplex printer."""

    pdf: bytes
    pages: int
    """Pages of the booklet, without the blanks."""
    sheets: int
    """Sheets of paper; the PDF has two pages for each, front and back."""
    signatures: int = 1
    """Piles that are folded each by itself."""
    sides: tuple[Spread, ...] = ()
    """What lies on each page of the PDF."""


@dataclass(frozen=True)
class Job:
    """In which way any PDF is to be brought onto sheets."""

    paper: SheetPaper
    flip: Flip
    signature_sheets: int | None = None
    """Sheets that are folded together at most."""
    creep: float = 0.0
    """Thickness of the paper in mm; 0 moves nothing."""
    two_up: Literal["copies", "pages"] | None = None
    """No booklet but handouts: each page twice, or one page beside the next."""
    own_cover: bool = False
    two_sides: bool = False
    """Fronts and backs are two files, for a printer that prints one side."""
    turned: bool = False
    """The stack of fronts is turned over before its backs are printed."""


@dataclass(frozen=True)
class PrintFile:
    """One file for the printer."""

    name: str
    """`booklet`, `cover`, `inside` or `handout`, with `-fronts` or `-backs`."""
    pdf: bytes
    sheets: int
    signatures: int = 1
    """Piles to fold; 0 for handouts."""


def booklet(pdf: bytes, *, paper: SheetPaper, flip: Flip, title: str, lang: str = "en") -> Imposed:
    """Return `pdf` imposed for folding on `paper`, with the spine in the middle of each sheet.

    A booklet that is too thick to be folded in one pile comes in signatures, see `folding.booklet`. `flip`
    is the edge over which the printer turns the sheet; for `long` the backs stand on their head.
    The same arguments give the same bytes. Raises ValueError when the pages do not all have the size
    that belongs to the sheet (A5 to A4, half-letter to letter), or when one is rotated.
    """
    pages = list(opened.reader(pdf).pages)
    _require_size(pages, paper)
    plan = folding.booklet(len(pages))
    return Imposed(
        _file(pages, plan.sheets, Look(paper, flip), title, lang),
        pages=len(pages),
        sheets=len(plan.sheets),
        signatures=len(plan.signatures),
        sides=tuple(side for sheet in plan.sheets for side in sheet.sides),
    )


def files(pages: Sequence[PageObject], job: Job, *, title: str, lang: str = "en") -> tuple[PrintFile, ...]:
    """Return the files for the printer, in the order in which they are printed.

    Pages of any size are scaled to half of the sheet. The same arguments give the same bytes.
    """
    look = Look(job.paper, job.flip, job.creep, fit=True)
    made: list[PrintFile] = []
    for name, sheets, signatures in _parts(len(pages), job):
        if job.two_sides:
            stack = folding.backs(sheets, turned=job.turned)
            fronts = _file(pages, sheets, look, f"{title}: {name}, fronts", lang, only="fronts")
            backs = _file(pages, stack, look, f"{title}: {name}, backs", lang, only="backs")
            made.append(PrintFile(f"{name}-fronts", fronts, len(sheets), signatures))
            made.append(PrintFile(f"{name}-backs", backs, len(sheets), signatures))
        else:
            made.append(PrintFile(name, _file(pages, sheets, look, f"{title}: {name}", lang), len(sheets), signatures))
    return tuple(made)


def scaled(pages: Iterable[PageObject], paper: SheetPaper) -> list[tuple[int, float]]:
    """Return the pages, from 1, that `files` does not print at their size, each with its factor."""
    width, height = PAPERS[paper]
    factors = ((n, min(width / 2 / size(page)[0], height / size(page)[1])) for n, page in enumerate(pages, 1))
    return [(n, factor) for n, factor in factors if abs(factor - 1) * height > _SLACK]


def _parts(pages: int, job: Job) -> list[tuple[str, Sequence[Sheet], int]]:
    """Return what is printed by itself: name, sheets, and the number of piles to fold."""
    if job.two_up:
        return [("handout", folding.twice(pages) if job.two_up == "copies" else folding.side_by_side(pages), 0)]
    whole = folding.booklet(pages, most=job.signature_sheets, own_cover=job.own_cover)
    if not whole.cover:
        return [("booklet", whole.sheets, len(whole.signatures))]
    inside = [sheet for one in whole.signatures for sheet in one]
    return [("cover", whole.cover, 1), ("inside", inside, len(whole.signatures))]


def _file(
    pages: Sequence[PageObject],
    sheets: Sequence[Sheet],
    look: Look,
    title: str,
    lang: str,
    only: Literal["fronts", "backs"] | None = None,
) -> bytes:
    """Return one file with both sides of the sheets, or with `only` their fronts or backs."""
    writer = PdfWriter()
    backs = (False, True) if only is None else (only == "backs",)
    used = {page for sheet in sheets for back in backs for page in sheet.sides[back] if page}
    leaves = {number: leaf(page, writer) for number, page in enumerate(pages, 1) if number in used}
    _keep_layers(pages[0], writer)
    for sheet in sheets:
        for back in backs:
            add_side(writer, look, side(leaves, sheet, look, back=back))
    return write(writer, title=title, lang=lang, duplex=None if only else look.flip)


def _keep_layers(page: PageObject, writer: PdfWriter) -> None:
    """Carry over which layers of the document are hidden, so that they stay so."""
    if isinstance(page.pdf, PdfReader) and "/OCProperties" in page.pdf.root_object:
        layers = page.pdf.root_object.raw_get("/OCProperties")
        writer.root_object[NameObject("/OCProperties")] = layers.clone(writer)


def _require_size(pages: Sequence[PageObject], paper: SheetPaper) -> None:
    """Raise ValueError unless all pages are upright and of the page size that belongs to `paper`."""
    page_paper = next(page for page, sheet in SHEET_OF.items() if sheet == paper)
    due = PAGE_PT[page_paper]
    for number, page in enumerate(pages, 1):
        if page.rotation % 360:
            raise ValueError(f"Page {number} is rotated by {page.rotation} degrees: it must stand upright.")
        found = size(page)
        if any(abs(length - wanted) > _SLACK for length, wanted in zip(found, due, strict=True)):
            raise ValueError(
                f"Page {number} measures {_in_mm(found)}: "
                f"a sheet of {paper} takes pages of {page_paper}, {_in_mm(due)}."
            )


def _in_mm(lengths: tuple[float, float]) -> str:
    return " × ".join(f"{length / MM:.1f}" for length in lengths) + " mm"
