"""The lines of the sources in one booklet: their numbers, and the pages on which they will stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.model.made import Line, Lines
from press.paginate.pages import Level


def told_lines(level: Level, breaks: frozenset[str], stands: Mapping[str, int]) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each source and of each of its paragraphs, by anchor; each source counts its own.

    `stands` are the pages on which sections stand.
    """
    found: dict[str, list[Line]] = {}
    for section in level.booklet.sections:
        for offset, paragraph in _on_pages(level, section.id, breaks):
            for text in paragraph.texts:
                number = len(found.setdefault(section.id, [])) + 1
                for name in (section.id, *paragraph.names):
                    found.setdefault(name, []).append(Line(number, stands[section.id] + offset, text))
    return {name: tuple(lines) for name, lines in found.items()}


def _on_pages(level: Level, section: str, breaks: frozenset[str]) -> Iterator[tuple[int, Lines]]:
    """Yield the paragraphs of a section, each with its page from 0: as measured, or as the plan breaks it."""
    stretches = level.stretches[section]
    broken = not breaks.isdisjoint(name for one in stretches for name, _ in one.items)
    page = 0
    before: tuple[str, ...] = ()
    for number, stretch in enumerate(stretches):
        for paragraph in stretch.told:
            begins = paragraph.names != before and not breaks.isdisjoint(paragraph.names)
            page, before = page + begins if broken else number, paragraph.names
            yield page, paragraph
