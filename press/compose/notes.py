"""What teachers read beside pupils' pages: sources, facts, answers and keys, each with the anchor it is for."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from typing import Any

from press import article
from press.compose import keys
from press.compose.omissions import Omissions, Omitted
from press.compose.plan import beside, numbered, parted, plan
from press.compose.telling import Telling
from press.markdown import plain
from press.model import content
from press.model.content import Lesson, Source
from press.model.library import Library
from press.model.made import Entry, Note


def of_lesson(telling: Telling, lesson: Lesson) -> list[Note]:
    """Return the notes of a lesson in the order of its sections, the plan first."""
    found = [plan(telling, lesson)]
    told: set[str] = set()
    for section_id, authored in numbered(lesson):
        found += _COMPOSE.get(type(authored), _nothing)(_Place(telling, lesson, section_id, told), authored)
    for note in beside(telling, lesson):
        found.insert(_place_after(found, note.at), note)
    return found


def _place_after(found: list[Note], at: str) -> int:
    """Return the place after the last note at an anchor; a line of a strip has its note with the whole strip."""
    there = [place for place, note in enumerate(found, start=1) if note.at in (at, at.rstrip(string.digits))]
    return max(there, default=len(found))


def of_pages(pages: Iterable[content.Page]) -> list[Note]:
    """Return the notes beside pages of the pack's own."""
    return [
        Note(f"note-page-{page.id}", "text", f"page-{page.id}", data={"text": parted(page.teacher)})
        for page in pages
        if page.teacher
    ]


class _Place:
    """The section beside which notes are composed."""

    def __init__(self, telling: Telling, lesson: Lesson, section: str, told: set[str]) -> None:
        self.telling, self.lesson, self.section = telling, lesson, section
        self.told = told
        """Sources whose whole card the lesson has shown."""

    def note(self, kind: str, title: str = "", at: str = "", **more: Any) -> Note:  # noqa: ANN401
        at = at or self.section
        return Note(more.pop("id", f"note-{at}"), kind, at, title, more.pop("data", {}), **more)

    def task(self, at: str, answer: str | None) -> list[Note]:
        """Return what a good answer to a task has."""
        title = self.telling.words("teacher-task")
        return [self.note("text", title, at, id=f"note-{at}-answer", data={"text": parted(answer)})] if answer else []


# -- passages and strips ----------------------------------------------------------------------------------------------


def _read(place: _Place, authored: content.Read) -> list[Note]:
    library = place.telling.library
    source_id = authored.read.split("/")[0]
    passage, source = library.passages[authored.read], library.sources[source_id]
    notes = [_source(place, source_id, passage.span)]
    told: set[str] = set()
    omissions = Omissions(passage, _ledger(library), library.pack.levels)
    for number, paragraph in enumerate(passage.paragraphs, start=1):
        at = f"{place.section}{number}"
        notes.append(_paragraph(place, source, paragraph, at, told=told, out=omissions.of(number - 1)))
    return notes + place.task(f"{place.section}-task", authored.answer)


def _source(place: _Place, source_id: str, span: str) -> Note:
    """Return the card of a source: the whole of it once a lesson, then its name and the span only."""
    telling, words = place.telling, place.telling.words
    source = telling.library.sources[source_id]
    facts = []
    if source_id not in place.told:
        optional = (("teacher-background", source.background), ("teacher-audience", source.audience))
        facts = [(words(key), telling.told(text)) for key, text in optional if text]
        facts += [
            (words("teacher-leaves-out"), telling.told(source.leaves_out)),
            (words("teacher-rights"), source.rights),
        ]
    place.told.add(source_id)
    said = words("teacher-retells", source=source.title, code=source.code, span=article.places(span))
    return place.note("source", words("teacher-source", code=source.code), data={"said": said, "facts": facts})


def _ledger(library: Library) -> dict[str, content.Fact]:
    """Return the facts of all sources by id."""
    return {name: fact for facts in library.facts.values() for name, fact in facts.items()}


def _paragraph(
    place: _Place,
    source: Source,
    paragraph: content.Paragraph,
    at: str,
    *,
    told: set[str],
    out: list[tuple[str, list[Omitted]]],
) -> Note:
    """Return what a paragraph retells, and `out`, what levels leave out of it; `told` are facts shown already."""
    telling, words = place.telling, place.telling.words
    ledger = _ledger(telling.library)
    new = [name for name in paragraph.facts if name in ledger and name not in told]
    told.update(new)
    kind = "teacher-quoted" if paragraph.quoted else "teacher-of"
    return place.note(
        "paragraph",
        f"¶ {at.removeprefix(f'L{place.lesson.number}-')}",
        at,
        data={
            "of": words(kind, at=f"{source.code} {article.places(paragraph.of)}"),
            "facts": [{"id": name, **_fact(telling, ledger[name])} for name in new],
            "before": [name for name in paragraph.facts if name in told and name not in new],
            "quotes": [(one.words, one.at) for one in paragraph.quotes if not _is_part(one, paragraph.quotes)],
            "out": out,
        },
    )


def _is_part(one: content.Quoted, others: Iterable[content.Quoted]) -> bool:
    """Return whether a longer quotation from the same place, perhaps of another level, has all of its words."""
    return any(one.at == other.at and one.words != other.words and one.words in other.words for other in others)


