"""The content format as JSON Schema, by which editors complete and underline YAML while it is written.

Each YAML file names its schema in its first line:
`# yaml-language-server: $schema=../../layouts/schema/pack.schema.json`
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from press.model import charts, content, maps

FILES: dict[str, type[BaseModel]] = {
    "source": content.Source,
    "passage": content.Passage,
    "facts": content.Facts,
    "pack": content.Pack,
    "lesson": content.Lesson,
    "glossary": content.Glossary,
    "places": content.Places,
    "people": content.People,
    "timeline": content.Timeline,
    "voice": content.Voice,
    "word-levels": content.WordLevels,
    "map": maps.MapSpec,
    "chart": charts.ChartSpec,
}
"""The kinds of files that authors write."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file (draft 2020-12)."""
    return {
        kind: {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(by_alias=True)}
        for kind, model in FILES.items()
    }


def write(folder: Path) -> list[Path]:
    """Write `<kind>.schema.json` for each kind of file and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in sorted(schemas().items()):
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written
