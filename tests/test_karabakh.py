"""The flagship pack: what is printed is what may be printed."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import verapdf
import yaml
from conftest import ROOT
from pypdf import PdfReader

from press import answers, article, check, folding, load, words
from press.check import quotations
from press.compose import keys
from press.model.content import ShowMap
from press.model.library import Library

ARTICLES = ROOT.parent / "shared" / "seeds"
PACK = ROOT / "content" / "karabakh"


@pytest.fixture(scope="module")
def library() -> Library:
    found: list = []
    loaded = load.library(PACK, found.append)
    assert loaded, found
    return loaded


@pytest.fixture(scope="module")
def texts(karabakh_out: Path) -> dict[str, str]:
    """Return the text of each reading file, with white space folded."""
    return {
        path.name: " ".join(" ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(path)).split())
        for path in sorted(karabakh_out.glob("reading/*-a5.pdf"))
    }


def test_it_has_no_problems(library: Library) -> None:
    found = check.problems(library, ROOT / "layouts")
    assert [str(one) for one in found] == []


def test_reading_files_are_pdf_ua(karabakh_out: Path) -> None:
    judged = verapdf.failures(*sorted(karabakh_out.glob("reading/*.pdf")))
    assert len(judged) == 6
    assert not any(judged.values()), judged


def test_no_level_is_named_to_pupils(library: Library, karabakh_out: Path, texts: dict[str, str]) -> None:
    names = [level.name for level in library.pack.levels]
    pattern = re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE)
    for path in karabakh_out.rglob("*.pdf"):
        assert not pattern.search(path.name)
        assert not pattern.search(str(PdfReader(path).metadata))
    for name, text in texts.items():
        assert not pattern.search(text), name


def test_no_answer_is_in_a_pupils_file(library: Library, texts: dict[str, str]) -> None:
    answers = [question.answer for lesson in library.lessons for question in lesson.questions]
    answers += [
        section.answer for lesson in library.lessons for section in lesson.sections if getattr(section, "answer", None)
    ]
    assert len(answers) > 25
    for name, text in texts.items():
        for answer in answers:
            if not answer.startswith("“"):  # such an answer is a quotation, which pupils find in their text
                assert " ".join(answer.split()) not in text, (name, answer)


def test_the_press_knows_its_answers(library: Library) -> None:
    """Nearly all texts for teachers differ from all that pupils read; those that do not are marks, or found there."""
    known = answers.answers(library, words.read(ROOT / "layouts", "en", library.pack.words), keys.worked_out(library))
    parts = (getattr(library, part) for part in answers.PRINTED)
    kept = [text for part in parts for for_teachers, text in answers.texts(part) if for_teachers]
    long = [text for text in kept if len(text) > 2 * answers.RUN]
    assert len(long) > 300
    assert sum(bool(known.first_in(text)) for text in long) > 0.98 * len(long)


def test_teachers_are_told_the_printed_numbers_of_questions(library: Library) -> None:
    parts = (getattr(library, part) for part in answers.PRINTED)
    texts = [text for part in parts for for_teachers, text in answers.texts(part) if for_teachers]
    assert not [text for text in texts if re.search(r"(?<!-)\bQ\d", text)]
    for lesson in library.lessons:
        assert [int(one.id[-2:]) for one in lesson.questions] == list(range(1, len(lesson.questions) + 1))


def test_every_text_of_a_level_is_printed(library: Library, texts: dict[str, str]) -> None:
    """The first words of each paragraph are found: nothing was lost on the way to paper."""
    for level in library.pack.levels:
        text = letters(texts[f"two-names-on-the-map-{level.mark}-a5.pdf"])
        for name, passage in library.passages.items():
            for paragraph in passage.paragraphs:
                start = letters(" ".join(paragraph.told[level.id].split()[:6]))
                assert start in text, (level.id, name, start)


def test_the_note_about_a_map_stands_under_it(library: Library, karabakh_out: Path) -> None:
    titles = [str(one.title) for one in library.maps.values()]
    shown = [one for lesson in library.lessons for one in lesson.sections if isinstance(one, ShowMap)]
    for path in sorted(karabakh_out.glob("reading/*.pdf")):
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(path)]
        notes = [page for page in pages if "About this map" in page]
        assert len(notes) == len(shown)
        assert [page[:40] for page in notes if not any(title in page for title in titles)] == [], path.name


def letters(text: str) -> str:
    """Return letters and digits only: hyphens and spaces may differ at line ends."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text))


