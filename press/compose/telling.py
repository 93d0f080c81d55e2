"""What every part of a booklet needs to be told at a level: the texts, the drawings, the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from press.language.vocabulary import Occurrence, TermFinder
from press.markdown import plain
from press.model.content import Level, Term, Told
from press.model.library import Library
from press.model.made import Figure, Figures
from press.original import ORIGINAL
from press.references import scoped
from press.words import Words

NAME_JOINT = " / "


@dataclass(frozen=True)
class Telling:
    """A library seen from one level. `drawings` gathers the SVG files that the parts ask for."""

    library: Library
    level: Level
    figures: Figures
    words: Words
    drawings: dict[str, str] = field(default_factory=dict)
    scope: str = ""
    """Begins the anchors of the lesson that is told: `L1-`."""

    def told(self, text: Told) -> str:
        """Return the text as this level tells it."""
        own = text if isinstance(text, str) else text[self.told_as]
        return scoped(own, self.scope) if self.scope else own

    @property
    def told_as(self) -> str:
        """The level in whose words all is told: `original` has none of its own, so the last of the others."""
        return self.library.pack.levels[-1].id if self.level.id == ORIGINAL else self.level.id

    def all_told(self, texts: Iterable[Told]) -> list[str]:
        """Return several texts as this level tells them."""
        return [self.told(text) for text in texts]

    def place(self, place_id: str) -> str:
        """Return the names of a place, in the pack's order."""
        return NAME_JOINT.join(self.library.places[place_id].names)

    def terms(self) -> list[Term]:
        """Return the terms that are explained at this level, in alphabetical order."""
        return sorted(
            (term for term in self.library.glossary.terms if self.told_as in term.levels),
            key=lambda term: term.term.lower(),
        )

    @cached_property
    def finder(self) -> TermFinder:
        """What finds the terms of this level in texts."""
        return TermFinder(self.terms(), self.library.pack.language)

    def paragraphs(self, texts: Iterable[str], scope: str) -> list[dict[str, Any]]:
        """Return the texts of one passage, each with the terms that stand there for the first time.

        `scope` begins the anchors: paragraph 3 of `L1-A` is `L1-A3`.
        """
        told = list(texts)
        return [
            {
                "id": f"{scope}{number}",
                "text": text,
                "glosses": [self._gloss(one) for one in found],
                "note": "",
            }
            for number, (text, found) in enumerate(zip(told, self.finder.first_of_each(told), strict=True), start=1)
        ]

    def _gloss(self, found: Occurrence) -> dict[str, Any]:
        """Return where a term stands and what it means; it is shown in its dictionary form."""
        return {
            "start": found.start,
            "end": found.end,
            "term": found.term.term,
            "means": self.told(found.term.means),
            "say": found.term.say or "",
        }

    def figure(self, name: str, figure: Figure, alt: str) -> dict[str, Any]:
        """Put a drawing and its legend among the files, and return how a template shows them."""
        self.drawings[f"figures/{name}.svg"] = figure.svg
        key = []
        for number, (swatch, text) in enumerate(figure.key, start=1):
            self.drawings[f"figures/{name}-key-{number}.svg"] = swatch
            key.append({"src": f"figures/{name}-key-{number}.svg", "text": text})
        return {
            "src": f"figures/{name}.svg",
            "alt": plain(alt),
            "width": figure.width,
            "height": figure.height,
            "key": key,
        }

    def say_aloud(self, places: Iterable[str], people: Iterable[str]) -> list[Mapping[str, str]]:
        """Return names with how to say them, those without a hint left out."""
        found = [(self.place(one), self.library.places[one].say) for one in places]
        found += [(self.library.people[one].name, self.library.people[one].say) for one in people]
        return [{"name": name, "say": say} for name, say in found if say]
