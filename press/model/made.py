"""What the stages hand on: Booklet → Markup → Printed → Made. Plain frozen values, never half filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from press.model.content import TypeSize
from press.model.edition import Edition
from press.model.paper import Paper
from press.problems import Where

NOWHERE = Where("")
"""The place of what no author wrote."""


@dataclass(frozen=True)
class Figure:
    """A drawing of the pack, made once for all levels."""

    svg: str
    width: float
    """In mm."""
    height: float
    """In mm."""
    key: tuple[tuple[str, str], ...] = ()
    """The legend: a small SVG and its text."""
    credits: tuple[str, ...] = ()
    """For a map: whose data it shows."""
    answers: tuple[str, ...] = ()
    """For a map with numbers: the names behind them, from 1."""
    slots: tuple[tuple[str, float], ...] = ()
    """For a timeline: event id and top of its text, in mm from the top."""
    rows: tuple[tuple[str, ...], ...] = ()
    """For a chart: the same numbers as a table."""
    head: tuple[str, ...] = ()
    """The heads of the table's columns, where there are several; the first column has none."""


@dataclass(frozen=True)
class Figures:
    """All drawings of a pack, by what they show."""

    maps: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    """One figure; or one for each panel, where all of them have no room on a page."""
    worksheets: Mapping[tuple[str, tuple[str, ...]], Figure] = field(default_factory=dict)
    """By map and the places whose names pupils write."""
    timelines: Mapping[tuple[tuple[str, ...], str], tuple[Figure, ...]] = field(default_factory=dict)
    """By the events shown and the scale; one figure per page."""
    charts: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """What starts a page: an opener, a passage, a map, a group of questions."""

    id: str
    """Its anchor; unique in the booklet, and the same at every level."""
    kind: str
    """Names the template in `layouts/sections/`."""
    title: str
    kicker: str = ""
    running: str = ""
    """For the foot of its pages."""
    entry: str = ""
    """Its line in the contents; empty when it has none."""
    part: bool = False
    """Its line in the contents begins a part (a lesson, the back matter)."""
    below: bool = False
    """It may stand below the section before it, if every level has room there."""
    written: Where = NOWHERE
    """Where its author wrote it."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the template prints, already picked for the level."""


@dataclass(frozen=True)
class Handout:
    """One lesson of a booklet on sheets of its own: which pages it takes, and what is said beside them."""

    lesson: str
    """Its id."""
    number: int
    name: str
    """`Lesson 3`."""
    title: str
    start: str
    """The section that its pages start with."""
    end: str
    """The section after its last page."""
    sources: tuple[Mapping[str, Any], ...] = ()
    """What must be said of each source that the lesson uses."""
    credits: tuple[str, ...] = ()
    about: str = ""
    """The edition, and the month of its facts."""


@dataclass(frozen=True)
class Booklet:
    """The document in the middle: all that one pupil reads, in order, with no look yet."""

    pack: str
    title: str
    subtitle: str
    language: str
    date: str
    level: str
    mark: str
    type: TypeSize
    edition: Edition
    rights: str
    sections: tuple[Section, ...]
    drawings: Mapping[str, str]
    """SVG files by the name under which templates ask for them."""
    handouts: tuple[Handout, ...] = ()
    """One for each lesson; none in a booklet of some lessons only, whose pages have other numbers."""


class Line(NamedTuple):
    """A line of a source, as it is printed in one edition."""

    number: int
    """In its source, from 1."""
    page: int
    """From 1."""
    text: str


@dataclass(frozen=True)
class Entry:
    """One row of a teacher's note: the answer to one item, the source of one event."""

    label: str
    text: str
    why: str = ""
    at: str = ""
    """The anchor of the item in the pupils' booklet; empty where it has none of its own."""


@dataclass(frozen=True)
class Note:
    """What a teacher reads beside something on a pupil's page, or at the front of the teacher's booklet."""

    id: str
    """Its anchor in the teacher's booklet."""
    kind: str
    """Names the macro in `layouts/teacher/notes.html.j2`."""
    at: str = ""
    """The anchor in the pupils' booklet of what it belongs to; empty at the front."""
    title: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    """Rows of which each stands beside its own item, on whatever page that is."""


@dataclass(frozen=True)
class Guide:
    """The teacher's booklet before anybody knows on which page a thing stands."""

    title: str
    subtitle: str
    language: str
    date: str
    rights: str
    front: tuple[Note, ...]
    notes: tuple[Note, ...]
    """In the order of the pupils' booklet."""
    parts: Mapping[str, str]
    """Titles of what begins a part of the booklet, by the id of its section: lessons, the matter before and after."""
    running: Mapping[str, str]
    """For the foot of the pages, by the id of the section."""


