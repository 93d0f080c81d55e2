"""Finds the blocks of an article in a file, by the digests of their letters.

The text of an article is never part of a pack, only a digest of each of its blocks is. So the file
is searched for stretches whose letters have such a digest: first those from the beginning of a line
or a sentence to the end of one, then, in what is left, those between any two words. Paragraphs that
a web page or a PDF has joined, parted or put in another order are found all the same; a block with
a letter changed is not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from press.article import letters

LONGEST = 800
"""Words that a block may have."""

SENTENCE_END = re.compile(r"[.!?…:;]['\"”’»)\]]*$")
PARTED = re.compile(r"\w[-‐]$")
"""A word that may go on in the next line."""

OPENING = frozenset("«“„‘([\"'")
POINTS = ".,;:!?“”\"'()"


class Word(NamedTuple):
    """A word of the file, its letters, and the line it stands in."""

    text: str
    letters: str
    line: int


class Stretch(NamedTuple):
    """Words of the file, from `start` up to, not including, `end`, that are one of the blocks."""

    start: int
    end: int
    digest: str


def words_of(lines: Sequence[str]) -> list[Word]:
    """Return the words of a file."""
    return [Word(text, letters(text), number) for number, line in enumerate(lines) for text in line.split()]


def found_in_lines(words: Sequence[Word], digests: frozenset[str]) -> frozenset[str]:
    """Return which of many digests the file has, as far as blocks begin and end with a line or a sentence."""
    return frozenset(stretch.digest for stretch in _candidates(words, _edges(words), digests))


def stretches(words: Sequence[Word], digests: Sequence[str]) -> list[Stretch]:
    """Return the stretches that have these digests, none over another, in the order of the file."""
    left = list(digests)
    taken = _chosen(_candidates(words, _edges(words), frozenset(left)), left, [])
    free = sorted({*range(len(words))} - {place for one in taken for place in range(one.start, one.end)})
    for start, end in _runs(free):
        taken = _chosen(_candidates(words, range(start, end + 1), frozenset(left)), left, taken)
    return sorted(taken)


def joined(block: Sequence[Word], file: Sequence[Word]) -> str:
    """Return words of a file as a text; a word that was parted at the end of a line is one again."""
    whole = {word.text.strip(POINTS).lower() for word in file}
    text = block[0].text
    for before, word in pairwise(block):
        if word.line == before.line or not PARTED.search(before.text):
            text += " " + word.text
        elif _keeps_hyphen(before.text, word.text, whole):
            text = text[:-1] + "-" + word.text
        else:
            text = text[:-1] + word.text
    return text


def _keeps_hyphen(before: str, after: str, whole: set[str]) -> bool:
    """Return whether a hyphen at the end of a line is the word's own: before a capital or a figure, or as elsewhere."""
    joined = f"{before[:-1]}-{after}".strip(POINTS).lower()
    return not after[0].islower() or before[-2].isdigit() or joined in whole


def _candidates(words: Sequence[Word], edges: Sequence[int], wanted: frozenset[str]) -> Iterator[Stretch]:
    """Yield every stretch between two edges that has the digest of a block."""
    for place, start in enumerate(edges[:-1]):
        if not words[start].letters and words[start].text not in OPENING:
            continue
        total = hashlib.sha256()
        for before, end in pairwise(edges[place:]):
            if end - start > LONGEST:
                break
            total.update("".join(word.letters for word in words[before:end]).encode())
            digest = total.hexdigest()[:12]
            if digest in wanted:
                yield Stretch(start, end, digest)


def _edges(words: Sequence[Word]) -> list[int]:
    """Return where lines and sentences begin, and the end."""
    inner = range(1, len(words))
    new = (n for n in inner if words[n].line != words[n - 1].line or SENTENCE_END.search(words[n - 1].text))
    return sorted({0, *new, len(words)})


def _chosen(candidates: Iterator[Stretch], left: list[str], taken: Sequence[Stretch]) -> list[Stretch]:
    """Return `taken` and, longest first, the candidates that lie over none of them; their digests are off the list.

    Longest first, for a pull quote repeats words of a longer block.
    """
    chosen = list(taken)
    covered = {place for one in taken for place in range(one.start, one.end)}
    for one in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        places = range(one.start, one.end)
        if one.digest in left and covered.isdisjoint(places):
            chosen.append(one)
            covered.update(places)
            left.remove(one.digest)
    return chosen


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the beginning and the end of each run of places without a gap."""
    starts = [n for n, place in enumerate(places) if n == 0 or places[n - 1] != place - 1]
    ends = [*starts[1:], len(places)]
    for start, end in zip(starts, ends, strict=False):  # without places there is no start, but an end
        yield places[start], places[end - 1] + 1
