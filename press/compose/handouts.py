"""What a lesson needs when it is printed alone: which pages are its own, and what the booklet says elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from press.compose import back
from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import Lesson
from press.model.made import Handout, Section


def of(
    telling: Telling, told: Iterable[tuple[Lesson, Sequence[Section]]], sections: Sequence[Section]
) -> tuple[Handout, ...]:
    """Return the handouts of the lessons, each told with its own sections; `sections` are those of the booklet."""
    names = [section.id for section in sections]
    return tuple(
        _handout(telling, lesson, start=own[0].id, end=names[names.index(own[-1].id) + 1]) for lesson, own in told
    )


def _handout(telling: Telling, lesson: Lesson, *, start: str, end: str) -> Handout:
    return Handout(
        lesson=lesson.id,
        number=lesson.number,
        name=telling.words("lesson", number=lesson.number),
        title=plain(lesson.title),
        start=start,
        end=end,
        sources=tuple(back.sources(telling, [lesson])),
        credits=tuple(telling.library.pack.credits),
        about=back.edition(telling),
    )
