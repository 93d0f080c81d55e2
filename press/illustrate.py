"""Stage 2b: Library → Figures. Draws the maps, timelines and charts that the lessons show, once for all levels.

Each edition has drawings of its own: larger letters need other labels, not larger drawings.

A map takes as long to draw as a dozen pages to set, so drawings are kept in the cache, each under
the digest of all it was drawn from.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from press import maps, words
from press.cache import Cache, code_digest
from press.figures import axis_width, chart, room_needed, timeline
from press.fonts import Fonts
from press.maps import Basemap, with_areas
from press.maps import draw as draw_map
from press.model.content import ChartQuestions, DoActivity, LabelMap, Section, ShowChart, ShowMap, ShowTimeline
from press.model.edition import Edition
from press.model.library import Library
from press.model.made import Figure, Figures
from press.model.maps import MapSpec
from press.problems import Problem, Report
from press.progress import Progress
from press.words import Words

BESIDE = 1.5
"""Between the axis of a timeline and its texts, in mm; the template has it too."""

WORLD = "world"
"""The base map of the small maps that show where a map lies."""

HARD = ("shapely", "pyproj", "numpy")
"""Packages whose version may move a line of a map."""


def figures(
    library: Library,
    edition: Edition,
    fonts: Fonts,
    layouts: Path,
    cache: Cache,
    report: Report,
    progress: Progress,
) -> Figures | None:
    """Return all drawings of an edition; None, with the problems reported, if one cannot be drawn."""
    sections = [section for lesson in library.lessons for section in lesson.sections]
    activities = [one.activity for one in sections if isinstance(one, DoActivity)]
    tasks = [one for one in activities if isinstance(one, LabelMap)]
    shown = [(one.map, ()) for one in sections if isinstance(one, ShowMap)]
    wanted = sorted({*shown, *((task.map, task.places) for task in tasks)})
    progress.stage("draw", len(wanted))
    atlas = _Atlas(library, edition, fonts, layouts, cache)
    drawn = {}
    for map_id, places in wanted:
        drawn[map_id, places] = atlas.map(map_id, places)
        progress.step()
    own = words.read(layouts, library.pack.language, library.pack.words)
    timelines: dict[tuple[tuple[str, ...], str], tuple[Figure, ...]] = {}
    charts: dict[str, Figure] = {}
    for number, lesson in enumerate(library.lessons):
        for place, one in enumerate(lesson.sections):
            at = ("lessons", number, "sections", place)
            try:
                if isinstance(one, ShowTimeline):
                    timelines[one.timeline, one.scale] = _timeline(library, edition, one, fonts, own)
                elif (name := _chart_of(one)) and name not in charts:
                    charts[name] = _chart(library, edition, name, fonts, own)
            except _UnfitError as error:
                atlas.problems.append(Problem(library.where(*at, *error.within), *error.args))
    for problem in atlas.problems:
        report(problem)
    if any(problem.severity == "error" for problem in atlas.problems):
        return None
    return Figures(
        maps={map_id: figures for (map_id, places), figures in drawn.items() if not places},
        worksheets={key: figure for key, (figure, *_) in drawn.items() if key[1]},
        timelines=timelines,
        charts=charts,
    )


class _Atlas:
    """Draws maps and remembers what was wrong with them. Base data are read once, and only if needed."""

    def __init__(self, library: Library, edition: Edition, fonts: Fonts, layouts: Path, cache: Cache) -> None:
        self.library, self.edition, self.fonts, self.layouts, self.cache = library, edition, fonts, layouts, cache
        self.problems: list[Problem] = []
        self._bases: dict[str, Basemap] = {}

    def map(self, map_id: str, worksheet: tuple[str, ...]) -> tuple[Figure, ...]:
        """Return one map, or its worksheet with numbers in place of some names.

        Panels that are too high for a page, all together, are figures of their own.
        """
        spec = self.library.maps[map_id]
        places = [(name, place.model_dump()) for name, place in sorted(self.library.places.items())]
        recipe = [
            spec.model_dump_json(by_alias=True),
            places,
            worksheet,
            self.edition.width,
            self.edition.letters,
            self.edition.timeline,
            self._files(spec),
            *self._engine(spec.base),
        ]

        def draw() -> bytes:
            said: list[maps.Fault] = []
            drawn = functools.partial(
                draw_map,
                spec,
                self.library.places,
                with_areas(self._base(spec.base), spec.areas, self._read, said.append),
                self.fonts.text_width,
                width=self.edition.width,
                text=self.edition.letters,
                worksheet=worksheet,
                world=lambda: self._base(WORLD),
            )
            drawings = [drawn(problem=said.append)]
            if spec.panels and drawings[0].height > self.edition.timeline:
                drawings = [drawn(panel=number, problem=lambda _: None) for number, _ in enumerate(spec.panels)]
            made = [dataclasses.asdict(_of_map(drawing)) for drawing in drawings]
            return json.dumps({"figures": made, "said": said}, ensure_ascii=False).encode()

        kept = json.loads(self.cache.make("map", recipe, draw))
        for at, message, hint in kept["said"]:
            self.problems.append(Problem(self.library.where("maps", map_id, *at), "bad-map", message, hint))
        return tuple(_kept(figure) for figure in kept["figures"])

    def _read(self, name: str) -> bytes:
        """Return a file of the pack; one that is not there, or not in the pack's folder, is an OSError."""
        path = (self.library.folder / name).resolve()
        if not path.is_relative_to(self.library.folder.resolve()):
            raise FileNotFoundError(name)
        return path.read_bytes()

    def _files(self, spec: MapSpec) -> list[str]:
        """Return the digests of the files that a map brings, or an empty text for one that cannot be read."""
        digests = []
        for area in spec.areas.values():
            try:
                digests.append(hashlib.sha256(self._read(area.file)).hexdigest() if area.file else "")
            except OSError:
                digests.append("")
        return digests

    def _base(self, name: str) -> Basemap:
        if name not in self._bases:
            self._bases[name] = Basemap.load(self.layouts / "basemap", name)
        return self._bases[name]

    def _engine(self, base: str) -> list[str]:
        """Return what a map depends on besides its own file: data, fonts, the code that draws it."""
        data = sorted((self.layouts / "basemap").glob("*.geojson"))
        code = sorted(Path(maps.__file__).parent.glob("*.py"))
        digests = [code_digest(str(path)) for path in [*data, *code, Path(__file__)]]
        faces = [hashlib.sha256(face.data).hexdigest() for face in self.fonts.faces]
        return [base, *digests, *faces, *(f"{name} {version(name)}" for name in HARD)]


