"""What a figure promises: true scale, texts that have room, shapes that say how sure a number is."""

import itertools
import re
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import CACHE, ROOT
from ink import SVG, elements, lines, overlaps, texts
from pydantic import ValidationError

from press import figures, fonts, illustrate, load, words
from press.cache import Cache
from press.model.charts import ChartSpec
from press.model.content import Event, ShowChart, ShowTimeline, TypeSize
from press.model.edition import EDITIONS
from press.model.library import Library
from press.model.made import Figure
from press.problems import Problem
from press.progress import Silent

CONTENT = ROOT / "content"
CLUSTERED = [1988.1, 1988.1, 1988.1, 1988.13, 1988.15, 1989.5, 1990.02, 1990.05, 1991.75, 1992.0, 1992.12, 1994.4]
LATE = [1917.0, 1988.0, 1988.01, 1988.02, 1988.03, 1988.04]


def event(start: float, end: float | None = None, what: object = "Something happens.", **more: object) -> Event:
    given = {"date": "then", "start": start, "end": end, "what": what, "standing": "agreed"}
    return Event.model_validate({**given, "sources": [{"source": "log", "at": "p1"}], **more})


def events(starts: list[float]) -> list[tuple[str, Event]]:
    return [(f"e{number}", event(start)) for number, start in enumerate(starts)]


def measure(text: str, size: float, weight: int, italic: bool) -> float:
    return len(text) * size * (0.55 if weight == 700 else 0.5)


def spec(kind: str, **more: object) -> ChartSpec:
    given = {"kind": kind, "title": "How many?", "unit": "people", "alt": "Bars."}
    return ChartSpec.model_validate({**given, "source": [{"source": "log", "at": "p1"}], **more})


def bars(*rows: dict[str, object]) -> ChartSpec:
    return spec("bars", rows=rows)


def chart(*rows: dict[str, object], kind: str = "bars") -> Figure:
    return figures.chart(spec(kind, rows=rows), measure)


def line_of(*points: tuple[float, float | None], label: str = "a") -> dict[str, object]:
    return {"label": label, "points": [{"at": at, "value": value} for at, value in points]}


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
    needs = {f"e{number}": 30.0 for number in range(5)}
    pages = figures.timeline(events([1990 + n for n in range(5)]), title="t", height=100, rooms=needs)
    assert [len(page.slots) for page in pages] == [3, 2]
    assert [page.height for page in pages] == [100, pytest.approx(66.67)]


def test_what_fits_on_no_two_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="“e1” needs 140 mm"):
        figures.timeline(events([1990, 1991]), title="t", rooms={"e1": 140})
    with pytest.raises(ValueError, match="no event"):
        figures.timeline([], title="t")
    start = time.process_time()
    with pytest.raises(ValueError, match="1000 events take 167 pages"):
        figures.timeline(events([1000.0 + n for n in range(1000)]), title="t")
    assert time.process_time() - start < 2


def test_large_print_may_take_more_pages() -> None:
    how = {"title": "t", "height": 100, "rooms": {f"e{number}": 45.0 for number in range(6)}}
    shown = events([1990.0 + number for number in range(6)])
    with pytest.raises(ValueError, match="6 events take 3 pages"):
        figures.timeline(shown, **how)
    assert [len(page.slots) for page in figures.timeline(shown, smallest=18, **how)] == [2, 2, 2]


def test_a_page_with_one_date_begins_where_the_page_before_ends() -> None:
    def years(starts: list[float]) -> list[str]:
        needs = {f"e{number}": 30.0 for number in range(len(starts))}
        last = figures.timeline(events(starts), title="t", height=60, rooms=needs)[-1]
        return [words for words, _ in texts(last, measure)]

    assert years([2021.0, 2022.9, 2023.2]) == ["2023"]
    assert years([2020.0, 2020.1, 2023.2]) == ["2022", "2023"]


@pytest.mark.parametrize("scale", ["true", "steps"])
@pytest.mark.parametrize("shown", [events([1990]), events([1990, 1990]), events([-4999, 3000])], ids=len)
def test_spans_without_length_and_very_long_ones_are_drawn(shown: list[tuple[str, Event]], scale: str) -> None:
    (page,) = figures.timeline(shown, title="t", scale=scale, width=40)
    assert [name for name, _ in page.slots] == [name for name, _ in shown]
    signs = {(one.attrib["cx"], one.attrib["cy"]) for one in elements(page, "circle")}
    assert len(signs) == len(shown), "no sign covers another"
    assert overlaps(page, measure) == []


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
        ([2020.74, 2020.86], ["2020-10", "2020-11"]),
        ([2020.76, 2020.8], ["10-01", "10-11", "10-21"]),
        ([-499, -480], ["−495", "−490", "−485", "−480"]),
    ],
)
def test_ticks_suit_the_span(starts: list[float], labels: list[str]) -> None:
    (page,) = figures.timeline(events(starts), title="t", height=70)
    assert set(labels) <= {str(label.text) for label in elements(page, "text")}


