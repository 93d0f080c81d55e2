"""Stage 8, finished PDF → problems: fonts, sizes, margins, pages and names, judged on the file itself.

Nothing here knows how the file was made: `reading` and `sheets` open the finished bytes, as a print shop
would. pypdf tells what the file holds, pypdfium2 what would be seen on paper. `grey` proofs it for a
black-and-white copier; `leaks` looks for what only teachers may read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import pypdfium2 as pdfium
from pypdf import PdfReader

from press import opened
from press.model.paper import MM_TO_PT
from press.preflight.findings import Finding, problems
from press.preflight.fonts import font_faults, fonts_of, is_ours
from press.preflight.ink import ink_of, margin_faults, wipe_ticks
from press.preflight.texts import joined, suspects, text_faults
from press.problems import Problem

__all__ = ["reading", "sheets"]

_SIZE_SLACK = 0.5
"""By how many pt a page may be off its size."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def reading(
    pdf: bytes,
    *,
    name: str,
    size: tuple[float, float],
    expected_pages: int,
    families: frozenset[str],
    ids: frozenset[str],
    anchors: Mapping[str, int],
    hidden: frozenset[str],
    smallest: float = 8.0,
    margin: float = 5.0,
    empty: frozenset[int] = frozenset(),
) -> list[Problem]:
    """Return what is wrong with a booklet that is read page by page, in the order of its pages.

    `size` is the page's width and height in pt; `families` are the beginnings of the font names that may
    occur; `ids` must all have a page in `anchors` (counted from 1); `hidden` are words that must not occur
    in the file's name, metadata and outline; `smallest` is a type size in pt, `margin` the width in mm
    that stays white; `empty` are the pages that may be without ink.
    """
    reader, document = opened.reader(pdf), pdfium.PdfDocument(pdf)
    fonts = fonts_of(reader)
    found = [*_paper(document, size, expected_pages, "page"), *_lost(ids, anchors, len(document))]
    found += _named(reader, document, name, hidden)
    wanted = {f.name for f in fonts if not (f.sound and is_ours(f.name, families))}
    seen: dict[str, tuple[int, str]] = {}
    for number, page in enumerate(document, 1):
        runs = joined(suspects(page, smallest, wanted - seen.keys()))
        ink = ink_of(page)
        found += text_faults(runs, number, smallest)
        if not any(run.off_page for run in runs):  # else the margin has ink in any case
            found += margin_faults(ink, page.get_size(), number, margin)
        if number not in empty and not ink.any():
            found.append(_nothing(number))
        for run in runs:
            if run.font in wanted:
                seen.setdefault(run.font, (number, str(run)))
        page.close()
    document.close()
    return problems([*found, *font_faults(fonts, families, seen)], name)


def sheets(
    pdf: bytes,
    *,
    name: str,
    size: tuple[float, float],
    expected_pages: int,
    families: frozenset[str],
    bare: frozenset[int] = frozenset(),
) -> list[Problem]:
    """Return what is wrong with an imposed booklet; `size` is the sheet's, `expected_pages` counts its sides.

    A side with nothing but fold ticks is a problem too, unless it is one of those that may be `bare` (from 1),
    or there is one sheet only: the inside of a cover may be bare, pages of a booklet that got lost may not.
    """
    reader, document = opened.reader(pdf), pdfium.PdfDocument(pdf)
    found = [*_paper(document, size, expected_pages, "side"), *font_faults(fonts_of(reader), families, {})]
    for number, page in enumerate(document, 1):
        ink = ink_of(page)
        wipe_ticks(ink, page.get_size())
        if expected_pages > 2 and number not in bare and not ink.any():
            found.append(_nothing(number))
        page.close()
    document.close()
    return problems(found, name)


def _paper(document: pdfium.PdfDocument, size: tuple[float, float], expected: int, kind: str) -> Iterator[Finding]:
    """Yield what is wrong with the number of pages and with their sizes."""
    if len(document) != expected:
        yield Finding(0, "page-count", f"The file has {len(document)} {kind}s instead of {expected}.")
    for index in range(len(document)):
        measured = document.get_page_size(index)
        if any(abs(found - due) > _SIZE_SLACK for found, due in zip(measured, size, strict=True)):
            says = f"The {kind} measures {_in_mm(measured)} instead of {_in_mm(size)}."
            yield Finding(index + 1, "page-size", says)


def _in_mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{length / MM_TO_PT:.1f}" for length in size) + " mm"


def _lost(ids: frozenset[str], anchors: Mapping[str, int], pages: int) -> Iterator[Finding]:
    """Yield the ids of the markup that stand on no page; the engine drops a box without a word."""
    lost = sorted(f"“{name}”" for name in ids if not 1 <= anchors.get(name, 0) <= pages)
    if lost:
        rest = " …" if len(lost) > 10 else ""
        yield Finding(0, "lost-id", f"{len(lost)} on no page: {', '.join(lost[:10])}{rest}.")


def _named(reader: PdfReader, document: pdfium.PdfDocument, name: str, hidden: frozenset[str]) -> Iterator[Finding]:
    """Yield the places outside the pages where a word of `hidden` can be read."""
    places = {
        "the file’s name": [name.rpartition("/")[2]],
        "the metadata": [str(value) for value in (reader.metadata or {}).values()],
        "the XMP metadata": list(_xmp_texts(reader)),
        "the outline": [bookmark.get_title() for bookmark in document.get_toc()],
    }
    words = {word: re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])") for word in hidden if word}
    for word in sorted(words):
        where = [place for place, texts in places.items() if any(words[word].search(text) for text in texts)]
        if where:
            yield Finding(0, "level-named", f"“{word}” can be read in {' and in '.join(where)}.")


def _xmp_texts(reader: PdfReader) -> Iterator[str]:
    """Yield all texts and attributes of the XMP packet, but not RDF’s own words (`rdf:about`, …)."""
    packet = reader.root_object.get("/Metadata")
    if packet is None:
        return
    for element in ElementTree.fromstring(packet.get_object().get_data()).iter():
        yield element.text or ""
        yield from (value for key, value in element.items() if not key.startswith(_RDF))


def _nothing(number: int) -> Finding:
    return Finding(number, "empty-page", "Nothing is printed here.")
