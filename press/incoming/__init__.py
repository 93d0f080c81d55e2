"""Brings in an article's own text: a user's file → `seeds/<source>/original.txt`, known by the digests of its blocks.

The file is written in the article's own numbering: a block that was not found is `[…]`. A source
whose digests nobody has written down yet takes the file on the user's word (`--as`).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press import article, load
from press.article import MISSING, ranges
from press.incoming.lines import Incoming, UnreadableError, read
from press.incoming.recognition import Stretch, Word, found_in_lines, joined, stretches, words_of
from press.model.content import Source
from press.problems import MachineError, Problem, Report, Where, nearest

__all__ = ["Added", "add"]

ENOUGH = 0.5
"""An article is known by this part of its running text, in blocks."""

MOST_SHOWN = 12
"""Lines of the file that are shown when they belong to no block."""


@dataclass(frozen=True)
class Added:
    """What became of a user's file."""

    source: str
    path: Path
    blocks: Mapping[str, str]
    """The blocks found, by locator."""
    furniture: tuple[str, ...] = ()
    """Those of them that are no running text: kept in the file, not printed in booklets."""
    missing: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    """What stands in the file and belongs to no block."""
    dropped: tuple[str, ...] = ()
    """Heads, feet and numbers of pages."""
    digests: tuple[str, ...] = ()
    """Of a source that has none yet, what its `blocks` should be."""

    def report(self) -> str:
        """Return what to tell the user, a line for each thing that was done."""
        whole = len(self.blocks) + len(self.missing)
        told = [f"{self.source}: {len(self.blocks)} of {whole} blocks are in {self.path.name}."]
        if self.furniture:
            told.append(f"  not printed (captions, pull quotes, credits): {ranges(self.furniture)}")
        if self.missing:
            told.append(f"  not found in the file, left as {MISSING}: {ranges(self.missing)}")
        if self.dropped:
            told.append(f"  dropped as heads, feet and numbers of pages: {len(self.dropped)} lines")
        if self.strays:
            told.append(f"  in the file, but no block of the article: {len(self.strays)} lines")
            told += [f"    {line[:90]}" for line in self.strays[:MOST_SHOWN]]
            told += ["    …"] if len(self.strays) > MOST_SHOWN else []
        if self.digests:
            told.append("  By these the article will be recognised; write them under “article” in source.yaml:")
            told.append(f"    blocks: [{', '.join(f'{chr(34)}{one}{chr(34)}' for one in self.digests)}]")
        return "\n".join(told)


def add(file: Path, seeds: Path, only: str | None, report: Report) -> Added | None:
    """Write `original.txt` beside the source whose article the file is; None, with a problem reported, if it is none.

    `only` names the one source to look at. The file is put in place whole or not at all.
    """
    sources = load.shelf(seeds, report)
    try:
        if only is not None and only not in sources:
            raise _UnknownError(f"There is no source “{only}” in {seeds}.", nearest(only, sources))
        data = file.read_bytes()
        text = read(data, file.suffix.lower())
        known = {name: source for name, source in sources.items() if only in {None, name}}
        found = _newly(data, text, known, seeds, only) or _recognised(text, known, seeds)
    except _UnknownError as fault:
        report(Problem(Where(str(file)), "unknown-article", fault.message, fault.hint))
        return None
    except (OSError, UnreadableError) as error:
        why = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        hint = "Save the article as plain text and try again."
        report(Problem(Where(str(file)), "unreadable-file", f"The file {why}.", hint))
        return None
    _write(found.path, [found.blocks.get(one, MISSING) for one in _in_order([*found.blocks, *found.missing])])
    return found


class _UnknownError(Exception):
    """The file is not the article that is looked for."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def _newly(data: bytes, text: Incoming, sources: Mapping[str, Source], seeds: Path, only: str | None) -> Added | None:
    """Return a file for a source without digests, if it is the very file its `sha256` tells of or the user says so."""
    sha256 = hashlib.sha256(data).hexdigest()
    for name, source in sources.items():
        if not source.article.blocks and (only == name or source.article.sha256 == sha256):
            blocks = article.blocks(text.whole, source.article.locators)
            digests = tuple(article.digest_of_block(block) for block in blocks.values())
            path = seeds / name / "original.txt"
            return Added(source=name, path=path, blocks=blocks, dropped=text.dropped, digests=digests)
    return None


def _recognised(text: Incoming, sources: Mapping[str, Source], seeds: Path) -> Added:
    """Return what the file has of the source it is most like."""
    words = words_of(text.lines)
    if not words:
        raise _UnknownError("The file holds no text.", "If it is a scan, send it through text recognition first.")
    name, part = _most_like(words, sources)
    if part < ENOUGH:
        message = f"Only {part:.0%} of the article of “{name}” is in this file, and less of any other."
        hint = "Take the very version that source.yaml describes, from its first line to its last."
        raise _UnknownError(message if part else "This file is the article of no source here.", hint)
    source = sources[name]
    found = stretches(words, source.article.blocks)
    blocks = _blocks(found, words, source)
    return Added(
        source=name,
        path=seeds / name / "original.txt",
        blocks=blocks,
        furniture=tuple(one for one in source.article.furniture if one in blocks),
        missing=tuple(one for one in _locators(source) if one not in blocks),
        strays=_strays(words, found),
        dropped=text.dropped,
    )


def _in_order(locators: Sequence[str]) -> list[str]:
    return sorted(locators, key=lambda one: int(one[1:]))


def _locators(source: Source) -> list[str]:
    letter = source.article.locators[0]
    return [f"{letter}{number}" for number in range(1, len(source.article.blocks) + 1)]


def _most_like(words: Sequence[Word], sources: Mapping[str, Source]) -> tuple[str, float]:
    """Return the source of which most is found in the words, and how much of its running text that is."""
    there = found_in_lines(words, frozenset(digest for one in sources.values() for digest in one.article.blocks))
    parts = {}
    for name, source in sources.items():
        aside = {*source.article.furniture, *source.article.headings}
        named = zip(_locators(source), source.article.blocks, strict=True)
        body = [digest in there for locator, digest in named if locator not in aside]
        parts[name] = sum(body) / len(body) if body else 0.0
    return max(parts.items(), key=lambda part: (part[1], part[0]), default=("", 0.0))


def _blocks(found: Sequence[Stretch], words: Sequence[Word], source: Source) -> dict[str, str]:
    """Return the blocks found by locator; of blocks that are alike the first found is the first."""
    waiting: dict[str, list[str]] = {}
    for stretch in found:
        waiting.setdefault(stretch.digest, []).append(joined(words[stretch.start : stretch.end], words))
    named = zip(_locators(source), source.article.blocks, strict=True)
    return {locator: waiting[digest].pop(0) for locator, digest in named if waiting.get(digest)}


def _strays(words: Sequence[Word], found: Sequence[Stretch]) -> tuple[str, ...]:
    """Return what is in no block, line by line."""
    taken = {place for stretch in found for place in range(stretch.start, stretch.end)}
    lines: dict[int, list[str]] = {}
    for place, word in enumerate(words):
        if place not in taken:
            lines.setdefault(word.line, []).append(word.text)
    return tuple(" ".join(line) for line in lines.values())


def _write(path: Path, blocks: Sequence[str]) -> None:
    """Put the blocks into a file, with an empty line between them; another file is replaced in one step."""
    temporary = path.with_name(".original.txt.new")
    try:
        temporary.write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}.", "Make the folder writable.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
