"""Words of documents, and derivations in words: one place for window, report, workbook and letters.

The words lie in ``resources/wording/documents.toml``. A document is in Chinese, in English, or carries both on every label; that is
chosen apart from the language of the window.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from assessor_app.models.derivation import Node, Step
from assessor_app.models.language import Language, Text
from assessor_app.models.numbers import decimal_text, plain_text
from assessor_app.models.scheme import Scheme
from assessor_app.paths import resources


class DocumentLanguage(StrEnum):
    """The language of a document; the value is what files and settings store."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class DocumentWordingFault(Exception):
    """``documents.toml`` is not as it must be; found by the tests, never by a person at a desk."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Says things in the language of a document."""

    language: DocumentLanguage

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages printed, in their order."""
        if self.language is DocumentLanguage.BOTH:
            return (Language.ZH, Language.EN)
        return (Language(self.language.value),)

    @property
    def main(self) -> Language:
        """The language in which dates and lists are written, and that the file is marked with."""
        return self.languages[0]

    def label(self, key: str, **facts: str) -> str:
        """A few words, both languages on one line where the document has both."""
        return self.join(self._filled(key, language, facts) for language in self.languages)

    def sentence(self, key: str, **facts: str) -> str:
        """A sentence; where the document has both languages, one line for each."""
        return "\n".join(self._filled(key, language, facts) for language in self.languages)

    def text(self, text: Text) -> str:
        """A text of the scheme or the round, on one line."""
        return self.join(text.of(language) for language in self.languages)

    def long(self, text: Text) -> str:
        """A longer text of the scheme: one line per language."""
        return "\n".join(text.of(language) for language in self.languages)

    def join(self, parts: Iterable[str]) -> str:
        """The parts on one line, each said once."""
        said: list[str] = []
        for part in parts:
            if part and part not in said:
                said.append(part)
        return " ".join(said)

    def listed(self, items: tuple[str, ...] | list[str]) -> str:
        """Items in a row."""
        return ("、" if self.main is Language.ZH else ", ").join(items)

    def yes(self, *, value: bool) -> str:
        return self.label("word.yes" if value else "word.no")

    def _filled(self, key: str, language: Language, facts: Mapping[str, str]) -> str:
        try:
            return words_of(key).of(language).format_map(facts)
        except KeyError as missing:
            raise DocumentWordingFault(f"{key}: no fact named {missing}") from missing


def words_of(key: str) -> Text:
    """The words of ``section.key``. Raises `DocumentWordingFault` if there are none."""
    try:
        return _load()[key]
    except KeyError as missing:
        raise DocumentWordingFault(f"documents.toml has no {key!r}") from missing


def known_words() -> Mapping[str, Text]:
    """All words of documents by ``section.key``."""
    return _load()


@lru_cache(maxsize=1)
def _load() -> Mapping[str, Text]:
    source = (resources() / "wording" / "documents.toml").read_text(encoding="utf-8")
    found: dict[str, Text] = {}
    for section, entries in tomllib.loads(source).items():
        for key, languages in entries.items():
            match languages:
                case {"zh": str(zh), "en": str(en), **others} if not others and zh and en:
                    found[f"{section}.{key}"] = Text(zh=zh, en=en)
                case _:
                    raise DocumentWordingFault(f"documents.toml: {section}.{key} needs zh and en, and nothing else")
    return found


# --- times ----------------------------------------------------------------------------------------------------------


def moment(at: datetime) -> str:
    """A time as signed records give it: local time to the second with its zone, ``2026-11-21 14:03:22 +08:00``."""
    zone = at.strftime("%z")
    return f"{at:%Y-%m-%d %H:%M:%S} {zone[:3]}:{zone[3:5]}" if zone else f"{at:%Y-%m-%d %H:%M:%S}"


# --- derivations in words ---------------------------------------------------------------------------------------------

_SCORE: Final = 2
"""Places of scores and levels inside sentences; tables give four."""


def describe(node: Node, scheme: Scheme, language: DocumentLanguage | Language) -> str:
    """One step of a derivation in words and numbers, without its children.

    ``伦理 57.42 = 0.35 × 55.00 + 0.25 × 62.00 + 0.40 × 56.67``
    """
    say = Wording(DocumentLanguage(language.value))
    return _Teller(scheme, say).tell(node)


@dataclass(frozen=True, slots=True)
class _Teller:
    scheme: Scheme
    say: Wording

    def tell(self, node: Node) -> str:
        match node.step:
            case Step.OUTCOME:
                return self.say.label("step.outcome", outcome=self.say.label(f"outcome.{node.subject}"))
            case Step.TOTAL | Step.ASPECT:
                return self._weighted(node)
            case Step.METHOD:
                return self._mapped(node)
            case Step.WRITTEN:
                return self._written(node)
            case Step.INDICATOR | Step.COMPOSITE:
                return self._level(node)
            case Step.MARK:
                return self._mark(node)
            case Step.AREA:
                return self._area(node)
            case Step.GATE | Step.RULE:
                return self._rule(node)

    def subject(self, subject: str) -> str:
        """What a subject is called: aspects and methods by their short names, indicators and the rest by their ids."""
        if subject == "total":
            return self.say.label("word.total")
        for aspect in self.scheme.aspects:
            if aspect.id == subject:
                return f"{aspect.id} {self.say.text(aspect.short)}".strip()
        for method in self.scheme.methods:
            if method.id == subject:
                return self.say.text(method.title)
        return subject

    def _value(self, node: Node) -> str:
        return self.say.label("word.incomplete") if node.value is None else decimal_text(node.value, _SCORE)

    def _weighted(self, node: Node) -> str:
        name, value = self.subject(node.subject), self._value(node)
        parts = [child for child in node.children if child.step in _WEIGHED and child.value is not None]
        weights = [child.fact("weight") for child in parts]
        if node.value is None or not parts or any(weight is None for weight in weights):
            return f"{name} {value}"
        terms = (
            f"{_share(weight)} × {decimal_text(child.value or 0, _SCORE)}" for weight, child in zip(weights, parts, strict=True)
        )
        return f"{name} {value} = {' + '.join(terms)}"

    def _mapped(self, node: Node) -> str:
        method, level = self.subject(_method(node)), _number(node.fact("level"))
        if node.value is None or level is None:
            return self.say.label("step.method_missing", method=method)
        return self.say.label("step.method", method=method, points=self._value(node), level=plain_text(level))

    def _written(self, node: Node) -> str:
        percent, cut = _number(node.fact("percent")), _number(node.fact("pass_mark"))
        method = self.subject(_method(node))
        if node.value is None or percent is None or cut is None:
            return self.say.label("step.method_missing", method=method)
        return self.say.label(
            "step.written", method=method, points=self._value(node), percent=plain_text(percent), cut=plain_text(cut)
        )

    def _level(self, node: Node) -> str:
        value = self.say.label("word.not_rated") if node.value is None else plain_text(node.value)
        if node.step is Step.COMPOSITE:
            return self.say.label("step.composite", indicator=node.subject, value=value)
        rule = str(node.fact("rule") or "mean")
        marks = [child for child in node.children if child.step is Step.MARK and child.fact("counted") is not False]
        levels = self.say.listed([self.say.label("word.ns") if each.value is None else plain_text(each.value) for each in marks])
        return self.say.label(f"step.indicator_{rule}", indicator=node.subject, value=value, levels=levels or "–")

    def _mark(self, node: Node) -> str:
        value = self.say.label("word.ns") if node.value is None else plain_text(node.value)
        key = "step.mark_not_counted" if node.fact("counted") is False else "step.mark"
        return self.say.label(key, assessor=node.subject, value=value)

    def _area(self, node: Node) -> str:
        facts = {name: str(node.fact(name)) for name in ("at_threshold", "needed", "of")}
        return self.say.label("step.area", area=self.subject(node.subject), **facts)

    def _rule(self, node: Node) -> str:
        passed = node.fact("passed")
        verdict = self.say.label("word.met" if passed else "word.open" if passed is None else "word.not_met")
        rule = str(node.fact("rule") or ("gate" if node.step is Step.GATE else ""))
        value, cut = node.value, _number(node.fact("cut"))
        compared = "" if value is None or cut is None else f" {plain_text(value)} {'≥' if value >= cut else '<'} {plain_text(cut)}"
        what = self.say.label(f"rule.{rule}") if f"rule.{rule}" in known_words() else rule
        return self.say.label("step.rule", rule=what, subject=f"{self.subject(node.subject)}{compared}", verdict=verdict)


_WEIGHED: Final = frozenset({Step.ASPECT, Step.METHOD, Step.WRITTEN})


def _share(weight: object) -> str:
    """A weight as a share of one: 35 and 7/20 both print as ``0.35``."""
    number = _number(weight) or Fraction(0)
    return plain_text(number / 100 if number > 1 else number)


def _number(fact: object) -> Fraction | None:
    return Fraction(fact) if isinstance(fact, Fraction | int) and not isinstance(fact, bool) else None


def _method(node: Node) -> str:
    return str(node.fact("method") or node.subject)
