"""The tiny pack draws another continent, the Pacific across 180° and the Arctic, from files to figures."""

import shutil
import sys
from pathlib import Path

import pytest
from atlas import ROOT, base, measure

sys.path.insert(0, str(Path(__file__).parents[1]))
from rulebook import edit, good_pack

from press import check, fonts, illustrate, load
from press.cache import Cache
from press.maps import Fault, draw, with_areas
from press.model.edition import EDITIONS, STANDARD
from press.model.library import Library
from press.model.made import Figures
from press.problems import Problem
from press.progress import Silent

HERE = Path(__file__).parent / "far-shores"
LAYOUTS = ROOT / "layouts"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = good_pack(tmp_path)
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    return folder


def loaded(pack: Path) -> Library:
    said: list[Problem] = []
    library = load.library(pack, said.append)
    assert library, said
    assert said == []
    return library


def figures(library: Library, tmp_path: Path) -> tuple[Figures | None, list[Problem]]:
    said: list[Problem] = []
    cache = Cache(tmp_path / "cache")
    faces = fonts.read(LAYOUTS, Cache(ROOT / ".cache" / "press"))
    return illustrate.figures(library, EDITIONS[STANDARD], faces, LAYOUTS, cache, said.append, Silent()), said


def test_the_pack_with_its_maps_has_no_problem(pack: Path) -> None:
    assert check.problems(loaded(pack), LAYOUTS) == []


def test_its_maps_are_drawn_whole_and_once(pack: Path, tmp_path: Path) -> None:
    library = loaded(pack)
    made, said = figures(library, tmp_path)
    assert said == [] and made
    assert set(made.maps) == {"chile", "pacific", "arctic"}
    assert made.maps["chile"][0].credits == ("visionscarto world atlas (BSD-3-Clause)", "Tide watchers of Valdivia")
    sheet = made.worksheets["arctic", ("tromso", "nome", "iqaluit")]
    assert sheet.answers == ("Tromsø", "Nome", "Iqaluit") and "Nome" not in sheet.svg
    assert figures(library, tmp_path)[0] == made, "kept in the cache"


@pytest.mark.parametrize(
    "how", [{}, {"style": "colour"}, {"text": 18.0, "width": 174.0}], ids=["grey", "colour", "large"]
)
@pytest.mark.parametrize("name", ["chile", "pacific", "arctic"])
def test_nothing_touches(name: str, how: dict[str, object], pack: Path) -> None:
    library = loaded(pack)
    spec, said = library.maps[name], list[Fault]()
    own = with_areas(base("world"), spec.areas, lambda file: (pack / file).read_bytes(), said.append)
    made = draw(spec, library.places, own, measure(), problem=said.append, **how)  # type: ignore[arg-type]
    assert said == [] and made.overlaps == 0
    assert len(made.svg.encode()) < 150_000


def test_a_changed_file_of_the_pack_is_drawn_anew(pack: Path, tmp_path: Path) -> None:
    before, _ = figures(loaded(pack), tmp_path)
    edit(pack / "maps" / "park.geojson", "-75.5, -41]", "-74.5, -41]")
    after, _ = figures(loaded(pack), tmp_path)
    assert before and after and before.maps["chile"] != after.maps["chile"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("maps/chile.yaml", "at: [-65, -35]", "at: [-70, -35]", "maps/chile.yaml:18:5"),
        ("places.yaml", "at: [-70.4, -23.65]", "at: [70.4, -23.65]", "maps/chile.yaml:13:3"),
        ("maps/park.geojson", "[-75.5, -39]", "[-73, -40.5]", "maps/chile.yaml:7:3"),
    ],
)
def test_what_is_wrong_has_its_line(file: str, old: str, new: str, told: str, pack: Path, tmp_path: Path) -> None:
    edit(pack / file, old, new)
    made, said = figures(loaded(pack), tmp_path)
    assert made is None
    assert [f"{problem.where} {problem.code}" for problem in said] == [f"content/tide-pools/{told} bad-map"]
    assert all(problem.hint for problem in said)


def test_check_finds_layers_and_files_that_are_not_there(pack: Path) -> None:
    edit(pack / "maps" / "chile.yaml", "layer: country,", "layer: contry,")
    (pack / "maps" / "park.geojson").unlink()
    found = [f"{problem.where} {problem.code}" for problem in check.problems(loaded(pack), LAYOUTS)]
    assert found == [
        "content/tide-pools/maps/chile.yaml:7:16 unknown-reference",
        "content/tide-pools/maps/chile.yaml:10:13 unknown-reference",
    ]
