"""Draws sheets: two leaves on each side, and the marks by which they are folded, gathered and cut."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from press.folding import Sheet, creep
from press.impose.leaves import Leaf
from press.model.paper import Flip, SheetPaper

PAPERS: Mapping[SheetPaper, tuple[float, float]] = {"a4": (841.890, 595.276), "letter": (792.0, 612.0)}
"""Width and height of a sheet in pt, lying on its long edge."""

MM = 72 / 25.4
_TICK = (6 * MM, 10 * MM)
"""Where a tick starts and ends, from the edge: office printers leave the outer 5 mm white."""
_BAR = (1.2 * MM, 5 * MM)
"""Width and height of a collating mark."""


@dataclass(frozen=True)
class Look:
    """What all sides of a job have in common."""

    paper: SheetPaper
    flip: Flip
    thickness: float = 0.0
    """Of the paper in mm, for creep; 0 moves nothing."""
    fit: bool = False
    """Whether pages are scaled to half the sheet."""


def scale(leaf_size: tuple[float, float], look: Look) -> float:
    """Return the factor at which a page of so many pt fills half the sheet, or 1 where pages keep their size."""
    width, height = PAPERS[look.paper]
    return min(width / 2 / leaf_size[0], height / leaf_size[1]) if look.fit else 1.0


def side(leaves: Mapping[int, Leaf], sheet: Sheet, look: Look, *, back: bool) -> tuple[str, dict[str, Leaf]]:
    """Return the drawing of one side of a sheet and the leaves it names."""
    width, height = PAPERS[look.paper]
    spread = sheet.back if back else sheet.front
    turned = look.flip == "long" and back
    draw = [f"q -1 0 0 -1 {width:.4f} {height:.4f} cm" if turned else "q"]
    named = {}
    for name, number in zip(("Left", "Right"), spread, strict=True):
        if number is not None:
            named[name] = leaves[number]
            draw.append(_placed(leaves[number], name, creep(sheet.depth, look.thickness), look))
    draw += [_ticks(look), _collating_mark(sheet, look, back=back), "Q"]
    return "\n".join(part for part in draw if part), named


def _placed(leaf: Leaf, name: str, shift: float, look: Look) -> str:
    """Return the drawing of one leaf against the spine, centred in height, `shift` mm over it and cut there."""
    width, height = PAPERS[look.paper]
    factor = scale((leaf.width, leaf.height), look)
    left = name == "Left"
    x = width / 2 - leaf.width * factor + shift * MM if left else width / 2 - shift * MM
    y = (height - leaf.height * factor) / 2
    cut = f"{0 if left else width / 2:.4f} 0 {width / 2:.4f} {height:.4f} re W n " if shift else ""
    size = "1 0 0 1" if factor == 1 else f"{factor:.6f} 0 0 {factor:.6f}"
    return f"q {cut}{size} {x:.4f} {y:.4f} cm /{name} Do Q"


def _ticks(look: Look) -> str:
    """Return the ticks that show where to fold or to cut."""
    width, height = PAPERS[look.paper]
    near, far = _TICK
    ends = ((near, far), (height - near, height - far))
    return "\n".join(f"0.3 w 0.6 G {width / 2:.4f} {start:.4f} m {width / 2:.4f} {end:.4f} l S" for start, end in ends)


def _collating_mark(sheet: Sheet, look: Look, *, back: bool) -> str:
    """Return the bar on the fold of a signature's outer side, each lower than the last.

    Gathered in order, the bars on the spines are a stair; a signature that is lost or astray breaks it.
    """
    if not sheet.signature or back:
        return ""
    width, height = PAPERS[look.paper]
    across, along = _BAR
    top = height - 20 * MM - (sheet.signature - 1) % 24 * along
    return f"0 g {width / 2 - across / 2:.4f} {top - along:.4f} {across:.4f} {along:.4f} re f"


def add_side(writer: PdfWriter, look: Look, drawn: tuple[str, Mapping[str, Leaf]]) -> None:
    """Add a side to the file."""
    drawing, named = drawn
    stream = DecodedStreamObject()
    stream.set_data(drawing.encode("ascii"))
    page = writer.add_blank_page(*PAPERS[look.paper])
    forms = DictionaryObject({NameObject(f"/{name}"): leaf.form for name, leaf in named.items()})
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})


def write(writer: PdfWriter, *, title: str, lang: str, duplex: Flip | None) -> bytes:
    """Return the file, with the wish that it is printed at its size, and on both sides unless `duplex` is None."""
    writer.pdf_header = "%PDF-1.7"
    writer.add_metadata({"/Title": title})
    writer.root_object[NameObject("/Lang")] = TextStringObject(lang)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {
            NameObject("/Duplex"): NameObject(f"/DuplexFlip{duplex.capitalize()}Edge" if duplex else "/Simplex"),
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/DisplayDocTitle"): BooleanObject(True),
        }
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
