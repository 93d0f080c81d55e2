"""The base map: GeoJSON features by layer, read once and used for all maps of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely

COARSE = 0.15
"""Degrees of detail that is smoothed away."""


@dataclass(frozen=True, eq=False)
class Feature:
    """One feature, in degrees of longitude and latitude (WGS 84)."""

    layer: str
    id: str
    kind: str
    dated: bool
    """It was right for a time only: the file says from when or until when."""
    geometry: Any
    credit: str = ""
    """Whose data it is, as it is to be printed."""


@dataclass(frozen=True, eq=False)
class Basemap:
    """All features of one file, and those that a map brings itself."""

    name: str
    features: tuple[Feature, ...]

    @classmethod
    def load(cls, folder: Path, name: str) -> Basemap:
        """Return the base map `<name>.geojson`, or else the first `<name>-….geojson`, of a folder.

        Features need the properties `layer`, `id` and `source`. No such file is a FileNotFoundError.
        """
        paths = [folder / f"{name}.geojson", *sorted(folder.glob(f"{name}-*.geojson"))]
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            raise FileNotFoundError(f"There is no base map “{name}”.")
        collection = json.loads(path.read_text(encoding="utf-8"))
        geometries = shapely.from_geojson([json.dumps(one["geometry"]) for one in collection["features"]])
        told = [one["properties"] for one in collection["features"]]
        credits_ = collection.get("credits", {})
        return cls(name, tuple(_feature(*pair, credits_) for pair in zip(told, geometries, strict=True)))

    @cached_property
    def coarse(self) -> Basemap:
        """The countries alone, with so little detail that a small map of a part of the world is drawn quickly."""
        countries = self.select("country")
        simple = shapely.coverage_simplify(np.array([one.geometry for one in countries], dtype=object), COARSE)
        kept = [replace(one, geometry=g) for one, g in zip(countries, simple, strict=True) if not g.is_empty]
        return Basemap(self.name, tuple(kept))

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


def is_dated(told: Mapping[str, Any]) -> bool:
    """Return whether the properties of a feature say that it held for a time only."""
    return bool(told.get("valid_from") or told.get("valid_to"))


def _feature(told: Mapping[str, Any], geometry: Any, credits_: Mapping[str, str]) -> Feature:  # noqa: ANN401
    """Return a feature with the credit whose key its `source` begins with."""
    source = told["source"]
    credit = next((text for start, text in credits_.items() if source.startswith(start)), source)
    return Feature(told["layer"], told["id"], told.get("kind", ""), is_dated(told), geometry, credit)
