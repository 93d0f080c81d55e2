"""Markdown-lite: what authors may do inside a text.

Emphasis (`*Black Garden*`, `**not**`), quotation marks, nothing else: no headings, lists, links,
images or HTML, for those are the layout's business. Raw HTML comes out as the characters it is.
"""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from markupsafe import Markup as Safe

from press.references import bare


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "typographer": False})
    return parser.enable(["emphasis", "escape", "entity"])


def inline(text: str) -> Safe:
    """Return one paragraph of Markdown-lite as safe HTML; line breaks become spaces.

    No line begins with the stroke between a pair of names.
    """
    return Safe(_parser().renderInline(" ".join(text.split()).replace(" / ", "\u00a0/ ")))


def plain(text: str) -> str:
    """Return the text without its marks of emphasis: for bookmarks, titles and alternative texts.

    Of a reference to a paragraph there is the mark.
    """
    tokens = _parser().parseInline(" ".join(bare(text).split()))
    return "".join(child.content for token in tokens for child in token.children or [])
