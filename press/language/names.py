"""Proper names in a text, found as they are written: what is left of a sentence without them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from press.language.marks import straight
from press.language.sentences import is_number, without_possessive, words

LONGEST_ENDING = 3
"""Letters that a name may take on and be the same name: Armenia, Armenians."""


class Parted(NamedTuple):
    """The words of a sentence that are neither names nor numbers, and its names."""

    words: list[str]
    names: list[str]


class Names:
    """Proper names, found word by word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        spelt = [([straight(word) for word in words(name)], name) for name in sorted(names)]
        for sequence, name in sorted(spelt, key=lambda one: -len(one[0])):
            if sequence:
                self._by_first.setdefault(sequence[0], []).append((sequence, name))

    def at(self, tokens: Sequence[str], index: int) -> tuple[int, str]:
        """Return of how many words the longest name at an index is, and the name; `0` and an empty text if none is."""
        for sequence, name in self._by_first.get(tokens[index], ()):
            if tokens[index : index + len(sequence)] == sequence:
                return len(sequence), name
        return 0, ""


def without_names(tokens: Sequence[str], known: Names) -> Parted:
    """Return what is left of a sentence without names and numbers, and the names."""
    bare = [without_possessive(token) for token in tokens]
    left, found = [], []
    index = 0
    while index < len(bare):
        length, name = known.at(bare, index)
        if length:
            found.append(name)
        else:
            parts = bare[index].split("-")
            named = [part for part in parts if known.at([part], 0)[0]]
            found += named
            rest = [part for part in parts if part not in named and not is_number(part)]
            left += ["-".join(rest)] if rest else []
        index += length or 1
    return Parted(left, found)


@functools.lru_cache(maxsize=64)
def finder(names: frozenset[str]) -> Names:
    """Return what finds these names."""
    return Names(names)


def different(names: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, as they first stand, without those that only lengthen another."""
    found = list(dict.fromkeys(names))
    return tuple(name for name in found if not any(_lengthens(name, other) for other in found))


def _lengthens(name: str, other: str) -> bool:
    """Return whether a name is another with a short ending (Armenians), or with more words before or after it."""
    if name == other:
        return False
    after = name.removeprefix(other)
    before = name.removesuffix(other)
    begins = after != name and (len(after) <= LONGEST_ENDING or not after[0].isalnum())
    return begins or (before != name and not before[-1].isalnum())
