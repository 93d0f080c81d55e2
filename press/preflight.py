"""Stage 8, finished PDF → problems: fonts, sizes, margins, pages and names, judged on the file itself.

Nothing here knows how the file was made: `reading` and `sheets` open the finished bytes, as a print shop
would. pypdf tells what the file holds, pypdfium2 what would be seen on paper.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from xml.etree import ElementTree

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from press.problems import Problem, Where

_MM = 72 / 25.4
_WHITE = 250
"""Grey values from here on (of 255) are bare paper: below it even a hairline of 0.25 pt shows at 72 dpi."""
_SIZE_SLACK, _EDGE_SLACK, _TEXT_SLACK = 0.5, 1.0, 0.05
"""By how many pt a page may be off its size, a glyph's box off its page, a letter too small."""
_TICKS = (11.0, 1.0)
"""The strip in which fold ticks stand: so many mm from the edge, so many to both sides of the spine."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

_HINTS = {
    "empty-page": "Does one forced break follow another, or has a section no block? Leave one out.",
    "font-not-embedded": "Every font must travel in the file: otherwise the printer takes one of its own.",
    "foreign-font": "No font of ours has these characters, or a style (or an SVG) names no family of ours.",
    "ink-in-margin": "Printers leave the edge of the paper white, and would cut this off: move it inwards.",
    "level-named": "A pupil should not be told a level: use its mark, in titles and in file names.",
    "lost-id": "Layout dropped its box. Is it hidden, or a direct child of a flex or grid row, "
    "or a note inside something that is placed absolutely?",
    "page-count": "Was the file cut short, or made from an older plan? Make the pack again.",
    "page-size": "The stylesheet’s @page size and the paper of the edition must be the same.",
    "text-off-page": "A long word, a wide table, a tall note? Break it, shorten it or let it wrap.",
    "text-too-small": "In a map or chart: draw it wider, or give its letters a larger size.",
}


@dataclass(frozen=True, order=True)
class _Finding:
    page: int
    """From 1; 0 when the whole file is meant."""
    code: str
    says: str


@dataclass(frozen=True)
class _Font:
    name: str
    """The base font's name, without the six letters of a subset."""
    embedded: bool
    readable: bool
    """Whether the glyphs can be turned back into characters."""

    @property
    def sound(self) -> bool:
        return self.embedded and self.readable


@dataclass(frozen=True)
class _Run:
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
    reader, document = PdfReader(io.BytesIO(pdf)), pdfium.PdfDocument(pdf)
    fonts = _fonts(reader)
    found = [*_paper(document, size, expected_pages, "page"), *_lost(ids, anchors, len(document))]
    found += _named(reader, document, name, hidden)
    wanted = {f.name for f in fonts if not (f.sound and _is_ours(f.name, families))}
    seen: dict[str, tuple[int, str]] = {}
    for number, page in enumerate(document, 1):
        runs = _joined(_suspects(page, smallest, wanted - seen.keys()))
        ink = _ink(page)
        found += _texts(runs, number, smallest)
        if not any(run.off_page for run in runs):  # else the margin has ink in any case
            found += _margin(ink, page.get_size(), number, margin)
        if number not in empty and not ink.any():
            found.append(_nothing(number))
        for run in runs:
            if run.font in wanted:
                seen.setdefault(run.font, (number, str(run)))
        page.close()
    document.close()
    return _problems([*found, *_font_findings(fonts, families, seen)], name)


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
    reader, document = PdfReader(io.BytesIO(pdf)), pdfium.PdfDocument(pdf)
    found = [*_paper(document, size, expected_pages, "side"), *_font_findings(_fonts(reader), families, {})]
    for number, page in enumerate(document, 1):
        ink = _ink(page)
        _wipe_ticks(ink, page.get_size())
        if expected_pages > 2 and number not in bare and not ink.any():
            found.append(_nothing(number))
        page.close()
    document.close()
    return _problems(found, name)


