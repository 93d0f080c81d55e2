"""The fact ledgers: which entries a paragraph names, and whether it holds what they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from press.language.holds import met
from press.model.content import Fact, Hold, Passage
from press.model.library import Library
from press.problems import Problem, nearest


def entries(library: Library) -> Mapping[str, Fact]:
    """Return the entries of all ledgers by id."""
    return {name: fact for ledger in library.facts.values() for name, fact in ledger.items()}


def unknown(library: Library, key: str) -> Iterator[Problem]:
    """Yield a problem for each fact that a passage names and no ledger has."""
    there = entries(library)
    for number, paragraph in enumerate(library.passages[key].paragraphs):
        for entry, name in enumerate(paragraph.facts):
            if name not in there:
                where = library.where("passages", key, "paragraphs", number, "facts", entry)
                hint = nearest(name, there) or "It would have to stand in the facts.yaml of its source."
                yield Problem(where, "unknown-reference", f"There is no fact “{name}”.", hint)


def lost(library: Library, key: str) -> Iterator[Problem]:
    """Yield a problem for each part of a fact that a passage says it tells, and does not tell at a level.

    A fact that several paragraphs name may be told by any of them.
    """
    passage, there = library.passages[key], entries(library)
    for name in dict.fromkeys(name for paragraph in passage.paragraphs for name in paragraph.facts if name in there):
        telling = [number for number, paragraph in enumerate(passage.paragraphs) if name in paragraph.facts]
        for level in (level.id for level in library.pack.levels):
            for hold in there[name].holds:
                if (not hold.levels or level in hold.levels) and not _is_told(passage, telling, level, hold):
                    where = library.where("passages", key, "paragraphs", telling[0], "told", level)
                    message = f"At “{level}” this does not hold what {name} asks for: {_asked(hold)}."
                    yield Problem(where, "lost-fact", message, f"{name} says: {there[name].says}")


def _is_told(passage: Passage, telling: Iterable[int], level: str, hold: Hold) -> bool:
    """Return whether one of the paragraphs holds it; a level that is not told is not asked."""
    texts = [passage.paragraphs[number].told.get(level) for number in telling]
    return any(text is None or met(hold, text) for text in texts)


def _asked(hold: Hold) -> str:
    """Return in words what a hold asks for."""
    words = "; ".join(f"“{'” or “'.join(word.split('|'))}”" for word in hold.words)
    return f"{words}{', in this order' if hold.in_order and len(hold.words) > 1 else ''}"
