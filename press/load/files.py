"""Bytes on the disk → text: what may be read, how much of it, and in which encoding."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from press.problems import Problem, Report, Where

LARGEST = 1_000_000
"""A YAML file may have so many bytes. The longest lesson we know of has 40,000."""

NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, those that YAML but no editor takes for the end of a line, and two that mark glosses in print."""


def name(path: Path, root: Path) -> str:
    """Return the file's name as problems give it: relative to the root, with forward slashes."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def listed(folder: Path) -> list[Path]:
    """Return what is in a folder, sorted, without hidden files; nothing when it cannot be listed."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def text(path: Path, file: str, within: Path, report: Report) -> str | None:
    """Return the text of a file, or None when that was a problem.

    `within` is the folder that the file may not leave by way of a symbolic link: what a pack prints
    has to be in the pack. A file that is too large is not read at all.
    """
    try:
        inside = path.resolve().is_relative_to(within.resolve())
    except RuntimeError:
        inside = True  # a link that leads to itself: opening it will say so
    if not inside:
        report(
            Problem(
                Where(file),
                "outside-pack",
                "This is a link to a file outside the folder it stands in.",
                "Put a copy of the file here instead of the link.",
            )
        )
        return None
    data = _bytes(path, file, report)
    return None if data is None else _decoded(data, file, report)


def _bytes(path: Path, file: str, report: Report) -> bytes | None:
    """Return the bytes of an ordinary file that is not too large."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            message = "This is a folder, where a file is expected."
            report(Problem(Where(file), "unreadable-file", message, "Rename it."))
            return None
        if not stat.S_ISREG(state.st_mode):
            message = "This is no ordinary file."
            report(Problem(Where(file), "unreadable-file", message, "Put a text file in its place."))
            return None
        if state.st_size > LARGEST:
            message = f"The file has {state.st_size:,} bytes; {LARGEST:,} is the most that is read."
            hint = "Divide it, or look whether it is the right file."
            report(Problem(Where(file), "file-too-large", message, hint))
            return None
        return path.read_bytes()
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or 'the system gives no reason'}."
        report(Problem(Where(file), "unreadable-file", message, "Check its permissions, or save it anew."))
        return None


def _decoded(data: bytes, file: str, report: Report) -> str | None:
    """Return UTF-8 bytes as text, without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report(Problem(Where(file), "not-text", "The file is saved as UTF-16.", "Save it as UTF-8."))
        return None
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        message = f"Byte {error.start + 1} of the file, 0x{data[error.start]:02X}, is no text in UTF-8."
        hint = "Save the file as UTF-8; some programs write accents and curly quotation marks in another way."
        report(Problem(_after(before, file), "not-text", message, hint))
        return None
    if wrong := NOT_PRINTABLE.search(found):
        message = f"An invisible character (U+{ord(wrong[0]):04X}) stands here."
        hint = "Delete it, and save the file as UTF-8."
        report(Problem(_after(found[: wrong.start()], file), "not-text", message, hint))
        return None
    return found


def _after(text: str, file: str) -> Where:
    """Return the place behind a text with which a file begins."""
    return Where(file, text.count("\n") + 1, len(text) - text.rfind("\n"))
