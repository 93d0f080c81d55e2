"""What can be wrong, where it is, and how that is said.

A problem belongs to a rule. The table `RULES` is the one place in which rules are written down;
what a rule is called, which stage it belongs to and whether it stops the press is said here and nowhere else.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


class Exit(IntEnum):
    """How a run ended, for shells and scripts."""

    MADE = 0
    PROBLEMS = 1
    USAGE = 2
    MACHINE = 3


class MachineError(Exception):
    """Something this machine lacks; `remedy` is the command that mends it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file the author wrote (or, after typesetting, in a file that was made)."""

    file: str
    """Relative to the folder that holds `content/` and `seeds/`."""
    line: int = 0
    """Counted from 1; 0 when the whole file is meant."""
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True)
class Rule:
    """One thing that is checked."""

    code: str
    stage: str
    severity: Literal["error", "review"]
    explains: str

    @property
    def may_be_silenced(self) -> bool:
        """Whether it asks for judgement, so that an author may say with a reason why it does not hold somewhere."""
        return self.stage == "check" and (self.severity == "review" or self.code in MATTERS_OF_JUDGEMENT)


@dataclass(frozen=True, order=True)
class Problem:
    """A rule that was broken at a place: one sentence, and a hint that says what to mend."""

    where: Where
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Literal["error", "review"]:
        """`error` stops the press; `review` asks a person to look."""
        return RULES[self.code].severity

    def __str__(self) -> str:
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.where}: {self.severity} [{self.code}] {self.message}{hint}"


Report = Callable[[Problem], None]
"""The only side-channel of a stage."""


def near(word: str, known: Iterable[str]) -> str:
    """Return the known name that is nearest to `word`, or an empty text when none is like it."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `Did you mean “…”?` for the known name nearest to `word`, or an empty text."""
    found = near(word, known)
    return f"Did you mean “{found}”?" if found else ""


def _table(*rules: Rule) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


PREFLIGHT_RULES = (
    Rule("font-not-embedded", "preflight", "error", "A font is not in the PDF with its characters."),
    Rule("foreign-font", "preflight", "error", "A text is set in a font that is none of the pack's."),
    Rule("page-size", "preflight", "error", "A page of the PDF has not the size that was ordered."),
    Rule("page-count", "preflight", "error", "The PDF has more or fewer pages than were planned."),
    Rule("ink-in-margin", "preflight", "error", "Ink stands so near to the edge that it is cut off."),
    Rule("text-off-page", "preflight", "error", "A text runs off its page."),
    Rule("text-too-small", "preflight", "error", "A text is set smaller than can be read in print."),
    Rule("lost-id", "preflight", "error", "A part of the booklet stands on no page."),
    Rule("empty-page", "preflight", "error", "A page is bare that was not meant to be."),
    Rule("answer-leaked", "preflight", "error", "A text that only teachers may read is somewhere in a pupil's file."),
    Rule("level-named", "preflight", "error", "A level's name stands in the file's name or metadata."),
)

PRINT_ROOM_RULES = (
    Rule("low-contrast", "preflight", "review", "A text hardly stands out from its ground in a black-and-white copy."),
    Rule("no-such-pdf", "impose", "error", "A PDF that is to be printed is not there or cannot be read."),
    Rule("not-a-pdf", "impose", "error", "A file that is to be printed is no PDF."),
    Rule("broken-pdf", "impose", "error", "A PDF is cut short or damaged, so that its pages cannot be read."),
    Rule("locked-pdf", "impose", "error", "A PDF is locked with a password."),
    Rule("empty-pdf", "impose", "error", "A PDF has no pages."),
    Rule("large-page", "impose", "error", "A page is so large or so small that no sheet can take it."),
    Rule("page-scaled", "impose", "review", "Pages are printed larger or smaller than they are, to fit the sheet."),
    Rule("lost-on-paper", "impose", "review", "Filled forms and notes lie over the page and are not printed."),
)


LEVEL_RULES = (
    Rule("reads-above-level", "check", "error", "A passage is harder than its level allows: grade, words, sentences."),
    Rule("reads-below-level", "check", "review", "A passage is plainer than its level: is it chopped into pieces?"),
    Rule("long-sentence", "check", "error", "A sentence has more words than its level allows."),
    Rule("long-paragraph", "check", "error", "A paragraph has more words or sentences than its level allows."),
    Rule("passage-length", "check", "error", "A passage is longer or shorter than its level and role allow."),
    Rule("levels-too-close", "check", "review", "Two levels of a lesson read almost alike."),
    Rule("many-names", "check", "review", "A passage has more proper names than its readers can keep apart."),
    Rule("no-measure", "check", "error", "A limit cannot be measured in the pack's language."),
    Rule("hard-word", "check", "error", "A word above its level's band is not explained in the glossary."),
    Rule("many-hard-words", "check", "review", "Many words of a passage are above its level's band, explained or not."),
    Rule("too-many-terms", "check", "review", "A passage explains more terms, or fewer, than its level should."),
    Rule("needless-term", "check", "review", "A term is explained at a level whose readers know the word."),
    Rule("hard-definition", "check", "error", "A meaning uses a word that is above its level's band."),
    Rule("long-definition", "check", "error", "A meaning has more than 15 words."),
    Rule("circular-definition", "check", "error", "A meaning uses the very word that it explains."),
)

