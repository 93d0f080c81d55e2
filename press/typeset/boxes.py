"""What is where on a laid-out page: sections, items, and the lines of sources. Lengths are in px."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox


def sections(page: Any) -> list[Any]:  # noqa: ANN401  (WeasyPrint's boxes have no public type)
    """Return the boxes of the sections on a page; a page that was skipped, to begin on the other side, has none."""
    (html,) = (child for child in page.children if child.element_tag == "html")
    return [child for body in html.children for child in body.children if child.element_tag == "section"]


def marked(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the boxes that may start a page, and those of lines that may grow, in order."""
    element = getattr(box, "element", None)
    if element is not None and "::" not in (box.element_tag or ""):
        if element.get("data-item") is not None or element.get("data-grow"):
            yield box
        if element.get("data-grow"):
            return
    for child in getattr(box, "children", ()):
        yield from marked(child)


def told_boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the boxes of a source's paragraphs, in order."""
    element = getattr(box, "element", None)
    if element is not None and element.get("data-lines") is not None:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from told_boxes(child)


def names(paragraph: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the anchors of a source's paragraph; none for a text that has no mark."""
    return tuple(paragraph.element.get("data-lines").split())


def lines(box: Any) -> Iterator[LineBox]:  # noqa: ANN401
    """Yield the lines of a paragraph."""
    for child in box.children:
        if isinstance(child, LineBox):
            yield child
        elif hasattr(child, "children"):
            yield from lines(child)


def text(box: Any) -> str:  # noqa: ANN401
    """Return the text of a line."""
    return box.text if isinstance(box, TextBox) else "".join(map(text, getattr(box, "children", ())))


def bottom(box: Any) -> float:  # noqa: ANN401
    """Return the lower edge, in px, of the lowest line or picture in a box; 0 if there is none."""
    children = getattr(box, "children", ())
    if children and not isinstance(box, LineBox):
        return max(bottom(child) for child in children)
    height = float(box.margin_height())
    return box.position_y + height if height else 0.0
