"""Lessons on sheets of their own: which page lies where, what stands beside them, what the manifest says."""

import io
import json
import re
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import weasyprint
from conftest import ROOT
from pypdf import PdfReader
from test_impose import grey, halves, source

from press import folding
from press.impose import handouts
from press.model.edition import EDITIONS, STANDARD
from press.model.paper import PAGE_PT


@pytest.mark.parametrize("first", [8, 9])
def test_pages_are_read_in_order_and_keep_their_side(first):
    for last in range(first, first + 60):
        sides = folding.handout(first, last, across=2)
        assert [page for side in sides for page in side if page] == list(range(first, last + 1))
        assert all(page % 2 == place for side in sides for place, page in enumerate(side) if page)
        assert len(sides) % 2 == 0
        assert (sum(side.count(None) for side in sides)) < 4, "no sheet more than is needed"
        full = first % 2 == 0 and (last - first + 1) % 4 == 0
        assert sum(side.count(folding.PANEL) for side in sides) == (not full), "a panel where a half is left"


def test_the_panel_stands_on_the_first_half_that_is_left():
    assert folding.handout(9, 11, across=2) == ((0, 9), (10, 11))
    assert folding.handout(8, 9, across=2) == ((8, 9), (0, None))
    assert folding.handout(8, 8, across=2) == ((8, 0), (None, None))
    assert folding.handout(8, 11, across=2) == ((8, 9), (10, 11))
    assert folding.handout(9, 9, across=2, panels=2) == ((0, 9), (-1, None))


def test_a_page_as_large_as_its_sheet_stands_alone():
    assert folding.handout(9, 11, across=1) == ((9,), (10,), (11,), (0,))
    assert folding.handout(9, 10, across=1) == ((9,), (10,), (0,), (None,))
    a4, letter = (595.276, 841.89), (612.0, 792.0)
    assert [handouts.across(size, "a4") for size in (PAGE_PT["a5"], a4)] == [2, 1]
    assert [handouts.across(size, "letter") for size in (PAGE_PT["half-letter"], letter)] == [2, 1]
    assert (handouts.flip(2), handouts.flip(1)) == ("short", "long")


def pages(data, numbers=None):
    found = PdfReader(io.BytesIO(data)).pages
    return dict(zip(numbers or range(1, len(found) + 1), found, strict=True))


def sheets(made, sides, **more):
    return handouts.handout(made, sides, paper="a4", title="T", lang="en", **more)


