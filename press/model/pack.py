"""What is written in `content/<pack>/`: the set of lessons and its registers."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from press.model.base import Authored, Id, Text, Told


def _day(date: str) -> str:
    """Return a date that is one; `2026-02-30` is a ValueError."""
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        raise ValueError("there is no such day: a date is year-month-day, as in 2026-11-22") from None
    return date


class TypeSize(Authored):
    """The measures of a level, in pt; `leading` must divide the 507.5 pt of the page into whole lines."""

    size: Annotated[float, Field(ge=8, le=16)]
    leading: Annotated[float, Field(ge=8, le=24)]
    answer_line: Annotated[float, Field(ge=18, le=60)]
    """Distance between two ruled answer lines."""
    gloss: Literal["margin", "below"] = "below"
    """Where the meaning of a hard word stands: beside its paragraph or under it."""


class Limits(Authored):
    """What a text of this level may have at most."""

    grade: tuple[float, float]
    unfamiliar_percent: float
    mean_sentence: tuple[float, float]
    longest_sentence: int
    passage_words: tuple[int, int]
    paragraph_words: int
    vocabulary: Literal["A1", "A2", "B1", "B2", "C1", "C2"]


class Level(Authored):
    """One reading level. Its name is for teachers; pupils see only the mark."""

    id: Id
    name: Text
    mark: Id
    """A drawing in `layouts/marks/`: leaf, wave, kite."""
    for_: Annotated[Text, Field(alias="for")]
    type: TypeSize
    limits: Limits | None = None


class Cover(Authored):
    """The front of the booklet."""

    drawing: Text | None = None
    """An SVG file of the pack; one line width, no text."""
    title: tuple[Text, ...] = ()
    """The title in lines that break where they should."""
    series: Text | None = None


class Rung(Authored):
    """One step of the evidence ladder, or a similar scale that lessons use."""

    mark: Text
    name: Text
    means: Told


class Page(Authored):
    """A page of text in the front or at the back of the booklet."""

    id: Id
    kicker: Text
    title: Text
    text: tuple[Told, ...] = ()
    rules: tuple[Told, ...] = ()
    """Numbered lines under the text."""
    ladder: tuple[Rung, ...] = ()
    after: tuple[Told, ...] = ()
    adds: Text | None = None
    """Heading of ruled lines that fill the rest of the page."""


class Pack(Authored):
    """`content/<pack>/pack.yaml`: the set of lessons and what holds it together."""

    id: Id
    title: Annotated[Text, StringConstraints(max_length=90)]
    subtitle: Annotated[Text, StringConstraints(max_length=160)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    question: Told
    edition: Text
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
    """Facts as of this day; it is also the date in the PDF's metadata."""
    ages: tuple[int, int]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    cover: Cover = Cover()
    front: tuple[Page, ...] = ()
    back: tuple[Page, ...] = ()
    names_rule: Told
    """How names are given: printed beside the word list and on maps."""
    rights: Text
    """Licence of the booklet's own text."""
    credits: tuple[Text, ...] = ()
    words: dict[Text, Text] = Field(default_factory=dict)
    """Headings of the program's own that this pack words otherwise."""


class Term(Authored):
    """A word of the glossary."""

    term: Text
    forms: tuple[Text, ...] = ()
    """Other forms in which it stands in the passages; regular endings need no mention."""
    levels: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The levels at which it is explained."""
    means: Told
    say: Text | None = None
    equivalents: dict[Id, Text] = Field(default_factory=dict)
    """The term in other languages, by language code."""


class Glossary(Authored):
    """`glossary.yaml`."""

    terms: tuple[Term, ...]


class Place(Authored):
    """A place with its names, in the order in which the pack prints them."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    at: tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]
    """Longitude and latitude in degrees, WGS 84."""
    kind: Literal["capital", "city", "town", "village", "region", "water", "mountain"]
    say: Text | None = None
    local: dict[Id, Text] = Field(default_factory=dict)
    """The name in other languages, by language code."""
    note: Told | None = None


class Places(Authored):
    """`places.yaml`."""

    places: dict[Id, Place]


class Person(Authored):
    """Somebody who speaks or is named."""

    name: Text
    say: Text | None = None
    role: Told
    local: dict[Id, Text] = Field(default_factory=dict)


class People(Authored):
    """`people.yaml`."""

    people: dict[Id, Person]


class Reference(Authored):
    """The place in a source that a statement rests on."""

    source: Id
    at: Text


class Event(Authored):
    """One entry of the timeline."""

    date: Text
    """As it is printed: `February 1988`, `1919–1920`."""
    start: Annotated[float, Field(ge=-5000, le=3000)]
    """On the scale, in years: February 1988 is 1988.1."""
    end: Annotated[float, Field(ge=-5000, le=3000)] | None = None
    undated: bool = False
    """The source gives no date: `start` only keeps its order, and the timeline shows an open dot."""
    what: Told
    standing: Literal["agreed", "attributed", "disputed"]
    sources: Annotated[tuple[Reference, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end is not None and self.end <= self.start:
            raise ValueError("“end” must be later than “start”")
        return self


class Timeline(Authored):
    """`timeline.yaml`."""

    events: dict[Id, Event]
