"""The rows of a panel, “limit | actual”: each measure of a text beside the limit of its level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from press.language.readability import FEWEST_WORDS, Measures
from press.model.content import Level, Limits
from press.problems import Problem, Where

NONE = "–"

JOIN = "Join what belongs together: chopped sentences hide how one thing leads to another (“because”, “so”, “but”)."


@dataclass(frozen=True)
class Row:
    """One measure of a passage or lesson at a level, beside its limit."""

    of: str
    """The name of a passage, `<source>/<passage>`, or of a lesson."""
    level: str
    measure: str
    limit: str
    """As it is printed: `2–5`, `at most 17`; `–` if there is none."""
    actual: str
    """As it is printed; `–` if the text is too short to be measured."""
    example: str = ""
    """The sentence or the words that weigh most."""
    problems: tuple[Problem, ...] = ()

    @property
    def within(self) -> bool:
        """Whether the limit is kept, if there is one."""
        return not self.problems


@dataclass(frozen=True)
class Text:
    """What a level tells of one passage, or of all passages of a lesson."""

    of: str
    scope: str
    """What a message adds after a figure: nothing, or that all passages of a lesson were measured together."""
    level: Level
    limits: Limits
    where: Where
    paragraphs: tuple[tuple[Where, str], ...]
    """Plain, each with its place."""
    names: frozenset[str]
    measures: Measures

    @property
    def is_short(self) -> bool:
        """It has too few words for a grade."""
        return self.measures.words < FEWEST_WORDS

    def row(self, measure: str, limit: str, actual: str, example: str = "", problems: Iterable[Problem] = ()) -> Row:
        """Return a row of this text."""
        return Row(self.of, self.level.id, measure, limit, actual, example, tuple(problems))


def ranged(
    text: Text,
    name: str,
    value: float | None,
    limit: tuple[float, float] | None = None,
    example: str = "",
    hint: str = "",
) -> Row:
    """Return the row of a measure, to one decimal place; above its range it is hard, below it a person should look."""
    if value is None:
        return text.row(name, NONE, NONE)
    actual = round(value, 1)
    if limit is None:
        return text.row(name, NONE, f"{actual:.1f}", example)
    low, high = limit
    said = f"The {name} is {actual:.1f}{text.scope}"
    problems = []
    if actual > high:
        message = f"{said}; {high:.1f} is the most at “{text.level.id}”."
        problems = [Problem(text.where, "reads-above-level", message, hint)]
    elif actual < low:
        message = f"{said}; {low:.1f} is the least at “{text.level.id}”."
        problems = [Problem(text.where, "reads-below-level", message, JOIN)]
    shown = f"{low:g}–{high:g}" if low else most(high)
    return text.row(name, shown, f"{actual:.1f}", example, problems)


def most(limit: float | None) -> str:
    """Return an upper limit as it is printed."""
    return NONE if limit is None else f"at most {limit:g}"
