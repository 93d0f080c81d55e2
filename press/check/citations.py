"""Who names what: every reference of a pack, and the names that there are.

From these two come both what is named and not there, and what is there and never named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from press.model.content import (
    LETTERS,
    Activity,
    ChartQuestions,
    DoActivity,
    Grid,
    LabelMap,
    Lesson,
    Match,
    OrderCards,
    Questions,
    Read,
    Reference,
    Section,
    ShowChart,
    ShowMap,
    ShowTimeline,
    SortClaims,
    Strip,
    WhoSays,
    section_names,
)
from press.model.library import Library, Step

Path = tuple[Step, ...]

Names = Mapping[str, Mapping[str, Path]]
"""What there is: by kind and name, the path where it is written."""


class Citation(NamedTuple):
    """A name of something else, and where it stands."""

    at: Path
    kind: str
    """`passage`, `place` …; of what belongs to one lesson, with its index: `question 0`."""
    name: str


def citations(library: Library) -> Iterator[Citation]:
    """Yield every reference of the pack."""
    for index, lesson in enumerate(library.lessons):
        yield from _of_lesson(index, lesson)
    for index, term in enumerate(library.glossary.terms):
        for entry, level in enumerate(term.levels):
            yield Citation(("glossary", "terms", index, "levels", entry), "level", level)
    for name, event in library.timeline.events.items():
        yield from _referring(("timeline", "events", name, "sources"), event.sources)
    for name, spec in library.maps.items():
        for place in spec.places:
            yield Citation(("maps", name, "places", place), "place", place)
        for number, place in enumerate(spec.around or ()):
            yield Citation(("maps", name, "around", number), "place", place)
        for number, panel in enumerate(spec.panels):
            for place in panel.places:
                yield Citation(("maps", name, "panels", number, "places", place), "place", place)
    for name, chart in library.charts.items():
        yield from _referring(("charts", name, "source"), chart.source)


def passages_read(library: Library) -> list[str]:
    """Return the names of the passages that lessons read, sorted, whether or not they are there."""
    return sorted({citation.name for citation in citations(library) if citation.kind == "passage"})


def quotations_printed(library: Library) -> list[str]:
    """Return the texts of the quotations that lessons print, sorted."""
    texts = {
        f"{source}/{name}": quotation.text
        for source, known in library.sources.items()
        for name, quotation in known.quotations.items()
    }
    printed = {citation.name for citation in citations(library) if citation.kind == "quotation"}
    return sorted(text for name, text in texts.items() if name in printed)


def names(library: Library) -> Names:
    """Return what can be referred to."""
    levels = enumerate(library.pack.levels)
    events = library.timeline.events
    found: dict[str, dict[str, Path]] = {
        "passage": {name: ("passages", name) for name in library.passages},
        "quotation": {
            f"{source}/{name}": ("sources", source, "quotations", name)
            for source, about in library.sources.items()
            for name in about.quotations
        },
        "source": {name: ("sources", name) for name in library.sources},
        "place": {name: ("places", name) for name in library.places},
        "person": {name: ("people", name) for name in library.people},
        "event": {name: ("timeline", "events", name) for name in events},
        "map": {name: ("maps", name) for name in library.maps},
        "chart": {name: ("charts", name) for name in library.charts},
        "term": {term.term: ("glossary", "terms", entry, "term") for entry, term in enumerate(library.glossary.terms)},
        "ladder": dict(_ladders(library)),
        "level": {level.id: ("pack", "levels", index, "id") for index, level in levels},
    }
    for index, lesson in enumerate(library.lessons):
        asked = enumerate(lesson.questions)
        found[f"question {index}"] = {
            question.id: ("lessons", index, "questions", entry, "id") for entry, question in asked
        }
        found[f"mark {index}"] = dict(_marks(index, lesson, library))
        found[f"step {index}"] = {
            **dict(_own_pages(library)),
            **{name: ("lessons", index, "sections") for one in lesson.sections for name in section_names(one)},
            **found[f"question {index}"],
            **found[f"mark {index}"],
        }
    return found


def _own_pages(library: Library) -> Iterator[tuple[str, Path]]:
    """Yield the pack's own pages."""
    for part, pages in (("front", library.pack.front), ("back", library.pack.back)):
        yield from ((page.id, ("pack", part, entry, "id")) for entry, page in enumerate(pages))