@pytest.mark.parametrize(
    ("starts", "date", "label"),
    [
        ([1917, 1988], "1988", "1940"),
        ([2020.74, 2020.86], "October 2020", "Oct 2020"),
        ([2020.76, 2020.8], "11 October 2020", "11 Oct"),
    ],
)
def test_dates_on_the_axis_are_worded_in_the_language_of_the_pack(starts: list[float], date: str, label: str) -> None:
    own = words.read(ROOT / "layouts", "en")
    shown = [(name, one.model_copy(update={"date": date})) for name, one in events(starts)]
    (page,) = figures.timeline(shown, title="t", height=70, dated=own.tick)
    assert label in [one.text for one in elements(page, "text")]
    assert overlaps(page, measure) == []


@pytest.mark.parametrize(
    ("date", "labels"),
    [("by 1994", ["1994", "1995"]), ("late May 1994", ["Jun 1994"]), ("21 May 1994", ["21 May", "1 Jun", "11 Jun"])],
)
def test_an_axis_is_no_more_exact_than_the_dates_on_its_page(date: str, labels: list[str]) -> None:
    own = words.read(ROOT / "layouts", "en")
    shown = [(name, one.model_copy(update={"date": date})) for name, one in events([1994.4, 1994.42])]
    (page,) = figures.timeline(shown, title="t", height=70, dated=own.tick)
    assert set(labels) <= {str(one.text) for one in elements(page, "text")}
    assert ("21 May" in labels) == any("21 May" in str(one.text) for one in elements(page, "text"))


@pytest.mark.parametrize(("count", "lower"), [(2, 20), (3, 20), (6, 5)])
def test_the_last_page_is_lower_for_its_notes_where_its_texts_leave_the_room(count: int, lower: float) -> None:
    starts = [1990.0 + number for number in range(count)]
    drawn = figures.timeline(events(starts), title="t", height=100, slot=25)
    noted = figures.timeline(events(starts), title="t", height=100, slot=25, noted=(20, 5))
    assert [page.height for page in noted[:-1]] == [page.height for page in drawn[:-1]]
    assert noted[-1].height == min(drawn[-1].height, 100 - lower)
    (full,) = figures.timeline(events([1990.0 + number for number in range(4)]), title="t", height=100, noted=(20, 5))
    assert full.height == 4 * 23


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


def test_signs_differ_in_shape() -> None:
    def drawn(**more: object) -> str:
        shown = [("a", event(1990)), ("b", event(1991, **more))]
        (page,) = figures.timeline(shown, title="t")
        return " ".join(re.sub(r"\d+", "0", ET.tostring(one, encoding="unicode")) for one in ET.fromstring(page.svg))

    kinds = [
        {"standing": one, "undated": undated} for one in ("agreed", "attributed", "disputed") for undated in (0, 1)
    ]
    assert len({drawn(**kind) for kind in kinds}) == 6


def test_an_event_without_a_date_has_no_place_on_the_axis() -> None:
    def shown(start: float) -> list[tuple[str, Event]]:
        return [("a", event(1990)), ("b", event(start, undated=True)), ("c", event(2000))]

    early, late = (figures.timeline(shown(start), title="t")[0].svg for start in (1990.1, 1999.9))
    assert early == late
    assert len(leaders(figures.timeline(shown(1995), title="t")[0])) == 2
    (page,) = figures.timeline([("b", event(1990, undated=True))], title="t")
    assert elements(page, "text") == [], "no axis without a date"


def test_steps_are_equal_and_years_left_out_are_named() -> None:
    shown = [("war", event(1919, 1920.9)), *events([1923, 1924, 1936])]
    (page,) = figures.timeline(shown, title="t", scale="steps", gap="{} years".format)
    tops = [top for _, top in page.slots]
    assert len({round(below - above, 1) for above, below in itertools.pairwise(tops)}) == 1
    assert [one.text for one in elements(page, "text")] == ["3 years", "12 years"], "one year is not left out"
    assert overlaps(page, measure) == []


