"""Draws pages onto the halves of sheets that have content of their own, whose tags stay as they are."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from press import opened
from press.impose.draw import PAPERS
from press.impose.leaves import Leaf, leaf
from press.model.paper import SheetPaper


def stamped(
    pdf: bytes, pages: bytes, halves: Mapping[int, Sequence[int]], paper: SheetPaper, labels: Sequence[str]
) -> bytes:
    """Return `pdf`, sheets of `paper`, with pages of another file drawn on them at their own size.

    `halves` has, by side (from 1), the page for its left half and perhaps one for its right. They touch the
    middle of the sheet and stand as high as it. To readers they are artifacts: a tagged file stays valid, for
    what stands on the pages is not read out. `labels` names every side, for the window of a reader. The same
    arguments give the same bytes.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    source = list(opened.reader(pages).pages)
    for number, shown in sorted(halves.items()):
        for half, page in enumerate(shown):
            _draw(writer, writer.pages[number - 1], leaf(source[page - 1], writer), f"/Page{page}", half, paper)
    writer.root_object[NameObject("/PageLabels")] = _numbering(labels)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _draw(writer: PdfWriter, page: PageObject, drawn: Leaf, name: str, half: int, paper: SheetPaper) -> None:
    """Draw a leaf under what is on a page, on its left (0) or right (1) half."""
    width, height = PAPERS[paper]
    x, y = width / 2 - (1 - half) * drawn.width, (height - drawn.height) / 2
    resources = cast("DictionaryObject", page["/Resources"])
    if "/XObject" not in resources:
        resources[NameObject("/XObject")] = DictionaryObject()
    cast("DictionaryObject", resources["/XObject"])[NameObject(name)] = drawn.form
    under = DecodedStreamObject()
    under.set_data(f"/Artifact BMC q 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q EMC\n".encode("ascii"))
    before = page.raw_get("/Contents")
    contents = list(before.get_object()) if isinstance(before.get_object(), ArrayObject) else [before]
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(under), *contents])


def _numbering(labels: Sequence[str]) -> DictionaryObject:
    """Return the names of all sides as a number tree (PDF 1.7, 12.4.2)."""
    entries = ArrayObject()
    for index, label in enumerate(labels):
        entries += [NumberObject(index), DictionaryObject({NameObject("/P"): TextStringObject(label)})]
    return DictionaryObject({NameObject("/Nums"): entries})
