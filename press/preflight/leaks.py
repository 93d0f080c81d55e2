"""Finished PDF → problems if a text that only teachers may read is anywhere in the file.

A page is read as any program reads it: white, tiny and covered text, and notes on the page, are text too. Besides
pages, all strings of the file are read wherever they stand, even those that nothing refers to: bookmarks,
alternative texts, names, form fields, metadata. What is attached is read as bytes.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject, StreamObject, read_hex_string_from_stream, read_string_from_stream

from press import opened
from press.answers import Answers
from press.preflight.findings import HINTS
from press.problems import Problem, Where

_BODY = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
"""The bytes of a stream in a file, whatever they stand for."""
_STRING = re.compile(rb"\(|(?<!<)<(?!<)")
"""Where a string begins (PDF 1.7, 7.3.4)."""
_KEY = re.compile(rb"/(\w+)\s*$")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]{10,})")
_ATTACHED = re.compile(rb"/EF\s*<<(.*?)>>", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) \d+ R")
_SPOKEN = re.compile(rb"/(?:Alt|ActualText|E|T)\s*(?:\(|<(?!<))")
"""In the content of a page: a text that stands for what is drawn (PDF 1.7, 14.9)."""

_PLACES = {
    "Title": "a title or bookmark",
    **dict.fromkeys(("Author", "Subject", "Keywords", "Creator", "Producer"), "the metadata"),
    **dict.fromkeys(("Alt", "ActualText", "E", "T"), "an alternative text"),
    **dict.fromkeys(("F", "UF", "Desc"), "the name or description of an attachment"),
    **dict.fromkeys(("Contents", "RC", "V", "DV", "TU"), "a note or form field"),
}
"""Where a string is met by a reader, by its key; `T` is also the name of a form field."""


class _Place(NamedTuple):
    name: str
    text: str


def leaks(pdf: bytes, *, name: str, answers: Answers) -> list[Problem]:
    """Return a problem for each place in a pupil's file where words of an answer stand, pages first."""
    return [*_problems(_pages(pdf), name, answers), *beyond_pages(pdf, name=name, answers=answers)]


def beyond_pages(pdf: bytes, *, name: str, answers: Answers) -> list[Problem]:
    """Return the same of all but the pages, for sheets: their pages were judged before they were imposed."""
    return _problems([_Place("the file’s name", name), *_beyond_pages(pdf)], name, answers)


def _problems(places: Iterable[_Place], name: str, answers: Answers) -> list[Problem]:
    """Return a problem for each place that has words of an answer."""
    found = ((place.name, answers.first_in(place.text)) for place in places)
    messages = dict.fromkeys(f"{place}: “{_short(words)}” belongs to an answer." for place, words in found if words)
    return [Problem(Where(name), "answer-leaked", message, HINTS["answer-leaked"]) for message in messages]


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def _pages(pdf: bytes) -> Iterator[_Place]:
    document = pdfium.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        yield _Place(f"page {number}", page.get_textpage().get_text_range())
        page.close()
    document.close()


def _beyond_pages(pdf: bytes) -> Iterator[_Place]:
    """Yield every text of a file that is not printed, with where it stands."""
    streams = dict(_streams(opened.reader(pdf)))
    packed = [stream.get_data() for stream in streams.values() if stream.get("/Type") == "/ObjStm"]
    objects = b"\n".join([_BODY.sub(b"", pdf), *packed])
    yield from _strings(objects, _STRING)
    yield from (_Place("a name in the file", name) for name in _names(objects))
    attached = {int(number) for refers in _ATTACHED.findall(objects) for number in _REFERENCE.findall(refers)}
    for number, stream in streams.items():
        kind = stream.get("/Type")
        if kind == "/Metadata":
            yield _Place("the metadata", html.unescape(_decoded(stream.get_data())))
        elif kind == "/EmbeddedFile" or number in attached:
            yield _Place("an attachment", _decoded(stream.get_data()))
        elif stream.get("/Subtype") in {None, "/Form"} and "/Length1" not in stream:
            yield from _strings(stream.get_data(), _SPOKEN)


def _streams(reader: PdfReader) -> Iterator[tuple[int, StreamObject]]:
    """Yield the streams of a file with their numbers; they never lie in other streams."""
    for generation, numbers in reader.xref.items():
        for number in numbers if generation < 65535 else ():  # that is the head of the list of free numbers
            one = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(one, StreamObject):
                yield number, one


def _strings(data: bytes, begins: re.Pattern[bytes]) -> Iterator[_Place]:
    """Yield every string that is written in PDF's way where `begins` finds its first sign."""
    stream, at = io.BytesIO(data), 0
    while found := begins.search(data, at):
        start = at = found.end() - 1
        stream.seek(start)
        read = read_string_from_stream if data[start : start + 1] == b"(" else read_hex_string_from_stream
        key = _KEY.search(data[max(start - 40, 0) : start])
        try:
            yield _Place(_place(key[1].decode("latin-1") if key else ""), str(read(stream)))
            at = stream.tell()
        except PyPdfError:  # these bytes only look like a string
            at = start + 1


def _place(key: str) -> str:
    """Return where a reader meets the string of a key."""
    return _PLACES.get(key, f"an entry “{key}”" if key else "an entry")


def _names(data: bytes) -> list[str]:
    """Return the longer names in a file, each once: keys, and the names of destinations."""
    names = {re.sub(rb"#(..)", lambda code: bytes.fromhex(code[1].decode()), name) for name in _NAME.findall(data)}
    return sorted(name.decode("utf-8", "replace") for name in names)


def _decoded(data: bytes) -> str:
    """Return the text of an attached file or of a packet, of which nothing is known."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
