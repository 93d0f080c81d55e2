"""The engine gets the declared files and nothing else, and what it loses or grumbles about is known."""

import gc
from dataclasses import replace

import pytest

from press import render, typeset
from press.model.made import Growing, Markup, Stretch

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


def test_no_line_breaks_after_its_first_word_for_want_of_room_for_a_space() -> None:
    text = "They have an image. War <b>propaganda</b> leaves nothing human in it."
    widths = [tenths / 10 for tenths in range(350, 650)]
    body = "".join(f'<p data-lines="{width}" style="width: {width}mm">{text}</p>' for width in widths)
    told = typeset.booklet(markup(section("s", body))).told
    assert [width for width in widths if told[f"{width}"][0].text == "They"] == []


def section(name: str, body: str) -> str:
    return f'<section id="{name}" style="break-before: page">{body}</section>'


def measured(*sections: str) -> tuple[Stretch, ...]:
    page = markup("".join(sections))
    return typeset.measure(replace(page, html=page.html.replace("<h1>T</h1>", ""))).pages


def test_room_is_counted_to_the_foot_of_the_page() -> None:
    line = '<i style="display: block; height: 8mm"></i>'
    body = f'<div style="height: 20mm"></div><div data-grow="l" data-most="9">{line}</div>'
    (page,) = measured(section("a", body))
    assert page.section == "a"
    assert page.growing == (Growing("l", 9, "", least=1),)
    assert page.used == pytest.approx(28 * 72 / 25.4, abs=0.1)
    assert page.left == pytest.approx((60 - 28) * 72 / 25.4, abs=0.1)


def test_what_may_start_a_page_is_found_with_its_top_and_its_lines() -> None:
    lines = '<p data-grow="{0}-l" data-most="9">x</p>'
    item = f'<div id="{{0}}" data-item style="height: 25mm; break-inside: avoid">{lines}</div>'
    pages = measured(section("a", "<p>x</p>" + "".join(map(item.format, "pqr"))), section("b", "<p>y</p>"))
    assert [(page.section, [name for name, _ in page.items]) for page in pages] == [
        ("a", ["p", "q"]),
        ("a", ["r"]),
        ("b", []),
    ]
    assert pages[0].items == (("p", 12.0), ("q", pytest.approx(12 + 25 * 72 / 25.4, abs=0.1)))
    assert [one.item for page in pages for one in page.growing] == ["p", "q", "r"]


def test_what_is_empty_takes_no_room() -> None:
    (page,) = measured(section("a", '<p style="margin-bottom: 9mm">x</p><div data-grow="l" data-most="9"></div>'))
    assert page.used == 12


def test_lines_that_go_on_belong_to_the_item_of_the_page_before() -> None:
    long = '<div id="p" data-item><p>x</p></div><div style="height: 60mm"></div><p data-grow="l" data-most="9">x</p>'
    assert [one.item for one in measured(section("a", long))[-1].growing] == ["p"]


def test_a_page_that_is_skipped_is_no_trouble() -> None:
    on_the_left = section("b", "y").replace("page", "left")
    printed = typeset.booklet(markup(section("a", "x") + on_the_left))
    assert (printed.anchors["a"], printed.anchors["b"]) == (2, 4)


def test_same_markup_same_bytes() -> None:
    page = markup('<p id="a">a</p>')
    assert typeset.booklet(page).pdf == typeset.booklet(page).pdf


def test_the_collector_is_on_again() -> None:
    typeset.booklet(markup("<p>x</p>"))
    assert gc.isenabled()


@pytest.mark.parametrize(("points", "room"), [(62.996, 62.99), (63.0, 63.0), (62.9999999, 63.0), (-0.004, -0.01)])
def test_room_is_never_rounded_up(points: float, room: float) -> None:
    assert typeset._room(points / 0.75) == room


def test_no_line_has_one_word_where_more_would_fit() -> None:
    """WeasyPrint 70 leaves one if a text before a tag fits on its line, but for the space at its end."""
    shown = {"text": "In the bay there are limpets", "glosses": [{"start": 21, "end": 28}]}
    told = '<p data-lines="a" style="width: {}pt">{}</p>'
    bodies = [section(f"s{width}", told.format(width, render.glossed(shown))) for width in range(70, 140, 2)]
    lines = [page.told[0].texts for page in measured(*bodies)]
    assert ["In the bay there are", "limpets"] in [[line.strip() for line in one] for one in lines]
    assert all(len(one[0].split()) > 1 for one in lines)
