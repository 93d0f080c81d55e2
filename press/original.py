"""The level `original`: the articles themselves, where a user has brought their texts."""

from __future__ import annotations

from press.article import blocks
from press.model.content import Level, Read
from press.model.library import Library

ORIGINAL = "original"


def levels(library: Library) -> tuple[Level, ...]:
    """Return the levels of a pack, and after them `original` if one of the articles that lessons read is there."""
    read = {section.read.split("/")[0] for lesson in library.lessons for section in lesson.sections
            if isinstance(section, Read)}  # fmt: skip
    there = any(blocks_of(library, source) for source in sorted(read))
    return (*library.pack.levels, _level(library)) if there else library.pack.levels


def blocks_of(library: Library, source: str) -> dict[str, str]:
    """Return the blocks of a source's article by locator; none when its text is not there."""
    return blocks(library.originals.get(source, ""), library.sources[source].article.locators)


def _level(library: Library) -> Level:
    """Return the level; its paragraphs are as long as the writer's, so meanings stand below them."""
    pack = library.pack
    size = pack.original.type or pack.levels[-1].type.model_copy(update={"gloss": "below"})
    about = {"id": ORIGINAL, "name": "Original", "for": "readers of the articles themselves"}
    return Level.model_validate({**about, "mark": pack.original.mark, "type": size})
