"""Silenced rules: what an author, with a reason, says is to be let be.

A silence stands on an object of the authors' files and covers what a rule finds there and in all
that is in it. One that covers nothing is a problem, so that none outlives what it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from press.check.citations import Path, passages_read
from press.model.content import Authored, Silence
from press.model.library import Library
from press.problems import RULES, Problem, nearest

PARTS = ("pack", "glossary", "timeline", "voice", "word_levels")
"""Parts of a library that are one object each."""

COLLECTIONS = ("places", "people", "maps", "charts", "sources", "facts")
"""Parts of a library that hold objects by name."""


class Silenced(NamedTuple):
    """A silence, and the path of the object that has it."""

    at: Path
    number: int
    """Counted from 0 among the silences of the object."""
    silence: Silence


def silences(library: Library) -> list[Silenced]:
    """Return all silences of a pack and of what it reads of its sources, in the order of the library."""
    found = [one for part in PARTS for one in _in(getattr(library, part), (part,))]
    found += [one for index, lesson in enumerate(library.lessons) for one in _in(lesson, ("lessons", index))]
    for part in COLLECTIONS:
        found += [one for name, value in getattr(library, part).items() for one in _in(value, (part, name))]
    read = (name for name in passages_read(library) if name in library.passages)
    return found + [one for name in read for one in _in(library.passages[name], ("passages", name))]


def applied(library: Library, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that no silence covers, and those of the silences themselves; in no order."""
    left = list(problems)
    of_silences = []
    covered: set[Problem] = set()
    for one in silences(library):
        rule = RULES.get(one.silence.rule)
        covers = _covered(one, left, library) if rule and rule.may_be_silenced else set()
        covered |= covers
        if not covers:
            of_silences.append(_needless(one, library))
    return [*(problem for problem in left if problem not in covered), *of_silences]


def _covered(one: Silenced, problems: Iterable[Problem], library: Library) -> set[Problem]:
    """Return the problems that a silence covers."""
    places = library.where.within(*one.at)
    on = one.silence.on or ""
    return {
        problem
        for problem in problems
        if problem.code == one.silence.rule and problem.where in places and on in problem.message
    }


def _needless(one: Silenced, library: Library) -> Problem:
    """Return the problem of a silence that covers nothing."""
    where = library.where(*one.at, "silence", one.number, "rule")
    code = one.silence.rule
    if code not in RULES:
        hint = nearest(code, RULES) or "A problem shows the code of its rule in brackets."
        return Problem(where, "unknown-reference", f"There is no rule “{code}”.", hint)
    if not RULES[code].may_be_silenced:
        message = f"The rule “{code}” cannot be silenced."
        return Problem(where, "needless-silence", message, "Mend what it finds, and delete this silence.")
    on = f" with the words “{one.silence.on}”" if one.silence.on else ""
    message = f"“{code}” is silenced here and finds nothing{on}."
    return Problem(where, "needless-silence", message, "Delete this silence: what it was for is gone.")


def _in(value: Any, path: Path) -> Iterator[Silenced]:  # noqa: ANN401
    """Yield the silences on a value of the content format and in it."""
    if isinstance(value, Authored):
        yield from (Silenced(path, number, silence) for number, silence in enumerate(value.silence))
    if isinstance(value, BaseModel):
        inner: Iterable[tuple[Any, Any]] = (
            (field.alias or name, getattr(value, name)) for name, field in type(value).model_fields.items()
        )
    elif isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = enumerate(value)
    else:
        return
    for step, one in inner:
        if isinstance(one, BaseModel | dict | tuple):
            yield from _in(one, (*path, step))
