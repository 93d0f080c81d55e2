"""What is written in `content/<pack>/voice.yaml`: the rules by which the pack's own voice is checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from press.model.base import Authored, Text


class Loaded(Authored):
    """Words that take a side: they stand in attributed quotations and attributed claims only."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """In all the forms that are meant; `occup*` is any word that begins so."""
    note: Text
    """Why: for the author who meets the problem, and for the teacher."""
    but: tuple[Text, ...] = ()
    """Wordings in which they are harmless: `shared occupation`."""


class Pair(Authored):
    """Two names of one thing that are given together, in this order, where our own voice first names it."""

    names: tuple[Text, Text]


class Voice(Authored):
    """`voice.yaml`. A pack without it has no such rules."""

    pairs: tuple[Pair, ...] = ()
    """Besides the places of `places.yaml` that have two names."""
    loaded: tuple[Loaded, ...] = ()
    collective: tuple[Text, ...] = ()
    """Whole peoples that are no agents: `the Armenians`."""
    attribution: tuple[Text, ...] = ()
    """Words by which a claim is somebody's: `said`, `according to`, `the writer`; `call*`."""
