"""What is written in `seeds/<source>/`: an article, what is known of it, and its passages retold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from press.model.base import Authored, Id, Text, Told


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
    quotations: dict[Id, Quotation] = Field(default_factory=dict)


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
