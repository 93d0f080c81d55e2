"""A folder of bytes, each under the digest of all that they were made from.

Deleting it never changes a byte of what is made; it only costs time. An entry that was cut short
by a crash or changed by hand is recognised by its own digest and made again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path


def code_digest(file: str) -> str:
    """Return the digest of a module's source: what it makes depends on it as on its input."""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


class Cache:
    """Bytes by key. Without a folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the bytes kept under `key`, or None."""
        if self.folder is None:
            return None
        try:
            kept = self._path(key).read_bytes()
        except OSError:
            return None
        digest, data = kept[:32], kept[32:]
        return data if hashlib.sha256(data).digest() == digest else None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`; a disk that is full or read-only costs the cache, never the run."""
        if self.folder is None:
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(name).replace(path)
        except OSError:
            return

    def make(self, kind: str, recipe: Sequence[object], make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, or what it gave for the same recipe before.

        The recipe is all that the bytes depend on, as values whose `repr` says everything.
        """
        key = f"{kind}-{hashlib.sha256(repr(recipe).encode()).hexdigest()}"
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        kind, _, digest = key.partition("-")
        return self.folder / kind / digest
