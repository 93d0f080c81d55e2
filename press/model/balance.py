"""The balance of voices: counts of words, quotations, people and places, for a lesson or for all."""

from __future__ import annotations

from dataclasses import dataclass

NOT_KNOWN = "not known"
"""Stands for a community or a standing that the register does not tell."""


@dataclass(frozen=True)
class Words:
    """What a source takes up."""

    source: str
    retold: tuple[int, ...]
    """Words of its passages, level by level in the pack's order."""
    quoted: int
    """Words of its quotations in strips."""


@dataclass(frozen=True)
class Voices:
    """How many quotations, or people, are of one community and standing."""

    community: str
    standing: str
    number: int
    who: tuple[str, ...]
    """Their names, and of speakers without a name what the source calls them; sorted."""


@dataclass(frozen=True)
class PlaceCount:
    """In how many paragraphs a place is named, at whatever level."""

    names: tuple[str, ...]
    paragraphs: int


@dataclass(frozen=True)
class Balance:
    """The counts of a lesson, or of the whole pack."""

    title: str
    words: tuple[Words, ...]
    quotations: tuple[Voices, ...]
    people: tuple[Voices, ...]
    places: tuple[PlaceCount, ...]
