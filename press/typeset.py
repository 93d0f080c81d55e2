"""Stage 5: Markup → Printed. The only module that knows WeasyPrint.

The engine is given no way out: it may have the files declared with the markup and nothing else, no
network and no path. What it grumbles about is handed on as text, for it drops things in silence.
"""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.text.ffi import harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from press.cache import code_digest
from press.model.made import Markup, Measured, Printed, Room

ENGINE = tuple(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "tinycss2", "cffi"))
"""What lays the pages out; the libraries of the machine that break lines and cut fonts are added below."""

ENGINE += (code_digest(__file__), f"pango {pango.pango_version()}", f"harfbuzz-subset {harfbuzz_subset is not None}")

ORIGIN = "https://booklet.invalid/"
"""What relative addresses of the HTML are taken to mean. It can exist nowhere (RFC 2606), and nobody asks."""

PX_TO_PT = 0.75
"""WeasyPrint counts in CSS pixels of 1/96 inch; a point is 1/72 inch."""

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
    """Lay the booklet out and return its number of pages and the room under lines that may grow."""
    with _quiet_memory(), _listening():
        document = _laid_out(markup)
        room = []
        for page in document.pages:
            box = page._page_box
            growing = tuple((one.get("data-grow"), int(one.get("data-most"))) for one in _growing(box))
            if growing:
                (body,) = (child for child in box.children if child.element_tag == "html")
                foot = box.content_box_y() + box.height
                room.append(Room(round((foot - _bottom(body)) * PX_TO_PT, 2), growing))
        return Measured(pages=len(document.pages), room=tuple(room))


def booklet(markup: Markup) -> Printed:
    """Return the laid-out booklet as a tagged PDF (PDF/UA-1), with the page of each anchor."""
    with _quiet_memory(), _listening() as log:
        document = _laid_out(markup)
        anchors: dict[str, int] = {}
        for number, page in enumerate(document.pages, start=1):
            for name in page.anchors:
                anchors.setdefault(name, number)
        pdf = document.write_pdf(pdf_variant="pdf/ua-1")
        return Printed(pdf=pdf, pages=len(document.pages), anchors=anchors, log=tuple(log))


def _laid_out(markup: Markup) -> Document:
    fonts = FontConfiguration()
    html = HTML(string=markup.html, base_url=ORIGIN, url_fetcher=_Declared(markup))
    return html.render(font_config=fonts)


def _growing(box: Any) -> Iterator[Any]:  # noqa: ANN401  (WeasyPrint's boxes have no public type)
    """Yield the element of each group of lines that may grow."""
    element = getattr(box, "element", None)
    if element is not None and element.get("data-grow") and "::" not in (box.element_tag or ""):
        yield element
        return
    for child in getattr(box, "children", ()):
        yield from _growing(child)


def _bottom(box: Any) -> float:  # noqa: ANN401
    """Return the lower edge, in px, of the lowest line or picture in a box."""
    children = getattr(box, "children", ())
    if children and not isinstance(box, LineBox):
        return max(_bottom(child) for child in children)
    return float(box.position_y + box.margin_height())


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
