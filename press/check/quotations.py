"""Quotations: exact, traced to the article, and not too long."""

from __future__ import annotations

from collections.abc import Iterator

from press.model.library import Library
from press.problems import Problem


def in_passages(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()


def of_sources(library: Library) -> Iterator[Problem]:
    """Yield a problem for each …"""
    yield from ()
