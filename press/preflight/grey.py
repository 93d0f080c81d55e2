"""The grey proof: how a finished PDF comes out of a black-and-white copier, measured on its pages.

Ink, colour and contrast are read from the rendered page and from the colours the file itself gives its
text. Areas of a map or columns of a chart whose greys are alike are not looked for here: on a rendered
page nobody can say which grey stands for what. Their colours are known where they are drawn.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from press.problems import Problem, Where

LEAST = 4.5
"""The least contrast of a text with what is behind it (WCAG 2.2, 1.4.3)."""

_CHROMA = 12
"""From this distance between a pixel's strongest and weakest channel (of 255) on, a copier counts it as colour."""
_SPECKS = 4
"""Coloured pixels at 72 dpi that are let be: the edge of a letter can be tinted by rounding."""
_CLOSER = 4
"""How much larger than 72 dpi a page is rendered that seems to have a faint text."""
_HINT = "Make the text darker or what is behind it lighter: copiers have no half-tones to spare."

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Proof:
    """What was measured, page by page."""

    ink: tuple[float, ...]
    """How much of each page is covered with ink when it is printed in grey, in percent."""
    colour: tuple[int, ...]
    """The pages, from 1, that a copier counts as colour."""
    problems: tuple[Problem, ...]


def proof(pdf: bytes, *, name: str) -> Proof:
    """Return the ink, the coloured pages and the weakest text of each page that is weaker than `LEAST`."""
    document = pdfium.PdfDocument(pdf)
    ink, colour, problems = [], [], []
    for number, page in enumerate(document, 1):
        pixels: Pixels = page.render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3]
        ink.append(covered(pixels))
        if coloured(pixels):
            colour.append(number)
        faint = min(_faint(page, pixels), default=None)
        if faint:  # hairlines blur into a tone at 72 dpi: look again where they do not
            close: Pixels = page.render(scale=_CLOSER, rev_byteorder=True).to_numpy()[:, :, :3]
            faint = min(_faint(page, close, _CLOSER), default=None)
        if faint:
            message = f"page {number}: “{faint[1]}” stands out from its ground by {faint[0]:.1f} to 1 only."
            hint = f"{_HINT} {LEAST:g} to 1 is the least."
            problems.append(Problem(Where(name), "low-contrast", message, hint))
        page.close()
    document.close()
    return Proof(tuple(ink), tuple(colour), tuple(problems))


def covered(pixels: Pixels) -> float:
    """Return the share of a page (height × width × RGB) that ink covers in grey, in percent with one decimal."""
    means = [float(pixels[:, :, channel].mean()) for channel in range(3)]
    grey = np.dot(means, (0.299, 0.587, 0.114))  # ITU-R BT.601, as printer drivers weigh the channels
    return round(float(100 * (1 - grey / 255)), 1)


def coloured(pixels: Pixels) -> bool:
    """Return whether a copier would count the page as colour."""
    red, green, blue = (pixels[:, :, channel] for channel in range(3))  # far quicker than reducing an axis of three
    chroma = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    return int((chroma >= _CHROMA).sum()) > _SPECKS


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two sRGB colours, 1 to 21 (WCAG 2.2, “contrast ratio”); in grey it is the same."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(page: pdfium.PdfPage, pixels: Pixels, scale: int = 1) -> Iterator[tuple[float, str]]:
    """Yield each text that is too faint with its contrast, on a page rendered at `scale` times 72 dpi.

    Left out is what cannot be measured: text with a halo of its own, text without a plain colour.
    """
    textpage = None
    for run in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        if run.container is not None or not _filled(run):
            continue
        ground, ink = _ground(run, page, pixels, scale), _fill(run)
        if ground is None or ink is None or (found := contrast(ink, ground)) >= LEAST:
            continue
        textpage = textpage or page.get_textpage()
        run.textpage = textpage
        text = " ".join(run.extract().split())
        if text:
            yield found, text[:40]


def _filled(run: pdfium.PdfObject) -> bool:
    """Return whether the letters are plainly filled: no outline, not invisible, not a clip."""
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(run.raw) == pdfium_c.FPDF_TEXTRENDERMODE_FILL)


def _fill(run: pdfium.PdfObject) -> Colour | None:
    """Return the colour of the letters; None if they are see-through or have none."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(run.raw, red, green, blue, alpha) or alpha.value < 255:
        return None
    return red.value, green.value, blue.value


def _ground(run: pdfium.PdfObject, page: pdfium.PdfPage, pixels: Pixels, scale: int) -> Colour | None:
    """Return the colour that is most frequent in the frame of one pixel around a text's box."""
    left, bottom, right, top = (scale * bound for bound in run.get_bounds())
    height, width = pixels.shape[:2]
    foot = scale * page.get_height()
    x0, x1 = max(int(left) - 1, 0), min(int(right) + 2, width)
    y0, y1 = max(int(foot - top) - 1, 0), min(int(foot - bottom) + 2, height)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    box = pixels[y0:y1, x0:x1]
    frame = np.concatenate([box[0], box[-1], box[1:-1, 0], box[1:-1, -1]])
    packed = frame.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
    values, counts = np.unique(packed, return_counts=True)
    most = int(values[counts.argmax()])
    return most >> 16, most >> 8 & 255, most & 255
