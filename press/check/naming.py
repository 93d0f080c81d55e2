"""Proper names that a pack knows: they are nobody's hard words, and each has to be the source's own."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator

from press.language.sentences import sentences, without_possessive, words
from press.model.library import Library

OPENINGS = re.compile(r"[:“„«\"(–—]|[.!?…]\W")
ALWAYS_CAPITAL = frozenset(
    {"I", "I'd", "I'll", "I'm", "I've"}
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    | {"January", "February", "March", "April", "May", "June"}
    | {"July", "August", "September", "October", "November", "December"}
)
"""What English writes with a capital that is no name."""


@functools.lru_cache(maxsize=64)
def names_of(library: Library, source: str) -> frozenset[str]:
    """Return the proper names known to the pack and to one source, as they are written.

    They are the names of all places, each of a pair by itself; of people, whole and each part that has a capital;
    and what `names` lists in `pack.yaml` and in the `source.yaml` (a source that is not there lists none).
    A name may be of several words; forms such as `Armenians` are only there if they are listed.
    """
    found = {name for place in library.places.values() for name in place.names}
    for person in library.people.values():
        found |= {person.name, *(part for part in words(person.name) if part[0].isupper())}
    about = library.sources.get(source)
    return frozenset(found | {*library.pack.names, *(about.names if about else ())})


def suggested(texts: Iterable[str], known: Collection[str]) -> list[str]:
    """Return words that look like names and are not known as such, sorted: for hints, for only a list decides.

    They stand with a capital inside a sentence, and nowhere without one.
    """
    parts = {part for name in known for part in words(name)}
    small: set[str] = set()
    capital: set[str] = set()
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        for number, word in _inside(sentence):
            if word[0].islower():
                small.add(word)
            elif number and word[0].isupper() and word not in ALWAYS_CAPITAL:
                capital.add(word)
    return sorted(word for word in capital if word.lower() not in small and parts.isdisjoint({word, *word.split("-")}))


def _inside(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a sentence, numbered anew after each mark at which another may begin inside it."""
    for piece in OPENINGS.split(sentence):
        yield from enumerate(without_possessive(word) for word in words(piece))