def _problems(found: Iterable[_Finding], name: str) -> list[Problem]:
    """Return the findings as problems in page order: one per page and rule, which counts the others."""
    problems = []
    for _, alike in groupby(sorted(found), key=lambda finding: (finding.page, finding.code)):
        first, *others = alike
        says = (f"page {first.page}: " if first.page else "") + first.says
        more = f" And {len(others)} more of the kind." if others else ""
        problems.append(Problem(Where(name), first.code, says + more, _HINTS[first.code]))
    return problems


def _paper(document: pdfium.PdfDocument, size: tuple[float, float], expected: int, kind: str) -> Iterator[_Finding]:
    """Yield what is wrong with the number of pages and with their sizes."""
    if len(document) != expected:
        yield _Finding(0, "page-count", f"The file has {len(document)} {kind}s instead of {expected}.")
    for index in range(len(document)):
        measured = document.get_page_size(index)
        if any(abs(found - due) > _SIZE_SLACK for found, due in zip(measured, size, strict=True)):
            says = f"The {kind} measures {_in_mm(measured)} instead of {_in_mm(size)}."
            yield _Finding(index + 1, "page-size", says)


def _in_mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{length / _MM:.1f}" for length in size) + " mm"


def _lost(ids: frozenset[str], anchors: Mapping[str, int], pages: int) -> Iterator[_Finding]:
    """Yield the ids of the markup that stand on no page; the engine drops a box without a word."""
    lost = sorted(f"“{name}”" for name in ids if not 1 <= anchors.get(name, 0) <= pages)
    if lost:
        rest = " …" if len(lost) > 10 else ""
        yield _Finding(0, "lost-id", f"{len(lost)} on no page: {', '.join(lost[:10])}{rest}.")


def _named(reader: PdfReader, document: pdfium.PdfDocument, name: str, hidden: frozenset[str]) -> Iterator[_Finding]:
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
            yield _Finding(0, "level-named", f"“{word}” can be read in {' and in '.join(where)}.")


def _xmp_texts(reader: PdfReader) -> Iterator[str]:
    """Yield all texts and attributes of the XMP packet, but not RDF’s own words (`rdf:about`, …)."""
    packet = reader.root_object.get("/Metadata")
    if packet is None:
        return
    for element in ElementTree.fromstring(packet.get_object().get_data()).iter():
        yield element.text or ""
        yield from (value for key, value in element.items() if not key.startswith(_RDF))


def _fonts(reader: PdfReader) -> set[_Font]:
    """Return all fonts that the pages can use, also through forms and patterns."""
    fonts: set[_Font] = set()
    visited: set[int] = set()
    waiting: list[PdfObject | None] = [page.get("/Resources") for page in reader.pages]
    while waiting:
        resources = _dictionary(waiting.pop())
        if not resources or id(resources) in visited:
            continue
        visited.add(id(resources))
        for font in map(_dictionary, _dictionary(resources.get("/Font")).values()):
            fonts.add(_font(font))
            waiting.append(font.get("/Resources"))
        for kind in ("/XObject", "/Pattern"):
            drawn = _dictionary(resources.get(kind)).values()
            waiting += [_dictionary(form).get("/Resources") for form in drawn]
    return fonts


def _dictionary(value: PdfObject | None) -> DictionaryObject:
    """Return the dictionary that `value` is or refers to; an empty one for anything else."""
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _font(font: DictionaryObject) -> _Font:
    drawn = font.get("/Subtype") == "/Type3"
    descendants = font["/DescendantFonts"].get_object() if "/DescendantFonts" in font else None
    inner = _dictionary(descendants[0]) if isinstance(descendants, ArrayObject) else font
    descriptor = _dictionary(inner.get("/FontDescriptor"))
    return _Font(
        name=_plain(str(font.get("/BaseFont", "/Type3")).removeprefix("/")),
        embedded=drawn or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        readable="/ToUnicode" in font,
    )


def _plain(base_font: str) -> str:
    """Return a base font’s name without the mark of a subset (PDF 1.7, 9.6.4)."""
    return re.sub(r"^[A-Z]{6}\+", "", base_font)


