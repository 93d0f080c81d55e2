"""References to paragraphs in texts, `{A3 more than 220}`: paragraph and words must be there, at each level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.check.citations import Path, names
from press.check.texts import Telling, tellings
from press.markdown import plain
from press.model.content import Read
from press.model.library import Library
from press.problems import Problem
from press.references import PATTERN, lines_with

BRACES = re.compile(r"\{[^{}]*\}")

HOW = "A reference is {A3}, or {A3 and words of it}: the mark is a capital letter and a number."


@dataclass(frozen=True)
class _Braces:
    """What stands in braces in a text of one level."""

    text: str
    at: Path
    level: str


def unfound(library: Library) -> Iterator[Problem]:
    """Yield a problem for each reference that no paragraph answers to, or not with those words."""
    there = names(library)
    for telling in tellings(library):
        for braces in _in_braces(telling, library):
            marks = list(there[f"mark {braces.at[1]}"]) if _may_refer(braces.at) else None
            said = _said(braces, library, marks)
            if said:
                at = braces.at if isinstance(telling.told, str) else (*braces.at, braces.level)
                yield Problem(library.where(*at), "unknown-paragraph", *said)


def _in_braces(telling: Telling, library: Library) -> Iterator[_Braces]:
    """Yield what stands in braces in a text, level by level."""
    for level in library.pack.levels:
        text = telling.told if isinstance(telling.told, str) else telling.told.get(level.id, "")
        yield from (_Braces(found, telling.at, level.id) for found in BRACES.findall(text))


def _may_refer(at: Path) -> bool:
    """Return whether the text at a path is one of a lesson, and not its title, of which the contents are made."""
    return at[0] == "lessons" and at[2] not in {"title", "short"}


def _said(braces: _Braces, library: Library, marks: list[str] | None) -> tuple[str, str] | None:
    """Return message and hint for what stands in braces; None if it is as it should be.

    `marks` are those of the lesson; None where there is none.
    """
    found = PATTERN.fullmatch(braces.text)
    if marks is None:
        message = f"“{braces.text}” names a paragraph where no page and no line can be printed."
        hint = "Name paragraphs in the texts of their lesson, but not in its title."
        return (message, hint) if found else None
    if not found or found["scope"]:
        return f"“{braces.text}” is no reference to a paragraph.", HOW
    if found["mark"] not in marks:
        own = [mark for mark in marks if mark.startswith(found["mark"][0]) and mark != found["mark"][0]]
        hint = f"There are: {', '.join(own)}." if own else "Passages and strips take letters in turn."
        return f"This lesson has no passage or paragraph “{found['mark']}”.", hint
    if found["phrase"] and not lines_with(found["phrase"], [_paragraph(found["mark"], braces, library)]):
        message = f"“{found['phrase']}” does not stand in {found['mark']} at {braces.level}."
        return message, "Copy the words as they stand there; tell the text by levels if each has its own."
    return None


def _paragraph(mark: str, braces: _Braces, library: Library) -> str:
    """Return the text of a paragraph, or of a line of a strip, at a level; nothing for a whole source."""
    source, number = library.lessons[int(braces.at[1])].sources[mark[0]], mark[1:]
    if not number:
        return ""
    if isinstance(source, Read):
        return plain(library.passages[source.read].paragraphs[int(number) - 1].told.get(braces.level, ""))
    of, _, name = source.lines[int(number) - 1].quote.partition("/")
    quotation = library.sources[of].quotations.get(name) if of in library.sources else None
    return quotation.text if quotation else ""
