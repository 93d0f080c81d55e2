"""The passages of the level `original`: cut from the article, with the marks of the paragraphs that retell them.

A class works together: “paragraph A3” must be found in every booklet. So each block of the article
bears the marks of all paragraphs that retell it; a block that two retell stands once, with both marks.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from press.article import MISSING, spans
from press.compose.telling import Telling
from press.markdown import plain
from press.model.content import Passage, Source
from press.model.seeds import Article
from press.words import Words

LONGEST_RIGHTS = 84
"""Letters of a rights line that the foot of a page has room for; the whole line is with the sources."""


def rows(
    telling: Telling, passage: Passage, article: Article, blocks: Mapping[str, str], scope: str
) -> list[dict[str, Any]]:
    """Return what to print: blocks, small headings, `[…]` where running text was left out.

    A paragraph of which the user's file has no block is told as at the last of the pack's levels.
    """
    found = list(_cut(passage, article, blocks, telling.told_as))
    texts = [row for row in found if row["kind"] in {"exact", "retold"}]
    anchored: set[int] = set()
    for row, shown in zip(texts, telling.paragraphs([row["text"] for row in texts], scope), strict=True):
        marks = [_mark(number, scope, first=number not in anchored) for number in row["numbers"]]
        row.update(glosses=shown["glosses"], note="", marks=marks)
        anchored.update(row["numbers"])
    return found


def foot(source: Source, words: Words) -> str:
    """Return what the foot of the article's pages says of its rights."""
    rights = textwrap.shorten(plain(source.rights), LONGEST_RIGHTS, placeholder=" …")
    return rights if source.article.may_be_copied else f"{words('class-only')} {rights}"


def _mark(number: int, scope: str, *, first: bool) -> dict[str, str]:
    """Return a paragraph's mark and name, and the anchor that only the first of its blocks has."""
    name = f"{scope}{number}"
    return {"id": name if first else "", "name": name, "mark": name.partition("-")[2]}


def _cut(passage: Passage, article: Article, blocks: Mapping[str, str], level: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a passage in the order of the article.

    Furniture is left out unless a paragraph retells it. A heading stands before the first block
    that is printed after it.
    """
    retelling = _retelling(passage)
    absent = _absent(passage, blocks)
    wanted = {*retelling, *spans(passage.span)} - ({*article.furniture} - retelling.keys())
    headings = {*article.headings} - retelling.keys()
    heading, gap = "", False
    for locator in _between(wanted, headings):
        for number in absent.pop(locator, ()):
            yield _retold(passage, number, level)
        if locator in headings:
            heading = blocks.get(locator, "")
        elif locator in wanted and locator in blocks:
            if gap:
                yield {"kind": "gap", "text": MISSING}
            if heading:
                yield {"kind": "heading", "text": heading}
            yield {"kind": "exact", "text": blocks[locator], "numbers": retelling.get(locator, [])}
            heading, gap = "", False
        elif locator not in article.furniture:
            gap = True
    for number in sorted(number for numbers in absent.values() for number in numbers):
        yield _retold(passage, number, level)


def _retelling(passage: Passage) -> dict[str, list[int]]:
    """Return which paragraphs, by number from 1, retell each block."""
    found: dict[str, list[int]] = {}
    for number, paragraph in enumerate(passage.paragraphs, start=1):
        for locator in spans(paragraph.of):
            found.setdefault(locator, []).append(number)
    return found


def _absent(passage: Passage, blocks: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the paragraphs of which there is no block, by the locator at which they are told instead."""
    found: dict[str, list[int]] = {}
    for number, paragraph in enumerate(passage.paragraphs, start=1):
        own = spans(paragraph.of)
        if not any(locator in blocks for locator in own):
            found.setdefault(own[0] if own else "", []).append(number)
    return found


def _between(wanted: AbstractSet[str], headings: AbstractSet[str]) -> Iterator[str]:
    """Yield the locators from the first that is wanted, or the heading right before it, to the last."""
    if not wanted:
        return
    letter = next(iter(wanted))[0]
    numbers = [int(locator[1:]) for locator in wanted]
    first = min(numbers)
    first -= f"{letter}{first - 1}" in headings
    yield from (f"{letter}{number}" for number in range(first, max(numbers) + 1))


def _retold(passage: Passage, number: int, level: str) -> dict[str, Any]:
    return {"kind": "retold", "text": passage.paragraphs[number - 1].told[level], "numbers": [number]}
