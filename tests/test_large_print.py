"""Large print: every letter 18 pt or more and upright; maps of several panels on as many pages."""

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from press import fonts, illustrate, load
from press.cache import Cache
from press.model.content import ShowMap
from press.model.edition import EDITIONS
from press.problems import Problem
from press.progress import Silent

ROOT = Path(__file__).parents[1]
LARGE = EDITIONS["large-print"]


def letters(page: pdfium.PdfPage) -> Iterator[tuple[float, str]]:
    """Yield the size on paper, in pt, and the name of the font of each letter."""
    text = page.get_textpage()
    for at in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_GetUnicode(text, at) <= ord(" ") or raw.FPDFText_IsGenerated(text, at):
            continue
        matrix, name = raw.FS_MATRIX(), ctypes.create_string_buffer(200)
        raw.FPDFText_GetMatrix(text, at, matrix)
        raw.FPDFText_GetFontInfo(text, at, name, 200, ctypes.c_int())
        enlarged = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        yield raw.FPDFText_GetFontSize(text, at) * enlarged, name.value.decode()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_all_letters_are_large_and_upright(tiny_out: Path, paper: str) -> None:
    for file in sorted((tiny_out / "reading").glob(f"*-large-print-{paper}.pdf")):
        for number, page in enumerate(pdfium.PdfDocument(file), start=1):
            found = list(letters(page))
            small = {round(size, 1) for size, _ in found if size < LARGE.smallest - 0.05}
            assert not small, f"page {number} of {file.name}"
            assert not {name for _, name in found if "Italic" in name}, f"page {number} of {file.name}"


@pytest.mark.parametrize(("edition", "count"), [("standard", 1), ("large-print", 4)])
def test_panels_that_have_no_room_together_are_figures_of_their_own(edition: str, count: int, tmp_path: Path) -> None:
    told: list[Problem] = []
    library = load.library(ROOT / "content" / "karabakh", told.append)
    assert library, told
    shown = ShowMap(map="control-at-four-times")
    lesson = library.lessons[0].model_copy(update={"sections": (shown,)})
    cache = Cache(tmp_path)
    faces = fonts.read(ROOT / "layouts", Cache(ROOT / ".cache" / "press"))
    made = illustrate.figures(
        replace(library, lessons=(lesson,)), EDITIONS[edition], faces, ROOT / "layouts", cache, told.append, Silent()
    )
    assert made and told == []
    figures = made.maps[shown.map]
    assert len(figures) == count
    assert all(figure.key and figure.height <= EDITIONS[edition].timeline for figure in figures)
