"""Values → models of the content format; what does not fit becomes problems, one for each place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from press.load import words
from press.load.kinds import Fork, Way, keys, parent, way
from press.model.library import Spot, Step
from press.problems import Problem, Report, near, nearest

MOST_PROBLEMS = 100
"""Complaints that are looked at in one file: who has more has taken the wrong file."""

Model = TypeVar("Model", bound=BaseModel)

Complaint = tuple[ErrorDetails, Way]


def shaped(model: type[Model], value: Any, spot: Spot, file: str, report: Report) -> Model | None:  # noqa: ANN401
    """Return the value of a file as a model, or None when there were problems."""
    if not isinstance(value, dict):
        message = f"The file should hold keys with their values, but {words.found(value)}."
        hint = f"Begin it with one of its keys: {', '.join(sorted(keys(model)))}."
        report(Problem(spot.shown(file), "wrong-value", message, hint))
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        complaints = [(detail, way(model, detail["loc"])) for detail in error.errors()[:MOST_PROBLEMS]]
    for problem in _problems(model, complaints, value, spot, file):
        report(problem)
    return None


def _problems(
    model: type[BaseModel],
    complaints: list[Complaint],
    value: Any,  # noqa: ANN401
    spot: Spot,
    file: str,
) -> Iterator[Problem]:
    """Yield one problem for each place of which pydantic complains."""
    settled, forks = _settled(complaints)
    for fork in forks:
        here = _at(value, fork.path)
        message = _sentence(f"{_name(fork.path)} should be {words.either(fork)}, but {words.found(here)}.")
        yield Problem(spot.at(*fork.path).shown(file), "wrong-value", message)
    misspelt = set[tuple[Step, ...]]()
    for detail, to in settled:
        if detail["type"] == "extra_forbidden":
            known = keys(parent(model, detail["loc"]))
            there = _at(value, to.path[:-1])
            meant = near(str(to.path[-1]), known - set(there if isinstance(there, dict) else ()))
            misspelt.add((*to.path[:-1], meant))
            message = f"The key “{to.path[-1]}” is not known here."
            hint = f"Did you mean “{meant}”?" if meant else f"Known keys are: {', '.join(sorted(known))}."
            if " " in str(to.path[-1]) and _at(value, to.path) is None:
                hint = "Between braces a comma ends a text: put a text that has one in quotation marks."
            yield Problem(spot.at(*to.path).named(file), "unknown-key", message, hint)
    for detail, to in settled:
        if detail["type"] == "missing" and isinstance(to.path[-1], str):
            if to.path not in misspelt:
                yield _missing(to, value, spot, file)
        elif detail["type"] != "extra_forbidden":
            yield _wrong(detail, _of_list(detail, to, model), value, spot, file)


def _settled(complaints: list[Complaint]) -> tuple[list[Complaint], list[Fork]]:
    """Return the complaints that count, and the places where a value is of none of its possible kinds.

    Where a value may be of several kinds, pydantic complains of each. Those to which the value bears
    no likeness are left out; if none remains, the place itself is the problem.
    """
    labels: dict[tuple[Step, ...], dict[str, bool]] = {}
    for detail, to in complaints:
        for fork in to.forks:
            unlike = fork.path == to.path and not to.to_key and detail["type"].endswith("_type")
            seen = labels.setdefault(fork.path, {})
            seen[fork.label] = seen.get(fork.label, False) or unlike
    chosen = {
        path: next((label for label, unlike in seen.items() if not unlike), None) for path, seen in labels.items()
    }
    settled: list[Complaint] = []
    lost: dict[tuple[Step, ...], Fork] = {}
    for detail, to in complaints:
        astray = next((fork for fork in to.forks if chosen[fork.path] != fork.label), None)
        if astray is None:
            settled.append((detail, to))
        elif chosen[astray.path] is None:
            lost[astray.path] = astray
    return settled, list(lost.values())


def _missing(to: Way, value: Any, spot: Spot, file: str) -> Problem:  # noqa: ANN401
    """Return the problem of a key that is not there; its place is the mapping it belongs into."""
    key, path = to.path[-1], to.path[:-1]
    inside = f" in {_name(path)}" if path else ""
    there = _at(value, path)
    begins = f", beside “{next(iter(there))}”" if isinstance(there, dict) and there else ""
    message = f"The key “{key}” is missing{inside}."
    return Problem(spot.at(*path).shown(file), "missing-key", message, f"Add a line “{key}: …”{begins}.")


def _wrong(detail: ErrorDetails, to: Way, value: Any, spot: Spot, file: str) -> Problem:  # noqa: ANN401
    """Return the problem of a value, or a key, that is not as it should be."""
    path = to.path
    here = _at(value, path)
    if to.to_key:
        message = f"The key “{path[-1]}” should be {words.expected(detail, to.kind)}."
        return Problem(spot.at(*path).named(file), "wrong-value", message)
    if detail["type"].startswith("union_tag"):
        key, expected, hint = words.chooser(detail, here if isinstance(here, dict) else {})
        path = (*path, key) if key else path
        message = _sentence(f"{_name(path)} {expected}.")
        return Problem(spot.at(*path).shown(file), "wrong-value", message, hint)
    if detail["type"] in {"value_error", "assertion_error"}:
        said = f"{str(detail.get('ctx', {}).get('error', detail['msg'])).rstrip('.')}."
        return Problem(spot.at(*path).shown(file), "wrong-value", _sentence(f"{_name(path)}: {said}"))
    expected = words.expected(detail, to.kind)
    hint = nearest(here, expected.removeprefix("one of ").split(", ")) if isinstance(here, str) else ""
    if here is None and detail["type"] == "model_type":
        hint = "Write {} if nothing needs to be said of it."
    message = _sentence(f"{_name(path)} should be {expected}, but {words.found(here)}.")
    return Problem(spot.at(*path).shown(file), "wrong-value", message, hint)


def _of_list(detail: ErrorDetails, to: Way, model: type[BaseModel]) -> Way:
    """Return the way to the list itself, where one of a fixed number of entries is missing."""
    return Way(to.path[:-1], parent(model, detail["loc"]), to.forks) if detail["type"] == "missing" else to


def _at(value: Any, path: tuple[Step, ...]) -> Any:  # noqa: ANN401
    """Return the author's value at a path, or None."""
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _name(path: tuple[Step, ...]) -> str:
    """Return how a message speaks of a value: `“title”`, `entry 3 of “objectives”`."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {_name(path[:-1])}"
    return f"“{path[-1]}”"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
