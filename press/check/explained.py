"""What is explained at a level: the terms of the glossary, found in texts."""

from __future__ import annotations

import functools

from press.language.vocabulary import TermFinder
from press.model.library import Library


@functools.lru_cache(maxsize=64)
def finder(library: Library, level: str) -> TermFinder:
    """Return what finds the terms that are explained at a level."""
    terms = [term for term in library.glossary.terms if level in term.levels]
    return TermFinder(terms, library.pack.language)
