"""The base map: GeoJSON features by layer, read once and used for all maps of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely


@dataclass(frozen=True, eq=False)
class Feature:
    """One feature, in degrees of longitude and latitude (WGS 84)."""

    layer: str
    id: str
    kind: str
    dated: bool
    """It was right for a time only: the file says from when or until when."""
    geometry: Any


@dataclass(frozen=True, eq=False)
class Basemap:
    """All features of one file."""

    name: str
    features: tuple[Feature, ...]

    @classmethod
    def load(cls, folder: Path, name: str) -> Basemap:
        """Return the base map `<name>.geojson`, or else the first `<name>-….geojson`, of a folder.

        Features need the properties `layer` and `id`. No such file is a FileNotFoundError.
        """
        paths = [folder / f"{name}.geojson", *sorted(folder.glob(f"{name}-*.geojson"))]
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            raise FileNotFoundError(f"There is no base map “{name}”.")
        collection = json.loads(path.read_text(encoding="utf-8"))["features"]
        geometries = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in collection])
        told = [feature["properties"] for feature in collection]
        return cls(name, tuple(_feature(*pair) for pair in zip(told, geometries, strict=True)))

    @property
    def layers(self) -> list[str]:
        """The names of the layers, in order of the alphabet."""
        return sorted({feature.layer for feature in self.features})

    def select(self, layer: str, ids: Iterable[str] = (), kinds: Iterable[str] = ()) -> Sequence[Feature]:
        """Return the features of a layer; where ids or kinds are given, only those."""
        chosen, sorts = set(ids), set(kinds)
        return [
            one
            for one in self.features
            if one.layer == layer and (not chosen or one.id in chosen) and (not sorts or one.kind in sorts)
        ]


def _feature(told: dict[str, Any], geometry: Any) -> Feature:  # noqa: ANN401  (shapely is untyped)
    dated = bool(told.get("valid_from") or told.get("valid_to"))
    return Feature(told["layer"], told["id"], told.get("kind", ""), dated, geometry)
