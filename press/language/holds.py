"""Holds: whether a text tells a part of a fact, and in which of its sentences."""

from __future__ import annotations

import functools
import re

from press.language.marks import in_place
from press.language.sentences import sentences
from press.language.speech import starred
from press.markdown import plain
from press.model.seeds import Hold


def met(hold: Hold, text: str) -> bool:
    """Return whether so many sentences of a paragraph, one after the other, have the words of a hold."""
    return bool(told(hold, text))


def told(hold: Hold, text: str) -> str:
    """Return the sentences of a paragraph that have the words of a hold, as few as do; empty if none have."""
    parts, patterns = _sentences(plain(text)), [_pattern(word) for word in hold.words]
    has = _in_order if hold.in_order else _all
    windows = (
        " ".join(parts[at : at + size])
        for size in range(1, hold.within + 1)
        for at in range(max(1, len(parts) - size + 1))
    )
    return next((window for window in windows if has(patterns, in_place(window))), "")


def lacking(hold: Hold, sentence: str, text: str) -> list[str]:
    """Return the words of a hold as a sentence has them that a text has in no form, in their order there."""
    folded, there = in_place(sentence), in_place(plain(text))
    patterns = [pattern for pattern in map(_pattern, hold.words) if not pattern.search(there)]
    spans = sorted(found.span() for found in (pattern.search(folded) for pattern in patterns) if found)
    return [sentence[start:end] for start, end in spans]


def _all(patterns: list[re.Pattern[str]], text: str) -> bool:
    return all(pattern.search(text) for pattern in patterns)


def _in_order(patterns: list[re.Pattern[str]], text: str) -> bool:
    """Return whether each pattern is found after the one before it."""
    at = 0
    for pattern in patterns:
        found = pattern.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True


@functools.lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[str, ...]:
    return sentences(text)


@functools.lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of `shell*|fire*`: one of two, each in any form."""
    alternatives = "|".join(starred(one) for one in words.split("|"))
    return re.compile(rf"(?<![\w])(?:{alternatives})(?!\w)", re.IGNORECASE)
