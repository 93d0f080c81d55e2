"""What is wrong with a map, and where in its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong: a sentence, and a hint that says what to do."""

    at: tuple[str | int, ...]
    """The keys that lead to it in the map's file."""
    message: str
    hint: str = ""


Tell = Callable[[Fault], None]
