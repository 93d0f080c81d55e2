"""What authors write about a map: `content/<pack>/maps/<map>.yaml`.

A map names the part of the Earth it shows, the layers of a base map and how each is drawn, and the
places of the pack's register. Nothing here knows of any one region.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from press.model.content import Authored, Id, Text, Told

Position = tuple[Annotated[float, Field(ge=-180, le=360)], Annotated[float, Field(ge=-90, le=90)]]
"""Longitude and latitude in degrees, WGS 84."""

Extent = tuple[float, float, float, float]
"""West, south, east, north in degrees. East may be over 180."""

Fill = Literal["none", "hatch", "hatch-dense", "dots", "grey", "sea-lines"]
Line = Literal["none", "border", "district", "historic", "contact", "sketch", "river", "coast", "route"]
"""Each differs from the others in shape, so that a copy in grey tells them apart."""

Look = Literal["grey", "colour"]
"""Black and grey, or the same lines and textures over muted tints."""

Side = Literal["E", "NE", "SE", "W", "NW", "SW", "N", "S"]
Corner = Literal["NW", "NE", "SW", "SE"]
Priority = Annotated[int, Field(ge=1, le=3)]
"""1 is always on the map; 3 is the first to be left out of a map in large print."""

Feature = Annotated[str, Field(pattern=r"^[^/]+/[^/]+$")]
"""`<layer>/<id>`: a feature of the base map or of the map's own areas."""

TEXTURES = frozenset({"hatch", "hatch-dense", "dots", "sea-lines"})
MOST_TEXTURES = 3
"""More than three patterns on one map are not told apart on a bad copy."""

ALWAYS_DATED = frozenset({"historic", "contact", "sketch"})
"""Lines for what held only for a time: who controlled what, and limits that are no more."""

MOST_POINTS = 2000
"""An area of more points belongs into a file of its own."""


class OwnArea(Authored):
    """An area or a line that the pack brings itself. Layers draw it by its name, as they draw the base map's."""

    polygon: Annotated[tuple[Position, ...], Field(min_length=3, max_length=MOST_POINTS)] | None = None
    """Its corners, in order."""
    path: Annotated[tuple[Position, ...], Field(min_length=2, max_length=MOST_POINTS)] | None = None
    """A line through these points, each time the shortest way over the Earth."""
    file: Annotated[str, Field(pattern=r"^[^/\\].*\.geojson$")] | None = None
    """A file of the pack's folder: GeoJSON with areas or lines. Its properties `id`, `kind`, `valid_from` and
    `valid_to` are used if they are there."""
    credit: Text | None = None
    """Whose data it is; printed under the maps that show it."""

    @model_validator(mode="after")
    def _has_one_shape(self) -> Self:
        if [self.polygon, self.path, self.file].count(None) != 2:
            raise ValueError("an area has either “polygon”, “path” or “file”")
        return self


class MapLayer(Authored):
    """Features of one layer of the base map, and how they are drawn."""

    layer: Text
    ids: tuple[Text, ...] = ()
    """Only these features; without `ids` and `kinds`, all of the layer."""
    kinds: tuple[Text, ...] = ()
    """Only features of these kinds."""
    within: Text | None = None
    """Only what lies inside the areas of this other layer."""
    fill: Fill = "none"
    line: Line = "none"
    key: Text | None = None
    """The text of the legend; without it the layer is not in the legend."""
    dated: Text | None = None
    """The time for which the layer is right; it is printed in the legend, after `key`."""

    @model_validator(mode="after")
    def _a_time_is_printed(self) -> Self:
        if self.line in ALWAYS_DATED and not self.dated:
            raise ValueError(f"a layer with the line “{self.line}” needs “dated”: the time for which it is right")
        if self.dated and not self.key:
            raise ValueError("a layer with “dated” needs “key”, for the legend is where the time is printed")
        return self


class PlaceOnMap(Authored):
    """How the name of a place is set; what is left out is found for it."""

    side: Side | None = None
    """Where the name stands beside the symbol: E is right of it."""
    two_lines: bool | None = None
    """Set two names under one another."""
    bold: bool = False
    label_at: Position | None = None
    """The middle of the name, away from the symbol; a thin line joins the two."""
    priority: Priority | None = None
    """Without it: 1 for capitals, 3 for villages, 2 for all others."""


