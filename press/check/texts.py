"""Every text of the booklet's own that pupils read, where it stands, and what of it is our own voice."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from press.check.citations import Path, passages_read
from press.language.quoting import MARKS, blanked
from press.language.sentences import sentences
from press.model.content import Paragraph
from press.model.library import Library
from press.references import PATTERN

ALIKE: Mapping[str, frozenset[str]] = {
    "Pack": frozenset({"title", "subtitle", "credits"}),
    "Page": frozenset({"kicker", "title", "adds"}),
    "Rung": frozenset({"name"}),
    "Lesson": frozenset({"title", "short"}),
    "Event": frozenset({"date"}),
    "MapSpec": frozenset({"dated"}),
    "MapLayer": frozenset({"key", "dated"}),
    "MapLabel": frozenset({"text"}),
    "Panel": frozenset({"title", "dated"}),
    "Row": frozenset({"label", "qualifier"}),
    "Part": frozenset({"label", "qualifier"}),
    "Line": frozenset({"label"}),
    "Point": frozenset({"when", "qualifier"}),
    "Cloze": frozenset({"others"}),
}
"""By the name of a model, what is printed alike at all levels.

Other fields of mere text are ids, for teachers, or somebody else's words.
"""


HEADWORD = re.compile(r"(?:^|(?<=;))[^:;]+:")
"""The words of a quotation that its gloss explains: `occupy: hold a land; homeland: the country of …`."""


class Telling(NamedTuple):
    """A text, and where it stands."""

    at: Path
    told: str | Mapping[str, str]
    """One text for all levels, or one for each."""


def tellings(library: Library) -> Iterator[Telling]:
    """Yield every text that pupils read, in the order of its file, but for passages that this pack does not read."""
    yield from _in(library.pack, type(library.pack), ("pack",))
    for index, lesson in enumerate(library.lessons):
        yield from _in(lesson, type(lesson), ("lessons", index))
    yield from _in(library.glossary, type(library.glossary), ("glossary",))
    yield from _in(library.timeline, type(library.timeline), ("timeline",))
    for part in ("places", "people", "maps", "charts", "sources"):
        for name, one in getattr(library, part).items():
            yield from _in(one, type(one), (part, name))
    for name in passages_read(library):
        passage = library.passages.get(name)
        if passage is not None:
            yield from _in(passage, type(passage), ("passages", name))


def own_words(at: Path, text: str) -> str:
    """Return the text at a path with what is quoted there turned to spaces, each word at its place.

    The words that a reference to a paragraph looks for are the paragraph's.
    """
    text = PATTERN.sub(lambda found: " " * len(found[0]), text)
    if "gloss" in at:
        text = HEADWORD.sub(lambda found: " " * len(found[0]), text)
    return blanked(text) if any(mark in text for mark in MARKS) else text


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends."""
    end = 0
    for sentence in sentences(text):
        start = text.index(sentence, end)
        end = start + len(sentence)
        yield start, end


def _in(value: Any, kind: Any, path: Path) -> Iterator[Telling]:  # noqa: ANN401
    """Yield the texts in a value, which is of a `kind` of the content format."""
    if isinstance(value, Paragraph):
        yield Telling((*path, "told"), value.told)
    elif isinstance(value, BaseModel):
        alike = ALIKE.get(type(value).__name__, frozenset())
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if inner is None or inner == ():
                continue
            at = (*path, field.alias or name)
            yield from _alike(inner, at) if name in alike else _in(inner, field.annotation, at)
    elif isinstance(value, str | dict | tuple):
        yield from _listed(value, _kinds(kind), path)


def _listed(value: str | dict[str, Any] | tuple[Any, ...], kinds: list[Any], path: Path) -> Iterator[Telling]:
    """Yield the texts of a value that may be told by levels, or that holds others."""
    by_origin = {get_origin(kind): get_args(kind) for kind in kinds}
    if isinstance(value, tuple):
        of = by_origin.get(tuple, (Any,))[0]
        for index, one in enumerate(value):
            yield from _in(one, of, (*path, index))
    elif str in kinds and dict in by_origin:
        yield Telling(path, value)
    elif isinstance(value, dict):
        of = by_origin.get(dict, (Any, Any))[1]
        for key, one in value.items():
            yield from _in(one, of, (*path, key))


def _alike(value: str | tuple[str, ...], path: Path) -> Iterator[Telling]:
    """Yield a text, or each of several, that is the same at all levels."""
    if isinstance(value, str):
        yield Telling(path, value)
    else:
        yield from (Telling((*path, index), text) for index, text in enumerate(value))


def _kinds(kind: Any) -> list[Any]:  # noqa: ANN401
    """Return the kinds that a value may be of, without constraints."""
    if get_origin(kind) is Annotated:
        return _kinds(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        return [bare for option in get_args(kind) for bare in _kinds(option)]
    return [kind]
