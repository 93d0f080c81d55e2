"""The tint of a reading file: as if its pages were printed on paper of a pale colour.

Dark letters on white glare for some readers; the British Dyslexia Association (Style Guide 2023) asks for
cream or a soft pastel. The colour is laid over the finished page and multiplied with it, which is what
coloured paper does to ink: the white around the names of a map takes the colour too, and black stays black.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

TINTS = {
    "cream": "#fdf5dc",
    "yellow": "#fff8bf",
    "peach": "#ffe9d6",
    "pink": "#fde7ec",
    "green": "#e3f2df",
    "blue": "#e1eef9",
}
"""Those that have a name."""

TEXT = {"black text": "#000000", "the second colour of the booklets": "#765689"}
"""The colours of text that have to stand out; the second is `--accent` of `layouts/booklet.css`."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class TintError(ValueError):
    """A tint that cannot be used: its text says why, and what can."""


def colour(asked: str) -> str:
    """Return a tint, asked for by its name or as `#rrggbb`, as `#rrggbb` in small letters.

    Raises TintError for any other word, and for a colour on which text is hard to read.
    """
    from press.preflight.grey import LEAST, contrast

    found = TINTS.get(asked, asked.lower())
    if not _COLOUR.fullmatch(found):
        raise TintError(f"{asked} is no colour: write {', '.join(TINTS)}, or a pale one as #fdf5dc.")
    ground = _channels(found)
    for name, value in TEXT.items():
        red, green, blue = (a * b // 255 for a, b in zip(_channels(value), ground, strict=True))
        seen = contrast((red, green, blue), ground)
        if seen < LEAST:
            raise TintError(
                f"{asked} is too dark: {name} stands out from it by {seen:.1f} to 1, "
                f"and {LEAST:g} to 1 is the least. Choose a paler one."
            )
    return found


def tinted(pdf: bytes, tint: str) -> bytes:
    """Return a PDF whose pages have the colour `tint` (`#rrggbb`) to their edges.

    The colour is an artifact: a tagged file stays valid, and nothing is read out. The same arguments give
    the same bytes.
    """
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    writer = PdfWriter(io.BytesIO(pdf), incremental=True)  # what is in the file already stays as it is
    multiply = writer._add_object(DictionaryObject({NameObject("/BM"): NameObject("/Multiply")}))
    streams: dict[str, IndirectObject] = {}
    for page in writer.pages:
        parts = ("q\n", "\nQ\n", _sheet(page, tint))
        for part in parts:
            if part not in streams:
                streams[part] = _stream(writer, part)
        keep, back, sheet = (streams[part] for part in parts)
        page[NameObject("/Contents")] = ArrayObject([keep, *_contents(page), back, sheet])
        _mixes(page, multiply)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _channels(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _sheet(page: PageObject, tint: str) -> str:
    """Return the drawing of a sheet as large as a page; an artifact of a ground has to say how large it is."""
    box = page.mediabox
    left, foot, right, top = (f"{float(edge):.3f}" for edge in (box.left, box.bottom, box.right, box.top))
    width, height = f"{float(box.width):.3f}", f"{float(box.height):.3f}"
    rgb = " ".join(f"{channel / 255:.4f}" for channel in _channels(tint))
    about = f"/Artifact <</Type /Background /BBox [{left} {foot} {right} {top}]>>"
    return f"{about} BDC q /Tint gs {rgb} rg {left} {foot} {width} {height} re f Q EMC\n"


def _stream(writer: PdfWriter, data: str) -> IndirectObject:
    from pypdf.generic import DecodedStreamObject

    made = DecodedStreamObject()
    made.set_data(data.encode("ascii"))
    return writer._add_object(made)


def _contents(page: PageObject) -> list[PdfObject]:
    """Return the streams that draw a page."""
    whole = page.raw_get("/Contents")
    parts = whole.get_object()
    return list(parts) if isinstance(parts, list) else [whole]


def _mixes(page: PageObject, multiply: IndirectObject) -> None:
    """Let a page know `/Tint`, and mix its colours as red, green and blue."""
    from pypdf.generic import DictionaryObject, NameObject

    resources = cast("DictionaryObject", page["/Resources"])
    states = cast("DictionaryObject", resources.setdefault(NameObject("/ExtGState"), DictionaryObject()).get_object())
    states[NameObject("/Tint")] = multiply
    group = {"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceRGB"}
    page[NameObject("/Group")] = DictionaryObject({NameObject(k): NameObject(v) for k, v in group.items()})
