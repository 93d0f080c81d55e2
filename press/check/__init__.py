"""Stage 2: Library → problems. Rules are functions, in two tables here; those on reading levels are rows of a panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press.check import (
    activities,
    balance,
    comparison,
    drawings,
    facts,
    ids,
    levels,
    paragraphs,
    quotations,
    reading,
    references,
    silence,
    sources,
    terms,
    voice,
    wording,
    worksheets,
)
from press.check.rows import Row
from press.model.library import Library
from press.problems import Problem

CHECKS: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    ids.duplicates,
    references.unknown,
    references.unused,
    references.unused_terms,
    references.not_on_map,
    paragraphs.unfound,
    activities.unknown_columns,
    activities.unknown_rungs,
    activities.terms_without_meaning,
    worksheets.answers_given,
    levels.incomplete,
    levels.bad_leading,
    sources.without_rights,
    sources.long_quotations,
    terms.hard_words,
    terms.definitions,
    terms.idle_overrides,
    facts.facts,
    quotations.in_passages,
    quotations.of_sources,
    comparison.not_compared,
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


@dataclass(frozen=True)
class Checked:
    """What was found in a pack."""

    problems: tuple[Problem, ...]
    """What is wrong and not silenced, sorted by place."""
    panel: tuple[Row, ...]
    """The measures of each passage and lesson at each level, beside their limits."""


def checked(library: Library, layouts: Path) -> Checked:
    """Return what is found in a pack.

    `layouts` is the designers' folder, which has the marks of the levels and the base maps.
    """
    panel = reading.panel(library)
    found = {problem for row in panel for problem in row.problems}
    found |= {problem for check in CHECKS for problem in check(library)}
    found |= {problem for check in CHECKS_OF_LAYOUTS for problem in check(library, layouts)}
    return Checked(tuple(sorted(silence.applied(library, found))), tuple(panel))


def problems(library: Library, layouts: Path) -> list[Problem]:
    """Return what is wrong with a pack and is not silenced, sorted by place."""
    return list(checked(library, layouts).problems)


def voices(library: Library) -> list[tuple[str, str, str, str]]:
    """Return the balance report: title of the lesson, what is counted, of whom, and the number with details."""
    return balance.rows(balance.balance(library), library)
