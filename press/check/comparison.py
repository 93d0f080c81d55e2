"""Retellings that a person has read beside the article, sentence by sentence, for anything added or lost.

No program can see that. What can be seen is whether a text has changed since: `compared` fits the words of one
level, the spans they retell and the article only.
"""

from __future__ import annotations

from collections.abc import Iterator

from press import article
from press.model.content import Passage, Source
from press.model.library import Library
from press.problems import Problem

COMPARE = "Read each sentence beside the article: is anything added or lost? When that is done, write"


def not_compared(library: Library) -> Iterator[Problem]:
    """Yield a problem for each passage with a level whose trace is missing, or is that of another text."""
    for name, passage in library.passages.items():
        source = library.sources.get(name.partition("/")[0])
        if source is None:
            continue
        traces = {level.id: trace(source, passage, level.id) for level in library.pack.levels}
        found = [level for level in traces if passage.compared.get(level) != traces[level]]
        if found:
            where = library.where("passages", name, "compared" if passage.compared else "title")
            levels = " and ".join(f"“{level}”" for level in found)
            message = f"The text of {levels} has not been compared with {passage.span} of the article"
            message += ", or was changed since." if passage.compared else "."
            line = ", ".join(f'{level}: "{one}"' for level, one in traces.items())
            yield Problem(where, "not-compared", message, f"{COMPARE}: compared: {{{line}}}")


def trace(source: Source, passage: Passage, level: str) -> str:
    """Return what `compared` says of a level: a digest of its texts, of their spans and of the article's file."""
    title = passage.title if isinstance(passage.title, str) else passage.title.get(level, "")
    told = [f"{one.of}: {one.told.get(level, '')}" for one in passage.paragraphs]
    return article.digest("\n".join([source.article.sha256 or source.article.file, passage.span, title, *told]))
