"""Stage 5: Markup → Printed. The only package that knows WeasyPrint.

The engine is given no way out: it may have the files declared with the markup and nothing else, no
network and no path. What it grumbles about is handed on as text, for it drops things in silence.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import math
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.ffi import harfbuzz_subset, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from press.cache import code_digest
from press.model.edition import Trim
from press.model.made import Growing, Lines, Markup, Measured, Printed, Stretch
from press.typeset.boxes import bottom, lines, marked, names, sections, text, told_boxes
from press.typeset.numbers import counted
from press.typeset.trims import written

ENGINE = tuple(f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "tinycss2", "cffi"))
"""What lays the pages out; the libraries of the machine that break lines and cut fonts are added below."""

ENGINE += tuple(code_digest(str(path)) for path in sorted(Path(__file__).parent.glob("*.py")))
ENGINE += (f"pango {pango.pango_version()}", f"harfbuzz-subset {harfbuzz_subset is not None}")

ORIGIN = "https://booklet.invalid/"
"""What relative addresses of the HTML are taken to mean. It can exist nowhere (RFC 2606), and nobody asks."""

PX_TO_PT = 0.75
"""WeasyPrint counts in CSS pixels of 1/96 inch; a point is 1/72 inch."""

SPARE_LIBRARY = "Using fontTools instead of HarfBuzz-Subset"
"""Where the quicker library is missing, fonts are cut by the slower one; the booklet is none the worse."""

_LAST_SPACE = re.compile(r"(?<=[^\s>]) (?=<(?:b|em|span|strong)\b)")
"""The last space of a text before an element. Where a line has room for the text but not for this space,
WeasyPrint 70 breaks it after its first word. A space that is a text of its own hangs over the edge of the line."""

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
            (section,) = sections(page._page_box)
            item = item if pages and pages[-1].section == section.element.get("id") else ""
            pages.append(_stretch(page._page_box, section, item))
            item = pages[-1].items[-1][0] if pages[-1].items else item
        return Measured(tuple(pages))


def _stretch(page: Any, section: Any, item: str) -> Stretch:  # noqa: ANN401
    """Return what a section takes of a page; `item` is the one that goes on from the page before."""
    top, foot = page.content_box_y(), bottom(section)
    items, growing = [], []
    for box in marked(section):
        element = box.element
        if element.get("data-item") is not None:
            item = element.get("id")
            items.append((item, _points(box.position_y - top)))
        if element.get("data-grow"):
            most, least, each = (int(element.get(f"data-{key}", 1)) for key in ("most", "least", "each"))
            growing.append(Growing(element.get("data-grow"), most, item, least, each))
    used, left = _points(foot - top), _room(top + page.height - foot)
    told = [Lines(names(box), tuple(text(line) for line in lines(box))) for box in told_boxes(section)]
    return Stretch(section.element.get("id"), used, left, tuple(items), tuple(growing), tuple(told))


def _points(pixels: float) -> float:
    return round(pixels * PX_TO_PT, 2)


def _room(pixels: float) -> float:
    """Return points rounded down: two lines of 31.5 pt find no room in 62.996 pt, and push others to the next page."""
    return math.floor(pixels * PX_TO_PT * 100 + 0.01) / 100


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
        told, numbered = counted(document.pages)
        pdf, *others = written(document.copy(numbered), trims)
        trimmed = {trim.paper: other for trim, other in zip(trims[1:], others, strict=True)}
        return Printed(pdf, len(document.pages), anchors, log=tuple(log), told=told, trimmed=trimmed)


def _laid_out(markup: Markup) -> Document:
    fonts = FontConfiguration()
    hanging = _LAST_SPACE.sub("<span> </span>", markup.html)
    html = HTML(string=hanging, base_url=ORIGIN, url_fetcher=_Declared(markup))
    return html.render(font_config=fonts)


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
