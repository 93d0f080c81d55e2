"""Stage 3: Pack × Level × Edition → Booklet, the document in the middle.

Here it is decided what a pupil reads and in which order; nothing is decided about its look. No
answer, no teacher's note and no level's name enters a pupil's booklet, for none is ever put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from press.compose import back, front, handouts, lesson
from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import Level
from press.model.edition import Edition
from press.model.library import Library
from press.model.made import END, Booklet, Figures, Section, notes_page
from press.words import Words


def booklet(
    library: Library, level: Level, figures: Figures, words: Words, *, edition: Edition, lessons: Sequence[str] = ()
) -> Booklet:
    """Return the booklet of one level, with all lessons or only those named."""
    telling = Telling(library, level, figures, words)
    chosen = [one for one in library.lessons if not lessons or one.id in lessons]
    told = [(one, lesson.sections(telling, one)) for one in chosen]
    body = [section for _, sections in told for section in sections]
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
        type=edition.type_of(level.type, min(one.type.size for one in pack.levels)),
        edition=edition,
        rights=pack.rights,
        sections=tuple(parts),
        drawings=dict(telling.drawings),
        handouts=() if lessons else handouts.of(telling, told, parts),
    )


def with_notes(made: Booklet, pages: Mapping[str, int], words: Words) -> Booklet:
    """Return the booklet with pages for notes: so many after each section named, and before its back cover."""
    *body, cover = made.sections
    sections = [one for section in body for one in (section, *_notes(section, pages.get(section.id, 0), words))]
    end = Section(id=END, kind="notes", title=words("notes-title"), kicker=words("notes"), running=words("notes"))
    last = [replace(end, id=notes_page(END, number + 1)) for number in range(pages.get(END, 0))]
    return replace(made, sections=(*sections, *last, cover))


def _notes(section: Section, pages: int, words: Words) -> list[Section]:
    """Return pages for notes that belong to a section."""
    page = Section(
        id=section.id,
        kind="notes",
        title=words("my-notes"),
        kicker=section.kicker or words("notes"),
        running=section.running,
    )
    return [replace(page, id=notes_page(section.id, number + 1)) for number in range(pages)]
