"""What may be in a YAML file, or in place of it, that no author should be harmed by."""

import os


def person(name):
    """Return a `people.yaml` with one person of that name."""
    return f"people:\n  mair-penry:\n    name: {name}\n    role: counts\n"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]\n" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = {
    "50 MB": ("file-too-large", b"x: y\n" * 10_000_000),
    "many values": ("file-too-large", "people: [" + "a," * 400_000 + "]"),
    "alias bomb": ("yaml-alias", BOMB),
    "alias of itself": ("yaml-alias", "people: &p\n  all: *p\n"),
    "merge key": ("yaml-alias", "people:\n  <<: {name: x}\n"),
    "emphasis without quotation marks": ("yaml-alias", person("*Mair*")),
    "deep brackets": ("yaml-syntax", "people: " + "[" * 300_000),
    "deep braces": ("yaml-syntax", "people: " + "{a: " * 200_000),
    "deep indents": ("yaml-syntax", "\n".join(" " * n + f"a{n}:" for n in range(1000))),
    "deep hyphens": ("yaml-syntax", "- " * 400_000),
    "tag of Python": ("yaml-syntax", "people: !!python/object/apply:os.system [ls]\n"),
    "tag": ("yaml-syntax", person("!Mair")),
    "unclosed quotation mark": ("yaml-syntax", person('"Mair')),
    "quotation mark inside": ("yaml-syntax", person("'Mair's'")),
    "tab as indent": ("yaml-syntax", "people:\n\tmair:\n"),
    "colon in a text": ("yaml-syntax", person("Mair: counter")),
    "no space after a colon": ("yaml-syntax", "people:\n  mair-penry:\n    name:Mair\n    role: counts\n"),
    "two documents": ("yaml-syntax", "people: {}\n---\npeople: {}\n"),
    "mapping as key": ("yaml-syntax", "{a: b}: c\n"),
    "at sign": ("yaml-syntax", person("@mair")),
    "very long key": ("yaml-syntax", "a" * 900_000 + ": x\n"),
    "binary": ("not-text", bytes(range(256)) * 100),
    "NUL": ("not-text", b"people:\n  a\0b: {}\n"),
    "escaped NUL": ("not-text", person('"a\\0b"')),
    "Latin-1": ("not-text", person("Zoë").encode("latin-1")),
    "UTF-16": ("not-text", person("Zoë").encode("utf-16")),
    "UTF-16 without a mark": ("not-text", person("Zoë").encode("utf-16-le")),
    "line separator": ("not-text", person("Mair\u2028Penry")),
    "empty": ("wrong-value", ""),
    "only a comment": ("wrong-value", "# people\n"),
    "list at the top": ("wrong-value", "- a\n- b\n"),
    "text at the top": ("wrong-value", "people\n"),
    "mapping for a text": ("wrong-value", person("{first: Mair}")),
    "list of nothings": ("wrong-value", "people: [" + "~," * 30_000 + "]"),
    "thousands of wrong keys": ("wrong-value", "people:\n" + "".join(f"  A{n}: x\n" for n in range(15_000))),
    "folder as file": ("unreadable-file", None),
    "broken link": ("unreadable-file", None),
    "link to itself": ("unreadable-file", None),
    "pipe": ("unreadable-file", None),
    "link that leads out": ("outside-pack", None),
    "link to a folder outside": ("outside-pack", None),
    "no pack": ("missing-folder", None),
    "no lessons": ("missing-folder", None),
    "no pack.yaml": ("missing-file", None),
    "empty lessons": ("missing-file", None),
}
"""What may be in a file, or in place of it, and the rule that must refuse it."""

SYNTAX = {
    person('"Mair'): (3, 11, "never closed"),
    person("'Mair's'"): (3, 17, "goes on after its closing quotation mark"),
    person("[Mair] Penry"): (3, 18, "goes on after its closing bracket"),
    person("[Mair"): (3, 11, "not closed"),
    person("Mair: x"): (3, 15, "colon and a space"),
    person("@mair"): (3, 11, "cannot begin with “@”"),
    person("! mair"): (3, 11, "tag"),
    person("x\n     y: z"): (4, 7, "looks like a key"),
    person("- Mair"): (3, 11, "list begins in the line of its key"),
    person("> Mair"): (3, 13, "nothing else may stand"),
    person('"C:\\dir"'): (3, 14, "backslash"),
    "people:\n  mair:\n\tname: x\n": (3, 1, "tab"),
    "people:\n  mair:\n name: x\n": (3, 2, "does not fit in"),
    "people: {}\nmair:x\n": (2, 1, "no space after its colon"),
}
"""What authors get wrong, and where and how it is said."""


def displace(pack, case):
    """Make of a good pack what its name says, in place of a file."""
    file = pack / "people.yaml"
    lessons = pack / "lessons"
    if case in {"no pack.yaml", "no pack"}:
        (pack / "pack.yaml").unlink()
    elif case in {"no lessons", "empty lessons", "link to a folder outside"}:
        (lessons / "01-low-water.yaml").rename(pack.parent.parent / "lesson.txt")
        lessons.rmdir()
    else:
        file.unlink()
    match case:
        case "folder as file":
            file.mkdir()
        case "broken link":
            file.symlink_to("nowhere.yaml")
        case "link to itself":
            file.symlink_to(file)
        case "pipe":
            os.mkfifo(file)
        case "link that leads out":
            file.symlink_to("/etc/passwd")
        case "link to a folder outside":
            outside = pack.parent.parent / "outside"
            outside.mkdir()
            (pack.parent.parent / "lesson.txt").rename(outside / "01-low-water.yaml")
            lessons.symlink_to(outside)
        case "empty lessons":
            lessons.mkdir()
