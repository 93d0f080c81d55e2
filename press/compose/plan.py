"""The plan of a lesson: what stands beside its first page, and the anchors of what a plan names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from press.compose.telling import Telling
from press.model import content
from press.model.content import LETTERS, Lesson
from press.model.made import Note

_MINUTES = re.compile(r"(\d+\s*[–-]\s*\d+):?\s+(.*)", re.DOTALL)
"""How a step that is a mere text begins: `3–9 both maps` or `3–9: both maps`."""


def plan(telling: Telling, lesson: Lesson) -> Note:
    """Return the plan of a lesson with what else stands beside its first page."""
    teacher = lesson.teacher
    anchors = _anchors(lesson, telling.library.pack)
    heavy = [(mark, what, f"L{lesson.number}-{mark}") for mark, what in teacher.heavy.items()]
    return Note(
        f"note-L{lesson.number}",
        "plan",
        f"L{lesson.number}",
        telling.words("teacher-plan", minutes=teacher.minutes),
        {
            "steps": [_step(step, anchors, lesson) for step in teacher.timing],
            "content": parted(teacher.content_note),
            "heavy": heavy,
            "risks": parted(teacher.risks),
            "notes": parted(teacher.notes),
            "extension": [] if _has_exit(lesson) else parted(teacher.extension),
        },
    )


def _has_exit(lesson: Lesson) -> bool:
    """Return whether there is an exit ticket: what goes further stands beside it."""
    return any(isinstance(section, content.ExitTicket) for section in lesson.sections)


def _step(step: str | content.Step, anchors: dict[str, list[str]], lesson: Lesson) -> dict[str, Any]:
    """Return a step with its minutes, and the anchors of what it uses."""
    if isinstance(step, str):
        found = _MINUTES.fullmatch(step)
        minutes, does = found.groups() if found else ("", step)
        return {"minutes": minutes, "does": does, "at": []}
    used = [anchor for name in step.at for anchor in _anchored(name, anchors, lesson)]
    return {"minutes": step.minutes, "does": step.does, "at": used}


def _anchored(name: str, anchors: dict[str, list[str]], lesson: Lesson) -> list[str]:
    """Return the anchors of what a plan names."""
    return anchors.get(name, [f"L{lesson.number}-{name}"])


def _anchors(lesson: Lesson, pack: content.Pack) -> dict[str, list[str]]:
    """Return the anchors that the names in a plan stand for, but for marks of passages and paragraphs."""
    found = {page.id: [f"page-{page.id}"] for page in (*pack.front, *pack.back)}
    found |= {question.id: [question.id] for question in lesson.questions}
    own: dict[str, list[str]] = {}
    for section_id, section in numbered(lesson):
        for kind in content.section_names(section):
            own.setdefault(kind, []).append(section_id)
    return found | own


def beside(telling: Telling, lesson: Lesson) -> Iterator[Note]:
    """Yield the author's notes on single paragraphs, questions and sections."""
    anchors = _anchors(lesson, telling.library.pack)
    for name, text in lesson.teacher.beside.items():
        at = _anchored(name, anchors, lesson)[0]
        yield Note(f"note-{at}-beside", "text", at, telling.words("teacher-note"), {"text": parted(text)})


def numbered(lesson: Lesson) -> Iterator[tuple[str, content.Section]]:
    """Yield the sections of a lesson, each with the id it has in the pupils' booklets."""
    letters, groups = iter(LETTERS), itertools.count(1)
    for number, section in enumerate(lesson.sections, start=1):
        if isinstance(section, content.Read | content.Strip):
            name = next(letters)
        else:
            name = f"questions-{next(groups)}" if isinstance(section, content.Questions) else str(number)
        yield f"L{lesson.number}-{name}", section


def parted(text: str | None) -> list[str]:
    """Return the paragraphs of a text of several."""
    return [part for part in (text or "").split("\n") if part.strip()]
