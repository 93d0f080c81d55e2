"""One layout on several papers: the same PDF, with other edges around its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pydyf  # the part of WeasyPrint that writes the file
from weasyprint.document import Document

from press.model.edition import Trim
from press.model.paper import MM_TO_PT, PAGE_PT


def written(document: Document, trims: Sequence[Trim]) -> Iterator[bytes]:
    """Yield the PDF of the document, then the same PDF with the edges of each further trim."""
    made: list[tuple[pydyf.PDF, int]] = []
    yield document.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: made.append((pdf, len(pdf.objects))))
    ((pdf, count),) = made
    pages = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page"]
    for trim in trims[1:]:
        for number, page in enumerate(pages, start=1):
            edges = pydyf.Array(_edges(number, trims[0], trim))
            page.update(MediaBox=edges, TrimBox=edges, BleedBox=edges)
        del pdf.objects[count:]  # what the first writing added: the index of its own bytes
        pdf.current_position = 0
        out = io.BytesIO()
        pdf.write(out, version=b"1.7", compress=True)
        yield out.getvalue()


def _edges(number: int, old: Trim, new: Trim) -> tuple[float, float, float, float]:
    """Return left, lower, right and upper edge of a page, in pt from the lower left corner of the old one."""
    width, height = PAGE_PT[new.paper]
    inner, outer = old.inner - new.inner, old.outer - new.outer
    left, foot = (inner if number % 2 else outer) * MM_TO_PT, (old.foot - new.foot) * MM_TO_PT
    return round(left, 3), round(foot, 3), round(left + width, 3), round(foot + height, 3)
