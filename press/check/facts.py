"""Facts: no number, date, name or hedge is lost or invented on the way from the source to a level."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.library import Library
from press.problems import Problem


def facts(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()