@dataclass(frozen=True)
class Side:
    """A side of the teacher's booklet that shows pupils' pages, with the notes that begin there."""

    id: str
    """Its anchor."""
    pages: tuple[int, ...]
    """The pupils' page on the left half; without notes there may be one on the right half too."""
    notes: tuple[Note, ...] = ()
    part: str = ""
    """Title of the part that begins here."""
    running: str = ""
    """For the foot of the page."""
    gone: str = ""
    """Pages before these that are left out, for they have nothing but lines: `31–32`."""


@dataclass(frozen=True)
class Fill:
    """What the page plan gives to one booklet, so that its sections stand where they stand at every level."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """Ruled lines to add, by the id of the lines that grow."""
    notes: Mapping[str, int] = field(default_factory=dict)
    """Pages for notes: by the section after which they come, or `END`."""
    breaks: frozenset[str] = frozenset()
    """Ids that start a page."""
    below: frozenset[str] = frozenset()
    """Sections that stand below the one before them."""
    stands: Mapping[str, int] = field(default_factory=dict)
    """The page, from 1, on which each section must be found."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """For another edition than the standard one: the page on which each section stands in that one."""
    pages: int = 0
    """How many pages the booklet must have."""
    told: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """The lines of each source, and of each of its paragraphs, by anchor. None are known before the booklet is
    measured: then references have placeholders."""


END = ""
"""Stands for the last section before the back cover where it is said after which section notes come."""


def notes_page(after: str, number: int) -> str:
    """Return the id of the page for notes of this number, from 1, after a section."""
    return f"{after}-notes-{number}" if after else f"notes-{number}"


@dataclass(frozen=True)
class Markup:
    """A booklet as HTML, with every file it may ask for."""

    html: str
    assets: Mapping[str, bytes]
    ids: frozenset[str]
    """Anchors that must be found again on the pages."""


@dataclass(frozen=True)
class Growing:
    """A group of ruled lines that may grow."""

    name: str
    """Its id."""
    most: int
    """How many lines may be added."""
    item: str
    """The item of its section that it belongs to; empty for what stands before the first."""
    least: int = 1
    """Where there is room for fewer, none are added."""
    each: int = 1
    """Lines that stand one below the other, and grow together: so much room each added line takes."""


@dataclass(frozen=True)
class Lines:
    """The lines of a source's paragraph that stand on one page."""

    names: tuple[str, ...]
    """Anchors of the paragraph; none for a text that has no mark."""
    texts: tuple[str, ...]
    """Of each line."""


@dataclass(frozen=True)
class Stretch:
    """What a section takes of one page. All lengths are in pt."""

    section: str
    used: float
    """From the top of the live area to the foot of the text."""
    left: float
    """From there to the foot of the live area; negative when text runs below it."""
    items: tuple[tuple[str, float], ...] = ()
    """What could start a page, in order: its id and its top, from the top of the live area."""
    growing: tuple[Growing, ...] = ()
    """The lines on the page that may grow, in order."""
    told: tuple[Lines, ...] = ()
    """The paragraphs of a source that stand on the page, in order."""


@dataclass(frozen=True)
class Measured:
    """What a first layout tells, in which every section starts a page."""

    pages: tuple[Stretch, ...]
    """One for each page."""


@dataclass(frozen=True)
class Printed:
    """Laid-out pages of a booklet."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    """The page, from 1, on which each id stands."""
    log: tuple[str, ...] = ()
    """What the engine complained of."""
    trimmed: Mapping[Paper, bytes] = field(default_factory=dict)
    """The same pages with the edges of other papers."""
    told: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """The lines of each source, and of each of its paragraphs, by anchor."""


@dataclass(frozen=True)
class Made:
    """One finished file, with what the manifest says of it."""

    path: str
    kind: Literal["reading", "print", "handout", "teacher", "record", "cover"]
    edition: str
    level: str
    paper: str
    flip: str | None
    pages: int
    sheets: int
    data: bytes
    sections: tuple[tuple[str, int], ...] = ()
    mark: str = ""
    lessons: tuple[str, ...] = ()
    """The lessons it is about, if not all."""
    number: int | None = None
    """Of the lesson, on a handout."""
    signatures: int = 0
    """Piles to fold, each by itself; 0 for what is not folded."""
    colour: int = 0
    """Pages, or sides of sheets, that a copier counts as colour."""
    ink: tuple[float, ...] = ()
    """How much of each page is covered with ink in grey, in percent."""
    fingerprints: tuple[str, ...] = ()
    """A digest of each page, by which a later run tells which pages have changed."""
