"""The walls of the house: who may know whom. Imports go one way, and each dangerous library has one home.

    ui, cli → workflow → {store, exchange, export, signing} → models

`exchange` may use `signing`; otherwise those in braces do not know each other. `ui` may read `store`; only `app` knows
everybody. Imports inside functions count as well.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_archon import archrule

import assessor_app

HOUSE = Path(assessor_app.__file__).parent

# What everybody below the window stands on: no subject, no database, no Qt.
GROUND = ("errors", "files", "log", "messages", "paths", "words")
# The values in which a verifier speaks: the window shows them, the journal keeps them.
VERDICTS = ("signing.verdicts", "signing.errors")
# How an outcome and its reasons are put into words: paper and window say the same.
SAYING = ("export.wording", "export.findings")
# What a command names and has to open before a step can begin.
OPENING = ("store.database", "signing.identities")

# part: which other parts of ours it may import. A part that is not listed here may not exist.
MAY_KNOW: dict[str, tuple[str, ...]] = {
    "errors": (),
    "paths": (),
    "files": ("errors",),
    "messages": ("errors", "paths", "models.language"),
    "words": ("paths", "models.language"),
    "log": ("files", "paths"),
    "models": ("errors",),
    "store": ("models", *GROUND),
    "signing": ("models", *GROUND),
    "exchange": ("models", "signing", *GROUND),
    "export": ("models", *GROUND),
    "workflow": ("models", "store", "signing", "exchange", "export", *GROUND),
    "ui": ("models", "workflow", "store", *SAYING, *VERDICTS, *GROUND),
    "cli": ("models", "workflow", "app", "self_check", *OPENING, *VERDICTS, *GROUND),
    "self_check": ("models", "workflow", "app", *VERDICTS, *GROUND),
    "__main__": ("cli",),
    "app": ("models", "store", "signing", "exchange", "export", "workflow", "ui", *GROUND),
}

# library: the only parts that may import it.
HOMES: dict[str, tuple[str, ...]] = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "sqlite3": ("store",),
    "sqlcipher3": ("store",),
    "sqlite_utils": ("store",),
    # Archives of others are opened by one hardened reader; whoever needs their parts asks it.
    "zipfile": ("signing.archives",),
    "tarfile": (),
    "gzip": (),
    "pickle": (),
    "shelve": (),
    # These open archives themselves: ours are written in export, foreign ones read in exchange after the check.
    "docx": ("export", "exchange"),
    "openpyxl": ("export", "exchange"),
    "python_calamine": ("exchange",),
    "mammoth": ("ui.widgets.viewer", "exchange"),
    "pypdfium2": ("ui.widgets.viewer",),
    # Keys and certificates stay in the seal; the memory wraps its own key.
    "cryptography": ("signing", "store"),
    "asn1crypto": ("signing",),
    # Nothing is ever sent anywhere except as a file that a person hands over.
    "socket": (),
    "http": (),
    "urllib.request": (),
    "ftplib": (),
    "smtplib": (),
    "ssl": (),
    # Foreign XML is parsed by one hardened parser; export builds its own.
    "lxml": ("signing", "export"),
    "xml.etree": (),
    "xml.dom": (),
    "xml.parsers": (),
}


def parts() -> list[str]:
    """The folders and modules that stand directly in the house."""
    return sorted(
        path.stem
        for path in HOUSE.iterdir()
        if path.stem not in {"__init__", "__pycache__", "_resources"} and (path.suffix == ".py" or path.is_dir())
    )


def inside(part: str) -> tuple[str, str]:
    return f"assessor_app.{part}", f"assessor_app.{part}.*"


def test_that_every_part_of_the_house_has_its_place_in_the_plan() -> None:
    assert set(parts()) <= set(MAY_KNOW)


@pytest.mark.parametrize("part", parts())
def test_that_a_part_knows_only_those_below_it(part: str) -> None:
    known = [name for friend in (part, *MAY_KNOW[part]) for name in inside(friend)]
    (
        archrule(f"{part} knows only {', '.join(MAY_KNOW[part]) or 'itself'}", comment="design: the house")
        .match(*inside(part))
        .should_not_import("assessor_app.*")
        .may_import(*known)
        .check("assessor_app", only_direct_imports=True)
    )


@pytest.mark.parametrize("library", HOMES)
def test_that_a_library_is_used_in_its_home_alone(library: str) -> None:
    # To name a library's type in an annotation is not to use it.
    homes = [name for home in HOMES[library] for name in inside(home)]
    (
        archrule(f"{library} lives in {', '.join(HOMES[library]) or 'no part at all'}", comment="design: the house")
        .match("assessor_app", "assessor_app.*")
        .exclude(*homes)
        .should_not_import(library, f"{library}.*")
        .check("assessor_app", only_direct_imports=True, skip_type_checking=True)
    )
