"""The engine gets the declared files and nothing else, and what it loses or grumbles about is known."""

import gc

import pytest

from press import typeset
from press.model.made import Markup

PAGE = "@page { size: 100mm 80mm; margin: 10mm } html { font: 10pt/12pt sans-serif } * { margin: 0 }"


def markup(body: str, **assets: bytes) -> Markup:
    html = f'<html lang="en"><head><title>T</title><style>{PAGE}</style></head><body><h1>T</h1>{body}</body></html>'
    return Markup(html=html, assets=assets, ids=frozenset())


def test_anchors_are_found_on_their_pages() -> None:
    printed = typeset.booklet(markup('<p id="a">a</p><p id="b" style="break-before: page">b</p>'))
    assert printed.pages == 2
    assert (printed.anchors["a"], printed.anchors["b"]) == (1, 2)
    assert printed.log == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/hostname",
        "../secret.png",
        "data:image/png;base64,AAAA",
        "undeclared.png",
    ],
)
def test_nothing_undeclared_is_fetched(address: str) -> None:
    printed = typeset.booklet(markup(f'<img src="{address}" alt="x">'))
    assert any("declared" in line for line in printed.log), printed.log


def test_a_declared_file_is_served() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>t</title><path d="M0 0h1v1z"/></svg>'
    printed = typeset.booklet(Markup(markup('<img src="a.svg" alt="x">').html, {"a.svg": svg}, frozenset()))
    assert printed.log == ()


def test_bad_css_is_not_passed_over_in_silence() -> None:
    assert typeset.booklet(markup('<p style="colour: red">x</p>')).log


def test_room_is_counted_to_the_foot_of_the_page() -> None:
    line = '<i style="display: block; height: 8mm"></i>'
    measured = typeset.measure(markup(f'<div style="height: 20mm"></div><div data-grow="l" data-most="9">{line}</div>'))
    heading = 12  # pt
    (room,) = measured.room
    assert room.growing == (("l", 9),)
    assert room.height == pytest.approx((60 - 20 - 8) * 72 / 25.4 - heading, abs=0.1)


def test_pages_without_such_lines_are_left_out() -> None:
    assert typeset.measure(markup("<p>x</p>")).room == ()


def test_same_markup_same_bytes() -> None:
    page = markup('<p id="a">a</p>')
    assert typeset.booklet(page).pdf == typeset.booklet(page).pdf


def test_the_collector_is_on_again() -> None:
    typeset.booklet(markup("<p>x</p>"))
    assert gc.isenabled()
