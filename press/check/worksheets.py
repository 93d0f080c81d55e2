"""Maps that pupils label: what stands on the sheet must not be the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.model.base import Told
from press.model.content import DoActivity, LabelMap, Place
from press.model.library import Library, Step
from press.problems import Problem


def answers_given(library: Library) -> Iterator[Problem]:
    """Yield a problem for each text on a worksheet that names a place which pupils are to find.

    The map itself leaves such names out; the word bank gives them on purpose.
    """
    for index, lesson in enumerate(library.lessons):
        for entry, section in enumerate(lesson.sections):
            if not isinstance(section, DoActivity) or not isinstance(section.activity, LabelMap):
                continue
            task = section.activity
            if task.map not in library.maps:
                continue
            here: tuple[Step, ...] = ("lessons", index, "sections", entry)
            told: list[tuple[tuple[Step, ...], Told]] = [
                (("maps", task.map, "worksheet_alt"), library.maps[task.map].worksheet_alt),
                ((*here, "title"), section.title),
                ((*here, "instruction"), section.instruction),
            ]
            asked = [library.places[place] for place in task.places if place in library.places]
            for path, text in told:
                yield from _given(library, path, text, asked)


def _given(library: Library, path: tuple[Step, ...], told: Told, asked: list[Place]) -> Iterator[Problem]:
    """Yield a problem for each name of a place in a text, at each level that tells it."""
    for level, text in [(None, told)] if isinstance(told, str) else list(told.items()):
        for name in (name for place in asked for name in (*place.names, *place.local.values())):
            if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", " ".join(text.split()).casefold()):
                where = library.where(*path) if level is None else library.where(*path, level)
                message = f"Pupils are to find “{name}”, and this text on their sheet names it."
                yield Problem(where, "answer-given", message, "Say it without the name.")
