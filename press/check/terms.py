"""The glossary and the words it should explain: none too hard, no meaning harder than its word."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from press.check.citations import passages_read
from press.check.explained import finder
from press.check.naming import names_of
from press.language import bands
from press.language.lemmas import folded, lemma
from press.language.quoting import blanked
from press.language.readability import FEWEST_WORDS
from press.language.sentences import sentences
from press.language.vocabulary import TermFinder, Word, words
from press.markdown import plain
from press.model.content import Level, Passage, Term
from press.model.library import Library
from press.problems import Problem
from press.words import primary

LONGEST_MEANING = 15
"""Words: what stands in a margin beside a paragraph."""


@dataclass(frozen=True)
class _Reader:
    """Somebody who reads at a level: which words they know, and which are explained to them."""

    level: Level
    finder: TermFinder
    ceiling: int | None
    """The hardest band that they know, 1 … 6; None if nobody says, or the language has no lists."""
    band: Callable[[str], int]

    def hard(self, text: str) -> list[_Hard]:
        """Return the words above the ceiling, explained ones too."""
        if self.ceiling is None:
            return []
        found = [_Hard(word, self.band(word.text)) for word in words(text) if not word.is_number]
        return [hard for hard in found if hard.band > self.ceiling]

    def unexplained(self, text: str, hard: Iterable[_Hard]) -> list[_Hard]:
        """Return those of the hard words that are in no term of the level."""
        explained = [(found.start, found.end) for found in self.finder.occurrences(text)]
        return [one for one in hard if not any(start <= one.word.start < end for start, end in explained)]


class _Hard(NamedTuple):
    """A word of a text, and its band."""

    word: Word
    band: int


def hard_words(library: Library) -> Iterator[Problem]:
    """Yield a problem for each word that is too hard, and for passages with many such words or terms."""
    readers = _readers(library)
    for name in passages_read(library):
        passage = library.passages.get(name)
        if passage is not None:
            source = name.partition("/")[0]
            names = _pattern(names_of(library, source))
            for reader in readers:
                yield from _unexplained(library, name, passage, reader, names)
                yield from _many(library, name, passage, reader, names)
                yield from _terms(library, name, passage, reader)


def definitions(library: Library) -> Iterator[Problem]:
    """Yield a problem for each meaning that is long, circular or hard, and for each that its readers do not need."""
    readers = {reader.level.id: reader for reader in _readers(library)}
    names = _pattern(frozenset().union(*(names_of(library, source) for source in ("", *library.sources))))
    for index, term in enumerate(library.glossary.terms):
        yield from _long_or_circular(library, index, term)
        yield from _hard_meanings(library, index, term, readers, names)
        yield from _needless(library, index, term, readers)


def idle_overrides(library: Library) -> Iterator[Problem]:
    """Yield a problem for each word of `word-levels.yaml` that stands in no passage and no meaning.

    While a passage is missing, nobody can tell.
    """
    read = passages_read(library)
    if not library.passages.keys() >= set(read):
        return
    passages = [library.passages[name] for name in read]
    texts = [text for passage in passages for paragraph in passage.paragraphs for text in paragraph.told.values()]
    texts += [text for term in library.glossary.terms for text, _ in _meanings(term)]
    used = {part for text in texts for word in words(text) for part in (word.text, *word.text.split("-"))}
    known = {form for word in used for form in (folded(word), lemma(word))}
    for index, one in enumerate(library.word_levels.words):
        if folded(one.word) not in known:
            message = f"No passage and no meaning has the word “{one.word}”."
            where = library.where("word_levels", "words", index, "word")
            yield Problem(where, "unused", message, "Delete it, or write the word as a dictionary has it.")


def _readers(library: Library) -> list[_Reader]:
    """Return the readers of the pack's levels."""
    language = library.pack.language
    overrides = {folded(one.word): bands.number(one.band) for one in library.word_levels.words}
    band = functools.cache(functools.partial(bands.band, overrides=overrides))
    found = []
    for level in library.pack.levels:
        limit = level.limits.vocabulary if level.limits and primary(language) == "en" else None
        ceiling = bands.number(limit) if limit else None
        found.append(_Reader(level, finder(library, level.id), ceiling, band))
    return found


def _unexplained(
    library: Library, name: str, passage: Passage, reader: _Reader, names: re.Pattern[str]
) -> Iterator[Problem]:
    """Yield a problem for each hard word of our own voice that nothing explains, where it first stands."""
    met = set()
    for index, text in _told(passage, reader.level):
        own = _without(names, blanked(text))
        for word, band in reader.unexplained(text, reader.hard(own)):
            form = lemma(word.text)
            if form in met:
                continue
            met.add(form)
            where = library.where("passages", name, "paragraphs", index, "told", reader.level.id)
            ceiling = bands.name(reader.ceiling or 0)
            message = f"“{word.text}” ({bands.name(band)}) is above {ceiling} and is not explained."
            yield Problem(where, "hard-word", message, f"{_sentence(text, word)} {_remedy(form)}")


