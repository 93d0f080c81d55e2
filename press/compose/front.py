"""The front of the booklet: cover, how to use it, contents, pages of the pack's own."""

from __future__ import annotations

from collections.abc import Sequence

from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import Page
from press.model.made import Section

LONG_TITLE = 30
"""Letters that a title on the cover may have in large type."""


def cover(telling: Telling) -> Section:
    """Return the cover. The level is shown by its mark only."""
    pack, words = telling.library.pack, telling.words
    if pack.cover.drawing:
        path = telling.library.folder / pack.cover.drawing
        telling.drawings["figures/cover.svg"] = path.read_text(encoding="utf-8")
    return Section(
        id="cover",
        kind="cover",
        title=pack.title,
        data={
            "series": pack.cover.series or "",
            "subtitle": pack.subtitle,
            "drawing": "figures/cover.svg" if pack.cover.drawing else "",
            "lines": list(pack.cover.title or [plain(pack.title)]),
            "long": len(pack.title) > LONG_TITLE,
            "facts": [words("facts-as-of", date=words.month(pack.date)), words("edition", edition=pack.edition)],
        },
    )


def how(telling: Telling) -> Section:
    """Return the page that explains the booklet's marks, each shown as it is printed."""
    words = telling.words
    return Section(
        id="how",
        kind="how",
        title=words("how-title"),
        kicker=words("how-kicker"),
        running=words("how-title"),
        entry=words("how-title"),
        part=True,
        data={"names": telling.told(telling.library.pack.names_rule)},
    )


def contents(telling: Telling, sections: Sequence[Section]) -> Section:
    """Return the contents of the sections that follow; the engine fills in the page numbers."""
    words = telling.words
    return Section(
        id="contents",
        kind="contents",
        title=words("contents-title"),
        kicker=words("contents-kicker"),
        running=words("contents-kicker"),
        data={
            "entries": [
                {"id": section.id, "text": section.entry, "part": section.part} for section in sections if section.entry
            ]
        },
    )


def page(telling: Telling, own: Page) -> Section:
    """Return a page of text that the pack brings along."""
    return Section(
        id=f"page-{own.id}",
        kind="page",
        title=own.title,
        kicker=own.kicker,
        running=plain(own.title),
        entry=plain(own.title),
        part=True,
        data={
            "text": telling.all_told(own.text),
            "rules": telling.all_told(own.rules),
            "ladder": [
                {"mark": rung.mark, "name": rung.name, "means": telling.told(rung.means)} for rung in own.ladder
            ],
            "after": telling.all_told(own.after),
            "adds": own.adds or "",
        },
    )
