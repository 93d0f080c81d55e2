"""What authors write: sources, passages, lessons and packs, as frozen values.

Every class is one shape of YAML. Unknown keys are refused, so that a misspelt key is an error with
a place and not a silence. Text is Markdown-lite (emphasis and quotation marks, no HTML).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that is there: at least one character that is no space."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A name that other files refer to: small letters, digits, single hyphens."""

Told = Text | Annotated[dict[Id, Text], Field(min_length=1)]
"""A text for all levels, or one text for each level: `{starter: …, builder: …, explorer: …}`."""

Mark = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]*$")]
"""A passage (`A`) or one of its paragraphs (`A3`), as it is printed in every level."""


class Authored(BaseModel):
    """The base of all that is written in YAML: frozen, and strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


# --- seeds/<source>/ -------------------------------------------------------------------------


class Article(Authored):
    """Where the article's own text is recognised, should a user have it."""

    file: Text
    """Name of the text file the locators were counted in."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    locators: Literal["paragraphs", "lines"]
    """What `p7` or `l7` counts: blocks parted by an empty line, or lines."""


class Quotation(Authored):
    """Words of the article, exact to the letter (at most 25), with who says them and where."""

    text: Text
    speaker: Told
    at: Text
    gloss: Told | None = None
    """A place name or a word that the quotation keeps in its own form, explained."""


class Source(Authored):
    """`seeds/<source>/source.yaml`: one article, and what is known of it."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
    """A few capitals by which teachers' notes refer to it."""
    title: Text
    author: Told
    """Who speaks, in a few words, for the card before the text."""
    background: Told | None = None
    """What else is known of the writer and of the text."""
    translator: Told | None = None
    outlet: Told
    date: Told
    kind: Told
    audience: Told | None = None
    rights: Text
    leaves_out: Told
    article: Article
    quotations: dict[Id, Quotation] = {}


class Paragraph(Authored):
    """One paragraph of a passage, told at each level side by side."""

    of: Text
    """The span of the article it retells: `p7 p9`."""
    told: dict[Id, Text]
    facts: tuple[Text, ...] = ()
    quoted: bool = False
    """Word for word (solid rail) instead of retold (dotted rail)."""


class Passage(Authored):
    """`seeds/<source>/<passage>.yaml`: a part of an article in our own words."""

    title: Told
    span: Text
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]


# --- content/<pack>/ -------------------------------------------------------------------------


class TypeSize(Authored):
    """The measures of a level, in pt; `leading` must divide the 507.5 pt of the page into whole lines."""

    size: Annotated[float, Field(ge=8, le=30)]
    leading: Annotated[float, Field(ge=8, le=45)]
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
    limits: Limits


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
    title: Text
    subtitle: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    question: Told
    edition: Text
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
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
    words: dict[Text, Text] = {}
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
    equivalents: dict[Id, Text] = {}
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
    local: dict[Id, Text] = {}
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
    local: dict[Id, Text] = {}


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
    end: float | None = None
    undated: bool = False
    """The source gives no date: `start` only keeps its order, and the timeline shows an open dot."""
    what: Told
    standing: Literal["agreed", "attributed", "disputed"]
    sources: Annotated[tuple[Reference, ...], Field(min_length=1)]


class Timeline(Authored):
    """`timeline.yaml`."""

    events: dict[Id, Event]


# --- content/<pack>/lessons/ -----------------------------------------------------------------


class Question(Authored):
    """A question with the same id and number at every level."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+-Q[0-9]{2}$")]
    when: Literal["before", "during", "after"]
    kind: Literal["literal", "inferential", "evaluative"]
    move: Literal["sourcing", "context", "close-reading", "corroboration"]
    ask: Told
    evidence: tuple[Mark, ...] = ()
    """Paragraphs that hold the answer; printed after the question."""
    lines: Annotated[int, Field(ge=0, le=12)]
    answer: Text
    partial: Text | None = None


class Read(Authored):
    """A passage. The first of a lesson is A, the next B, and so on."""

    read: Text
    """`<source>/<passage>`."""
    stop: Told | None = None
    """A task at the end of the passage; its lines fill the page."""


class StripLine(Authored):
    """One quotation of a strip, with an own-words lead-in."""

    quote: Text
    """`<source>/<quotation>`."""
    lead: Told


class Strip(Authored):
    """Exact quotations of several sources side by side; it takes a letter like a passage."""

    strip: Id
    title: Told
    intro: Told | None = None
    lines: Annotated[tuple[StripLine, ...], Field(min_length=1)]
    stop: Told | None = None


class ShowMap(Authored):
    """A map on a page of its own."""

    map: Id
    ask: Told | None = None
    """A task under the map."""


class ShowTimeline(Authored):
    """A timeline of some events."""

    timeline: Annotated[tuple[Id, ...], Field(min_length=2)]
    title: Told
    note: Told | None = None


class ShowChart(Authored):
    """A chart, with the same numbers in a table under it."""

    chart: Id
    ask: Told | None = None


class Questions(Authored):
    """Questions of the lesson, in this order."""

    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    title: Told


class LabelMap(Authored):
    """A map with numbers instead of names, and lines to write on."""

    kind: Literal["label-map"]
    map: Id
    places: Annotated[tuple[Id, ...], Field(min_length=2)]
    """In the order of the numbers."""
    bank: bool = True
    """Print the names in alphabetical order to choose from."""
    then: Told | None = None


class OrderCards(Authored):
    """Events without dates to be put in order."""

    kind: Literal["order-events"]
    events: Annotated[tuple[Id, ...], Field(min_length=3)]
    """In the order in which they are printed, which is not the answer."""
    then: Told | None = None


class DoActivity(Authored):
    """A task to do with hands and partner."""

    activity: LabelMap | OrderCards = Field(discriminator="kind")
    title: Told
    instruction: Told
    answer: Text
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


class TeacherNotes(Authored):
    """What only teachers read; no pupil's booklet has a word of it."""

    content_note: Text
    notes: Text
    minutes: int = 45
    timing: tuple[Text, ...] = ()
    risks: Text | None = None
    extension: Text | None = None


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
