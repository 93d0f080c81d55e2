"""Drawings of the layouts folder that a pack asks for by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.model.library import Library
from press.problems import Problem, nearest


def undrawn_marks(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each level whose mark has no drawing."""
    drawn = sorted(path.stem for path in (layouts / "marks").glob("*.svg"))
    for index, level in enumerate(library.pack.levels):
        if level.mark not in drawn:
            where = library.where("pack", "levels", index, "mark")
            message = f"There is no drawing layouts/marks/{level.mark}.svg."
            hint = nearest(level.mark, drawn) or f"Drawings are: {', '.join(drawn)}."
            yield Problem(where, "missing-mark", message, hint)


def unknown_bases(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each map whose base map is not there: `<base>.geojson` or `<base>-….geojson`."""
    bases = sorted(path.stem for path in (layouts / "basemap").glob("*.geojson"))
    for name, spec in library.maps.items():
        if not any(base == spec.base or base.startswith(f"{spec.base}-") for base in bases):
            message = f"There is no base map “{spec.base}”."
            hint = nearest(spec.base, bases) or f"Base maps are: {', '.join(bases)}."
            yield Problem(library.where("maps", name, "base"), "unknown-reference", message, hint)
