"""One open reader for each PDF: to read a file takes longer than most of what is done with its pages."""

from __future__ import annotations

import functools
import io

from pypdf import PdfReader

KEPT = 4
"""A booklet, what is beside its pages, and the sheets that are made of it."""


@functools.lru_cache(maxsize=KEPT)
def reader(pdf: bytes) -> PdfReader:
    """Return a reader of a finished PDF, for several to share: nobody may change what it holds."""
    return PdfReader(io.BytesIO(pdf))
