"""The lines of the sources: counted, and every fifth with its number beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.document import Page
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox
from weasyprint.text.line_break import split_first_line

from press.model.made import Line
from press.typeset.boxes import lines, names, sections, text, told_boxes

EVERY = 5
"""A number stands beside each line of a source that is a multiple of this."""

NUMBERS_STAND = {"ltr": ("@left-middle", "right"), "rtl": ("@right-middle", "left")}
"""By the direction of a text: the margin box that says how numbers look, and on which side of it the text is."""


class _Numbered(Page):  # type: ignore[misc]
    """A page that is painted with numbers beside its lines.

    They are artifacts, which CSS has no word for: as content they would be read aloud within the text.
    And they are added when all lines stand, so that they can move none.
    """

    def __init__(self, page: Any, numbers: Sequence[TextBox]) -> None:  # noqa: ANN401
        super().__init__(page)
        self.numbers = numbers

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401
        super().paint(stream, scale)
        if self.numbers:
            with stream.artifact(), stream.stacked():
                stream.transform(a=scale, d=scale)
                for number in self.numbers:
                    draw_text(stream, number, 0, "clip", "none")


def counted(pages: Sequence[Page]) -> tuple[dict[str, tuple[Line, ...]], list[Page]]:
    """Return the lines of each source and paragraph, and the pages with numbers beside every fifth line.

    Each section counts its own.
    """
    told: dict[str, list[Line]] = {}
    numbered = []
    for at, page in enumerate(pages, start=1):
        numbers: list[TextBox] = []
        for section in sections(page._page_box):
            of_source = section.element.get("id")
            for box in told_boxes(section):
                for line in lines(box):
                    number = len(told.setdefault(of_source, [])) + 1
                    for name in (of_source, *names(box)):
                        told.setdefault(name, []).append(Line(number, at, text(line)))
                    if number % EVERY == 0:
                        numbers += _number(number, line, box, page._page_box)
        numbered.append(_Numbered(page._page_box, numbers))
    return {name: tuple(own) for name, own in told.items()}, numbered


def _number(number: int, line: LineBox, paragraph: Any, page: Any) -> Iterator[TextBox]:  # noqa: ANN401
    """Yield the number of a line, beside its paragraph; none if the stylesheet does not say how it looks.

    It takes its style from a box of the page's margin, and its distance from that box's padding.
    """
    keyword, side = NUMBERS_STAND[paragraph.style["direction"]]
    for margin in page.children:
        if isinstance(margin, MarginBox) and margin.at_keyword == keyword:
            box = TextBox("", margin.style, None, str(number))
            box.pango_layout, _, _, width, _, box.baseline = split_first_line(box.text, box.style, None, None, 0)
            edge, gap = paragraph.border_box_x(), getattr(margin, f"padding_{side}")
            box.position_x = edge - gap - width if side == "right" else edge + paragraph.border_width() + gap
            box.position_y = line.position_y + line.baseline - box.baseline
            yield box
