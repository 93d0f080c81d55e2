"""Marks that have several shapes and one meaning: apostrophes, hyphens, quotation marks, spaces.

What is compared is folded, and no further than the comparison needs; what is printed never is.
"""

from __future__ import annotations

APOSTROPHES = dict.fromkeys("’‘ʼ", "'")
HYPHENS = dict.fromkeys("‐‑", "-")
QUOTATION_MARKS = dict.fromkeys("“”„«»", '"')

_IN_WORDS = str.maketrans(APOSTROPHES | HYPHENS)
_IN_PLACE = str.maketrans(APOSTROPHES | HYPHENS | {"–": "-", "—": " ", "\u00a0": " ", "\u202f": " "})
_IN_TEXTS = str.maketrans(APOSTROPHES | HYPHENS | QUOTATION_MARKS | {"…": "...", "\u200b": ""})


def straight(word: str) -> str:
    """Return a word with straight apostrophes and plain hyphens, as word lists have it."""
    return word.translate(_IN_WORDS)


def in_place(text: str) -> str:
    """Return a text for patterns of numbers, dates and names: with plain dashes and spaces, each in its place.

    Quotation marks stay: they tell where a sentence begins.
    """
    return text.translate(_IN_PLACE)


def normal(text: str) -> str:
    """Return a text with quotation marks, hyphens and runs of spaces folded, so that only its words tell.

    Dashes stay: digests of articles are made of this.
    """
    return " ".join(text.translate(_IN_TEXTS).split())
