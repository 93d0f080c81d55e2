"""How hard an English word is: its band A1 … C2, from three lists of words that correct each other.

The CEFR list (cefrpy: CEFR-J and other sources) rates one sense of a word and errs by one or two bands;
its frequency (wordfreq, on Zipf's scale) errs elsewhere. Their mean is better than either. A word of the
Dale–Chall list, which four in five American pupils of ten knew, is never above A2. Measured on 165 words
of news about one war (tests/gloss_eval.py): F1 .97, .90, .78 for “above A2, B1, B2” by the lists alone.

Names and numbers have no band: whoever asks leaves them out.
"""

from __future__ import annotations

import functools
import importlib.util
import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from press.language.lemmas import folded, lemma, rules, spelled
from press.language.readability import is_familiar

BANDS = ("A1", "A2", "B1", "B2", "C1", "C2")
Overrides = Mapping[str, int]
"""Dictionary form → band, 1 … 6: what a pack knows better."""

NONE: Overrides = MappingProxyType({})

STEPS = (5.3, 4.8, 4.3, 3.8, 3.3)
"""The least Zipf frequency of a word of A1, A2, B1, B2, C1; set by eye on words of graded readers."""

FAMILIAR = 2
"""The highest band of a word of the Dale–Chall list."""

NEGATED = "n't"


def number(band: str) -> int:
    """Return a band's number: `A2` is 2."""
    return BANDS.index(band) + 1


def name(band: int) -> str:
    """Return the name of a band: 2 is `A2`."""
    return BANDS[band - 1]


def band(word: str, overrides: Overrides = NONE) -> int:
    """Return how hard a word is, 1 (A1) … 6 (C2): the mean of the CEFR list and the frequency, half up.

    A word with hyphens is as hard as its hardest part.
    """
    return _of(word, overrides, _mean)


def strict_band(word: str, overrides: Overrides = NONE) -> int:
    """Return the higher of the two bands of which `band` takes the mean: for a list of words to think about.

    It finds more of the hard words (recall at B2: .92, not .82), and more that are not.
    """
    return _of(word, overrides, _higher)


def _of(word: str, overrides: Overrides, joined: Callable[[float, int], int]) -> int:
    """Return the band of a word, from the overrides or, part by part, from the lists."""
    form = folded(word)
    for known in (overrides, _general()):
        for key in (form, lemma(form)):
            if key in known:
                return known[key]
    parts = [part for part in form.split("-") if part]
    if len(parts) > 1:
        return max(_of(part, overrides, joined) for part in parts)
    return _listed(form, joined)


@functools.cache
def _listed(form: str, joined: Callable[[float, int], int]) -> int:
    """Return the band of a word in small letters, as the lists have it."""
    if form in _grammar() or form.removesuffix(NEGATED) in _grammar():
        return 1
    step = _step(form)
    cefr = _cefr(form)
    found = min(6, step + (step >= number("B2"))) if cefr is None else joined(cefr, step)
    return min(found, FAMILIAR) if is_familiar(form) or is_familiar(lemma(form)) else found


def _mean(cefr: float, step: int) -> int:
    return math.floor((cefr + step) / 2 + 0.5)


def _higher(cefr: float, step: int) -> int:
    return max(round(cefr), step)


def _step(form: str) -> int:
    """Return the band that a word's frequency gives: that of the form, of its dictionary form, in either spelling."""
    zipf = max(_frequencies().get(one, 0.0) for one in _ways(form))
    return next((band for band, least in enumerate(STEPS, start=1) if zipf >= least), len(BANDS))


def _cefr(form: str) -> float | None:
    """Return the band of a word on the CEFR list, the mean of its parts of speech, or None."""
    return next((level for one in _ways(form) if (level := _cefr_list().level(one))), None)


def _ways(form: str) -> tuple[str, ...]:
    """Return under what a word may stand on a list, its dictionary form first."""
    base = lemma(form)
    return (base, spelled(base), form, spelled(form))


@functools.cache
def _general() -> Overrides:
    """Return what we know better than the lists, for every pack."""
    return {word: number(entry["band"]) for word, entry in rules().get("bands", {}).items()}


@functools.cache
def _grammar() -> frozenset[str]:
    """Return the words of grammar, which are A1 whatever a list says."""
    return frozenset(rules()["grammar"]["words"].split())


class _CefrList(NamedTuple):
    """cefrpy's data: words of one length after each other, each with a part of speech and a level, in order."""

    starts: array[int]
    """Where the words of 1, 2, 3 … letters begin, and where the last ones end."""
    entries: bytes
    """A word, a byte for the part of speech, a byte for the level: 0 is 1.0 and 250 is 6.0."""

    def level(self, word: str) -> float | None:
        """Return the mean level of a word's parts of speech, 1.0 … 6.0, or None if it is not listed."""
        key = word.encode()
        if not 0 < len(key) < len(self.starts):
            return None
        start, end = self.starts[len(key) - 1], self.starts[len(key)]
        size = len(key) + 2
        listed = range(start, end, size)
        levels = []
        for place in listed[bisect_left(listed, key, key=lambda place: self.entries[place : place + len(key)]) :]:
            if self.entries[place : place + len(key)] != key:
                break
            levels.append(self.entries[place + size - 1])
        return round(sum(levels) / len(levels)) / 50 + 1 if levels else None


@functools.cache
def _cefr_list() -> _CefrList:
    """Return the CEFR list. It is read by its file, for the package proves it byte by byte (0.4 s) when imported."""
    raw = (_folder("cefrpy") / "data.bin").read_bytes()
    lengths = raw[0]
    starts = array("I", raw[1 : 1 + 4 * lengths])
    return _CefrList(starts, raw[1 + 4 * lengths :])


@functools.cache
def _frequencies() -> Mapping[str, float]:
    """Return word → Zipf frequency, from the smaller of wordfreq's English lists (0.02 s).

    It ends at Zipf 3.0, below all our steps, so the bands are those of the larger one. It is read here,
    for the package would take 0.2 s to be imported. The format is cBpack: after a header, lists of
    words, the one at index n having the frequency 10 ** (-n / 100), which is Zipf 9 - n / 100.
    """
    import gzip

    import msgpack

    with gzip.open(_folder("wordfreq") / "data" / "small_en.msgpack.gz") as file:
        _, *lists = msgpack.load(file)
    return {word: round(9 - index / 100, 2) for index, words in enumerate(lists) for word in words}


def _folder(package: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    assert spec and spec.origin
    return Path(spec.origin).parent
