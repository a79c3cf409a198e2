"""The guide as it lies in resources/help: one section a page, in each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessor_app.models.language import Language
from assessor_app.paths import resources

_SECTION = re.compile(r"^<!-- page: ?(?P<page>[a-z]*) -->\n## (?P<title>.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the guide; ``page`` is the page it speaks of, empty where it speaks of all."""

    page: str
    title: str
    text: str
    """Markdown, without its heading."""


def read_guide(language: Language) -> tuple[Section, ...]:
    """The guide in one language."""
    return _sections(resources() / "help" / f"guide.{language.value}.md")


def section_of(page: str, language: Language) -> Section:
    """What is said of a page; of a page nothing is said of, how the program works."""
    sections = read_guide(language)
    return next((section for section in sections if section.page == page), sections[0])


@lru_cache
def _sections(file: Path) -> tuple[Section, ...]:
    text = file.read_text(encoding="utf-8")
    heads = list(_SECTION.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return tuple(
        Section(head["page"], head["title"].strip(), text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    )
