"""Tinted pages: which colours will do, and what becomes of a file."""

import io
import re
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import verapdf
from conftest import ROOT, Run
from pypdf import PdfReader

from press.build import tint


def pixels(pdf: bytes, page: int) -> np.ndarray:
    return pdfium.PdfDocument(pdf)[page].render(scale=0.5, rev_byteorder=True).to_numpy()[:, :, :3]


@pytest.mark.parametrize("name", tint.TINTS)
def test_every_tint_with_a_name_will_do(name: str) -> None:
    assert tint.colour(name) == tint.TINTS[name]


def test_a_colour_may_be_written_in_numbers() -> None:
    assert tint.colour("#FDF5DC") == "#fdf5dc"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("mauve", "mauve is no colour: write cream,"),
        ("#fff", "#fff is no colour"),
        ("#999999", "too dark: the second colour of the booklets stands out from it by 4.0 to 1"),
        ("#202020", "too dark: black text stands out"),
    ],
)
def test_another_is_refused_with_the_reason(asked: str, says: str) -> None:
    with pytest.raises(tint.TintError, match=re.escape(says)):
        tint.colour(asked)


def test_the_second_colour_is_that_of_the_booklets() -> None:
    css = (ROOT / "layouts" / "booklet.css").read_text(encoding="utf-8")
    assert f"--accent: {tint.TEXT['the second colour of the booklets']};" in css


@pytest.fixture(scope="module")
def white(tiny_out: Path) -> bytes:
    return next(tiny_out.glob("reading/*-dyslexia-letter.pdf")).read_bytes()


def test_pages_have_the_colour_to_their_edges_and_black_stays_black(white: bytes) -> None:
    made = tint.tinted(white, "#fdf5dc")
    for page in range(len(PdfReader(io.BytesIO(white)).pages)):
        before, after = pixels(white, page), pixels(made, page)
        assert {tuple(after[y, x]) for y in (0, -1) for x in (0, -1)} == {(0xFD, 0xF5, 0xDC)}
        assert (after[before.max(axis=2) == 0] == 0).all()
        assert not (after == 255).all(axis=2).any()


def test_a_tinted_file_stays_valid_and_says_the_same(white: bytes, tmp_path: Path) -> None:
    made = tint.tinted(white, "#fdf5dc")
    assert made == tint.tinted(white, "#fdf5dc")
    texts = [[page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages] for pdf in (white, made)]
    assert texts[0] == texts[1]
    (tmp_path / "tinted.pdf").write_bytes(made)
    assert verapdf.failures(tmp_path / "tinted.pdf") == {"tinted.pdf": {}}


def test_only_what_is_read_on_a_screen_is_tinted(generate: Run, tiny: Path, tiny_out: Path, tmp_path: Path) -> None:
    done = generate(tiny, "--edition", "dyslexia", "--paper", "a4", "--tint", "cream", "--out", tmp_path, "--quiet")
    assert done.returncode == 0, done.stderr
    for path in sorted((tmp_path / "tide-pools").glob("*/*.pdf")):
        same = path.read_bytes() == (tiny_out / path.parent.name / path.name).read_bytes()
        assert same == (path.parent.name != "reading"), path


def test_a_tint_that_nothing_would_have_is_a_usage_error(generate: Run, tiny: Path) -> None:
    done = generate(tiny, "--edition", "standard", "--tint", "cream")
    assert done.returncode == 2
    assert "--tint is for the edition dyslexia, and --edition leaves it out." in done.stderr
    assert "--tint #555555 is too dark" in generate(tiny, "--tint", "#555555").stderr
