"""What a level leaves out of a paragraph on purpose, in the sentences of a level that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from press.language import holds
from press.model.content import Fact, Hold, Level, Passage

Omitted = tuple[str, str]
"""A sentence, with the words that are missing in `**`, and the id of its fact."""


class Omissions:
    """What the levels of a pack leave out of a passage; each part of a fact is said once."""

    def __init__(self, passage: Passage, ledger: Mapping[str, Fact], levels: tuple[Level, ...]) -> None:
        self.passage, self.ledger, self.levels = passage, ledger, levels
        self.said: set[tuple[str, int]] = set()

    def of(self, number: int) -> list[tuple[str, list[Omitted]]]:
        """Return the names of levels, and what these leave out of a paragraph; those together that leave out the same.

        The sentences are those of the highest level that tells them.
        """
        found: dict[str, list[Omitted]] = {}
        for name, hold, sentence in self._parts(number):
            for level in self.levels:
                if level.id not in hold.levels and not self._is_told(hold, level):
                    own = self.passage.paragraphs[number].told.get(level.id, "")
                    marked = _marked(sentence, holds.lacking(hold, sentence, own))
                    found.setdefault(level.name, []).append((marked, name))
        same: dict[tuple[Omitted, ...], list[str]] = {}
        for level_name, parts in found.items():
            same.setdefault(tuple(parts), []).append(level_name)
        return [(", ".join(names), list(parts)) for parts, names in same.items()]

    def _parts(self, number: int) -> Iterator[tuple[str, Hold, str]]:
        """Yield the parts of facts that only some levels tell: id, part, and the sentence that tells it here."""
        paragraph = self.passage.paragraphs[number]
        for name in paragraph.facts:
            for place, hold in enumerate(self.ledger[name].holds if name in self.ledger else ()):
                telling = [level.id for level in self.levels if level.id in hold.levels]
                sentence = holds.told(hold, paragraph.told.get(telling[-1], "")) if telling else ""
                if sentence and (name, place) not in self.said:
                    self.said.add((name, place))
                    yield name, hold, sentence

    def _is_told(self, hold: Hold, level: Level) -> bool:
        """Return whether a level tells a part that it need not tell."""
        return any(holds.met(hold, paragraph.told.get(level.id, "")) for paragraph in self.passage.paragraphs)


def _marked(sentence: str, words: Iterable[str]) -> str:
    """Return a sentence with some of its words in `**`."""
    for one in dict.fromkeys(words):
        sentence = sentence.replace(one, f"**{one}**", 1)
    return sentence
