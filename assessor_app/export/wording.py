"""Words of documents, and derivations in words: one place for window, report, workbook and letters.

The words lie in ``resources/wording/documents.toml``. A document is in Chinese, in English, or carries both on every
label; that is
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

    def before(self, label: str) -> str:
        """A label that stands before what it names, with the colon of the language."""
        return f"{label}：" if self.languages == (Language.ZH,) else f"{label}: "

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
                return self.say.label("step.outcome", outcome=self.say.label(f"outcome.{node.fact('outcome')}"))
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
            f"{_share(weight)} × {decimal_text(child.value or 0, _SCORE)}"
            for weight, child in zip(weights, parts, strict=True)
        )
        return f"{name} {value} = {' + '.join(terms)}"

    def _mapped(self, node: Node) -> str:
        method, level, required = (
            self.subject(node.subject),
            _number(node.fact("level")),
            _number(node.fact("required")),
        )
        if node.fact("advises") is True:
            return self.say.label("step.advises", method=method)
        if node.value is None or level is None or required is None:
            return self.say.label("step.method_missing", method=method)
        key = "step.method" if node.fact("complete") is not False else "step.method_so_far"
        return self.say.label(
            key, method=method, points=self._value(node), level=plain_text(level), required=plain_text(required)
        )

    def _written(self, node: Node) -> str:
        percent, cut = _number(node.fact("percent")), _number(node.fact("pass_mark"))
        method = self.subject(str(node.fact("method") or node.subject))
        if percent is None:
            return self.say.label("step.method_missing", method=method)
        if node.fact("used") is False or cut is None:
            return self.say.label("step.written_unused", method=method, percent=plain_text(percent))
        facts = {"method": method, "percent": plain_text(percent), "cut": plain_text(cut)}
        if node.value is None:
            return self.say.label("step.written_gate", **facts)
        return self.say.label("step.written", points=self._value(node), **facts)

    def _level(self, node: Node) -> str:
        value = self.say.label("word.not_rated") if node.value is None else plain_text(node.value)
        if node.step is Step.COMPOSITE:
            return self._composite(node, value)
        leaves = [child for child in node.children if child.step is Step.MARK]
        if not leaves and node.value is not None:
            method = self.subject(str(node.fact("method") or ""))
            return self.say.label("step.indicator_in", method=method, value=value)
        counted = self.say.listed([self._given(each) for each in leaves if each.fact("counted") is not False]) or "–"
        if node.fact("used") is False:
            return self.say.label("step.indicator_unused", indicator=node.subject, levels=counted)
        rule = str(node.fact("rule") or "mean")
        said = self.say.label(f"step.indicator_{rule}", indicator=node.subject, value=value, levels=counted)
        apart = [self._given(each) for each in leaves if each.fact("counted") is False]
        return said + (self.say.label("step.beside", levels=self.say.listed(apart)) if apart else "")

    def _composite(self, node: Node, value: str) -> str:
        """The indicator over all methods, with the weights and what it is tested against."""
        known = [child for child in node.children if child.value is not None]
        terms = " + ".join(f"{_share(child.fact('weight'))} × {plain_text(child.value or 0)}" for child in known)
        worked = f" = {terms}" if len(known) > 1 else ""
        cut = _number(node.fact("required" if node.fact("non_compensable") is True else "floor"))
        key = "step.composite" if cut is None or node.value is None else "step.composite_cut"
        return self.say.label(
            key,
            indicator=node.subject,
            value=f"{value}{worked}",
            cut="–" if cut is None else plain_text(cut),
            verdict=self._verdict(node),
        )

    def _given(self, node: Node) -> str:
        """A mark: its level, ``NS``, or a dash where it is missing."""
        if node.value is not None:
            return plain_text(node.value)
        return "–" if node.fact("missing") is True else self.say.label("word.ns")

    def _mark(self, node: Node) -> str:
        key = "step.mark_not_counted" if node.fact("counted") is False else "step.mark"
        return self.say.label(key, assessor=node.subject, value=self._given(node))

    def _area(self, node: Node) -> str:
        facts = {name: str(node.fact(name)) for name in ("at_threshold", "needed", "of", "threshold")}
        key = "step.area_sunk" if node.fact("sunk") is True else "step.area"
        return self.say.label(key, area=self.subject(node.subject), verdict=self._verdict(node), **facts)

    def _rule(self, node: Node) -> str:
        rule = "gate" if node.step is Step.GATE else str(node.fact("rule"))
        value, cut = node.value, _number(node.fact("cut"))
        # A gate's value is in points, its cut may be a percentage: only like is set beside like.
        compared = (
            ""
            if value is None or cut is None or rule == "gate"
            else f" {plain_text(value)} {_sign(value, cut)} {plain_text(cut)}"
        )
        subject = f"{self.subject(node.subject)}{compared}"
        return self.say.label(
            "step.rule", rule=self.say.label(f"rule.{rule}"), subject=subject, verdict=self._verdict(node)
        )

    def _verdict(self, node: Node) -> str:
        passed = node.fact("passed")
        return self.say.label("word.open" if passed is None else "word.met" if passed else "word.not_met")


def _sign(value: Fraction, cut: Fraction) -> str:
    return "≥" if value >= cut else "<"


_WEIGHED: Final = frozenset({Step.ASPECT, Step.METHOD, Step.WRITTEN})


def _share(weight: object) -> str:
    """A weight in percent as a share of one: 35 prints as ``0.35``."""
    number = _number(weight) or Fraction(0)
    return plain_text(number / 100)


def _number(fact: object) -> Fraction | None:
    return Fraction(fact) if isinstance(fact, Fraction | int) and not isinstance(fact, bool) else None
