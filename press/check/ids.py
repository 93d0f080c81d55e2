"""Names that have to be different: two lessons, questions or levels alike cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.check.citations import Path
from press.model.content import BoxPage, Questions, Strip
from press.model.library import Library
from press.problems import Problem

Named = Iterable[tuple[str, Path]]
"""Names, and where each stands."""


def duplicates(library: Library) -> Iterator[Problem]:
    """Yield a problem for each name that something of the same kind has already."""
    for what, named in _kinds(library):
        first: dict[str, Path] = {}
        for name, path in named:
            key = name.casefold()
            if key in first:
                before = library.where(*first[key])
                message = f"The {what} “{name}” stands here again; it is already at {before}."
                yield Problem(library.where(*path), "duplicate-id", message, "Give one of the two another.")
            else:
                first[key] = path


def _kinds(library: Library) -> Iterator[tuple[str, Named]]:
    """Yield the names among which none may be twice, kind by kind."""
    levels = library.pack.levels
    lessons = library.lessons
    yield "level", ((level.id, ("pack", "levels", i, "id")) for i, level in enumerate(levels))
    yield "mark of a level", ((level.mark, ("pack", "levels", i, "mark")) for i, level in enumerate(levels))
    yield (
        "page",
        (
            (page.id, ("pack", part, i, "id"))
            for part, pages in (("front", library.pack.front), ("back", library.pack.back))
            for i, page in enumerate(pages)
        ),
    )
    yield "lesson", ((lesson.id, ("lessons", i, "id")) for i, lesson in enumerate(lessons))
    numbers = ((str(lesson.number), ("lessons", i, "number")) for i, lesson in enumerate(lessons))
    yield "lesson number", numbers
    yield (
        "question",
        (
            (question.id, ("lessons", i, "questions", j, "id"))
            for i, lesson in enumerate(lessons)
            for j, question in enumerate(lesson.questions)
        ),
    )
    terms = enumerate(library.glossary.terms)
    yield "term", ((term.term, ("glossary", "terms", i, "term")) for i, term in terms)
    sources = library.sources.items()
    yield "code of a source", ((about.code, ("sources", name, "code")) for name, about in sources)
    for i in range(len(lessons)):
        yield from _kinds_of_lesson(i, library)


def _kinds_of_lesson(index: int, library: Library) -> Iterator[tuple[str, Named]]:
    """Yield the names that must differ within one lesson."""
    sections = [
        (section, ("lessons", index, "sections", entry))
        for entry, section in enumerate(library.lessons[index].sections)
    ]
    yield "box", ((section.box, (*path, "box")) for section, path in sections if isinstance(section, BoxPage))
    strips = ((section, path) for section, path in sections if isinstance(section, Strip))
    yield "strip", ((section.strip, (*path, "strip")) for section, path in strips)
    yield (
        "question",
        (
            (question, (*path, "questions", number))
            for section, path in sections
            if isinstance(section, Questions)
            for number, question in enumerate(section.questions)
        ),
    )
