"""The change slip: which pages of booklets in the cupboard are no longer those of this run, and why.

Compared are the fingerprints of pages in two manifests. A slip names marks, editions, pages and sheets,
never a level: it lies beside the booklets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press.folding import sheets_of
from press.model.edition import STANDARD
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
    """Return the change slip for the files of two manifests; an empty text when no page has changed.

    A booklet stands there once: its papers have the same pages, unless the slip names one.
    """
    old = {one.get("path"): _fingerprints(one) for one in before}
    prints = {_booklet(one): one for one in now if one["kind"] == "print"}
    said: dict[str, dict[str, list[str]]] = {}
    for one in now:
        was, is_now = old.get(one["path"], []), _fingerprints(one)
        if was and is_now and one["kind"] != "handout":
            file = one if one["kind"] == "teacher" else prints.get(_booklet(one))
            part = _part(was, is_now, file) if was != is_now else ""
            said.setdefault(_name(one), {}).setdefault(part, []).append(str(one["paper"]))
    handouts = _handouts(old, now)
    parts = [
        "\n".join([name if len(papers) == 1 else f"{name} ({', '.join(papers[part])})", part, *handouts.get(name, ())])
        for name, papers in said.items()
        for part in papers
        if part
    ]
    head = f"{pack}: pages that differ from the run before. Booklets printed until then need these pages anew."
    return "\n\n".join([head, *parts]) + "\n" if parts else ""


def _name(entry: Mapping[str, Any]) -> str:
    """Return what the slip calls a booklet: its mark, its edition, its lessons if it has not all."""
    if entry["kind"] == "teacher":
        return ", ".join(["teacher’s booklet", *entry["lessons"]])
    edition = [] if entry["edition"] == STANDARD else [entry["edition"]]
    return ", ".join([entry["mark"], *edition, *(() if entry["kind"] == "handout" else entry["lessons"])])


def _booklet(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a reading file and its print files have in common."""
    paper = SHEET_OF.get(entry["paper"], entry["paper"])
    return entry["level"], entry["edition"], tuple(entry.get("lessons", ())), paper


def _part(was: Sequence[str], now: Sequence[str], print_: Mapping[str, Any] | None) -> str:
    """Return what the slip says of one booklet: pages by reasons, and the sheets of its print file to print.

    A printer asks for pages of that file: two for each sheet, other ones than the booklet's.
    """
    found = changes(was, now)
    if len(was) != len(now):
        return f"  {len(was)} pages before, {len(now)} now: print the whole booklet."
    reasons: dict[str, list[int]] = {}
    for one in found:
        reasons.setdefault(one.why, []).append(one.page)
    lines = [f"  {_numbered('page', pages)}: {why}" for why, pages in reasons.items()]
    if print_:
        pages, sheets = [one.page for one in found], print_["sheets"]
        folded = print_.get("signatures", 1) > 0
        again = sheets_of(pages, len(now)) if folded else sorted({-(-page // 2) for page in pages})
        sides = [side for sheet in again for side in (2 * sheet - 1, 2 * sheet) if folded or side <= len(now)]
        some = f"{_numbered('sheet', again)} of {sheets} ({_numbered('page', sides)} of the print file)"
        lines.append(f"  To print: {'the whole booklet' if len(again) == sheets else some}.")
    return "\n".join(lines)


def _handouts(old: Mapping[Any, Sequence[str]], now: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return by booklet a line that says which of its handouts have changed."""
    lessons: dict[str, set[int]] = {}
    for one in now:
        was = old.get(one["path"], [])
        if one["kind"] == "handout" and was and was != _fingerprints(one):
            lessons.setdefault(_name(one), set()).add(one["number"])
    return {name: [f"  Handouts: {_numbered('lesson', sorted(found))}."] for name, found in lessons.items()}


def _numbered(thing: str, numbers: Sequence[int]) -> str:
    """Return `page 3`, `pages 3–5, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    listed = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"{thing if len(numbers) == 1 else thing + 's'} {listed}"


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
