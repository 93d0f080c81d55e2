"""One lesson: its opener and its sections, in the order in which the author put them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from press.compose import activities, original
from press.compose.telling import Telling
from press.markdown import plain
from press.model import content
from press.model.content import LETTERS, Lesson
from press.model.made import Figure, Section
from press.original import ORIGINAL, blocks_of
from press.problems import Where


@dataclass
class _Numbering:
    """What is counted while a lesson is set: letters of sources, sections of each kind, cards shown."""

    letters: Iterator[str]
    kinds: dict[str, int] = field(default_factory=dict)
    cards: set[str] = field(default_factory=set)
    """Sources whose whole card the lesson has shown."""

    def next(self, kind: str) -> int:
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        return self.kinds[kind]


def sections(telling: Telling, lesson: Lesson) -> list[Section]:
    """Return the lesson's sections, the opener first."""
    telling = replace(telling, scope=f"L{lesson.number}-")
    numbering = _Numbering(iter(LETTERS))
    made = [_opener(telling, lesson)]
    at = ("lessons", telling.library.lessons.index(lesson))
    for number, authored in enumerate(lesson.sections, start=1):
        compose = _COMPOSE[type(authored)]
        written = telling.library.where(*at, "sections", number - 1)
        made += compose(_Place(telling, lesson, numbering, f"L{lesson.number}-{number}", written), authored)
    return made


@dataclass(frozen=True)
class _Place:
    """Where in the booklet a section is composed."""

    telling: Telling
    lesson: Lesson
    numbering: _Numbering
    id: str
    written: Where

    def section(self, kind: str, title: str, **more: Any) -> Section:  # noqa: ANN401
        """Return a section of this lesson with its kicker and running foot filled in."""
        words = self.telling.words
        more.setdefault("kicker", words("lesson-kicker-plain", number=self.lesson.number))
        return Section(
            id=more.pop("id", self.id),
            kind=kind,
            title=title,
            running=plain(words("lesson-short", number=self.lesson.number, short=self.lesson.short)),
            written=self.written,
            **more,
        )


def _opener(telling: Telling, lesson: Lesson) -> Section:
    words = telling.words
    written = telling.library.where("lessons", telling.library.lessons.index(lesson))
    place = _Place(telling, lesson, _Numbering(iter(())), f"L{lesson.number}", written)
    return place.section(
        "opener",
        lesson.title,
        kicker=words("lesson-question"),
        entry=f"{words('lesson', number=lesson.number)} {plain(lesson.title)}",
        part=True,
        data={
            "number": lesson.number,
            "question": telling.told(lesson.question),
            "objectives": telling.all_told(lesson.objectives),
            "names": telling.say_aloud(lesson.places, lesson.people),
            "note": telling.told(lesson.content_note),
        },
    )


def _read(place: _Place, authored: content.Read) -> list[Section]:
    telling, words = place.telling, place.telling.words
    letter = next(place.numbering.letters)
    passage = telling.library.passages[authored.read]
    scope = f"L{place.lesson.number}-{letter}"
    source_id = authored.read.split("/")[0]
    article = blocks_of(telling.library, source_id) if telling.level.id == ORIGINAL else {}
    if article:
        return [_article(place, authored, letter, article)]
    texts = [paragraph.told[telling.told_as] for paragraph in passage.paragraphs]
    paragraphs = telling.paragraphs(texts, scope)
    for number, (shown, paragraph) in enumerate(zip(paragraphs, passage.paragraphs, strict=True)):
        at = ("passages", authored.read, "paragraphs", number, "told", telling.told_as)
        shown.update(
            mark=shown["id"].removeprefix(f"L{place.lesson.number}-"),
            quoted=paragraph.quoted,
            written=telling.library.where(*at),
        )
    title = telling.told(passage.title)
    return [
        place.section(
            "read",
            title,
            id=scope,
            kicker=words("lesson-kicker", number=place.lesson.number, letter=letter),
            entry=words("read", letter=letter, title=plain(title)),
            data={
                **_card(place, source_id, _voice(telling)),
                "paragraphs": paragraphs,
                "stop": telling.told(authored.stop) if authored.stop else "",
            },
        )
    ]


def _voice(telling: Telling) -> str:
    """Return whose words a retold passage is in; at the level `original` also why it is no article."""
    retold = telling.words("retold")
    return f"{retold} {telling.words('original-not-there')}" if telling.level.id == ORIGINAL else retold