def _many(library: Library, name: str, passage: Passage, reader: _Reader, names: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem if too many words of a passage are hard; one that is explained counts once, a quoted one never.

    In a short passage two or three words would decide.
    """
    limits = reader.level.limits
    if reader.ceiling is None or limits is None or limits.hard_percent is None:
        return
    texts = [text for _, text in _told(passage, reader.level)]
    count = sum(len(words(text)) for text in texts)
    if count < FEWEST_WORDS:
        return
    asked = reader.finder.to_be_known(texts)
    hard = [one.word.text for text in asked for one in reader.hard(_without(names, text))]
    percent = 100 * len(hard) / count
    if percent > limits.hard_percent:
        message = (
            f"At “{reader.level.id}”, {percent:.1f} % of the words are above {bands.name(reader.ceiling)}, "
            f"explained ones too; the most is {limits.hard_percent:g} %."
        )
        hint = f"Say some of it more plainly: {', '.join(dict.fromkeys(map(lemma, hard)))}."
        yield Problem(library.where("passages", name, "title"), "many-hard-words", message, hint)


def _terms(library: Library, name: str, passage: Passage, reader: _Reader) -> Iterator[Problem]:
    """Yield a problem if a main passage explains more or fewer terms than its level should."""
    limits = reader.level.limits
    if limits is None or limits.terms is None or passage.role != "main":
        return
    texts = [text for _, text in _told(passage, reader.level)]
    if len(texts) < len(passage.paragraphs):
        return
    met = [one.term.term for first in reader.finder.first_of_each(texts) for one in first]
    fewest, most = limits.terms
    if not fewest <= len(met) <= most:
        message = f"At “{reader.level.id}”, the passage explains {len(met)} terms; {fewest} to {most} are meant."
        hint = f"It explains: {', '.join(met)}." if met else "Which of its words should a reader remember?"
        yield Problem(library.where("passages", name, "title"), "too-many-terms", message, hint)


def _long_or_circular(library: Library, index: int, term: Term) -> Iterator[Problem]:
    """Yield a problem for each meaning of a term that is too long, and for each that uses the term."""
    own = TermFinder([term], library.pack.language)
    for meaning, path in _meanings(term):
        where = library.where("glossary", "terms", index, *path)
        count = len(words(meaning))
        if count > LONGEST_MEANING:
            message = f"The meaning of “{term.term}” has {count} words; {LONGEST_MEANING} are the most."
            yield Problem(where, "long-definition", message, "It stands in the margin: say what it is here, no more.")
        for found in own.occurrences(meaning)[:1]:
            message = f"The meaning of “{term.term}” uses the word itself: “{meaning[found.start : found.end]}”."
            yield Problem(where, "circular-definition", message, "Say it in other words.")


def _hard_meanings(
    library: Library, index: int, term: Term, readers: dict[str, _Reader], names: re.Pattern[str]
) -> Iterator[Problem]:
    """Yield a problem for each word of a meaning that its readers do not know, once for all levels it is told alike.

    A word that is explained at the same level may stand there: it is in the same list of words.
    """
    asked = [readers[level] for level in term.levels if level in readers]
    met = set()
    for reader in sorted(asked, key=lambda reader: reader.ceiling or 0):
        for meaning, path in _meanings(term, reader.level.id):
            for word, band in reader.unexplained(meaning, reader.hard(_without(names, meaning))):
                if (path, word.text) in met:
                    continue
                met.add((path, word.text))
                message = (
                    f"The meaning of “{term.term}” uses “{word.text}” ({bands.name(band)}), "
                    f"which is above {bands.name(reader.ceiling or 0)}, the limit of “{reader.level.id}”."
                )
                where = library.where("glossary", "terms", index, *path)
                yield Problem(where, "hard-definition", message, _remedy(lemma(word.text)))


def _needless(library: Library, index: int, term: Term, readers: dict[str, _Reader]) -> Iterator[Problem]:
    """Yield a problem for each level whose readers know the term.

    Not asked of names, and of wordings of several words: nobody knows “human rights” from its parts. A term
    with a hint how to say it is there for the hint too.
    """
    several = len(re.split(r"[\s-]", term.term)) > 1
    if several or term.special or term.say or not term.term.islower():
        return
    for entry, level in enumerate(term.levels):
        reader = readers.get(level)
        if reader is None or reader.ceiling is None:
            continue
        band = reader.band(term.term)
        if band <= reader.ceiling:
            message = (
                f"“{term.term}” ({bands.name(band)}) is explained at “{level}”, whose readers know words "
                f"up to {bands.name(reader.ceiling)}."
            )
            hint = (
                "Take the level out; or write “special: true” if the word means something special here; "
                f"or, if the band is wrong, put “{lemma(term.term)}” into word-levels.yaml with a reason."
            )
            yield Problem(library.where("glossary", "terms", index, "levels", entry), "needless-term", message, hint)


def _told(passage: Passage, level: Level) -> list[tuple[int, str]]:
    """Return the paragraphs of a passage that are told at a level, with their indices."""
    told = ((index, paragraph.told.get(level.id)) for index, paragraph in enumerate(passage.paragraphs))
    return [(index, plain(text)) for index, text in told if text]


def _meanings(term: Term, level: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Return the meanings of a term, or the one at a level, each with the path to it from the term."""
    if isinstance(term.means, str):
        return [(plain(term.means), ("means",))]
    return [(plain(text), ("means", key)) for key, text in term.means.items() if level in {"", key}]


@functools.cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return what finds proper names as they are written, the longest first, and what is left of a possessive."""
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{known or '(?!)'})(?:['’]s)?(?!\w)")


def _without(names: re.Pattern[str], text: str) -> str:
    """Return a text with names turned to spaces, so that each other word stays at its place."""
    return names.sub(lambda found: " " * len(found[0]), text)


def _sentence(text: str, word: Word) -> str:
    """Return the first sentence with a word, in quotation marks."""
    having = (one for one in sentences(text) if word.text in {known.text for known in words(one)})
    return f"“{next(having, text)}”"


def _remedy(form: str) -> str:
    return (
        "Explain it in glossary.yaml at this level, take a plainer word, "
        f"or put “{form}” into word-levels.yaml with a reason."
    )
