"""Maps: places and an extent in, SVG out, for any part of the Earth.

`draw` is a pure function of the author's map, the pack's places and the base map. What an author
got wrong is told, all of it, and the rest is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from press.maps import plan, styles, svg
from press.maps.basemap import Basemap
from press.maps.fault import Fault, Tell
from press.maps.key import KeyEntry
from press.maps.labels import SMALLEST, Lettering, Measure
from press.maps.own import with_areas
from press.maps.sheet import Extent
from press.maps.view import LabelBox, Setup, View, view
from press.model.content import Place, Told
from press.model.maps import Look, MapSpec, Panel

__all__ = ["Basemap", "Drawing", "Fault", "KeyEntry", "LabelBox", "Measure", "draw", "with_areas"]

PRINT = 8.0
"""Size of the smallest letters in common print, in pt."""
COLUMNS = 2
"""Of panels."""
NARROWEST = 58.0
"""Width in mm of a panel that has another beside it, before all is drawn larger."""
BETWEEN = 2.5
"""Space between panels, in mm."""


@dataclass(frozen=True)
class Drawing:
    """A map, ready to be printed."""

    svg: str
    width: float
    """In mm."""
    height: float
    """In mm."""
    key: tuple[KeyEntry, ...] = ()
    """The legend, which is set under the map and not drawn into it."""
    credits: tuple[str, ...] = ()
    """Whose data the map shows."""
    labels: tuple[LabelBox, ...] = ()
    overlaps: int = 0
    """Names that touch another, a symbol or the frame."""
    left_out: tuple[str, ...] = ()
    """Names for which large print has no room."""
    answers: tuple[str, ...] = ()
    """For a worksheet: the names behind its numbers, from 1."""


def draw(
    spec: MapSpec,
    places: Mapping[str, Place],
    base: Basemap,
    measure: Measure,
    *,
    width: float = 120.0,
    text: float = PRINT,
    style: Look | None = None,
    panel: int | None = None,
    worksheet: Sequence[str] = (),
    world: Callable[[], Basemap] | None = None,
    problem: Tell,
) -> Drawing:
    """Return the map at a width in mm.

    `text` is the size of the smallest letters in pt. Over 8 pt, the whole map is drawn larger, and
    names that find no room are left out, by their priority. `style` is the map's own unless given;
    `panel` asks for one of its panels alone, counted from 0. `worksheet` names places: numbers from
    1 stand in place of their names, in that order, and no label gives one of the names away.
    `world` returns the base map of the small map in the corner, where that is another.

    Whatever is wrong with the map is told to `problem`; it is never raised.
    """
    zoom = (text / PRINT) ** 0.5
    letters = Lettering(measure, SMALLEST * zoom, roaming=text > PRINT)
    palette = styles.PALETTES[style or spec.style]
    told: list[Fault] = []
    setup = Setup(places, base, world or (lambda: base), letters, palette, worksheet, told.append)
    extent = plan.extent(spec, places, setup.problem)
    title = _first(spec.worksheet_alt if worksheet else spec.title)
    chosen = range(len(spec.panels)) if panel is None else [panel]
    if extent is None:
        made = Drawing(svg.document(title, width, width / 2, []), width, width / 2)
    elif spec.panels:
        columns = min(COLUMNS, len(chosen))
        if (across := _shared(width / zoom, columns)) < NARROWEST:
            columns, across = 1, width / zoom
        views = [_panel(spec, number, extent, across, setup, bar=number == chosen[0]) for number in chosen]
        made = _composed(title, views, columns, zoom)
    else:
        made = _composed(title, [view(spec, extent, width / zoom, setup)], 1, zoom)
    for fault in dict.fromkeys(told):
        problem(fault)
    answers = tuple(" / ".join(places[key].names) for key in worksheet if key in places)
    return replace(made, credits=tuple(dict.fromkeys((*made.credits, *spec.credits))), answers=answers)


def _shared(width: float, columns: int) -> float:
    """Return the width of each of some columns, in mm."""
    return (width - (columns - 1) * BETWEEN) / columns


def _panel(spec: MapSpec, number: int, extent: Extent, width: float, setup: Setup, *, bar: bool) -> View:
    """Return one of several small maps: what all share, over what is its own."""
    panel = spec.panels[number]
    merged = spec.model_copy(
        update={
            "dated": panel.dated,
            "layers": (*panel.layers, *spec.layers),
            "places": {**spec.places, **panel.places},
            "labels": (*panel.labels, *spec.labels),
            "locator": spec.locator if bar else None,
        }
    )

    def problem(fault: Fault) -> None:
        setup.problem(fault._replace(at=_of_panel(fault.at, number, panel)))

    return view(merged, extent, width, replace(setup, problem=problem), bar=bar)


def _of_panel(at: tuple[str | int, ...], number: int, panel: Panel) -> tuple[str | int, ...]:
    """Return where in the file something stands that was found in the merged map of a panel."""
    own = {"layers": panel.layers, "labels": panel.labels}
    match at:
        case ("layers" | "labels" as part, int(index), *rest):
            mine = len(own[part])
            return ("panels", number, part, index, *rest) if index < mine else (part, index - mine, *rest)
        case ("places", key, *_) if key in panel.places:
            return ("panels", number, *at)
    return at


def _composed(title: str, views: Sequence[View], columns: int, zoom: float) -> Drawing:
    """Return views in rows, as one drawing."""
    corners = []
    down = 0.0
    for start in range(0, len(views), columns):
        row = views[start : start + columns]
        corners += [(number * (one.width + BETWEEN), down) for number, one in enumerate(row)]
        down += max(one.height for one in row) + BETWEEN
    width = max(x + one.width for (x, _), one in zip(corners, views, strict=True))
    height = down - BETWEEN
    alone = len(views) == 1
    parts = views[0].parts if alone else [svg.moved(one.parts, *at) for at, one in zip(corners, views, strict=True)]
    return Drawing(
        svg.document(title, width, height, parts, zoom=zoom),
        width * zoom,
        height * zoom,
        tuple(dict.fromkeys(entry for one in views for entry in one.key)),
        tuple(dict.fromkeys(credit for one in views for credit in one.credits)),
        tuple(label.moved(*at, zoom) for at, one in zip(corners, views, strict=True) for label in one.labels),
        sum(one.overlaps for one in views),
        tuple(dict.fromkeys(name for one in views for name in one.left_out)),
    )


def _first(text: Told) -> str:
    """Return the text of the first level, where levels differ."""
    return text if isinstance(text, str) else next(iter(text.values()))