def _article(place: _Place, authored: content.Read, letter: str, blocks: Mapping[str, str]) -> Section:
    """Return a passage as the article itself has it."""
    telling, words = place.telling, place.telling.words
    source_id = authored.read.split("/")[0]
    source, passage = telling.library.sources[source_id], telling.library.passages[authored.read]
    scope = f"L{place.lesson.number}-{letter}"
    title = telling.told(passage.title)
    return place.section(
        "original",
        title,
        id=scope,
        kicker=words("lesson-kicker", number=place.lesson.number, letter=letter),
        entry=words("read", letter=letter, title=plain(title)),
        data={
            **_card(place, source_id, words("original-voice", mark=f"{letter}1")),
            "rows": original.rows(telling, passage, source.article, blocks, scope),
            "rights": original.foot(source, words),
            "stop": telling.told(authored.stop) if authored.stop else "",
        },
    )


def _card(place: _Place, source_id: str, voice: str) -> dict[str, Any]:
    """Return the source card; in a lesson's second passage of one source only who and when.

    `voice` says whose words follow.
    """
    telling, words = place.telling, place.telling.words
    source = telling.library.sources[source_id]
    facts = [(words("who"), telling.told(source.author)), (words("when"), telling.told(source.date))]
    background = ""
    if source_id not in place.numbering.cards:
        place.numbering.cards.add(source_id)
        facts += [(words("where"), telling.told(source.outlet)), (words("what"), telling.told(source.kind))]
        background = telling.told(source.background) if source.background else ""
        if source.translator:
            facts.append((words("by"), words("translator", name=telling.told(source.translator))))
    return {"facts": facts, "background": background, "voice": voice}


def _strip(place: _Place, authored: content.Strip) -> list[Section]:
    telling, words = place.telling, place.telling.words
    letter = next(place.numbering.letters)
    scope = f"L{place.lesson.number}-{letter}"
    quotations = []
    for line in authored.lines:
        source_id, name = line.quote.split("/")
        quotations.append(telling.library.sources[source_id].quotations[name])
    lines = telling.paragraphs([one.text for one in quotations], scope)
    for shown, quotation, line in zip(lines, quotations, authored.lines, strict=True):
        shown.update(
            mark=shown["id"].removeprefix(f"L{place.lesson.number}-"),
            lead=telling.told(line.lead or quotation.speaker),
            note=telling.told(quotation.gloss) if quotation.gloss else "",
        )
    title = telling.told(authored.title)
    return [
        place.section(
            "strip",
            title,
            id=scope,
            kicker=words("lesson-kicker", number=place.lesson.number, letter=letter),
            entry=words("read", letter=letter, title=plain(title)),
            data={
                "intro": telling.told(authored.intro) if authored.intro else "",
                "voice": words("word-for-word"),
                "lines": lines,
                "stop": telling.told(authored.stop) if authored.stop else "",
            },
        )
    ]


def _map(place: _Place, authored: content.ShowMap) -> list[Section]:
    telling, words = place.telling, place.telling.words
    spec = telling.library.maps[authored.map]
    title = telling.told(spec.title)
    figures = telling.figures.maps[authored.map]
    alts = [telling.told(spec.alt)]
    if len(figures) > 1:
        alts += [f"{plain(title)}: {panel.dated}" for panel in spec.panels[1:]]
    names = [f"map-{authored.map}{f'-{number}' if number else ''}" for number, _ in enumerate(figures)]
    return [
        place.section(
            "map",
            title,
            kicker=words("map"),
            entry=words("map-entry", title=plain(title)),
            data={
                "figures": list(map(telling.figure, names, figures, alts)),
                "about": telling.told(spec.about),
                "credits": ", ".join(dict.fromkeys(credit for one in figures for credit in one.credits)),
                "ask": telling.told(authored.ask) if authored.ask else "",
            },
        )
    ]


def _timeline(place: _Place, authored: content.ShowTimeline) -> list[Section]:
    telling, words = place.telling, place.telling.words
    events = telling.library.timeline.events
    title = telling.told(authored.title)
    figures = telling.figures.timelines[authored.timeline, authored.scale]
    pages = [
        _timeline_page(place, figure, f"{place.id}-{number}", f"{telling.told(authored.alt)} {_span(place, figure)}")
        for number, figure in enumerate(figures, start=1)
    ]
    shown = [events[one] for one in authored.timeline]
    signs = {one.standing for one in shown} | {"undated" for one in shown if one.undated}
    return [
        place.section(
            "timeline",
            title,
            kicker=words("timeline"),
            entry=words("timeline-entry", title=plain(title)),
            data={
                "pages": pages,
                "standings": [
                    (one, words(one)) for one in ("agreed", "attributed", "disputed", "undated") if one in signs
                ],
                "note": telling.told(authored.note) if authored.note else "",
            },
        )
    ]


