"""What pupils do with pencil and partner: one type for each kind of activity, each with its key.

What pupils read is told by level. What only a teacher may see stands in fields of its own, called `answer`,
`rungs`, `why` or `good`, whose type is `TeacherText`: composing a pupil's booklet never touches them. A number or a
letter on the sheet means the same at every level, so that partners with different booklets can talk.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from press.model.base import Authored, Id, Mark, TeacherText, Text, Told

Lines = Annotated[int, Field(ge=1, le=8)]
"""Ruled lines to write on, at least; where a page has room there are more."""


def each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of which none stands twice; a repeated one is a ValueError that names it."""
    twice = next((name for number, name in enumerate(names) if name in names[:number]), None)
    if twice:
        raise ValueError(f"“{twice}” stands here twice")
    return names


class Task(Authored):
    """What all activities have."""

    then: Told | None = None
    """What to do afterwards, with lines to write on."""


class LabelMap(Task):
    """A map with numbers instead of names, and lines to write on."""

    kind: Literal["label-map"]
    map: Id
    places: Annotated[tuple[Id, ...], Field(min_length=2), AfterValidator(each_once)]
    """In the order of the numbers."""
    bank: bool = True
    """Print the names in alphabetical order to choose from."""


class OrderCards(Task):
    """Events without dates to be put in order."""

    kind: Literal["order-events"]
    events: Annotated[tuple[Id, ...], Field(min_length=3), AfterValidator(each_once)]
    """In the order in which they are printed, which is not the answer."""


class Asked(Authored):
    """A question that belongs to an activity, with its answer."""

    ask: Told
    lines: Lines = 2
    answer: TeacherText


class Column(Authored):
    """A column of a grid: one source, one passage, or what pupils conclude."""

    id: Id
    head: Told
    of: Mark | None = None
    """The passage to look into, printed under the heading."""


class GridRow(Authored):
    """A row of a grid. Each column is either given or to be filled in."""

    about: Told
    """What is compared."""
    given: dict[Id, Told] = Field(default_factory=dict)
    """Cells that are printed, by column."""
    answer: dict[Id, TeacherText] = Field(default_factory=dict)
    """What pupils should find, by column; their cells are empty."""


class Grid(Task):
    """Corroboration: the same things looked up in several sources, side by side."""

    kind: Literal["grid"]
    corner: Told | None = None
    """Heading of the first column."""
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=5)]
    rows: Annotated[tuple[GridRow, ...], Field(min_length=1)]
    lines: Lines = 3
    """Height of the cells to write in."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        names = each_once(tuple(column.id for column in self.columns))
        _whole(names, [(set(row.given), set(row.answer)) for row in self.rows])
        return self


class Claim(Authored):
    """A statement whose certainty is to be judged."""

    says: Told
    by: Told | None = None
    """Who says so, and when."""
    rungs: Annotated[tuple[TeacherText, ...], Field(min_length=1), AfterValidator(each_once)]
    """Where it belongs, by the marks of the ladder; two where good reasons lead to either."""
    why: TeacherText


class SortClaims(Task):
    """Statements to be put on the rungs of a ladder that the pack prints."""

    kind: Literal["sort-claims"]
    ladder: Id
    """The pack's page that has the ladder."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)]
    lines: Lines = 1
    """After “Because”."""


GAP = "__"
"""Stands before and after a word that is left out: `Throw away the __pear__`."""


def parted(text: str) -> tuple[list[str], list[str]]:
    """Return what stands around the gaps of a text, and the words left out: of n gaps, n + 1 and n texts.

    A gap that does not end, or has no word, is a ValueError.
    """
    parts = text.split(GAP)
    around, words = parts[::2], [" ".join(word.split()) for word in parts[1::2]]
    if len(around) == len(words):
        raise ValueError(f"a gap that begins at “{GAP}{words[-1][:20]}” does not end: write {GAP}word{GAP}")
    if not all(words):
        raise ValueError(f"a gap has no word: write {GAP}word{GAP}")
    return around, words


def _same_gaps(told: Told) -> Told:
    """Return a text whose gaps are the same at all levels; others are a ValueError."""
    by_level = {"": told} if isinstance(told, str) else told
    gaps = {level: [word.casefold() for word in parted(text)[1]] for level, text in by_level.items()}
    first = next(iter(gaps))
    for level, words in gaps.items():
        if words != gaps[first]:
            shown = " and ".join(f"“{', '.join(gaps[one])}” for “{one}”" for one in (first, level))
            raise ValueError(f"the gaps should be the same words in the same order at all levels, but they are {shown}")
    return told


