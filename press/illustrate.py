"""Stage 2b: Library → Figures. Draws the maps, timelines and charts that the lessons show, once for all levels.

A map takes as long to draw as a dozen pages to set, so drawings are kept in the cache, each under
the digest of all it was drawn from.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from press import maps, words
from press.cache import Cache, code_digest
from press.figures import chart, room_needed, timeline
from press.fonts import Fonts
from press.maps import Basemap
from press.maps import draw as draw_map
from press.model.content import ChartQuestions, DoActivity, LabelMap, ShowChart, ShowMap, ShowTimeline
from press.model.library import Library
from press.model.made import Figure, Figures
from press.problems import Problem, Report
from press.progress import Progress

WIDTH = 120.0
"""Width of the live area in mm; maps and charts fill it."""

WORKSHEET = 120.0
"""Width of a map to be labelled, in mm: the lines to write on stand on the same page."""

TIMELINE = 150.0
"""Height of a timeline in mm: the live area without the heading and the notes below."""

HARD = ("shapely", "pyproj", "numpy")
"""Packages whose version may move a line of a map."""


def figures(
    library: Library, fonts: Fonts, layouts: Path, cache: Cache, report: Report, progress: Progress
) -> Figures | None:
    """Return all drawings that the lessons show; None, with the problems reported, if one cannot be drawn."""
    sections = [section for lesson in library.lessons for section in lesson.sections]
    activities = [one.activity for one in sections if isinstance(one, DoActivity)]
    tasks = [one for one in activities if isinstance(one, LabelMap)]
    shown = [(one.map, ()) for one in sections if isinstance(one, ShowMap)]
    wanted = sorted({*shown, *((task.map, task.places) for task in tasks)})
    progress.stage("draw", len(wanted))
    atlas = _Atlas(library, fonts, layouts, cache)
    drawn = {}
    for map_id, places in wanted:
        drawn[map_id, places] = atlas.map(map_id, places)
        progress.step()
    timelines = {}
    for number, lesson in enumerate(library.lessons):
        for place, one in enumerate(lesson.sections):
            if isinstance(one, ShowTimeline):
                try:
                    timelines[one.timeline] = _timeline(library, one, fonts)
                except ValueError as error:
                    where = library.where("lessons", number, "sections", place, "timeline")
                    atlas.problems.append(Problem(where, "bad-timeline", f"This timeline cannot be drawn: {error}."))
    for problem in atlas.problems:
        report(problem)
    if any(problem.severity == "error" for problem in atlas.problems):
        return None
    thousands = words.read(layouts, library.pack.language, library.pack.words)("thousands")
    return Figures(
        maps={map_id: figure for (map_id, places), figure in drawn.items() if not places},
        worksheets={key: figure for key, figure in drawn.items() if key[1]},
        timelines=timelines,
        charts={
            one.chart: chart(library.charts[one.chart], fonts.text_width, width=WIDTH, thousands=thousands)
            for one in (*sections, *activities)
            if isinstance(one, ShowChart | ChartQuestions)
        },
    )


class _Atlas:
    """Draws maps and remembers what was wrong with them. Base data are read once, and only if needed."""

    def __init__(self, library: Library, fonts: Fonts, layouts: Path, cache: Cache) -> None:
        self.library, self.fonts, self.layouts, self.cache = library, fonts, layouts, cache
        self.problems: list[Problem] = []
        self._bases: dict[str, Basemap] = {}

    def map(self, map_id: str, worksheet: tuple[str, ...]) -> Figure:
        """Return one map, or its worksheet with numbers in place of some names."""
        spec = self.library.maps[map_id]
        places = [(name, place.model_dump()) for name, place in sorted(self.library.places.items())]
        width = WORKSHEET if worksheet else WIDTH
        recipe = [spec.model_dump_json(by_alias=True), places, worksheet, width, *self._engine(spec.base)]

        def draw() -> bytes:
            said: list[str] = []
            drawing = draw_map(
                spec,
                self.library.places,
                self._base(spec.base),
                self.fonts.text_width,
                width=width,
                worksheet=worksheet,
                problem=said.append,
            )
            key = [(entry.swatch, entry.text) for entry in drawing.key]
            figure = Figure(svg=drawing.svg, width=drawing.width, height=drawing.height, key=tuple(key))
            return json.dumps({"figure": dataclasses.asdict(figure), "said": said}, ensure_ascii=False).encode()

        kept = json.loads(self.cache.make("map", recipe, draw))
        where = self.library.where("maps", map_id)
        self.problems += [Problem(where, "bad-map", sentence) for sentence in kept["said"]]
        figure = kept["figure"]
        return Figure(figure["svg"], figure["width"], figure["height"], key=tuple(map(tuple, figure["key"])))

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


def _timeline(library: Library, shown: ShowTimeline, fonts: Fonts) -> tuple[Figure, ...]:
    """Return one drawing per page, with room for the texts of the level that needs most."""
    events = [(name, library.timeline.events[name]) for name in shown.timeline]
    undated = {name for name, event in events if event.undated}
    title = shown.title if isinstance(shown.title, str) else next(iter(shown.title.values()))
    rooms = room_needed(events, fonts.text_width, library.pack.levels)
    return timeline(events, title=title, undated=undated, height=TIMELINE, rooms=rooms)
