"""What a figure promises: true scale, texts that have room, shapes that say how sure a number is."""

import itertools
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from press import figures
from press.model.charts import ChartSpec
from press.model.content import Event, Level
from press.model.made import Figure

CONTENT = Path(__file__).parent.parent / "content"
SVG = "{http://www.w3.org/2000/svg}"
CLUSTERED = [1988.1, 1988.1, 1988.1, 1988.13, 1988.15, 1989.5, 1990.02, 1990.05, 1991.75, 1992.0, 1992.12, 1994.4]
LATE = [1917.0, 1988.0, 1988.01, 1988.02, 1988.03, 1988.04]


def event(start: float, end: float | None = None, what: object = "Something happens.") -> Event:
    source = {"source": "log", "at": "p1"}
    return Event.model_validate(
        {"date": "then", "start": start, "end": end, "what": what, "standing": "agreed", "sources": [source]}
    )


def events(starts: list[float]) -> list[tuple[str, Event]]:
    return [(f"e{number}", event(start)) for number, start in enumerate(starts)]


def measure(text: str, size: float, weight: int, italic: bool) -> float:
    return len(text) * size * (0.55 if weight == 700 else 0.5)


def bars(*rows: dict[str, object]) -> ChartSpec:
    return ChartSpec.model_validate(
        {"kind": "bars", "title": "How many?", "unit": "people", "alt": "Bars.",
         "source": [{"source": "log", "at": "p1"}], "rows": rows}
    )  # fmt: skip


def chart(*rows: dict[str, object]) -> Figure:
    return figures.chart(bars(*rows), measure)


def elements(figure: Figure, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(figure.svg).iter(SVG + tag))