def _is_ours(name: str, families: frozenset[str]) -> bool:
    bare = re.sub(r"[\s-]", "", name)
    return any(bare.startswith(re.sub(r"[\s-]", "", family)) for family in families)


def _font_findings(
    fonts: Iterable[_Font], families: frozenset[str], seen: Mapping[str, tuple[int, str]]
) -> Iterator[_Finding]:
    """Yield what is wrong with the fonts, on the page where each was `seen` first if that is known."""
    for font in sorted(fonts, key=lambda font: font.name):
        page, sample = seen.get(font.name, (0, ""))
        use = f" It sets {sample}." if sample else ""
        if not font.sound:
            lacks = "is not embedded" if not font.embedded else "has no table of characters (ToUnicode)"
            yield _Finding(page, "font-not-embedded", f"The font {font.name} {lacks}.{use}")
        if not _is_ours(font.name, families):
            yield _Finding(page, "foreign-font", f"The font {font.name} is none of the pack’s.{use}")


def _suspects(page: pdfium.PdfPage, smallest: float, fonts: Iterable[str]) -> Iterator[_Run]:
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
        font = _plain(run.get_font().get_base_name()) if wanted else ""
        if off or small or font in wanted:
            textpage = textpage or page.get_textpage()
            run.textpage = textpage
            yield _Run(run.extract(), font, size, small, off, (placed.e, placed.f))


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Return the runs as words: in drawings each letter is set on its own. Runs of spaces are left out."""
    words: list[_Run] = []
    last: _Run | None = None
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


def _texts(runs: list[_Run], number: int, smallest: float) -> Iterator[_Finding]:
    """Yield each text that leaves the page, and the smallest of those that are too small."""
    for run in runs:
        if run.off_page:
            yield _Finding(number, "text-off-page", f"{run} leaves the page.")
    small = min((run for run in runs if run.small), key=lambda run: run.size, default=None)
    if small:
        says = f"{small} is set in {small.size:.1f} pt: {smallest:g} pt is the least."
        yield _Finding(number, "text-too-small", says)


def _ink(page: pdfium.PdfPage) -> NDArray[np.bool_]:
    """Return where the page is not white: height × width pixels of about 1 pt, from the upper left."""
    grey: NDArray[np.uint8] = page.render(scale=1, grayscale=True).to_numpy()
    return grey.reshape(grey.shape[:2]) < _WHITE


def _margin(ink: NDArray[np.bool_], size: tuple[float, float], number: int, margin: float) -> Iterator[_Finding]:
    """Yield the ink that is nearest to an edge, if it is nearer than `margin` mm by more than a pixel."""
    if not ink.any():
        return
    gaps = {}
    for axis, (near, far) in enumerate((("left", "right"), ("upper", "lower"))):
        inked = np.flatnonzero(ink.any(axis=axis))
        pixel = size[axis] / ink.shape[1 - axis] / _MM
        gaps[near] = inked[0] * pixel
        gaps[far] = (ink.shape[1 - axis] - 1 - inked[-1]) * pixel
    edge = min(gaps, key=lambda edge: gaps[edge])
    if gaps[edge] + pixel < margin:  # the outermost pixel may hold ink on its inner side only
        says = f"Ink stands {gaps[edge]:.1f} mm from the {edge} edge: {margin:g} mm must stay white."
        yield _Finding(number, "ink-in-margin", says)


def _wipe_ticks(ink: NDArray[np.bool_], size: tuple[float, float]) -> None:
    """Take the fold ticks out of `ink`, in place."""
    reach, side = (round(length * _MM * ink.shape[1] / size[0]) for length in _TICKS)
    spine = ink.shape[1] // 2
    ink[:reach, spine - side : spine + side + 1] = False
    ink[-reach:, spine - side : spine + side + 1] = False


def _nothing(number: int) -> _Finding:
    return _Finding(number, "empty-page", "Nothing is printed here.")
