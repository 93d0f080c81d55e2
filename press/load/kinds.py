"""Pydantic's way to an error → the way an author would go to it in the file.

Pydantic names, besides keys and indices, the branch of a union it tried. Walking the type
annotations along with its path tells the two apart, and gives the keys that are known at the end.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from press.model.library import Step


@dataclass(frozen=True)
class Fork:
    """A value that may be of several kinds, and the one that pydantic tried on this way."""

    path: tuple[Step, ...]
    label: str
    branches: tuple[Any, ...]


@dataclass(frozen=True)
class Way:
    """From the top of a file to a value."""

    path: tuple[Step, ...]
    kind: Any
    """The annotation of the value at the end; when the last step is no known key, that of its parent."""
    forks: tuple[Fork, ...]
    to_key: bool = False
    """The last key itself is meant, and not its value."""


def way(kind: Any, loc: Sequence[Step]) -> Way:  # noqa: ANN401  (a type annotation)
    """Return the way that pydantic's `loc` describes from a value of this kind."""
    path: tuple[Step, ...] = ()
    forks: list[Fork] = []
    for step in loc:
        options = branches(kind)
        if step == "[key]":
            return Way(path, kind, tuple(forks), to_key=True)
        if len(options) > 1:
            forks.append(Fork(path, str(step), options))
            kind = _chosen(options, str(step))
            continue
        path += (step,)
        kind = _inner(options[0], step)
    return Way(path, kind, tuple(forks))


def branches(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return the kinds that a value may be of, without None; one kind when there is no choice."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if get_origin(bare) in {Union, types.UnionType}:
        return tuple(_bare(option) for option in get_args(bare) if option is not types.NoneType)
    return (bare,)


def keys(kind: Any) -> set[str]:  # noqa: ANN401
    """Return the keys that a mapping of this kind may have, as authors write them."""
    return {
        field.alias or name
        for option in branches(kind)
        if _is_model(_untagged(option))
        for name, field in _untagged(option).model_fields.items()
    }


def parent(kind: Any, loc: Sequence[Step]) -> Any:  # noqa: ANN401
    """Return the annotation of the mapping that holds the last step of `loc`."""
    return way(kind, loc[:-1]).kind


def _bare(option: Any) -> Any:  # noqa: ANN401
    """Return an option without its constraints, but with the tag by which pydantic calls it."""
    if get_origin(option) is Annotated and not any(isinstance(extra, Tag) for extra in get_args(option)[1:]):
        return get_args(option)[0]
    return option


def _untagged(option: Any) -> Any:  # noqa: ANN401
    return get_args(option)[0] if get_origin(option) is Annotated else option


def _is_model(option: Any) -> bool:  # noqa: ANN401
    return isinstance(option, type) and issubclass(option, BaseModel)


def _labels(option: Any) -> set[str]:  # noqa: ANN401
    """Return the names under which pydantic may speak of an option."""
    if get_origin(option) is Annotated:
        return {str(extra.tag) for extra in get_args(option)[1:] if isinstance(extra, Tag)}
    if _is_model(option):
        kinds = (field.annotation for field in option.model_fields.values())
        words = (word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))
        return {option.__name__, *map(str, words)}
    origin = get_origin(option)
    return {(origin or option).__name__} if isinstance(origin or option, type) else set()


def _chosen(options: tuple[Any, ...], label: str) -> Any:  # noqa: ANN401
    """Return the option of that label; constraints make `constrained-str` of `str`, `dict[…]` of `dict`."""
    exact = (option for option in options if label in _labels(option))
    near = (option for option in options if any(name in label for name in _labels(option)))
    return next(exact, None) or next(near, Any)


def _inner(kind: Any, step: Step) -> Any:  # noqa: ANN401
    """Return the annotation of what a value of this kind has at a key or an index."""
    kind = _untagged(kind)
    if _is_model(kind):
        named = (f.annotation for name, f in kind.model_fields.items() if (f.alias or name) == step)
        return next(named, Any)
    origin, args = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return args[1]
    if origin in {tuple, list} and args:
        if origin is list or args[-1] is Ellipsis:
            return args[0]
        return args[step] if isinstance(step, int) and step < len(args) else Any
    return Any
