"""Lessons in YAML go in, printable booklets in several reading levels come out.

The stages, in the order in which a printer would do them: load, check, illustrate, compose, render,
paginate, typeset, impose, preflight, deliver. `build` runs the line, `cli` is its door.
"""

__version__ = "0.1.0"