class Cloze(Task):
    """A text with gaps, all of one width."""

    kind: Literal["cloze"]
    text: Annotated[tuple[Annotated[Told, AfterValidator(_same_gaps)], ...], Field(min_length=1)]
    """Paragraphs. A word between two double underscores is left out: `Throw away the __pear__`."""
    bank: bool = True
    """Print the words in alphabetical order to choose from."""
    others: tuple[Text, ...] = ()
    """Words in the bank that fit nowhere."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words left out, in the order of the numbers."""
        texts = (told if isinstance(told, str) else next(iter(told.values())) for told in self.text)
        return tuple(word for text in texts for word in parted(text)[1])

    @model_validator(mode="after")
    def _has_gaps(self) -> Self:
        if not self.words:
            raise ValueError(f"the text has no gaps: write {GAP}word{GAP} for a word that is left out")
        if self.others and not self.bank:
            raise ValueError("without a “bank”, “others” are printed nowhere")
        known = {word.casefold() for word in self.words}
        wrong = next((word for word in self.others if word.casefold() in known), None)
        if wrong:
            raise ValueError(f"“{wrong}” is among the “others” and in a gap")
        return self


class MatchPair(Authored):
    """Two things that belong together."""

    left: Told
    right: Told


class Match(Task):
    """Two columns to be matched: numbers on the left, letters on the right."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Text | MatchPair, ...], Field(min_length=2, max_length=12)]
    """A term of the glossary with its meaning, or `{left: …, right: …}`."""
    left: Told | None = None
    """Heading of the left column; without it, “Word”."""
    right: Told | None = None
    """Heading of the right column; without it, “Meaning”."""

    @property
    def names(self) -> tuple[str, ...]:
        """What stands on the left, in words that are the same for every level."""
        lefts = (pair if isinstance(pair, str) else pair.left for pair in self.pairs)
        return tuple(left if isinstance(left, str) else next(iter(left.values())) for left in lefts)

    @model_validator(mode="after")
    def _has_each_once(self) -> Self:
        each_once(self.names)
        return self


class Said(Authored):
    """An exact quotation without its speaker."""

    quote: Text
    """`<source>/<quotation>`."""
    why: TeacherText | None = None
    """By which words a pupil can tell."""


class WhoSays(Task):
    """Quotations whose speakers are to be found."""

    kind: Literal["who-says"]
    lines: Annotated[tuple[Said, ...], Field(min_length=2, max_length=12)]
    others: Annotated[tuple[Told, ...], Field(max_length=8)] = ()
    """Speakers in the list who say none of it."""

    @model_validator(mode="after")
    def _has_each_once(self) -> Self:
        each_once(tuple(line.quote for line in self.lines))
        return self


class Letter(Task):
    """A letter, written as oneself."""

    kind: Literal["letter"]
    to: Annotated[tuple[Told, ...], Field(min_length=1)]
    """To whom it may be written."""
    begin: Told | None = None
    """Its first words."""
    checklist: Annotated[tuple[Told, ...], Field(min_length=1)]
    """What the writer looks for when the letter is done."""
    lines: Annotated[int, Field(ge=6, le=50)] = 8
    """Lines fill the page on which they end; with about 25 the letter has a second page."""
    good: Annotated[tuple[TeacherText, ...], Field(min_length=1)]
    """What a good letter has."""


NumberColumn = Literal["number", "who", "when", "official"]

NUMBER_COLUMNS: tuple[NumberColumn, ...] = ("number", "who", "when", "official")


class NumberRow(Authored):
    """A figure: `number` with its qualifier, `who` says it, `when`, and whether it is `official`."""

    about: Told
    """What is counted."""
    given: dict[NumberColumn, Told] = Field(default_factory=dict)
    """Cells that are printed."""
    answer: dict[NumberColumn, TeacherText] = Field(default_factory=dict)
    """What pupils should find."""


class Numbers(Task):
    """Number detective: who gives which figure, and what is not said of it."""

    kind: Literal["numbers"]
    rows: Annotated[tuple[NumberRow, ...], Field(min_length=1)]
    questions: tuple[Asked, ...] = ()
    lines: Lines = 2
    """Height of the cells to write in."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        _whole(NUMBER_COLUMNS, [(set(row.given), set(row.answer)) for row in self.rows])
        return self


class Card(Authored):
    """One card of several."""

    title: Told
    text: Told
    answer: TeacherText


class Cards(Task):
    """Cards with a text each, of which the same is asked."""

    kind: Literal["cards"]
    ask: Annotated[tuple[Told, ...], Field(min_length=1, max_length=4)]
    """Short questions: they stand side by side on each card."""
    cards: Annotated[tuple[Card, ...], Field(min_length=2)]
    lines: Lines = 2
    """Under each question."""


class ChartQuestions(Task):
    """A chart to be read closely."""

    kind: Literal["chart-questions"]
    chart: Id
    questions: Annotated[tuple[Asked, ...], Field(min_length=1)]


Activity = Annotated[
    LabelMap | OrderCards | Grid | SortClaims | Cloze | Match | WhoSays | Letter | Numbers | Cards | ChartQuestions,
    Field(discriminator="kind"),
]


def _whole(columns: Sequence[str], rows: Sequence[tuple[Collection[str], Collection[str]]]) -> None:
    """See that each row has each column once, among what is given or what is to be found; else a ValueError."""
    for number, (given, answer) in enumerate(rows, start=1):
        for column in columns:
            if column in given and column in answer:
                raise ValueError(
                    f"row {number} has “{column}” under “given” and under “answer”: a cell is one of the two"
                )
            if column not in given and column not in answer:
                raise ValueError(f"row {number} has nothing for “{column}”: write it under “given” or under “answer”")
