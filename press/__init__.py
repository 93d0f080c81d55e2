"""Lessons in YAML go in, printable booklets in several reading levels come out.

The stages, in the order in which a printer would do them: `load`, `check`, `illustrate`, `compose`, `render`,
`typeset`, `paginate`, `impose`, `preflight`, `deliver`. `build` runs the line, `cli` is its door; `print_room`
works on finished PDFs, and `incoming` takes in an article. `model` says what is handed on; all else is a tool
of several stages.
"""

__version__ = "0.1.0"
