"""A user's file becomes `original.txt`: known by digests, in the article's own numbering, or not at all."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from rulebook import edit, good_pack

from press.article import blocks
from press.incoming import add
from press.incoming.lines import read

ARTICLE = ROOT / "tests" / "articles" / "rock-pool.txt"
TEXT = ARTICLE.read_text(encoding="utf-8")
BLOCKS = blocks(TEXT, "paragraphs")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    good_pack(tmp_path)
    return tmp_path / "seeds"


def bring(seeds: Path, name: str, data: str | bytes, only: str | None = None):
    """Return what was added of a file, and the problems."""
    file = seeds.parent / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    found: list = []
    return add(file, seeds, only, found.append), found


def original(seeds: Path) -> dict[str, str]:
    return blocks((seeds / "shore-notes" / "original.txt").read_text(encoding="utf-8"), "paragraphs")


def pdf(html: str) -> bytes:
    import weasyprint

    foot = "@bottom-center { content: 'The Rock Pool, page ' counter(page) }"
    style = f"<style>@page {{ size: 100mm 80mm; {foot} }} p {{ font: 12pt serif }}</style>"
    return weasyprint.HTML(string=f"<html lang=en>{style}<body>{html}").write_pdf()


def test_plain_text_is_recognised_and_numbered(seeds):
    added, found = bring(seeds, "mine.txt", TEXT)
    assert not found
    assert (added.source, dict(added.blocks), added.missing, added.strays) == ("shore-notes", BLOCKS, (), ())
    assert added.furniture == ("p3", "p7")
    assert original(seeds) == BLOCKS
    assert "7 of 7 blocks" in added.report()


def test_copy_by_hand_has_the_same_blocks(seeds):
    bring(seeds, "mine.txt", TEXT)
    ours = original(seeds)
    shutil.copy(ARTICLE, seeds / "shore-notes" / "original.txt")
    assert original(seeds) == ours


def test_web_page_with_joined_and_parted_paragraphs(seeds):
    parts = [text.replace("’", "&#8217;") for text in BLOCKS.values()]
    first, second = parts[0].split(". ", 1)
    page = f"""<!DOCTYPE html><html><head><title>The Rock Pool</title><script>if (1 < 2) "Twice a day";</script></head>
    <body><nav><ul><li>Home<li>About</ul></nav><main><h1>Notes</h1><p>{first}.<p>{second}<br><em>{parts[1]}</em></p>
    <!-- no text --><p>{parts[3]} <a href="#">{parts[4]}</a> {parts[5]}</p></main><footer>© 2004</footer></body>"""
    added, found = bring(seeds, "page.html", page)
    assert not found
    assert added.missing == ("p3", "p7")
    assert added.strays == ("Notes",)
    assert original(seeds) == {name: text for name, text in BLOCKS.items() if name not in added.missing}
    assert "left as […]: p3, p7" in added.report()


def test_pdf_with_heads_feet_and_page_numbers(seeds):
    added, found = bring(seeds, "print.pdf", pdf("".join(f"<p>{text}</p>" for text in BLOCKS.values())))
    assert not found
    assert len(added.dropped) > 1
    assert all(line.startswith("The Rock Pool, page") for line in added.dropped)
    assert not added.strays
    assert original(seeds) == BLOCKS


def test_word_parted_at_the_end_of_a_line_is_one_again(seeds):
    text = TEXT.replace("leaves its small change", "lea-\nves its small change").replace(
        "Lantern Rock", "Lantern-\nRock"
    )
    added, _ = bring(seeds, "mine.txt", text)
    assert added.blocks["p1"] == BLOCKS["p1"]
    assert "Lantern-Rock" in added.blocks["p3"]


def test_changed_block_is_missing_and_keeps_its_number(seeds):
    added, _ = bring(seeds, "mine.txt", TEXT.replace("People ask", "They ask"))
    assert added.missing == ("p4",)
    assert original(seeds)["p5"] == BLOCKS["p5"]
    assert any(line.startswith("They ask") for line in added.strays)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("other.txt", "Quite another text. It has two sentences.", "unknown-article"),
        ("empty.txt", " \n ", "unknown-article"),
        ("half.txt", "\n\n".join([*BLOCKS.values()][:1]), "unknown-article"),
        ("broken.pdf", b"%PDF-1.7 nothing", "unreadable-file"),
        ("sheet.xlsx", b"PK", "unreadable-file"),
    ],
)
def test_file_that_is_not_the_article_changes_nothing(name, data, code, seeds):
    there = seeds / "shore-notes" / "original.txt"
    there.write_text("mine", encoding="utf-8")
    before = sorted(seeds.rglob("*"))
    added, (found,) = bring(seeds, name, data)
    assert added is None
    assert found.code == code
    assert found.hint
    assert there.read_text(encoding="utf-8") == "mine"
    assert sorted(seeds.rglob("*")) == before


def test_missing_file_and_unknown_source(seeds):
    found: list = []
    assert add(seeds / "nowhere.txt", seeds, None, found.append) is None
    assert add(ARTICLE, seeds, "shore-note", found.append) is None
    assert [problem.code for problem in found] == ["unreadable-file", "unknown-article"]
    assert found[1].hint == "Did you mean “shore-notes”?"


def test_source_without_digests_takes_the_user_s_word_and_says_what_to_write(seeds):
    about = seeds / "shore-notes" / "source.yaml"
    lines = about.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  blocks:"))
    digests = " ".join(lines[start : start + 2])
    about.write_text("\n".join(lines[:start] + lines[start + 2 :]) + "\n", encoding="utf-8")
    assert bring(seeds, "mine.txt", TEXT)[0] is None
    added, _ = bring(seeds, "mine.txt", TEXT, "shore-notes")
    assert original(seeds) == BLOCKS
    assert " ".join(digests.split()) in " ".join(added.report().split())
    edit(about, "  locators: paragraphs\n", f"  locators: paragraphs\n{added.report().splitlines()[-1][2:]}\n")
    assert bring(seeds, "mine.txt", TEXT)[0] is not None


def test_old_windows_text_and_utf_16_are_read():
    assert read("“Nó”".encode("cp1252"), ".txt").lines == ("“Nó”",)
    assert read("“Nó”".encode("utf-16"), ".txt").lines == ("“Nó”",)


def test_command_says_what_was_done(generate, seeds):
    done = generate("add-source", ARTICLE, "--seeds", seeds)
    assert done.returncode == 0
    assert "7 of 7 blocks" in done.stdout
    other = generate("add-source", ROOT / "README.md", "--seeds", seeds)
    assert other.returncode == 1
    assert "unreadable-file" in other.stderr
