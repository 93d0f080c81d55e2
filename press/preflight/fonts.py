"""The fonts of a file: whether each travels in it, can be read back as characters, and is one of the pack's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from press.preflight.findings import Finding


@dataclass(frozen=True)
class Font:
    """A font that pages can use."""

    name: str
    """The base font's name, without the six letters of a subset."""
    embedded: bool
    readable: bool
    """Whether the glyphs can be turned back into characters."""

    @property
    def sound(self) -> bool:
        """Whether it prints everywhere, and can be copied and read aloud."""
        return self.embedded and self.readable


def fonts_of(reader: PdfReader) -> set[Font]:
    """Return all fonts that the pages can use, also through forms and patterns."""
    fonts: set[Font] = set()
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


def _font(font: DictionaryObject) -> Font:
    drawn = font.get("/Subtype") == "/Type3"
    descendants = font["/DescendantFonts"].get_object() if "/DescendantFonts" in font else None
    inner = _dictionary(descendants[0]) if isinstance(descendants, ArrayObject) else font
    descriptor = _dictionary(inner.get("/FontDescriptor"))
    return Font(
        name=plain(str(font.get("/BaseFont", "/Type3")).removeprefix("/")),
        embedded=drawn or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        readable="/ToUnicode" in font,
    )


def plain(base_font: str) -> str:
    """Return a base font’s name without the mark of a subset (PDF 1.7, 9.6.4)."""
    return re.sub(r"^[A-Z]{6}\+", "", base_font)


def is_ours(name: str, families: frozenset[str]) -> bool:
    """Return whether a font's name begins with that of a family, spaces and hyphens apart."""
    bare = re.sub(r"[\s-]", "", name)
    return any(bare.startswith(re.sub(r"[\s-]", "", family)) for family in families)


def font_faults(
    fonts: Iterable[Font], families: frozenset[str], seen: Mapping[str, tuple[int, str]]
) -> Iterator[Finding]:
    """Yield what is wrong with the fonts, on the page where each was `seen` first if that is known."""
    for font in sorted(fonts, key=lambda font: font.name):
        page, sample = seen.get(font.name, (0, ""))
        use = f" It sets {sample}." if sample else ""
        if not font.sound:
            lacks = "is not embedded" if not font.embedded else "has no table of characters (ToUnicode)"
            yield Finding(page, "font-not-embedded", f"The font {font.name} {lacks}.{use}")
        if not is_ours(font.name, families):
            yield Finding(page, "foreign-font", f"The font {font.name} is none of the pack’s.{use}")
