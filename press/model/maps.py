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

Fill = Literal["none", "hatch", "hatch-dense", "dots", "grey", "sea-lines"]
Line = Literal["none", "border", "district", "historic", "contact", "sketch", "river", "coast"]
"""Each differs from the others in shape, so that a copy in grey tells them apart."""

Side = Literal["E", "NE", "SE", "W", "NW", "SW", "N", "S"]
Corner = Literal["NW", "NE", "SW", "SE"]

TEXTURES = frozenset({"hatch", "hatch-dense", "dots", "sea-lines"})
MOST_TEXTURES = 3
"""More than three patterns on one map are not told apart on a bad copy."""

ALWAYS_DATED = frozenset({"historic", "contact", "sketch"})
"""Lines for what held only for a time: who controlled what, and limits that are no more."""


class MapLayer(Authored):
    """Features of one layer of the base map, and how they are drawn."""

    layer: Text
    ids: tuple[Text, ...] = ()
    """Only these features; without `ids` and `kinds`, all of the layer."""
    kinds: tuple[Text, ...] = ()
    """Only features of these kinds."""
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


class MapLabel(Authored):
    """A name that belongs to no place of the register: a country, a district, a sea, a remark."""

    text: Text
    """A line break in the text is one on the map."""
    style: Literal["country", "region", "district", "sea", "note"] = "note"
    at: Position | None = None
    """The middle of the text."""
    inside: Annotated[str, Field(pattern=r"^[^/]+/[^/]+$")] | None = None
    """`<layer>/<id>`: the best spot inside this feature is found."""
    spacing: Annotated[float, Field(ge=0, le=5)] | None = None
    """Space between letters, in mm."""
    leader: Position | None = None
    """A thin line leads from the text to this point."""

    @model_validator(mode="after")
    def _has_one_position(self) -> Self:
        if (self.at is None) == (self.inside is None):
            raise ValueError("a label needs either “at” or “inside”")
        return self


class MapSpec(Authored):
    """`maps/<map>.yaml`."""

    title: Told
    alt: Told
    """What the map shows, for readers who do not see it."""
    worksheet_alt: Told
    """The same for the map with numbers in place of names: it gives no name away."""
    about: Told
    """The note under the map: what the lines mean, what they do not claim, and the credits."""
    extent: tuple[float, float, float, float]
    """West, south, east, north in degrees; all of it is in the frame. East may be over 180."""
    projection: Literal["auto", "lcc", "laea", "eqc"] = "auto"
    """Lambert conformal conic, Lambert azimuthal equal-area, equidistant cylindrical."""
    base: Id = "world"
    """A file of `layouts/basemap/`, without its ending."""
    layers: Annotated[tuple[MapLayer, ...], Field(min_length=1)]
    """The first lies at the bottom."""
    places: dict[Id, PlaceOnMap] = Field(default={})
    labels: tuple[MapLabel, ...] = ()
    scale_bar_km: Annotated[float, Field(gt=0)] | None = None
    """Length of the scale bar; without it a round one is chosen."""
    north: bool | None = None
    """An arrow to the north; without it, wherever north is nearly the same all over the map."""
    corner: Corner | None = None
    """Where the scale bar and the arrow stand; without it, where they cover least."""
    graticule: Annotated[float, Field(gt=0, le=90)] | None = None
    """Degrees between meridians and between parallels; without it there are none."""

    @model_validator(mode="after")
    def _lies_on_the_globe(self) -> Self:
        west, south, east, north = self.extent
        if not (-180 <= west < east <= west + 360 and -90 <= south < north <= 90):
            raise ValueError("“extent” is west, south, east, north: west < east, and south < north within ±90")
        return self

    @model_validator(mode="after")
    def _textures_can_be_told_apart(self) -> Self:
        used = sorted({layer.fill for layer in self.layers} & TEXTURES)
        if len(used) > MOST_TEXTURES:
            raise ValueError(f"a map has at most {MOST_TEXTURES} textures, and here are {', '.join(used)}")
        return self
