"""Glossary terms in a text: which are there, and where each first stands.

The terms become a tree of words once; a text is then read once, word by word. A word of the text stands
for all it may be a form of (`press.language.lemmas.lemmas`), in one of its spellings, so that “fled” finds “flee”
and “organisation” finds “organization”. Of two terms at one place the longer wins: “ethnic cleansing”
before “cleansing”. Nothing is found inside another word, and no term goes over a point or a comma.

In other languages than English a term is found as it is written, and in the forms that its author gives.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from press.language.lemmas import folded, lemmas, spelled
from press.language.quoting import blanked
from press.model.content import Term
from press.words import primary

MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
"""Signs on and between letters, and the scripts in which they are many; to Python no part of a word."""

LETTERS = rf"(?:[^\W\d_]|[{MARKS}])+"
NUMBER = r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?"
ABBREVIATION = r"[^\W\d_](?:\.[^\W\d_]\b)+"
WORD = re.compile(
    rf"{NUMBER}|{ABBREVIATION}|{LETTERS}(?:['’ʼ]{LETTERS})*(?:[-‐‑](?:{LETTERS}(?:['’ʼ]{LETTERS})*|\d+))*"
)
"""Other than where words are counted (`sentences`), signs on letters belong to a word: terms may be of any script."""

POSSESSIVE = re.compile("['’ʼ]s$")


Way = tuple[str, ...]
"""The words of a term, as they are looked for."""


class Word(NamedTuple):
    """A word or number of a text, from `start` up to, not including, `end`."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """The word begins with a digit: `1988`, `1990s`, `20th`."""
        return self.text[0].isdigit()


@dataclass(frozen=True)
class Occurrence:
    """A term found in a text, from `start` up to, not including, `end`; a possessive ’s is left out."""

    start: int
    end: int
    term: Term


@dataclass
class _Node:
    """Where one has come to in the tree after some words: what may follow, and which terms end here."""

    after: dict[str, _Node] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    """Terms that these words are."""
    not_terms: list[Term] = field(default_factory=list)
    """Terms that these words are not, though they look like them."""


class _Found(NamedTuple):
    """From the word at index `first` to the one before `last`: the node that these words lead to."""

    first: int
    last: int
    node: _Node


class TermFinder:
    """Finds the terms of a glossary in texts of one language."""

    def __init__(self, terms: Iterable[Term], language: str = "en") -> None:
        self._english = primary(language) == "en"
        self._root = _Node()
        self._found: dict[str, list[Occurrence]] = {}
        for term in terms:
            for node in self._ends(way for one in (term.term, *term.forms) for way in self._variants(one)):
                node.terms.append(term)
            for node in self._ends(self._way(one) for one in term.but):
                node.not_terms.append(term)

    def occurrences(self, text: str) -> list[Occurrence]:
        """Return every occurrence, in the order of the text; of two at one place the longest."""
        if text not in self._found:
            self._found[text] = list(self._occurrences(text))
        return self._found[text]

    def _occurrences(self, text: str) -> Iterator[Occurrence]:
        """Yield every occurrence in a text that was not looked through before."""
        read = words(text)
        ways = self._ways(text, read)
        refused = [(way, id(term)) for way in ways for term in way.node.not_terms]
        position = 0
        for way in sorted(ways, key=lambda way: (way.first, -way.last)):
            terms = [term for term in way.node.terms if not _covered(way, term, refused)]
            if terms and way.first >= position:
                last = read[way.last - 1]
                end = last.start + len(POSSESSIVE.sub("", last.text))
                yield Occurrence(read[way.first].start, end, terms[0])
                position = way.last

    def first_of_each(self, texts: Iterable[str]) -> Iterator[list[Occurrence]]:
        """Yield, for each paragraph of a passage, the terms that stand there for the first time."""
        met: set[str] = set()
        for text in texts:
            new = []
            for found in self.occurrences(text):
                if found.term.term not in met:
                    met.add(found.term.term)
                    new.append(found)
            yield new

    def to_be_known(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the paragraphs of a passage with spaces for what a reader need not know.

        That is what is quoted, for it is not ours to make plainer, and each term after its first occurrence,
        where it is explained.
        """
        met: set[str] = set()
        for text in texts:
            left = blanked(text)
            for found in self.occurrences(text):
                if found.term.term in met:
                    left = left[: found.start] + " " * (found.end - found.start) + left[found.end :]
                met.add(found.term.term)
            yield left

    def _ends(self, ways: Iterable[Way]) -> Iterator[_Node]:
        """Yield the nodes to which these ways lead, each once; the tree grows by what is missing."""
        for way in dict.fromkeys(ways):
            node = self._root
            for word in way:
                node = node.after.setdefault(word, _Node())
            yield node

    def _way(self, wording: str) -> Way:
        """Return the words of a wording, as the tree has them."""
        if not self._english:
            return tuple(word.text.lower() for word in words(wording))
        return tuple(spelled(folded(word.text)) for word in words(wording))

    def _variants(self, wording: str) -> list[Way]:
        """Return the words of a wording; of an English one in two parts also joined, and apart.

        The joined form serves for the hyphen too: a word of the text with a hyphen also stands for it without.
        """
        way = self._way(wording)
        parts = tuple(part for word in way for part in word.split("-"))
        return [way, ("".join(parts),), parts] if self._english and len(parts) == 2 else [way]

    def _ways(self, text: str, read: Sequence[Word]) -> list[_Found]:
        """Return all ways through the tree that lead to an end."""
        stands_for = _english if self._english else _itself
        keys = [stands_for(word.text) for word in read]
        parted = [text[one.end : two.start].strip() for one, two in itertools.pairwise(read)]
        found = []
        for first in range(len(read)):
            nodes = [self._root]
            for index in range(first, len(read)):
                if index > first and parted[index - 1]:
                    break
                nodes = [node.after[key] for node in nodes for key in keys[index] if key in node.after]
                if not nodes:
                    break
                found += [_Found(first, index + 1, node) for node in nodes if node.terms or node.not_terms]
        return found


@functools.lru_cache(maxsize=8192)
def words(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of a text with their places; what hyphens join is one word."""
    return tuple(Word(found.start(), found.end(), found[0]) for found in WORD.finditer(text))


def _covered(way: _Found, term: Term, refused: list[tuple[_Found, int]]) -> bool:
    """Return whether a wording that is not this term takes in all of this occurrence."""
    return any(who == id(term) and no.first <= way.first and way.last <= no.last for no, who in refused)


@functools.cache
def _english(word: str) -> frozenset[str]:
    """Return all that a word of an English text may stand for in the tree."""
    closed = word.replace("-", "").replace("‑", "").replace("‐", "")
    return frozenset(spelled(one) for one in lemmas(word) | lemmas(closed))


@functools.cache
def _itself(word: str) -> frozenset[str]:
    return frozenset({word.lower(), POSSESSIVE.sub("", word).lower()})
