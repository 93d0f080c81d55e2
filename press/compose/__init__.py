"""Stage 3: Pack × Level × Edition → Booklet, the document in the middle.

Here it is decided what a pupil reads and in which order; nothing is decided about its look. No
answer, no teacher's note and no level's name enters a pupil's booklet, for none is ever put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.compose import back, front, lesson
from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import Level
from press.model.library import Library
from press.model.made import Booklet, Figures, Section
from press.words import Words

EDITIONS = ("standard",)


def booklet(
    library: Library, level: Level, figures: Figures, words: Words, *, edition: str, lessons: Sequence[str] = ()
) -> Booklet:
    """Return the booklet of one level, with all lessons or only those named."""
    telling = Telling(library, level, figures, words)
    chosen = [one for one in library.lessons if not lessons or one.id in lessons]
    body = [section for one in chosen for section in lesson.sections(telling, one)]
    parts = [
        front.cover(telling),
        front.how(telling),
        *(front.page(telling, page) for page in library.pack.front),
        *body,
        *back.sections(telling, chosen),
        *(front.page(telling, page) for page in library.pack.back),
    ]
    parts.insert(2, front.contents(telling, parts))
    parts.append(back.cover(telling))
    pack = library.pack
    return Booklet(
        pack=pack.id,
        title=plain(pack.title),
        subtitle=plain(pack.subtitle),
        language=pack.language,
        date=pack.date,
        level=level.id,
        mark=level.mark,
        type=level.type,
        edition=edition,
        rights=pack.rights,
        sections=tuple(parts),
        drawings=dict(telling.drawings),
    )


def with_notes(made: Booklet, pages: int, words: Words) -> Booklet:
    """Return the booklet with pages for notes before its back cover."""
    notes = tuple(
        Section(
            id=f"notes-{number}",
            kind="notes",
            title=words("notes-title"),
            kicker=words("notes"),
            running=words("notes"),
        )
        for number in range(1, pages + 1)
    )
    return replace(made, sections=(*made.sections[:-1], *notes, made.sections[-1]))
