"""The pack’s own voice: both names, no word that takes a side, no people as an agent."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.library import Library
from press.problems import Problem


def voice(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()