def _ladders(library: Library) -> Iterator[tuple[str, Path]]:
    """Yield the pack's own pages that have a ladder."""
    for part, pages in (("front", library.pack.front), ("back", library.pack.back)):
        yield from ((page.id, ("pack", part, entry, "id")) for entry, page in enumerate(pages) if page.ladder)


def _of_lesson(index: int, lesson: Lesson) -> Iterator[Citation]:
    """Yield the references of a lesson."""
    top: Path = ("lessons", index)
    yield from _each((*top, "places"), "place", lesson.places)
    yield from _each((*top, "people"), "person", lesson.people)
    for entry, question in enumerate(lesson.questions):
        yield from _each((*top, "questions", entry, "evidence"), f"mark {index}", question.evidence)
    for entry, section in enumerate(lesson.sections):
        yield from _of_section((*top, "sections", entry), section, index)
    for mark in lesson.teacher.heavy:
        yield Citation((*top, "teacher", "heavy", mark), f"mark {index}", mark)
    for name in lesson.teacher.beside:
        yield Citation((*top, "teacher", "beside", name), f"step {index}", name)
    for entry, step in enumerate(lesson.teacher.timing):
        if not isinstance(step, str):
            yield from _each((*top, "teacher", "timing", entry, "at"), f"step {index}", step.at)


def _of_section(top: Path, section: Section, index: int) -> Iterator[Citation]:
    """Yield the references of a section; `index` is that of its lesson."""
    match section:
        case Read():
            yield Citation((*top, "read"), "passage", section.read)
        case Strip():
            for entry, line in enumerate(section.lines):
                yield Citation((*top, "lines", entry, "quote"), "quotation", line.quote)
        case ShowMap():
            yield Citation((*top, "map"), "map", section.map)
        case ShowChart():
            yield Citation((*top, "chart"), "chart", section.chart)
        case ShowTimeline():
            yield from _each((*top, "timeline"), "event", section.timeline)
        case Questions():
            yield from _each((*top, "questions"), f"question {index}", section.questions)
        case DoActivity():
            yield from _of_activity((*top, "activity"), section.activity, index)


def _of_activity(top: Path, task: Activity, index: int) -> Iterator[Citation]:
    """Yield the references of an activity; `index` is that of its lesson."""
    match task:
        case LabelMap():
            yield Citation((*top, "map"), "map", task.map)
            yield from _each((*top, "places"), "place", task.places)
        case OrderCards():
            yield from _each((*top, "events"), "event", task.events)
        case Grid():
            for entry, column in enumerate(task.columns):
                if column.of:
                    yield Citation((*top, "columns", entry, "of"), f"mark {index}", column.of)
        case SortClaims():
            yield Citation((*top, "ladder"), "ladder", task.ladder)
        case Match():
            for entry, pair in enumerate(task.pairs):
                if isinstance(pair, str):
                    yield Citation((*top, "pairs", entry), "term", pair)
        case WhoSays():
            for entry, line in enumerate(task.lines):
                yield Citation((*top, "lines", entry, "quote"), "quotation", line.quote)
        case ChartQuestions():
            yield Citation((*top, "chart"), "chart", task.chart)


def _referring(top: Path, references: tuple[Reference, ...]) -> Iterator[Citation]:
    """Yield the sources that a list of references names."""
    for entry, reference in enumerate(references):
        yield Citation((*top, entry, "source"), "source", reference.source)


def _each(top: Path, kind: str, named: tuple[str, ...]) -> Iterator[Citation]:
    """Yield a citation for each entry of a list of names."""
    for entry, name in enumerate(named):
        yield Citation((*top, entry), kind, name)


def _marks(index: int, lesson: Lesson, library: Library) -> Iterator[tuple[str, Path]]:
    """Yield the letters of a lesson's passages and strips, and the marks of their paragraphs and lines."""
    sections = enumerate(lesson.sections)
    lettered = [(entry, section) for entry, section in sections if isinstance(section, Read | Strip)]
    for letter, (entry, section) in zip(LETTERS, lettered, strict=False):
        path: Path = ("lessons", index, "sections", entry)
        yield letter, path
        if isinstance(section, Strip):
            count = len(section.lines)
        else:
            passage = library.passages.get(section.read)
            count = len(passage.paragraphs) if passage else 0
        yield from ((f"{letter}{paragraph}", path) for paragraph in range(1, count + 1))
