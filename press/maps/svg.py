"""SVG as WeasyPrint 70 draws it faithfully: plain paths and plain texts, nothing else.

One unit is a hundredth of a millimetre. There is no pattern (seams), mask (vanishes), textPath
(broken), paint-order or font shorthand (unknown); a halo is the same text stroked in white first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import shapely

FAMILY = "'Booklet Sans'"


def unit(mm: float) -> str:
    """Return a length in hundredths of a millimetre."""
    return str(round(mm * 100))


def element(name: str, content: str | None = None, **attributes: str | None) -> str:
    """Return an element; an underscore in an attribute's name stands for a hyphen."""
    told = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{told}/>" if content is None else f"<{name}{told}>{content}</{name}>"


def path_data(geometry: Any) -> str:  # noqa: ANN401  (shapely is untyped)
    """Return the `d` of a path: relative whole numbers; what rounds to nothing is left out."""
    if geometry.is_empty:
        return ""
    flat = shapely.get_parts(geometry).tolist()
    while any(hasattr(part, "geoms") for part in flat):
        flat = [one for part in flat for one in shapely.get_parts(part).tolist()]
    data = []
    for part in flat:
        if part.geom_type == "Polygon":
            data += [_run(ring, closed=True) for ring in shapely.get_rings(part)]
        elif part.geom_type in ("LineString", "LinearRing"):
            data.append(_run(part, closed=False))
    return "".join(data)


def _run(line: Any, *, closed: bool) -> str:  # noqa: ANN401
    """Return the data of one line or ring."""
    points = np.round(shapely.get_coordinates(line) * 100).astype(int)
    points = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
    if len(points) < (4 if closed else 2):
        return ""
    steps = np.diff(points[:-1] if closed else points, axis=0)
    moves = " ".join(f"{x} {y}" for x, y in steps.tolist()).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{moves}{'z' if closed else ''}".replace(" -", "-")


def stroke(
    geometry: Any,  # noqa: ANN401
    width: float,
    colour: str = "#000",
    dash: tuple[float, ...] = (),
    *,
    round_cap: bool = False,
    offset: float = 0.0,
) -> str:
    """Return lines of a width in mm, whose dashes start at `offset`, or an empty text when there is nothing to draw."""
    data = path_data(geometry)
    if not data:
        return ""
    return element(
        "path",
        d=data,
        fill="none",
        stroke=colour,
        stroke_width=unit(width),
        stroke_linejoin="round",
        stroke_linecap="round" if round_cap else None,
        stroke_dasharray=" ".join(unit(part) for part in dash) or None,
        stroke_dashoffset=unit(offset) if offset else None,
    )


def area(geometry: Any, colour: str) -> str:  # noqa: ANN401
    """Return filled areas, or an empty text when there is nothing to draw."""
    data = path_data(geometry)
    return element("path", d=data, fill=colour, fill_rule="evenodd") if data else ""


def text(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    italic: bool = False,
    spacing: float = 0.0,
    halo: float = 0.0,
    turn: float = 0.0,
) -> str:
    """Return a text on the baseline (x, y) in mm, over a white halo of that width on every side.

    `turn` is in degrees, clockwise about the point (x, y).
    """
    setting = _setting(x, y, size, anchor=anchor, bold=bold, italic=italic, spacing=spacing, turn=turn)
    shown = escape(words)
    return (_under(shown, setting, halo) if halo else "") + element("text", shown, **setting, fill="#000")


def halo(
    words: str,
    x: float,
    y: float,
    size: float,
    width: float,
    *,
    bold: bool = False,
    italic: bool = False,
    turn: float = 0,
) -> str:
    """Return only the halo of a text, for letters that are set one by one."""
    setting = _setting(x, y, size, anchor="start", bold=bold, italic=italic, spacing=0.0, turn=turn)
    return _under(escape(words), setting, width)


def _under(shown: str, setting: Mapping[str, str | None], width: float) -> str:
    white = {"fill": "#fff", "stroke": "#fff", "stroke_width": unit(2 * width), "stroke_linejoin": "round"}
    return element("text", shown, **setting, **white)


def _setting(
    x: float, y: float, size: float, *, anchor: str, bold: bool, italic: bool, spacing: float, turn: float
) -> dict[str, str | None]:
    """Return the attributes of a text."""
    return {
        "x": unit(x),
        "y": unit(y),
        "font_family": FAMILY,
        "font_size": unit(size),
        "font_weight": "700" if bold else "400",
        "font_style": "italic" if italic else None,
        "text_anchor": anchor if anchor != "start" else None,
        "letter_spacing": unit(spacing) if spacing else None,
        "transform": f"rotate({turn:.1f} {unit(x)} {unit(y)})" if turn else None,
    }


def moved(parts: Sequence[str], x: float, y: float) -> str:
    """Return parts of a drawing, moved by x and y in mm."""
    return element(
        "g", "\n" + "\n".join(part for part in parts if part) + "\n", transform=f"translate({unit(x)} {unit(y)})"
    )


def document(title: str, width: float, height: float, parts: Sequence[str], *, zoom: float = 1.0) -> str:
    """Return a whole drawing of a size in mm, named by its title; with `zoom` it is printed larger."""
    return element(
        "svg",
        element("title", escape(title)) + "\n" + "\n".join(part for part in parts if part) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width * zoom:.2f}mm",
        height=f"{height * zoom:.2f}mm",
        viewBox=f"0 0 {unit(width)} {unit(height)}",
    )
