"""A digest for each page of a booklet: whether it is still the page that lies in the cupboard.

Each page has two, joined by a hyphen: one of its words, one of all that is drawn. Numbers that an engine
gives to pictures, tags and fonts as it goes along are left out, for a new picture on page 3 would
otherwise change every page after it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import pypdfium2 as pdfium
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from press import opened

FOOT = 50.0
"""Height in pt of the foot, in which the running title and the page number stand (layouts/booklet.css)."""

_TAGGED = re.compile(rb"<<\s*/MCID \d+\s*>>")
_NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
_NUMBERED = ("/XObject", "/Pattern", "/Shading")
"""Resources whose names are numbered through the file."""
_SIZE = 12


def pages(pdf: bytes) -> tuple[str, ...]:
    """Return one digest for each page, `words-look`: twelve hexadecimal digits each.

    The words are those above the foot, so that a page keeps them when it moves to another number.
    """
    document, seen = pdfium.PdfDocument(pdf), _Seen()
    found = []
    for drawn, read in zip(opened.reader(pdf).pages, document, strict=True):
        text = read.get_textpage().get_text_bounded(bottom=FOOT)
        found.append(f"{_short(' '.join(text.split()).encode())}-{seen.look(drawn)}")
        read.close()
    document.close()
    return tuple(found)


class _Seen:
    """Digests of streams, kept by their number in the file: pages share most of what they draw."""

    def __init__(self) -> None:
        self.known: dict[int, bytes] = {}

    def look(self, page: DictionaryObject) -> str:
        """Return the digest of what a page draws."""
        found = page["/Contents"].get_object() if "/Contents" in page else None
        parts = [one.get_object() for one in found] if isinstance(found, ArrayObject) else [found]
        content = b"\n".join(one.get_data() for one in parts if isinstance(one, StreamObject))
        return _short(self._drawn(content, page.get("/Resources")))

    def _drawn(self, content: bytes, resources: Any) -> bytes:  # noqa: ANN401  (pypdf gives any object)
        """Return a content in which each picture's number is replaced by the picture's digest."""
        numbered = self._numbered(resources)
        return _NAME.sub(lambda name: self._named(name[0], numbered), _TAGGED.sub(b"", content))

    def _numbered(self, resources: Any) -> Mapping[bytes, Any]:  # noqa: ANN401
        """Return the pictures, patterns and shadings that a content can name."""
        kinds = resources.get_object() if resources is not None else {}
        groups = [kinds[kind].get_object() for kind in _NUMBERED if kind in kinds]
        return {name.encode(): group.raw_get(name) for group in groups for name in group}

    def _named(self, name: bytes, numbered: Mapping[bytes, Any]) -> bytes:
        """Return what a name stands for, as a digest; a name that is no number of the engine's stays."""
        if name not in numbered:
            return name
        number = getattr(numbered[name], "idnum", 0)
        if number not in self.known or not number:
            self.known[number] = b"/itself"  # a picture that draws itself, which no engine makes, must end
            self.known[number] = b"/" + _short(self._picture(numbered[name].get_object())).encode()
        return self.known[number]

    def _picture(self, one: Any) -> bytes:  # noqa: ANN401
        """Return all that decides how a picture, pattern or shading looks."""
        keys = sorted(key for key in one if key not in {"/Resources", "/Length", "/StructParent", "/StructParents"})
        about = repr([(key, repr(one[key])) for key in keys if not isinstance(one[key], StreamObject)]).encode()
        if not isinstance(one, StreamObject):
            return about
        is_form = one.get("/Subtype") == "/Form" or "/PatternType" in one
        return about + (self._drawn(one.get_data(), one.get("/Resources")) if is_form else one._data)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_SIZE]
