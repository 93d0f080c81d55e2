"""What stands in quotation marks in a text, and what two quotations have in common: their words.

Double quotation marks quote: “…”, „…“, «…», "…". Single ones are left to words inside a quotation and
to apostrophes, which cannot be told apart.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from press.language.marks import normal

MARKS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
"""What may close each opening mark."""

ELISION = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*")
"""`[…]`: words of the article were left out here."""

EDGES = " .,;:!?…"
"""Points at the ends of a quotation, which may be the sentence's that quotes it."""


QUOTED = re.compile("|".join(f"{opening}[^{closing}]*[{closing}]" for opening, closing in MARKS.items()))


class Span(NamedTuple):
    """A quotation in a text: where its words begin and end, without the marks."""

    start: int
    end: int
    words: str


def spans(text: str) -> list[Span]:
    """Return what stands in double quotation marks, outermost ones only; a mark that nothing closes quotes nothing."""
    return [Span(found.start() + 1, found.end() - 1, found[0][1:-1]) for found in QUOTED.finditer(text)]


def blanked(text: str) -> str:
    """Return the text with what is quoted turned to spaces: our own voice, each word at its place."""
    for span in spans(text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def pieces(quotation: str) -> list[str]:
    """Return the stretches of a quotation that are one in the article: it is parted where it says `[…]`."""
    parts = (normal(part).strip(EDGES) for part in ELISION.split(quotation))
    return [part for part in parts if part]
