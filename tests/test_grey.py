"""Ink, colour and contrast, measured on pages whose paint is known."""

import io

import numpy as np
import pytest
import weasyprint
from test_impose import font

from press.preflight import grey


def page(body: str) -> bytes:
    html = f"""<html lang="en"><style>
        @font-face {{ font-family: "Booklet Sans"; src: url("{font()}") }}
        html {{ font: 12pt "Booklet Sans" }} body {{ margin: 0 }}
        @page {{ size: 100mm 100mm; margin: 0 }}</style>{body}"""
    return weasyprint.HTML(string=html).write_pdf()


def block(colour: str, height: int) -> str:
    return f'<div style="background: {colour}; height: {height}mm"></div>'


@pytest.mark.parametrize(
    ("colour", "height", "percent"), [("#000", 100, 100), ("#000", 25, 25), ("#808080", 50, 25), ("#fff", 100, 0)]
)
def test_ink_is_the_darkness_of_the_page(colour, height, percent):
    (found,) = grey.proof(page(block(colour, height)), name="p").ink
    assert found == pytest.approx(percent, abs=0.6)


def test_grey_is_weighed_as_eyes_do():
    yellow, blue = (grey.covered(np.full((2, 2, 3), colour, np.uint8)) for colour in ((255, 255, 0), (0, 0, 255)))
    assert yellow == pytest.approx(11.4, abs=0.1)
    assert blue == pytest.approx(88.6, abs=0.1)


def test_colour_is_counted_page_by_page():
    body = block("#555", 20) + '<p style="break-before: page; color: #765689">words</p>'
    assert grey.proof(page(body), name="p").colour == (2,)


@pytest.mark.parametrize(
    ("ink", "ground", "ratio"),
    [((0, 0, 0), (255, 255, 255), 21), ((118,) * 3, (255,) * 3, 4.54), ((9, 9, 9),) * 2 + (1,)],
)
def test_contrast_is_that_of_the_guidelines(ink, ground, ratio):
    assert grey.contrast(ink, ground) == pytest.approx(ratio, abs=0.01)
    assert grey.contrast(ground, ink) == grey.contrast(ink, ground)


@pytest.mark.parametrize(
    ("ink", "ground", "faint"),
    [
        ("#000", "#fff", False),
        ("#767676", "#fff", False),
        ("#787878", "#fff", True),
        ("#fff", "#222", False),
        ("#fff", "#999", True),
        ("#000", "#666", True),
        ("#000", "#ddd", False),
    ],
)
def test_a_faint_text_is_named_with_its_page(ink, ground, faint):
    body = f'<p>words</p><p style="break-before: page; color: {ink}; background: {ground}">words 42</p>'
    found = grey.proof(page(body), name="reading/x.pdf").problems
    assert [one.code for one in found] == ["low-contrast"] * faint
    if faint:
        assert found[0].message.startswith("page 2: “words 42” stands out from its ground by ")


def test_hairlines_behind_a_text_are_no_tone(monkeypatch):
    lines = "".join(f'<path d="M0 {y}H90" stroke="#000" stroke-width=".4"/>' for y in range(60))
    body = f'<svg width="90" height="60">{lines}<text x="20" y="30" fill="#444">e</text></svg>'
    assert grey.proof(page(body), name="p").problems == ()
    monkeypatch.setattr(grey, "_CLOSER", 1)
    assert grey.proof(page(body), name="p").problems, "the lines must be fine enough to blur into a tone"


def test_what_cannot_be_measured_is_left_alone():
    halo = '<svg width="90" height="40"><text y="20" fill="#999" stroke="#fff" paint-order="stroke">words</text></svg>'
    pale = '<p style="color: rgb(0 0 0 / 20%)">words</p>'
    assert grey.proof(page(halo + pale), name="p").problems == ()


def test_the_same_pages_measure_the_same():
    data = page(block("#777", 30))
    assert grey.proof(data, name="p") == grey.proof(io.BytesIO(data).getvalue(), name="p")
