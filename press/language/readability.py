"""How hard a text is to read: the classic formulas, counted so that names do not make it harder.

Proper names and numbers stay in the length of a sentence but leave the counts of syllables, letters and hard
words: a reader who has met Khankendi on the map is not slowed down by it, and no author can write it shorter.
Left in, the names of five articles on one region raised their grades by 1.4 to 2.6.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from press.language.marks import straight
from press.language.names import different, finder, without_names
from press.language.sentences import is_number, sentences, without_possessive, words
from press.language.wordbook import Wordbook
from press.place import layouts

FEWEST_WORDS = 200
"""A shorter text is given no grade and no share: over 100 words of one article the grade strays by 1.7 to 2.5,
over 200 by 1.2 to 1.6, over 400 by about one (standard deviations of resampled sentences)."""

FORMULAS_OF = "en"
"""The language for which the formulas and word lists were made."""


class Longest(NamedTuple):
    """The longest sentence of a text, and how many words it has."""

    sentence: str
    words: int


@dataclass(frozen=True)
class Measures:
    """What was counted in a text. Grades, scores and shares are None for a short text or another language."""

    words: int
    sentences: int
    mean_sentence: float
    """Words in a sentence."""
    longest: Longest
    names: tuple[str, ...]
    """Different proper names, as they first stand."""
    unfamiliar: tuple[str, ...] = ()
    """Words that are not on the Dale–Chall list, the most frequent first."""
    polysyllables: tuple[str, ...] = ()
    """Words of three syllables and more, those with most syllables first."""
    grade: float | None = None
    """Flesch–Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975), in school years of the USA."""
    unfamiliar_percent: float | None = None
    """Unfamiliar words in percent of all words."""
    dale_chall: float | None = None
    """Dale–Chall score (Dale & Chall 1948): up to 4.9 is grade 4, 9 and more is college."""
    smog: float | None = None
    """SMOG grade (McLaughlin 1969)."""
    fog: float | None = None
    """Gunning Fog index (Gunning 1952), in school years."""
    coleman_liau: float | None = None
    """Coleman–Liau index (Coleman & Liau 1975), in school years."""
    ease: float | None = None
    """Flesch Reading Ease (Flesch 1948): 100 is very easy, 0 very hard."""


def measure(
    paragraphs: Sequence[str],
    names: Collection[str],
    language: str = FORMULAS_OF,
    *,
    to_be_known: Sequence[str] | None = None,
) -> Measures:
    """Return the measures of plain paragraphs, counted with `names` left out as the module says.

    Unfamiliar words are counted in `to_be_known` if that is given: the same paragraphs without what a reader
    need not know, because it is quoted or was explained before. Their share is of all words all the same.

    A name is recognised as written in `names`, capitals and all: one of several words only where all of them
    follow each other (`Food City`, not `Food`), the longest first; its possessive too (`Baku’s`), but another
    form such as `Armenians` must be in `names` itself. In a word with hyphens each part may be a name: of
    `anti-Soviet` only `anti` is counted. Names are counted as one where one only lengthens the other
    (Armenia, Armenians; Thomas, Thomas de Waal; Shusha, Shusha / Shushi).
    """
    told = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    tokens = [words(sentence) for sentence in told]
    lengths = [len(sentence) for sentence in tokens]
    known = finder(frozenset(names) | _months())
    parted = [without_names(sentence, known) for sentence in tokens]
    longest = max(zip(told, lengths, strict=True), key=lambda one: one[1], default=("", 0))
    counted = Measures(
        words=sum(lengths),
        sentences=len(told),
        mean_sentence=sum(lengths) / (len(told) or 1),
        longest=Longest(*longest),
        names=different(name for sentence in parted for name in sentence.names if name not in _months()),
    )
    if counted.words < FEWEST_WORDS or language != FORMULAS_OF:
        return counted
    plain = [word for sentence in parted for word in sentence.words]
    if to_be_known is None:
        return _with_formulas(counted, plain, plain)
    asked = [word for text in to_be_known for word in without_names(words(text), known).words]
    return _with_formulas(counted, plain, asked)


def _with_formulas(counted: Measures, plain: Iterable[str], asked: Iterable[str]) -> Measures:
    """Return measures with grades, scores and shares.

    `plain` are the words that are neither names nor numbers, and `asked` those of them that should be familiar.
    """
    small = [straight(word).lower() for word in plain]
    hard = [word for word in (straight(word).lower() for word in asked) if not is_familiar(word)]
    many = [word for word in small if syllables(word) >= 3]
    mean = counted.mean_sentence
    per_word = sum(map(syllables, small)) / (len(small) or 1)
    letters = sum(character.isalpha() for word in small for character in word)
    hard_percent = 100 * len(hard) / counted.words
    return replace(
        counted,
        unfamiliar=tuple(word for word, _ in Counter(hard).most_common()),
        polysyllables=tuple(sorted(dict.fromkeys(many), key=lambda word: -syllables(word))),
        grade=flesch_kincaid(mean, per_word),
        unfamiliar_percent=hard_percent,
        dale_chall=dale_chall(mean, hard_percent),
        smog=smog(len(many) / counted.sentences),
        fog=fog(mean, 100 * len(many) / counted.words),
        coleman_liau=coleman_liau(100 * letters / (len(small) or 1), 100 / mean),
        ease=flesch_ease(mean, per_word),
    )


def flesch_kincaid(mean_sentence: float, syllables_per_word: float) -> float:
    """Return the grade level of Kincaid, Fishburne, Rogers and Chissom (1975)."""
    return 0.39 * mean_sentence + 11.8 * syllables_per_word - 15.59


def flesch_ease(mean_sentence: float, syllables_per_word: float) -> float:
    """Return the Reading Ease of Flesch (1948)."""
    return 206.835 - 1.015 * mean_sentence - 84.6 * syllables_per_word


def dale_chall(mean_sentence: float, unfamiliar_percent: float) -> float:
    """Return the score of Dale and Chall (1948), which jumps where more than 5 % of the words are unfamiliar."""
    jump = 3.6365 if unfamiliar_percent > 5 else 0
    return 0.1579 * unfamiliar_percent + 0.0496 * mean_sentence + jump


def smog(polysyllables_per_sentence: float) -> float:
    """Return the SMOG grade of McLaughlin (1969), for any number of sentences."""
    return 1.0430 * math.sqrt(30 * polysyllables_per_sentence) + 3.1291


def fog(mean_sentence: float, polysyllables_percent: float) -> float:
    """Return the index of Gunning (1952); of words with many syllables only names are left out, as he did."""
    return 0.4 * (mean_sentence + polysyllables_percent)


def coleman_liau(letters_per_100_words: float, sentences_per_100_words: float) -> float:
    """Return the index of Coleman and Liau (1975)."""
    return 0.0588 * letters_per_100_words - 0.296 * sentences_per_100_words - 15.8


@functools.cache
def is_familiar(word: str) -> bool:
    """Return whether a word, or each part of one with hyphens, is on the Dale–Chall list of some 3,000 words.

    Its regular forms count too, as Dale and Chall (1948) have them, and words in -ly and -er, which they count in part.
    """
    whole = straight(word).lower()
    known = _familiar_words()
    return whole in known or all(
        any(form in known for form in _dictionary_forms(part)) for part in whole.split("-") if not is_number(part)
    )


@functools.cache
def syllables(word: str) -> int:
    """Return how many syllables an English word has: as the CMU dictionary says, else by its vowels."""
    return sum(_of_part(part) for part in straight(word).lower().split("-"))


def _of_part(part: str) -> int:
    """Return the syllables of a word without hyphens, small letters."""
    bare = without_possessive(part)
    return int(_ours()["syllables"].get(bare) or SYLLABLES.get(bare) or _by_vowels(bare))


def _counted() -> Mapping[str, int]:
    """Return word → syllables, of the CMU dictionary."""
    import pysyllables

    found: Mapping[str, int] = pysyllables.SYLLABLE_COUNTS
    return found


SYLLABLES = Wordbook("pysyllables", _counted)


PARTED = re.compile(r"(?<![tscg])i(?:a|o|um)|[aeiouy]ing$|eo(?!u)|ua(?!r)|isms?$")
"""Where a word has a syllable more than groups of vowels."""

SILENT = re.compile(
    r"[^aeiouy]e(?=ly$|ment|ful|less|ness)|(?:[^aeiouyl]|[aeiouy]l)e$|(?:[^aeiouyscgxzhl]|[aeiouy]l|th)es$|[^aeioutdy]ed$"
)
"""Where a group of vowels is not spoken."""


def _by_vowels(word: str) -> int:
    """Return the syllables that the spelling of a word tells: right for 93 of 100 words that the dictionary has."""
    groups = re.findall(r"[aeiouy]+", word)
    return max(1, len(groups) + len(PARTED.findall(word)) - len(SILENT.findall(word)))


ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("ier", "y"), ("est", ""), ("est", "e"), ("iest", "y"), ("ly", ""), ("ily", "y")),
    *(("n't", ""), ("'ll", ""), ("'re", ""), ("'ve", ""), ("'d", "")),
)
"""Regular endings of English, and what stands in their place in a dictionary."""

SHORTEST_STEM = 2


def _dictionary_forms(word: str) -> Iterator[str]:
    """Yield what a word may be listed as: `stopped`, `stopp`, `stop`, `stoppe`; of `killings`, `kill` too."""
    word = without_possessive(word)
    yield word
    if word.endswith(("ers", "ings")):
        yield from _dictionary_forms(word.removesuffix("s"))
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        yield stem + instead
        if not instead and stem[-1] == stem[-2]:
            yield stem[:-1]


@functools.cache
def _familiar_words() -> frozenset[str]:
    """Return the Dale–Chall list, with British spellings and irregular forms of its words.

    It is read from its module alone: the package would load an HTML parser.
    """
    package = importlib.util.find_spec("new_dale_chall_readability")
    assert package and package.submodule_search_locations
    file = Path(package.submodule_search_locations[0]) / "easy_words.py"
    spec = importlib.util.spec_from_file_location("easy_words", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ours = _ours()["familiar"]
    return frozenset({*module.EASY_WORDS, *(word for kind in ours.values() for word in kind)})


@functools.cache
def _months() -> frozenset[str]:
    """Return the names of the months: part of a date, which no author can write shorter."""
    return frozenset(_ours()["months"])


@functools.cache
def _ours() -> dict[str, Any]:
    """Return what we know of English: `months`, `syllables` by word, `familiar` words by kind."""
    file = layouts() / "readability" / f"{FORMULAS_OF}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
