"""The ink on a page: whether there is any, and whether it keeps off the edges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from press.model.paper import MM_TO_PT
from press.preflight.findings import Finding

_WHITE = 250
"""Grey values from here on (of 255) are bare paper: below it even a hairline of 0.25 pt shows at 72 dpi."""
_TICKS = (11.0, 1.0)
"""The strip in which fold ticks stand: so many mm from the edge, so many to both sides of the spine."""


def ink_of(page: pdfium.PdfPage) -> NDArray[np.bool_]:
    """Return where the page is not white: height × width pixels of about 1 pt, from the upper left."""
    grey: NDArray[np.uint8] = page.render(scale=1, grayscale=True).to_numpy()
    return grey.reshape(grey.shape[:2]) < _WHITE


def margin_faults(ink: NDArray[np.bool_], size: tuple[float, float], number: int, margin: float) -> Iterator[Finding]:
    """Yield the ink that is nearest to an edge, if it is nearer than `margin` mm by more than a pixel."""
    if not ink.any():
        return
    gaps = {}
    for axis, (near, far) in enumerate((("left", "right"), ("upper", "lower"))):
        inked = np.flatnonzero(ink.any(axis=axis))
        pixel = size[axis] / ink.shape[1 - axis] / MM_TO_PT
        gaps[near] = inked[0] * pixel
        gaps[far] = (ink.shape[1 - axis] - 1 - inked[-1]) * pixel
    edge = min(gaps, key=lambda edge: gaps[edge])
    if gaps[edge] + pixel < margin:  # the outermost pixel may hold ink on its inner side only
        says = f"Ink stands {gaps[edge]:.1f} mm from the {edge} edge: {margin:g} mm must stay white."
        yield Finding(number, "ink-in-margin", says)


def wipe_ticks(ink: NDArray[np.bool_], size: tuple[float, float]) -> None:
    """Take the fold ticks out of `ink`, in place."""
    reach, side = (round(length * MM_TO_PT * ink.shape[1] / size[0]) for length in _TICKS)
    spine = ink.shape[1] // 2
    ink[:reach, spine - side : spine + side + 1] = False
    ink[-reach:, spine - side : spine + side + 1] = False
