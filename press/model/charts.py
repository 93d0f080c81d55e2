"""What authors write for a chart: numbers, each with the words that qualify it, as bars, dots or lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from press.model.content import Authored, Reference, Text, Told

Number = Annotated[float, Field(ge=-1e15, le=1e15)]

Hedge = Literal["at-least", "at-most", "about"]
"""In which direction the true number may lie: “more than”, “no greater than”, “about”."""

Kind = Literal["bars", "dots", "lines"]


class Amount(Authored):
    """A number with what its source says of it: one number (`value`), a range (`from`, `to`), or both."""

    value: Number | None = None
    from_: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None
    hedge: Hedge | None = None
    """`at-least`: more than, over; `at-most`: no greater than, up to; `about`: around, some."""
    ours: bool = False
    """The booklet worked the number out; no source gives it. It is drawn with a dashed outline."""
    qualifier: Text | None = None
    """The number as it is printed, with its hedge: `no greater than 146,000`."""

    @model_validator(mode="after")
    def _range_has_two_ends(self) -> Self:
        low, high = self.from_, self.to
        if (low is None) != (high is None):
            raise ValueError("a range has both ends, “from” and “to”")
        if low is not None and high is not None and low >= high:
            raise ValueError(f"“from” must be less than “to”, but {low:g} is not less than {high:g}")
        if self.value is not None and low is not None and high is not None and not low <= self.value <= high:
            raise ValueError("“value” must lie between “from” and “to”")
        return self

    @model_validator(mode="after")
    def _what_is_not_exact_says_so(self) -> Self:
        if self.hedge is not None and (self.value is None or self.to is not None):
            raise ValueError("only a single “value” has a “hedge”: a range has its ends")
        if (self.hedge is not None or self.ours) and self.qualifier is None:
            key = "ours" if self.ours else "hedge"
            raise ValueError(f"a number with “{key}” needs a “qualifier”: the words that are printed with it")
        return self

    @property
    def numbers(self) -> tuple[float, ...]:
        """Return the numbers that are given: value and ends."""
        return tuple(number for number in (self.value, self.from_, self.to) if number is not None)


class Part(Authored):
    """A piece of a bar; all pieces together are as long as the bar."""

    label: Text
    value: Annotated[float, Field(gt=0, le=1e15)]
    ours: bool = False
    """The booklet worked the number out; no source gives it."""
    qualifier: Text | None = None
    """The number as it is printed."""

    @model_validator(mode="after")
    def _what_is_ours_says_so(self) -> Self:
        if self.ours and self.qualifier is None:
            raise ValueError("a part with “ours” needs a “qualifier” that says how the number was worked out")
        return self


class Row(Amount):
    """One bar, or one line of dots."""

    label: Text
    parts: tuple[Part, ...] = ()
    """What the bar is made of, from left to right."""

    @model_validator(mode="after")
    def _is_a_number(self) -> Self:
        if not self.numbers:
            raise ValueError("a row has either “value”, or “from” and “to”")
        total = sum(part.value for part in self.parts)
        if self.parts and (self.value is None or abs(total - self.value) > 1e-6 * total):
            raise ValueError(f"“parts” make {total:g} together, and “value” must be the same")
        return self


class Point(Amount):
    """One number of a line; without any, the source gives none, and the line has a gap."""

    at: Annotated[float, Field(ge=-5000, le=3000)]
    """When, in years: February 1988 is 1988.1."""
    when: Text | None = None
    """As it is printed, if not as a year: `spring 1992`."""

    @model_validator(mode="after")
    def _is_a_point(self) -> Self:
        if self.from_ is not None and self.value is None:
            raise ValueError("a point needs “value”; “from” and “to” are drawn around it")
        return self


class Line(Authored):
    """Numbers of one thing over time, in order."""

    label: Text
    points: Annotated[tuple[Point, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _points_stand_in_order(self) -> Self:
        for one, two in itertools.pairwise(self.points):
            if one.at >= two.at:
                raise ValueError(f"points stand in the order of time, but {two.at:g} comes after {one.at:g}")
        if all(point.value is None for point in self.points):
            raise ValueError("not one of the points has a “value”")
        return self


def _fits_kind(row: Row, info: ValidationInfo) -> Row:
    """Return a row that a chart of this kind can show; otherwise a ValueError, which has the row's place."""
    fault = _fault(row, info.data.get("kind"))
    if fault:
        raise ValueError(fault)
    return row


