"""What is drawn lies where it lies on the Earth."""

import pyproj
import pytest
import shapely
from atlas import base, places, spec

from press.maps.shapes import Plate
from press.maps.sheet import GEOD, Sheet, fitted
from press.model.maps import MapLayer, MapSpec

KARABAKH = (45.42, 38.84, 47.76, 40.5)
INSIDE = ["khankendi-stepanakert", "shusha-shushi", "ivanyan-khojaly", "askeran", "tug", "hadrut"]
OUTSIDE = ["aghdam", "fuzuli", "berdzor-lachin", "kalbajar-karvachar", "qubadli"]
UNREGISTERED = {"jabrayil": (47.0284, 39.3992), "zangilan": (46.6599, 39.0837)}
"""Towns that no lesson names yet: longitude and latitude, GeoNames."""

SEVEN = {
    "kalbajar": 2018, "lachin": 1916, "qubadli": 784, "zangilan": 740, "jabrayil": 902, "fuzuli": 1380, "aghdam": 1010,
}  # fmt: skip


def sheet_of(asked: MapSpec) -> Sheet:
    assert asked.extent
    return fitted(asked.extent, asked.projection, 120)


SHEET = fitted(KARABAKH, "auto", 120)


def on_paper(layer: str, *ids: str, line: str = "none") -> shapely.Geometry:
    asked = MapLayer.model_validate({"layer": layer, "ids": ids, "line": line, "key": "k", "dated": "then"})
    drawn = Plate(base("caucasus"), SHEET).shape(asked)
    return drawn.lines if line != "none" else drawn.areas


def km2(area: shapely.Geometry) -> float:
    """Return the area on the Earth of what is on the paper."""
    back = shapely.transform(area, lambda c: shapely.get_coordinates([shapely.Point(SHEET.position(*p)) for p in c]))
    return sum(abs(GEOD.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(back)) / 1e6


def km(line: shapely.Geometry) -> float:
    back = shapely.transform(line, lambda c: shapely.get_coordinates([shapely.Point(SHEET.position(*p)) for p in c]))
    return sum(GEOD.geometry_length(part) for part in shapely.get_parts(back)) / 1000


def test_the_oblast_has_its_area() -> None:
    assert km2(on_paper("nkao_1991")) == pytest.approx(4279, abs=25)


def test_the_held_area_has_its_area() -> None:
    assert km2(on_paper("held_1994_2020")) == pytest.approx(11927, abs=60)


@pytest.mark.parametrize("name", SEVEN)
def test_each_district_has_its_area_and_its_town(name: str) -> None:
    area = on_paper("district", name)
    assert km2(area) == pytest.approx(SEVEN[name], rel=0.02)
    key = {"kalbajar": "kalbajar-karvachar", "lachin": "berdzor-lachin"}.get(name, name)
    town = UNREGISTERED[key] if key in UNREGISTERED else places()[key].at
    assert area.contains(shapely.Point(SHEET.point(town)))


def test_the_line_of_contact_is_one_line_of_its_length() -> None:
    line = on_paper("line_of_contact_1994_2020", line="contact")
    assert line.geom_type == "LineString"
    assert km(line) == pytest.approx(202, abs=4)


def test_towns_lie_on_their_side_of_the_oblast() -> None:
    oblast = on_paper("nkao_1991")
    for key in INSIDE + OUTSIDE:
        assert oblast.contains(shapely.Point(SHEET.point(places()[key].at))) == (key in INSIDE), key


def test_a_border_is_drawn_once() -> None:
    border = on_paper("country", line="border")
    assert border.length > 300
    assert border.length == pytest.approx(shapely.union_all(shapely.get_parts(border)).length)
    assert shapely.get_num_geometries(border) < 12


def test_a_border_is_no_coast() -> None:
    asked = sheet_of(spec("south-caucasus"))
    layers = [MapLayer(layer="country", line="border"), MapLayer(layer="sea", line="coast")]
    plate = Plate(base("caucasus"), asked)
    border, coast = (plate.shape(layer).lines for layer in layers)
    assert border.intersection(coast.buffer(0.15)).length < 3


@pytest.mark.parametrize("extent", [(45.4, 38.8, 47.8, 40.5), (33, -5, 43, 6), (-75, -56, -53, -21), (10, 74, 35, 81)])
def test_all_of_the_extent_is_in_the_frame_and_found_again(extent: tuple[float, float, float, float]) -> None:
    sheet = fitted(extent, "auto", 100)
    for lon in (extent[0], (extent[0] + extent[2]) / 2, extent[2]):
        for lat in (extent[1], (extent[1] + extent[3]) / 2, extent[3]):
            x, y = sheet.point((lon, lat))
            assert -0.01 <= x <= sheet.width + 0.01 and -0.01 <= y <= sheet.height + 0.01
            assert sheet.position(x, y) == pytest.approx((lon, lat), abs=1e-6)


def test_the_scale_is_nearly_the_same_all_over() -> None:
    sheet = sheet_of(spec("south-caucasus"))
    scales = [sheet.km(x, y) for x in (5, 60, 115) for y in (5, 40, 75)]
    assert max(scales) / min(scales) < 1.003


def test_distances_agree_with_the_ellipsoid() -> None:
    one, other = places()["shusha-shushi"].at, places()["berdzor-lachin"].at
    (x0, y0), (x1, y1) = SHEET.point(one), SHEET.point(other)
    paper = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 * SHEET.km(60, 55)
    assert paper == pytest.approx(pyproj.Geod(ellps="WGS84").inv(*one, *other)[2] / 1000, rel=0.002)
