"""The back of the booklet: word list, names, sources and rights, back cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import DoActivity, Lesson, Read, WhoSays
from press.model.made import Section


def sections(telling: Telling, lessons: Sequence[Lesson]) -> list[Section]:
    """Return the back matter that has something to show."""
    made = [_words(telling), _names(telling, lessons), _sources(telling, lessons)]
    return [section for section in made if section is not None]


def _words(telling: Telling) -> Section | None:
    words = telling.words
    rows = [
        {
            "term": term.term,
            "means": telling.told(term.means),
            "equivalents": [{"lang": lang, "text": text} for lang, text in sorted(term.equivalents.items())],
        }
        for term in telling.terms()
    ]
    if not rows:
        return None
    return Section(
        id="words",
        kind="words",
        title=words("words-title"),
        kicker=words("words-kicker"),
        running=words("words-kicker"),
        entry=words("words-kicker"),
        part=True,
        written=telling.library.where("glossary", "terms"),
        data={"rows": rows},
    )


def _names(telling: Telling, lessons: Sequence[Lesson]) -> Section | None:
    words, library = telling.words, telling.library
    place_ids = sorted({one for lesson in lessons for one in lesson.places}, key=telling.place)
    person_ids = sorted({one for lesson in lessons for one in lesson.people}, key=lambda one: library.people[one].name)
    if not place_ids and not person_ids:
        return None
    languages = sorted({lang for one in place_ids for lang in library.places[one].local})
    if languages:
        place_ids = [one for one in place_ids if library.places[one].local]
    return Section(
        id="names",
        kind="names",
        title=words("names-title"),
        kicker=words("names-kicker"),
        running=words("names-kicker"),
        entry=words("names-title"),
        part=True,
        data={
            "languages": [{"lang": lang, "name": words.of_language(lang)} for lang in languages],
            "places": [
                {
                    "name": telling.place(one),
                    "local": [library.places[one].local.get(lang, "") for lang in languages],
                }
                for one in place_ids
            ],
            "people": [
                {
                    "name": library.people[one].name,
                    "say": library.people[one].say or "",
                    "role": telling.told(library.people[one].role),
                }
                for one in person_ids
            ],
        },
    )


def _sources(telling: Telling, lessons: Sequence[Lesson]) -> Section:
    words, pack = telling.words, telling.library.pack
    return Section(
        id="sources",
        kind="sources",
        title=words("sources-title"),
        kicker=words("sources-kicker"),
        running=words("sources-kicker"),
        entry=words("sources-kicker"),
        part=True,
        data={
            "rows": sources(telling, lessons),
            "credits": list(pack.credits),
            "rights": pack.rights,
            "edition": edition(telling),
        },
    )


def sources(telling: Telling, lessons: Sequence[Lesson]) -> list[dict[str, Any]]:
    """Return what is said of each source that the lessons use, in the order in which they use them."""
    known = {section.read.split("/")[0] for one in lessons for section in one.sections if isinstance(section, Read)}
    return [_source(telling, source_id, uses, known) for source_id, uses in _used(lessons).items()]


def edition(telling: Telling) -> str:
    """Return the edition of the pack, with the month of its facts."""
    pack, words = telling.library.pack, telling.words
    return f"{words('edition', edition=pack.edition)} · {words('facts-as-of', date=words.month(pack.date))}"


def _used(lessons: Sequence[Lesson]) -> dict[str, list[str]]:
    """Return the sources in the order in which lessons first use them, each with the places of use."""
    used: dict[str, list[str]] = {}
    for lesson in lessons:
        for letter, section in lesson.sources.items():
            names = [section.read] if isinstance(section, Read) else [line.quote for line in section.lines]
            for source_id in dict.fromkeys(name.split("/")[0] for name in names):
                used.setdefault(source_id, []).append(f"{lesson.number}{letter}")
        for source_id in _quoted(lesson):
            if not any(use[:-1] == str(lesson.number) for use in used.get(source_id, ())):
                used.setdefault(source_id, []).append(str(lesson.number))
    return used


def _quoted(lesson: Lesson) -> list[str]:
    """Return the sources whose words an activity of the lesson prints, each once."""
    tasks = [section.activity for section in lesson.sections if isinstance(section, DoActivity)]
    quotes = (line.quote for task in tasks if isinstance(task, WhoSays) for line in task.lines)
    return list(dict.fromkeys(name.split("/")[0] for name in quotes))


def _source(telling: Telling, source_id: str, uses: Sequence[str], known: set[str]) -> dict[str, Any]:
    """Return one row of the sources; `known` are those whose card tells the background already."""
    source = telling.library.sources[source_id]
    return {
        "uses": ", ".join(uses),
        "title": source.title,
        "author": telling.told(source.author),
        "translator": telling.words("translator", name=telling.told(source.translator)) if source.translator else "",
        "background": telling.told(source.background) if source.background and source_id not in known else "",
        "outlet": telling.told(source.outlet),
        "date": telling.told(source.date),
        "rights": source.rights,
        "leaves_out": telling.words("leaves-out", text=plain(telling.told(source.leaves_out))),
    }


def cover(telling: Telling) -> Section:
    """Return the back cover."""
    pack = telling.library.pack
    return Section(
        id="back-cover",
        kind="back-cover",
        title=pack.title,
        data={
            "question": telling.told(pack.question),
            "edition": edition(telling),
            "rights": pack.rights,
        },
    )
