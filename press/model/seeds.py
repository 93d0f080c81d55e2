"""What is written in `seeds/<source>/`: an article, what is known of it, and its passages retold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from press.model.base import Authored, Id, Locator, Role, Seen, Standing, Text, Told

FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-[0-9]{2}[a-z]?$")]
"""An entry of a fact ledger: the code of its source and a number, `ME-07`."""


class Article(Authored):
    """Where the article's own text is recognised, should a user have it."""

    file: Text
    """Name of the text file the locators were counted in."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    locators: Literal["paragraphs", "lines"]
    """What `p7` or `l7` counts: blocks parted by an empty line, or lines."""
    blocks: tuple[Seen, ...] = ()
    """A digest of each paragraph or line, in order: by these the article is known in whatever file it comes."""
    furniture: tuple[Locator, ...] = ()
    """Blocks that are no running text: captions, pull quotes, credits, advertisements."""
    headings: tuple[Locator, ...] = ()
    """Blocks that are headings."""
    may_be_copied: bool = False
    """The article's licence allows more than use in one class."""


class Quotation(Authored):
    """Words of the article, exact to the letter (at most 25), with who says them and where."""

    text: Text
    speaker: Told
    at: Text
    gloss: Told | None = None
    """A place name or a word that the quotation keeps in its own form, explained."""
    person: Id | None = None
    """Who speaks, if `people.yaml` knows them: for the balance of voices."""
    community: Text | None = None
    """The people or country a speaker belongs to who is not in `people.yaml`: a body, somebody without a name."""
    standing: Standing | None = None
    """In which capacity such a speaker is heard."""
    seen: Seen | None = None
    """The trace that the quotation was found in the article, at its place: the problem it leaves says which."""


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
    names: tuple[Text, ...] = ()
    """Proper names of this source that are neither places nor people: `Food City`, `Central Committee`."""
    leaves_out: Told
    article: Article
    quotations: dict[Id, Quotation] = Field(default_factory=dict)


class Quoted(Authored):
    """Words that stand in quotation marks in a paragraph, as the article has them."""

    words: Text
    at: Locator
    seen: Seen | None = None
    """The trace that these words were found in the article, at this place."""


class Paragraph(Authored):
    """One paragraph of a passage, told at each level side by side."""

    of: Text
    """The span of the article it retells: `p7 p9`."""
    told: dict[Id, Text]
    facts: tuple[FactId, ...] = ()
    """What it tells, by the ids of the source's `facts.yaml`."""
    quotes: tuple[Quoted, ...] = ()
    """What stands in quotation marks in it, at any level."""
    quoted: bool = False
    """Word for word (solid rail) instead of retold (dotted rail)."""


class Hold(Authored):
    """One part of a fact: words that meet in a text that tells it."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Each must be there. `shell*|fire*` is one of two, in any form: the star stands for letters."""
    in_order: bool = False
    """In this order, so that nobody changes sides: `[Azerbaijan*, shell*, Stepanakert]`."""
    within: Annotated[int, Field(ge=1, le=8)] = 2
    """So many sentences have them all."""
    levels: tuple[Id, ...] = ()
    """The levels that tell this part; without it, all. What the others leave out, they leave out on purpose."""


class Fact(Authored):
    """One entry of the fact ledger: what a source says, who says it there, and how sure it is."""

    says: Text
    """In our own words."""
    at: Text
    by: Text
    """Who says so."""
    certainty: Literal["agreed", "attributed", "disputed"]
    holds: tuple[Hold, ...] = ()
    """What a paragraph that names this fact must hold at each level. None: the text is not asked."""


class Facts(Authored):
    """`seeds/<source>/facts.yaml`: the ledger of a source."""

    facts: dict[FactId, Fact]


class Passage(Authored):
    """`seeds/<source>/<passage>.yaml`: a part of an article in our own words."""

    title: Told
    span: Text
    role: Role = "main"
    """How long it should be: the levels' limits have a range of words for each role."""
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    compared: dict[Id, Seen] = Field(default_factory=dict)
    """By level, the trace that somebody read it beside its span, sentence by sentence, for anything added or lost."""
