"""Sections stand on the same pages at every level, and room is given to writing."""

from dataclasses import replace

import pytest

from press.model.content import TypeSize
from press.model.edition import EDITIONS
from press.model.made import Booklet, Fill, Growing, Lines, Measured, Section, Stretch
from press.paginate import Level, apart, fill, follow, outline, trial

PAGE = 100.0
PITCH = 18.0

Page = tuple[float, tuple[tuple[str, float], ...], tuple[Growing, ...]]


def page(used: float, *growing: Growing, items: dict[str, float] | None = None) -> Page:
    return used, tuple((items or {}).items()), growing


def level(name: str = "low", kinds: dict[str, str] | None = None, **sections: list[Page]) -> Level:
    """Return a level of these sections, each with its pages; a back cover and the trial page come last."""
    ends = {"back-cover": [page(50)], "notes-1": [page(28, Growing("notes-1-lines", 99, ""))]}
    pages = [Stretch(one, used, PAGE - used, items, growing)
             for one, of_it in {**sections, **ends}.items() for used, items, growing in of_it]  # fmt: skip
    made = [
        Section(one, (kinds or {}).get(one, "read"), one.title(), below=one == "exit")
        for one in [*sections, "back-cover"]
    ]
    size = TypeSize(size=8, leading=8, answer_line=PITCH)
    booklet = Booklet("p", "T", "S", "en", "2026-01-01", name, "leaf", size, EDITIONS["standard"], "", tuple(made), {})
    return Level(booklet, Measured(tuple(pages)))


def lines(used: float, *growing: tuple[str, int, int]) -> dict[str, int]:
    one = level(a=[page(used, *(Growing(name, most, "", least) for name, most, least in growing))])
    return {name: count for name, count in fill(outline([one]), one).lines.items() if "notes" not in name}


def test_one_group_takes_all_it_may() -> None:
    assert lines(45, ("a", 99, 1)) == {"a": 3}
    assert lines(45, ("a", 2, 1)) == {"a": 2}
    assert lines(82.1, ("a", 99, 1)) == {}
    assert lines(103, ("a", 99, 1)) == {}


def test_what_is_left_goes_to_the_lines_without_a_bound() -> None:
    assert lines(8, ("a", 1, 1), ("b", 2, 1), ("rest", 99, 1)) == {"a": 1, "b": 2, "rest": 2}
    assert lines(62, ("a", 9, 1), ("rest", 99, 1)) == {"a": 2}
    assert lines(8, ("first", 99, 1), ("last", 99, 1)) == {"last": 5}


def test_lines_that_grow_together_take_room_together() -> None:
    one = level(a=[page(45, Growing("a", 9, "", each=2), Growing("b", 1, ""))])
    assert fill(outline([one]), one).lines == {"a": 1, "b": 1, "notes-1-lines": 4, "notes-2-lines": 4}


def test_groups_share_in_turn_the_last_first() -> None:
    assert lines(45, ("a", 9, 1), ("b", 9, 1)) == {"a": 1, "b": 2}
    assert lines(80, ("a", 9, 1), ("b", 9, 1)) == {"b": 1}


def test_few_lines_are_not_worth_a_heading() -> None:
    assert lines(45, ("rest", 99, 4)) == {}
    assert lines(28, ("rest", 99, 4)) == {"rest": 4}


def test_a_page_with_bounded_lines_only_is_not_left_empty() -> None:
    assert lines(30, ("a", 1, 1)) == {"a": 1}
    assert lines(8, ("a", 1, 1)) == {"a": 5}


def test_a_section_takes_the_pages_of_the_level_that_needs_most() -> None:
    low, high = level("low", a=[page(90)], b=[page(90)]), level("high", a=[page(90), page(20)], b=[page(50)])
    common = outline([low, high])
    assert [fill(common, one).stands for one in (low, high)] == [{"a": 1, "b": 3, "back-cover": 4}] * 2
    assert fill(common, low).notes == {"a": 1}
    assert fill(common, high).notes == {}


def test_pages_for_notes_are_ruled_as_the_trial_page_is() -> None:
    low, high = level("low", a=[page(90)]), level("high", a=[page(90), page(20)])
    made = fill(outline([low, high]), low)
    assert made.notes == {"a": 1, "": 1}
    assert made.lines == {"a-notes-1-lines": 4, "notes-1-lines": 4}


