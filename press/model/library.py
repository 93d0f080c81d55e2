"""Everything one pack is made of, as it was loaded: the value that all later stages read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from press.model.content import (
    Fact,
    Glossary,
    Lesson,
    Pack,
    Passage,
    Person,
    Place,
    Source,
    Timeline,
    Voice,
    WordLevels,
)
from press.problems import Where

if TYPE_CHECKING:
    from press.model.charts import ChartSpec
    from press.model.maps import MapSpec

Step = str | int
"""A key of a mapping, or the index of an entry in a list, from 0."""


class Spot(NamedTuple):
    """Where a value stands in its file, and where what is in it stands; lines and columns from 1."""

    line: int
    column: int
    key_line: int = 0
    """Where the key of this value stands; 0 for an entry of a list and for a whole file."""
    key_column: int = 0
    within: Mapping[Step, Spot] | None = None
    """The values of a mapping or a list; None for a text."""

    def at(self, *path: Step) -> Spot:
        """Return the spot of the value at `path`, or that of its nearest parent."""
        spot = self
        for step in path:
            if spot.within is None or step not in spot.within:
                break
            spot = spot.within[step]
        return spot

    def places(self, file: str) -> Iterator[Where]:
        """Yield every place by which this value, or one that is in it, may be called."""
        yield Where(file, self.line, self.column)
        yield self.named(file)
        for spot in (self.within or {}).values():
            yield from spot.places(file)

    def named(self, file: str) -> Where:
        """Return where the key stands that leads here, or the value when it has no key."""
        if self.key_line:
            return Where(file, self.key_line, self.key_column)
        return Where(file, self.line, self.column)

    def shown(self, file: str) -> Where:
        """Return the place to send a reader to: a text itself, but a mapping or list by its key."""
        return self.named(file) if self.within is not None else Where(file, self.line, self.column)


WHOLE_FILE = Spot(0, 0, within={})
"""The spot of a file of which nothing is known."""


@dataclass(frozen=True)
class Whereabouts:
    """Where each value of a library was written.

    Paths follow the attributes of `Library`: `("lessons", 0, "sections", 2, "read")`,
    `("passages", "tide-tables/two-tides", "title")`, `("places", "harbour", "names", 0)`.
    """

    files: Mapping[tuple[Step, ...], tuple[str, Spot]]
    """By the first one or two steps of a path: the file, relative to the root, and its spots."""

    def __call__(self, *path: Step) -> Where:
        """Return the place of the value at `path`, or of its nearest parent."""
        file, spot = self._spot(path)
        return spot.shown(file)

    def key(self, *path: Step) -> Where:
        """Return the place of the last key of `path`."""
        file, spot = self._spot(path)
        return spot.named(file)

    def within(self, *path: Step) -> frozenset[Where]:
        """Return the places of the value at `path` and of all that is in it."""
        file, spot = self._spot(path)
        return frozenset(spot.places(file))

    def _spot(self, path: tuple[Step, ...]) -> tuple[str, Spot]:
        """Return the file of a path, and the spot in it.

        A path that belongs to no file is a KeyError, for it is our mistake.
        """
        head = path[:2] if path[:2] in self.files else path[:1]
        file, spot = self.files[head]
        return file, spot.at(*path[len(head) :])


@dataclass(frozen=True, eq=False)
class Library:
    """A pack with its lessons, and the sources that it refers to.

    One is equal to itself only, so that what is worked out from a library can be remembered with it.
    """

    pack: Pack
    pack_id: str
    """The name of the pack's folder."""
    root: Path
    """The folder that holds `content/` and `seeds/`."""
    folder: Path
    """`content/<pack_id>`, where the pack's drawings are."""
    lessons: tuple[Lesson, ...]
    """By number."""
    glossary: Glossary
    places: Mapping[str, Place]
    people: Mapping[str, Person]
    timeline: Timeline
    maps: Mapping[str, MapSpec]
    charts: Mapping[str, ChartSpec]
    sources: Mapping[str, Source]
    passages: Mapping[str, Passage]
    """By `<source>/<passage>`."""
    facts: Mapping[str, Mapping[str, Fact]]
    """The ledgers: by source, and by the id of the fact."""
    originals: Mapping[str, str]
    """By source, the text of `original.txt`, where a user has put it."""
    word_levels: WordLevels
    voice: Voice
    shelf: tuple[str, ...]
    """Names of all folders in `seeds/`, of which only those referred to are loaded."""
    where: Whereabouts
