"""Sources: whose they are, and how much of them is quoted."""

from __future__ import annotations

from collections.abc import Iterator

from press.language.sentences import words
from press.model.library import Library
from press.problems import Problem

LONGEST_QUOTATION = 25
"""Words that may be taken over from an article in one quotation."""

SAYS_NOTHING = frozenset(
    {"a", "be", "checked", "clear", "fixme", "known", "later", "n", "na", "none", "not", "rights"}
    | {"tba", "tbc", "tbd", "to", "todo", "unclear", "unknown", "xxx", "yet"}
)
"""Words of which a rights line may not consist alone."""


def without_rights(library: Library) -> Iterator[Problem]:
    """Yield a problem for each source of which nobody says under what rights it is used."""
    for name, source in library.sources.items():
        said = {word.lower() for word in words(source.rights)}
        if said <= SAYS_NOTHING:
            message = f"The rights line of “{name}” says nothing."
            hint = "Write who holds the rights, and what is made of the article here."
            yield Problem(library.where("sources", name, "rights"), "no-rights", message, hint)


def long_quotations(library: Library) -> Iterator[Problem]:
    """Yield a problem for each quotation of more words than fair use would bear."""
    for name, source in library.sources.items():
        for key, quotation in source.quotations.items():
            count = len(words(quotation.text))
            if count > LONGEST_QUOTATION:
                message = f"The quotation has {count} words; {LONGEST_QUOTATION} is the most."
                where = library.where("sources", name, "quotations", key, "text")
                yield Problem(where, "quotation-too-long", message, "Shorten it to the words that matter.")