@pytest.mark.parametrize(("pages", "notes"), [(3, 0), (4, 3), (5, 2), (6, 1), (7, 0)])
def test_notes_fill_the_sheet(pages: int, notes: int) -> None:
    """The back cover is one page more, and stays the last."""
    one = level(a=[page(90)] * pages)
    made = fill(outline([one]), one)
    assert made.notes.get("", 0) == notes
    assert made.pages == made.stands["back-cover"] == pages + notes + 1


def items(*heights: float, ends: tuple[str, ...] = ()) -> list[Page]:
    """Return pages with items q1, q2 … of these heights under a head of 10; those named end a page."""
    made: list[Page] = []
    top, starts = 10.0, {}
    for number, height in enumerate(heights, start=1):
        starts[f"q{number}"] = top
        top += height
        if f"q{number}" in ends or number == len(heights):
            made.append(page(top, *(Growing(f"{one}-lines", 99, one) for one in starts), items=starts))
            top, starts = 0.0, {}
    return made


def test_every_level_breaks_a_section_at_the_same_item() -> None:
    low = level("low", a=items(30, 30, 30, 30, ends=("q3",)))
    high = level("high", a=items(40, 40, 40, ends=("q2",)))
    assert outline([low, high]).breaks == frozenset()  # not the same items

    low = level("low", a=items(30, 30, 25))
    common = outline([low, high])
    assert common.breaks == {"q3"}
    assert common.pages["a"] == 2
    assert fill(common, low).notes == {"": 1}
    assert fill(common, low).lines["q2-lines"] == 1  # 100 - 10 - 60 pt are left
    assert fill(common, low).lines["q3-lines"] == 4  # 100 - 25


def test_breaks_that_would_cost_a_page_are_not_made() -> None:
    low = level("low", a=items(80, 20, 70, ends=("q1",)))
    high = level("high", a=items(30, 50, 60, ends=("q2",)))
    assert outline([low, high]).breaks == frozenset()


def test_breaks_that_would_leave_a_page_white_are_not_made() -> None:
    bare = [
        [(used, its, ()) for used, its, _ in pages] for pages in (items(30, 30, 25), items(40, 40, 40, ends=("q2",)))
    ]
    assert outline([level("low", a=bare[0]), level("high", a=bare[1])]).breaks == frozenset()


def parted(*, tops: list[dict[str, float]], used: list[float]) -> list[Page]:
    """Return pages of a text whose paragraphs go on over the page: those of `tops` that stand on two of them."""
    return [page(foot, *(Growing(f"{one}-room", 99, one, 6) for one in its), items=its)
            for its, foot in zip(tops, used, strict=True)]  # fmt: skip


def test_a_paragraph_is_parted_only_where_that_saves_a_page() -> None:
    short = level("low", a=parted(tops=[{"A1": 10, "A2": 50}, {"A2": 0, "A3": 10}], used=[100, 40]))
    long = level("high", a=parted(tops=[{"A1": 10, "A2": 60}, {"A2": 0, "A3": 30}], used=[100, 98]))
    common = outline([short, long])
    assert common.pages["a"] == 2
    assert fill(common, short).breaks == {"A2"}  # 50 pt, and 60 and 30 with a line between them
    assert fill(common, long).breaks == frozenset()  # A2 and A3 take 138 pt
    questions = replace(short, booklet=level(kinds={"a": "questions"}, a=[page(90)]).booklet)
    assert fill(outline([questions, long]), questions).breaks == frozenset()


def test_a_paragraph_is_parted_rather_than_a_page_left_white() -> None:
    tops, used = [{"A1": 30}, {"A1": 0, "A2": 10}], [100.0, 90.0]
    bare = [(foot, tuple(its.items()), ()) for its, foot in zip(tops, used, strict=True)]
    one = level(a=bare)
    assert fill(outline([one]), one).breaks == frozenset()  # A1 on the second page would leave 70 pt white


