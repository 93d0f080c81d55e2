"""Glossary terms in a text: which are there, and where each first stands.

All forms of a term are written out once and matched leftmost-longest over whole words: “ethnic
cleansing” is found before “cleansing”, “border” also as “borders”, and nothing inside another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from press.model.content import Term

VOWELS = "aeiou"


@dataclass(frozen=True)
class Occurrence:
    """A term found in a text, from `start` up to, not including, `end`."""

    start: int
    end: int
    term: Term


def forms(term: Term) -> frozenset[str]:
    """Return the forms under which a term is looked for, in small letters.

    To the term and the forms its author gives come the regular English endings of its last word:
    -s, -es, -ies, -ed, -ing, -’s. A form that is no word is harmless: it is matched, never printed.
    """
    found = {_folded(word) for word in (term.term, *term.forms)}
    stem = _folded(term.term)
    found |= {stem + ending for ending in ("s", "es", "ed", "ing")}
    if stem.endswith("e"):
        found |= {stem + "d", stem[:-1] + "ing"}
    if stem.endswith("y") and len(stem) > 1 and stem[-2] not in VOWELS:
        found |= {stem[:-1] + ending for ending in ("ies", "ied")}
    return frozenset(found)


def occurrences(text: str, terms: Iterable[Term]) -> list[Occurrence]:
    """Return every occurrence, in the order of the text; of two at one place the longest."""
    by_form = {form: term for term in terms for form in forms(term)}
    if not by_form:
        return []
    longest_first = sorted(by_form, key=lambda form: (-len(form), form))
    pattern = re.compile(
        r"(?<![\w-])(" + "|".join(re.escape(form) for form in longest_first) + r")(?:'s)?(?![\w-])", re.IGNORECASE
    )
    # A form may be missing: to the engine of patterns i, İ and ı are one letter, to `lower` they are three.
    return [
        Occurrence(found.start(1), found.end(1), by_form[found[1].lower()])
        for found in pattern.finditer(_straight(text))
        if found[1].lower() in by_form
    ]


def first_of_each(texts: Iterable[str], terms: Iterable[Term]) -> Iterator[list[Occurrence]]:
    """Yield, for each paragraph of a passage, the terms that stand there for the first time."""
    terms = tuple(terms)
    met: set[str] = set()
    for text in texts:
        new = []
        for found in occurrences(text, terms):
            if found.term.term not in met:
                met.add(found.term.term)
                new.append(found)
        yield new


def _folded(word: str) -> str:
    return _straight(" ".join(word.split())).lower()


def _straight(text: str) -> str:
    """Fold typographic apostrophes and hyphens; lengths stay, so that places stay."""
    return text.replace("’", "'").replace("‑", "-")
