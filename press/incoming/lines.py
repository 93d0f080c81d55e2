"""A file that a user brings, .txt, .html or .pdf → its lines of text, without what belongs to pages and sites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from press.article import BREAK, INVISIBLE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

KINDS = (".txt", ".html", ".htm", ".xhtml", ".pdf")

HIDDEN = frozenset(
    {"button", "footer", "form", "head", "iframe", "nav", "noscript", "script", "select", "style", "svg", "template"}
)
"""Elements of a web page that are no part of what it tells."""

INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q"}
    | {"ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements that do not begin a line of their own."""

PAGE_NUMBER = re.compile(r"\W*(?:page\W*)?\d{1,4}(?:\W+(?:of\W+)?\d{1,4})?\W*", re.IGNORECASE)
EDGE = 2
"""So many lines at the head and at the foot of a page may be those of the page."""


class UnreadableError(Exception):
    """A file that holds no text that could be read; says why."""


class Incoming(NamedTuple):
    """The lines of a file, and those that were left out because they are a page's and not the text's."""

    lines: tuple[str, ...]
    dropped: tuple[str, ...]
    whole: str
    """The text with its empty lines, where the file has such; else each line is a paragraph."""


def read(data: bytes, suffix: str) -> Incoming:
    """Return the lines of a file, spaces folded, empty ones left out.

    Repeated heads and feet of pages and page numbers are dropped. What cannot be read is an
    UnreadableError.
    """
    if suffix == ".txt":
        text = _decoded(data)
        return _without_furniture([_lines(page) for page in text.split("\f")])._replace(whole=text)
    if suffix not in KINDS:
        raise UnreadableError(f"is none of the kinds that can be read: {', '.join(KINDS)}")
    pages = _of_pdf(data) if suffix == ".pdf" else ["".join(_of_html(data))]
    return _without_furniture([_lines(page) for page in pages])


def _lines(text: str) -> list[str]:
    folded = (" ".join(line.split()) for line in BREAK.split(text.translate(INVISIBLE)))
    return [line for line in folded if line]


def _decoded(data: bytes) -> str:
    """Return bytes as text: UTF-8 or, with its mark, UTF-16; what is neither is taken for the old Windows coding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_pdf(data: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:  # of damaged files, pypdf lets all out
        raise UnreadableError(f"is no PDF that can be read ({error})") from error


def _of_html(data: bytes) -> Iterator[str]:
    """Yield the text of a web page, with line breaks around what is no part of a line."""
    import tinyhtml5  # type: ignore[import-untyped]

    try:
        data.decode("utf-8-sig")
        coding = "utf-8"  # a page saved from a browser often does not say so
    except UnicodeDecodeError:
        coding = None  # as the page says, or as old pages are
    yield from _text(tinyhtml5.parse(data, namespace_html_elements=False, override_encoding=coding))


def _text(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in HIDDEN:  # a comment's tag is a function
        return
    around = "" if element.tag in INLINE else "\n"
    # In a web page the end of a line is a space; lines are ended by elements.
    yield around + " ".join(re.split(r"[\r\n\f]+", element.text or ""))
    for child in element:
        yield from _text(child)
        yield " ".join(re.split(r"[\r\n\f]+", child.tail or ""))
    yield around


def _without_furniture(pages: Sequence[list[str]]) -> Incoming:
    """Return the lines of all pages but those that stand at the head or the foot of most of them."""
    edges = [{_shape(line) for line in (*page[:EDGE], *page[-EDGE:])} for page in pages]
    often = Counter(shape for shapes in edges for shape in shapes)
    most = {shape for shape, count in often.items() if count >= max(2, len(pages) / 2)}
    kept: list[str] = []
    dropped: list[str] = []
    for page in pages:
        for number, line in enumerate(page):
            at_edge = len(pages) > 1 and not EDGE <= number < len(page) - EDGE
            furniture = at_edge and (_shape(line) in most or PAGE_NUMBER.fullmatch(line))
            (dropped if furniture else kept).append(line)
    return Incoming(tuple(kept), tuple(dropped), "\n\n".join(kept))


def _shape(line: str) -> str:
    """Return a line with its numbers alike: `Page 3 of 9` is the same head as `Page 4 of 9`."""
    return re.sub(r"\d+", "#", line)
