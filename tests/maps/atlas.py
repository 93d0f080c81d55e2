"""The pack's maps, its places and fonts, read once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from press import fonts
from press.cache import Cache
from press.maps import Basemap, Drawing, Fault, draw, with_areas
from press.model.content import Place, Places
from press.model.maps import MapSpec

ROOT = Path(__file__).parents[2]
PACK = ROOT / "content" / "karabakh"
FILES = {path.stem: path for path in sorted((PACK / "maps").glob("*.yaml"))}


@cache
def measure() -> Callable[[str, float, int, bool], float]:
    return fonts.read(ROOT / "layouts", Cache(ROOT / ".cache" / "press")).text_width


@cache
def base(name: str) -> Basemap:
    return Basemap.load(ROOT / "layouts" / "basemap", name)


@cache
def places() -> dict[str, Place]:
    return Places.model_validate(yaml.safe_load((PACK / "places.yaml").read_text(encoding="utf-8"))).places


@cache
def spec(name: str) -> MapSpec:
    return MapSpec.model_validate(yaml.safe_load(FILES[name].read_text(encoding="utf-8")))


def drawn(asked: MapSpec, register: dict[str, Place] | None = None, **how: Any) -> tuple[Drawing, list[str]]:
    """Return the map, and all that was wrong with it."""
    made, faults = faulty(asked, register, **how)
    return made, [fault.message for fault in faults]


def faulty(asked: MapSpec, register: dict[str, Place] | None = None, **how: Any) -> tuple[Drawing, list[Fault]]:
    """Return the map, and its faults with their places and hints."""
    said: list[Fault] = []
    register = places() if register is None else register
    with_own = with_areas(base(asked.base), asked.areas, lambda name: (PACK / name).read_bytes(), said.append)
    made = draw(asked, register, with_own, measure(), world=lambda: base("world"), problem=said.append, **how)
    return made, said


def a_map(**given: Any) -> MapSpec:
    """Return a small map of East Africa, with other values where they are given."""
    plain = {
        "title": "Kenya", "alt": "Map of Kenya.", "worksheet_alt": "Map with numbers.", "about": "A test.",
        "extent": [33, -5, 43, 6],
        "layers": [
            {"layer": "sea", "fill": "sea-lines", "line": "coast"},
            {"layer": "country", "line": "border", "key": "Border"},
        ],
    }  # fmt: skip
    return MapSpec.model_validate(plain | given)


def town(*names: str, at: tuple[float, float], kind: str = "town") -> Place:
    return Place.model_validate({"names": names, "at": at, "kind": kind})


def kenya() -> dict[str, Place]:
    return {
        "nairobi": town("Nairobi", at=(36.82, -1.29), kind="capital"),
        "mombasa": town("Mombasa", at=(39.67, -4.05)),
        "kisumu": town("Kisumu", at=(34.75, -0.1)),
    }
