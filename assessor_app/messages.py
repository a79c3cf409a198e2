"""Turns a refusal, or any other error, into sentences in either language: what happened, what is safe, what to do next.

The words lie in `resources/wording/messages.toml` and beside it in `messages.d/*.toml`, keyed by the refusal's code::

    [disk_full]
    zh = { what = "……{place}……", safe = "……", next = "……" }
    en = { what = "... {place} ...", safe = "...", next = "..." }

A name in braces is a fact of the refusal; one that is a code has its words in `codes.toml`. `safe` and `next` may be left
out where nothing is to be said. Window and command line show the same sentences. No Qt here.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.models.language import Language, Text
from assessor_app.paths import resources

# The sentence for errors that are ours to mend.
UNEXPECTED = "unexpected_error"

_LEFT_OVER = re.compile(r"[:,，、\s]+([)）])")
_PARTS = ("what", "safe", "next")
# Facts that are codes, and the tables of codes.toml in which their words stand.
_TABLES: Mapping[str, tuple[str, ...]] = {
    "reason": ("reason",),
    "problem": ("reason",),
    "status": ("reason",),
    "kind": ("kind",),
    "role": ("role",),
    "mode": ("mode",),
    "expected": ("kind", "mode"),
}


class WordingFault(Exception):
    """A message file of ours is not as it must be; found by the tests, never by a person at a desk."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said to a person. All but `what` may be empty; `details` is folded away and can be copied."""

    code: str
    what: str
    safe: str = ""
    next: str = ""
    details: str = ""

    @property
    def text(self) -> str:
        """The whole message in one paragraph, without the details."""
        # Chinese sets no blank between sentences.
        ideographic = self.what.endswith(("。", "！", "？"))
        return ("" if ideographic else " ").join(part for part in (self.what, self.safe, self.next) if part)


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences, said in `language` unless another is asked for."""

    language: Language = Language.ZH
    folder: Path | None = None

    def sentence(self, error: BaseException, language: Language | None = None) -> Message:
        """What to tell a person about `error`: a refusal in its own words, anything else in calm general ones."""
        if isinstance(error, Refusal) and self.knows(error.code):
            return self.message(error.code, error.facts, language, details=str(error))
        return self.message(UNEXPECTED, {}, language, details=f"{type(error).__name__}: {error}")

    def message(
        self, code: str, facts: Mapping[str, object], language: Language | None = None, *, details: str = ""
    ) -> Message:
        """The sentences of `code` with `facts` filled in. Raises `WordingFault` if a code or fact is unknown."""
        wanted = language or self.language
        entry = self._entry(code)
        spoken = {name: self._in_words(code, name, value, wanted) for name, value in facts.items()}
        try:
            what, safe, following = (_closed(getattr(entry, part).of(wanted).format_map(spoken)) for part in _PARTS)
        except KeyError as missing:
            raise WordingFault(f"{code}: no fact named {missing}") from missing
        return Message(code=code, what=what, safe=safe, next=following, details=details)

    def knows(self, code: str) -> bool:
        """Whether there are sentences for `code`."""
        return code in self.entries()

    def entries(self) -> Mapping[str, Entry]:
        """All sentences by code."""
        return _load(self.folder or resources() / "wording")

    def _in_words(self, code: str, name: str, value: object, language: Language) -> str:
        """A fact as it stands in the sentence of ``code``: a code by its words, with whatever follows it."""
        said = spell(value, language)
        words = _codes(self.folder or resources() / "wording")
        for table in _TABLES.get(name, ()):
            for key in (said, said.partition(" ")[0]):
                found = words.get(table, {}).get(f"{code}.{key}") or words.get(table, {}).get(key)
                if found is not None:
                    return found.of(language) + said[len(key) :]
        return said

    def _entry(self, code: str) -> Entry:
        try:
            return self.entries()[code]
        except KeyError as missing:
            raise WordingFault(f"no sentence for {code!r}") from missing


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentences of one code, and the file they come from."""

    what: Text
    safe: Text
    next: Text
    source: Path

    def placeholders(self) -> frozenset[str]:
        """The names in braces, over all sentences and both languages."""
        texts = (text for part in (self.what, self.safe, self.next) for text in (part.zh, part.en))
        return frozenset(name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name)


def _closed(sentence: str) -> str:
    """The sentence without what an empty fact leaves behind before a closing bracket."""
    return _LEFT_OVER.sub(r"\1", sentence)


def spell(value: object, language: Language) -> str:
    """A fact as it stands in a sentence: lists joined, times to the minute, texts in `language`, members by value."""
    match value:
        case Text():
            return value.of(language)
        case Enum():
            return str(value.value)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case set() | frozenset():
            return spell(sorted(value, key=str), language)
        case tuple() | list():
            return ("、" if language is Language.ZH else ", ").join(spell(item, language) for item in value)
        case _:
            return str(value)


@lru_cache(maxsize=8)
def _load(folder: Path) -> Mapping[str, Entry]:
    entries: dict[str, Entry] = {}
    for path in (folder / "messages.toml", *sorted((folder / "messages.d").glob("*.toml"))):
        for code, languages in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in entries:
                raise WordingFault(f"{code!r} stands in {entries[code].source.name} and again in {path.name}")
            entries[code] = _entry(code, languages, path)
    return entries


@lru_cache(maxsize=8)
def _codes(folder: Path) -> Mapping[str, Mapping[str, Text]]:
    path = folder / "codes.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {table: {code: Text(**words) for code, words in found.items()} for table, found in tables.items()}


def _entry(code: str, languages: object, path: Path) -> Entry:
    match languages:
        case {"zh": {"what": str()} as zh, "en": {"what": str()} as en, **others} if not others:
            texts = {part: Text(zh=zh.get(part, ""), en=en.get(part, "")) for part in _PARTS}
            strange = sorted({*zh, *en} - set(_PARTS))
        case _:
            raise WordingFault(f"{path.name}: {code!r} needs zh and en, each with at least a `what`")
    if strange:
        raise WordingFault(f"{path.name}: {code!r} has parts that are never shown: {', '.join(strange)}")
    return Entry(**texts, source=path)
