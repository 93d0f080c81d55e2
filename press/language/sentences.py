"""Sentences and words of a plain text, counted as a reader would.

The marks are those of many scripts; the abbreviations are English, from `layouts/readability/en.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib

from press.language.marks import straight
from press.place import layouts

_ATOM = r"(?:\d+(?:[.,:]\d+)*[^\W\d_]*%?|[^\W_]+)"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{_ATOM}(?:['’ʼ‐‑-]{_ATOM})*")
"""Letters with points (`U.S.`), or letters and digits joined by apostrophes and hyphens."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?%?(?:[‐‑-]\d+)*")
_END = re.compile(r"(?P<mark>[.!?…։؟۔]+)[\"'”’»)\]]*(?:\s+|$)")
_NEXT = re.compile(r"\W*(?P<word>\w+)(?P<point>\.?)")
_LAST = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")


@functools.lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a plain text in order, with their marks; what has no word is none.

    A sentence ends at a mark (and the quotation marks or brackets that close on it) if the next word
    does not begin with a small letter, and at an empty line. A point after an abbreviation ends it only
    if the abbreviation can stand last and the next word is one that begins sentences (“the U.S. The sides”).
    """
    found = []
    for block in re.split(r"\n\s*\n", text):
        start = 0
        for end in _END.finditer(block):
            if _ends(block, start, end):
                found.append(block[start : end.end()].strip())
                start = end.end()
        found.append(block[start:].strip())
    return tuple(sentence for sentence in found if _WORD.search(sentence))


@functools.lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they stand: `Baku’s`, `anti-war`, `1,000`, `27%` and `U.S.` are one each."""
    return tuple(_WORD.findall(text))


def is_number(word: str) -> bool:
    """Return whether a word is written in figures: `1,000`, `27%`, `1990s`, `3rd`."""
    return _NUMBER.fullmatch(word) is not None


@functools.cache
def without_possessive(word: str) -> str:
    """Return a word with straight marks and without the ending of a possessive: `Baku` of `Baku’s`."""
    return straight(word).removesuffix("'s")


def _ends(block: str, start: int, end: re.Match[str]) -> bool:
    """Return whether the sentence from `start` ends at this mark."""
    after = _NEXT.match(block, end.end())
    if after is None:
        return True
    if after["word"][0].islower():
        return False
    last = _LAST.search(block[start : end.start()])
    if end["mark"] != "." or last is None:
        return True
    known = _abbreviations()
    if last[0] in known["before_numbers"]:
        return not after["word"][0].isdigit()
    if last[0] in known["anywhere"] or _is_initials(last[0]):
        return after["word"] in known["openers"] and not after["point"]
    return last[0] not in known["leading"]


def _is_initials(word: str) -> bool:
    """Return whether a word is single capitals with points: `J`, `U.S`."""
    return all(len(part) == 1 and part.isupper() for part in word.split("."))


@functools.cache
def _abbreviations() -> dict[str, frozenset[str]]:
    """Return the abbreviations by kind, and the words that begin sentences."""
    file = layouts() / "readability" / "en.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))["abbreviations"]
    return {kind: frozenset(words_) for kind, words_ in known.items()}
