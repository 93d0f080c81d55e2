"""Stage 5: Markup → Printed. The only module that knows WeasyPrint.

The engine is given no way out: it may have the files declared with the markup and nothing else, no
network and no path. What it grumbles about is handed on as text, for it drops things in silence.
"""

from __future__ import annotations

import contextlib
import gc
import io
import logging
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

import pydyf  # the part of WeasyPrint that writes the file
from weasyprint import HTML
from weasyprint.document import Document, Page
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox
from weasyprint.text.ffi import harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import split_first_line
from weasyprint.urls import URLFetcher, URLFetcherResponse

from press.cache import code_digest
from press.model.edition import Trim
from press.model.made import Growing, Line, Lines, Markup, Measured, Printed, Stretch
from press.model.paper import MM_TO_PT, PAGE_PT

ENGINE = tuple(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "tinycss2", "cffi"))
"""What lays the pages out; the libraries of the machine that break lines and cut fonts are added below."""

ENGINE += (code_digest(__file__), f"pango {pango.pango_version()}", f"harfbuzz-subset {harfbuzz_subset is not None}")

ORIGIN = "https://booklet.invalid/"
"""What relative addresses of the HTML are taken to mean. It can exist nowhere (RFC 2606), and nobody asks."""

PX_TO_PT = 0.75
"""WeasyPrint counts in CSS pixels of 1/96 inch; a point is 1/72 inch."""

EVERY = 5
"""A number stands beside each line of a source that is a multiple of this."""

NUMBERS_STAND = {"ltr": ("@left-middle", "right"), "rtl": ("@right-middle", "left")}
"""By the direction of a text: the margin box that says how numbers look, and on which side of it the text is."""

SPARE_LIBRARY = "Using fontTools instead of HarfBuzz-Subset"
"""Where the quicker library is missing, fonts are cut by the slower one; the booklet is none the worse."""

_TYPES = {"css": "text/css", "svg": "image/svg+xml"}