def test_steps_name_no_gap_beside_an_event_without_a_date() -> None:
    shown = [("a", event(1990)), ("b", event(1995, undated=True)), ("c", event(1999))]
    (page,) = figures.timeline(shown, title="t", scale="steps", gap="{} years".format)
    assert elements(page, "text") == []


def test_periods_are_bars_that_do_not_overlap() -> None:
    shown = [("war", event(1992, 1994.4)), ("siege", event(1993, 1996)), ("day", event(1999, 1999.001))]
    (page,) = figures.timeline(shown, title="t")
    one, two = [{k: int(rect.attrib[k]) for k in ("x", "width", "height")} for rect in elements(page, "rect")]
    assert two["x"] + two["width"] <= one["x"]
    assert two["height"] == pytest.approx(one["height"] * 3 / 2.4, abs=2)
    assert len(elements(page, "circle")) == 3, "each has its sign"


def test_a_period_that_goes_on_over_the_page_has_no_foot() -> None:
    shown = [("long", event(1990, 2020)), *events([1991, 1992, 2010, 2011])]
    first, second = figures.timeline(shown, title="t", height=75)
    (bar,) = elements(first, "rect")
    assert int(bar.attrib["y"]) + int(bar.attrib["height"]) < first.height * 100
    assert elements(second, "rect") == []


def test_room_is_that_of_the_level_that_needs_most() -> None:
    def types(*names: str) -> dict[str, TypeSize]:
        return {name: TypeSize(size=12, leading=18, answer_line=24) for name in names}

    shown = [("tide", event(1990, what={"low": "one two three four five six", "high": "short"}))]
    narrow = figures.room_needed(shown, measure, types("low", "high"), width=30)
    assert narrow == {"tide": pytest.approx(3 * 18 * 25.4 / 72 + 1.5, abs=0.01)}
    assert figures.room_needed(shown, measure, types("high"), width=30)["tide"] < narrow["tide"]


# --- charts ----------------------------------------------------------------------------------


def test_bars_are_in_proportion_from_zero() -> None:
    drawn = chart({"label": "a", "value": 190}, {"label": "b", "value": 95}, {"label": "c", "value": 0})
    widths = [int(rect.attrib["width"]) for rect in elements(drawn, "rect")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=1)
    assert widths[2] == 0
    assert len({rect.attrib["x"] for rect in elements(drawn, "rect")}) == 1


def test_an_open_bar_has_another_shape() -> None:
    closed = chart({"label": "a", "value": 146})
    opened = chart({"label": "a", "value": 146, "hedge": "at-most", "qualifier": "146"})
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
        {"label": LONG, "value": 146_000, "hedge": "at-most", "qualifier": "no greater than 146,000"},
        {"label": "c", "value": 150_000, "hedge": "at-least", "qualifier": LONG},
    )
    assert overlaps(drawn, measure) == []
    said = " ".join(words for words, _ in texts(drawn, measure))
    assert said.count(LONG) == 2, "nothing may be left out"


