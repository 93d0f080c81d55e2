"""Levels: each text is there at each of them, and their type fits the page."""

from __future__ import annotations

from collections.abc import Iterator

from press.check.citations import Path
from press.check.texts import tellings
from press.model.edition import EDITIONS, STANDARD
from press.model.library import Library
from press.problems import Problem, near, nearest

TEXT_HEIGHT = EDITIONS[STANDARD].height
"""Of a page in pt, which lines of every level have to fill."""

CLOSE = 0.5
"""So many pt may be left over or missing."""


def incomplete(library: Library) -> Iterator[Problem]:
    """Yield a problem for each text by levels that lacks one, or has one that the pack does not know.

    A source may serve several packs, so there levels that are not this pack's are let be.
    """
    levels = [level.id for level in library.pack.levels]
    for path, told in tellings(library):
        if isinstance(told, str):
            continue
        lacking = [level for level in _needed(path, levels, library) if level not in told]
        strange = [key for key in told if key not in levels]
        if path[0] not in {"sources", "passages"}:
            for key in strange:
                message = f"The pack has no level “{key}”."
                hint = nearest(key, levels) or f"Its levels are: {', '.join(levels)}."
                yield Problem(library.where.key(*path, key), "unknown-reference", message, hint)
            meant = {near(key, levels) for key in strange}
            lacking = [level for level in lacking if level not in meant]
        if lacking:
            message = f"This text is not told for {' and '.join(f'“{level}”' for level in lacking)}."
            hints = (nearest(level, strange) for level in lacking)
            hint = next((hint for hint in hints if hint), f"Add a line “{lacking[0]}: …” beside the others.")
            yield Problem(library.where(*path), "missing-level", message, hint)


def bad_leading(library: Library) -> Iterator[Problem]:
    """Yield a problem for each level whose lines do not fill the page."""
    original = library.pack.original.type
    types = [(level.type, ("levels", index)) for index, level in enumerate(library.pack.levels)]
    for size, at in [*types, *([(original, ("original",))] if original else [])]:
        leading = size.leading
        lines = round(TEXT_HEIGHT / leading)
        rest = TEXT_HEIGHT - lines * leading
        if abs(rest) > CLOSE:
            where = library.where("pack", *at, "type", "leading")
            left = f"{abs(rest):.1f} pt {'are left over' if rest > 0 else 'are missing'}"
            message = f"{lines} lines of {leading:g} pt are not the {TEXT_HEIGHT} pt of a page: {left}."
            fits = (f"{TEXT_HEIGHT / number:.3f} ({number} lines)" for number in (lines, lines + 1))
            hint = f"Take {' or '.join(fits)}."
            yield Problem(where, "bad-leading", message, hint)


def _needed(path: Path, levels: list[str], library: Library) -> list[str]:
    """Return the levels at which the text at `path` is printed."""
    if path[:2] == ("glossary", "terms") and isinstance(path[2], int):
        explained = library.glossary.terms[path[2]].levels
        return [level for level in levels if level in explained]
    return levels
