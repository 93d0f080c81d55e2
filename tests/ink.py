"""What stands on a figure, read back from its SVG: boxes of texts, strokes, and what of these touches."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

from press.figures.room import Box
from press.model.made import Figure

Measure = Callable[[str, float, int, bool], float]
SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.72, 0.21
"""Of capitals and figures, and of a `g`, in sizes of the text."""


def elements(figure: Figure, tag: str) -> list[ET.Element]:
    """Return the elements of one kind, in the order in which they are painted."""
    return list(ET.fromstring(figure.svg).iter(SVG + tag))


def lines(path: ET.Element) -> list[list[tuple[int, int]]]:
    """Return the points of each line of a path, in hundredths of a mm."""
    return [
        [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", line)] for line in path.attrib["d"].split("M")[1:]
    ]


def texts(figure: Figure, measure: Measure) -> list[tuple[str, Box]]:
    """Return each text with its box in mm."""
    found = []
    for element in elements(figure, "text"):
        size = int(element.attrib["font-size"]) / 100
        wide = measure(str(element.text), size, int(element.attrib["font-weight"]), False)
        x, y = int(element.attrib["x"]) / 100, int(element.attrib["y"]) / 100
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[element.attrib["text-anchor"]]
        tail = DESCENT if set("gjpqy(),;") & set(str(element.text)) else 0.0
        found.append((str(element.text), Box(left, y - ASCENT * size, left + wide, y + tail * size)))
    return found


def solids(figure: Figure) -> list[Box]:
    """Return the boxes of rectangles and dots in mm."""
    found = []
    for one in elements(figure, "rect"):
        x, y, wide, high = (int(one.attrib[key]) / 100 for key in ("x", "y", "width", "height"))
        found.append(Box(x, y, x + wide, y + high))
    for one in elements(figure, "circle"):
        x, y, radius = (int(one.attrib[key]) / 100 for key in ("cx", "cy", "r"))
        found.append(Box(x - radius, y - radius, x + radius, y + radius))
    return found


def overlaps(figure: Figure, measure: Measure) -> list[str]:
    """Return all that stands where something else stands: text on text, on a mark, on a line, over the edge."""
    boxes = texts(figure, measure)
    page = Box(-0.01, -0.01, figure.width + 0.01, figure.height + 0.01)
    found = [f"“{words}” is over the edge" for words, box in boxes if not page.holds(box)]
    for (one, box), (two, other) in itertools.combinations(boxes, 2):
        if box.touches(other):
            found.append(f"“{one}” and “{two}”")
    strokes = [
        ((a[0] / 100, a[1] / 100), (b[0] / 100, b[1] / 100))
        for path in elements(figure, "path")
        for line in lines(path)
        for a, b in itertools.pairwise(line)
    ]
    for words, box in boxes:
        found += [f"“{words}” and a mark at {mark.left}, {mark.top}" for mark in solids(figure) if box.touches(mark)]
        found += [f"“{words}” and a line {stroke}" for stroke in strokes if box.crossed(*stroke)]
    return found