def _fault(row: Row, kind: Kind | None) -> str:
    """Return why a chart of this kind cannot show a row, or an empty text."""
    if kind == "bars" and min(row.numbers) < 0:
        return f"a bar grows from zero, and {min(row.numbers):g} is less: a chart of “kind: dots” can show it"
    if kind == "bars" and row.value is not None and row.to is not None:
        return "a bar has either “value”, or “from” and “to”; “kind: dots” shows all three"
    if kind == "dots" and row.parts:
        return "dots have no “parts”; bars have"
    return ""


Rows = tuple[Annotated[Row, AfterValidator(_fits_kind)], ...]
Lines = Annotated[tuple[Line, ...], Field(max_length=4)]
"""More than four lines are not told apart in black."""


class Panel(Authored):
    """One of several small charts that share a scale."""

    title: Text
    rows: Rows = ()
    lines: Lines = ()


class ChartSpec(Authored):
    """`charts/<id>.yaml`."""

    kind: Kind
    """Bars compare amounts and grow from zero; dots show ranges; lines show what changes over time."""
    title: Told
    """The question that the chart answers."""
    unit: Told
    """What is counted, and by whom."""
    alt: Told
    """What the drawing shows, for those who do not see it."""
    note: Told | None = None
    """What the numbers do not say."""
    source: Annotated[tuple[Reference, ...], Field(min_length=1)]
    rows: Rows = ()
    """For bars and dots, in the order in which they are printed. Labels are the same at all levels, for so is
    the drawing."""
    lines: Lines = ()
    panels: Annotated[tuple[Panel, ...], Field(max_length=6)] = ()
    """Several charts of one scale, in place of `rows` or `lines`."""
    starts_at: Number | None = None
    """Where the axis of dots or lines begins, if not at zero; the drawing says so. Bars always begin at zero."""

    @model_validator(mode="after")
    def _shows_what_its_kind_shows(self) -> Self:
        key, other = ("lines", "rows") if self.kind == "lines" else ("rows", "lines")
        parts: tuple[ChartSpec | Panel, ...] = self.panels or (self,)
        if self.panels and (self.rows or self.lines):
            raise ValueError(f"a chart has “panels” or “{key}” of its own, not both")
        for part in parts:
            if not getattr(part, key) or getattr(part, other):
                at = f" the panel “{part.title}”" if isinstance(part, Panel) else " the chart"
                raise ValueError(f"“kind: {self.kind}” asks for “{key}”, and{at} must have those and no “{other}”")
        for panel in self.panels:
            for row in panel.rows:
                if fault := _fault(row, self.kind):
                    raise ValueError(f"in the panel “{panel.title}”, row “{row.label}”: {fault}")
        return self

    @model_validator(mode="after")
    def _axis_holds_all(self) -> Self:
        if self.starts_at is None:
            return self
        if self.kind == "bars":
            raise ValueError("bars begin at zero: leave out “starts_at”, or take “kind: dots”")
        if self.starts_at > min(self.numbers()):
            raise ValueError(f"the axis starts at {self.starts_at:g}, and {min(self.numbers()):g} is less")
        return self

    def numbers(self) -> Iterator[float]:
        """Yield every number that is drawn."""
        for part in self.panels or (self,):
            for row in part.rows:
                yield from row.numbers
            for line in part.lines:
                for point in line.points:
                    yield from point.numbers
