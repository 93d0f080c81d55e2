"""What is written in `content/<pack>/lessons/`: sections in order, questions, notes for teachers."""

from __future__ import annotations

import string
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from press.model.activities import Activity, each_once
from press.model.base import Authored, Id, Mark, TeacherText, Text, Told


class Question(Authored):
    """A question with the same id and number at every level."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+-Q[0-9]{2}$")]
    when: Literal["before", "during", "after"]
    kind: Literal["literal", "inferential", "evaluative"]
    move: Literal["sourcing", "context", "close-reading", "corroboration"]
    ask: Told
    evidence: tuple[Mark, ...] = ()
    """Paragraphs that hold the answer; printed after the question, with the pages and lines of the edition."""
    lines: Annotated[int, Field(ge=0, le=12)]
    answer: TeacherText
    partial: TeacherText | None = None


class Read(Authored):
    """A passage. The first of a lesson is A, the next B, and so on."""

    read: Text
    """`<source>/<passage>`."""
    stop: Told | None = None
    """A task at the end of the passage; its lines fill the page."""
    answer: TeacherText | None = None
    """What a good answer to `stop` has, for teachers."""


class StripLine(Authored):
    """One quotation of a strip, with an own-words lead-in."""

    quote: Text
    """`<source>/<quotation>`."""
    lead: Told | None = None
    """Who speaks, and when; without it, the quotation's `speaker` is printed."""


class Strip(Authored):
    """Exact quotations of several sources side by side; it takes a letter like a passage."""

    strip: Id
    title: Told
    intro: Told | None = None
    lines: Annotated[tuple[StripLine, ...], Field(min_length=1)]
    stop: Told | None = None
    answer: TeacherText | None = None
    """What a good answer to `stop` has, for teachers."""


class ShowMap(Authored):
    """A map on a page of its own."""

    map: Id
    ask: Told | None = None
    """A task under the map."""
    answer: TeacherText | None = None
    """What a good answer to `ask` has, for teachers."""


class ShowTimeline(Authored):
    """A timeline of some events."""

    timeline: Annotated[tuple[Id, ...], Field(min_length=2), AfterValidator(each_once)]
    title: Told
    scale: Literal["true", "steps"] = "true"
    """`true`: the same length is the same time; `steps`: equal distances, and the years left out are named."""
    alt: Told
    """What the drawing shows, for those who do not see it; the events themselves are text."""
    note: Told | None = None


class ShowChart(Authored):
    """A chart, with the same numbers in a table under it."""

    chart: Id
    ask: Told | None = None
    lines: Annotated[int, Field(ge=0, le=12)] = 2
    """Ruled lines to write the answer on, at least; with 0 it is a question to talk about."""
    answer: TeacherText | None = None
    """What a good answer to `ask` has, for teachers."""


class Questions(Authored):
    """Questions of the lesson, in this order."""

    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    title: Told


class DoActivity(Authored):
    """A task to do with hands and partner."""

    activity: Activity
    title: Told
    instruction: Told
    answer: TeacherText | None = None
    """What the teacher's key says besides the answers that it takes from the activity."""
    minutes: int | None = None


class BoxPage(Authored):
    """A short text of the booklet's own between the others."""

    box: Id
    title: Told
    text: Annotated[tuple[Told, ...], Field(min_length=1)]
    adds: Told | None = None


class ExitTicket(Authored):
    """What a pupil hands in at the door."""

    exit: Annotated[tuple[Told, ...], Field(min_length=1)]
    extension: Told | None = None


LETTERS = string.ascii_uppercase
"""The first passage of a lesson is A, the next B."""

SECTION_KEYS = ("read", "strip", "map", "timeline", "chart", "questions", "activity", "box", "exit")
"""The first key of a section says what it is."""


def _section_key(value: Any) -> str:  # noqa: ANN401  (pydantic hands over whatever the author wrote)
    """Return the key that tells which kind of section this is."""
    keys = value if isinstance(value, dict) else getattr(value, "__dict__", ())
    return next((key for key in SECTION_KEYS if key in keys), "")


Section = Annotated[
    Annotated[Read, Tag("read")]
    | Annotated[Strip, Tag("strip")]
    | Annotated[ShowMap, Tag("map")]
    | Annotated[ShowTimeline, Tag("timeline")]
    | Annotated[ShowChart, Tag("chart")]
    | Annotated[Questions, Tag("questions")]
    | Annotated[DoActivity, Tag("activity")]
    | Annotated[BoxPage, Tag("box")]
    | Annotated[ExitTicket, Tag("exit")],
    Discriminator(_section_key),
]


class Step(Authored):
    """One step of a lesson plan."""

    minutes: TeacherText
    """From which minute to which: `3–9`."""
    does: TeacherText
    at: tuple[Text, ...] = ()
    """What of the lesson is used, so that its pages are printed: a passage or paragraph (`A`, `B2`), a question
    (`L1-Q03`), all sections of a kind (`map`, `activity`, `exit`), or a page of the pack's own, by its id."""


def section_names(section: Section) -> tuple[str, ...]:
    """Return by which names a plan may call a section: its first key, and of an activity also the kind."""
    key = _section_key(section)
    return (key, section.activity.kind) if isinstance(section, DoActivity) else (key,)


class TeacherNotes(Authored):
    """What only teachers read; no pupil's booklet has a word of it."""

    content_note: TeacherText
    heavy: dict[Mark, TeacherText] = Field(default_factory=dict)
    """What may weigh on a reader, in a few words, by paragraph: printed with the pages."""
    notes: TeacherText
    """What concerns the whole lesson: printed with its plan."""
    beside: dict[Text, TeacherText] = Field(default_factory=dict)
    """What is printed where it is needed, by what it is about, which is named as in a step of the plan."""
    minutes: int = 45
    timing: tuple[TeacherText | Step, ...] = ()
    """The steps of the lesson, in order; one that is a mere text begins with its minutes."""
    risks: TeacherText | None = None
    """What may happen in class, to whom it matters most, and what to do."""
    extension: TeacherText | None = None


class Lesson(Authored):
    """`lessons/<nn>-<id>.yaml`."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    title: Text
    short: Text
    """For the foot of the page."""
    question: Told
    objectives: Annotated[tuple[Told, ...], Field(min_length=1)]
    content_note: Told
    places: tuple[Id, ...] = ()
    """Names to say aloud before reading."""
    people: tuple[Id, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    questions: tuple[Question, ...]
    teacher: TeacherNotes

    @model_validator(mode="after")
    def _has_letters_enough(self) -> Self:
        if sum(isinstance(section, Read | Strip) for section in self.sections) > len(LETTERS):
            raise ValueError(f"a lesson has at most {len(LETTERS)} passages and strips, for each takes a letter")
        return self

    @property
    def sources(self) -> dict[str, Read | Strip]:
        """The passages and strips by the letter that each takes."""
        taking = [section for section in self.sections if isinstance(section, Read | Strip)]
        return dict(zip(LETTERS, taking, strict=False))
