"""What authors write for a chart: rows of numbers, each with the words that qualify it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from press.model.content import Authored, Reference, Text, Told

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Row(Authored):
    """One bar: a count (`value`), a bound or an estimate (`value`, `open: true`), a range (`from`, `to`)."""

    label: Text
    value: Amount | None = None
    from_: Annotated[Amount | None, Field(alias="from")] = None
    to: Amount | None = None
    open: bool = False
    """The source does not say where the bar ends: “no greater than”, “more than”, “about”."""
    qualifier: Text | None = None
    """The number as it is printed, with its hedge: `no greater than 146,000`."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = (self.value is not None, self.from_ is not None, self.to is not None)
        if given not in {(True, False, False), (False, True, True)}:
            raise ValueError("a row has either “value”, or “from” and “to”")
        if self.from_ is not None and self.to is not None and self.from_ >= self.to:
            raise ValueError("“from” must be less than “to”")
        if self.open and self.value is None:
            raise ValueError("only a row with “value” can be open: a range has its ends")
        if self.open and self.qualifier is None:
            raise ValueError("an open row needs a “qualifier” that says in which way its number is not exact")
        return self

    @property
    def end(self) -> float:
        """The largest number of the row, where its bar ends."""
        return next(number for number in (self.value, self.to) if number is not None)


class ChartSpec(Authored):
    """`charts/<id>.yaml`."""

    kind: Literal["bars"]
    title: Told
    """The question that the chart answers."""
    unit: Told
    """What is counted, and by whom."""
    alt: Told
    """What the drawing shows, for those who do not see it."""
    note: Told | None = None
    """What the numbers do not say."""
    source: Annotated[tuple[Reference, ...], Field(min_length=1)]
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """In the order in which they are printed. Labels are the same at all levels, for so is the drawing."""
