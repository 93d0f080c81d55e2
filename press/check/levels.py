"""Levels: each text is there at each of them, and their type fits the page."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from press.check.citations import Path, passages_read
from press.model.library import Library
from press.problems import Problem, near, nearest

TEXT_HEIGHT = 507.5
"""Height of the text on a page in pt, which lines of every level have to fill."""

CLOSE = 0.5
"""So many pt may be left over or missing."""


def incomplete(library: Library) -> Iterator[Problem]:
    """Yield a problem for each text by levels that lacks one, or has one that the pack does not know.

    A source may serve several packs, so there levels that are not this pack's are let be.
    """
    levels = [level.id for level in library.pack.levels]
    for path, told in _all_told(library):
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
    for index, level in enumerate(library.pack.levels):
        leading = level.type.leading
        lines = round(TEXT_HEIGHT / leading)
        rest = TEXT_HEIGHT - lines * leading
        if abs(rest) > CLOSE:
            where = library.where("pack", "levels", index, "type", "leading")
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


def _all_told(library: Library) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield every text that is told by levels, except in passages that this pack does not read."""
    yield from _told(library.pack, type(library.pack), ("pack",))
    for index, lesson in enumerate(library.lessons):
        yield from _told(lesson, type(lesson), ("lessons", index))
    yield from _told(library.glossary, type(library.glossary), ("glossary",))
    yield from _told(library.timeline, type(library.timeline), ("timeline",))
    for part in ("places", "people", "maps", "charts", "sources"):
        for name, one in getattr(library, part).items():
            yield from _told(one, type(one), (part, name))
    for name in passages_read(library):
        passage = library.passages.get(name)
        if passage is None:
            continue
        yield from _told(passage, type(passage), ("passages", name))
        for number, paragraph in enumerate(passage.paragraphs):
            yield ("passages", name, "paragraphs", number, "told"), paragraph.told


def _told(value: Any, kind: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:  # noqa: ANN401
    """Yield the texts by levels in a value, which is of a `kind` of the content format."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _told(getattr(value, name), field.annotation, (*path, field.alias or name))
        return
    kinds = _kinds(kind)
    if isinstance(value, dict):
        if str in kinds:
            yield path, value
            return
        of = next((get_args(option)[1] for option in kinds if get_origin(option) is dict), Any)
        for key, one in value.items():
            yield from _told(one, of, (*path, key))
    elif isinstance(value, tuple):
        of = next((get_args(option)[0] for option in kinds if get_origin(option) is tuple), Any)
        for index, one in enumerate(value):
            yield from _told(one, of, (*path, index))


def _kinds(kind: Any) -> list[Any]:  # noqa: ANN401
    """Return the kinds that a value may be of, without constraints."""
    if get_origin(kind) is Annotated:
        return _kinds(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        return [bare for option in get_args(kind) for bare in _kinds(option)]
    return [kind]
