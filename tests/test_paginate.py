"""Room is given to writing: shared among the lines of a page, and whole sheets are filled."""

import pytest

from press.model.made import Measured, Room
from press.paginate import fill


def lines(height: float, *growing: tuple[str, int]) -> dict[str, int]:
    return dict(fill(Measured(pages=5, room=(Room(height, growing),)), pitch=10).lines)


def test_one_group_takes_all_it_may() -> None:
    assert lines(35, ("a", 99)) == {"a": 3}
    assert lines(35, ("a", 2)) == {"a": 2}
    assert lines(9.9, ("a", 99)) == {}
    assert lines(-3, ("a", 99)) == {}


def test_what_is_left_goes_to_the_lines_without_a_bound() -> None:
    assert lines(90, ("a", 1), ("b", 2), ("rest", 99)) == {"a": 1, "b": 2, "rest": 6}
    assert lines(20, ("a", 9), ("rest", 99)) == {"a": 2}


def test_groups_share_in_turn_the_last_first() -> None:
    assert lines(30, ("a", 9), ("b", 9)) == {"a": 1, "b": 2}
    assert lines(10, ("a", 9), ("b", 9)) == {"b": 1}
    assert lines(50, ("a", 1), ("b", 9)) == {"a": 1, "b": 4}


@pytest.mark.parametrize(("pages", "notes"), [(5, 0), (6, 3), (7, 2), (8, 1), (9, 0)])
def test_notes_fill_the_sheet(pages: int, notes: int) -> None:
    """One of the measured pages is the trial page for notes, which is not counted."""
    assert fill(Measured(pages=pages, room=()), 10).notes == notes
