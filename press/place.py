"""Where things lie: the folders around a pack, and the layouts that come with the program."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Folders:
    """The folders of one run. A pack lies in `<root>/content/<pack>`, its sources in `<root>/seeds`."""

    pack: Path
    layouts: Path
    out: Path
    cache: Path | None

    @property
    def root(self) -> Path:
        """The folder that holds `content/` and `seeds/`."""
        return self.pack.parent.parent


def layouts() -> Path:
    """Return the folder of templates, fonts and base maps: in the package once installed, beside it before."""
    inside = PACKAGE / "layouts"
    return inside if inside.is_dir() else PACKAGE.parent / "layouts"


def folders(pack: Path, out: Path | None, *, cached: bool) -> Folders:
    """Return the folders for a pack; booklets go to `<root>/out/<pack>` unless told otherwise.

    The cache lies in `<root>/.cache/press`, or where the environment variable LESSON_PRESS_CACHE says.
    """
    pack = Path(os.path.abspath(pack))  # noqa: PTH100  (`resolve` would follow a pack that is a link)
    root = pack.parent.parent
    return Folders(
        pack=pack,
        layouts=layouts(),
        out=(out.resolve() if out else root / "out") / pack.name,
        cache=Path(os.environ.get("LESSON_PRESS_CACHE") or root / ".cache" / "press") if cached else None,
    )
