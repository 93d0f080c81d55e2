"""Stage 2: Library → problems. Each rule is a function; the two tables here are all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from press.check import (
    drawings,
    facts,
    ids,
    levels,
    quotations,
    reading,
    references,
    sources,
    terms,
    voice,
    wording,
    worksheets,
)
from press.model.library import Library
from press.problems import Problem

CHECKS: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    ids.duplicates,
    references.unknown,
    references.unused,
    references.unused_terms,
    references.not_on_map,
    worksheets.answers_given,
    levels.incomplete,
    levels.bad_leading,
    sources.without_rights,
    sources.long_quotations,
    reading.measures,
    terms.hard_words,
    terms.definitions,
    facts.facts,
    quotations.in_passages,
    quotations.of_sources,
    voice.voice,
)
"""What is asked of a library alone."""

CHECKS_OF_LAYOUTS: tuple[Callable[[Library, Path], Iterator[Problem]], ...] = (
    drawings.undrawn_marks,
    drawings.unknown_bases,
    drawings.unknown_layers,
    drawings.unknown_files,
    drawings.bad_cover,
    wording.unworded,
    wording.misworded,
)
"""What is asked of a library and the designers' folder."""


def problems(library: Library, layouts: Path) -> list[Problem]:
    """Return what is wrong with a pack, sorted by place.

    `layouts` is the designers' folder, which has the marks of the levels and the base maps.
    """
    found = {problem for check in CHECKS for problem in check(library)}
    found |= {problem for check in CHECKS_OF_LAYOUTS for problem in check(library, layouts)}
    return sorted(found)
