"""The teacher's booklet: what stands at its front, and the notes that stand beside the pupils' pages.

Nothing is known here of pages: notes name anchors of the pupils' booklet, and `press.build.teacher` looks up
where these stand. Levels are called by their names, as in no pupil's booklet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press.compose import notes
from press.compose.telling import Telling
from press.markdown import plain
from press.model.balance import NOT_KNOWN, Balance, Voices
from press.model.balance import Words as Counted
from press.model.content import Lesson, Level, Read
from press.model.library import Library
from press.model.made import Booklet, Figures, Guide, Note
from press.words import Words


def guide(
    library: Library,
    pupils: Booklet,
    figures: Figures,
    words: Words,
    *,
    counts: Sequence[Balance],
    editions: Sequence[str],
) -> Guide:
    """Return the teacher's booklet that goes with a pupils' booklet, told in the words of the pack's last level.

    `counts` is the balance of voices: of each lesson of the pack in order, and of all; `editions` are those that
    pupils may have.
    """
    telling = Telling(library, library.pack.levels[-1], figures, words)
    there = {section.id for section in pupils.sections}
    lessons = [lesson for lesson in library.lessons if f"L{lesson.number}" in there]
    pack = library.pack
    beside = [*notes.of_pages(pack.front), *(note for one in lessons for note in notes.of_lesson(telling, one))]
    return Guide(
        title=pupils.title,
        subtitle=pupils.subtitle,
        language=pupils.language,
        date=pupils.date,
        rights=pupils.rights,
        front=tuple(_front(telling, lessons, counts, editions)),
        notes=(*beside, *notes.of_pages(pack.back)),
        parts=_parts(telling, pupils, lessons),
        running={section.id: section.running for section in pupils.sections},
    )


def _parts(telling: Telling, pupils: Booklet, lessons: Sequence[Lesson]) -> dict[str, str]:
    """Return the titles of the parts: what comes before the lessons, each lesson, and what comes after them."""
    words = telling.words
    ids = [section.id for section in pupils.sections]
    parts = {ids[0]: words("teacher-before")}
    for lesson in lessons:
        parts[f"L{lesson.number}"] = f"{words('lesson', number=lesson.number)} {plain(lesson.title)}"
    after = next((one for one in ids if one in {"words", "names", "sources"}), ids[-1])
    return {**parts, after: words("teacher-after")}


def _front(
    telling: Telling, lessons: Sequence[Lesson], counts: Sequence[Balance], editions: Sequence[str]
) -> Iterator[Note]:
    words = telling.words
    levels = [_level(level, words) for level in telling.library.pack.levels]
    shown = ", ".join(words.entries.get(f"teacher-edition-{one}", one) for one in editions)
    yield Note("front-key", "levels", title=words("teacher-levels"), data={"levels": levels, "editions": shown})
    rows = [_lesson(telling, lesson) for lesson in lessons]
    yield Note("front-lessons", "lessons", title=words("teacher-overview"), data={"lessons": rows})
    how = [words(f"teacher-how-{number}") for number in range(1, 8)]
    yield Note("front-how", "rules", title=words("teacher-how"), data={"text": [], "rules": how, "after": []})
    for number, page in enumerate(telling.library.pack.teacher, start=1):
        data = {"text": page.text, "rules": page.rules, "after": page.after}
        yield Note(f"front-page-{number}", "rules", title=page.title, data=data)
    rows = [_content(telling, lesson) for lesson in lessons]
    yield Note("front-content", "content", title=words("teacher-content"), data={"lessons": rows})
    yield Note("front-gaps", "gaps", title=words("teacher-gaps"), data={"sources": _gaps(telling, lessons)})
    yield Note("front-balance", "balance", title=words("teacher-balance"),
               data={"counts": _balance(telling, lessons, counts)})  # fmt: skip


def _level(level: Level, words: Words) -> dict[str, Any]:
    """Return what a teacher is told of a level: its mark, for whom it is, and its limits in plain words."""
    limits, told = level.limits, []
    if limits and limits.grade:
        told.append(words("teacher-grade", least=f"{limits.grade[0]:g}", most=f"{limits.grade[1]:g}"))
    if limits and limits.vocabulary:
        told.append(words("teacher-vocabulary", band=limits.vocabulary))
    if limits and limits.mean_sentence:
        least, most = limits.mean_sentence
        told.append(words("teacher-sentence", least=f"{least:g}", most=f"{most:g}"))
    if limits and "main" in limits.passage_words:
        least, most = limits.passage_words["main"]
        told.append(words("teacher-passage", least=least, most=most))
    told.append(words("teacher-type", size=f"{level.type.size:g}"))
    return {"mark": level.mark, "name": level.name, "for": level.for_, "limits": told}


def _lesson(telling: Telling, lesson: Lesson) -> dict[str, Any]:
    library = telling.library
    read = {
        letter: library.passages[one.read].title if isinstance(one, Read) else one.title
        for letter, one in lesson.sources.items()
    }
    return {
        "number": lesson.number,
        "title": lesson.title,
        "question": telling.told(lesson.question),
        "minutes": lesson.teacher.minutes,
        "at": f"L{lesson.number}",
        "sources": [(letter, plain(telling.told(title))) for letter, title in read.items()],
    }


def _content(telling: Telling, lesson: Lesson) -> dict[str, Any]:
    """Return what of a lesson may weigh on a reader, by paragraph if its author says so."""
    heavy = [(mark, what, f"L{lesson.number}-{mark}") for mark, what in lesson.teacher.heavy.items()]
    note = telling.told(lesson.content_note) if heavy else lesson.teacher.content_note
    return {"number": lesson.number, "title": lesson.title, "at": f"L{lesson.number}", "note": note, "heavy": heavy}


def _gaps(telling: Telling, lessons: Sequence[Lesson]) -> list[dict[str, str]]:
    """Return what each source that the lessons read leaves out."""
    read = [one.read for lesson in lessons for one in lesson.sources.values() if isinstance(one, Read)]
    sources = {name: telling.library.sources[name] for name in (one.split("/")[0] for one in read)}
    return [
        {
            "code": source.code,
            "title": source.title,
            "author": telling.told(source.author),
            "leaves_out": telling.told(source.leaves_out),
        }
        for source in sources.values()
    ]


def _balance(telling: Telling, lessons: Sequence[Lesson], counts: Sequence[Balance]) -> list[dict[str, Any]]:
    """Return whose words fill each lesson, and all of them if all are there; who speaks is named by lesson only."""
    words, all_lessons = telling.words, telling.library.lessons
    counted = dict(zip([one.id for one in all_lessons], counts, strict=False))
    found = [
        {
            "title": f"{words('lesson', number=one.number)} {plain(one.title)}",
            "rows": _counted(telling, counted[one.id], names=True),
        }
        for one in lessons
        if one.id in counted
    ]
    if len(lessons) == len(all_lessons) > 1 and len(counts) > len(all_lessons):
        found.append({"title": words("teacher-all-lessons"), "rows": _counted(telling, counts[-1], names=False)})
    return found


def _counted(telling: Telling, one: Balance, *, names: bool) -> list[tuple[str, str]]:
    words = telling.words
    retold = [_words(telling, source) for source in one.words]
    levels = " / ".join(level.name for level in telling.library.pack.levels)
    rows = [
        (words("teacher-words", levels=levels), "; ".join(retold)),
        (words("teacher-voices"), "; ".join(_voices(telling, voices, names=names) for voices in one.quotations)),
        (words("teacher-people"), "; ".join(_voices(telling, voices, names=names) for voices in one.people)),
    ]
    return [row for row in rows if row[1]]


def _words(telling: Telling, one: Counted) -> str:
    """Return the words of a source: `ME 344 / 481 / 644, quoted 18`."""
    counts = [" / ".join(map(str, one.retold))] if any(one.retold) else []
    counts += [telling.words("teacher-quoted-words", number=one.quoted)] if one.quoted else []
    return f"{telling.library.sources[one.source].code} {', '.join(counts)}"


def _voices(telling: Telling, voices: Voices, *, names: bool) -> str:
    """Return one count in words: `Armenian, official: 2 (Nikol Pashinyan)`."""
    words = telling.words
    known = [
        voices.community if voices.community != NOT_KNOWN else words("teacher-not-known"),
        words(f"teacher-standing-{voices.standing}") if voices.standing != NOT_KNOWN else "",
    ]
    who = f" ({' · '.join(voices.who)})" if names and voices.who else ""
    return f"{', '.join(one for one in known if one)}: {voices.number}{who}"
