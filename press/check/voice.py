"""The pack’s own voice: both names, no word that takes a side, no people as an agent.

What is asked is written in the pack's `voice.yaml` and `places.yaml`. What stands in double quotation
marks is somebody else's voice, and so is a paragraph that is its source's, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from press.check.citations import Path
from press.check.pairs import single_names
from press.check.texts import Telling, own_words, sentence_spans, tellings
from press.model.content import Collective, Loaded
from press.model.library import Library
from press.problems import Problem, Where

NOTHING = re.compile(r"(?!)")
BEFORE = re.compile(r"(?:[^\s.,;:!?()]+\s+){1,2}$")
"""The one or two words before a place in a sentence, if no point parts them from it."""
FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{3})*")
"""A number that counts; four digits on end are a year."""


@dataclass(frozen=True)
class _Sentence:
    """A sentence of ours."""

    where: Where
    text: str
    own: str
    """The same with what is quoted turned to spaces."""
    is_gloss: bool
    """It explains words of a quotation, of which the speaker is named."""


def voice(library: Library) -> Iterator[Problem]:
    """Yield a problem for each single name, each word that takes a side, and each people that acts."""
    told = [one for one in tellings(library) if not _word_for_word(one.at, library)]
    yield from single_names(told, library)
    loaded = _LoadedWords(library.voice.loaded, library.voice.attribution)
    collective = library.voice.collective and _Agents(library.voice.collective)
    for sentence in _sentences(told, library):
        yield from loaded.problems(sentence)
        if collective:
            yield from collective.problems(sentence)


class _LoadedWords:
    """Finds words that take a side, and whether somebody is named whose they are."""

    def __init__(self, entries: tuple[Loaded, ...], attribution: tuple[str, ...]) -> None:
        self.entries = entries
        self.harmless = [_pattern(entry.but) for entry in entries]
        self.pattern = _pattern(word for entry in entries for word in entry.words)
        self.each = [_pattern(entry.words) for entry in entries]
        self.attribution = _pattern(attribution)

    def problems(self, sentence: _Sentence) -> Iterator[Problem]:
        """Yield a problem for each loaded word that is nobody's."""
        for found in self.pattern.finditer(sentence.text):
            entry = next(number for number, one in enumerate(self.each) if one.fullmatch(found[0]))
            quoted = sentence.own[found.start() : found.end()].isspace()
            attributed = (quoted and sentence.is_gloss) or self.attribution.search(sentence.own)
            if attributed or _lies_in(self.harmless[entry], found, sentence.text):
                continue
            said = "is quoted, and the sentence does not say from whom" if quoted else "stands in our own voice"
            message = f"“{found[0]}” takes a side and {said}: {sentence.text}"
            hint = f"Say whose word it is, or word it otherwise. {self.entries[entry].note}"
            yield Problem(sentence.where, "loaded-word", message, hint)


class _Agents:
    """Finds sentences in which a whole people acts."""

    def __init__(self, said: Collective) -> None:
        between = f"(?:(?:{_either(said.between)})\\s+)*" if said.between else ""
        acting = rf"(?<!\w)(?:{_either(said.peoples)})\s+{between}(?:{_either(said.acts)})(?!\w)"
        self.acting = re.compile(acting, re.IGNORECASE)
        self.always, self.harmless = _pattern(said.always), _pattern(said.but)
        self.not_after = _pattern(said.not_after)

    def problems(self, sentence: _Sentence) -> Iterator[Problem]:
        """Yield a problem for the first people that acts in a sentence."""
        own = sentence.own
        found = next((one for one in self._found(own) if not _lies_in(self.harmless, one, own)), None)
        if found:
            message = f"“{found[0]}” makes a whole people act: {sentence.text}"
            hint = "Say who did it: which people, soldiers, officials or institution, where and when."
            yield Problem(sentence.where, "collective-agent", message, hint)

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each place of our own text in which a whole people acts."""
        for found in self.acting.finditer(text):
            before = BEFORE.search(text[: found.start()])
            words = before[0].split() if before else []
            if not any(FIGURE.fullmatch(word) or self.not_after.fullmatch(word) for word in words):
                yield found
        yield from self.always.finditer(text)


def _sentences(told: Iterable[Telling], library: Library) -> Iterator[_Sentence]:
    """Yield the sentences of all texts, at every level of the pack."""
    known = {level.id for level in library.pack.levels}
    for at, text in told:
        levels = {"": text} if isinstance(text, str) else {level: text[level] for level in text if level in known}
        for level, words in levels.items():
            where = library.where(*at, level) if level else library.where(*at)
            own = own_words(at, words)
            for start, end in sentence_spans(words):
                yield _Sentence(where, words[start:end], own[start:end], "gloss" in at)


def _word_for_word(at: Path, library: Library) -> bool:
    """Return whether the text at a path is its source's."""
    return at[-1] == "told" and library.passages[str(at[1])].paragraphs[int(at[3])].quoted


def _lies_in(pattern: re.Pattern[str], found: re.Match[str], text: str) -> bool:
    """Return whether what was found is part of a wording of that pattern."""
    return any(one.start() <= found.start() and found.end() <= one.end() for one in pattern.finditer(text))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of these words, in which a star stands for letters; of none, one that finds nothing."""
    listed = tuple(words)
    return re.compile(rf"(?<!\w)(?:{_either(listed)})(?!\w)", re.IGNORECASE) if listed else NOTHING


def _either(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern, longest first; spaces may be line breaks, and apostrophes of both forms."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(
        re.sub("[’']", "[’']", re.escape(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in longest_first
    )
