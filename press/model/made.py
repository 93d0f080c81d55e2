"""What the stages hand on: Booklet → Markup → Printed → Made. Plain frozen values, never half filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from press.model.content import TypeSize

Paper = Literal["a5", "half-letter"]
"""The page of a booklet."""

SheetPaper = Literal["a4", "letter"]
"""The sheet that two pages are printed on."""

Flip = Literal["short", "long"]
"""The edge over which a printer turns the sheet."""

SHEET_OF: Mapping[Paper, SheetPaper] = {"a5": "a4", "half-letter": "letter"}

PAGE_PT: Mapping[Paper, tuple[float, float]] = {"a5": (419.528, 595.276), "half-letter": (396.0, 612.0)}
"""Width and height of a page in pt."""


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

    maps: Mapping[str, Figure] = field(default_factory=dict)
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
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the template prints, already picked for the level."""


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
    edition: str
    rights: str
    sections: tuple[Section, ...]
    drawings: Mapping[str, str]
    """SVG files by the name under which templates ask for them."""


@dataclass(frozen=True)
class Fill:
    """What the measured pages leave room for."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """Ruled lines to add, by the id of the lines that grow."""
    notes: int = 0
    """Pages for notes before the back cover, so that whole sheets are filled."""


@dataclass(frozen=True)
class Markup:
    """A booklet as HTML, with every file it may ask for."""

    html: str
    assets: Mapping[str, bytes]
    ids: frozenset[str]
    """Anchors that must be found again on the pages."""


@dataclass(frozen=True)
class Room:
    """What is left at the foot of a page that has ruled lines which may grow."""

    height: float
    """From the foot of the text to the foot of the live area, in pt."""
    growing: tuple[tuple[str, int], ...]
    """The groups of lines on the page in order: id, and how many lines may be added at most."""


@dataclass(frozen=True)
class Measured:
    """What a first layout tells: how many pages there are, and where lines could be added."""

    pages: int
    room: tuple[Room, ...]
    """One for each page with lines that may grow."""


@dataclass(frozen=True)
class Printed:
    """Laid-out pages of a booklet."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    """The page, from 1, on which each id stands."""
    log: tuple[str, ...] = ()
    """What the engine complained of."""


@dataclass(frozen=True)
class Made:
    """One finished file, with what the manifest says of it."""

    path: str
    kind: Literal["reading", "print", "record", "cover"]
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
    colour: int = 0
    """Pages, or sides of sheets, that a copier counts as colour."""
    ink: tuple[float, ...] = ()
    """How much of each page is covered with ink in grey, in percent."""
    fingerprints: tuple[str, ...] = ()
    """A digest of each page, by which a later run tells which pages have changed."""
