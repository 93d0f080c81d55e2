"""The line of stages can be seen in the imports: they point one way."""

import ast
from pathlib import Path

import pytest

PRESS = Path(__file__).parent.parent / "press"

STAGES = [
    *("load", "check", "illustrate", "compose", "render", "typeset"),
    *("paginate", "impose", "preflight", "deliver"),
]
ORDER = [
    ["problems", "place"],
    ["model"],
    ["cache", "markdown", "opened", "references", "words", "folding"],
    ["language"],
    ["article", "original"],
    ["fonts", "maps", "figures", "state", "progress", "schema", "answers"],
    STAGES,
    ["incoming", "build", "print_room"],
    ["cli"],
]
LAYER = {name: number for number, names in enumerate(ORDER) for name in names}
ONLY = {"yaml": "load", "jinja2": "render", "weasyprint": "typeset", "shapely": "maps", "pyproj": "maps"}
"""A library that only one stage may know (`cli` asks whether WeasyPrint can be loaded at all)."""


def imports(path: Path) -> set[str]:
    """Return the modules a file imports, dotted."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names} if node.module == "press" else {node.module}
    return found


MODULES = sorted(PRESS.rglob("*.py"))


def owner(path: Path) -> str:
    return path.relative_to(PRESS).with_suffix("").parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PRESS)))
def test_imports_point_one_way(path: Path) -> None:
    here = owner(path)
    if here == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "press" or len(parts) < 2 or parts[1] in (here, "__version__"):
            continue
        assert LAYER[parts[1]] <= LAYER[here], f"{here} imports {parts[1]}"
        assert not (here in STAGES and parts[1] in STAGES), f"the stages {here} and {parts[1]} know each other"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PRESS)))
def test_one_stage_knows_each_engine(path: Path) -> None:
    here = owner(path)
    for name in imports(path):
        only = ONLY.get(name.split(".")[0])
        assert only in (None, here) or (here, name) == ("cli", "weasyprint"), f"{here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PRESS)))
def test_modules_are_short_and_introduced(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= 400


def test_every_module_has_its_layer() -> None:
    assert {owner(path) for path in MODULES} - {"__init__"} == set(LAYER)
