"""Each map of the pack as it is printed, in each style and size: legible, whole, small, the same every time."""

import re
import time
from xml.etree import ElementTree

import pytest
from atlas import FILES, drawn, places, spec

from press.maps import Drawing

EIGHT_POINT = 282
"""8 pt in hundredths of a millimetre."""
LARGE = {"text": 18.0, "width": 170.0}
KNOWN = {"svg", "title", "path", "text", "circle", "g"}


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=["grey", "colour"])
def drawing(name: str, request: pytest.FixtureRequest) -> Drawing:
    made, said = drawn(spec(name), style=request.param)
    assert said == []
    return made


@pytest.fixture(scope="module")
def large(name: str) -> list[Drawing]:
    """The map in large print; panels come one by one."""
    panels = range(len(spec(name).panels)) if spec(name).panels else [None]
    found = [drawn(spec(name), panel=panel, **LARGE) for panel in panels]
    assert all(said == [] for _, said in found)
    return [made for made, _ in found]


def elements(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def touching(made: Drawing) -> list[str]:
    """Return the pairs of names whose letters touch, measured anew; a bent name has a box for each letter."""
    return [
        f"{one.text} and {other.text}"
        for index, one in enumerate(made.labels)
        for other in made.labels[:index]
        if (one.text, other.text) not in letters(made)
        and not (one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0)
    ]


def letters(made: Drawing) -> set[tuple[str, str]]:
    """Return bent names, each as a pair with itself."""
    texts = [label.text for label in made.labels]
    return {(text, text) for text in texts if texts.count(text) >= len(text)}


def outside(made: Drawing) -> list[str]:
    return [one.text for one in made.labels if min(one[1:]) <= 0 or one.x1 >= made.width or one.y1 >= made.height]


def test_no_label_touches_another_or_the_frame(drawing: Drawing) -> None:
    assert drawing.overlaps == 0
    assert touching(drawing) == [] and outside(drawing) == []


def test_large_print_has_fewer_names_and_none_of_them_touch(large: list[Drawing]) -> None:
    for made in large:
        assert made.overlaps == 0
        assert touching(made) == [] and outside(made) == []
        assert made.width == pytest.approx(170) and made.height <= 240


def test_large_print_is_large(large: list[Drawing]) -> None:
    for made in large:
        root, *rest = elements(made.svg)
        mm = float(root.get("width", "").removesuffix("mm")) / float(root.get("viewBox", "").split()[2])
        sizes = [int(e.get("font-size", "0")) * mm for e in rest if tag(e) == "text"]
        assert min(sizes) >= 18 * 25.4 / 72 - 0.01
        assert "italic" not in made.svg


def _first(key: str, priority: int | None) -> bool:
    return priority == 1 or (priority is None and places()[key].kind == "capital")


def test_large_print_keeps_what_comes_first(name: str, large: list[Drawing]) -> None:
    first = {" ".join(one.text.split()) for one in spec(name).labels if one.priority == 1}
    capitals = {" / ".join(places()[k].names) for k, p in spec(name).places.items() if _first(k, p.priority)}
    for made in large:
        assert not set(made.left_out) & (first | capitals)


def test_large_print_keeps_its_towns(name: str, large: list[Drawing]) -> None:
    """Names of districts go; those of places stay, for the lessons send readers to look for them."""
    towns = {" / ".join(places()[key].names) for key in spec(name).places}
    assert not towns & {gone for made in large for gone in made.left_out}


def test_it_fits_on_the_page(drawing: Drawing) -> None:
    assert drawing.width == 120
    assert drawing.height <= 125
    assert len(drawing.svg.encode()) < 150_000


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


def test_black_white_and_greys_that_a_copier_keeps(name: str) -> None:
    drawing, _ = drawn(spec(name))
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', drawing.svg))
    for colour in colours - {"#fff"}:
        assert len(set(colour[1:])) == 1, f"{colour} is no grey"
        assert int(colour[1], 16) <= 0xC, f"{colour} is lighter than a tone of 20 %"
    widths = [int(width) for width in re.findall(r'stroke="#(?!fff)[0-9a-f]+" stroke-width="(\d+)"', drawing.svg)]
    assert min(widths) >= 12


@pytest.mark.parametrize("style", ["grey", "colour"])
def test_an_area_in_grey_is_not_white_on_a_copier(style: str) -> None:
    """A copier that doubles the contrast must leave a tone of 10 %; grey areas have no texture to be known by."""
    drawing, _ = drawn(spec("control-at-four-times"), style=style)
    swatch = next(entry.swatch for entry in drawing.key if entry.text.startswith("Autonomous oblast"))
    (value,) = re.findall(r'fill="#([0-9a-f]+)" fill-rule', swatch)
    value = "".join(one * 2 for one in value) if len(value) == 3 else value
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    assert 128 + 2 * (0.3 * red + 0.59 * green + 0.11 * blue - 128) <= 0.9 * 255


def test_colour_is_muted_and_only_lies_under_the_same_textures(name: str) -> None:
    grey, colour = (drawn(spec(name), style=style)[0] for style in ("grey", "colour"))
    for value in set(re.findall(r'(?:fill|stroke)="#([0-9a-f]{6})"', colour.svg)):
        red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
        assert max(red, green, blue) - min(red, green, blue) <= 0x38, f"#{value} shines"
    ruled = re.findall(r'd="([^"]+)"[^>]*stroke-width="1[48]"', grey.svg)
    assert ruled == re.findall(r'd="([^"]+)"[^>]*stroke-width="1[48]"', colour.svg)
    assert grey.labels == colour.labels


def test_the_same_bytes_twice_and_quickly(name: str) -> None:
    first, _ = drawn(spec(name))
    start = time.process_time()
    again, _ = drawn(spec(name))
    assert time.process_time() - start < 2
    assert again == first


def test_names_come_from_the_register(name: str, drawing: Drawing) -> None:
    printed = {label.text for label in drawing.labels}
    asked = [*spec(name).places, *(key for panel in spec(name).panels for key in panel.places)]
    assert {" / ".join(places()[key].names) for key in asked} <= printed


def test_what_held_for_a_time_says_for_which(name: str, drawing: Drawing) -> None:
    for layer in [*spec(name).layers, *(one for panel in spec(name).panels for one in panel.layers)]:
        if layer.dated:
            assert any(entry.text == f"{layer.key}, {layer.dated}" for entry in drawing.key)


def test_the_note_is_short_and_makes_no_claim(name: str) -> None:
    about = " ".join(str(spec(name).about).split())
    assert len(about.split()) <= 75
    assert re.search(r"not imply endorsement|[Nn]o endorsement is implied", about)
    if any(len(places()[key].names) > 1 for key in spec(name).places):
        assert re.search(r"in alphabetical order([;,] (the order|which) makes| make) no claim", about)
    layers = [*spec(name).layers, *(one for panel in spec(name).panels for one in panel.layers)]
    words = " ".join([about, str(spec(name).alt), *(layer.key or "" for layer in layers)]).casefold()
    assert not re.search(r"occupied|liberated|separatist|republic of artsakh", words)


def test_credits_are_those_of_what_is_shown(name: str) -> None:
    made, _ = drawn(spec(name))
    assert "GeoNames (CC BY 4.0)" in made.credits
    assert ("visionscarto world atlas (BSD-3-Clause)" in made.credits) == (spec(name).base == "world")
    sketched = any(one.line == "sketch" for panel in [spec(name), *spec(name).panels] for one in panel.layers)
    assert any("sketch" in credit for credit in made.credits) == sketched


def test_what_comes_from_outside_the_sources_is_said(name: str) -> None:
    about, svg = " ".join(str(spec(name).about).split()), drawn(spec(name))[0]
    if any("May 1994" in entry.text for entry in svg.key) and name != "karabakh-november-2020":
        assert "May 1994" in about and "outside our five sources" in about


@pytest.mark.parametrize("how", [{}, LARGE], ids=["print", "large"])
@pytest.mark.parametrize("name", [name for name in FILES if not spec(name).panels])
def test_a_worksheet_gives_no_name_away(name: str, how: dict[str, float]) -> None:
    asked = list(spec(name).places)[:6]
    made, said = drawn(spec(name), worksheet=asked, **how)
    assert said == [] and made.overlaps == 0 and touching(made) == []
    assert made.answers == tuple(" / ".join(places()[key].names) for key in asked)
    files = [made.svg, *(entry.swatch for entry in made.key)]
    shown = " ".join([*files, *(entry.text for entry in made.key), str(spec(name).worksheet_alt)]).casefold()
    for key in asked:
        for one in (key, *places()[key].names, *places()[key].local.values()):
            assert not re.search(rf"\b{re.escape(one.casefold())}\b", shown), one
    discs = [label.text for label in made.labels if label.text.isdigit()]
    assert sorted(discs, key=int) == [str(number) for number in range(1, len(asked) + 1)]


def test_discs_stand_beside_the_places_in_their_order() -> None:
    asked = ["qubadli", "kalbajar-karvachar"]
    made, _ = drawn(spec("karabakh-1923-1991"), worksheet=asked)
    boxes = {label.text: label for label in made.labels}
    assert boxes["2"].y0 < boxes["1"].y0 and boxes["2"].x0 < boxes["1"].x0
    assert "Shusha / Shushi" in boxes
