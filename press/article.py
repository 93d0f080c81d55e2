"""An article's own text: its blocks by their locators, and the digests by which they are known again.

`p7` is the seventh block between empty lines, `l7` the seventh line that is not empty. Captions and
credits are counted too, so that anybody can count along in the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from press.language.marks import normal
from press.language.quoting import pieces
from press.model.seeds import Article

MISSING = "[…]"
"""Stands for a block that the user's file did not have, so that those after it keep their numbers."""

BREAK = re.compile(r"\r\n|[\r\n\f\v]")
LOCATOR = re.compile(r"([pl])([0-9]+)(?:\s*[–-]\s*[pl]?([0-9]+))?")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
"""Characters without width, and the hyphen that only shows at the end of a line."""


def blocks(text: str, locators: Literal["paragraphs", "lines"]) -> dict[str, str]:
    """Return the blocks of an article by locator, `{"p7": "…"}`, in order, with spaces folded and lines joined.

    A block that says `[…]` is counted and left out.
    """
    lines = [" ".join(line.split()) for line in BREAK.split(text.translate(INVISIBLE))]
    if locators == "lines":
        return _numbered("l", (line for line in lines if line))
    return _numbered("p", (_joined(part.split("\n")) for part in re.split(r"\n{2,}", "\n".join(lines).strip("\n"))))


def spans(span: str) -> list[str]:
    """Return the locators of a span, in order: `p7–p9, p11` is `["p7", "p8", "p9", "p11"]`."""
    found = []
    for letter, first, last in LOCATOR.findall(span):
        found += [f"{letter}{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def ranges(locators: Iterable[str]) -> str:
    """Return locators in short, as authors write them: `p7–p9, p11`."""
    runs: list[list[str]] = []
    for locator in locators:
        if runs and locator == f"{locator[0]}{int(runs[-1][-1][1:]) + 1}":
            runs[-1].append(locator)
        else:
            runs.append([locator])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def places(span: str) -> str:
    """Return a span as people write it: `p7, p9–p11` for `p7 p9 p10 p11`; what is no span stays as it is."""
    return ranges(spans(span)) or span


def holds(text: str, quotation: str) -> bool:
    """Return whether a quotation's words stand in a text: whole words, and in order where `[…]` parts them."""
    between = ".*".join(re.escape(piece) for piece in pieces(quotation))
    return bool(between) and re.search(rf"(?<!\w){between}(?!\w)", normal(text)) is not None


def letters(text: str) -> str:
    """Return the letters and digits of a text: what stays the same however it is set, printed and read in again.

    Other than `normal` it drops all marks and spaces: a file in which hyphens were lost still has the letters.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ʼ", "")  # an apostrophe that counts as a letter
    return "".join(sign for sign in folded if sign.isalnum())


def digest(text: str) -> str:
    """Return the digest of a text, whatever its marks and spaces look like: 12 hexadecimal digits."""
    return hashlib.sha256(normal(text).encode()).hexdigest()[:12]


def digest_of_block(text: str) -> str:
    """Return the digest by which a block is known again (`Article.blocks`): that of its letters alone."""
    return hashlib.sha256(letters(text).encode()).hexdigest()[:12]


def trace(article: Article, at: str, words: str) -> str:
    """Return what `seen` says of a quotation whose words were found in the article at that place.

    It depends on the article's file, the place and the words, so that it fits no others.
    """
    return digest(f"{article.sha256 or article.file} {at} {MISSING.join(pieces(words))}")


def _joined(lines: Iterable[str]) -> str:
    """Return lines as one; a hyphen at the end of a line joins it to the next without a space."""
    return re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(lines)).replace("\n", " ")


def _numbered(letter: str, texts: Iterable[str]) -> dict[str, str]:
    numbered = ((f"{letter}{number}", text) for number, text in enumerate(texts, start=1))
    return {locator: text for locator, text in numbered if text and text != MISSING}
