"""Two names of one place: both, in the pack's order, where our own voice first names it.

First means first at a level in what is read as one: a passage with its title, a section of a lesson, a
question, the opening of a lesson, a page in front or at the back, an event, a term, a card of a source.
A name that is only part of a longer one (a person's, an institution's, another place's) is not meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from press.check.citations import Path
from press.check.texts import Telling, own_words, sentence_spans
from press.model.library import Library
from press.problems import Problem

Names = tuple[str, ...]
"""The names of one thing, in the pack's order."""

DEPTHS: Mapping[Path, int] = {
    ("lessons", "sections"): 4,
    ("lessons", "questions"): 4,
    ("sources", "quotations"): 4,
    ("maps", "labels"): 4,
    ("maps",): 3,
    ("pack",): 3,
    ("glossary",): 3,
    ("timeline",): 3,
}
"""By the first and the third step of a path, or by the first: how many steps lead to what is read as one; else two."""


@dataclass(frozen=True)
class _Register:
    """The names that belong together."""

    pattern: re.Pattern[str]
    """Finds a name, or several with strokes between."""
    of: dict[str, Names]
    """By each name, all names of the same thing."""
    alone: frozenset[str]
    """Names that may stand without the other."""


def single_names(told: Iterable[Telling], library: Library) -> Iterator[Problem]:
    """Yield a problem for each name that lacks its other one where both are due, or stands in the wrong order."""
    register = _register(library)
    if not register.of:
        return
    named: dict[tuple[Path, str], set[Names]] = defaultdict(set)
    reported: set[Problem] = set()
    for at, text in told:
        for level in (level.id for level in library.pack.levels):
            words = text if isinstance(text, str) else text.get(level, "")
            before = named[_unit(at), level] | _entry(at, library)
            path = at if isinstance(text, str) else (*at, level)
            for problem in _in(words, path, before, register, library):
                if problem not in reported:
                    reported.add(problem)
                    yield problem
            named[_unit(at), level] = before


def _in(text: str, at: Path, named: set[Names], register: _Register, library: Library) -> Iterator[Problem]:
    """Yield the problems of one text; `named` is what was named before it, and is added to."""
    if not register.pattern.search(text):
        return
    for found in register.pattern.finditer(own_words(at, text)):
        run = re.split(r"\s*/\s*", found[0])
        names = register.of.get(run[0])
        if names is None or (len(run) == 1 and (names in named or run[0] in register.alone)):
            continue
        named.add(names)
        if tuple(run) != names:
            shown, both = " / ".join(run), " / ".join(names)
            sentence = next(text[start:end] for start, end in sentence_spans(text) if found.start() < end)
            alone = "stands alone where it is first named" if len(run) == 1 else "is not the pack's order of names"
            hint = f"Write “{both}”" + ("; after that, one of them is enough." if len(run) == 1 else ".")
            yield Problem(library.where(*at), "single-name", f"“{shown}” {alone}: {sentence}", hint)


def _unit(at: Path) -> Path:
    """Return the path of what a text is read together with."""
    return at[: DEPTHS.get((at[0], *at[2:3]), DEPTHS.get(at[:1], 2))]


def _entry(at: Path, library: Library) -> set[Names]:
    """Return the names beside which a text stands in the list of names."""
    return {library.places[str(at[1])].names} if at[0] == "places" else set()


def _register(library: Library) -> _Register:
    """Return the names of a pack that belong together, as they are written and in capitals as on maps."""
    places = [place.names for place in library.places.values()]
    pairs = [names for names in (*places, *(pair.names for pair in library.voice.pairs)) if len(names) > 1]
    pairs += [tuple(name.upper() for name in names) for names in pairs]
    of = {name: names for names in pairs for name in names}
    alone = {one.name for one in library.voice.alone}
    longer = {name for name in {*_other_names(library), *alone} if name not in of and any(one in name for one in of)}
    either = "|".join(re.escape(name) for name in sorted({*of, *longer}, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?:\s*/\s*(?:{either}))*(?!\w)")
    return _Register(pattern, of, frozenset(alone))


def _other_names(library: Library) -> Iterator[str]:
    """Yield proper names of which the name of a place may be a part."""
    yield from library.pack.names
    yield from (person.name for person in library.people.values())
    yield from (name for source in library.sources.values() for name in source.names)
    yield from (place.names[0] for place in library.places.values() if len(place.names) == 1)