FACT_RULES = (
    Rule("changed-number", "check", "error", "A number stands in a passage and not in the span that it retells."),
    Rule("lost-qualifier", "check", "error", "A number has lost or changed its “more than”, “about”, “at least”."),
    Rule("changed-date", "check", "error", "A date stands in a passage and not in the span that it retells."),
    Rule("unknown-name", "check", "error", "A proper name stands in a passage and not in the span that it retells."),
    Rule("lost-hedge", "check", "error", "A claim has lost the words that say whose it is."),
    Rule("lost-fact", "check", "error", "A paragraph does not hold a fact of the ledger that it says it tells."),
    Rule("only-below", "check", "error", "A lower level tells a number or a name that the level above it does not."),
    Rule("changed-quotation", "check", "error", "Words in quotation marks are not exactly those of the article."),
    Rule("not-compared", "check", "review", "A text has no trace of having been read beside its article as it is now."),
    Rule("unseen-quotation", "check", "error", "A quotation has no trace of having been compared with the article."),
)

VOICE_RULES = (
    Rule("single-name", "check", "error", "Our own voice gives one of two names, or both in the wrong order."),
    Rule("loaded-word", "check", "error", "A word that takes a side stands in our own voice."),
    Rule("collective-agent", "check", "error", "A whole people acts in a sentence of our own voice."),
    Rule("needless-silence", "check", "error", "A rule is silenced where it finds nothing, or one that never can be."),
)


MATTERS_OF_JUDGEMENT = frozenset(
    {
        *("reads-above-level", "long-sentence", "long-paragraph", "passage-length"),
        *("hard-word", "hard-definition", "long-definition", "circular-definition"),
        *("changed-number", "lost-qualifier", "changed-date", "unknown-name", "lost-hedge", "lost-fact", "only-below"),
        *("single-name", "loaded-word", "collective-agent"),
    }
)
"""Errors that a person can overrule. All others leave a booklet that is incomplete, false or not ours to print."""


RULES = _table(
    Rule("missing-folder", "load", "error", "A folder that the pack needs is not there."),
    Rule("missing-file", "load", "error", "A file that the pack needs is not there."),
    Rule("unknown-file", "load", "error", "A YAML file has a name under which nobody looks for it."),
    Rule("unreadable-file", "load", "error", "A file is there, but the system does not let it be read."),
    Rule("outside-pack", "load", "error", "A link leads out of the folder of the pack or of the sources."),
    Rule("file-too-large", "load", "error", "A YAML file is over 1 MB: it is surely not a lesson."),
    Rule("not-text", "load", "error", "A YAML file holds bytes that are no text in UTF-8."),
    Rule("yaml-syntax", "load", "error", "The file is no YAML: a quotation mark, colon or indent is off."),
    Rule("yaml-alias", "load", "error", "YAML's aliases (& and *) are not used here."),
    Rule("duplicate-key", "load", "error", "A key stands twice, and one of its values would be lost."),
    Rule("unknown-key", "load", "error", "A key that the content format does not know."),
    Rule("missing-key", "load", "error", "A key that the content format asks for is not there."),
    Rule("wrong-value", "load", "error", "A value is not of the kind that the content format asks for."),
    Rule("unknown-reference", "check", "error", "A name stands for something that is not there."),
    Rule("duplicate-id", "check", "error", "Two things of one kind have the same name, number or mark."),
    Rule("missing-level", "check", "error", "A text is told for some levels of the pack and not for others."),
    Rule("no-rights", "check", "error", "Nobody says under what rights a source is used."),
    Rule("unused", "check", "review", "Something was written and nothing prints it."),
    Rule("missing-mark", "check", "error", "The mark of a level is not drawn in layouts/marks/."),
    Rule("bad-leading", "check", "error", "Lines of this leading do not fill the page, so levels part ways."),
    Rule("quotation-too-long", "check", "error", "A quotation takes over more than 25 words of an article."),
    Rule("unknown-paragraph", "check", "error", "A text refers to a paragraph, or to words of one, that is not there."),
    Rule("not-on-map", "check", "error", "Pupils are to find a place on a map that does not show it."),
    Rule("answer-given", "check", "error", "A worksheet names a place that its pupils are to find."),
    Rule("bad-drawing", "check", "error", "The drawing on the cover is no plain SVG file."),
    Rule("missing-words", "check", "error", "The booklet's language lacks some of the program's own words."),
    *LEVEL_RULES,
    *FACT_RULES,
    *VOICE_RULES,
    Rule("unknown-article", "add-source", "error", "A file is not the article of any source, as far as can be seen."),
    Rule("bad-timeline", "illustrate", "error", "The events of a timeline do not fit on its pages."),
    Rule("bad-chart", "illustrate", "error", "A chart does not fit on its page."),
    Rule("bad-map", "illustrate", "error", "A map cannot be drawn as its file says."),
    Rule("lines-moved", "typeset", "error", "A line of a source is not where it was when references were told of it."),
    Rule("pages-apart", "typeset", "error", "A section does not stand on the same pages at every level."),
    Rule("engine-warning", "typeset", "error", "The engine that sets the pages complained: something may be missing."),
    *PREFLIGHT_RULES,
    *PRINT_ROOM_RULES,
)