def lines(path: ET.Element) -> list[list[tuple[int, int]]]:
    """Return the points of each line of a path."""
    return [
        [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", line)] for line in path.attrib["d"].split("M")[1:]
    ]


def leaders(figure: Figure) -> list[list[tuple[int, int]]]:
    return [
        line for path in elements(figure, "path") for line in lines(path) if line[-1][0] == round(figure.width * 100)
    ]


def cross(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> bool:
    """Say whether two lines cross, which is more than to touch."""

    def side(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
        turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        return (turn > 0) - (turn < 0)

    return any(
        side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
        for a, b in itertools.pairwise(one)
        for c, d in itertools.pairwise(two)
    )


# --- timelines -------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 13))
def test_each_text_has_its_room_on_the_page(count: int) -> None:
    shown = events(CLUSTERED[:count])
    pages = figures.timeline(shown, title="t")
    assert [name for page in pages for name, _ in page.slots] == [name for name, _ in shown]
    assert max(page.height for page in pages) == 139
    for page in pages:
        tops = [top for _, top in page.slots]
        assert tops[0] == 0
        assert all(below - top >= 23 for top, below in itertools.pairwise([*tops, page.height + 0.01]))


def test_events_stand_in_the_order_of_time() -> None:
    (page,) = figures.timeline(events([1994, 1988, 1991]), title="t")
    assert [name for name, _ in page.slots] == ["e1", "e2", "e0"]


def test_longer_texts_get_more_room() -> None:
    (page,) = figures.timeline(events([1990, 1991, 1992]), title="t", height=90, rooms={"e0": 40, "e1": 20, "e2": 30})
    assert page.slots == (("e0", 0), ("e1", 40), ("e2", 60))
    (page,) = figures.timeline(events([1990, 1991, 1992]), title="t", height=99, rooms={"e0": 40, "e1": 20, "e2": 30})
    assert page.slots == (("e0", 0), ("e1", 43), ("e2", 66)), "each has a third of what is left over"


def test_what_does_not_fit_goes_on_over_the_page() -> None:
    needs = {f"e{number}": 30.0 for number in range(7)}
    pages = figures.timeline(events([1990 + n for n in range(7)]), title="t", height=100, rooms=needs)
    assert [len(page.slots) for page in pages] == [3, 3, 1]
    assert [page.height for page in pages] == [100, 100, 33.33]


def test_an_event_higher_than_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        figures.timeline(events([1990, 1991]), title="t", rooms={"e1": 140})


@pytest.mark.parametrize("starts", [CLUSTERED, LATE, [1990.0] * 6, [1990.0, 2020.0]])
def test_leaders_never_cross(starts: list[float]) -> None:
    for page in figures.timeline(events(starts), title="t"):
        drawn = leaders(page)
        assert len(drawn) == len(page.slots)
        assert not any(cross(one, two) for one, two in itertools.combinations(drawn, 2))
        assert [line[-1][1] for line in drawn] == [pytest.approx(top * 100 + 120, abs=1) for _, top in page.slots]


def test_dots_are_true_to_scale_and_do_not_cover_one_another() -> None:
    (page,) = figures.timeline(events([1988.0, 1988.0, 1989.0, 1992.0]), title="t")
    first, twin, second, third = [(int(c.attrib["cx"]), int(c.attrib["cy"])) for c in elements(page, "circle")]
    assert first[1] == twin[1]
    assert twin[0] - first[0] > 2 * int(elements(page, "circle")[0].attrib["r"])
    assert third[1] - second[1] == pytest.approx(3 * (second[1] - first[1]), abs=2)


def test_labels_stand_left_of_all_that_leads_to_the_texts() -> None:
    for page in figures.timeline(events(CLUSTERED), title="t"):
        right = max(int(label.attrib["x"]) for label in elements(page, "text"))
        assert right < min(x for line in leaders(page) for x, _ in line)
        assert all(label.attrib["text-anchor"] == "end" for label in elements(page, "text"))
        places = sorted(int(label.attrib["y"]) for label in elements(page, "text"))
        assert all(below - above > 296 for above, below in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("starts", "labels"),
    [
        ([1917, 1988], ["1920", "1940", "1960", "1980"]),
        ([2020.74, 2020.86], ["2020-09", "2020-10", "2020-11", "2020-12"]),
        ([-499, -480], ["−495", "−490", "−485", "−480"]),
    ],
)
def test_ticks_suit_the_span(starts: list[float], labels: list[str]) -> None:
    (page,) = figures.timeline(events(starts), title="t", height=70)
    assert set(labels) <= {str(label.text) for label in elements(page, "text")}


def test_pages_have_one_scale_unless_an_axis_would_shrink_too_much() -> None:
    def scales(starts: list[float]) -> list[float]:
        found = []
        for page in figures.timeline(events(starts), title="t", height=70):
            ys = [int(c.attrib["cy"]) for c in elements(page, "circle")]
            ordinal = [int(name[1:]) for name, _ in page.slots]
            found.append((ys[-1] - ys[0]) / (starts[ordinal[-1]] - starts[ordinal[0]]))
        return found

    like = scales([1988, 1989, 1990, 1991, 1992, 1994])
    assert like[0] == pytest.approx(like[1], rel=0.01)
    unlike = scales([1917, 1936, 1980, 1988, 1990, 1994])
    assert unlike[1] > 5 * unlike[0]


def test_an_event_without_a_date_is_an_open_dot() -> None:
    (page,) = figures.timeline(events([1990, 1991]), title="t", undated={"e1"})
    assert [circle.attrib["fill"] for circle in elements(page, "circle")] == ["#000", "#fff"]


def test_periods_are_bars_that_do_not_overlap() -> None:
    shown = [("war", event(1992, 1994.4)), ("siege", event(1993, 1996)), ("day", event(1999, 1999.001))]
    (page,) = figures.timeline(shown, title="t")
    one, two = [{k: int(rect.attrib[k]) for k in ("x", "width", "height")} for rect in elements(page, "rect")]
    assert two["x"] + two["width"] <= one["x"]
    assert two["height"] == pytest.approx(one["height"] * 3 / 2.4, abs=2)
    assert len(elements(page, "circle")) == 1, "a period too short for a bar is a dot"


def test_room_is_that_of_the_level_that_needs_most() -> None:
    def level(name: str, size: float) -> Level:
        limits = {"grade": [1, 2], "unfamiliar_percent": 5, "mean_sentence": [5, 9], "longest_sentence": 20,
                  "passage_words": [1, 9], "paragraph_words": 9, "vocabulary": "A2"}  # fmt: skip
        kind = {"size": size, "leading": 18, "answer_line": 24}
        return Level.model_validate(
            {"id": name, "name": name, "mark": name, "for": "all", "type": kind, "limits": limits}
        )

    shown = [("tide", event(1990, what={"low": "one two three four five six", "high": "short"}))]
    narrow = figures.room_needed(shown, measure, [level("low", 12), level("high", 12)], width=30)
    assert narrow == {"tide": pytest.approx(3 * 18 * 25.4 / 72 + 1.5, abs=0.01)}
    assert figures.room_needed(shown, measure, [level("high", 12)], width=30)["tide"] < narrow["tide"]


# --- charts ----------------------------------------------------------------------------------


def test_bars_are_in_proportion_from_zero() -> None:
    drawn = chart({"label": "a", "value": 190}, {"label": "b", "value": 95}, {"label": "c", "value": 0})
    widths = [int(rect.attrib["width"]) for rect in elements(drawn, "rect")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=1)
    assert widths[2] == 0
    assert len({rect.attrib["x"] for rect in elements(drawn, "rect")}) == 1


def test_an_open_bar_has_another_shape() -> None:
    closed = chart({"label": "a", "value": 146})
    opened = chart({"label": "a", "value": 146, "open": True, "qualifier": "146"})
    assert elements(closed, "rect")
    assert not elements(opened, "rect")
    end = int(elements(closed, "rect")[0].attrib["width"]) + int(elements(closed, "rect")[0].attrib["x"])
    at_end = [path for path in elements(opened, "path") if [x for line in lines(path) for x, _ in line].count(end) > 1]
    assert at_end
    assert all("stroke-dasharray" in path.attrib for path in at_end), "the end must not be drawn firmly"


def test_a_range_is_hatched_between_its_ends_only() -> None:
    whole = chart({"label": "a", "value": 1000}, {"label": "b", "from": 500, "to": 1000})
    rect = elements(whole, "rect")[0]
    left, width = int(rect.attrib["x"]), int(rect.attrib["width"])
    hatch = next(path for path in elements(whole, "path") if path.attrib["stroke-width"] == "14")
    xs = [x for line in lines(hatch) for x, _ in line]
    assert (min(xs), max(xs)) == (left + width // 2, left + width)
    assert whole.rows == (("a", "1,000"), ("b", "500–1,000"))


LONG = "more than eight hundred thousand, as a man in the market says, who has not counted them himself"


def test_texts_stay_inside_and_off_the_bars() -> None:
    drawn = chart(
        {"label": "a", "value": 190_000},
        {"label": LONG, "value": 146_000, "open": True, "qualifier": "no greater than 146,000"},
        {"label": "c", "value": 150_000, "open": True, "qualifier": LONG},
    )
    for text in elements(drawn, "text"):
        size, weight = int(text.attrib["font-size"]), int(text.attrib["font-weight"])
        x, wide = int(text.attrib["x"]), measure(str(text.text), size, weight, False)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.attrib["text-anchor"]]
        assert left >= 0
        assert left + wide <= 12000
        assert int(text.attrib["y"]) < drawn.height * 100
    said = " ".join(str(text.text) for text in elements(drawn, "text"))
    assert said.count(LONG) == 2, "nothing may be left out"


def test_numbers_are_printed_with_their_hedge() -> None:
    drawn = chart({"label": "a", "value": 1_234_567.5}, {"label": "b", "value": 9, "open": True, "qualifier": "over 9"})
    assert [number for _, number in drawn.rows] == ["1,234,567.5", "over 9"]
    spaced = figures.chart(bars({"label": "a", "value": 1500}), measure, thousands=" ")
    assert spaced.rows == (("a", "1 500"),)
    assert "1 500</text>" in spaced.svg


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"value": 1, "from": 1, "to": 2},
        {"from": 1},
        {"from": 2, "to": 1},
        {"value": -1},
        {"from": 1, "to": 2, "open": True},
        {"value": 1, "open": True},
    ],
)
def test_a_row_is_one_thing(row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        bars({"label": "a", **row})


def test_the_chart_of_population_says_what_its_source_says() -> None:
    spec = ChartSpec.model_validate(yaml.safe_load((CONTENT / "karabakh/charts/population.yaml").read_text("utf-8")))
    drawn = figures.chart(spec, measure, level="starter")
    assert [number for _, number in drawn.rows] == ["190,000", "no greater than 146,000"]
    assert [row.open for row in spec.rows] == [False, True]
    assert drawn.svg.index("<title>How many people lived in the region?</title>") < 200


# --- all figures -----------------------------------------------------------------------------

ALL = {
    "timeline": lambda: figures.timeline(
        [("war", event(1992, 1994.4)), *events(CLUSTERED)], title="Then & <now>", undated={"e1", "e2", "e3"}
    ),
    "chart": lambda: (
        chart(
            {"label": "a & b", "value": 190},
            {"label": "b", "value": 146, "open": True, "qualifier": "<146"},
            {"label": "c", "from": 20, "to": 30},
        ),
    ),
}


@pytest.mark.parametrize("name", ALL)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert ALL[name]() == ALL[name]()


@pytest.mark.parametrize("name", ALL)
def test_figures_survive_print_and_copier(name: str) -> None:
    for figure in ALL[name]():
        root = ET.fromstring(figure.svg)
        assert root[0].tag == SVG + "title"
        assert root.attrib["viewBox"] == f"0 0 {figure.width * 100:.0f} {figure.height * 100:.0f}"
        assert root.attrib["width"] == f"{figure.width:g}mm"
        for text in root.iter(SVG + "text"):
            assert int(text.attrib["font-size"]) >= 283
            assert text.attrib["font-family"] == "Booklet Sans"
            assert text.attrib["font-weight"] in ("400", "700")
        strokes = [int(one.attrib["stroke-width"]) for one in root.iter() if "stroke-width" in one.attrib]
        assert all(stroke >= 18 or stroke == 14 for stroke in strokes)
        colours = {one.attrib.get(key) for one in root.iter() for key in ("fill", "stroke")}
        assert colours <= {None, "none", "#000", "#fff", "#4a4a4a"}
        assert not re.search(r"<(pattern|mask|clipPath|style|textPath)|\d\.\d+ ", figure.svg)
        points = [point for path in root.iter(SVG + "path") for line in lines(path) for point in line]
        assert all(0 <= x <= figure.width * 100 and 0 <= y <= figure.height * 100 for x, y in points)
