"""Words of documents, and derivations in words: one place for window, report, workbook and letters.

The words lie in ``resources/wording/documents.toml``. A document is in Chinese, in English, or carries both on every
label; that is
chosen apart from the language of the window.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
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

    def apart(self, tell: Callable[[Wording], str]) -> str:
        """What is told in each language for itself, a line each: for sentences that hold words of the language."""
        return "\n".join(dict.fromkeys(tell(Wording(DocumentLanguage(language.value))) for language in self.languages))

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
"""Places of scores inside sentences; tables give four."""


def describe(node: Node, scheme: Scheme, language: DocumentLanguage | Language) -> str:
    """One step of a derivation in words and numbers, without its children.

    ``E 伦理 57.42 = 0.35 × 55.00 + 0.25 × 62.00 + 0.40 × 56.67``; ``材料审查 64.00 = 60 + (3.2 − 3) × 40 ÷ (5 − 3)``;
    ``K1 3.5 = (3 + 4) ÷ 2``.
    """
    return _Teller(scheme, Wording(DocumentLanguage(language.value))).tell(node)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts names and formulas together, so that a document in both languages says each number once."""

    scheme: Scheme
    say: Wording

    def tell(self, node: Node) -> str:
        match node.step:
            case Step.OUTCOME:
                outcome = self.say.label(f"outcome.{node.fact('outcome')}")
                return f"{self.say.before(self.say.label('column.rule_says'))}{outcome}"
            case Step.TOTAL | Step.ASPECT:
                return self._weighted(node)
            case Step.METHOD:
                return self._mapped(node)
            case Step.WRITTEN:
                return self._written(node)
            case Step.INDICATOR:
                return self._level(node)
            case Step.COMPOSITE:
                return self._composite(node)
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
                return f"{aspect.id} {self.say.text(aspect.short)}"
        return next((self.say.text(method.title) for method in self.scheme.methods if method.id == subject), subject)

    def _told(self, name: str, what: str) -> str:
        return f"{self.say.before(name)}{what}"

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
        """A method's points from its mean level: the straight line the level lies on."""
        method, rule = self.subject(node.subject), self.scheme.weighted
        level, required = _number(node.fact("level")), _number(node.fact("required"))
        if node.fact("advises") is True:
            return self._told(method, self.say.label("word.advises"))
        if node.value is None or level is None or required is None or rule is None:
            return self._told(method, self.say.label("word.marks_missing"))
        line = _line(level, required, Fraction(self.scheme.top), rule.required_points)
        open_ = f"  {self.say.label('word.marks_missing')}" if node.fact("complete") is False else ""
        return f"{method} {self._value(node)} = {line}{open_}"

    def _written(self, node: Node) -> str:
        percent, cut = _number(node.fact("percent")), _number(node.fact("pass_mark"))
        method, rule = self.subject(str(node.fact("method") or node.subject)), self.scheme.weighted
        if percent is None:
            return self._told(method, self.say.label("word.marks_missing"))
        if node.fact("used") is False or cut is None:
            return self._told(method, f"{plain_text(percent)}%  {self.say.label('word.not_counted')}")
        if node.value is None or rule is None:
            return self._told(
                method, f"{plain_text(percent)}%  {self.say.label('column.pass_mark')} {plain_text(cut)}%"
            )
        return f"{method} {self._value(node)} = {_line(percent, cut, Fraction(100), rule.required_points)}"

    def _level(self, node: Node) -> str:
        """A panel level from the levels given: their mean as a sum, otherwise the levels with what became of them."""
        leaves = [child for child in node.children if child.step is Step.MARK]
        if not leaves and node.value is not None:
            return f"{self.subject(str(node.fact('method') or ''))} {plain_text(node.value)}"
        counted = [each for each in leaves if each.fact("counted") is not False]
        levels = [plain_text(each.value) for each in counted if each.value is not None]
        rule = "unused" if node.fact("used") is False else str(node.fact("rule") or "mean")
        value = self.say.label("word.not_rated") if node.value is None else plain_text(node.value)
        if rule == "mean" and node.value is not None:
            worked = f"{value} = ({' + '.join(levels)}) ÷ {len(levels)}" if len(levels) > 1 else value
        elif rule == "mean":
            worked = value
        else:
            worked = (
                f"{'' if rule == 'unused' else f'{value}  '}{self.say.label(f'combine.{rule}')} ({', '.join(levels)})"
            )
        return f"{node.subject} {worked}{self._beside(leaves, counted)}"

    def _beside(self, leaves: list[Node], counted: list[Node]) -> str:
        """What entered no level: not sought, missing, not counted."""
        apart = [plain_text(each.value) for each in leaves if each.fact("counted") is False and each.value is not None]
        unsought = sum(each.value is None and each.fact("missing") is not True for each in counted)
        missing = sum(each.fact("missing") is True for each in counted)
        said = [f"{self.say.label('word.not_counted')} {', '.join(apart)}"] if apart else []
        said += [f"{self.say.label('word.ns')} × {unsought}"] if unsought else []
        said += [f"{self.say.label('derivation.missing')} × {missing}"] if missing else []
        return "".join(f"  {each}" for each in said)

    def _composite(self, node: Node) -> str:
        """The indicator over all methods, with the weights and what it is tested against."""
        name = f"{node.subject} {self.say.label('step_name.composite')}"
        cut = _number(node.fact("required" if node.fact("non_compensable") is True else "floor"))
        if node.value is None or cut is None:
            return self._told(name, self.say.label("word.not_rated"))
        known = [child for child in node.children if child.value is not None]
        terms = " + ".join(f"{_share(child.fact('weight'))} × {plain_text(child.value or 0)}" for child in known)
        worked = f" = {terms}" if len(known) > 1 else ""
        return (
            f"{name} {plain_text(node.value)}{worked} {_sign(node.value, cut)} {plain_text(cut)}  {self._verdict(node)}"
        )

    def _mark(self, node: Node) -> str:
        level = "–" if node.fact("missing") is True else self.say.label("word.ns")
        level = level if node.value is None else plain_text(node.value)
        apart = f"  {self.say.label('word.not_counted')}" if node.fact("counted") is False else ""
        return f"{self._told(node.subject, level)}{apart}"

    def _area(self, node: Node) -> str:
        facts = {name: str(node.fact(name)) for name in ("at_threshold", "needed", "of", "threshold")}
        key = "step.area_sunk" if node.fact("sunk") is True else "step.area"

        def told(say: Wording) -> str:
            teller = _Teller(self.scheme, say)
            return say.label(key, area=teller.subject(node.subject), verdict=teller._verdict(node), **facts)

        return self.say.apart(told)

    def _rule(self, node: Node) -> str:
        rule = "gate" if node.step is Step.GATE else str(node.fact("rule"))
        value, cut = node.value, _number(node.fact("cut"))
        # A gate's value is in points, its cut may be a percentage: only like is set beside like.
        alone = value is None or cut is None or rule == "gate"
        compared = (
            ""
            if alone or value is None or cut is None
            else f" {plain_text(value)} {_sign(value, cut)} {plain_text(cut)}"
        )
        what = self.say.label(f"rule.{rule}")
        return f"{self._told(what, self.subject(node.subject))}{compared}  {self._verdict(node)}"

    def _verdict(self, node: Node) -> str:
        passed = node.fact("passed")
        return self.say.label("word.open" if passed is None else "word.met" if passed else "word.not_met")


_WEIGHED: Final = frozenset({Step.ASPECT, Step.METHOD, Step.WRITTEN})


def _line(value: Fraction, cut: Fraction, top: Fraction, points: Fraction) -> str:
    """The straight line on which a value is put on the 100-point scale: ``60 + (3.2 − 3) × 40 ÷ (5 − 3)``."""
    given, at, most = plain_text(value), plain_text(cut), plain_text(top)
    if value <= cut:
        return f"{given} × {plain_text(points)} ÷ {at}"
    return f"{plain_text(points)} + ({given} − {at}) × {plain_text(100 - points)} ÷ ({most} − {at})"


def _sign(value: Fraction, cut: Fraction) -> str:
    return "≥" if value >= cut else "<"


def _share(weight: object) -> str:
    """A weight in percent as a share of one, with two places or more: 40 prints as ``0.40``, 160/3 as ``0.5333``."""
    share = (_number(weight) or Fraction(0)) / 100
    return max(plain_text(share), decimal_text(share, 2), key=len)


def _number(fact: object) -> Fraction | None:
    return Fraction(fact) if isinstance(fact, Fraction | int) and not isinstance(fact, bool) else None
