"""Stage 1: YAML → Library. The only part of the program that knows YAML.

All problems of all files are reported in one run, each with file, line and column.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from press.load import files, tree
from press.load.shape import Model, shaped
from press.model.content import (
    Fact,
    Facts,
    Glossary,
    Lesson,
    Pack,
    Passage,
    People,
    Places,
    Source,
    Timeline,
    Voice,
    WordLevels,
)
from press.model.library import WHOLE_FILE, Library, Spot, Step, Whereabouts
from press.problems import Problem, Report, Where, nearest

ALONE = (
    "pack.yaml",
    "glossary.yaml",
    "places.yaml",
    "people.yaml",
    "timeline.yaml",
    "voice.yaml",
    "word-levels.yaml",
)
"""The files of a pack of which there is one."""

FOLDERS = ("lessons", "maps", "charts")
"""The folders of a pack in which each YAML file is one thing."""

REFERRING = frozenset({"read", "quote", "source"})
"""Keys whose value begins with the name of a source."""


def library(pack: Path, report: Report) -> Library | None:
    """Return the pack in that folder with the sources it refers to, or None when problems were reported.

    `pack` is `<root>/content/<pack>`; sources are in `<root>/seeds/<source>/`.
    """
    folder = Path(os.path.abspath(pack))  # noqa: PTH100  (`resolve` would follow a pack that is a link)
    desk = _Desk(folder.parent.parent)
    found = _gathered(folder, desk)
    for problem in sorted(set(desk.problems)):
        report(problem)
    return None if desk.problems else found


def shelf(seeds: Path, report: Report) -> dict[str, Source]:
    """Return all sources of a folder `seeds/` by name; those with problems are reported and left out."""
    seeds = Path(os.path.abspath(seeds))  # noqa: PTH100  (as above)
    desk = _Desk(seeds.parent)
    abouts = [path / "source.yaml" for path in files.listed(seeds) if os.path.lexists(path / "source.yaml")]
    read = {path.parent.name: desk.read(Source, path, seeds, "sources", path.parent.name) for path in abouts}
    for problem in sorted(set(desk.problems)):
        report(problem)
    return {name: source for name, source in read.items() if source is not None}


class _Desk:
    """Where files are opened: collects problems, the authors' values, and where each stood."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.where: dict[tuple[Step, ...], tuple[str, Spot]] = {}
        self.values: list[Any] = []

    def name(self, path: Path) -> str:
        return files.name(path, self.root)

    def problem(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Take down a problem of a whole file or folder."""
        self.problems.append(Problem(Where(self.name(path)), code, message, hint))

    def read(self, model: type[Model], path: Path, within: Path, *at: Step) -> Model | None:
        """Return a file as a model; its values are found `at` that path of the library."""
        file = self.name(path)
        self.where[at] = (file, WHOLE_FILE)
        text = files.text(path, file, within, self.problems.append)
        parsed = None if text is None else tree.read(text, file, self.problems.append)
        if parsed is None:
            return None
        value, spot = parsed
        self.values.append(value)
        self.where[at] = (file, spot)
        return shaped(model, value, spot, file, self.problems.append)

    def read_if_there(self, model: type[Model], path: Path, within: Path, part: str) -> Model | None:
        """Return a file that need not be there as a model; it fills that part of the library."""
        self.where[part,] = (self.name(path), WHOLE_FILE)
        return self.read(model, path, within, part) if os.path.lexists(path) else None

    def enter(self, *at: Step) -> None:
        """Count the places of a file from its one key on, its part's name: the library has what is under it."""
        file, spot = self.where[at]
        self.where[at] = (file, spot.at(at[0]))

    def read_all(self, model: type[Model], folder: Path, within: Path, part: str) -> dict[str, Model]:
        """Return the YAML files of a folder as models, by their names without `.yaml`."""
        found = {path.stem: self.read(model, path, within, part, path.stem) for path in _yaml(folder)}
        return {name: one for name, one in found.items() if one is not None}


def _gathered(folder: Path, desk: _Desk) -> Library | None:
    """Return all that belongs to a pack, as far as it could be read."""
    if not folder.is_dir():
        others = [path.name for path in files.listed(folder.parent) if path.is_dir()]
        desk.problem(folder, "missing-folder", "There is no such pack.", nearest(folder.name, others))
        return None
    _look_for_strays(folder, desk)
    pack = _pack(folder, desk)
    glossary = desk.read_if_there(Glossary, folder / "glossary.yaml", folder, "glossary")
    places = desk.read_if_there(Places, folder / "places.yaml", folder, "places")
    people = desk.read_if_there(People, folder / "people.yaml", folder, "people")
    timeline = desk.read_if_there(Timeline, folder / "timeline.yaml", folder, "timeline")
    voice = desk.read_if_there(Voice, folder / "voice.yaml", folder, "voice")
    word_levels = desk.read_if_there(WordLevels, folder / "word-levels.yaml", folder, "word_levels")
    desk.enter("places")
    desk.enter("people")
    maps, charts = _figures(folder, desk)
    lessons = _lessons(folder, desk)
    seeds = desk.root / "seeds"
    shelf = tuple(path.name for path in files.listed(seeds) if path.is_dir())
    sources, passages, facts = _sources(seeds, shelf, desk)
    if pack is None:
        return None
    return Library(
        pack=pack,
        pack_id=folder.name,
        root=desk.root,
        folder=folder,
        lessons=lessons,
        glossary=glossary or Glossary(terms=()),
        places=places.places if places else {},
        people=people.people if people else {},
        timeline=timeline or Timeline(events={}),
        maps=maps,
        charts=charts,
        sources=sources,
        passages=passages,
        facts=facts,
        originals=_originals(seeds, sources, desk),
        word_levels=word_levels or WordLevels(words=()),
        voice=voice or Voice(),
        shelf=shelf,
        where=Whereabouts(desk.where),
    )


def _pack(folder: Path, desk: _Desk) -> Pack | None:
    """Return `pack.yaml`."""
    path = folder / "pack.yaml"
    if os.path.lexists(path):
        return desk.read(Pack, path, folder, "pack")
    hint = nearest("pack.yaml", [other.name for other in files.listed(folder) if other.name not in ALONE])
    desk.problem(path, "missing-file", "A pack needs this file.", hint)
    return None


def _figures(folder: Path, desk: _Desk) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the maps and charts of a pack; their models are only read in when there are any."""
    maps: dict[str, Any] = {}
    charts: dict[str, Any] = {}
    if _yaml(folder / "maps"):
        from press.model.maps import MapSpec

        maps = dict(desk.read_all(MapSpec, folder / "maps", folder, "maps"))
    if _yaml(folder / "charts"):
        from press.model.charts import ChartSpec

        charts = dict(desk.read_all(ChartSpec, folder / "charts", folder, "charts"))
    return maps, charts


def _lessons(folder: Path, desk: _Desk) -> tuple[Lesson, ...]:
    """Return the lessons by number, of which there must be one."""
    lessons = folder / "lessons"
    if not lessons.is_dir():
        hint = nearest("lessons", [path.name for path in files.listed(folder) if path.is_dir()])
        desk.problem(lessons, "missing-folder", "A pack needs a folder “lessons” with its lessons.", hint)
        return ()
    paths = _yaml(lessons)
    if not paths:
        hint = "Write one, for example “01-beginning.yaml”."
        desk.problem(lessons, "missing-file", "There is no lesson here: no file that ends in .yaml.", hint)
    found = desk.read_all(Lesson, lessons, folder, "lessons")
    in_order = sorted(found.items(), key=lambda named: (named[1].number, named[0]))
    for index, (name, _) in enumerate(in_order):
        desk.where[("lessons", index)] = desk.where["lessons", name]
    return tuple(lesson for _, lesson in in_order)


def _sources(
    seeds: Path, shelf: Iterable[str], desk: _Desk
) -> tuple[dict[str, Source], dict[str, Passage], dict[str, dict[str, Fact]]]:
    """Return the sources that the pack's files refer to, their passages and their fact ledgers.

    A source that is not on the shelf is a broken reference, which is the business of `check`.
    """
    sources: dict[str, Source] = {}
    passages: dict[str, Passage] = {}
    facts: dict[str, dict[str, Fact]] = {}
    for name in sorted(set(_referred(desk.values)) & set(shelf)):
        about = seeds / name / "source.yaml"
        desk.where[("sources", name)] = (desk.name(about), WHOLE_FILE)
        source = None
        if os.path.lexists(about):
            source = desk.read(Source, about, seeds, "sources", name)
        else:
            desk.problem(about, "missing-file", f"The source “{name}” needs this file.")
        if source is not None:
            sources[name] = source
        ledger = seeds / name / "facts.yaml"
        if os.path.lexists(ledger):
            read = desk.read(Facts, ledger, seeds, "facts", name)
            desk.enter("facts", name)
            if read is not None:
                facts[name] = read.facts
        for path in _yaml(seeds / name):
            key = f"{name}/{path.stem}"
            passage = desk.read(Passage, path, seeds, "passages", key) if path not in {about, ledger} else None
            if passage is not None:
                passages[key] = passage
        _look_for_other_endings(seeds / name, desk)
    return sources, passages, facts


def _originals(seeds: Path, sources: Iterable[str], desk: _Desk) -> dict[str, str]:
    """Return the articles' own texts, where a user has put them."""
    found = {}
    for name in sorted(sources):
        path = seeds / name / "original.txt"
        if os.path.lexists(path):
            text = files.text(path, desk.name(path), seeds, desk.problems.append)
            if text is not None:
                found[name] = text
    return found


def _referred(value: Any) -> Iterator[str]:  # noqa: ANN401  (what authors wrote, of whatever shape)
    """Yield the names of the sources that values refer to."""
    waiting = [value]
    while waiting:
        this = waiting.pop()
        if isinstance(this, list):
            waiting.extend(this)
        elif isinstance(this, dict):
            waiting.extend(this.values())
            yield from (str(this[key]).partition("/")[0] for key in REFERRING & this.keys())


def _yaml(folder: Path) -> list[Path]:
    """Return what is in a folder under a name that ends in `.yaml`, sorted."""
    return [path for path in files.listed(folder) if path.suffix == ".yaml"]


def _look_for_strays(folder: Path, desk: _Desk) -> None:
    """Report YAML files and folders of a pack under names that nobody looks for."""
    for path in files.listed(folder):
        if path.is_dir() and path.suffix != ".yaml":
            if path.name not in FOLDERS and any(_is_yaml(inside) for inside in files.listed(path)):
                hint = nearest(path.name, FOLDERS) or f"Folders with YAML files are: {', '.join(FOLDERS)}."
                desk.problem(path, "unknown-file", "YAML files in this folder are not looked for.", hint)
        elif _is_yaml(path) and path.name not in ALONE:
            hint = nearest(path.name, ALONE) or f"Known names are: {', '.join(ALONE)}."
            desk.problem(path, "unknown-file", "A YAML file of this name is not looked for.", hint)
    for name in FOLDERS:
        _look_for_other_endings(folder / name, desk)


def _look_for_other_endings(folder: Path, desk: _Desk) -> None:
    """Report YAML files whose name does not end in `.yaml`."""
    for path in files.listed(folder):
        if _is_yaml(path) and path.suffix != ".yaml":
            desk.problem(path, "unknown-file", "Only files that end in .yaml are looked for.", "Rename it.")


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in {".yaml", ".yml"}