def test_numbers_are_printed_with_their_hedge() -> None:
    drawn = chart(
        {"label": "a", "value": 1_234_567.5}, {"label": "b", "value": 9, "hedge": "at-most", "qualifier": "over 9"}
    )
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
        {"from": 1, "to": 2, "hedge": "about", "qualifier": "about 1"},
        {"value": 1, "hedge": "about"},
        {"value": 1, "ours": True},
        {"value": 2e15},
        {"value": 3, "parts": [{"label": "b", "value": 1}, {"label": "c", "value": 1}]},
    ],
)
def test_a_row_is_one_thing(row: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        bars({"label": "a", **row})


def test_the_chart_of_population_says_what_its_source_says() -> None:
    known = ChartSpec.model_validate(yaml.safe_load((CONTENT / "karabakh/charts/population.yaml").read_text("utf-8")))
    drawn = figures.chart(known, measure, level="starter")
    assert [number for _, number in drawn.rows] == ["190,000", "no greater than 146,000"]
    assert [row.hedge for row in known.rows] == [None, "at-most"]
    assert drawn.svg.index("<title>How many people lived in the region?</title>") < 200


# --- other kinds, and several of one scale ----------------------------------------------------

SHAPES = [
    {"label": "count", "value": 190},
    {"label": "at most", "value": 146, "hedge": "at-most", "qualifier": "no more than 146"},
    {"label": "at least", "value": 120, "hedge": "at-least", "qualifier": "over 120"},
    {"label": "about", "value": 100, "hedge": "about", "qualifier": "around 100"},
    {"label": "range", "from": 60, "to": 130},
    {"label": "ours", "value": 44, "ours": True, "qualifier": "44 (our sum)"},
]
NORTH = {"label": "North pool", "points": [
    {"at": 1999, "value": 10}, {"at": 2001, "value": 14}, {"at": 2003},
    {"at": 2005, "value": 30, "from": 22, "to": 36}, {"at": 2007, "value": 28}]}  # fmt: skip
SOUTH = {"label": "South pool, by the harbour", "points": [
    {"at": 1999, "value": 40}, {"at": 2003, "value": 33},
    {"at": 2004, "value": 20, "hedge": "at-least", "qualifier": "over 20"}, {"at": 2007, "value": 26}]}  # fmt: skip
PARTS = [{"label": "all", "value": 50, "parts": [
    {"label": "here", "value": 10}, {"label": "there", "value": 40, "ours": True, "qualifier": "40 (our sum)"}]},
    {"label": "counted", "value": 9.7}]  # fmt: skip
KINDS: dict[str, ChartSpec] = {
    "bars": spec("bars", rows=SHAPES),
    "parts": spec("bars", rows=PARTS),
    "bar panels": spec("bars", panels=[{"title": "North", "rows": SHAPES[:2]}, {"title": "South", "rows": SHAPES[2:]}]),
    "dots": spec("dots", rows=[*SHAPES, {"label": "both", "value": 90, "from": 70, "to": 110}]),
    "dots below zero": spec("dots", rows=[{"label": "a", "value": -12.5}, {"label": "b", "from": -4, "to": 3}]),
    "dots from 300": spec("dots", starts_at=300, rows=[{"label": "a", "value": 336}, {"label": "b", "value": 462}]),
    "lines": spec("lines", lines=[NORTH, SOUTH]),
    "line panels": spec("lines", panels=[{"title": "North", "lines": [NORTH]}, {"title": "South", "lines": [SOUTH]}]),
    "lines from 300": spec("lines", starts_at=300, lines=[line_of((2006, 336), (2016, 462))]),
    "four lines": spec("lines", lines=[NORTH, SOUTH, line_of((1999, 5), (2007, 6)), line_of((1999, 22), (2004, 24))]),
    "zeros": spec("bars", rows=[{"label": "a", "value": 0}, {"label": "b", "value": 0}]),
    "equal dots": spec("dots", starts_at=5, rows=[{"label": "a", "value": 5}]),
    "huge": spec("bars", rows=[{"label": "a", "value": 1e12}, {"label": "b", "value": 1}]),
    "huge line": spec("lines", lines=[line_of((1990, 1), (2000, 1e12))]),
    "long": spec("bars", rows=[{"label": "very long " * 20, "value": 3}, {"label": "x" * 200, "value": 2}]),
    "long line": spec("lines", lines=[line_of((1990, 1), (2000, 4), label="very long " * 20)]),
}


@pytest.mark.parametrize("smallest", [8, 18])
@pytest.mark.parametrize("name", KINDS)
def test_nothing_stands_on_anything(name: str, smallest: float) -> None:
    drawn = figures.chart(KINDS[name], measure, width=170 if smallest > 8 else 120, smallest=smallest)
    assert overlaps(drawn, measure) == []
    sizes = {int(text.attrib["font-size"]) for text in elements(drawn, "text")}
    assert min(sizes) >= smallest * 35.27


def test_each_hedge_has_a_shape_of_its_own() -> None:
    for kind in ("bars", "dots"):
        shapes = set()
        for hedge in (None, "at-least", "at-most", "about"):
            given = {"label": "a", "value": 100, "qualifier": "100", **({"hedge": hedge} if hedge else {})}
            svg = figures.chart(spec(kind, rows=[given, {"label": "b", "value": 200}]), measure).svg
            shapes.add(svg)
        assert len(shapes) == 4, kind


def test_parts_are_as_long_as_their_bar() -> None:
    drawn = figures.chart(KINDS["parts"], measure)
    first, whole = (int(one.attrib["width"]) for one in elements(drawn, "rect"))
    assert whole == pytest.approx(first * 0.97, abs=2), "9.7 against 10"
    assert drawn.rows == (("all", "50"), ("– here", "10"), ("– there", "40 (our sum)"), ("counted", "9.7"))


def test_the_line_to_a_label_stands_under_its_own_part() -> None:
    drawn = figures.chart(KINDS["parts"], measure)
    left, top, wide, high = (int(elements(drawn, "rect")[0].attrib[key]) for key in ("x", "y", "width", "height"))
    ways = [line for path in elements(drawn, "path") for line in lines(path) if len(line) == 2]
    here, there = sorted(x for (x, y), (end, _) in ways if x == end and y == top + high)
    assert left + 100 < here < left + wide < there


def test_panels_share_a_scale() -> None:
    drawn = figures.chart(
        spec("bars", panels=[{"title": t, "rows": [{"label": "a", "value": v}]} for t, v in (("N", 10), ("S", 40))]),
        measure,
    )
    one, two = (int(rect.attrib["width"]) for rect in elements(drawn, "rect"))
    assert two == pytest.approx(4 * one, abs=2)
    assert drawn.rows == (("N: a", "10"), ("S: a", "40"))


def test_a_line_has_a_gap_where_no_number_is_known() -> None:
    drawn = figures.chart(spec("lines", lines=[line_of((1990, 4), (1991, 5), (1992, None), (1993, 5))]), measure)
    strokes = [
        line for path in elements(drawn, "path") if path.attrib.get("stroke-width") == "40" for line in lines(path)
    ]
    assert len(strokes) == 1, "from 1990 to 1991 only"
    assert len(elements(drawn, "circle")) == 3
    assert drawn.head == ("", "a")
    assert drawn.rows == (("1990", "4"), ("1991", "5"), ("1992", "–"), ("1993", "5"))


def test_an_axis_that_does_not_begin_at_zero_is_broken() -> None:
    rows = [{"label": "a", "value": 336}, {"label": "b", "value": 462}]
    slashes = [
        sum("stroke-width" in one.attrib and one.attrib["stroke-width"] == "26" for one in elements(drawn, "path"))
        for drawn in (figures.chart(spec("dots", rows=rows, **more), measure) for more in ({}, {"starts_at": 300}))
    ]
    assert slashes == [0, 1]


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("bars", {}, "the chart must have"),
        ("bars", {"rows": []}, "the chart must have"),
        ("lines", {"rows": SHAPES}, "asks for “lines”"),
        ("bars", {"rows": SHAPES, "starts_at": 10}, "begin at zero"),
        ("dots", {"rows": SHAPES, "starts_at": 100}, "44 is less"),
        ("bars", {"rows": SHAPES, "panels": [{"title": "a", "rows": SHAPES}]}, "not both"),
        ("bars", {"panels": [{"title": "North", "rows": [{"label": "a", "value": -1}]}]}, "“North”, row “a”: a bar"),
        ("bars", {"rows": [{"label": "a", "value": -1}]}, "-1 is less"),
        ("bars", {"rows": [{"label": "a", "value": 1, "from": 0, "to": 2}]}, "shows all three"),
        ("dots", {"rows": [{"label": "a", "value": 5, "from": 1, "to": 2}]}, "between"),
        ("dots", {"rows": [{"label": "a", "from": 3, "to": 2}]}, "3 is not less than 2"),
        ("dots", {"rows": PARTS}, "no “parts”"),
        ("lines", {"lines": [line_of((1995, 1), (1990, 2))]}, "1990 comes after 1995"),
        ("lines", {"lines": [line_of((1995, 1), (1995, 2))]}, "1995 comes after 1995"),
        ("lines", {"lines": [line_of((1995, None), (1996, None))]}, "not one of the points"),
        ("lines", {"lines": [line_of((1995, 1), (1996, 2))] * 5}, "at most 4"),
    ],
)
def test_what_cannot_be_shown_is_refused(kind: str, more: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(said)):
        spec(kind, **more)


