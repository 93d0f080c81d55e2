"""References to paragraphs in the texts of a lesson: `{A3}`, or `{A3 more than 220}` for a phrase in it.

The author names a paragraph by its mark; each edition prints the mark, the page and the lines as they
are there. Which lines hold a phrase is asked of the paragraph's lines as they were laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from press.model.made import Line

PATTERN = re.compile(r"\{(?P<scope>L\d+-)?(?P<mark>[A-Z]\d*)(?:\s+(?P<phrase>[^{}]*[^{}\s]))?\s*\}")
"""A reference. What an author writes has no scope: `L1-` is put before the mark when its lesson is composed."""


Stretch = tuple[int, int]
"""The first and the last of numbers that follow one another."""


@dataclass(frozen=True)
class Widest:
    """What stands in for pages and lines before they are known: no number that is printed takes more room."""

    page: int
    line: int
    split: bool
    """Whether a paragraph may go on over the page."""


@dataclass(frozen=True)
class Spot:
    """Where in one edition something is to be found."""

    marks: tuple[str, ...]
    """Of its paragraphs, as they are printed."""
    pages: tuple[Stretch, ...]
    lines: tuple[Stretch, ...]
    """None for a whole source."""


def scoped(text: str, scope: str) -> str:
    """Return a text whose references name the lesson too: `{A3}` is `{L1-A3}` in the scope `L1-`."""
    return PATTERN.sub(lambda found: f"{{{scope}{found[0][1:]}", text)


def bare(text: str) -> str:
    """Return a text with the mark alone for each reference: `¶ A3`."""
    return PATTERN.sub(r"¶ \g<mark>", text)


def lines_with(phrase: str, lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the indices of the first and the last line of a phrase; None if it is not there.

    Spaces are left out of the comparison: a line may break at one, at a hyphen, or at none.
    """
    owner = [index for index, line in enumerate(lines) for _ in _solid(line)]
    start = _solid("".join(lines)).find(_solid(phrase))
    return (owner[start], owner[start + len(_solid(phrase)) - 1]) if start >= 0 else None


def spots(names: Sequence[str], edition: Mapping[str, Sequence[Line]]) -> Iterator[Spot]:
    """Yield where paragraphs are, those of one source together; `names` are their anchors: `L1-A3`."""
    for source, own in _by_source(names).items():
        pages = {line.page for name in own for line in edition.get(name, ())}
        lines = {line.number for name in own if name != source for line in edition.get(name, ())}
        yield Spot(_marks(own), _stretches(pages), _stretches(lines))


def placeholders(names: Sequence[str], widest: Widest) -> Iterator[Spot]:
    """Yield spots that take as much room as any that `spots` may yield of the same names."""
    for source, own in _by_source(names).items():
        page, line = (widest.page - 1, widest.page), (widest.line - 1, widest.line)
        runs = _stretches(int(name.removeprefix(source)) for name in own if name != source)
        pages = [page if first < last or widest.split else (widest.page, widest.page) for first, last in runs]
        yield Spot(_marks(own), (page,) if source in own else tuple(pages), (line,) * len(runs))


def spot_of(name: str, phrase: str, edition: Mapping[str, Sequence[Line]]) -> Spot:
    """Return where a phrase is; where the edition words it otherwise, its paragraph."""
    lines = edition.get(name, ())
    found = lines_with(phrase, [line.text for line in lines]) if phrase else None
    first, last = found or (0, len(lines))
    return next(spots([name], {name: lines[first : last + 1]}))


def _by_source(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the anchors of paragraphs by that of their source: `L1-A3` belongs to `L1-A`."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.rstrip("0123456789"), []).append(name)
    return found


def _marks(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.rpartition("-")[2] for name in names)


def _solid(text: str) -> str:
    return "".join(text.split())


def _stretches(numbers: Iterable[int]) -> tuple[Stretch, ...]:
    """Return the stretches of numbers that follow one another."""
    found: list[Stretch] = []
    for number in sorted(numbers):
        goes_on = found and found[-1][1] == number - 1
        found[-1:] = [(found[-1][0], number)] if goes_on else [*found[-1:], (number, number)]
    return tuple(found)
