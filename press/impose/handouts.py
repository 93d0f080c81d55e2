"""One lesson on sheets: its pages in reading order, one beside the other, to be stapled and not folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pypdf import PageObject, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from press.folding import Side
from press.impose.draw import PAPERS, write
from press.impose.leaves import Leaf, leaf, lean_resources
from press.model.paper import Flip, SheetPaper

_SLACK = 0.5
"""How far in pt two pages may be wider than the sheet."""


def across(page_size: tuple[float, float], paper: SheetPaper) -> int:
    """Return how many pages of a size in pt stand side by side on a sheet: two on half of it, else one."""
    width, height = PAPERS[paper]
    return 2 if 2 * page_size[0] <= width + _SLACK and page_size[1] <= height + _SLACK else 1


def flip(across: int) -> Flip:
    """Return the edge over which a printer must turn the sheets: the one that lies at the side."""
    return "short" if across == 2 else "long"


def sheet(across: int, paper: SheetPaper) -> tuple[float, float]:
    """Return width and height of the sheet in pt: lying for two pages, upright for one."""
    width, height = PAPERS[paper]
    return (width, height) if across == 2 else (height, width)


def handout(
    pages: Mapping[int, PageObject],
    sides: Sequence[Side],
    *,
    lines: Sequence[PageObject] = (),
    paper: SheetPaper,
    title: str,
    lang: str,
) -> bytes:
    """Return the sides of `folding.handout` as a PDF, with `pages` by the numbers that they have there.

    All pages have the size that belongs to the paper; two of them lie on the sheet as a booklet lies open.
    The `lines` go into the upper margins of the first sides. The same arguments give the same bytes.
    """
    writer = PdfWriter()
    lean = lean_resources(list(pages.values()), writer)
    leaves = {number: leaf(page, writer, lean) for number, page in pages.items()}
    above = [leaf(line, writer) for line in lines]
    for number, side in enumerate(sides):
        placed = {place: leaves[page] for place, page in enumerate(side) if page is not None}
        _add(writer, sheet(len(side), paper), placed, above[number : number + 1])
    return write(writer, title=title, lang=lang, duplex=flip(len(sides[0])))


def _add(writer: PdfWriter, size: tuple[float, float], placed: Mapping[int, Leaf], above: Sequence[Leaf]) -> None:
    """Add a side with its leaves, the left one in place 0 and the right one in place 1, and what stands above them."""
    width, height = size
    at = [(place * width / 2, (height - one.height) / 2, one) for place, one in placed.items()]
    at += [(0, height - one.height, one) for one in above]
    draw = [f"q 1 0 0 1 {x:.4f} {y:.4f} cm /Leaf{number} Do Q" for number, (x, y, _) in enumerate(at)]
    stream = DecodedStreamObject()
    stream.set_data("\n".join(draw).encode("ascii"))
    page = writer.add_blank_page(width, height)
    forms = DictionaryObject({NameObject(f"/Leaf{number}"): one.form for number, (_, _, one) in enumerate(at)})
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
