"""What an author may get wrong: each a clear sentence with its place in the file, and the rest is drawn."""

import json
import math
import time
from typing import Any

import pytest
from atlas import a_map, base, drawn, faulty, kenya, measure, spec
from pydantic import ValidationError

from press.maps import Basemap, Fault, draw, with_areas
from press.model.maps import MapSpec

BOW = [[34, 0], [38, 4], [38, 0], [34, 4]]


def with_file(data: bytes, **given: Any) -> tuple[Basemap, list[Fault]]:
    """Return the base map with an area from a file of that content, and what is wrong with it."""
    asked = a_map(areas={"reef": {"file": "reef.geojson"}}, **given)
    said: list[Fault] = []
    return with_areas(base("world"), asked.areas, lambda _: data, said.append), said


def collection(*geometries: dict[str, Any]) -> bytes:
    features = [{"type": "Feature", "properties": {}, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def messages(asked: MapSpec, **how: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(fault.at, fault.message) for fault in faulty(asked, kenya(), **how)[1]]


def test_each_fault_says_where_it_is_and_what_to_do() -> None:
    asked = a_map(
        places={"nairobi": {}, "mombassa": {}},
        layers=[{"layer": "country", "line": "border"}, {"layer": "country", "ids": ["KEN", "KNE"], "fill": "grey"}],
        labels=[{"text": "Here", "at": [36, 4]}, {"text": "Nowhere", "inside": "country/XXX"}],
        scale_bar_km=0.001,
    )
    _, faults = faulty(asked, kenya())
    assert [fault.at for fault in faults] == [
        ("layers", 1, "ids", 1), ("places", "mombassa"), ("labels", 1, "inside"), ("scale_bar_km",),
    ]  # fmt: skip
    assert all(fault.hint for fault in faults)
    assert faults[1].hint == "Did you mean “mombasa”?"


def test_fault_of_a_panel_is_told_at_the_panel_and_a_shared_one_once() -> None:
    panels = [{"dated": "then"}, {"dated": "now", "layers": [{"layer": "countri", "fill": "grey"}]}]
    asked = a_map(panels=panels, places={"lamu": {}})
    assert messages(asked) == [
        (("places", "lamu"), "There is no place “lamu”."),
        (("panels", 1, "layers", 0, "layer"), "The base map “world” has no layer “countri”."),
    ]


@pytest.mark.parametrize(
    ("extent", "said"),
    [
        ((170, -25, -170, -10), "writes 190 for -170"),
        ((43, -5, 33, 6), "west < east"),
        ((33, 6, 43, -5), "south < north"),
        ((33, 60, 43, 95), "within ±90"),
        ((-180, -60, 190, 60), "at most once around"),
        ((33, 6, 33, 7), "west < east"),
    ],
)
def test_an_extent_that_is_none(extent: tuple[float, ...], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        a_map(extent=extent)


@pytest.mark.parametrize("given", [{}, {"extent": [33, -5, 43, 6], "around": ["nairobi"]}])
def test_either_an_extent_or_places_to_go_around(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either “extent” or “around”"):
        a_map(**{"extent": None, **given})


def test_around_unknown_places_there_is_no_map() -> None:
    made, said = drawn(a_map(extent=None, around=["atlantis"]), kenya())
    assert said == ["There is no place “atlantis”."]
    assert "<title>Kenya</title>" in made.svg and made.labels == ()


@pytest.mark.parametrize("extent", [(-40, 78, 40, 90), (-180, -90, 180, -60), (178, 60, 240, 89), (179, -1, 181, 1)])
def test_an_extent_at_a_pole_or_across_the_date_line_is_a_right_map(extent: tuple[float, ...]) -> None:
    made, said = drawn(a_map(extent=extent), {})
    assert said == [] and made.overlaps == 0
    assert 20 < made.height < 400 and "nan" not in made.svg.casefold()


@pytest.mark.parametrize("extent", [(178, 60, 192, 89), (0, 0, 100, 5)])
def test_a_strip_that_no_page_holds(extent: tuple[float, ...]) -> None:
    _, faults = faulty(a_map(extent=extent), {})
    assert [fault.at for fault in faults] == [("extent",)] and "mm high and 120 mm wide" in faults[0].message


def test_a_polygon_that_crosses_itself() -> None:
    asked = a_map(areas={"bow": {"polygon": BOW}}, layers=[{"layer": "country", "line": "border"}])
    assert messages(asked) == [(("areas", "bow"), "The area “bow” crosses or touches itself near 36, 2.")]


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ({}, "either “polygon”, “path” or “file”"),
        ({"polygon": BOW, "file": "x.geojson"}, "either “polygon”, “path” or “file”"),
        ({"polygon": BOW[:2]}, "at least 3 items"),
        ({"polygon": [[34, 95], [35, 0], [36, 0]]}, "less than or equal to 90"),
        ({"polygon": BOW * 501}, "at most 2000 items"),
        ({"file": "/etc/passwd.geojson"}, "match pattern"),
    ],
)
def test_an_area_that_is_none(area: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        a_map(areas={"x": area})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "no GeoJSON"),
        (b"[1, 2]", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{}]}', "no GeoJSON"),
        (b"\xff\xfe", "no GeoJSON"),
        (b" " * 5_000_001, "over 5 MB"),
        (collection({"type": "Point", "coordinates": [36, 0]}), "neither an area nor a line"),
        (collection({"type": "Polygon", "coordinates": [[*BOW, BOW[0]]]}), "crosses or touches itself near 36, 2"),
        (collection({"type": "LineString", "coordinates": [[3600, 0], [36, 1]]}), "lies off the globe"),
    ],
)
def test_a_file_of_the_pack_that_is_no_map(data: bytes, said: str) -> None:
    made, faults = with_file(data)
    assert made.features == base("world").features
    assert [fault.at for fault in faults] == [("areas", "reef")] and said in faults[0].message


