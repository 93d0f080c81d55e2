"""The dictionary forms of English words: “borders” → “border”, “fled” → “flee”.

They come from the English dictionary of simplemma, 181,612 forms, with a few exceptions of ours. Forms are
only looked up in it: to turn it round, and write out all forms of a word, would cost 0.6 s.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from press.language.marks import straight
from press.language.wordbook import Wordbook
from press.place import layouts

VOWELS = "aeiou"
ENDING = re.compile("(?:'s|(?<=s)'|'(?:re|ve|ll|d|m))$")
"""What is said with a word but is not of it: “war’s”, “soldiers’”, “we’ll”."""

SPELLINGS = (
    (re.compile(r"(?<=...)is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=...)yse(?=[ds]?$)"), "yze"),
    (re.compile(r"(?<=...)our(?=(?:s|ed|ing|er|ers|ful|able|ite|ites|less|hood|hoods)?$)"), "or"),
    (re.compile(r"(?<=.[ntbh])re(?=s?$)|(?<=cent)re(?=d$)"), "er"),
    (re.compile(r"(?<=(?:..fen|.efen|reten))ce(?=s?$)"), "se"),
    (re.compile(r"([aeiou][a-z]*[aeiou])ll(?=(?:ed|ing|er|ers)$)"), r"\1l"),
    (re.compile(r"(?<=...og)ue(?=s?$)"), ""),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
)
"""Endings that Britain and America spell differently, and one way to spell each."""


@functools.cache
def folded(word: str) -> str:
    """Return a word in small letters, with straight apostrophes and plain hyphens, without what is said with it."""
    return ENDING.sub("", straight(word).lower())


def spelled(word: str) -> str:
    """Return a word of small letters in one of its two spellings: “organisation” and “organization” are one.

    A word that has but one spelling may come out as none (“promize”): compare the results, never print them.
    """
    for ending, other in SPELLINGS:
        word = ending.sub(other, word)
    return word


@functools.cache
def lemma(word: str) -> str:
    """Return the dictionary form of a word; of one that the dictionary does not know, its own small letters."""
    form = folded(word)
    return _exceptions().get(form) or DICTIONARY.get(form) or form


@functools.cache
def lemmas(word: str) -> frozenset[str]:
    """Return what a word may be a form of: itself, its dictionary form, and by rule what the dictionary does not know.

    Where the dictionary knows a word it is believed: “cared” is a form of “care” alone and not of “car”.
    """
    form = folded(word)
    known = DICTIONARY.get(form)
    found = {form, lemma(form), known, rules()["also"].get(form)} - {None}
    return frozenset(found if known else found | _stems(form))


@functools.cache
def rules() -> Mapping[str, Any]:
    """Return `layouts/readability/bands-en.toml`: exceptions to the dictionary, and to the lists of words."""
    return tomllib.loads((layouts() / "readability" / "bands-en.toml").read_text(encoding="utf-8"))


@functools.cache
def _exceptions() -> Mapping[str, str]:
    return {word: str(entry["is"]) for word, entry in rules()["lemmas"].items()}


def _dictionary() -> Mapping[str, str]:
    """Return form → dictionary form. Half-internal to simplemma, whose version is pinned; tests/test_lemmas.py asks."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    found: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")
    return found


DICTIONARY = Wordbook("simplemma", _dictionary)


def _stems(form: str) -> set[str]:
    """Return what is left of a word when a regular ending is taken off: -s, -es, -ies, -ed, -ied, -ing."""
    found = set()
    for ending, stem in (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ied", "y"), ("ing", "")):
        if form.endswith(ending) and len(form) - len(ending) > 2:
            found.add(form[: -len(ending)] + stem)
    if form.endswith("ing") and len(form) > 5:
        found.add(form[:-3] + "e")
    return found | {stem[:-1] for stem in found if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS}