def test_real_sheets_lie_as_planned_and_look_like_their_pages():
    made = pages(source(5), range(9, 14)) | {folding.PANEL: pages(source(6))[6]}
    sides = folding.handout(9, 13, across=2)
    pdf = sheets(made, sides)
    assert halves(pdf) == [(6, 1), (2, 3), (4, 5), (None, None)]
    assert PdfReader(io.BytesIO(pdf)).root_object["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"
    drawn, whole = pdfium.PdfDocument(pdf), pdfium.PdfDocument(source(5))
    left, right = np.array_split(grey(drawn[1])[:1190, :1682], 2, axis=1)
    for half, page in ((left, whole[1]), (right, whole[2])):
        assert np.abs(half[:1190, 5:835] - grey(page)[:1190, 5:835]).mean() < 1
        assert np.abs(half[:1190, 5:835] - grey(whole[4])[:1190, 5:835]).mean() > 3


def test_two_files_with_the_same_numbers_keep_their_own_fonts():
    """Objects are numbered anew in each file: number 4 of the panel is not number 4 of the booklet."""
    made = pages(source(3), range(9, 12)) | {folding.PANEL: pages(source(12))[12]}
    pdf = sheets(made, folding.handout(9, 11, across=2))
    fonts = {id(form["/Resources"]["/Font"].get_object()) for side in PdfReader(io.BytesIO(pdf)).pages
             for form in (one.get_object() for one in side["/Resources"]["/XObject"].values())}  # fmt: skip
    assert len(fonts) == 2


def test_full_pages_stand_upright_one_on_a_side():
    made = pages(source(3, size="210mm 297mm")) | {folding.PANEL: pages(source(4, size="210mm 297mm"))[4]}
    pdf = sheets(made, folding.handout(1, 3, across=1))
    reader = PdfReader(io.BytesIO(pdf))
    assert [[float(edge) for edge in page.mediabox[2:]] for page in reader.pages] == [[595.276, 841.89]] * 4
    assert reader.root_object["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipLongEdge"
    texts = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(pdf)]
    assert [re.search(r"PAGE-(\d)", text)[1] for text in texts] == ["1", "2", "3", "4"]


def test_a_few_pages_do_not_take_along_what_others_draw():
    whole = pages(source(40))
    assert len(sheets({8: whole[8], 9: whole[9]}, ((8, 9), (None, None)))) < len(source(40)) / 2


@pytest.mark.parametrize("trim", EDITIONS[STANDARD].trims, ids=lambda trim: trim.paper)
def test_lines_above_a_page_keep_off_its_text(trim):
    """However many there are: what does not fit into the margin goes to the next side."""
    css = (ROOT / "layouts" / "handouts.css").read_text(encoding="utf-8")
    (strip,) = re.findall(rf"@page line-{trim.paper} +{{.+", css)
    many = "".join(f"<p>{number}</p>" for number in range(7))
    made = weasyprint.HTML(
        string=f"<style>{css} body, p {{ margin: 0 }}</style><body class={trim.paper}><section class=line>{many}"
    ).render()
    assert len(made.pages) == 4, "two lines on each"
    for page in made.pages:
        assert page.height == pytest.approx(trim.top * 96 / 25.4, abs=0.1), strip
    free = float(re.search(r"margin: \S+ \S+ ([0-9.]+)mm", strip)[1])
    assert free >= 2


@pytest.fixture(scope="module")
def made(tiny_out: Path) -> dict[str, dict]:
    files = json.loads((tiny_out / "manifest.json").read_text(encoding="utf-8"))["files"]
    return {one["path"]: one for one in files}


def test_every_lesson_has_a_handout_with_the_pages_of_the_booklet(made, tiny_out):
    for mark in ("leaf", "wave"):
        for sheet, page in (("a4", "a5"), ("letter", "half-letter")):
            handout, reading = (
                made[f"handouts/tide-pools-01-{mark}-{sheet}.pdf"],
                made[f"reading/tide-pools-{mark}-{page}.pdf"],
            )
            stands = {one["id"]: one["page"] for one in reading["sections"]}
            first, after = stands["L1"], stands["words"]
            assert (handout["number"], handout["pages"], handout["flip"]) == (1, after - first, "short")
            assert handout["fingerprints"] == reading["fingerprints"][first - 1 : after - 1]
            assert handout["sections"][0] == {"id": "L1", "page": first}
            assert handout["sheets"] == -(-(handout["pages"] + first % 2) // 4)
            assert "".join(printed(tiny_out / reading["path"], range(first - 1, after - 1))) in "".join(
                printed(tiny_out / handout["path"])
            )


def printed(path: Path, numbers=None):
    document = pdfium.PdfDocument(path)
    texts = (document[number].get_textpage().get_text_bounded() for number in numbers or range(len(document)))
    return [re.sub(r"\s", "", text) for text in texts]


def test_the_panel_names_the_sources_and_the_rights_and_no_level(made, tiny_out):
    """It stands on the first half that is left; where a page fills its side, it is a page of its own at the end."""
    for path, one in made.items():
        if one["kind"] != "handout":
            continue
        document = pdfium.PdfDocument(tiny_out / path)
        half = document[0].get_textpage().get_text_bounded(right=document[0].get_width() / 2)
        pages = [half] if one["edition"] == "standard" else [page.get_textpage().get_text_range() for page in document]
        text = " ".join(" ".join(pages).split())
        first, last = (one["sections"][0]["page"], one["sections"][0]["page"] + one["pages"] - 1)
        for said in ("Lesson 1: Low Water", "Notes from a Wet Notebook", "© Mair Penry", "CC BY 4.0"):
            assert said in text, (path, said)
        assert f"Pages {first} to {last}" in text, path
        assert not re.search("paddler|diver", text, re.IGNORECASE)
