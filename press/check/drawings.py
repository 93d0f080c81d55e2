"""Drawings of the layouts folder that a pack asks for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from press.model.library import Library, Step
from press.problems import Problem, nearest

SVG = "http://www.w3.org/2000/svg"


def undrawn_marks(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each level whose mark has no drawing."""
    drawn = sorted(path.stem for path in (layouts / "marks").glob("*.svg"))
    marks = [(level.mark, ("levels", index)) for index, level in enumerate(library.pack.levels)]
    for mark, at in [*marks, (library.pack.original.mark, ("original",))]:
        if mark not in drawn:
            where = library.where("pack", *at, "mark")
            message = f"There is no drawing layouts/marks/{mark}.svg."
            hint = nearest(mark, drawn) or f"Drawings are: {', '.join(drawn)}."
            yield Problem(where, "missing-mark", message, hint)


def unknown_bases(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each map whose base map is not there: `<base>.geojson` or `<base>-….geojson`."""
    bases = sorted(path.stem for path in (layouts / "basemap").glob("*.geojson"))
    for name, spec in library.maps.items():
        if not any(base == spec.base or base.startswith(f"{spec.base}-") for base in bases):
            message = f"There is no base map “{spec.base}”."
            hint = nearest(spec.base, bases) or f"Base maps are: {', '.join(bases)}."
            yield Problem(library.where("maps", name, "base"), "unknown-reference", message, hint)


def unknown_layers(library: Library, layouts: Path) -> Iterator[Problem]:
    """Yield a problem for each layer that is neither in a map's base nor one of its own areas.

    Whether there is room for all names shows only when the map is drawn, which takes too long here.
    """
    known: dict[str, set[str]] = {}
    for name, spec in library.maps.items():
        if spec.base not in known:
            known[spec.base] = _layers(layouts, spec.base)
        there = known[spec.base] | set(spec.areas)
        if not known[spec.base]:
            continue  # there is no such base map, which another rule says
        asked: list[tuple[tuple[Step, ...], str]] = [
            (("layers", index), layer.layer) for index, layer in enumerate(spec.layers)
        ]
        for number, panel in enumerate(spec.panels):
            asked += [(("panels", number, "layers", i), layer.layer) for i, layer in enumerate(panel.layers)]
        for path, layer in asked:
            if layer not in there:
                hint = nearest(layer, there) or f"Its layers are: {', '.join(sorted(there))}."
                message = f"The base map “{spec.base}” has no layer “{layer}”."
                yield Problem(library.where("maps", name, *path, "layer"), "unknown-reference", message, hint)


def _layers(layouts: Path, base: str) -> set[str]:
    """Return the layers of a base map; the sea is there wherever countries are."""
    paths = [layouts / "basemap" / f"{base}.geojson", *sorted((layouts / "basemap").glob(f"{base}-*.geojson"))]
    path = next((path for path in paths if path.is_file()), None)
    found = set(re.findall(r'"layer":\s*"([^"]+)"', path.read_text(encoding="utf-8"))) if path else set()
    return found | {"sea"} if "country" in found else found


def unknown_files(library: Library, layouts: Path) -> Iterator[Problem]:  # noqa: ARG001  (one shape for all checks)
    """Yield a problem for each GeoJSON file that a map asks for and the pack's folder does not hold."""
    for name, spec in library.maps.items():
        for key, area in spec.areas.items():
            if area.file is None or (library.folder / area.file).is_file():
                continue
            others = [other.relative_to(library.folder).as_posix() for other in library.folder.rglob("*.geojson")]
            where = library.where("maps", name, "areas", key, "file")
            message = f"The pack has no file “{area.file}”."
            yield Problem(where, "unknown-reference", message, nearest(area.file, sorted(others)))


def bad_cover(library: Library, layouts: Path) -> Iterator[Problem]:  # noqa: ARG001  (one shape for all checks)
    """Yield a problem when the cover asks for a drawing that is no SVG of the pack, or reaches outside itself."""
    drawing = library.pack.cover.drawing
    if drawing is None:
        return
    where = library.where("pack", "cover", "drawing")
    try:
        path = (library.folder / drawing).resolve()
        inside, there = path.is_relative_to(library.folder.resolve()), path.is_file()
    except (OSError, RuntimeError):  # a name too long for a file, a link to itself
        inside, there = True, False
    if not inside:
        message = f"The drawing “{drawing}” is not in the pack's own folder."
        yield Problem(where, "unknown-reference", message, "Put a copy of it there.")
    elif not there:
        others = [other.relative_to(library.folder).as_posix() for other in library.folder.rglob("*.svg")]
        hint = nearest(drawing, sorted(others))
        yield Problem(where, "unknown-reference", f"The pack has no drawing “{drawing}”.", hint)
    elif fault := _fault(path):
        yield Problem(where, "bad-drawing", f"The drawing “{drawing}” {fault}.", "Save it as plain SVG, in UTF-8.")


def _fault(path: Path) -> str:
    """Return what is wrong with an SVG file, or an empty text."""
    data = path.read_bytes()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "has a document type, which could hold entities"
    try:
        root = ElementTree.fromstring(data.decode("utf-8"))
    except (UnicodeDecodeError, ElementTree.ParseError):
        return "is not XML in UTF-8"
    if root.tag != f"{{{SVG}}}svg":
        return "is no SVG"
    links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
    if any(not link.startswith("#") for link in links):
        return "asks for another file"
    return ""
