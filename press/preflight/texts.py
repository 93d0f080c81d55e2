"""The texts on a page: those that leave it, and those that are set too small to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from press.preflight.findings import Finding
from press.preflight.fonts import plain

_EDGE_SLACK, _TEXT_SLACK = 1.0, 0.05
"""By how many pt a glyph's box may be off its page, a letter too small."""


@dataclass(frozen=True)
class Run:
    """A piece of text on a page that deserves a second look."""

    text: str
    font: str
    size: float
    small: bool
    off_page: bool
    at: tuple[float, float]
    """Where it starts, in pt."""

    def __str__(self) -> str:
        text = " ".join(self.text.split())
        return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"


def suspects(page: pdfium.PdfPage, smallest: float, fonts: Iterable[str]) -> Iterator[Run]:
    """Yield the texts that leave the page, are smaller than `smallest` pt or are set in one of `fonts`."""
    wanted = set(fonts)
    left, bottom, right, top = page.get_cropbox()
    textpage = None
    for run in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        placed, outer = run.get_matrix(), pdfium.PdfMatrix()
        form = run.container
        while form is not None:
            outer = outer.multiply(form.get_matrix())
            form = form.container
        placed = placed.multiply(outer)
        box = outer.on_rect(*run.get_bounds())
        # A halo is the same letter drawn twice; pdfium widens its box by the stroke as if that were in pt.
        halo = pdfium_c.FPDFTextObj_GetTextRenderMode(run.raw) == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE
        off = not halo and max(left - box[0], bottom - box[1], box[2] - right, box[3] - top) > _EDGE_SLACK
        size = run.get_font_size() * math.hypot(placed.c, placed.d)
        small = size < smallest - _TEXT_SLACK
        font = plain(run.get_font().get_base_name()) if wanted else ""
        if off or small or font in wanted:
            textpage = textpage or page.get_textpage()
            run.textpage = textpage
            yield Run(run.extract(), font, size, small, off, (placed.e, placed.f))


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs as words: in drawings each letter is set on its own. Runs of spaces are left out."""
    words: list[Run] = []
    last: Run | None = None
    for run in runs:
        letter = len(run.text.strip()) <= 1
        if last and letter and run.font == last.font and math.dist(run.at, last.at) < 2 * run.size:
            before = words.pop()
            small, off_page = run.small or before.small, run.off_page or before.off_page
            words.append(replace(before, text=before.text + run.text, small=small, off_page=off_page))
        else:
            words.append(run)
        last = run
    return [word for word in words if word.text.strip()]


def text_faults(runs: list[Run], number: int, smallest: float) -> Iterator[Finding]:
    """Yield each text that leaves the page, and the smallest of those that are too small."""
    for run in runs:
        if run.off_page:
            yield Finding(number, "text-off-page", f"{run} leaves the page.")
    small = min((run for run in runs if run.small), key=lambda run: run.size, default=None)
    if small:
        says = f"{small} is set in {small.size:.1f} pt: {smallest:g} pt is the least."
        yield Finding(number, "text-too-small", says)
