"""The legend: a small drawing for each layer that is explained, in the same style as on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shapely.geometry import LineString, box

from press.maps import styles, svg
from press.maps.styles import Palette
from press.model.maps import Line, MapLayer

WIDTH, HEIGHT = 8.5, 3.2


@dataclass(frozen=True)
class KeyEntry:
    """One line of the legend."""

    swatch: str
    """An SVG of 8.5 x 3.2 mm."""
    text: str


def entry(layer: MapLayer, palette: Palette, *, fine: bool) -> KeyEntry | None:
    """Return the legend's line for a layer, with the time for which it is right; None if it has none."""
    if layer.key is None:
        return None
    text = f"{layer.key}, {layer.dated}" if layer.dated else layer.key
    area = box(0.5, 0.35, WIDTH - 0.5, HEIGHT - 0.35)
    if layer.fill == "none":
        parts = styles.line(LineString([(0.5, HEIGHT / 2), (WIDTH - 0.5, HEIGHT / 2)]), layer.line, palette, fine=fine)
    else:
        parts = styles.fill(area, layer.fill, palette)
        edge = [svg.stroke(area.exterior, 0.18)]
        parts += edge if layer.line == "none" else _edge(area, layer.line, palette)
    return KeyEntry(svg.document(text, WIDTH, HEIGHT, parts), text)


def _edge(area: Any, kind: Line, palette: Palette) -> list[str]:  # noqa: ANN401  (shapely is untyped)
    """Return the line around a small area; dashes are fitted to its height, so that all corners look alike."""
    style = styles.LINES[kind]
    _, top, _, bottom = area.bounds
    cycle = sum(style.dash)
    fit = (bottom - top) / max(round((bottom - top) / cycle), 1) / cycle if cycle else 1
    dash = tuple(part * fit for part in style.dash)
    offset = dash[0] / 2 if dash else 0
    around = area.exterior
    return [svg.stroke(around, style.width, palette.ink, dash, round_cap=style.round_cap, offset=offset)]