def _fact(telling: Telling, fact: content.Fact) -> dict[str, str]:
    return {"says": fact.says, "at": article.places(fact.at), "by": fact.by, "certainty": telling.words(fact.certainty)}


def _strip(place: _Place, authored: content.Strip) -> list[Note]:
    entries = []
    for number, line in enumerate(authored.lines, start=1):
        source_id, _, name = line.quote.partition("/")
        source = place.telling.library.sources[source_id]
        at = f"{place.section}{number}"
        mark = at.removeprefix(f"L{place.lesson.number}-")
        entries.append(Entry(f"¶ {mark}", _speaker(place.telling, source.quotations[name], source.code), at=at))
    note = place.note("table", place.telling.words("teacher-quotations"), entries=tuple(entries))
    return [note, *place.task(f"{place.section}-task", authored.answer)]


def _speaker(telling: Telling, said: content.Quotation, code: str) -> str:
    """Return who says a quotation, in which capacity, and where it stands."""
    person = telling.library.people.get(said.person or "")
    community, standing = (person or said).community, (person or said).standing
    about = [community, telling.words(f"teacher-standing-{standing}") if standing else None]
    known = f" ({', '.join(one for one in about if one)})" if any(about) else ""
    return f"{person.name if person else telling.told(said.speaker)}{known}: {code} {said.at}"


# -- questions and activities -----------------------------------------------------------------------------------------


def _questions(place: _Place, authored: content.Questions) -> list[Note]:
    asked = {question.id: question for question in place.lesson.questions}
    number = {question.id: n for n, question in enumerate(place.lesson.questions, start=1)}
    return [_question(place, asked[one], number[one]) for one in authored.questions]


def _question(place: _Place, question: content.Question, number: int) -> Note:
    telling, words = place.telling, place.telling.words
    shown = telling.told(question.ask)
    others = [(level.name, question.ask[level.id]) for level in telling.library.pack.levels
              if not isinstance(question.ask, str) and question.ask[level.id] != shown]  # fmt: skip
    return place.note(
        "question",
        str(number),
        question.id,
        data={
            "kind": question.kind,
            "kind_words": words(question.kind),
            "move": words(f"teacher-move-{question.move}"),
            "evidence": words("evidence", marks=", ".join(question.evidence)) if question.evidence else "",
            "answer": question.answer,
            "partial": question.partial or "",
            "others": others,
        },
    )


def _activity(place: _Place, authored: content.DoActivity) -> list[Note]:
    telling = place.telling
    key = keys.key(authored, telling.library, telling.level, head=lambda column: telling.words(f"numbers-{column}"))
    minutes = telling.words("teacher-minutes", minutes=authored.minutes) if authored.minutes else ""
    entries = tuple(
        Entry(row.label, row.answer, row.why, f"{place.section}{row.at}" if row.at else "") for row in key.rows
    )
    data = {"minutes": minutes, "after": parted(key.note)}
    return [place.note("table", telling.words("teacher-key", title=plain(telling.told(authored.title))),
                       data=data, entries=entries)]  # fmt: skip


# -- maps, timelines, charts ------------------------------------------------------------------------------------------


def _map(place: _Place, authored: content.ShowMap) -> list[Note]:
    telling = place.telling
    spec = telling.library.maps[authored.map]
    shows = telling.words("teacher-map", alt=telling.told(spec.alt))
    return [place.note("text", data={"text": [shows]}), *place.task(place.section, authored.answer)]


def _timeline(place: _Place, authored: content.ShowTimeline) -> list[Note]:
    telling = place.telling
    events, sources = telling.library.timeline.events, telling.library.sources
    figures = telling.figures.timelines[authored.timeline, authored.scale]
    entries = []
    for number, figure in enumerate(figures, start=1):
        for name, _ in figure.slots:
            event = events[name]
            cited = "; ".join(f"{sources[one.source].code} {article.places(one.at)}" for one in event.sources)
            what = f"{telling.told(event.what)} " if event.undated else ""  # several have no date
            text = f"{what}{cited} · {telling.words(event.standing)}"
            entries.append(Entry(event.date, text, at=f"{place.section}-{number}-{name}"))
    return [place.note("table", telling.words("teacher-events"), entries=tuple(entries))]


def _chart(place: _Place, authored: content.ShowChart) -> list[Note]:
    telling = place.telling
    spec = telling.library.charts[authored.chart]
    shows = telling.words("teacher-chart", alt=telling.told(spec.alt))
    return [place.note("text", data={"text": [shows]}), *place.task(f"{place.section}-task", authored.answer)]


def _exit(place: _Place, _authored: content.ExitTicket) -> list[Note]:
    texts = parted(place.lesson.teacher.extension)
    title = place.telling.words("teacher-extension")
    return [place.note("text", title, data={"text": texts})] if texts else []


def _nothing(_place: _Place, _authored: Any) -> list[Note]:  # noqa: ANN401
    return []


_COMPOSE: dict[type, Callable[[_Place, Any], list[Note]]] = {
    content.Read: _read,
    content.Strip: _strip,
    content.ShowMap: _map,
    content.ShowTimeline: _timeline,
    content.ShowChart: _chart,
    content.Questions: _questions,
    content.DoActivity: _activity,
    content.ExitTicket: _exit,
}