class _Declared(URLFetcher):  # type: ignore[misc]
    """Serves the declared files of one booklet; any other address is refused."""

    def __init__(self, markup: Markup) -> None:
        super().__init__(allowed_protocols=())
        self.assets = markup.assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return a declared file; a ValueError for anything else becomes a warning of the engine."""
        name = url.removeprefix(ORIGIN).split("#")[0]
        if not url.startswith(ORIGIN) or name not in self.assets:
            raise ValueError("a booklet may only use the files that were declared with it")
        kind = _TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
        return URLFetcherResponse(url, body=self.assets[name], headers={"Content-Type": kind})


def measure(markup: Markup) -> Measured:
    """Lay the booklet out and return what each section takes of its pages, and where lines may be added.

    Every section of the booklet must start a page.
    """
    with _quiet_memory(), _listening():
        pages: list[Stretch] = []
        item = ""
        for page in _laid_out(markup).pages:
            (section,) = _sections(page._page_box)
            item = item if pages and pages[-1].section == section.element.get("id") else ""
            pages.append(_stretch(page._page_box, section, item))
            item = pages[-1].items[-1][0] if pages[-1].items else item
        return Measured(tuple(pages))


def _sections(page: Any) -> list[Any]:  # noqa: ANN401  (WeasyPrint's boxes have no public type)
    """Return the boxes of the sections on a page."""
    (html,) = (child for child in page.children if child.element_tag == "html")
    (body,) = html.children
    return [child for child in body.children if child.element_tag == "section"]


def _stretch(page: Any, section: Any, item: str) -> Stretch:  # noqa: ANN401
    """Return what a section takes of a page; `item` is the one that goes on from the page before."""
    top, foot = page.content_box_y(), _bottom(section)
    items, growing = [], []
    for box in _marked(section):
        element = box.element
        if element.get("data-item") is not None:
            item = element.get("id")
            items.append((item, _points(box.position_y - top)))
        if element.get("data-grow"):
            most, least, each = (int(element.get(f"data-{key}", 1)) for key in ("most", "least", "each"))
            growing.append(Growing(element.get("data-grow"), most, item, least, each))
    used, left = _points(foot - top), _points(top + page.height - foot)
    told = [Lines(_names(box), tuple(_text(line) for line in _lines(box))) for box in _told(section)]
    return Stretch(section.element.get("id"), used, left, tuple(items), tuple(growing), tuple(told))


def _points(pixels: float) -> float:
    return round(pixels * PX_TO_PT, 2)


def booklet(markup: Markup, trims: Sequence[Trim] = ()) -> Printed:
    """Return the laid-out booklet as a tagged PDF (PDF/UA-1), with the page of each anchor.

    It is laid out for the first trim. The others have the same live area, and only the page around the
    text differs: there each page gets other edges, and everything on it stays as it is.
    """
    with _quiet_memory(), _listening() as log:
        document = _laid_out(markup)
        anchors: dict[str, int] = {}
        for number, page in enumerate(document.pages, start=1):
            for name in page.anchors:
                anchors.setdefault(name, number)
        told, numbered = _counted(document.pages)
        pdf, *others = _written(document.copy(numbered), trims)
        trimmed = {trim.paper: other for trim, other in zip(trims[1:], others, strict=True)}
        return Printed(pdf, len(document.pages), anchors, log=tuple(log), told=told, trimmed=trimmed)


def _written(document: Document, trims: Sequence[Trim]) -> Iterator[bytes]:
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


class _Numbered(Page):  # type: ignore[misc]
    """A page that is painted with numbers beside its lines.

    They are artifacts, which CSS has no word for: as content they would be read aloud within the text.
    And they are added when all lines stand, so that they can move none.
    """

    def __init__(self, page: Any, numbers: Sequence[TextBox]) -> None:  # noqa: ANN401
        super().__init__(page)
        self.numbers = numbers

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401
        super().paint(stream, scale)
        if self.numbers:
            with stream.artifact(), stream.stacked():
                stream.transform(a=scale, d=scale)
                for number in self.numbers:
                    draw_text(stream, number, 0, "clip", "none")


def _counted(pages: Sequence[Page]) -> tuple[dict[str, tuple[Line, ...]], list[Page]]:
    """Return the lines of each source and paragraph, and the pages with numbers beside every fifth line.

    Each section counts its own.
    """
    told: dict[str, list[Line]] = {}
    numbered = []
    for at, page in enumerate(pages, start=1):
        numbers: list[TextBox] = []
        for section in _sections(page._page_box):
            of_source = section.element.get("id")
            for box in _told(section):
                for line in _lines(box):
                    number = len(told.setdefault(of_source, [])) + 1
                    for name in (of_source, *_names(box)):
                        told.setdefault(name, []).append(Line(number, at, _text(line)))
                    if number % EVERY == 0:
                        numbers += _number(number, line, box, page._page_box)
        numbered.append(_Numbered(page._page_box, numbers))
    return {name: tuple(lines) for name, lines in told.items()}, numbered


def _number(number: int, line: LineBox, paragraph: Any, page: Any) -> Iterator[TextBox]:  # noqa: ANN401
    """Yield the number of a line, beside its paragraph; none if the stylesheet does not say how it looks.

    It takes its style from a box of the page's margin, and its distance from that box's padding.
    """
    keyword, side = NUMBERS_STAND[paragraph.style["direction"]]
    for margin in page.children:
        if isinstance(margin, MarginBox) and margin.at_keyword == keyword:
            box = TextBox("", margin.style, None, str(number))
            box.pango_layout, _, _, width, _, box.baseline = split_first_line(box.text, box.style, None, None, 0)
            edge, gap = paragraph.border_box_x(), getattr(margin, f"padding_{side}")
            box.position_x = edge - gap - width if side == "right" else edge + paragraph.border_width() + gap
            box.position_y = line.position_y + line.baseline - box.baseline
            yield box


def _laid_out(markup: Markup) -> Document:
    fonts = FontConfiguration()
    html = HTML(string=markup.html, base_url=ORIGIN, url_fetcher=_Declared(markup))
    return html.render(font_config=fonts)


def _marked(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the boxes that may start a page, and those of lines that may grow, in order."""
    element = getattr(box, "element", None)
    if element is not None and "::" not in (box.element_tag or ""):
        if element.get("data-item") is not None or element.get("data-grow"):
            yield box
        if element.get("data-grow"):
            return
    for child in getattr(box, "children", ()):
        yield from _marked(child)


def _told(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the boxes of a source's paragraphs, in order."""
    element = getattr(box, "element", None)
    if element is not None and element.get("data-lines") is not None:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _told(child)


def _names(paragraph: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(paragraph.element.get("data-lines").split())


def _lines(box: Any) -> Iterator[LineBox]:  # noqa: ANN401
    """Yield the lines of a paragraph."""
    for child in box.children:
        if isinstance(child, LineBox):
            yield child
        elif hasattr(child, "children"):
            yield from _lines(child)


def _text(box: Any) -> str:  # noqa: ANN401
    return box.text if isinstance(box, TextBox) else "".join(map(_text, getattr(box, "children", ())))


def _bottom(box: Any) -> float:  # noqa: ANN401
    """Return the lower edge, in px, of the lowest line or picture in a box; 0 if there is none."""
    children = getattr(box, "children", ())
    if children and not isinstance(box, LineBox):
        return max(_bottom(child) for child in children)
    height = float(box.margin_height())
    return box.position_y + height if height else 0.0


@contextlib.contextmanager
def _quiet_memory() -> Iterator[None]:
    """Keep the garbage collector out of a layout: the heap only grows, and collecting costs a seventh."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def _listening() -> Iterator[list[str]]:
    """Gather the engine's warnings instead of letting them go to the terminal."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.getMessage().startswith(SPARE_LIBRARY):
                heard.append(record.getMessage())

    logger, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    before, spreads = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, spreads
