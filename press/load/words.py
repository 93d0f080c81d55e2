"""What the content format expects, in words for authors instead of for programmers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from press.load.kinds import Fork, branches, keys
from press.problems import nearest

KINDS: Mapping[str, str] = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of a sensible size",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "yes or no",
    "bool_parsing": "yes or no",
    "tuple_type": "a list: each entry in a line of its own that begins with “- ”",
    "list_type": "a list: each entry in a line of its own that begins with “- ”",
    "dict_type": "keys with their values, indented in the lines below",
    "mapping_type": "keys with their values, indented in the lines below",
    "string_too_short": "a text",
}
"""Kinds of value, by the type of pydantic's complaint."""

PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters a to z, digits and single hyphens, like “two-names”",
    r"^[A-Z][0-9]*$": "the letter of a passage, or a letter and the number of a paragraph, like “A3”",
    r"^[0-9a-f]{64}$": "a SHA-256: 64 of the characters 0 to 9 and a to f",
    r"^[0-9a-f]{12}$": "a trace: 12 of the characters 0 to 9 and a to f, as the problem “unseen-quotation” gives it",
    r"^[pl][1-9][0-9]*$": "a paragraph or a line of the article, like “p7” or “l7”",
    r"^[A-Z]{2,4}-[0-9]{2}[a-z]?$": "the id of a fact, like “ME-07”",
    r"^[A-Z]{2,4}$": "two to four capitals",
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": "the code of a language, like “en” or “pt-BR”",
    r"^\d{4}-\d{2}-\d{2}$": "a date, like “2026-11-22”",
    r"^[A-Z0-9]+-Q[0-9]{2}$": "the id of a question, like “L1-Q07”",
    r"^[^/\\].*\.geojson$": "a GeoJSON file of the pack, like “maps/trail.geojson”",
    r"^[^/]+/[^/]+$": "a layer and one of its ids, like “countries/FRA”",
}
"""What a pattern of the content format asks for."""

BOUNDS: Mapping[str, str] = {
    "greater_than_equal": "at least {ge}",
    "greater_than": "more than {gt}",
    "less_than_equal": "at most {le}",
    "less_than": "less than {lt}",
}


def expected(error: ErrorDetails, kind: Any) -> str:  # noqa: ANN401  (a type annotation)
    """Return what a value should be, to stand after “should be”, from pydantic's complaint."""
    context: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "literal_error":
            said = _one_of(re.findall("'([^']+)'", context["expected"]))
        case "string_pattern_mismatch":
            said = PATTERNS.get(context["pattern"], f"of the form {context['pattern']}")
        case "model_type" | "model_attributes_type":
            said = _such_keys(kind)
        case "too_short":
            said = _number("at least", context["min_length"], context["field_type"])
        case "too_long":
            said = _number("at most", context["max_length"], context["field_type"])
        case "missing":
            said = f"a list with {len(get_args(branches(kind)[0]))} entries"
        case type_ if type_ in KINDS:
            said = KINDS[type_]
        case type_ if type_ in BOUNDS:
            said = BOUNDS[type_].format(**context)
        case _:
            said = error["msg"].partition("should be ")[2] or f"something else ({error['msg']})"
    return said


def found(value: Any) -> str:  # noqa: ANN401  (what the author wrote)
    """Return what stands there instead, to stand after “but”."""
    if value is None or value == "":
        return "is empty"
    if isinstance(value, dict):
        return "has keys of its own"
    if isinstance(value, list):
        return f"is a list with {len(value)} entr{'y' if len(value) == 1 else 'ies'}"
    text = " ".join(str(value).split())
    return f"is “{text if len(text) <= 50 else text[:49] + '…'}”"


def either(fork: Fork) -> str:
    """Return what a value may be when it may be of several kinds, none of which it is."""
    words = dict.fromkeys(_kind(branch) for branch in fork.branches)
    return " or ".join(words)


def chooser(error: ErrorDetails, value: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return what is said of a value whose kind cannot be told.

    Three texts: the key that decides, or “”; what should be; a hint.
    """
    context: Mapping[str, Any] = error.get("ctx", {})
    tags = [tag.strip().strip("'") for tag in str(context.get("expected_tags", "")).split(",") if tag.strip()]
    decides = str(context.get("discriminator", "")).strip("'")
    if decides.endswith("()"):
        hints = (nearest(str(key), tags) for key in value)
        hint = next((hint for hint in hints if hint), "")
        return "", f"should have one of the keys {', '.join(tags)}", hint
    given = str(value.get(decides, ""))
    return decides, f"should be {_one_of(tags)}", nearest(given, tags)


def _one_of(words: Any) -> str:  # noqa: ANN401  (values of a Literal)
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"one of {', '.join(words)}"


def _number(bound: str, number: int, of: str) -> str:
    """Return how many entries a list, or keys a mapping, should have."""
    if of == "Dictionary":
        return f"{bound} {number} key{'' if number == 1 else 's'} with a value"
    return f"a list with {bound} {number} entr{'y' if number == 1 else 'ies'}"


def _such_keys(kind: Any) -> str:  # noqa: ANN401
    return f"keys with their values: {', '.join(sorted(keys(kind))[:6])}"


def _kind(kind: Any) -> str:  # noqa: ANN401
    """Return the name of a kind of value."""
    origin = get_origin(kind)
    if origin is dict:
        of = branches(get_args(kind)[1])[0]
        return "one text for each level" if of is str else "keys with their values"
    if origin in {tuple, list}:
        return "a list"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _such_keys(kind)
    return {str: "a text", int: "a whole number", float: "a number", bool: "yes or no"}.get(kind, "a value")
