"""Parts of a map: own areas, panels, the small map in the corner, bent names, the grid."""

import json
import re

import pytest
import shapely
from atlas import a_map, base, drawn, faulty, kenya, measure, spec, town

from press.maps import Fault, draw, with_areas
from press.maps.plan import extent
from press.maps.shapes import Plate
from press.maps.sheet import GEOD, fitted
from press.model.maps import MapLayer


def test_own_areas_are_layers_like_any_other() -> None:
    areas = {
        "park": {"polygon": [[36, 1], [38, 1], [38, 3], [36, 3]], "credit": "Own survey"},
        "walk": {"path": [[34, -3], [41, 4]]},
    }
    layers = [
        {"layer": "park", "fill": "dots", "line": "district", "key": "Park"},
        {"layer": "walk", "line": "route"},
    ]
    asked = a_map(areas=areas, layers=layers, labels=[{"text": "Park", "inside": "park/park"}])
    made, said = drawn(asked, kenya())
    assert said == []
    assert [entry.text for entry in made.key] == ["Park"] and made.credits == ("Own survey",)


def test_geojson_of_the_pack_with_ids_kinds_and_dates() -> None:
    square = {"type": "Polygon", "coordinates": [[[36, 1], [38, 1], [38, 3], [36, 1]]]}
    features = [
        {"type": "Feature", "properties": {"id": "old", "kind": "camp", "valid_to": "1999"}, "geometry": square},
        {"type": "Feature", "properties": None, "geometry": square},
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    said: list[Fault] = []
    asked = a_map(areas={"camps": {"file": "camps.geojson"}}, layers=[{"layer": "camps", "fill": "grey"}])
    own = with_areas(base("world"), asked.areas, lambda _: data, said.append)
    assert [(one.id, one.kind, one.dated) for one in own.select("camps")] == [("old", "camp", True), ("2", "", False)]
    draw(asked, kenya(), own, measure(), problem=said.append)
    assert [fault.message for fault in said] == ["The layer “camps” was right for a time only."]


def test_a_path_is_the_shortest_way_and_crosses_the_date_line() -> None:
    asked = a_map(areas={"flight": {"path": [[139.7, 35.7], [-122.4, 37.8]]}})
    line = with_areas(base("world"), asked.areas, lambda _: b"", print).select("flight")[0].geometry
    assert GEOD.geometry_length(line) == pytest.approx(GEOD.inv(139.7, 35.7, -122.4, 37.8)[2], rel=1e-4)
    assert line.bounds[2] - line.bounds[0] == pytest.approx(97.9, abs=0.1) and line.bounds[3] > 47


def test_the_line_to_moscow_has_the_length_that_its_key_says() -> None:
    asked = spec("moscow-and-karabakh")
    own = with_areas(base("world"), asked.areas, lambda _: b"", print)
    assert GEOD.geometry_length(own.select("shortest-way")[0].geometry) / 1000 == pytest.approx(1900, abs=25)


def test_around_places_holds_them_all_with_a_margin() -> None:
    asked = a_map(extent=None, around=["nairobi", "mombasa"], margin=100, places={"nairobi": {}, "mombasa": {}})
    west, south, east, north = extent(asked, kenya(), print) or (0, 0, 0, 0)
    for edge, lat in ((west, -1.29), (east, -4.05)):
        near = min(GEOD.inv(edge, lat, place.at[0], place.at[1])[2] for place in kenya().values())
        assert near == pytest.approx(100_000, rel=0.02)
    assert south == pytest.approx(-4.95, abs=0.02) and north == pytest.approx(-0.39, abs=0.02)
    made, said = drawn(asked, kenya())
    assert said == [] and {label.text for label in made.labels} == {"Nairobi", "Mombasa"}


def test_around_places_on_one_meridian_is_no_strip() -> None:
    there = {"north": town("North", at=(30, 20)), "south": town("South", at=(30, -10))}
    made, said = drawn(a_map(extent=None, around=["north", "south"], places={"north": {}, "south": {}}), there)
    assert said == [] and 0.8 < made.height / made.width < 1.2


def test_around_places_on_both_sides_of_the_date_line_is_the_short_way() -> None:
    there = {"suva": town("Suva", at=(178.44, -18.14)), "apia": town("Apia", at=(-171.77, -13.83))}
    asked = a_map(extent=None, around=["suva", "apia"], margin=200, places={"suva": {}, "apia": {}})
    west, _, east, _ = extent(asked, there, print) or (0, 0, 0, 0)
    assert east - west < 15 and west < 178.44 and east > 188.23
    made, said = drawn(asked, there)
    assert said == [] and made.overlaps == 0


def test_panels_share_what_the_map_has_and_add_their_own() -> None:
    made, said = drawn(spec("control-at-four-times"))
    assert said == []
    assert made.svg.count(">Armenia<") == 2 * 4, "halo and letters in each of four panels"
    for panel in spec("control-at-four-times").panels:
        assert f">{panel.dated}<" in made.svg
    assert len({entry.text for entry in made.key}) == len(made.key) == 7
    assert len(re.findall(r">50 km<", made.svg)) == 1


def test_panels_stand_beside_one_another() -> None:
    made, _ = drawn(spec("control-at-four-times"))
    places = [(label.x0, label.y0) for label in made.labels if label.text == "Armenia"]
    assert len({round(x) for x, _ in places}) == len({round(y) for _, y in places}) == 2


def test_panels_of_larger_letters_stand_beside_one_another_if_they_are_wide_enough() -> None:
    heights = [drawn(spec("control-at-four-times"), width=width, text=10)[0].height for width in (150, 125)]
    assert heights[0] < 0.75 * heights[1], "two rows, four rows"


def test_large_letters_are_upright() -> None:
    slanted, upright = (drawn(spec("karabakh-1923-1991"), text=text)[0].svg for text in (8.0, 10.0))
    assert "italic" in slanted and "italic" not in upright


def test_the_time_of_a_whole_map_stands_over_it() -> None:
    plain, dated = (drawn(a_map(dated=when), kenya())[0] for when in (None, "Around 1900"))
    assert ">Around 1900<" in dated.svg and dated.height > plain.height + 4


def test_the_small_map_lies_in_its_corner_clear_of_the_scale_bar() -> None:
    asked = a_map(locator={"extent": [-25, -40, 60, 40], "corner": "SW"}, corner="SE")
    with_it, said = drawn(asked, kenya())
    assert said == [] and len(with_it.svg) < len(drawn(a_map(), kenya())[0].svg) + 15_000


def test_bent_letters_follow_the_river_in_order_and_are_not_upside_down() -> None:
    made, said = drawn(spec("south-caucasus"))
    assert said == []
    turns = [float(turn) for turn in re.findall(r'transform="rotate\((-?[\d.]+)', made.svg)]
    assert turns and all(abs(turn) <= 100 for turn in turns)
    kura = [label for label in made.labels if label.text == "Kura"]
    assert len(kura) == 4 and [one.x0 for one in kura] == sorted(one.x0 for one in kura)


def test_within_is_the_part_of_one_layer_inside_another() -> None:
    sheet = fitted((45.42, 38.84, 47.76, 40.5), "auto", 120)
    plate = Plate(base("caucasus"), sheet)
    aghdam, held, both = (
        plate.shape(MapLayer.model_validate({"layer": layer, **more})).areas
        for layer, more in (
            ("district", {"ids": ["aghdam"]}),
            ("held_1994_2020", {}),
            ("district", {"ids": ["aghdam"], "within": "held_1994_2020"}),
        )
    )
    assert both.area == pytest.approx(shapely.intersection(aghdam, held).area, rel=0.01)
    assert both.area == pytest.approx(0.87 * aghdam.area, rel=0.02)


def test_degrees_do_not_lie_under_names_or_the_scale_bar() -> None:
    places = {key: {} for key in kenya()}
    made, faults = faulty(a_map(graticule=2, places=places, corner="SW"), kenya())
    assert faults == [] and "°<" in made.svg
