"""Opens a PDF that somebody brings, or says in one sentence why it cannot be printed."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PageObject, PdfReader

from press.impose.leaves import contents, size
from press.problems import Problem, Report, Where

_HINTS = {
    "no-such-pdf": "Give the path of a PDF file.",
    "not-a-pdf": "Open the document in the program it was made with, and save or print it as PDF.",
    "broken-pdf": "Open it in a PDF viewer and print it to a new PDF; or fetch the file again.",
    "locked-pdf": "Ask for a copy without a password, or open it in a viewer and print it to a new PDF.",
    "empty-pdf": "Was the document saved before anything was in it?",
    "lost-on-paper": "Print the file to a new PDF in a viewer first: that makes them part of the page.",
    "large-page": "Is it a poster or a plan? Save it on a common paper first.",
}

_SMALLEST, _LARGEST = 20.0, 14400.0
"""Lengths of a page's edges in pt: from a stamp to what the PDF format allows (ISO 32000-1, Annex C)."""

_ON_PAPER = {"/Widget", "/FreeText", "/Stamp", "/Ink", "/Highlight", "/Line", "/Square", "/Circle", "/Underline"}
"""Annotations that a viewer would print with the page."""


@dataclass(frozen=True)
class Opened:
    """A PDF that can be brought onto sheets."""

    pages: Sequence[PageObject]
    title: str
    lang: str
    written_on: Sequence[int]
    """Pages, from 1, with filled forms and notes, which lie over the page and are no part of it."""


class _RefusedError(Exception):
    """Why a file cannot be printed: a code and a sentence."""


def opened(path: Path, report: Report) -> Opened | None:
    """Return the pages of a PDF file; None, with a problem reported, if it cannot be printed."""
    try:
        found = _read(_data(path), path)
    except _RefusedError as why:
        code, message = why.args
        report(Problem(Where(path.name), code, message, _HINTS[code]))
        return None
    if found.written_on:
        listed = ", ".join(map(str, found.written_on[:10])) + (" …" if len(found.written_on) > 10 else "")
        message = f"Form fields or notes on page {listed} are not printed."
        report(Problem(Where(path.name), "lost-on-paper", message, _HINTS["lost-on-paper"]))
    return found


def broken(path: Path, error: Exception) -> Problem:
    """Return the problem of a file in which pypdf ran into `error`."""
    message = f"The file is a broken PDF ({_short(error)})."
    return Problem(Where(path.name), "broken-pdf", message, _HINTS["broken-pdf"])


def _data(path: Path) -> bytes:
    """Return the bytes of a file that says it is a PDF."""
    try:
        data = path.read_bytes()
    except OSError as error:
        why = (error.strerror or "no reason given").lower()
        raise _RefusedError("no-such-pdf", f"The file {path} cannot be read: {why}.") from None
    if b"%PDF-" not in data[:1024]:  # some writers put a few bytes before the header
        raise _RefusedError("not-a-pdf", "The file is no PDF." if data else "The file is empty.")
    return data


def _read(data: bytes, path: Path) -> Opened:
    """Return the pages, every one of which can be unpacked and has a size that fits a sheet."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it grumbles about what it mends itself
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
        found = None if locked else _taken_in(reader, path)
        odd = next(_odd_sizes(found.pages), None) if found else None
    # A file can be broken in any place, and pypdf then fails with whatever that place meets first.
    except Exception as error:
        raise _RefusedError("broken-pdf", broken(path, error).message) from None
    if found is None:
        raise _RefusedError("locked-pdf", "The file is locked with a password.")
    if not found.pages:
        raise _RefusedError("empty-pdf", "The PDF has no pages.")
    if odd:
        raise _RefusedError("large-page", odd)
    return found


def _taken_in(reader: PdfReader, path: Path) -> Opened:
    pages = list(reader.pages)
    written = [n for n, page in enumerate(pages, 1) if any(kind in _ON_PAPER for kind in _annotations(page))]
    return Opened(pages, _title(reader, path), _lang(reader), written)


def _title(reader: PdfReader, path: Path) -> str:
    """Return the title the file gives itself, or its name."""
    title = (reader.metadata.title or "") if reader.metadata else ""
    return " ".join(str(title).split()) or path.stem


def _lang(reader: PdfReader) -> str:
    return str(reader.root_object.get("/Lang", "") or "en")


def _odd_sizes(pages: Sequence[PageObject]) -> Iterator[str]:
    """Yield what is wrong with the pages' sizes; a page that cannot be unpacked raises what pypdf raises."""
    for number, page in enumerate(pages, 1):
        contents(page)
        page.get("/Resources")
        if page.rotation % 90:
            raise ValueError(f"page {number} is turned by {page.rotation} degrees")
        width, height = size(page)
        if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
            yield f"Page {number} measures {width:.0f} × {height:.0f} pt: that cannot be brought onto a sheet."


def _annotations(page: PageObject) -> Iterator[str]:
    """Yield the kind of each annotation of a page."""
    for one in page.get("/Annots") or ():
        yield str(one.get_object().get("/Subtype"))


def _short(error: Exception) -> str:
    """Return what pypdf says, in one line of a bearable length."""
    said = " ".join(str(error).split()).rstrip(".")
    return said[:80] or type(error).__name__
