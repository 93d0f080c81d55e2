"""The answers to an activity: for teachers only. No pupil's booklet is composed with this module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from press.compose.activities import ladder, quotation, shuffled, speakers, term
from press.markdown import plain
from press.model import content
from press.model.content import LETTERS, DoActivity, Level, Told
from press.model.library import Library


@dataclass(frozen=True)
class Row:
    """One answer."""

    label: str
    """Which part of the sheet it answers: a number, or the words that stand there."""
    answer: str
    """In a table one line for each of its columns, after the head of the column in `**`."""
    why: str = ""
    at: str = ""
    """What follows the section's id in the id of the item that it answers; empty where items have none."""


@dataclass(frozen=True)
class Key:
    """The answers to one activity, in the order of the sheet."""

    rows: tuple[Row, ...]
    note: str = ""
    """What the author says besides."""


def key(authored: DoActivity, library: Library, level: Level | None = None, *, head: Callable[[str], str] = str) -> Key:
    """Return the answers to an activity; labels are in the words of a level, or of the pack's last one.

    Numbers and letters are those of the pupils' sheets, which are the same at every level. `head` returns the
    printed head of a column that the program names.
    """
    seen = _Seen(library, (level or library.pack.levels[-1]).id, head)
    rows = _ROWS[type(authored.activity)](seen, authored.activity)
    return Key(tuple(rows), authored.answer or "")


def worked_out(library: Library) -> Iterator[str]:
    """Yield the key of each activity that it follows from, as it would be printed, in the words of each level."""
    for lesson in library.lessons:
        for section in lesson.sections:
            if isinstance(section, DoActivity) and isinstance(section.activity, _WORKED_OUT):
                for level in library.pack.levels:
                    rows = key(section, library, level).rows
                    yield " ".join(f"{row.label} {row.answer}" for row in rows)


@dataclass(frozen=True)
class _Seen:
    """A library in the words of one level."""

    library: Library
    level: str
    head: Callable[[str], str]

    def told(self, text: Told) -> str:
        return plain(text if isinstance(text, str) else text[self.level])


Rows = Iterator[Row]


def _label_map(seen: _Seen, task: content.LabelMap) -> Rows:
    for number, place in enumerate(task.places, start=1):
        yield Row(str(number), " / ".join(seen.library.places[place].names))


def _order_events(seen: _Seen, task: content.OrderCards) -> Rows:
    """Yield the cards as they are printed, each with its number in time and its date."""
    events = seen.library.timeline.events
    in_time = sorted(task.events, key=lambda one: events[one].start)
    for number, one in enumerate(task.events, start=1):
        yield Row(seen.told(events[one].what), str(in_time.index(one) + 1), f"({events[one].date})", f"-{number}")


def _grid(seen: _Seen, task: content.Grid) -> Rows:
    heads = [(column.id, seen.told(column.head)) for column in task.columns]
    for number, row in enumerate(task.rows, start=1):
        yield Row(seen.told(row.about), _cells(heads, dict(row.answer)), at=f"-{number}")


def _numbers(seen: _Seen, task: content.Numbers) -> Rows:
    heads = [(str(column), seen.head(column)) for column in content.NUMBER_COLUMNS]
    for number, row in enumerate(task.rows, start=1):
        answers = {str(name): answer for name, answer in row.answer.items()}
        yield Row(seen.told(row.about), _cells(heads, answers), at=f"-{number}")
    yield from _asked(task.questions)


def _cells(heads: list[tuple[str, str]], answers: dict[str, str]) -> str:
    """Return the answers of one row of a table, a line for each, after the head of its column."""
    return "\n".join(f"**{head}** {_ended(answers[name])}" for name, head in heads if name in answers)


def _ended(answer: str) -> str:
    """Return an answer with a full stop; a mere dash is left as it is."""
    return f"{answer.rstrip('.')}." if any(map(str.isalnum, answer)) else answer


def _asked(questions: tuple[content.Asked, ...]) -> Rows:
    for number, one in enumerate(questions, start=1):
        yield Row(str(number), one.answer, at=f"-q{number}")


def _sort_claims(seen: _Seen, task: content.SortClaims) -> Rows:
    names = {rung.mark: plain(rung.name).rstrip(".") for rung in ladder(task, seen.library)}
    for number, claim in enumerate(task.claims, start=1):
        rungs = " / ".join(f"{mark} {names[mark]}" for mark in claim.rungs)
        yield Row(str(number), rungs, claim.why, f"-{number}")


def _cloze(_: _Seen, task: content.Cloze) -> Rows:
    for number, word in enumerate(task.words, start=1):
        yield Row(str(number), plain(word))


def _match(seen: _Seen, task: content.Match) -> Rows:
    order = shuffled(task.names)
    for number, (pair, name) in enumerate(zip(task.pairs, task.names, strict=True)):
        right = term(seen.library, pair).means if isinstance(pair, str) else pair.right
        left = name if isinstance(pair, str) else seen.told(pair.left)
        yield Row(
            f"{number + 1} {plain(left)}", f"{LETTERS[order.index(number)]} {seen.told(right)}", at=f"-{number + 1}"
        )


def _who_says(seen: _Seen, task: content.WhoSays) -> Rows:
    letters = dict(zip(map(seen.told, speakers(task, seen.library)), LETTERS, strict=False))
    for number, line in enumerate(task.lines, start=1):
        said = quotation(seen.library, line.quote)
        code = seen.library.sources[line.quote.partition("/")[0]].code
        speaker = seen.told(said.speaker)
        yield Row(str(number), f"{letters[speaker]} {speaker} ({code} {said.at})", line.why or "", f"-{number}")


def _letter(_: _Seen, task: content.Letter) -> Rows:
    for number, one in enumerate(task.good, start=1):
        yield Row(str(number), one)


def _cards(seen: _Seen, task: content.Cards) -> Rows:
    for number, card in enumerate(task.cards, start=1):
        yield Row(seen.told(card.title), card.answer, at=f"-{number}")


def _chart_questions(_: _Seen, task: content.ChartQuestions) -> Rows:
    yield from _asked(task.questions)


_ROWS: dict[type, Callable[[_Seen, Any], Rows]] = {
    content.LabelMap: _label_map,
    content.OrderCards: _order_events,
    content.Grid: _grid,
    content.SortClaims: _sort_claims,
    content.Cloze: _cloze,
    content.Match: _match,
    content.WhoSays: _who_says,
    content.Letter: _letter,
    content.Numbers: _numbers,
    content.Cards: _cards,
    content.ChartQuestions: _chart_questions,
}

_WORKED_OUT = (content.LabelMap, content.OrderCards, content.Cloze, content.Match, content.WhoSays, content.SortClaims)
"""The kinds whose answers are a matter of order: names, words and marks that pupils see on their sheet as well."""
