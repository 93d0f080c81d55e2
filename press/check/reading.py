"""Reading levels: grade, sentences, paragraphs and passages are within the limits of their level."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.library import Library
from press.problems import Problem


def measures(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()
