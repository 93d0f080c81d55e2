"""How far a run has come: a bar per stage on a terminal, plain lines elsewhere, nothing if quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Whoever wants to know how far a run has come."""

    def stage(self, name: str, steps: int) -> None:
        """Hear that a stage of so many steps begins."""

    def step(self) -> None:
        """Hear that one of its steps is done."""


class Silent:
    """Says nothing."""

    def stage(self, name: str, steps: int) -> None:
        """Ignore the stage."""

    def step(self) -> None:
        """Ignore the step."""


class _Lines(Silent):
    """One line per stage, for logs and pipes."""

    def stage(self, name: str, steps: int) -> None:
        print(f"{name} ({steps}) …", file=sys.stderr, flush=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Yield the progress that suits where the output goes."""
    if quiet:
        yield Silent()
    elif not sys.stderr.isatty():
        yield _Lines()
    else:
        with _bars() as bars:
            yield bars


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:

        class Shown:
            def stage(self, name: str, steps: int) -> None:
                self.task = bars.add_task(name, total=steps)

            def step(self) -> None:
                bars.advance(self.task)

        yield Shown()
