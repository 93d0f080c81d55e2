"""What is written in `content/<pack>/voice.yaml`: the rules by which the pack's own voice is checked.

In all words and wordings small and capital letters are alike, and a star stands for letters: `occup*`
is any word that begins so.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from press.model.base import Authored, Text

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class Pair(Authored):
    """Two names of one thing that are given together, in this order, where our own voice first names it."""

    names: tuple[Text, Text]


class Alone(Authored):
    """A name that may stand without its other one, or a longer name that one of a pair is only part of."""

    name: Text
    """In exactly these letters: `Porth Wylan`, `Treaty of Porth Wylan`."""
    because: Text


class Loaded(Authored):
    """Words that take a side: they stand in attributed quotations and attributed claims only."""

    words: Words
    """In all the forms that are meant."""
    note: Text
    """Why, and how else to put it: for the author who meets the problem, and for the teacher."""
    but: tuple[Text, ...] = ()
    """Wordings in which they are harmless: `shared occupation`."""


class Collective(Authored):
    """Words by which a sentence would make a whole people act."""

    peoples: Words
    """As they stand before a verb: `Islanders`."""
    acts: Words
    """What people do and a people cannot: `attack*`. To live, to speak or to be is no act."""
    between: tuple[Text, ...] = ()
    """What may stand between the two: `also`, `had`."""
    not_after: tuple[Text, ...] = ()
    """Words after which it is no whole people, or nobody who acts: `some`, `two`, `against`; figures too."""
    always: tuple[Text, ...] = ()
    """Wordings that are wrong whatever follows: `the Islanders`."""
    but: tuple[Text, ...] = ()
    """Wordings in which those are harmless: `the Islanders of`."""


class Voice(Authored):
    """`voice.yaml`. A pack without it has no such rules, but for the order and pairs of names in `places.yaml`."""

    pairs: tuple[Pair, ...] = ()
    """Besides the places of `places.yaml` that have two names."""
    alone: tuple[Alone, ...] = ()
    """Exceptions from the rule of both names."""
    loaded: tuple[Loaded, ...] = ()
    collective: Collective | None = None
    attribution: tuple[Text, ...] = ()
    """Words by which a claim is somebody's: `said`, `according to`, `the writer`, `call*`."""
