"""What only teachers may read of a pack, in a form in which it is known again in a finished file.

Texts are compared by their letters and digits alone, so that no line break, soft hyphen, capital or ligature
hides an answer. An answer is known by every run of `RUN` letters that begins one of its words. Runs that a pupil's
text has as well, or that come about where two such texts meet, give nothing away and are left out. Both kinds of
text are taken from what authors write: a composed booklet would hide just those answers that got into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args
from unicodedata import normalize

from pydantic import BaseModel

from press.article import letters
from press.model.activities import GAP, Cloze, parted
from press.model.base import FOR_TEACHERS
from press.model.library import Library
from press.words import Words

RUN = 20
"""So many letters, about four words, are known as part of an answer."""
SHORTEST = 10
"""A shorter answer is looked for as a whole if it has so many letters: fewer might meet anywhere."""

PRINTED = ("pack", "lessons", "glossary", "places", "people", "timeline", "maps", "charts", "sources", "passages")
"""The parts of a library that booklets are made of. The others are for authors: ledgers, lists of words."""

_WORD = re.compile(r"\S+")
"""What stands between spaces: a run begins where a reader may begin to copy, and `letters` drops the marks."""

_SLOT = re.compile(r"\{.*?\}")
"""What the program's own words leave for a number or a name."""


@dataclass(frozen=True)
class Answers:
    """What no pupil's file may have, in letters and digits."""

    runs: frozenset[str]
    """Pieces of answers, of `RUN` letters each."""
    whole: frozenset[str]
    """Short answers, and those that were worked out."""

    def first_in(self, text: str) -> str:
        """Return the first words of a text that belong to an answer, as they stand there; empty if none do."""
        folded = letters(text)
        starts = [at for at in range(len(folded) - RUN + 1) if folded[at : at + RUN] in self.runs]
        spans = [(at, at + RUN) for at in starts]
        spans += [(folded.index(one), folded.index(one) + len(one)) for one in self.whole if one in folded]
        return _as_written(text, *_joined(sorted(spans))) if spans else ""


def answers(library: Library, words: Words, worked_out: Iterable[str] = ()) -> Answers:
    """Return what only teachers may read of a pack.

    `words` are the program's own, which pupils read too; `worked_out` are keys that nobody wrote, each as a whole.
    """
    own = [part for text in words.entries.values() for part in _SLOT.split(text)]
    kept, read = [], [letters(text) for text in (*library.originals.values(), *own)]
    for part in PRINTED:
        for for_teachers, text in texts(getattr(library, part)):
            if for_teachers:
                kept.append(text)
            else:
                read.append(letters(text))
    runs = {run for text in kept for run in _runs(text)}
    for text in read:
        runs.difference_update([text[at : at + RUN] for at in range(len(text) - RUN + 1)])
    short = {one for one in map(letters, kept) if SHORTEST <= len(one) < RUN}
    short = {one for one in short if not any(one in text for text in read)}
    meet = _Joints.of(read).meet
    whole = {one for one in short if not meet(one)} | set(map(letters, worked_out))
    return Answers(frozenset(run for run in runs if not meet(run)), frozenset(whole))


@dataclass(frozen=True)
class _Joints:
    """Where pupils' texts end and begin: on a page any two of them may stand side by side."""

    ends: frozenset[str]
    begins: frozenset[str]
    whole: frozenset[str]

    @classmethod
    def of(cls, read: Iterable[str]) -> _Joints:
        """Return the beginnings and ends, shorter than a run, of texts in letters."""
        read = frozenset(read)
        lengths = range(1, RUN)
        ends = frozenset(text[-length:] for text in read for length in lengths if length <= len(text))
        begins = frozenset(text[:length] for text in read for length in lengths if length <= len(text))
        return cls(ends, begins, frozenset(text for text in read if 0 < len(text) < RUN))

    def meet(self, run: str) -> bool:
        """Return whether a run comes about where a text ends and others follow it."""
        return any(run[:at] in self.ends and self._follow(run[at:]) for at in range(1, len(run)))

    def _follow(self, run: str) -> bool:
        """Return whether a run is some whole texts, and the beginning of one more."""
        parts = range(1, len(run))
        return run in self.begins or any(run[:at] in self.whole and self._follow(run[at:]) for at in parts)


def texts(value: Any, for_teachers: bool = False) -> Iterator[tuple[bool, str]]:  # noqa: ANN401  (any authored value)
    """Yield every text and number in a value, and whether it is for teachers only."""
    if isinstance(value, str):
        yield for_teachers, value
    elif isinstance(value, int | float):
        yield for_teachers, f"{value:.12g}"
    elif isinstance(value, BaseModel):
        for name, kept in _fields(type(value)).items():
            if isinstance(value, Cloze) and name == "text":
                yield from _with_gaps(value)
            else:
                yield from texts(getattr(value, name), for_teachers or kept)
    elif isinstance(value, Mapping | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from texts(one, for_teachers)


def _with_gaps(task: Cloze) -> Iterator[tuple[bool, str]]:
    """Yield the whole text of a cloze, for teachers, and what stands around its gaps."""
    for _, text in texts(task.text):
        yield True, text.replace(GAP, "")
        yield from ((False, part) for part in parted(text)[0])


@cache
def _fields(model: type[BaseModel]) -> dict[str, bool]:
    """Return the fields of a model that have texts for a reader, and whether that is a teacher."""
    fields = model.model_fields.items()
    return {name: _marked([field.metadata, field.annotation]) for name, field in fields if name != "silence"}


def _marked(kind: Any) -> bool:  # noqa: ANN401
    """Return whether a type, or one that it is made of, is marked as a teacher's."""
    inner = kind if isinstance(kind, list) else get_args(kind)
    return kind is FOR_TEACHERS or any(_marked(one) for one in inner)


def _runs(text: str) -> Iterator[str]:
    """Yield the run of letters that begins each word of a text, as long as there are enough."""
    words = [letters(word) for word in _WORD.findall(text)]
    folded, at = "".join(words), 0
    for word in words:
        if at + RUN <= len(folded):
            yield folded[at : at + RUN]
        at += len(word)


def _joined(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the first of some spans in order, with those that overlap it."""
    start, end = spans[0]
    for first, last in spans:
        if first <= end:
            end = max(end, last)
    return start, end


def _as_written(text: str, start: int, end: int) -> str:
    """Return the part of a text between two of its letters, counted as `letters` has them."""
    text = normalize("NFKC", text)
    at = [index for index, sign in enumerate(text) for _ in letters(sign)]
    return " ".join(text[at[start] : at[end - 1] + 1].split())