def folded(text: str) -> str:
    """Fold typographic marks and spaces, as quotations are compared."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\u00a0": " ", "‑": "-"})
    return " ".join(unicodedata.normalize("NFKC", text).translate(table).split())


def sources() -> list[Path]:
    return sorted(ROOT.glob("seeds/*/source.yaml"))


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")
@pytest.mark.parametrize("path", sources(), ids=lambda path: path.parent.name)
def test_quotations_are_exact(path: Path) -> None:
    """What stands in “ ” in a retold paragraph, and every listed quotation, is in the article word for word."""
    source = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    article = folded((ARTICLES / source["article"]["file"]).read_text(encoding="utf-8")).replace("- ", "-")
    quoted = [one["text"] for one in source.get("quotations", {}).values()]
    for other in sorted(path.parent.glob("*.yaml")):
        if other.name not in {"source.yaml", "facts.yaml"}:
            passage = yaml.load(other.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            told = [text for paragraph in passage["paragraphs"] for text in paragraph["told"].values()]
            quoted += [found for text in told for found in re.findall(r"“([^”]+)”", text)]
    for quotation in quoted:
        exact = folded(quotation).rstrip(".,").replace("- ", "-")
        assert exact in article, quotation
        assert len(quotation.split()) <= 25, quotation


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")
@pytest.mark.parametrize("path", sources(), ids=lambda path: path.parent.name)
def test_articles_are_recognised(path: Path) -> None:
    import hashlib

    known = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["article"]
    data = (ARTICLES / known["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == known["sha256"]
    found = article.blocks(data.decode(), known["locators"])
    assert [article.digest_of_block(text) for text in found.values()] == known["blocks"]
    assert {*known["furniture"], *known.get("headings", [])} <= found.keys()


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")
def test_every_quotation_was_seen_where_it_is_said_to_stand(library: Library) -> None:
    """As the check does where a user has the articles: words, places and traces, in passages and in lists."""
    texts = {
        name: (ARTICLES / source.article.file).read_text(encoding="utf-8") for name, source in library.sources.items()
    }
    whole = replace(library, originals=texts)
    assert len(texts) == 5
    assert [str(one) for one in (*quotations.in_passages(whole), *quotations.of_sources(whole))] == []
    for name, passage in library.passages.items():
        source = library.sources[name.partition("/")[0]]
        there = article.blocks(texts[name.partition("/")[0]], source.article.locators).keys()
        assert {*article.spans(passage.span)} <= there
        for paragraph in passage.paragraphs:
            assert {*article.spans(paragraph.of)} <= there


def test_every_section_stands_on_the_same_page_at_every_level(library: Library, manifest: dict) -> None:
    reading = [one for one in manifest["files"] if one["kind"] == "reading"]
    for paper in ("a5", "half-letter"):
        stands = {one["level"]: one["sections"] for one in reading if one["paper"] == paper}
        assert set(stands) == {level.id for level in library.pack.levels}
        first, *others = stands.values()
        assert len(first) > 30
        assert all(one == first for one in others)


def test_other_editions_are_pdf_ua_and_say_where_the_class_is(karabakh_for_other_eyes: Path, manifest: dict) -> None:
    """That every level stands on the same pages there, too, was asked before a page of them was set."""
    judged = verapdf.failures(*sorted(karabakh_for_other_eyes.glob("reading/*.pdf")))
    assert len(judged) == 2
    assert not any(judged.values()), judged
    (standard,) = (one for one in manifest["files"] if (one["level"], one["paper"]) == ("starter", "a5"))
    there = {one["id"]: one["page"] for one in standard["sections"]}
    own = json.loads((karabakh_for_other_eyes / "manifest.json").read_text(encoding="utf-8"))["files"]
    for made in (one for one in own if one["kind"] == "reading"):
        document = pdfium.PdfDocument(karabakh_for_other_eyes / made["path"])
        assert {one["id"] for one in made["sections"]} == there.keys()
        for section in made["sections"]:
            if re.match(r"L\d", section["id"]):
                text = " ".join(document[section["page"] - 1].get_textpage().get_text_range().split())
                assert f"Class booklet: page {there[section['id']]}" in text, (made["path"], section)


def test_sheets_are_folded_from_whole_signatures(manifest: dict) -> None:
    prints = [one for one in manifest["files"] if one["kind"] == "print"]
    assert len(prints) == 12
    assert all(one["pages"] == 4 * one["sheets"] for one in prints)
    assert all(one["signatures"] == -(-one["sheets"] // folding.THICKEST) for one in prints)


def test_the_manifest_is_plain_json(karabakh_out: Path) -> None:
    manifest = json.loads((karabakh_out / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["pack", "levels", "made_with", "files"]
