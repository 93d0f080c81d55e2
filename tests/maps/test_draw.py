"""Any place on Earth, and what an author may get wrong."""

import re

import pytest
from atlas import ROOT, a_map, drawn, kenya, spec, town
from pydantic import ValidationError

from press.maps import Basemap
from press.model.maps import MapLayer


def test_another_continent() -> None:
    made, said = drawn(a_map(places={key: {} for key in kenya()}), kenya())
    assert said == []
    assert made.overlaps == 0
    assert [entry.text for entry in made.key] == ["Border"]
    boxes = {label.text: label for label in made.labels}
    assert boxes["Kisumu"].x0 < boxes["Nairobi"].x0 < boxes["Mombasa"].x0
    assert re.search(r">\d+ km<", made.svg)


@pytest.mark.parametrize(
    "extent", [(-180, -60, 180, 80), (170, -25, 190, -10), (-180, 62, 180, 90), (-85, -5, -70, 5), (5, 45, 11, 48)]
)
def test_the_whole_world_the_pole_and_the_other_side_of_it(extent: tuple[float, ...]) -> None:
    made, said = drawn(a_map(extent=extent, graticule=10 if extent[3] > 50 else None))
    assert said == []
    assert len(made.svg) < 250_000
    assert ("km<" in made.svg) == (extent[3] != 80)
    numbers = [int(n) for n in re.findall(r"M(-?\d+) (-?\d+)l", made.svg)[0]]
    assert all(-200 <= n <= 100_000 for n in numbers)


def test_a_place_across_the_date_line() -> None:
    fiji = {"suva": town("Suva", at=(178.44, -18.14)), "labasa": town("Apia", at=(-171.77, -13.83))}
    made, said = drawn(a_map(extent=(172, -24, 192, -10), places={"suva": {}, "labasa": {}}), fiji)
    assert said == []
    boxes = {label.text: label for label in made.labels}
    assert boxes["Suva"].x0 < boxes["Apia"].x0


def test_all_that_is_wrong_is_said_and_the_rest_is_drawn() -> None:
    asked = a_map(
        places={"nairobi": {}, "mombassa": {}, "paris": {}},
        layers=[
            {"layer": "county", "line": "district"},
            {"layer": "country", "ids": ["KEN", "??"], "line": "border"},
        ],
        labels=[{"text": "Nowhere", "inside": "country/XXX"}],
    )
    known = kenya() | {"paris": town("Paris", at=(2.35, 48.85), kind="capital")}
    made, said = drawn(asked, known, worksheet=["lamu"])
    assert said == [
        "The base map “world” has no layer “county”.",
        "The layer “country” has no feature “??”.",
        "There is no place “mombassa”.",
        "The place “paris” lies outside the map.",
        "The place “lamu” is not on this map, and cannot be asked for.",
        "The label “Nowhere” has no area “country/XXX” on this map to stand in.",
    ]
    assert "Nairobi" in made.svg


def test_labels_that_cannot_be_placed_are_counted_and_said() -> None:
    labels = [{"text": "One", "at": [38, 0]}, {"text": "Another", "at": [38.1, 0]}]
    made, said = drawn(a_map(labels=labels), {})
    assert made.overlaps == 2
    assert len(said) == 2 and "“One” cannot be placed" in said[0]


def test_a_crowd_is_resolved_with_leader_lines() -> None:
    crowd = {f"town-{n}": town(f"Long Town Name {n}", at=(38 + n * 0.12, 0.1)) for n in range(6)}
    made, said = drawn(a_map(places={key: {} for key in crowd}), crowd)
    assert said == [] and made.overlaps == 0


def test_a_layer_that_held_for_a_time_needs_a_date() -> None:
    with pytest.raises(ValidationError, match="needs “dated”"):
        MapLayer(layer="x", line="contact")
    with pytest.raises(ValidationError, match="needs “key”"):
        MapLayer(layer="x", line="contact", dated="1994")
    undated = spec("karabakh-1994").model_copy(update={"layers": (MapLayer(layer="held_1994_2020", fill="hatch"),)})
    made, said = drawn(undated)
    assert said == ["The layer “held_1994_2020” was right for a time only."]
    assert made.key == ()


def test_a_crowd_comes_out_the_same_every_time() -> None:
    crowd = {f"town-{n}": town(f"Town {n}", at=(36 + n % 5 * 0.4, n // 5 * 0.3)) for n in range(30)}
    asked = a_map(places={key: {} for key in crowd})
    assert len({drawn(asked, crowd)[0].svg for _ in range(3)}) == 1


def test_the_legend_looks_like_the_map() -> None:
    made, _ = drawn(spec("karabakh-1994"))
    swatch = next(entry.swatch for entry in made.key if entry.text.startswith("Line of contact"))
    dots = 'stroke="#000" stroke-width="95"'
    assert dots in swatch and dots in made.svg
    assert 'width="8.50mm" height="3.20mm"' in swatch


def test_a_map_has_at_most_three_textures() -> None:
    fills = ["hatch", "hatch-dense", "dots", "sea-lines"]
    with pytest.raises(ValidationError, match="at most 3 textures"):
        a_map(layers=[{"layer": "country", "fill": fill} for fill in fills])


def test_a_base_map_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError, match="no base map “moon”"):
        Basemap.load(ROOT / "layouts" / "basemap", "moon")


def test_other_names_of_a_secret_place_go_too() -> None:
    labels = [{"text": "Coast of\nMombasa", "at": [41, -3]}, {"text": "KENYA", "at": [38, 1.5], "style": "country"}]
    made, _ = drawn(a_map(places={key: {} for key in kenya()}, labels=labels), kenya(), worksheet=["mombasa"])
    assert {label.text for label in made.labels} == {"1", "Nairobi", "Kisumu", "KENYA"}


def test_angle_brackets_are_letters() -> None:
    made, _ = drawn(a_map(title="A < B & C", labels=[{"text": "<b>", "at": [38, 0]}]), {})
    assert "A &lt; B &amp; C" in made.svg and "&lt;b&gt;" in made.svg
