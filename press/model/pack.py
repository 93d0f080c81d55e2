"""What is written in `content/<pack>/`: the set of lessons and its registers."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from press.model.base import Authored, Id, Role, Standing, Text, Told


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


Range = tuple[Annotated[float, Field(ge=0)], Annotated[float, Field(ge=0)]]

WordBand = Literal["A1", "A2", "B1", "B2", "C1", "C2"]
"""A step of the Common European Framework of Reference for Languages."""


class Limits(Authored):
    """What the passages of a level may have. What is left out is not asked.

    Of a range the upper end is a limit; below the lower one a person is asked to look.
    """

    grade: Range | None = None
    """Flesch–Kincaid grade, names left out of the count. English only."""
    unfamiliar_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    """Words that are not on the Dale–Chall list, in percent of all. English only."""
    mean_sentence: Range | None = None
    """Words in a sentence, on average."""
    longest_sentence: Annotated[int, Field(gt=0)] | None = None
    paragraph_words: Annotated[int, Field(gt=0)] | None = None
    paragraph_sentences: Annotated[int, Field(gt=0)] | None = None
    passage_words: dict[Role, tuple[int, int]] = Field(default_factory=dict)
    """Words of a passage, by its role; a tenth more or less is let be."""
    vocabulary: WordBand | None = None
    """Words above this band must be explained. English only."""
    hard_percent: Annotated[float, Field(gt=0, le=100)] | None = None
    """Words above that band, explained ones too, in percent of all."""
    terms: tuple[int, int] | None = None
    """Terms explained in one passage."""
    names: Annotated[int, Field(gt=0)] | None = None
    """Different proper names in one passage."""


class Level(Authored):
    """One reading level. Its name is for teachers; pupils see only the mark."""

    id: Id
    name: Text
    mark: Id
    """A drawing in `layouts/marks/`: leaf, wave, kite."""
    for_: Annotated[Text, Field(alias="for")]
    type: TypeSize
    limits: Limits | None = None


class Original(Authored):
    """The level that reads the articles' own texts, made when a user has them (`generate.py add-source`)."""

    mark: Id = "page"
    """A drawing in `layouts/marks/`."""
    type: TypeSize | None = None
    """Without it, that of the last level."""


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
    teacher: Text | None = None
    """What teachers read beside this page."""


class TeacherPage(Authored):
    """Matter at the front of the teacher's booklet: the stance, how names are used, what the sources leave out."""

    title: Text
    text: tuple[Text, ...] = ()
    rules: tuple[Text, ...] = ()
    """Lines with a number each, under the text."""
    after: tuple[Text, ...] = ()


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
    original: Original = Original()
    cover: Cover = Cover()
    front: tuple[Page, ...] = ()
    back: tuple[Page, ...] = ()
    teacher: tuple[TeacherPage, ...] = ()
    """What stands in the teacher's booklet only."""
    names: tuple[Text, ...] = ()
    """Proper names that are neither places nor people: peoples, languages, bodies, months of a revolution."""
    names_rule: Told
    """How names are given: printed beside the word list and on maps."""
    rights: Text
    """Licence of the booklet's own text."""
    credits: tuple[Text, ...] = ()
    words: dict[Text, Text] = Field(default_factory=dict)
    """Headings of the program's own that this pack words otherwise."""

    @model_validator(mode="after")
    def _original_is_another_level(self) -> Self:
        if any(level.id == "original" for level in self.levels):
            raise ValueError("the level “original” is the program's own: give yours another id")
        if any(level.mark == self.original.mark for level in self.levels):
            raise ValueError(
                f"the mark “{self.original.mark}” is also that of the level “original”: change one of them"
            )
        return self


class Term(Authored):
    """A word of the glossary."""

    term: Text
    forms: tuple[Text, ...] = ()
    """Other words for it in the passages: `autonomous` for autonomy. English endings need no mention."""
    but: tuple[Text, ...] = ()
    """Wordings that are not this term, though they look like it: `cease fire`, what soldiers do."""
    special: bool = False
    """An everyday word that means something special here: readers know it, and still need the meaning."""
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


class WordLevel(Authored):
    """The band of a word that the word lists get wrong for these readers."""

    word: Text
    """Its dictionary form."""
    band: WordBand
    because: Text


class WordLevels(Authored):
    """`word-levels.yaml`."""

    words: tuple[WordLevel, ...]


class Person(Authored):
    """Somebody who speaks or is named."""

    name: Text
    say: Text | None = None
    role: Told
    local: dict[Id, Text] = Field(default_factory=dict)
    community: Text | None = None
    """The people or country this person belongs to or speaks from, for the balance of voices."""
    standing: Standing | None = None
    """In which capacity they speak, for the balance of voices."""


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
