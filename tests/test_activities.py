"""Activities: what pupils get, what only teachers get, and what is said of a sheet that cannot be right."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from conftest import CACHE
from rulebook import edit, good_pack

from press import check, compose, fonts, illustrate, load, place, render, words
from press.cache import Cache
from press.compose import activities, keys
from press.model import content
from press.model.base import Authored
from press.model.edition import EDITIONS
from press.model.library import Library
from press.model.made import Fill
from press.problems import Problem
from press.progress import Silent

LAYOUTS = place.layouts()
OWN = words.read(LAYOUTS, "en")
MORE = Path(__file__).parent / "activities"
"""A second lesson for the tiny pack, with an activity of nearly each kind."""

LADDER = """\
  - id: how-sure
    kicker: A tool
    title: How sure are we?
    ladder:
      - {mark: "3", name: Counted twice., means: Two people counted and came to the same.}
      - {mark: "2", name: Counted once., means: One person says so.}
      - {mark: "1", name: Guessed., means: Nobody counted.}
"""
TERM = """\
  - term: tide pool
    levels: [paddler, diver]
    means:
      paddler: water that stays in a hole of the rock
      diver: water that is left in a hollow when the sea draws back
"""
QUOTATIONS = """\
  cold-feet:
    text: My feet were colder than the crabs.
    speaker: {paddler: "Owen, who helps", diver: "Owen Rees, who helped with the count"}
    at: p5
    gloss: "crabs: they live in cold water"
  no-hurry:
    text: The sea is never late. It is we who come too early.
    speaker: Mair Penry
    at: p6
