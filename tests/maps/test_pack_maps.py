"""Each map of the pack as it is printed: legible, whole, small, the same every time."""

import re
import time
from xml.etree import ElementTree

import pytest
from atlas import FILES, drawn, places, spec

from press.maps import Drawing

EIGHT_POINT = 282
KNOWN = {"svg", "title", "path", "text", "circle"}


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def drawing(name: str) -> Drawing:
    made, said = drawn(spec(name))
    assert said == []
    return made


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def test_no_label_touches_another(drawing: Drawing) -> None:
    assert drawing.overlaps == 0
    for index, one in enumerate(drawing.labels):
        for other in drawing.labels[:index]:
            apart = one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
            assert apart, f"{one.text} and {other.text}"


def test_labels_are_inside_the_frame(drawing: Drawing) -> None:
    for label in drawing.labels:
        assert label.x0 > 0 and label.y0 > 0 and label.x1 < drawing.width and label.y1 < drawing.height, label.text


def test_it_fits_on_the_page(drawing: Drawing) -> None:
    assert drawing.width == 120
    assert drawing.height <= 125
    assert len(drawing.svg.encode()) < 100_000


def test_text_is_at_least_eight_points(drawing: Drawing) -> None:
    sizes = [int(e.get("font-size", "0")) for e in elements(drawing.svg) if tag(e) == "text"]
    assert sizes and min(sizes) >= EIGHT_POINT


def test_only_what_the_printer_draws_well(drawing: Drawing) -> None:
    for svg in (drawing.svg, *(entry.swatch for entry in drawing.key)):
        tree = elements(svg)
        assert {tag(e) for e in tree} <= KNOWN
        assert tag(tree[1]) == "title" and tree[1].text
        assert all("Booklet Sans" in e.get("font-family", "") for e in tree if tag(e) == "text")
        assert all(e.get("font-weight") in ("400", "700") for e in tree if tag(e) == "text")
        assert not re.search(r"paint-order|font:| style=| class=|<defs", svg)


def test_black_white_and_greys_that_a_copier_keeps(drawing: Drawing) -> None:
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', drawing.svg))
    for colour in colours - {"#fff"}:
        assert len(set(colour[1:])) == 1, f"{colour} is no grey"
        assert int(colour[1], 16) <= 0xC, f"{colour} is lighter than a tone of 20 %"
    widths = [int(width) for width in re.findall(r'stroke="#(?!fff)[0-9a-f]+" stroke-width="(\d+)"', drawing.svg)]
    assert min(widths) >= 12


def test_the_same_bytes_twice_and_quickly(name: str, drawing: Drawing) -> None:
    start = time.perf_counter()
    again, _ = drawn(spec(name))
    assert time.perf_counter() - start < 1
    assert again == drawing


def test_names_come_from_the_register(name: str, drawing: Drawing) -> None:
    printed = {label.text for label in drawing.labels}
    assert {" / ".join(places()[key].names) for key in spec(name).places} <= printed


def test_what_held_for_a_time_says_for_which(name: str, drawing: Drawing) -> None:
    for layer in spec(name).layers:
        if layer.dated:
            assert any(entry.text == f"{layer.key}, {layer.dated}" for entry in drawing.key)


def test_the_note_is_short_and_makes_no_claim(name: str) -> None:
    about = " ".join(str(spec(name).about).split())
    assert len(about.split()) <= 75
    assert re.search(r"not imply endorsement|[Nn]o endorsement is implied", about)
    assert "Natural Earth (public domain)" in about and "GeoNames (CC BY 4.0)" in about
    if any(len(places()[key].names) > 1 for key in spec(name).places):
        assert re.search(r"in alphabetical order[;,] (the order|which) makes no claim", about)
    words = " ".join([about, str(spec(name).alt), *(layer.key or "" for layer in spec(name).layers)]).casefold()
    assert not re.search(r"occupied|liberated|separatist|republic of artsakh", words)


@pytest.mark.parametrize("name", FILES)
def test_a_worksheet_gives_no_name_away(name: str) -> None:
    asked = list(spec(name).places)[:6]
    made, said = drawn(spec(name), worksheet=asked)
    assert said == [] and made.overlaps == 0
    shown = " ".join("".join(e.itertext()) for e in elements(made.svg)).casefold()
    for key in asked:
        for one in places()[key].names:
            assert not re.search(rf"\b{one.casefold()}\b", shown), one
    discs = [label.text for label in made.labels if label.text.isdigit()]
    assert sorted(discs, key=int) == [str(number) for number in range(1, len(asked) + 1)]
    assert made.key == drawn(spec(name))[0].key


def test_discs_stand_beside_the_places_in_their_order() -> None:
    asked = ["qubadli", "kalbajar-karvachar"]
    made, _ = drawn(spec("karabakh-1923-1991"), worksheet=asked)
    boxes = {label.text: label for label in made.labels}
    assert boxes["2"].y0 < boxes["1"].y0 and boxes["2"].x0 < boxes["1"].x0
    assert "Shusha / Shushi" in boxes
