"""Arguments, exit codes, what is printed where."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run
from rulebook import edit

OPTIONS = {
    "--level", "--lesson", "--edition", "--paper", "--tint", "--jobs", "--out", "--no-cache", "--quiet", "--json",
}  # fmt: skip
IMPOSE_OPTIONS = {
    "--paper", "--flip", "--signature-sheets", "--creep", "--two-sides", "--stack", "--two-up", "--own-cover", "--out",
}  # fmt: skip
CHECK_OPTIONS = {"--explain", "--strict", "--balance", "--quiet", "--json"}


def test_help_names_every_option(generate: Run) -> None:
    text = generate("build", "--help").stdout
    assert set(re.findall(r"--[a-z-]+", text)) >= OPTIONS
    assert set(re.findall(r"--[a-z-]+", generate("check", "--help").stdout)) >= CHECK_OPTIONS
    assert set(re.findall(r"--[a-z-]+", generate("impose", "--help").stdout)) >= IMPOSE_OPTIONS


def test_the_readme_names_every_option_and_command(generate: Run) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for option in OPTIONS | CHECK_OPTIONS | IMPOSE_OPTIONS:
        assert f"`{option}" in readme, option
    commands = ("check", "class", "impose", "printer-test", "schema")
    for command in ("make booklets", "make test", "make bench", *(f"generate.py {name}" for name in commands)):
        assert command in readme, command
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)", readme):
        assert f"\n{target}:" in makefile, target


def test_check_finds_nothing_in_a_good_pack(generate: Run, tiny: Path) -> None:
    done = generate("check", tiny)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\ntide-pools: no problems\n")
    assert generate("check", tiny, "--quiet").stdout == ""


def test_check_shows_each_measure_beside_its_limit(generate: Run, tiny: Path) -> None:
    edit(tiny / "pack.yaml", "longest_sentence: 20", "longest_sentence: 9")
    done = generate("check", tiny)
    assert done.returncode == 1
    assert re.search(r"longest sentence +at most 9 \| 12 !", done.stdout)
    assert "The rocks dry" not in done.stdout
    assert "A limpet does not wait" not in done.stderr
    assert "[long-sentence] The sentence has 12 words; 9 is the most" in done.stderr
    measures = json.loads(generate("check", tiny, "--json").stdout)["measures"]
    (row,) = (one for one in measures if not one["within"])
    assert (row["level"], row["measure"], row["actual"]) == ("paddler", "longest sentence", "12")


def test_a_check_reads_in_no_engine_and_remembers_what_it_found(generate: Run, tiny: Path) -> None:
    program = (
        "import sys; from press.cli import main\n"
        f"try: main(['check', {str(tiny)!r}], standalone_mode=False)\n"
        "except SystemExit as end: assert not end.code\n"
        "print('loaded', *sorted({'weasyprint', 'pypdf', 'jinja2', 'shapely', 'pyproj', 'pysyllables', 'simplemma'}"
        " & sys.modules.keys()))"
    )
    for loaded in ("loaded simplemma", "loaded"):  # the dictionary, until its answers are kept
        cache = {**os.environ, "LESSON_PRESS_CACHE": str(tiny.parent / "cache")}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=cache, cwd=ROOT, check=False
        )
        assert done.stdout.splitlines()[-1] == loaded, done.stderr
        assert "no problems" in done.stdout


def test_a_strict_check_takes_reviews_for_errors(generate: Run, tiny: Path) -> None:
    edit(tiny / "pack.yaml", "names: 2", "names: 1")
    edit(tiny / "pack.yaml", "mean_sentence: [5, 12]", "mean_sentence: [9, 12]")
    assert generate("check", tiny).returncode == 0
    assert generate("check", tiny, "--strict").returncode == 1


def test_a_rule_is_explained(generate: Run) -> None:
    done = generate("check", "--explain", "long-sentence")
    assert done.returncode == 0
    assert "more words than its level allows" in done.stdout
    done = generate("check", "--explain", "long-sentense")
    assert (done.returncode, done.stderr) == (2, "There is no rule “long-sentense”. Did you mean “long-sentence”?\n")


def test_voices_are_counted(generate: Run, tiny: Path) -> None:
    done = generate("check", tiny, "--balance")
    assert re.search(r"words +shore-notes +paddler 53 · diver 81 · quoted 11", done.stdout)


def test_problems_are_said_with_place_and_hint(generate: Run, tiny: Path) -> None:
    (tiny / "pack.yaml").write_text((tiny / "pack.yaml").read_text(encoding="utf-8").replace("title:", "titel:", 1))
    done = generate("check", tiny)
    assert done.returncode == 1
    assert re.search(r"content/tide-pools/pack\.yaml:\d+:\d+: error \[unknown-key\]", done.stderr)
    assert "title" in done.stderr
    as_json = json.loads(generate("check", tiny, "--json").stdout)
    assert as_json["problems"][0]["line"] > 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_pack_that_is_not_there_is_a_problem_not_a_traceback(generate: Run, tmp_path: Path, command: str) -> None:
    done = generate(command, tmp_path / "content" / "nowhere")
    assert done.returncode == 1
    assert "missing-folder" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--level", "divr"], ["--lesson", "9"], ["--edition", "gold"], ["--paper", "a3"], ["--jobs", "0"], ["--colour"]],
)
def test_a_choice_that_is_not_there_is_a_usage_error(
    generate: Run, tiny: Path, tmp_path: Path, arguments: list[str]
) -> None:
    done = generate(tiny, "--out", tmp_path, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_near_miss_is_corrected(generate: Run, tiny: Path, tmp_path: Path) -> None:
    assert "Did you mean “diver”?" in generate(tiny, "--out", tmp_path, "--level", "divr").stderr


def test_options_may_stand_before_the_pack(generate: Run, tiny: Path, tmp_path: Path) -> None:
    done = generate("--quiet", "--level", "diver", "--edition", "standard", "--out", tmp_path, tiny)
    assert (done.returncode, done.stdout) == (0, "")


def test_schemas_that_are_tracked_are_current(generate: Run, tmp_path: Path) -> None:
    assert generate("schema", tmp_path).returncode == 0
    fresh = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    tracked = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "layouts" / "schema").iterdir()}
    assert fresh == tracked, "run `make schema`"


def test_each_yaml_file_names_its_schema() -> None:
    for path in [*ROOT.glob("content/**/*.yaml"), *ROOT.glob("seeds/**/*.yaml")]:
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert (path.parent / found[1]).resolve().is_file(), path


def test_a_machine_without_pango_is_told_what_to_install(generate: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n")
    done = generate(tiny, "--out", tmp_path / "out", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "apt install libpango-1.0-0" in done.stderr
    assert "Traceback" not in done.stderr
