"""The level `original`: the article's own words under the marks of the paragraphs that retell them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CACHE, ROOT, TINY
from rulebook import edit, good_pack

from press import compose, fonts, illustrate, load, original, place, render, state, words
from press.cache import Cache
from press.model.edition import EDITIONS
from press.model.library import Library
from press.model.made import Booklet, Fill
from press.place import Folders
from press.progress import Silent

LAYOUTS = place.layouts()
OWN = words.read(LAYOUTS, "en")
ARTICLE = (ROOT / "tests" / "articles" / "rock-pool.txt").read_text(encoding="utf-8")
SEED = Path("seeds", "shore-notes")


@pytest.fixture(scope="module")
def faces() -> fonts.Fonts:
    return fonts.read(LAYOUTS, Cache(CACHE))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the good pack whose passage runs to the end of the article."""
    folder = good_pack(tmp_path)
    edit(tmp_path / SEED / "low-water.yaml", "span: p1–p2", "span: p1–p6")
    return folder


def library(pack: Path, text: str = ARTICLE) -> Library:
    found: list = []
    loaded = load.library(pack, found.append)
    assert loaded, found
    return replace(loaded, originals={"shore-notes": text} if text else {})


def booklet(loaded: Library, faces: fonts.Fonts) -> Booklet:
    figures = illustrate.figures(loaded, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    level = original.levels(loaded)[-1]
    return compose.booklet(loaded, level, figures, OWN, edition=EDITIONS["standard"])


def rows(made: Booklet) -> list[tuple[str, list[str], str]]:
    (section,) = (one for one in made.sections if one.kind == "original")
    return [
        (row["kind"], [mark["mark"] for mark in row.get("marks", [])], row["text"][:11]) for row in section.data["rows"]
    ]


def html(made: Booklet, faces: fonts.Fonts) -> render.Markup:
    return render.markup(made, layouts=LAYOUTS, fonts=faces, words=OWN, fill=Fill())


def test_without_an_article_there_is_no_such_level(pack):
    loaded = library(pack, "")
    assert original.levels(loaded) == loaded.pack.levels
    assert [level.id for level in original.levels(library(pack))] == ["paddler", "diver", "original"]


def test_article_that_no_lesson_reads_makes_no_level(pack):
    loaded = library(pack)
    unread = [lesson.model_copy(update={"sections": lesson.sections[1:]}) for lesson in loaded.lessons]
    assert original.levels(replace(loaded, lessons=tuple(unread))) == loaded.pack.levels


def test_blocks_bear_the_marks_of_the_paragraphs_that_retell_them(pack, faces):
    assert rows(booklet(library(pack), faces)) == [
        ("exact", ["A1"], "Twice a day"),
        ("exact", ["A2"], "A limpet ha"),
        ("exact", [], "People ask "),
        ("heading", [], "The dull pa"),
        ("exact", [], "My boots ha"),
    ]


def test_block_of_two_paragraphs_stands_once_with_both_marks(pack, faces):
    edit(pack.parent.parent / SEED / "low-water.yaml", "  - of: p1\n", "  - of: p1 p2\n")
    made = booklet(library(pack), faces)
    assert rows(made)[:2] == [("exact", ["A1"], "Twice a day"), ("exact", ["A1", "A2"], "A limpet ha")]
    assert html(made, faces).html.count('id="L1-A1"') == 1


def test_what_is_left_out_is_shown_as_such(pack, faces):
    edit(pack.parent.parent / SEED / "low-water.yaml", "span: p1–p6", "span: p1 p2 p6")
    assert rows(booklet(library(pack), faces))[2:] == [
        ("gap", [], "[…]"),
        ("heading", [], "The dull pa"),
        ("exact", [], "My boots ha"),
    ]


def test_furniture_is_left_out_unless_a_paragraph_retells_it(pack, faces):
    assert "photographed" not in html(booklet(library(pack), faces), faces).html
    edit(pack.parent.parent / SEED / "low-water.yaml", "  - of: p2\n", "  - of: p2 p3\n")
    assert ("exact", ["A2"], "Limpets on ") in rows(booklet(library(pack), faces))


def test_paragraph_whose_block_is_missing_is_retold(pack, faces):
    parts = ARTICLE.split("\n\n")
    parts[0] = "[…]"
    first = rows(booklet(library(pack, "\n\n".join(parts)), faces))[0]
    assert first == ("retold", ["A1"], "Twice a day")


def test_all_levels_have_the_same_anchors(pack, faces):
    loaded = library(pack)
    figures = illustrate.figures(loaded, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    last = compose.booklet(loaded, loaded.pack.levels[-1], figures, OWN, edition=EDITIONS["standard"])
    names = {name for name in html(last, faces).ids if name.startswith("L1")}
    assert names == {name for name in html(booklet(loaded, faces), faces).ids if name.startswith("L1")}


def test_all_else_is_told_as_at_the_last_level(pack, faces):
    page = html(booklet(library(pack), faces), faces).html
    assert "How does a limpet keep its water at low tide?" in page
    assert "Limpets do not need a pool." not in page


def test_foot_says_whose_words_they_are_and_for_whom(pack, faces):
    page = html(booklet(library(pack), faces), faces).html
    assert 'data-short="For use in this class only. © Mair Penry.' in page
    edit(pack.parent.parent / SEED / "source.yaml", "  locators:", "  may_be_copied: true\n  locators:")
    assert 'data-short="© Mair Penry.' in html(booklet(library(pack), faces), faces).html


def test_source_without_its_text_is_retold_with_a_note(pack, faces):
    loaded = library(pack)
    level = original.levels(loaded)[-1]
    bare = replace(loaded, originals={})
    figures = illustrate.figures(bare, EDITIONS["standard"], faces, LAYOUTS, Cache(None), print, Silent())
    assert figures
    made = compose.booklet(bare, level, figures, OWN, edition=EDITIONS["standard"])
    (section,) = (one for one in made.sections if one.kind == "read")
    assert section.data["voice"].endswith(OWN("original-not-there"))


def test_article_is_no_markup(pack, faces):
    page = html(booklet(library(pack, ARTICLE.replace("small change", "*small* <b>&</b> change")), faces), faces).html
    assert "*small* &lt;b&gt;&amp;&lt;/b&gt; change" in page


def test_no_level_is_named(pack, faces):
    page = html(booklet(library(pack), faces), faces).html
    assert not any(f">{level.name}<" in page for level in original.levels(library(pack)))


@pytest.mark.parametrize(
    ("line", "said"),
    [("mark: page", "the mark “page”"), ("id: original", "the level “original”")],
)
def test_level_is_kept_free(line, said, pack):
    key, _, value = line.partition(": ")
    edit(pack / "pack.yaml", f"{key}: {'leaf' if key == 'mark' else 'paddler'}\n", f"{key}: {value}\n")
    found: list = []
    load.library(pack, found.append)
    assert any(said in problem.message for problem in found)


def test_article_is_a_reason_to_make_all_anew(pack):
    folders = Folders(pack=pack, layouts=LAYOUTS, out=pack / "out", cache=None)
    before = state.digest(folders, state.Choice())
    (pack.parent.parent / SEED / "original.txt").write_text(ARTICLE, encoding="utf-8")
    assert state.digest(folders, state.Choice()) != before


def test_tracked_pack_has_no_article():
    assert not list(TINY.rglob("original.txt"))
    assert shutil.which("git") is None or "/seeds/*/original.txt" in (ROOT / ".gitignore").read_text(encoding="utf-8")
