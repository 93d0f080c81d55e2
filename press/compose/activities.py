"""What an activity prints for pupils. Nothing here touches a field that only a teacher may see.

Numbers and letters are those of the author's order, or of an order made from the words themselves:
the same at every level, and the same at every run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from press import article
from press.compose.telling import Telling
from press.model import content
from press.model.charts import ChartSpec
from press.model.content import LETTERS, Activity, Told
from press.model.library import Library

Data = dict[str, Any]


def data(telling: Telling, task: Activity, section: str) -> Data:
    """Return what the template of this kind of activity prints; `section` is the id of its section."""
    made = _COMPOSE[type(task)](telling, task, section)
    return {**made, "then": telling.told(task.then) if task.then else ""}


def shuffled(names: Sequence[str]) -> list[int]:
    """Return the indices of names in an order that looks like chance, and is always the same for these names."""
    seed = "\n".join(names)
    order = sorted(range(len(names)), key=lambda one: hashlib.sha256(f"{seed}\n\n{names[one]}".encode()).digest())
    return order if order != sorted(order) else [*order[1:], order[0]]


def speakers(task: content.WhoSays, library: Library) -> list[Told]:
    """Return the speakers to choose from, each once, in the order of the alphabet at the first level."""
    first = library.pack.levels[0].id
    told = [*(quotation(library, line.quote).speaker for line in task.lines), *task.others]
    by_name = {(one if isinstance(one, str) else one[first]): one for one in told}
    return [by_name[name] for name in sorted(by_name, key=str.casefold)]


def quotation(library: Library, name: str) -> content.Quotation:
    """Return the quotation `<source>/<quotation>`."""
    source, _, own = name.partition("/")
    return library.sources[source].quotations[own]


def ladder(task: content.SortClaims, library: Library) -> tuple[content.Rung, ...]:
    """Return the rungs of the ladder on which claims are sorted."""
    pages = {page.id: page for page in (*library.pack.front, *library.pack.back)}
    return pages[task.ladder].ladder


def term(library: Library, name: str) -> content.Term:
    """Return a term of the glossary by its name."""
    return next(one for one in library.glossary.terms if one.term == name)


def chart_credit(telling: Telling, spec: ChartSpec) -> str:
    """Return the line that says where the numbers of a chart come from."""
    sources = telling.library.sources
    credit = "; ".join(f"{telling.told(sources[one.source].outlet)} ({article.places(one.at)})" for one in spec.source)
    return telling.words("source-line", source=credit)


def _label_map(telling: Telling, task: content.LabelMap, section: str) -> Data:
    figure = telling.figures.worksheets[task.map, task.places]
    spec = telling.library.maps[task.map]
    return {
        "figure": telling.figure(f"worksheet-{section}", figure, telling.told(spec.worksheet_alt)),
        "count": len(task.places),
        "bank": sorted(telling.place(one) for one in task.places) if task.bank else [],
    }


def _order_events(telling: Telling, task: content.OrderCards, _: str) -> Data:
    events = telling.library.timeline.events
    return {
        "cards": [telling.told(events[one].what) for one in task.events],
        "number": telling.words("number-order", count=len(task.events)),
    }


def _grid(telling: Telling, task: content.Grid, section: str) -> Data:
    words = telling.words
    return {
        "corner": telling.told(task.corner) if task.corner else "",
        "columns": [
            {"head": telling.told(one.head), "of": words("evidence", marks=one.of) if one.of else ""}
            for one in task.columns
        ],
        "rows": _rows(telling, task.rows, [one.id for one in task.columns], section),
        "lines": task.lines,
    }


def _rows(
    telling: Telling,
    rows: Sequence[content.GridRow | content.NumberRow],
    columns: Sequence[str],
    section: str,
) -> list[Data]:
    """Return the rows of a table: of each cell what is given, or an empty text to be written over."""
    made = []
    for number, row in enumerate(rows, start=1):
        given = {str(column): told for column, told in row.given.items()}
        cells = [telling.told(given[column]) if column in given else "" for column in columns]
        made.append({"id": f"{section}-{number}", "about": telling.told(row.about), "cells": cells})
    return made


def _sort_claims(telling: Telling, task: content.SortClaims, section: str) -> Data:
    return {
        "ladder": [{"mark": rung.mark, "name": rung.name} for rung in ladder(task, telling.library)],
        "claims": [
            {
                "id": f"{section}-{number}",
                "number": number,
                "says": telling.told(claim.says),
                "by": telling.told(claim.by) if claim.by else "",
            }
            for number, claim in enumerate(task.claims, start=1)
        ],
        "lines": task.lines,
    }


def _cloze(telling: Telling, task: content.Cloze, _: str) -> Data:
    paragraphs: list[Data] = []
    gaps = 0
    for told in task.text:
        around, words = content.parted(telling.told(told))
        paragraphs.append({"around": around, "first": gaps + 1})
        gaps += len(words)
    return {
        "paragraphs": paragraphs,
        "bank": sorted({*task.words, *task.others}, key=str.casefold) if task.bank else [],
    }


def _match(telling: Telling, task: content.Match, _: str) -> Data:
    pairs = [_pair(telling, pair) for pair in task.pairs]
    order = shuffled(task.names)
    return {
        "left": telling.told(task.left) if task.left else telling.words("word"),
        "right": telling.told(task.right) if task.right else telling.words("meaning"),
        "rows": [
            {"number": number, "left": left, "letter": LETTERS[number - 1], "right": pairs[other][1]}
            for number, ((left, _), other) in enumerate(zip(pairs, order, strict=True), start=1)
        ],
    }


def _pair(telling: Telling, pair: str | content.MatchPair) -> tuple[str, str]:
    """Return the two things of a pair; of a term of the glossary, the term and its meaning."""
    if isinstance(pair, str):
        return pair, telling.told(term(telling.library, pair).means)
    return telling.told(pair.left), telling.told(pair.right)


def _who_says(telling: Telling, task: content.WhoSays, section: str) -> Data:
    lines = []
    for number, line in enumerate(task.lines, start=1):
        said = quotation(telling.library, line.quote)
        note = telling.told(said.gloss) if said.gloss else ""
        lines.append({"id": f"{section}-{number}", "number": number, "text": said.text, "note": note})
    choices = telling.all_told(speakers(task, telling.library))
    return {"lines": lines, "speakers": list(zip(LETTERS, choices, strict=False))}


def _letter(telling: Telling, task: content.Letter, _: str) -> Data:
    return {
        "to": telling.all_told(task.to),
        "begin": telling.told(task.begin) if task.begin else "",
        "checklist": telling.all_told(task.checklist),
        "lines": task.lines,
    }


def _numbers(telling: Telling, task: content.Numbers, section: str) -> Data:
    return {
        "columns": [telling.words(f"numbers-{column}") for column in content.NUMBER_COLUMNS],
        "rows": _rows(telling, task.rows, content.NUMBER_COLUMNS, section),
        "lines": task.lines,
        "questions": _asked(telling, task.questions, section),
    }


def _asked(telling: Telling, questions: Sequence[content.Asked], section: str) -> list[Data]:
    """Return the questions of an activity, numbered for themselves."""
    return [
        {"id": f"{section}-q{number}", "number": number, "ask": telling.told(one.ask), "lines": one.lines}
        for number, one in enumerate(questions, start=1)
    ]


def _cards(telling: Telling, task: content.Cards, section: str) -> Data:
    return {
        "ask": telling.all_told(task.ask),
        "cards": [
            {"id": f"{section}-{number}", "title": telling.told(card.title), "text": telling.told(card.text)}
            for number, card in enumerate(task.cards, start=1)
        ],
        "lines": task.lines,
    }


def _chart_questions(telling: Telling, task: content.ChartQuestions, section: str) -> Data:
    spec = telling.library.charts[task.chart]
    figure = telling.figures.charts[task.chart]
    return {
        "figure": telling.figure(f"chart-{section}", figure, telling.told(spec.alt)),
        "unit": telling.told(spec.unit),
        "credit": chart_credit(telling, spec),
        "questions": _asked(telling, task.questions, section),
    }


_COMPOSE: dict[type, Callable[[Telling, Any, str], Data]] = {
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