WRONG = """kind: bars
title: t
unit: u
alt: a
source: [{ source: shore-notes, at: p1 }]
rows:
  - { label: a, value: 4 }
  - { label: b, value: -4 }
  - { label: c, from: 9, to: 3 }
"""


def test_a_wrong_row_is_told_with_its_line(tiny: Path) -> None:
    (tiny / "charts").mkdir()
    (tiny / "charts" / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    found: list[Problem] = []
    load.library(tiny, found.append)
    found = [one for one in found if one.where.file.endswith("wrong.yaml")]
    assert [(one.where.line, one.code) for one in found] == [(8, "wrong-value"), (9, "wrong-value")]
    assert "a bar grows from zero" in found[0].message
    assert "9 is not less than 3" in found[1].message


# --- the pack's figures, with its fonts --------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> fonts.Fonts:
    return fonts.read(ROOT / "layouts", Cache(CACHE))


def test_the_clear_face_has_more_air_behind_each_letter_and_between_words(real: fonts.Fonts) -> None:
    letter, blank, words = (real.text_width(text, 1000, family="Booklet Clear") for text in ("a", "\u00a0", "aa aa"))
    assert (letter, blank) == (526 + 30, 280 + 30 + 160)
    assert words == 4 * letter + blank


@pytest.fixture(scope="module")
def pack() -> Library:
    found: list[Problem] = []
    loaded = load.library(CONTENT / "karabakh", found.append)
    assert loaded, found
    return loaded


CHARTS = sorted(path.stem for path in (CONTENT / "karabakh" / "charts").glob("*.yaml"))


@pytest.mark.parametrize("smallest", [8, 18])
@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_the_pack(name: str, smallest: float, pack: Library, real: fonts.Fonts) -> None:
    start = time.process_time()
    wide = 170 if smallest > 8 else 120
    drawn = figures.chart(pack.charts[name], real.text_width, width=wide, smallest=smallest)
    assert time.process_time() - start < 2
    assert overlaps(drawn, real.text_width) == []
    assert drawn.height <= 110 or smallest > 8
    assert len(drawn.svg.encode()) < 20_000


def problems(pack: Library, section: object, faces: fonts.Fonts, **other: object) -> list[Problem]:
    """Return what is wrong with the figures of a pack whose only lesson has one section."""
    lesson = pack.lessons[0].model_copy(update={"sections": (section,)})
    found: list[Problem] = []
    alone = replace(pack, lessons=(lesson,), **other)
    assert (
        illustrate.figures(alone, EDITIONS["standard"], faces, ROOT / "layouts", Cache(None), found.append, Silent())
        is None
    )
    return found


def test_a_chart_too_high_for_its_page_is_a_problem(pack: Library, real: fonts.Fonts) -> None:
    high = pack.charts["population"].model_copy(update={"rows": pack.charts["population"].rows * 8})
    (one,) = problems(pack, ShowChart(chart="high"), real, charts={"high": high})
    assert (one.code, one.where.file) == ("bad-chart", "content/karabakh/lessons/01-names-and-lines.yaml")
    assert one.where.line
    assert "mm high, and a page has room for 110" in one.message


def test_a_timeline_of_too_many_events_is_a_problem(pack: Library, real: fonts.Fonts) -> None:
    section = ShowTimeline(timeline=tuple(pack.timeline.events), title="All", alt="A line.")
    (one,) = problems(pack, section, real)
    assert one.code == "bad-timeline"
    assert one.where.line
    assert f"its {len(pack.timeline.events)} events take" in one.message


PERIODS = [(1900, 1988), (1988, 1994.405), (1994.4, 2020.6), (2020.7, 2020.9), (2020.85, 2024), (1900, 2024)]


@pytest.mark.parametrize("scale", ["true", "steps"])
@pytest.mark.parametrize("smallest", [8, 18])
@pytest.mark.parametrize("period", PERIODS)
def test_timelines_of_the_pack(
    period: tuple[float, float], smallest: float, scale: str, pack: Library, real: fonts.Fonts
) -> None:
    shown = [(name, one) for name, one in pack.timeline.events.items() if period[0] <= one.start < period[1]]
    shown = shown[:: 1 + len(shown) // 10]
    rooms = figures.room_needed(shown, real.text_width, {one.id: one.type for one in pack.pack.levels})
    how = {"rooms": rooms, "height": 170} if smallest == 8 else {"slot": 30, "height": 250}
    pages = figures.timeline(shown, title="t", scale=scale, gap="{} years".format, smallest=smallest, **how)
    for page in pages:
        assert overlaps(page, real.text_width) == []
        assert len(page.svg.encode()) < 20_000


# --- all figures -----------------------------------------------------------------------------

ALL = {
    "timeline": lambda: figures.timeline(
        [("war", event(1992, 1994.4)), ("?", event(1990, undated=True, standing="disputed")), *events(CLUSTERED[3:])],
        title="Then & <now>",
    ),
    "steps": lambda: figures.timeline(events(LATE), title="Then", scale="steps", gap="{} years".format),
    **{name: lambda name=name: (figures.chart(KINDS[name], measure),) for name in KINDS},
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
        assert len(figure.svg.encode()) < 40_000
        points = [point for path in root.iter(SVG + "path") for line in lines(path) for point in line]
        assert all(0 <= x <= figure.width * 100 and 0 <= y <= figure.height * 100 for x, y in points)
