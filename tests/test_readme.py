"""What the README promises to a newcomer is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("chore", sorted(set(re.findall(r"\bmake ([a-z0-9]+)\b", README))))
def test_that_a_chore_of_the_readme_can_be_asked_for(chore: str) -> None:
    assert re.search(rf"^{chore}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("chore", sorted(set(re.findall(r"^([a-z0-9]+):", MAKEFILE, re.MULTILINE)) - {"help"}))
def test_that_help_names_every_chore(chore: str) -> None:
    assert f"make {chore} " in MAKEFILE


def glossary() -> list[list[str]]:
    table = README.split("## The words", 1)[1].split("##", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ]
    return rows[1:]


def test_that_the_glossary_has_one_word_for_one_thing() -> None:
    rows = glossary()
    assert all(len(row) == 4 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == len(rows) == 31


def test_that_the_uv_of_the_readme_is_the_one_of_the_set_up() -> None:
    wanted = re.search(
        r"^UV_VERSION=(\S+)$", (ROOT / "build_spec" / "bootstrap.sh").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert wanted is not None
    assert f"uv=={wanted[1]}" in README


def test_that_the_set_up_looks_for_the_pythons_that_the_project_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"PYTHON_WANTED='{project['requires-python']}'" in (ROOT / "build_spec" / "bootstrap.sh").read_text(
        encoding="utf-8"
    )


def test_that_every_dependency_is_locked() -> None:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *whole["project"]["dependencies"],
        *whole["dependency-groups"]["dev"],
        *whole["dependency-groups"]["build"],
    ]
    names = {re.split(r"[^A-Za-z0-9-]", wish, maxsplit=1)[0].lower() for wish in wanted}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert names - locked == set()