def test_lines_of_a_parted_paragraph_stand_on_the_page_where_it_will_be_whole() -> None:
    whole = [(Lines(("A1",), ("one", "two")), Lines(("A2",), ("three",))), (Lines(("A2",), ("four",)),)]
    one = level(a=parted(tops=[{"A1": 10, "A2": 50}, {"A2": 0}], used=[100, 20]))
    pages = [replace(stretch, told=told) for stretch, told in zip(one.measured.pages, whole, strict=False)]
    one = replace(one, measured=Measured((*pages, *one.measured.pages[2:])))
    made = fill(outline([one]), one)
    assert made.breaks == {"A2"}
    assert [(line.number, line.page) for line in made.told["A2"]] == [(3, 2), (4, 2)]


def test_a_part_stands_below_where_every_level_has_room() -> None:
    low, high = (level(name, a=[page(used)], exit=[page(40)]) for name, used in (("low", 30), ("high", 50)))
    common = outline([low, high])
    assert common.below == {"exit"}
    assert fill(common, high).stands == {"a": 1, "exit": 1, "back-cover": 4}
    tight = level("high", a=[page(55)], exit=[page(40)])
    assert outline([low, tight]).below == frozenset()


def test_what_stands_below_takes_of_the_room() -> None:
    growing = [Growing("a-lines", 99, ""), Growing("exit-lines", 99, "")]
    one = level(a=[page(20, growing[0])], exit=[page(40, growing[1])])
    assert fill(outline([one]), one).lines["exit-lines"] == 2
    assert "a-lines" not in fill(outline([one]), one).lines


@pytest.mark.parametrize(("kind", "pages", "bad"), [("read", 2, False), ("read", 3, True), ("words", 3, False)])
def test_levels_too_far_apart_are_a_problem(kind: str, pages: int, bad: bool) -> None:
    low, high = (level(name, {"a": kind}, a=[page(90)] * count) for name, count in (("low", 1), ("high", pages)))
    found = apart([low, high])
    assert [one.code for one in found] == ["pages-apart"] * bad
    assert all("1 at low, 3 at high" in one.message for one in found)


def test_the_longest_paragraph_is_named() -> None:
    low, high = level("low", a=[page(90)]), level("high", a=[page(90)] * 3)
    told = [{"mark": "A1", "text": "two words"}, {"mark": "A2", "text": "one word more"}]
    sections = tuple(replace(one, data={"paragraphs": told}) for one in high.booklet.sections)
    (found,) = apart([low, replace(high, booklet=replace(high.booklet, sections=sections))])
    assert found.hint == "The others can fill one page more: shorten ¶ A2, the longest at high (3 words)."


def test_another_edition_may_differ_by_two_pages() -> None:
    edition = EDITIONS["large-print"]
    low, two, three = (level(name, a=[page(90)] * count) for name, count in (("low", 1), ("two", 3), ("three", 4)))
    low, two, three = (replace(one, booklet=replace(one.booklet, edition=edition)) for one in (low, two, three))
    assert apart([low, two]) == []
    (found,) = apart([low, three])
    assert "The other levels can fill 2 pages more" in found.hint


def test_a_level_without_a_say_follows_if_it_can() -> None:
    common = outline([level("low", a=[page(90)]), level("high", a=[page(90), page(20)])])
    assert follow(common, level("original", a=[page(90)])) == common
    assert follow(common, level("original", a=[page(90), page(90)])) == common
    assert follow(common, level("original", a=[page(90)] * 3)).pages["a"] == 3


def test_it_breaks_where_the_others_do_if_it_has_room() -> None:
    common = outline([level("low", a=items(30, 30, 25)), level("high", a=items(40, 40, 40, ends=("q2",)))])
    assert common.breaks == {"q3"}
    assert follow(common, level("original", a=items(20, 20, 20))).breaks == {"q3"}
    article = [page(100), page(70, Growing("q3-lines", 99, "q3"), items={"q3": 50})]
    assert follow(common, level("original", a=article)) == replace(common, breaks=frozenset())


def test_a_booklet_is_measured_with_every_section_on_its_own_page() -> None:
    one = level(a=[page(30)], exit=[page(40)])
    assert trial(one.booklet) == Fill(notes={"": 1}, breaks=frozenset({"exit"}), below=frozenset({"exit"}))
