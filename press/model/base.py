"""What all authored types are made of: texts, ids, and texts told at each level."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that is there: at least one character that is no space."""

FOR_TEACHERS = "for teachers only"
"""Marks, in the type of a field, what no pupil's file may have: `press/answers.py` reads it there."""

TeacherText = Annotated[Text, FOR_TEACHERS]
"""An answer, or another text that only teachers read."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A name that other files refer to: small letters, digits, single hyphens; at most 60."""

Told = Text | Annotated[dict[Id, Text], Field(min_length=1)]
"""A text for all levels, or one text for each level: `{starter: …, builder: …, explorer: …}`."""

Locator = Annotated[str, StringConstraints(pattern=r"^[pl][1-9][0-9]*$")]
"""A place in an article: `p7` is its seventh paragraph, `l7` its seventh line."""

Seen = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""The beginning of a digest: a trace that something was compared with the article."""

Standing = Literal["civilian", "official", "organisation", "soldier", "writer", "scholar"]
"""In which capacity somebody speaks, for the balance of voices."""

Role = Literal["main", "half", "pair", "mini"]
"""What a passage is in its lesson: the main text, one of two of equal weight, its shorter partner, a paragraph."""

Mark = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]*$")]
"""A passage (`A`) or one of its paragraphs (`A3`), as it is printed in every level."""


class Silence(BaseModel):
    """A rule that is not to be applied here, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: Text
    """The code of the rule, as problems show it in brackets."""
    on: Text | None = None
    """Only problems whose message has these words; without it, all that the rule finds here."""
    because: Text


class Authored(BaseModel):
    """The base of all that is written in YAML: frozen, and strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    silence: tuple[Silence, ...] = ()
    """Rules that are not to be applied to this, and to what is in it."""
