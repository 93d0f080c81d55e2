"""Quotations: exact, traced to the article, and not too long.

Whatever stands in quotation marks in a passage is listed with the paragraph (`quotes`) or with the
source (`quotations`), with the place in the article. Articles are not part of a pack, so that the
words were compared is shown by a trace, `seen`, which fits these words at this place only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from press import article
from press.check.citations import Path
from press.check.sources import LONGEST_QUOTATION
from press.language import sentences
from press.language.quoting import pieces, spans
from press.model.content import Paragraph, Source
from press.model.library import Library
from press.original import blocks_of
from press.problems import Problem, nearest

LONGEST_SHOWN = 60
"""So many letters of a quotation are shown in a message."""

COMPARE = "Add the article (generate.py add-source FILE) and check again: you are told what to write."


class _Listed(NamedTuple):
    """A quotation in a list, its place in the article, and its trace; `at` is the path of its words."""

    at: Path
    words: str
    place: str
    seen: str | None


def in_passages(library: Library) -> Iterator[Problem]:
    """Yield a problem for each quotation of a passage that is not listed, changed, untraced, too long or not used."""
    for name, passage in library.passages.items():
        source = name.partition("/")[0]
        if source not in library.sources:
            continue
        blocks = blocks_of(library, source)
        for number, paragraph in enumerate(passage.paragraphs):
            at: Path = ("passages", name, "paragraphs", number)
            yield from _unlisted(library, at, paragraph, library.sources[source], blocks)
            for entry, quoted in enumerate(paragraph.quotes):
                listed = _Listed((*at, "quotes", entry, "words"), quoted.words, quoted.at, quoted.seen)
                yield from _traced(library, library.sources[source], listed, blocks)
                yield from _long(library, listed)
                if not any(_same(quoted.words, words) for _, words in _quoted(paragraph)):
                    message = f"No level quotes {_shown(quoted.words)} here."
                    yield Problem(library.where(*listed.at), "unused", message, "Quote it, or delete it.")


def of_sources(library: Library) -> Iterator[Problem]:
    """Yield a problem for each listed quotation of a source that is changed or untraced."""
    for name, source in library.sources.items():
        blocks = blocks_of(library, name)
        for key, quotation in source.quotations.items():
            at: Path = ("sources", name, "quotations", key, "text")
            listed = _Listed(at, quotation.text, quotation.at, quotation.seen)
            yield from _traced(library, source, listed, blocks)


def _unlisted(
    library: Library, at: Path, paragraph: Paragraph, source: Source, blocks: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each quotation in a paragraph that neither it nor the source lists."""
    listed = [quoted.words for quoted in paragraph.quotes]
    listed += [quotation.text for quotation in source.quotations.values()]
    for level, words in _quoted(paragraph):
        if any(_same(words, one) for one in listed):
            continue
        standing = next((place for place, text in blocks.items() if article.holds(text, words)), "")
        hint = nearest(words, listed) or "Take the words as the article has them, and list them under “quotes”."
        if standing:
            line = _line("words", words.rstrip(" .,;:"), standing, source)
            hint = f"The article has these words. Write under “quotes”: - {line}"
        where = library.where(*at, "told", level)
        yield Problem(where, "changed-quotation", f"{_shown(words)} is in no quotation listed for this text.", hint)


def _traced(library: Library, source: Source, listed: _Listed, blocks: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem if words are not in the article, where it is at hand, or if their trace does not fit."""
    _, words, place, seen = listed
    there = " ".join(blocks.get(one, "") for one in article.spans(place))
    elsewhere = [one for one, text in blocks.items() if article.holds(text, words)]
    if not article.holds(there, words) and (there.strip() or elsewhere):
        message = f"{_shown(words)} does not stand at {place} of the article."
        hint = f"It stands at {', '.join(elsewhere)}." if elsewhere else "Write the words as the article has them."
        yield Problem(library.where(*listed.at), "changed-quotation", message, hint)
    elif seen != article.trace(source.article, place, words):
        message = f"{_shown(words)} has no trace of having been found at {place}."
        if seen:
            message = f"The trace of {_shown(words)} is not that of these words at {place}."
        line = _line(str(listed.at[-1]), words, place, source)
        hint = f"The article has them. Write: {line}" if there.strip() else COMPARE
        yield Problem(library.where(*listed.at), "unseen-quotation", message, hint)


def _long(library: Library, listed: _Listed) -> Iterator[Problem]:
    """Yield a problem if a quotation is longer than fair use would bear."""
    count = len(sentences.words(listed.words))
    if count > LONGEST_QUOTATION:
        message = f"The quotation has {count} words; {LONGEST_QUOTATION} is the most."
        yield Problem(library.where(*listed.at), "quotation-too-long", message, "Shorten it to the words that matter.")


def _quoted(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Yield what a paragraph quotes, with the level: what is in marks, or all of it if it is word for word."""
    for level, text in paragraph.told.items():
        marked = [span.words for span in spans(text)]
        yield from ((level, words) for words in marked or ([text] if paragraph.quoted else []))


def _same(words: str, others: str) -> bool:
    return pieces(words) == pieces(others)


def _shown(words: str) -> str:
    """Return words as a message names them, long ones cut."""
    folded = " ".join(words.split())
    return f"“{folded if len(folded) <= LONGEST_SHOWN else folded[:LONGEST_SHOWN].rstrip() + '…'}”"


def _line(key: str, words: str, place: str, source: Source) -> str:
    """Return the entry of a quotation as it should be written in YAML, with its trace."""
    text = json.dumps(" ".join(words.split()), ensure_ascii=False)
    seen = article.trace(source.article, place, words)
    return f'{{{key}: {text}, at: {place}, seen: "{seen}"}}'