def test_a_file_that_is_not_there() -> None:
    asked = a_map(areas={"reef": {"file": "reef.geojson"}})
    said = [message for _, message in messages(asked)]
    assert said == ["The area “reef” asks for the file “reef.geojson”, which is not in the pack's folder."]


def test_an_area_may_not_hide_a_layer_of_the_base_map() -> None:
    asked = a_map(areas={"country": {"path": [[34, 0], [38, 4]]}})
    assert messages(asked) == [(("areas", "country"), "The base map has a layer “country” already.")]


def test_ten_thousand_points_are_drawn_small_and_quickly() -> None:
    turns = [2 * math.pi * step / 10_000 for step in range(10_000)]
    ring = [[38 + 3 * math.cos(t) * (1 + 0.1 * math.sin(40 * t)), 1 + 3 * math.sin(t)] for t in turns]
    own, faults = with_file(collection({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}))
    asked = a_map(layers=[{"layer": "reef", "fill": "dots", "line": "district"}])
    start = time.process_time()
    made = draw(asked, kenya(), own, measure(), problem=faults.append)
    assert faults == [] and time.process_time() - start < 2
    assert len(made.svg) < 60_000


@pytest.mark.parametrize("km", [0, -5])
def test_a_scale_bar_of_no_length(km: float) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        a_map(scale_bar_km=km)


@pytest.mark.parametrize(("km", "said"), [(0.001, "0.00011 mm"), (5000, "mm long on a map of 120 mm")])
def test_a_scale_bar_that_cannot_be_seen_or_does_not_fit(km: float, said: str) -> None:
    made, faults = faulty(a_map(scale_bar_km=km), kenya())
    assert [fault.at for fault in faults] == [("scale_bar_km",)]
    assert said in faults[0].message and faults[0].hint.startswith("About 200 km fits")
    assert ">200 km<" in made.svg


def test_a_label_put_across_a_border_is_told() -> None:
    asked = a_map(labels=[{"text": "Tanzania and Kenya", "at": [36.2, -2.2]}])
    assert messages(asked) == [(("labels", 0), "The label “Tanzania and Kenya” hides a piece of the line “Border”.")]


def test_a_name_that_is_longer_than_its_curve() -> None:
    asked = a_map(labels=[{"text": "A very long river name", "along": [[36, 1], [37, 1.2]]}])
    ((at, message),) = messages(asked)
    assert at == ("labels", 0) and "too short or too crooked for it: 12 mm" in message


def test_a_name_along_a_line_that_is_not_there() -> None:
    asked = a_map(labels=[{"text": "Nile", "along": "river/nile"}])
    assert messages(asked) == [(("labels", 0), "The label “Nile” has no line “river/nile” on this map to stand along.")]


def test_a_small_map_that_does_not_hold_the_map() -> None:
    asked = a_map(locator={"extent": [-20, 30, 30, 60]})
    assert messages(asked) == [(("locator", "extent"), "The small map in the corner does not hold all of the map.")]


def test_within_a_layer_that_is_not_there() -> None:
    asked = a_map(layers=[{"layer": "country", "within": "lakes", "fill": "grey"}])
    _, (fault,) = faulty(asked, kenya())
    assert (fault.at, fault.hint) == (("layers", 0, "within"), "Did you mean “lake”?")


def test_a_place_pupils_are_to_find_that_is_outside() -> None:
    said = drawn(spec("karabakh-1994"), worksheet=["hadrut"])[1]
    assert said == ["The place “hadrut” is not on this map, and cannot be asked for."]
