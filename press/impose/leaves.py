"""A page as something that can be drawn anywhere: a Form XObject, upright, with its corner at the origin.

It keeps the resources that it shares with the other pages, which is about twenty times faster and five
times smaller than merging page contents. Tags, links and what readers wrote onto the page do not survive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

_MARKS = re.compile(
    rb"(?<!\S)(?:(?P<opens>/[^\s/<>\[\]]+\s*(?:<<[^<>]*>>\s*BDC|BMC))|(?P<closes>EMC))(?!\S)[^\S\n]*\n?"
)
_NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
_UNSAFE = re.compile(rb"[()]|(?<!\S)BI(?!\S)")
"""Literal strings and inline images, whose bytes may look like an operator."""


_Place = tuple[int, int]
"""The file in which an object stands, and its number there."""

Lean = Mapping[_Place, PdfObject]
"""Resources by the place of those whose part they are."""


@dataclass(frozen=True)
class Leaf:
    """A page inside the new file, ready to be drawn."""

    form: IndirectObject
    width: float
    """In pt, as the page is seen."""
    height: float


def leaf(page: PageObject, writer: PdfWriter, lean: Lean | None = None) -> Leaf:
    """Return the page as it is seen, cut to its trim, with its lower left corner at the origin.

    `lean` has resources to take instead of the page's own, see `lean_resources`.
    """
    plain = DecodedStreamObject()
    plain.set_data(_without_marks(contents(page)))
    form: StreamObject = plain.flate_encode(9)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(FloatObject(edge) for edge in _trim(page))
    form[NameObject("/Matrix")] = ArrayObject(FloatObject(value) for value in _upright(page))
    form[NameObject("/Resources")] = DictionaryObject()
    for key in ("/Resources", "/Group"):
        if key in page:  # a reference stays one: what the pages share is written once
            found = page.raw_get(key)
            form[NameObject(key)] = (lean or {}).get(_place(found)) or found.clone(writer)
    return Leaf(writer._add_object(form), *size(page))


def lean_resources(pages: Sequence[PageObject], writer: PdfWriter) -> Lean:
    """Return the resources that these pages share, without what none of them draws.

    A booklet's pages share one list of everything; a few of them would otherwise take all its drawings along.
    """
    named: dict[_Place, set[str]] = {}
    shared: dict[_Place, DictionaryObject] = {}
    for page in pages:
        found = page.raw_get("/Resources") if "/Resources" in page else None
        resources = found.get_object() if isinstance(found, IndirectObject) else None
        if isinstance(resources, DictionaryObject):
            place = _place(found)
            shared[place] = resources
            named.setdefault(place, set()).update(name.decode("latin-1") for name in _NAME.findall(contents(page)))
    return {place: writer._add_object(_only(one, named[place], writer)) for place, one in shared.items()}


def _only(resources: DictionaryObject, named: Collection[str], writer: PdfWriter) -> DictionaryObject:
    """Return resources with the named entries of each kind."""
    lean = DictionaryObject()
    for kind, group in resources.items():
        entries = group.get_object()
        if isinstance(entries, DictionaryObject):
            kept = {name: entries.raw_get(name).clone(writer) for name in entries if name in named}
            lean[NameObject(kind)] = DictionaryObject({NameObject(name): one for name, one in kept.items()})
    return lean


def _place(one: PdfObject | None) -> _Place:
    """Return what tells a referenced object from those of other files, too; zeros for what is no reference."""
    return (id(one.pdf), one.idnum) if isinstance(one, IndirectObject) else (0, 0)


def size(page: PageObject) -> tuple[float, float]:
    """Return width and height of the page as it is seen, in pt."""
    left, bottom, right, top = _trim(page)
    width, height = right - left, top - bottom
    return (height, width) if page.rotation % 180 else (width, height)


def contents(page: PageObject) -> bytes:
    """Return the page's content, with all its streams joined; empty for a page without any."""
    found = page["/Contents"].get_object() if "/Contents" in page else None
    parts = [part.get_object() for part in found] if isinstance(found, ArrayObject) else [found]
    # An empty pypdf stream is falsy, being a dictionary: ask for its type, never `if stream`.
    return b"\n".join(part.get_data() for part in parts if isinstance(part, StreamObject))


def _trim(page: PageObject) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of the trim, as far as it lies on the page at all."""
    inner, outer = page.trimbox, page.mediabox
    left, bottom = max(inner.left, outer.left), max(inner.bottom, outer.bottom)
    right, top = min(inner.right, outer.right), min(inner.top, outer.top)
    if right <= left or top <= bottom:
        left, bottom, right, top = outer.left, outer.bottom, outer.right, outer.top
    return float(left), float(bottom), float(right), float(top)


def _upright(page: PageObject) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that brings the page to its corner, turned clockwise as the page says."""
    left, bottom, right, top = _trim(page)
    turns = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    return turns[page.rotation % 360]


def _without_marks(content: bytes) -> bytes:
    """Return the content without the marks of a tagged page, which point into a tag tree that is gone.

    A content with literal strings, inline images or marks of another kind (optional content) comes back
    unchanged: there the marks could not be told from text, and left alone they do no harm.
    """
    if _UNSAFE.search(content):
        return content
    balance = 0
    for mark in _MARKS.finditer(content):
        balance += 1 if mark["opens"] else -1
    return content if balance else _MARKS.sub(b"", content)