def _of_map(drawing: maps.Drawing) -> Figure:
    return Figure(
        svg=drawing.svg,
        width=drawing.width,
        height=drawing.height,
        key=tuple((entry.swatch, entry.text) for entry in drawing.key),
        credits=drawing.credits,
        answers=drawing.answers,
    )


def _kept(figure: Mapping[str, Any]) -> Figure:
    """Return a figure that comes from the cache, where tuples are lists."""
    lists = {name: tuple(figure[name]) for name in ("credits", "answers")}
    return Figure(figure["svg"], figure["width"], figure["height"], key=tuple(map(tuple, figure["key"])), **lists)


class _UnfitError(ValueError):
    """A figure that does not fit on its page: code, message and hint of the problem, and where in the section."""

    def __init__(self, within: str, code: str, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.within = (within,)


def _chart_of(section: Section) -> str:
    """Return the name of the chart that a section shows, or an empty text."""
    shown = section.activity if isinstance(section, DoActivity) else section
    return shown.chart if isinstance(shown, ShowChart | ChartQuestions) else ""


def _timeline(library: Library, edition: Edition, shown: ShowTimeline, fonts: Fonts, own: Words) -> tuple[Figure, ...]:
    """Return one drawing per page, with room for the texts of the level that needs most."""
    events = [(name, library.timeline.events[name]) for name in shown.timeline]
    title = shown.title if isinstance(shown.title, str) else next(iter(shown.title.values()))
    least = min(level.type.size for level in library.pack.levels)
    types = {level.id: edition.type_of(level.type, least) for level in library.pack.levels}
    sans = fonts.families(library.pack.language, edition.name)["sans"][0]
    measure = functools.partial(fonts.text_width, family=sans)
    beside = edition.width - axis_width(edition.figures) - BESIDE
    rooms = room_needed(events, measure, types, width=beside)
    gap = functools.partial(_years, own)
    try:
        return timeline(
            events,
            title=title,
            height=edition.timeline,
            rooms=rooms,
            scale=shown.scale,
            gap=gap,
            dated=own.tick,
            smallest=edition.figures,
            noted=edition.noted,
        )
    except ValueError as error:
        hint = "Show fewer events here, or shorten their texts."
        raise _UnfitError("timeline", "bad-timeline", f"This timeline cannot be drawn: {error}.", hint) from None


def _years(own: Words, count: int) -> str:
    return own("gap-years", count=count)


def _chart(library: Library, edition: Edition, name: str, fonts: Fonts, own: Words) -> Figure:
    """Return one chart, which has to leave room on its page for the table and the notes."""
    thousands, unknown = own("thousands"), own("no-number")
    try:
        drawn = chart(
            library.charts[name],
            fonts.text_width,
            width=edition.width,
            smallest=edition.figures,
            thousands=thousands,
            unknown=unknown,
        )
    except ValueError as error:
        raise _UnfitError(
            "chart", "bad-chart", f"The chart “{name}” cannot be drawn: {error}.", "Shorten them."
        ) from None
    if drawn.height > edition.chart:
        message = f"The chart “{name}” is {drawn.height:.0f} mm high, and a page has room for {edition.chart:.0f}."
        raise _UnfitError(
            "chart", "bad-chart", message, "Show fewer rows, shorten their labels, or make two charts of it."
        )
    return drawn
