"""The folders of `tests/rules/`: what differs from a good pack, and what must be said of it.

Each folder bears the code of a rule. It holds only the files that are not those of
`tests/packs/tide-pools`, and `expected.txt`: a line `file:line:column code` for each problem.
"""

import shutil
from pathlib import Path

from press.problems import RULES, Problem

HERE = Path(__file__).parent
GOOD = HERE / "packs" / "tide-pools"
FOLDERS = HERE / "rules"
PACK = Path("content") / "tide-pools"


def codes(stage: str) -> list[str]:
    """Return the codes of a stage's rules that have a folder."""
    return [code for code in sorted(RULES) if RULES[code].stage == stage and (FOLDERS / code).is_dir()]


def good_pack(root: Path) -> Path:
    """Copy the good pack under `root` and return its folder."""
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    return root / PACK


def broken_pack(code: str, root: Path) -> Path:
    """Copy the good pack, with the files of a rule's folder over it, and return the pack's folder."""
    pack = good_pack(root)
    shutil.copytree(FOLDERS / code, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return pack


def edit(file: Path, old: str, new: str) -> None:
    """Write `new` in a file where `old` stands."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def expected(code: str) -> list[str]:
    """Return the lines of a rule's `expected.txt`."""
    return (FOLDERS / code / "expected.txt").read_text(encoding="utf-8").splitlines()


def lines(problems: list[Problem]) -> list[str]:
    """Return problems as `expected.txt` has them."""
    return [f"{problem.where} {problem.code}" for problem in problems]
