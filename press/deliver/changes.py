"""The change slip: which pages of booklets in the cupboard are no longer those of this run, and why.

Compared are the fingerprints of pages in two manifests. A slip names files, pages and sheets, never a
level: it lies beside the booklets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.folding import sheets_of
from press.model.paper import SHEET_OF


@dataclass(frozen=True)
class Change:
    """A page that must be printed again."""

    page: int
    why: str


def changes(before: Sequence[str], now: Sequence[str]) -> list[Change]:
    """Return the pages that are other than before, by their fingerprints (`words-look` for each page)."""
    counts = Counter(map(_words, before))
    places = {_words(one): number for number, one in enumerate(before, 1) if counts[_words(one)] == 1}
    found = []
    for number, print_ in enumerate(now, 1):
        there = before[number - 1] if number <= len(before) else ""
        if print_ != there:
            found.append(Change(number, _why(print_, there, places.get(_words(print_)))))
    return found


def slip(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], pack: str) -> str:
    """Return the change slip for the files of two manifests; an empty text when no page has changed."""
    old = {one.get("path"): one for one in before}
    sheets = {_booklet(one): one["sheets"] for one in now if one["kind"] == "print"}
    parts = []
    for one in now:
        was, is_now = _fingerprints(old.get(one["path"], {})), _fingerprints(one)
        if was and is_now and was != is_now and one["kind"] == "handout":
            parts.append(_of_handout(one, was, is_now))
        elif was and is_now and was != is_now:
            parts.append(_part(one["path"], was, is_now, sheets.get(_booklet(one))))
    head = f"{pack}: pages that differ from the run before. Booklets printed until then need these pages anew."
    return "\n\n".join([head, *parts]) + "\n" if parts else ""


def _booklet(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a reading file and its print files have in common."""
    paper = SHEET_OF.get(entry["paper"], entry["paper"])
    return entry["level"], entry["edition"], tuple(entry.get("lessons", ())), paper


def _part(path: str, was: Sequence[str], now: Sequence[str], sheets: int | None) -> str:
    """Return what the slip says of one file."""
    found = changes(was, now)
    lines = [path, *(f"  page {one.page}: {one.why}" for one in found)]
    if len(was) != len(now):
        return "\n".join([*lines, f"  {len(was)} pages before, {len(now)} now: print the whole booklet."])
    if sheets:
        again = sheets_of((one.page for one in found), len(now))
        whole = "the whole booklet" if len(again) == sheets else f"sheet {', '.join(map(str, again))} of {sheets}"
        lines.append(f"  To print: {whole}.")
    return "\n".join(lines)


def _of_handout(entry: Mapping[str, Any], was: Sequence[str], now: Sequence[str]) -> str:
    """Return what the slip says of a handout: pages as they are numbered in the booklet, where the reasons stand."""
    first = entry["sections"][0]["page"]
    pages = ", ".join(f"{first + one.page - 1}" for one in changes(was, now))
    return f"{entry['path']}\n  page {pages}\n  To print: the whole handout."


def _why(print_: str, there: str, place: int | None) -> str:
    """Return the reason, as far as the fingerprints tell it."""
    if there and _words(print_) == _words(there):
        return "the same words: a drawing, the layout or the foot is new"
    if place is not None:
        return f"this was page {place}"
    return "other text" if there else "a new page"


def _words(print_: str) -> str:
    return print_.partition("-")[0]


def _fingerprints(entry: Mapping[str, Any]) -> list[str]:
    """Return the fingerprints of a manifest's file; none for an older manifest or one that was tampered with."""
    found = entry.get("fingerprints")
    return [str(one) for one in found] if isinstance(found, list) else []
