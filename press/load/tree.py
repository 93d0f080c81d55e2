"""Text → values, each with its place. Every scalar stays the text that the author wrote.

YAML would make `yes` true, `1:30` ninety and a date a date; what a value is, the model says, and
not its looks. The parser's events are built into values directly: one pass, no recursion, and an
alias or a depth that could cost much is refused at its first sign.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml  # type: ignore[import-untyped]
from yaml.cyaml import CParser  # type: ignore[import-untyped]

from press.load.files import NOT_PRINTABLE
from press.load.syntax import ALIAS_HINT, explained
from press.model.library import Spot, Step
from press.problems import Problem, Report, Where

DEEPEST = 30
"""Lists and mappings in one another. The content format needs seven."""

MOST_VALUES = 40_000
"""Values in one file. A file of 500 kB of prose has 7,000."""

EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML reads as nothing, when no quotation marks stand around it."""


class _RefusedError(Exception):
    """The file cannot be read on from here."""

    def __init__(self, mark: yaml.Mark, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.column = mark.line + 1, mark.column + 1
        self.code, self.message, self.hint = code, message, hint


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not ended."""

    values: dict[str, Any] | list[Any]
    line: int
    column: int
    spots: dict[Step, Spot] = field(default_factory=dict)
    key: str | None = None
    key_line: int = 0
    key_column: int = 0
    lost: bool = False
    """The value of this key goes nowhere, for the key stood there before."""


def read(text: str, file: str, report: Report) -> tuple[Any, Spot] | None:
    """Return the value of a YAML file and the places of all that is in it; None when it is no YAML.

    Mappings come as dicts with keys of text, lists as lists, scalars as str, and nothing as None.
    """
    builder = _Builder(file, report)
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    except _RefusedError as refused:
        where = Where(file, refused.line, refused.column)
        report(Problem(where, refused.code, refused.message, refused.hint))
        return None
    except yaml.MarkedYAMLError as error:
        report(explained(error, text, file, builder.quoted_from))
        return None
    finally:
        parser.dispose()
    return builder.root, builder.spot


class _Builder:
    """Takes the parser's events one by one."""

    def __init__(self, file: str, report: Report) -> None:
        self.file, self.report = file, report
        self.root: Any = None
        self.spot = Spot(0, 0, within={})
        self.open: list[_Open] = []
        self.documents = self.values = 0
        self.quoted_from = 0
        """The line in which the last text in quotation marks began; 0 when the last value was none."""

    def take(self, event: Any) -> None:  # noqa: ANN401  (events of the C parser have no common type)
        """Put one event in its place."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._begin(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._begin(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end()
        elif kind is yaml.AliasEvent:
            message = f"The alias *{event.anchor} stands for a value from elsewhere."
            raise _RefusedError(event.start_mark, "yaml-alias", message, ALIAS_HINT)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                message = "A second document begins here, with a line of ---."
                hint = "Put it into a file of its own."
                raise _RefusedError(event.start_mark, "yaml-syntax", message, hint)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a text: a key, or a value."""
        self._vouch(event)
        mark = event.start_mark
        plain = event.implicit[0]
        self.quoted_from = 0 if plain else mark.line + 1
        within = self.open[-1] if self.open else None
        if within is not None and isinstance(within.values, dict) and within.key is None:
            self._key(within, event)
            return
        if event.style == '"' and (wrong := NOT_PRINTABLE.search(event.value)):
            message = f"A character is written in this text that cannot be printed (U+{ord(wrong[0]):04X})."
            raise _RefusedError(mark, "not-text", message, "Delete it.")
        value = None if plain and event.value in EMPTY else event.value
        self._put(value, mark.line + 1, mark.column + 1, None)

    def _key(self, within: _Open, event: yaml.ScalarEvent) -> None:
        """Take a key; the second of the same name is a problem and its value is lost."""
        mark = event.start_mark
        key = event.value
        if key == "<<" and event.implicit[0]:
            message = "The merge key << takes values from elsewhere."
            raise _RefusedError(mark, "yaml-alias", message, ALIAS_HINT)
        within.key, within.key_line, within.key_column = key, mark.line + 1, mark.column + 1
        within.lost = key in within.spots
        if within.lost:
            first = within.spots[key]
            message = f"The key “{key}” stands here again; it is already in line {first.key_line}."
            hint = f"Keep the one in line {first.key_line} or this one, and delete the other."
            where = Where(self.file, mark.line + 1, mark.column + 1)
            self.report(Problem(where, "duplicate-key", message, hint))

    def _begin(self, event: Any, values: dict[str, Any] | list[Any]) -> None:  # noqa: ANN401
        """Open a mapping or a list."""
        self._vouch(event)
        mark = event.start_mark
        within = self.open[-1] if self.open else None
        if within is not None and isinstance(within.values, dict) and within.key is None:
            message = "Brackets or an indented block stand where a key is expected."
            hint = "A text that begins with [ or { must stand in quotation marks."
            raise _RefusedError(mark, "yaml-syntax", message, hint)
        if len(self.open) >= DEEPEST:
            message = f"Here {DEEPEST} lists and mappings stand in one another."
            raise _RefusedError(mark, "yaml-syntax", message, "Look for brackets or indents that never end.")
        self.open.append(_Open(values, mark.line + 1, mark.column + 1))

    def _end(self) -> None:
        """Close the mapping or list that was opened last."""
        done = self.open.pop()
        self.quoted_from = 0
        self._put(done.values, done.line, done.column, done.spots)

    def _put(self, value: Any, line: int, column: int, spots: dict[Step, Spot] | None) -> None:  # noqa: ANN401
        """Put a finished value into the mapping or list it belongs to."""
        if not self.open:
            self.root, self.spot = value, Spot(line, column, 0, 0, spots)
            return
        within = self.open[-1]
        if isinstance(within.values, list):
            within.spots[len(within.values)] = Spot(line, column, 0, 0, spots)
            within.values.append(value)
        elif within.key is not None:
            if not within.lost:
                within.values[within.key] = value
                within.spots[within.key] = Spot(line, column, within.key_line, within.key_column, spots)
            within.key = None

    def _vouch(self, event: Any) -> None:  # noqa: ANN401
        """Refuse what this format has no use for: anchors, tags, and values beyond number."""
        self.values += 1
        if event.anchor is not None:
            message = f"The anchor &{event.anchor} makes a value that other places could repeat."
            raise _RefusedError(event.start_mark, "yaml-alias", message, ALIAS_HINT)
        if event.tag is not None:
            message = f"YAML takes “{event.tag}” for a tag, which is not used here."
            hint = "A text that begins with an exclamation mark must stand in quotation marks."
            raise _RefusedError(event.start_mark, "yaml-syntax", message, hint)
        if self.values > MOST_VALUES:
            message = f"The file holds more than {MOST_VALUES:,} values."
            raise _RefusedError(event.start_mark, "file-too-large", message, "Divide it into several files.")
