"""Facts: no number, date, name or hedge is lost or invented on the way from the source to a level.

A paragraph is compared with what it retells: with its span of the article where a user has put that
into `seeds/<source>/original.txt`, and always with the ledger entries that it names. Without the
article the higher levels stand in for it, and the top level has to have its numbers, dates and names
from the entries; a paragraph that names none is then compared with the level above it alone.
With the article, the entries themselves are compared with the places that they give.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from press.article import blocks, spans
from press.check import ledger
from press.check.citations import Path, passages_read
from press.check.naming import names_of
from press.language.facts import Difference, Found, compare, found, keys, merged, own_removed
from press.markdown import plain
from press.model.content import Fact, Paragraph
from press.model.library import Library
from press.problems import Problem

Kind = Literal["number", "qualifier", "date", "name", "hedge"]

CODES: Mapping[Kind, str] = {
    "number": "changed-number",
    "qualifier": "lost-qualifier",
    "date": "changed-date",
    "name": "unknown-name",
    "hedge": "lost-hedge",
}

HINTS: Mapping[Kind, str] = {
    "number": "Write it as the source has it. What is your own count should stand in the ledger entry, as your count.",
    "qualifier": "A number keeps its “more than”, “about” or “up to” at every level.",
    "date": "Write it as the source has it.",
    "name": "Take it out, or name the ledger entry that has it under “facts”.",
    "hedge": "Say whose claim it is: “the article says”, “prosecutors counted”.",
}


@dataclass(frozen=True)
class _Reference:
    """What a paragraph may draw on."""

    found: Found | None
    """What stands there; None when neither article nor ledger says anything."""
    place: str
    """Where that stands, in words: `p7 p8`, `ME-07`."""
    is_article: bool
    claims: str
    """Why the paragraph has to say whose claims these are; empty when nothing asks for it."""


def facts(library: Library) -> Iterator[Problem]:
    """Yield a problem for each thing that a passage has and its source has not, or has otherwise."""
    desk = _Desk(library)
    yield from desk.ledgers()
    for key in passages_read(library):
        if key in library.passages:
            yield from ledger.unknown(library, key)
            yield from ledger.lost(library, key)
            for number in range(len(library.passages[key].paragraphs)):
                yield from desk.paragraph(key, number)


class _Desk:
    """Where texts are laid side by side; what several paragraphs need is made once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.entries = ledger.entries(library)
        self.names = {source: names_of(library, source) for source in library.sources}
        self.blocks = {
            source: blocks(text, library.sources[source].article.locators) for source, text in library.originals.items()
        }
        pairs = [place.names for place in library.places.values()] + [pair.names for pair in library.voice.pairs]
        language = library.pack.language
        self.alike = [[keys(name, language) for name in names] for names in pairs if len(names) > 1]

    def found(self, text: str, source: str) -> Found:
        """Return what stands in a text of a source or about it; a place that it names has its other names too."""
        pack = self.library
        one = found(text, self.names.get(source, frozenset()), pack.pack.language, pack.voice.attribution)
        others = (name for names in self.alike if any(name <= one.words for name in names) for name in names)
        return dataclasses.replace(one, words=one.words.union(*others))

    def ledgers(self) -> Iterator[Problem]:
        """Yield a problem for each entry that has not what the article has where it points to."""
        for source, entries in self.library.facts.items():
            for name, fact in entries.items():
                there = self._cut(source, fact.at)
                if there:
                    against = self.found(f"{there}\n\n{self._author(source)}", source)
                    differences = compare(
                        self.found(own_removed(fact.says, self.library.pack.language), source), against
                    )
                    yield from self._told(differences, ("facts", source, name, "says"), fact.at)

    def paragraph(self, key: str, number: int) -> Iterator[Problem]:
        """Yield what is wrong with a paragraph at each level of the pack, the highest first."""
        source = key.partition("/")[0]
        paragraph = self.library.passages[key].paragraphs[number]
        reference = self._reference(source, paragraph)
        above: list[Found] = []
        for level in [level.id for level in reversed(self.library.pack.levels) if level.id in paragraph.told]:
            here = self.found(plain(paragraph.told[level]), source)
            yield from self._level(here, above, reference, ("passages", key, "paragraphs", number, "told", level))
            above.insert(0, here)

    def _level(self, here: Found, above: list[Found], reference: _Reference, path: Path) -> Iterator[Problem]:
        """Yield what one level of a paragraph has otherwise than what it retells, or than the level next `above`."""
        differences: list[Difference] = []
        if reference.found:
            against = reference.found if reference.is_article else merged([reference.found, *above])
            differences = _without_hedges(compare(here, against))
            yield from self._told(differences, path, reference.place)
        higher = above[0] if above else None
        if higher:
            known = {difference.here for difference in differences}
            for difference in _without_hedges(compare(here, higher, part=True)):
                if difference.here not in known and (difference.kind != "qualifier" or not reference.found):
                    yield self._below(difference, path)
        if not here.attributions and (reference.claims or (higher and higher.attributions)):
            because = reference.claims or f"the level above has “{higher.attributions[0] if higher else ''}”"
            message = f"Nothing here says whose claims these are; {because}."
            yield Problem(self.library.where(*path), "lost-hedge", message, HINTS["hedge"])

    def _told(self, differences: Iterable[Difference], path: Path, place: str) -> Iterator[Problem]:
        """Yield a problem for each difference from a place of a source; hedges are asked of paragraphs alone."""
        for one in differences:
            if one.kind == "hedge":
                continue
            message = f"“{one.here}” does not stand in {place}; what stands there: {one.there or 'nothing like it'}."
            if one.kind == "qualifier":
                message = f"“{one.here}” stands here, and in {place} “{one.there}”."
            yield Problem(self.library.where(*path), CODES[one.kind], message, HINTS[one.kind])

    def _below(self, one: Difference, path: Path) -> Problem:
        """Return the problem of something that a level has and the next one above has not, or has otherwise."""
        code = "lost-qualifier" if one.kind == "qualifier" else "only-below"
        has = f"has: {one.there}" if one.there else "has nothing like it"
        message = f"“{one.here}” stands here, but the level above {has}."
        hint = (
            HINTS["qualifier"] if one.kind == "qualifier" else "Tell it at the level above too, or leave it out here."
        )
        return Problem(self.library.where(*path), code, message, hint)

    def _reference(self, source: str, paragraph: Paragraph) -> _Reference:
        """Return what a paragraph may draw on: its span, if it is here, and the ledger entries that it names."""
        cited = {name: self.entries[name] for name in paragraph.facts if name in self.entries}
        span = self._cut(source, paragraph.of)
        says = [f"{fact.says}\n\n{fact.by}" for fact in cited.values()]
        texts = [*([span] if span else []), *says]
        places = [*([paragraph.of] if span else []), *cited]
        author = [self._author(source)] if texts else []
        there = self.found("\n\n".join([*texts, *author]), source) if texts else None
        return _Reference(there, ", ".join(places), bool(span), self._claims(source, span, cited))

    def _claims(self, source: str, span: str, cited: Mapping[str, Fact]) -> str:
        """Return in words why claims have to be somebody's, or an empty text."""
        for name, fact in cited.items():
            if fact.certainty != "agreed":
                return f"{name} is {fact.certainty}: {fact.by}"
        said = self.found(span, source).attributions if span else ()
        return f"the article has “{said[0]}”" if said else ""

    def _cut(self, source: str, span: str) -> str:
        """Return the article's text at a span, or an empty text when not all of it is here."""
        there = self.blocks.get(source, {})
        wanted = spans(span)
        return "\n\n".join(there[one] for one in wanted) if wanted and there.keys() >= set(wanted) else ""

    def _author(self, source: str) -> str:
        """Return who a source is by: a name that may stand in any paragraph."""
        author = self.library.sources[source].author
        return author if isinstance(author, str) else ". ".join(author.values())


def _without_hedges(differences: Iterable[Difference]) -> list[Difference]:
    return [one for one in differences if one.kind != "hedge"]