"""
FOR_TEACHERS = {"answer", "why", "good", "rungs"}


def lively_pack(root: Path) -> Path:
    """Copy the tiny pack under `root`, with a second lesson that is all activities, and return its folder."""
    pack = good_pack(root)
    shutil.copytree(MORE, root, dirs_exist_ok=True)
    edit(pack / "pack.yaml", "names_rule:", f"{LADDER}names_rule:")
    for file, more in ((pack / "glossary.yaml", TERM), (root / "seeds" / "shore-notes" / "source.yaml", QUOTATIONS)):
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return pack


def loaded(pack: Path) -> Library:
    found: list[Problem] = []
    library = load.library(pack, found.append)
    assert library, found
    return library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return loaded(lively_pack(tmp_path_factory.mktemp("lively")))


@pytest.fixture(scope="module")
def pages(library: Library) -> list[str]:
    """Return the HTML of each level."""
    faces = fonts.read(LAYOUTS, Cache(CACHE))
    figures = illustrate.figures(library, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    made = [compose.booklet(library, one, figures, OWN, edition=EDITIONS["standard"]) for one in library.pack.levels]
    return [render.markup(one, layouts=LAYOUTS, fonts=faces, words=OWN, fill=Fill()).html for one in made]


def of(library: Library, kind: str) -> content.DoActivity:
    """Return the section of that kind of activity."""
    sections = (section for lesson in library.lessons for section in lesson.sections)
    return next(one for one in sections if isinstance(one, content.DoActivity) and one.activity.kind == kind)


def section(html: str, library: Library, kind: str) -> str:
    """Return the HTML of the section of that kind."""
    number = library.lessons[1].sections.index(of(library, kind)) + 1
    return next(part for part in html.split("<section") if f'id="L2-{number}"' in part)


def told(library: Library, kind: str) -> list[tuple[str, str]]:
    return [(row.label, row.answer) for row in keys.key(of(library, kind), library).rows]


# What pupils get ---------------------------------------------------------------------------------


def test_each_kind_is_on_the_sheet_with_the_same_ids_at_each_level(library: Library, pages: list[str]) -> None:
    union = get_args(content.Activity)[0]
    kinds = {get_args(model.model_fields["kind"].annotation)[0] for model in get_args(union)}
    shown = {one.activity.kind for one in library.lessons[1].sections if isinstance(one, content.DoActivity)}
    assert kinds - shown == {"label-map", "order-events"}
    first, second = (re.findall(r'\sid="([^"]+)"', page) for page in pages)
    assert first == second
    assert kinds == {path.name.split(".")[0] for path in (LAYOUTS / "sections").glob("*.j2")} & kinds


def test_no_answer_reaches_a_pupil(library: Library, pages: list[str]) -> None:
    secrets = [text for one in library.lessons[1].sections for text in _for_teachers(one)]
    assert len({text.split(":")[0] for text in secrets if text.startswith("secret")}) >= 9
    for page in pages:
        assert "secret" not in page
        assert not [text for text in secrets if len(text) > 10 and text in page and text != "Mair Penry"]


def _for_teachers(value: object) -> list[str]:
    """Return the texts under the keys that only teachers see."""
    if not isinstance(value, Authored):
        return [text for one in value for text in _for_teachers(one)] if isinstance(value, tuple) else []
    found = []
    for name, one in value:
        if name in FOR_TEACHERS:
            found += [one] if isinstance(one, str) else list(one.values() if isinstance(one, dict) else one or ())
        else:
            found += _for_teachers(one)
    return found


def test_a_cloze_hides_its_words_in_gaps_of_one_width(library: Library, pages: list[str]) -> None:
    sheets = [section(page, library, "cloze") for page in pages]
    for sheet in sheets:
        text = sheet[sheet.index('class="cloze"') :]
        assert not [word for word in ("sea", "holes", "limpet", "water inside") if f" {word}" in text]
        assert re.findall(r'<span class="gap-here"><b>(\d)</b><i>\xa0</i></span>', text) == ["1", "2", "3", "4"]
    bank = re.findall(r"<span>(\w+)</span>", sheets[0])
    assert bank == ["holes", "limpet", "sand", "sea", "water"]


def test_what_stands_around_a_gap_keeps_its_spaces_and_is_escaped() -> None:
    shown = render.gapped({"around": ["The *big* ", ", not <b>"], "first": 7})
    assert shown == ('The <em>big</em> <span class="gap-here"><b>7</b><i>\xa0</i></span>, not &lt;b&gt;')


def test_given_cells_are_printed_and_the_others_ruled(library: Library, pages: list[str]) -> None:
    row = section(pages[0], library, "grid").split("<tr")[2]
    assert "twice a day" in row
    assert row.count('class="lines"') == 2
    figures = section(pages[0], library, "numbers").split("<tr")[2]
    assert "May 1990" in figures
    assert figures.count('class="lines"') == 2


def test_every_head_of_a_table_says_what_it_heads(pages: list[str]) -> None:
    for page in pages:
        heads = re.findall(r"<th[ >][^>]*", page)
        assert heads
        assert all("scope=" in head for head in heads)
        assert "colspan" not in page


def test_speakers_have_the_same_letters_at_each_level(library: Library, pages: list[str]) -> None:
    (first, second) = (re.findall(r"<li><b>(\w)</b> ([^<]+)", section(page, library, "who-says")) for page in pages)
    assert first == [("A", "A crab"), ("B", "Mair Penry"), ("C", "Owen, who helps")]
    assert second[2] == ("C", "Owen Rees, who helped with the count")


def test_a_source_that_only_an_activity_quotes_is_among_the_sources(library: Library, pages: list[str]) -> None:
    sources = pages[0][pages[0].index('id="sources"') :]
    assert '<th scope="row">1A, 1B, 2A</th>' in sources
    alone = library.lessons[1].model_copy(update={"sections": (of(library, "who-says"),)})
    assert compose.back._used([alone]) == {"shore-notes": ["2"]}


def test_a_shuffled_order_is_always_the_same_and_never_the_authors() -> None:
    names = ["limpet", "tide pool", "crab", "gull"]
    assert activities.shuffled(names) == activities.shuffled(list(names))
    for count in range(2, 12):
        order = activities.shuffled(names[:1] + [str(one) for one in range(count - 1)])
        assert sorted(order) == list(range(count))
        assert order != sorted(order)


# What teachers get -------------------------------------------------------------------------------


def test_key_of_a_match_leads_from_each_number_to_its_meaning(library: Library, pages: list[str]) -> None:
    rows = dict(re.findall(r'"no">([A-D])</b> ([^<]+)', section(pages[1], library, "match")))
    for label, answer in told(library, "match"):
        letter, _, meaning = answer.partition(" ")
        assert rows[letter] == meaning, label
    assert [label for label, _ in told(library, "match")] == ["1 limpet", "2 tide pool", "3 crab", "4 otter"]
    assert "a snail with a cone-shaped shell" in dict(told(library, "match"))["1 limpet"]


def test_keys_name_the_part_of_the_sheet_and_its_answer(library: Library) -> None:
    assert told(library, "grid")[0][0] == "How often the sea draws back"
    assert told(library, "grid")[0][1].endswith("**Do they fit?** agree: twelve hours is twice a day.")
    assert told(library, "sort-claims")[1] == ("2", "1 Guessed / 2 Counted once")
    assert told(library, "cloze") == [("1", "sea"), ("2", "holes"), ("3", "limpet"), ("4", "water")]
    assert told(library, "who-says")[1] == ("2", "C Owen Rees, who helped with the count (SN p5)")
    assert told(library, "letter") == [("1", "secret-good: one thing from the text, one question.")]
    assert told(library, "numbers")[0][0] == "limpets on Lantern Rock in spring"
    assert told(library, "numbers")[0][1].startswith("**number** 412.")
    assert told(library, "numbers")[-1] == ("1", "secret-answer: the second, for it says about.")
    assert told(library, "cards")[1] == ("The warm summer", "Nobody at the shore could choose.")
    assert told(library, "chart-questions") == [("1", "secret-chart: 290.")]


def test_a_table_has_a_line_for_each_answer_after_the_printed_head_of_its_column(library: Library) -> None:
    made = keys.key(of(library, "numbers"), library, head=lambda column: f"<{column}>")
    assert [line.partition("** ")[0] for line in made.rows[0].answer.split("\n")] == ["**<number>", "**<official>"]


def test_a_dash_in_a_table_has_no_full_stop() -> None:
    assert keys._cells([("a", "When"), ("b", "Who")], {"a": "–", "b": "nobody"}) == "**When** –\n**Who** nobody."


def test_a_key_speaks_in_the_words_of_the_level_asked_for(library: Library) -> None:
    paddler = keys.key(of(library, "grid"), library, library.pack.levels[0])
    assert paddler.rows[0].label == "How often the sea goes"
    assert paddler.note == "secret-note: silence is an entry."


def test_keys_of_a_map_and_of_cards_in_order(library: Library) -> None:
    shared = {"title": "x", "instruction": "x"}
    places = content.LabelMap(kind="label-map", map="bay", places=("lantern-rock", "gull-bay"))
    made = keys.key(content.DoActivity(activity=places, **shared), library)
    assert [(row.label, row.answer) for row in made.rows] == [("1", "Lantern Rock"), ("2", "Gull Bay / Porth Wylan")]
    cards = content.OrderCards.model_construct(kind="order-events", events=("warm-summer", "first-count"), then=None)
    made = keys.key(content.DoActivity.model_construct(activity=cards, answer=None, **shared), library)
    assert [(row.answer, row.why) for row in made.rows] == [("2", "(summer 2003)"), ("1", "(May 1990)")]


# What is said of a sheet that cannot be right ------------------------------------------------------

LESSON = "lessons/02-together.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("__", "", "the text has no gaps"),
        ("__limpet__", "__limpet", "does not end"),
        ("__limpet__", "____", "a gap has no word"),
        ("others: [sand]", "others: [Sea]", "“Sea” is among the “others” and in a gap"),
        ("others: [sand]", "others: [sand]\n      bank: false", "without a “bank”"),
        ("diver: Twice a day the __sea__", "diver: Twice a day the __tide__", "the same words in the same order"),
        ("- tide pool\n", "- limpet\n", "“limpet” stands here twice"),
        ("given: {wall: nothing}", "given: {}", "row 3 has nothing for “wall”"),
        ("given: {wall: nothing}", "given: {wall: nothing, notes: x}", "row 3 has “notes” under “given” and under"),
        ("given: {when: May 1990,", "given: {year: May 1990,", "The key “year” should be one of number, who, when"),
        ("id: fit", "id: wall", "“wall” stands here twice"),
        ("shore-notes/no-hurry", "shore-notes/cold-feet", "“shore-notes/cold-feet” stands here twice"),
        ('rungs: ["1", "2"]', 'rungs: ["1", "1"]', "“1” stands here twice"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_told_with_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    pack = lively_pack(tmp_path)
    edit(pack / LESSON, old, new)
    found: list[Problem] = []
    assert load.library(pack, found.append) is None
    assert [one for one in found if message in one.message], found
    assert {one.code for one in found} == {"wrong-value"}
    assert all(one.where.file.endswith(LESSON) and one.where.line > 10 for one in found), found


def test_a_match_of_one_pair_is_too_short(tmp_path: Path) -> None:
    pack = lively_pack(tmp_path)
    text = (pack / LESSON).read_text(encoding="utf-8")
    pairs = text[text.index("        - tide pool") : text.index("    title: Words and meanings")]
    edit(pack / LESSON, pairs, "")
    found: list[Problem] = []
    load.library(pack, found.append)
    assert [(one.code, one.message) for one in found] == [
        ("wrong-value", "“pairs” should be a list with at least 2 entries, but is a list with 1 entry.")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answer: {notes: Mair Penry,", "answer: {note: x, notes: Mair Penry,", "This grid has no column “note”."),
        ("of: A}", "of: Q}", "This lesson has no passage or paragraph “Q”."),
        ('rungs: ["1", "2"]', 'rungs: ["1", "9"]', "The ladder “how-sure” has no rung “9”."),
        ("ladder: how-sure", "ladder: how-surely", "There is no ladder “how-surely”."),
        ("ladder: how-sure", "ladder: how-to-read", "There is no ladder “how-to-read”."),
        ("- tide pool", "- tide pols", "There is no term “tide pols”."),
        ("shore-notes/no-hurry", "shore-notes/hurry", "The source “shore-notes” has no quotation “hurry”."),
        ("chart: limpets", "chart: limpet", "There is no chart “limpet”."),
    ],
)  # fmt: skip
def test_names_that_nothing_has(old: str, new: str, message: str, tmp_path: Path) -> None:
    pack = lively_pack(tmp_path)
    edit(pack / LESSON, old, new)
    found = [one for one in check.problems(loaded(pack), LAYOUTS) if one.message == message]
    assert [(one.code, one.where.file) for one in found] == [("unknown-reference", f"content/tide-pools/{LESSON}")]
    assert found[0].where.column > 3


def test_a_term_needs_a_meaning_at_each_level_that_matches_it(tmp_path: Path) -> None:
    pack = lively_pack(tmp_path)
    text = "".join(TERM.replace("[paddler, diver]", "[paddler]").splitlines(keepends=True)[:-1])
    edit(pack / "glossary.yaml", TERM, text)
    found = [one for one in check.problems(loaded(pack), LAYOUTS) if one.where.file.endswith(LESSON)]
    assert [one.message for one in found] == ["The term “tide pool” has no meaning for “diver”."]


def test_the_lively_pack_has_no_problem_of_its_own(library: Library) -> None:
    of_lesson = [one for one in check.problems(library, LAYOUTS) if one.where.file.endswith((LESSON, "limpets.yaml"))]
    assert of_lesson == []
