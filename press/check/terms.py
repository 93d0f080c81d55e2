"""The glossary and the words it should explain: none too hard, no meaning harder than its word."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.library import Library
from press.problems import Problem


def hard_words(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()


def definitions(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()
