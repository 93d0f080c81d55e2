"""What several tests share: a cache (fonts are cut once), a copy of the tiny pack, and its booklets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "packs" / "tide-pools"
CACHE = ROOT / ".cache" / "tests"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def generate() -> Run:
    """Return a function that runs `generate.py` with arguments, as a user would."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "generate.py"), *map(str, arguments)],
            capture_output=True,
            text=True,
            env={**os.environ, "LESSON_PRESS_CACHE": str(CACHE), **environment},
            check=False,
        )

    return run


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a copy of the tiny pack, `…/content/tide-pools`, to be changed at will."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path / "tiny" / "content" / "tide-pools"


@pytest.fixture(scope="session")
def tiny_out(generate: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the booklets of the tiny pack, made once."""
    out = tmp_path_factory.mktemp("out")
    done = generate(TINY / "content" / "tide-pools", "--out", out, "--quiet")
    assert done.returncode == 0, done.stderr
    return out / "tide-pools"


@pytest.fixture(scope="session")
def karabakh_out(generate: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the booklets of the flagship pack in the standard edition, made once."""
    out = tmp_path_factory.mktemp("out")
    done = generate(ROOT / "content" / "karabakh", "--out", out, "--edition", "standard", "--quiet")
    assert done.returncode == 0, done.stderr
    return out / "karabakh"


@pytest.fixture(scope="session")
def karabakh_for_other_eyes(generate: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with one level of the flagship pack in the other editions; all levels were measured for it."""
    out = tmp_path_factory.mktemp("out")
    only = ["--edition", "large-print", "--edition", "dyslexia", "--level", "starter", "--paper", "letter"]
    done = generate(ROOT / "content" / "karabakh", "--out", out, *only, "--quiet")
    assert done.returncode == 0, done.stderr
    return out / "karabakh"


@pytest.fixture(scope="session")
def manifest(karabakh_out: Path) -> dict:
    return json.loads((karabakh_out / "manifest.json").read_text(encoding="utf-8"))