def _span(place: _Place, figure: Figure) -> str:
    """Return which part of a timeline a page shows, in words: how many events, from when to when."""
    events = place.telling.library.timeline.events
    dates = [events[one].date for one, _ in figure.slots]
    return place.telling.words("timeline-span", count=len(dates), first=dates[0], last=dates[-1])


def _timeline_page(place: _Place, figure: Figure, name: str, alt: str) -> dict[str, Any]:
    """Return one page of a timeline: its axis, and the events that stand beside it."""
    telling = place.telling
    events = telling.library.timeline.events
    shown = [
        {
            "id": f"{name}-{one}",
            "top": top,
            "date": events[one].date,
            "what": telling.told(events[one].what),
            "standing": events[one].standing,
            "standing_words": telling.words(events[one].standing),
        }
        for one, top in figure.slots
    ]
    return {"figure": telling.figure(f"timeline-{name}", figure, alt), "events": shown}


def _chart(place: _Place, authored: content.ShowChart) -> list[Section]:
    telling, words = place.telling, place.telling.words
    spec = telling.library.charts[authored.chart]
    figure = telling.figures.charts[authored.chart]
    title = telling.told(spec.title)
    return [
        place.section(
            "chart",
            title,
            kicker=words("chart"),
            entry=words("chart-entry", title=plain(title)),
            data={
                "figure": telling.figure(f"chart-{authored.chart}", figure, telling.told(spec.alt)),
                "unit": telling.told(spec.unit),
                "head": figure.head,
                "rows": figure.rows,
                "note": telling.told(spec.note) if spec.note else "",
                "credit": activities.chart_credit(telling, spec),
                "ask": telling.told(authored.ask) if authored.ask else "",
                "lines": authored.lines,
            },
        )
    ]


def _questions(place: _Place, authored: content.Questions) -> list[Section]:
    telling, words = place.telling, place.telling.words
    asked = {question.id: question for question in place.lesson.questions}
    number = {question.id: n for n, question in enumerate(place.lesson.questions, start=1)}
    shown = [asked[one] for one in authored.questions]
    kinds = {question.kind for question in shown}
    title = telling.told(authored.title)
    return [
        place.section(
            "questions",
            title,
            id=f"L{place.lesson.number}-questions-{place.numbering.next('questions')}",
            entry=plain(title),
            data={
                "key": [(one, words(one)) for one in ("literal", "inferential", "evaluative") if one in kinds],
                "questions": [
                    {
                        "id": question.id,
                        "number": number[question.id],
                        "kind": question.kind,
                        "kind_words": words(question.kind),
                        "ask": telling.told(question.ask),
                        "evidence": [f"{telling.scope}{mark}" for mark in question.evidence],
                        "lines": question.lines,
                    }
                    for question in shown
                ],
            },
        )
    ]


def _activity(place: _Place, authored: content.DoActivity) -> list[Section]:
    telling = place.telling
    title = telling.told(authored.title)
    return [
        place.section(
            authored.activity.kind,
            title,
            kicker=telling.words("activity"),
            entry=plain(title),
            data={
                **activities.data(telling, authored.activity, place.id),
                "instruction": telling.told(authored.instruction),
            },
        )
    ]


def _box(place: _Place, authored: content.BoxPage) -> list[Section]:
    telling = place.telling
    title = telling.told(authored.title)
    data = {
        "text": telling.all_told(authored.text),
        "rules": [],
        "ladder": [],
        "after": [],
        "adds": telling.told(authored.adds) if authored.adds else "",
    }
    return [place.section("page", title, entry=plain(title), data=data)]


def _exit(place: _Place, authored: content.ExitTicket) -> list[Section]:
    telling, words = place.telling, place.telling.words
    data = {
        "prompts": telling.all_told(authored.exit),
        "extension": telling.told(authored.extension) if authored.extension else "",
    }
    return [place.section("exit", words("exit"), entry=words("exit"), below=True, data=data)]


_COMPOSE: dict[type, Callable[[_Place, Any], list[Section]]] = {
    content.Read: _read,
    content.Strip: _strip,
    content.ShowMap: _map,
    content.ShowTimeline: _timeline,
    content.ShowChart: _chart,
    content.Questions: _questions,
    content.DoActivity: _activity,
    content.BoxPage: _box,
    content.ExitTicket: _exit,
}
