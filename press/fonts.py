"""The fonts: cut once from pinned packages, kept in the cache, measured for maps and figures.

A variable font costs a booklet about a fifth of its time and puts the clock into the file; a static
one does not. So `faces` fixes each face at its axes, keeps the characters that the booklets use and
names it anew, for a changed font may not carry a reserved name (SIL Open Font License, section 3).
"""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.cache import Cache, code_digest
from press.problems import MachineError
from press.words import primary

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum"]
"""OpenType features that the stylesheets use; the glyphs of all others are left behind."""


@dataclass(frozen=True)
class Face:
    """One font file, ready for `@font-face`."""

    family: str
    weight: int
    italic: bool
    data: bytes
    format: str
    """`truetype` or `woff2`."""

    @property
    def url(self) -> str:
        """The name under which a booklet asks for the file."""
        slant = "-italic" if self.italic else ""
        return f"fonts/{self.family.replace(' ', '')}-{self.weight}{slant}"


@dataclass(frozen=True, eq=False)
class Fonts:
    """All faces, and which families serve each role of a language."""

    faces: tuple[Face, ...]
    roles: Mapping[str, Mapping[str, tuple[str, ...]]]
    first: Mapping[str, Mapping[str, str]]
    """The family that comes first in some roles of some editions."""

    def families(self, language: str, edition: str = "") -> Mapping[str, tuple[str, ...]]:
        """Return the families of each role (`serif`, `display`, `sans`) for a language tag and an edition."""
        of_language = self.roles.get(primary(language), self.roles["default"])
        first = self.first.get(edition, {})
        return {role: ((first[role],) if role in first else ()) + names for role, names in of_language.items()}

    @property
    def names(self) -> frozenset[str]:
        """The families as a PDF spells them: without spaces."""
        return frozenset(face.family.replace(" ", "") for face in self.faces)

    def css(self) -> str:
        """Return one `@font-face` rule per face."""
        return "\n".join(
            f'@font-face {{ font-family: "{f.family}"; font-weight: {f.weight}; '
            f"font-style: {'italic' if f.italic else 'normal'}; "
            f'src: url("{f.url}") format("{f.format}") }}'
            for f in self.faces
        )

    def text_width(
        self, text: str, size: float, weight: int = 400, italic: bool = False, family: str = "Booklet Sans"
    ) -> float:
        """Return the advance of `text` in one family, in the unit of `size`, without kerning.

        WeasyPrint sets the text of SVG letter by letter, so that the sum of advances is exact.
        """
        advances, units = self._advances(family, weight, italic)
        missing = advances.get(0x20, 0)
        return sum(advances.get(ord(c), missing) for c in text) * size / units

    @functools.cache  # noqa: B019  (one Fonts lives as long as the run)
    def _advances(self, family: str, weight: int, italic: bool) -> tuple[dict[int, int], int]:
        from fontTools.ttLib import TTFont

        fits = [f for f in self.faces if (f.family, f.weight, f.italic) == (family, weight, italic)]
        if not fits:
            raise ValueError(f"no {family} of weight {weight}{' italic' if italic else ''}")
        font = TTFont(io.BytesIO(fits[0].data), lazy=True)
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def read(layouts: Path, cache: Cache) -> Fonts:
    """Return the fonts that `layouts/fonts.toml` names; a package that is missing is a MachineError."""
    plan = tomllib.loads((layouts / "fonts.toml").read_text(encoding="utf-8"))
    versions = {name: _version(name) for name in plan["packages"]}
    keep = plan["characters"]["ranges"]
    faces = [_cut(entry, keep, versions, cache) for entry in plan["cut"]]
    faces += [
        Face(f["family"], f["weight"], f.get("italic", False), (layouts / "fonts" / f["file"]).read_bytes(), "woff2")
        for f in plan["file"]
    ]
    roles = {lang: {role: tuple(names) for role, names in table.items()} for lang, table in plan["roles"].items()}
    return Fonts(tuple(faces), roles, plan.get("editions", {}))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        raise MachineError(f"The font package {package} is not installed.", f"pip install {package}") from None


def _cut(entry: Mapping[str, Any], keep: Sequence[Sequence[int]], versions: Mapping[str, str], cache: Cache) -> Face:
    """Return the static face of one `[[cut]]` entry, from the cache if it has been cut before."""
    recipe = [keep, sorted(versions.items()), importlib.metadata.version("fonttools"), code_digest(__file__)]
    data = cache.make("font", [entry, *recipe], lambda: _instance(entry, _reduced(entry, keep, recipe, cache)))
    return Face(entry["family"], entry["weight"], entry.get("italic", False), data, "truetype")


def _reduced(entry: Mapping[str, Any], keep: Sequence[Sequence[int]], recipe: list[Any], cache: Cache) -> bytes:
    """Return the variable font with fewer characters: several faces are cut from it."""
    spec = importlib.util.find_spec(entry["package"])
    if spec is None or spec.origin is None:
        name = entry["package"].replace("_", "-")
        raise MachineError(f"The font package {name} is not installed.", f"pip install {name}")
    path = Path(spec.origin).parent / "files" / entry["file"]

    def reduce() -> bytes:
        from fontTools import subset
        from fontTools.ttLib import TTFont

        font = TTFont(path, recalcTimestamp=False)
        options = subset.Options(layout_features=FEATURES, notdef_outline=True, recalc_timestamp=False, hinting=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for first, last in keep for code in range(first, last + 1)])
        cutter.subset(font)
        return _bytes(font)

    return cache.make("font", [entry["package"], entry["file"], *recipe], reduce)


def _instance(entry: Mapping[str, Any], variable: bytes) -> bytes:
    """Return the TrueType file of one face, fixed at its axes."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(variable), recalcTimestamp=False)
    if "axes" in entry:
        font = instancer.instantiateVariableFont(font, entry["axes"], inplace=True)
    _space(font, entry.get("letter_space", 0.0), entry.get("word_space", 0.0))
    _rename(font, entry)
    return _bytes(font)


def _space(font: TTFont, letters: float, words: float) -> None:
    """Put more air behind each letter, and still more between words; both in ems. Marks keep their place."""
    units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    blanks = {font.getBestCmap().get(code) for code in (0x20, 0xA0)}
    for name, (width, left) in widths.items():
        if width:
            widths[name] = (width + round(units * (letters + words * (name in blanks))), left)


def _bytes(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _rename(font: TTFont, entry: Mapping[str, Any]) -> None:
    """Give the font the family's name of ours in each name record that shows one."""
    family = entry["family"]
    style = f"{entry['weight']}{' Italic' if entry.get('italic') else ''}"
    names = font["name"]
    whole = f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    new = {1: whole, 2: "Regular", 3: whole, 4: whole, 6: postscript, 16: family, 17: style}
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)
