"""Word lists that are large, and of which a pack needs a few thousand words: what was looked up is kept.

A list is only read when a word is asked for that nobody asked for before (0.2 to 0.4 s); `remembered`
brings the answers of earlier runs from the cache. They are the list's own, so a run without them says the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from typing import Any, Generic, TypeVar

from press.cache import Cache

Value = TypeVar("Value")
"""What a list says of a word; JSON can hold it."""


class Wordbook(Generic[Value]):
    """A word list of an installed package: word → what it says of the word."""

    def __init__(self, package: str, load: Callable[[], Mapping[str, Value]]) -> None:
        self._package = package
        self._load = load
        self._answers: dict[str, Value | None] = {}
        self._kept = 0
        BOOKS.append(self)

    def get(self, word: str) -> Value | None:
        """Return what the list says of a word, or None if the word is not on it."""
        if word not in self._answers:
            self._answers[word] = self._whole.get(word)
        return self._answers[word]

    def remember(self, cache: Cache) -> None:
        """Take the answers of earlier runs from the cache."""
        kept = cache.get(self._key)
        self._answers |= json.loads(kept) if kept else {}
        self._kept = len(self._answers)

    def keep(self, cache: Cache) -> None:
        """Put the answers into the cache, if there are new ones."""
        if len(self._answers) > self._kept:
            cache.put(self._key, json.dumps(self._answers, sort_keys=True).encode())

    @cached_property
    def _whole(self) -> Mapping[str, Value]:
        return self._load()

    @property
    def _key(self) -> str:
        return "words-" + hashlib.sha256(f"{self._package} {version(self._package)}".encode()).hexdigest()


BOOKS: list[Wordbook[Any]] = []
"""All word lists that modules have opened."""


@contextmanager
def remembered(cache: Cache) -> Iterator[None]:
    """Answer from the cache what earlier runs have asked, and keep for later ones what is asked in this block."""
    for book in BOOKS:
        book.remember(cache)
    yield
    for book in BOOKS:
        book.keep(cache)
