"""Papers: the pages of booklets, and the sheets that they are printed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Paper = Literal["a5", "half-letter", "a4", "letter"]
"""The page of a booklet."""

SheetPaper = Literal["a4", "letter"]
"""The sheet that one page, or two, are printed on."""

Flip = Literal["short", "long"]
"""The edge over which a printer turns the sheet."""

SHEET_OF: Mapping[Paper, SheetPaper] = {"a5": "a4", "half-letter": "letter", "a4": "a4", "letter": "letter"}

PAGE_PT: Mapping[Paper, tuple[float, float]] = {
    "a5": (419.528, 595.276),
    "half-letter": (396.0, 612.0),
    "a4": (595.276, 841.89),
    "letter": (612.0, 792.0),
}
"""Width and height of a page in pt."""

MM_TO_PT = 72 / 25.4
