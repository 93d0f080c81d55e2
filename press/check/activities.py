"""Activities: their keys fit the sheet, the ladder and the glossary that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from press.check.citations import Path
from press.model.content import DoActivity, Grid, Match, SortClaims
from press.model.library import Library
from press.problems import Problem, nearest

Kind = TypeVar("Kind", Grid, Match, SortClaims)


def unknown_columns(library: Library) -> Iterator[Problem]:
    """Yield a problem for each cell of a grid whose column is not there."""
    for path, grid in _tasks(library, Grid):
        known = [column.id for column in grid.columns]
        for entry, row in enumerate(grid.rows):
            for part, cells in (("given", row.given), ("answer", row.answer)):
                for name in (name for name in cells if name not in known):
                    where = library.where.key(*path, "rows", entry, part, name)
                    hint = nearest(name, known) or f"It has: {', '.join(known)}."
                    yield Problem(where, "unknown-reference", f"This grid has no column “{name}”.", hint)


def unknown_rungs(library: Library) -> Iterator[Problem]:
    """Yield a problem for each claim that belongs on a rung which its ladder does not have."""
    ladders = {page.id: page.ladder for page in (*library.pack.front, *library.pack.back) if page.ladder}
    for path, task in _tasks(library, SortClaims):
        marks = [rung.mark for rung in ladders.get(task.ladder, ())]
        for entry, claim in enumerate(task.claims if marks else ()):
            for number, mark in enumerate(claim.rungs):
                if mark not in marks:
                    where = library.where(*path, "claims", entry, "rungs", number)
                    message = f"The ladder “{task.ladder}” has no rung “{mark}”."
                    yield Problem(where, "unknown-reference", message, f"It has: {', '.join(marks)}.")


def terms_without_meaning(library: Library) -> Iterator[Problem]:
    """Yield a problem for each term to be matched with a meaning that one of the levels is not told."""
    means = {term.term: term.means for term in library.glossary.terms}
    levels = [level.id for level in library.pack.levels]
    for path, task in _tasks(library, Match):
        for entry, pair in enumerate(task.pairs):
            told = means.get(pair, "") if isinstance(pair, str) else ""
            lacking = [level for level in levels if not isinstance(told, str) and level not in told]
            if lacking:
                where = library.where(*path, "pairs", entry)
                message = f"The term “{pair}” has no meaning for {' and '.join(f'“{level}”' for level in lacking)}."
                hint = "Add it in glossary.yaml, or write the pair out: {left: …, right: …}."
                yield Problem(where, "missing-level", message, hint)


def _tasks(library: Library, kind: type[Kind]) -> Iterator[tuple[Path, Kind]]:
    """Yield the activities of a kind, each with its path."""
    for index, lesson in enumerate(library.lessons):
        for entry, section in enumerate(lesson.sections):
            if isinstance(section, DoActivity) and isinstance(section.activity, kind):
                yield ("lessons", index, "sections", entry, "activity"), section.activity