class MapLabel(Authored):
    """A name that belongs to no place of the register: a country, a district, a sea, a remark."""

    text: Text
    """A line break in the text is one on the map."""
    style: Literal["country", "region", "district", "sea", "note"] = "note"
    at: Position | None = None
    """The middle of the text."""
    inside: Feature | None = None
    """The best spot inside this feature is found."""
    along: Feature | Annotated[tuple[Position, ...], Field(min_length=2, max_length=50)] | None = None
    """The text is bent along this river, or along a curve through these points from left to right."""
    spacing: Annotated[float, Field(ge=0, le=5)] | None = None
    """Space between letters, in mm."""
    leader: Position | None = None
    """A thin line leads from the text to this point."""
    priority: Priority | None = None
    """Without it: 1 for countries, 3 for districts, 2 for all others."""

    @model_validator(mode="after")
    def _has_one_position(self) -> Self:
        if [self.at, self.inside, self.along].count(None) != 2:
            raise ValueError("a label needs either “at”, “inside” or “along”")
        if self.leader and not self.at:
            raise ValueError("a label with “leader” needs “at”")
        return self


class Panel(Authored):
    """One of several small maps of the same extent: what differs in it from the others."""

    dated: Text
    """Its heading: the time it shows."""
    layers: tuple[MapLayer, ...] = ()
    """These lie under the layers that all panels share."""
    places: dict[Id, PlaceOnMap] = Field(default={})
    labels: tuple[MapLabel, ...] = ()


class Locator(Authored):
    """A small map in a corner, which shows where the map lies."""

    extent: Extent
    corner: Corner | None = None
    """Without it, where it covers least."""

    @model_validator(mode="after")
    def _lies_on_the_globe(self) -> Self:
        _on_the_globe(self.extent)
        return self


class MapSpec(Authored):
    """`maps/<map>.yaml`."""

    title: Told
    alt: Told
    """What the map shows, for readers who do not see it."""
    worksheet_alt: Told
    """The same for the map with numbers in place of names: it gives no name away."""
    about: Told
    """The note under the map: what the lines mean, and what they do not claim. Credits of the base map are added."""
    credits: tuple[Text, ...] = ()
    """Credits for what the base map does not bring: where the positions of places are from."""
    dated: Text | None = None
    """The time for which the whole map is right; it stands over the map."""
    extent: Extent | None = None
    """West, south, east, north in degrees; all of it is in the frame. East may be over 180."""
    around: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """In place of an extent: the map holds these places."""
    margin: Annotated[float, Field(gt=0, le=2000)] = 30.0
    """Kilometres around the places of `around`."""
    projection: Literal["auto", "lcc", "laea", "eqc"] = "auto"
    """Lambert conformal conic, Lambert azimuthal equal-area, equidistant cylindrical."""
    style: Look = "grey"
    base: Id = "world"
    """A file of `layouts/basemap/`, without its ending."""
    areas: dict[Id, OwnArea] = Field(default={})
    """Areas and lines of the pack's own, by the name under which layers draw them."""
    layers: Annotated[tuple[MapLayer, ...], Field(min_length=1)]
    """The first lies at the bottom."""
    places: dict[Id, PlaceOnMap] = Field(default={})
    labels: tuple[MapLabel, ...] = ()
    panels: Annotated[tuple[Panel, ...], Field(max_length=6)] = ()
    """Small maps beside one another, each with what this map has and what is its own."""
    locator: Locator | None = None
    scale_bar_km: Annotated[float, Field(gt=0)] | None = None
    """Length of the scale bar; without it a round one is chosen."""
    north: bool | None = None
    """An arrow to the north; without it, wherever north is nearly the same all over the map."""
    corner: Corner | None = None
    """Where the scale bar and the arrow stand; without it, where they cover least."""
    graticule: Annotated[float, Field(ge=0.1, le=90)] | None = None
    """Degrees between meridians and between parallels; without it there are none."""

    @model_validator(mode="after")
    def _shows_one_part_of_the_globe(self) -> Self:
        if (self.extent is None) == (self.around is None):
            raise ValueError("a map needs either “extent” or “around”")
        if self.extent is not None:
            _on_the_globe(self.extent)
        return self

    @model_validator(mode="after")
    def _textures_can_be_told_apart(self) -> Self:
        for layers in [self.layers, *((*panel.layers, *self.layers) for panel in self.panels)]:
            used = sorted({layer.fill for layer in layers} & TEXTURES)
            if len(used) > MOST_TEXTURES:
                raise ValueError(f"a map has at most {MOST_TEXTURES} textures, and here are {', '.join(used)}")
        return self


def _on_the_globe(extent: Extent) -> None:
    """Raise a ValueError, which says what to write, for an extent that is none."""
    west, south, east, north = extent
    if not -90 <= south < north <= 90:
        raise ValueError("“extent” is west, south, east, north: south < north, and both within ±90")
    if -180 <= east < west <= 180:
        raise ValueError(
            "“extent” is west, south, east, north: west < east; "
            f"a map across 180° counts on, and writes {east + 360:g} for {east:g}"
        )
    if not -180 <= west < east <= west + 360:
        raise ValueError("“extent” is west, south, east, north: west < east, and at most once around the Earth")
