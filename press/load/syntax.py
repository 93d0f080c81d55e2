"""What the YAML parser complains of, in words for authors.

The parser says what it expected; an author needs to know what to mend. The complaints are those of
libyaml's `scanner.c` and `parser.c`; one that is not known here is passed on as it is.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml  # type: ignore[import-untyped]

from press.problems import Problem, Where

ALIAS_HINT = "Write the value out; put a text that begins with * (for emphasis) or & in quotation marks."

_QUOTE_HINT = "Put the whole text in quotation marks, or write it indented in the lines after “>-”."


_LOOK_HINT = "Look at the quotation marks, colons and indents of this line and of those before it."


class _Sentence(NamedTuple):
    """What is said for a complaint of the parser."""

    complaint: str
    """How the parser's words begin."""
    message: str
    hint: str
    from_context: bool = False
    """The culprit is where the parser began, not where it gave up."""
    code: str = "yaml-syntax"


_BY_CONTEXT = (
    _Sentence(
        "while scanning an alias",
        "A text that begins with * is an alias in YAML.",
        ALIAS_HINT,
        True,
        "yaml-alias",
    ),
    _Sentence(
        "while scanning an anchor",
        "A text that begins with & is an anchor in YAML.",
        ALIAS_HINT,
        True,
        "yaml-alias",
    ),
    _Sentence(
        "while scanning a tag",
        "A text that begins with ! is a tag in YAML.",
        _QUOTE_HINT,
        True,
    ),
    _Sentence(
        "while scanning a directive",
        "A line that begins with % is an order to the YAML parser.",
        _QUOTE_HINT,
        True,
    ),
    _Sentence(
        "while scanning a block scalar",
        "Behind “>-” or “|” nothing else may stand in the line.",
        "Begin the text in the next line, indented.",
    ),
    _Sentence(
        "while parsing a flow sequence",
        "The square bracket that opens here is not closed, or a comma is missing.",
        "Close it with “]”. A text that begins with a bracket must stand in quotation marks.",
        True,
    ),
    _Sentence(
        "while parsing a flow mapping",
        "The brace that opens here is not closed, or a comma is missing.",
        "Close it with “}”. A text that begins with a brace must stand in quotation marks.",
        True,
    ),
)

_BY_COMPLAINT = (
    _Sentence(
        "found unexpected end of stream",
        "The quotation mark that opens here is never closed.",
        "Close it, or write a curly quotation mark (“ ”, ’) if it belongs to the text.",
        True,
    ),
    _Sentence(
        "found unexpected document indicator",
        "The quotation mark that opens here is not closed before a line of --- or ....",
        "Close it.",
        True,
    ),
    _Sentence(
        "found unknown escape character",
        "In straight double quotation marks a backslash begins an escape, and this one is not known.",
        "Use single quotation marks around the text, or write two backslashes.",
    ),
    _Sentence(
        "found a tab character",
        "A tab stands here, and YAML takes only spaces for indents.",
        "Put spaces in its place; most editors can do so by themselves.",
    ),
    _Sentence("found unexpected ':'", "A colon stands in a text between brackets.", _QUOTE_HINT),
    _Sentence("mapping values are not allowed", "A colon and a space stand inside a text.", _QUOTE_HINT),
    _Sentence(
        "could not find expected ':'",
        "In this line a key has no colon, or no space after its colon.",
        "Write “key: value”, with a space after the colon. If the line goes on a text, indent it.",
        True,
    ),
    _Sentence(
        "block sequence entries are not allowed",
        "A list begins in the line of its key.",
        "Begin it in the next line, or put a text that begins with a hyphen in quotation marks.",
    ),
    _Sentence("mapping keys are not allowed", "A text begins with a question mark and a space.", _QUOTE_HINT),
    _Sentence(
        "did not find expected '-' indicator",
        "This line stands among the entries of a list but does not begin with “- ”.",
        "Begin it with “- ”, or change its indent.",
    ),
    _Sentence(
        "did not find expected <document start>",
        "This line is indented less than the first line of the file.",
        "Begin all keys of the file in the first column.",
    ),
    _Sentence("did not find expected node content", "A bracket stands where a value is expected.", _QUOTE_HINT),
)

_KEY_IN_TEXT = _Sentence(
    "",
    "This line looks like a key, but belongs to the text that began in a line before.",
    "A key begins in the column of the other keys, and each has a space after its colon. "
    "If all is one text, write it indented in the lines after “>-”.",
)
_AFTER_QUOTE = "The text goes on after its closing quotation mark."
_AFTER_BRACKET = "The text goes on after its closing bracket."


def explained(error: yaml.MarkedYAMLError, text: str, file: str, quoted_from: int) -> Problem:
    """Return the problem that the parser's error stands for.

    `quoted_from` is the line in which the value before the error opened a quotation mark, or 0.
    """
    complaint, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    line = _line(text, mark.line) if mark else ""
    said = _said(complaint, context)
    if mark is not None and "cannot start any token" in complaint:
        said = _character(line[mark.column : mark.column + 1])
    elif "mapping values" in complaint and mark is not None and ": " not in line[: mark.column]:
        said = _KEY_IN_TEXT
    elif "did not find expected key" in complaint:
        said = _unexpected(line, quoted_from, mark.line + 1 if mark else 0)
    elif said is None:
        said = _Sentence("", f"The parser says: {complaint or context or error}.", _LOOK_HINT)
    if said.from_context and error.context_mark is not None:
        mark = error.context_mark
    where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
    return Problem(where, said.code, said.message, said.hint)


def _said(complaint: str, context: str) -> _Sentence | None:
    """Return the sentence for a complaint; what was being scanned tells more than what was missed."""
    by_context = (sentence for sentence in _BY_CONTEXT if context.startswith(sentence.complaint))
    by_complaint = (sentence for sentence in _BY_COMPLAINT if complaint.startswith(sentence.complaint))
    return next(by_context, None) or next(by_complaint, None)


def _character(character: str) -> _Sentence:
    """Return what is said of a character that may not begin a value."""
    if character == "\t":
        return next(sentence for sentence in _BY_COMPLAINT if "tab" in sentence.complaint)
    return _Sentence("", f"In YAML a text cannot begin with “{character}”.", _QUOTE_HINT)


def _unexpected(line: str, quoted_from: int, at: int) -> _Sentence:
    """Return what is said where something follows a value that was over."""
    if quoted_from:
        opened = f" The mark was opened in line {quoted_from}." if quoted_from != at else ""
        return _Sentence(
            "",
            _AFTER_QUOTE + opened,
            "Write curly marks (“ ”, ’) inside a text, or put the whole text in the lines after “>-”.",
        )
    value = line.strip().removeprefix("- ").partition(": ")[2].lstrip()
    if value.startswith(("[", "{")):
        return _Sentence("", _AFTER_BRACKET, _QUOTE_HINT)
    return _Sentence(
        "",
        "This line does not fit in with the lines above it.",
        "Keys that belong together begin in the same column; look at the indent, and at the line before.",
    )


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""
