"""How well terms are found and words are rated, measured by hand-made answers: `python tests/gloss_eval.py [folder]`.

The folder holds articles as text files, which are not part of the project; without it only words are rated.
Answers: for 60 terms a pattern of what a reader would count as the term; for 165 words the lowest of three
levels at which a reader needs no help (one rater, with the articles at hand: take the figures as a best case).
"""

import re
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from press.language import bands  # noqa: E402
from press.language.vocabulary import TermFinder  # noqa: E402
from press.model.content import Term  # noqa: E402

ARTICLES = ROOT.parent / "shared" / "seeds"

PATTERNS = r"""
ceasefire: cease-?fires?; self-determination: self-determination; ethnic cleansing: ethnic cleansings?
diaspora: diasporas?; refugee: refugees?; blockade: blockad(?:e|es|ed|ing); pogrom: pogroms?
shell: shell(?:s|ed|ing)?; hostage: hostages?; compatriot: compatriots?; escalate: escalat(?:e|es|ed|ing)
escalation: escalations?; flee: flee(?:s|ing)?|fled; treaty: treat(?:y|ies); peacekeeper: peace-?keepers?
autonomous: autonomous; sovereignty: sovereignty|sovereignties; embassy: embass(?:y|ies)
volunteer: volunteer(?:s|ed|ing)?; homeland: homelands?; propaganda: propaganda; nationalist: nationalists?
genocide: genocides?; militia: militias?; drone: drones?; artillery: artillery; siege: sieges?
occupy: occup(?:y|ies|ied|ying); territory: territor(?:y|ies); negotiate: negotiat(?:e|es|ed|ing)
negotiation: negotiations?; accuse: accus(?:e|es|ed|ing); buffer zone: buffer zones?; front line: front[ -]?lines?
prime minister: prime ministers?; human rights: human rights; war crime: war crimes?; bomb shelter: bomb shelters?
lobby: lobb(?:y|ies); regime: regimes?; withdraw: withdr(?:aw|aws|ew|awn|awing)
recognize: recogni[sz](?:e|es|ed|ing); organization: organi[sz]ations?; civilian: civilians?; massacre: massacres?
evacuate: evacuat(?:e|es|ed|ing); mercenary: mercenar(?:y|ies); conscript: conscript(?:s|ed|ing)?
pacifist: pacifists?; provocation: provocations?; shrink: shr(?:ink|inks|ank|unk|inking)
fight: fight(?:s|ing)?|fought; fighter: fighters?; exile: exil(?:e|es|ed|ing); invade: invad(?:e|es|ed|ing)
mobilization: mobili[sz]ations?; mobilize: mobili[sz](?:e|es|ed|ing); landmine: land-?mines?; arm: armed|arming
rapprochement: rapprochements?
"""
"""Each term with its pattern, parted by `;` and the ends of lines."""

BUT = {"arm": ("arms",)}

LEVELS = {
    1: """rebuild old room partner add something officer freedom warn live hate play thread ground road certainly
        forward neighbor eastern freeze write blind rush joke visit kind hang cross centre good real house interview
        understand see opinion fashion fall surprise word vote board journalist organize energy produce""",
    2: """murder cheat elderly communication labour district region transfer religion legal minister progress property
        assistant formal promote exist cycle respond religious bomb economy relation border cultural range protest
        achievement recognise participant donation injure combine fashionable miserable inform""",
    3: """diversity establishment merely oppose consistently guarantee advance notable meanwhile function resume
        commentator draft combat trigger mutually contemporary justify fierce civilian liberal massacre behavioural
        breakdown supposedly invade prosecutor accordingly rage patrol qualify accuse institution compromise motto
        peacebuilding condemn shrink unresolved betrayal hurl stabilise unimaginable decisively peacekeeping""",
    4: """inaugural logistics systemically indifference imperial thrust lobby cohesion flourish macho legitimacy enrage
        streamline paradoxical perpetuate ardent demise amenable segregate laconic duly disintegrate omnipotence
        compatriot flare escalate dictate circumcise vie perestroika staunch arbiter howitzer kin suppress accord
        homophobic escalation""",
}
"""Words by the lowest level (1 = A2, 2 = B1, 3 = B2) at which they need no gloss; 4: at all of them they do."""


def patterns() -> dict[str, str]:
    """Return terms and what finds them."""
    entries = (entry.split(": ", 1) for entry in re.split(r";\s|\n", PATTERNS.strip()))
    return dict(entries)


def share(found: set, right: set) -> str:
    """Return precision, recall and their harmonic mean."""
    precision, recall = len(found & right) / len(found), len(found & right) / len(right)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}"


def of_terms(text: str) -> None:
    """Print how well the terms are found in a text."""
    straight = text.replace("’", "'")
    right = {
        (found.start(), term): found[0]
        for term, pattern in patterns().items()
        for found in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", straight, re.IGNORECASE)
    }
    start = time.perf_counter()
    terms = [Term(term=term, but=BUT.get(term, ()), levels=("l",), means="x") for term in patterns()]
    finder = TermFinder(terms)
    built = time.perf_counter()
    finder.occurrences(text)
    cold = time.perf_counter()
    found = {(one.start, one.term.term): text[one.start : one.end] for one in finder.occurrences(text)}
    end = time.perf_counter()
    print(
        f"terms: {len(terms)} terms, {len(right)} occurrences in {len(text.split())} words: {share({*found}, {*right})}"
    )
    print(f"  built in {built - start:.3f} s, first text {cold - built:.3f} s, again {end - cold:.3f} s")
    print("  missed", Counter(right[one] for one in {*right} - {*found}).most_common())
    print("  false", Counter(found[one] for one in {*found} - {*right}).most_common())


def of_words() -> None:
    """Print how well words are rated, at each level."""
    level = {word: number for number, words in LEVELS.items() for word in words.split()}
    for rate in (bands.band, bands.strict_band):
        for number in (1, 2, 3):
            right = {word for word in level if level[word] > number}
            found = {word for word in level if rate(word) > number + 1}
            print(f"{rate.__name__}, above {bands.name(number + 1)}: {share(found, right)}")
            print("  missed", *sorted(right - found), "\n  false ", *sorted(found - right))


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if sys.argv[1:] else ARTICLES
    of_words()
    articles = sorted(folder.glob("*.txt"))
    if articles:
        of_terms("\n".join(path.read_text(encoding="utf-8") for path in articles))
    else:
        print(f"No articles in {folder}: terms were not looked for.")
