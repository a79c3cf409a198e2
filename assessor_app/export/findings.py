"""Outcomes, reasons, flags and recommendations of a case in words: the same in report, minutes and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from assessor_app.export.material import CaseFile, ResultFile, aspect_name, indicator_name
from assessor_app.export.wording import Wording
from assessor_app.models.consolidation import AgreedLevel, Settled
from assessor_app.models.derivation import Flag, FlagCode, Reason, ReasonCode
from assessor_app.models.ids import PersonId
from assessor_app.models.numbers import decimal_text, plain_text
from assessor_app.models.scheme import Scheme, SchemeKind


def outcome_words(file: CaseFile, say: Wording) -> str:
    """What the rule says; for a candidate who was absent or withdrew, that."""
    if file.outcome.state in ("absent", "withdrawn"):
        return say.label(f"state.{file.outcome.state}")
    return say.label(f"outcome.{file.outcome.outcome}")


def recommendation_words(result: ResultFile, file: CaseFile, say: Wording) -> str:
    """What the panel recommends, with the other grade if one is suggested and a mark if it departs from the rule."""
    recommendation = file.outcome.recommendation
    if recommendation is None:
        return say.label("word.no_recommendation")
    title = next(
        (say.text(each.title) for each in result.scheme.outcomes if each.id == recommendation.choice),
        recommendation.choice,
    )
    other = f" ({recommendation.other_grade})" if recommendation.other_grade else ""
    return f"{title}{other}"


def departs(file: CaseFile) -> bool:
    return file.outcome.recommendation is not None and file.outcome.recommendation.departs


def reason_words(scheme: Scheme, grade: str, reason: Reason, say: Wording) -> str:
    """One reason as a sentence, with the numbers compared."""
    value = "–" if reason.value is None else _shown(reason, reason.value)
    cut = "–" if reason.cut is None else plain_text(reason.cut)

    def told(alone: Wording) -> str:
        subject = subject_words(scheme, grade, reason.subject, alone)
        return alone.label(f"reason.{reason.code}", subject=subject, value=value, cut=cut)

    return say.apart(told)


def _shown(reason: Reason, value: Fraction) -> str:
    scored = reason.code in (ReasonCode.TOTAL, ReasonCode.ASPECT_FLOOR)
    return decimal_text(value, 4) if scored else plain_text(value)


def subject_words(scheme: Scheme, grade: str, subject: str, say: Wording) -> str:
    """An aspect, indicator or method by its full name; what is none of these as it is."""
    if subject in ("total", "overall"):
        return say.label(f"word.{subject}")
    for aspect in scheme.aspects:
        if aspect.id == subject:
            return aspect_name(scheme, subject, say)
    for indicator in scheme.grade(grade).indicators:
        if indicator.id == subject:
            return indicator_name(indicator, say)
    return next((say.text(method.title) for method in scheme.methods if method.id == subject), subject)


def flag_words(scheme: Scheme, grade: str, flag: Flag, letters: Mapping[PersonId, str], say: Wording) -> str:
    """One flag as a sentence; assessors by letter."""
    return say.apart(lambda alone: _flag_words(scheme, grade, flag, letters, alone))


def _flag_words(scheme: Scheme, grade: str, flag: Flag, letters: Mapping[PersonId, str], say: Wording) -> str:
    subject = subject_words(scheme, grade, flag.subject, say)
    if flag.code is FlagCode.BORDERLINE:
        margin = scheme.weighted.borderline_margin if scheme.weighted else None
        if margin is None:
            return say.label("flag.says_borderline_plain", subject=subject)
        return say.label("flag.says_borderline", subject=subject, margin=plain_text(margin))
    method = subject_words(scheme, grade, flag.method, say) if flag.method else say.label("word.between_methods")
    said = [(who, _flag_value(scheme, flag, value)) for who, value in flag.values]
    said += [(who, choice_words(scheme, flag.method, choice, say)) for who, choice in flag.choices]
    values = say.listed(sorted(f"{_who(scheme, who, letters, say)} {value}" for who, value in said))
    return say.label(f"flag.says_{flag.code}", subject=subject, method=method, values=values or "–")


def choice_words(scheme: Scheme, method: str, choice: str, say: Wording) -> str:
    """An outcome's title by its id: among those of the stage first, then those of the scheme."""
    stage = dict(scheme.method_outcomes).get(method, ())
    return next((say.text(each.title) for each in (*stage, *scheme.outcomes) if each.id == choice), choice)


def _who(scheme: Scheme, who: str, letters: Mapping[PersonId, str], say: Wording) -> str:
    """An assessor by letter; where papers and interview differ, the method by its name."""
    method = next((say.text(each.title) for each in scheme.methods if each.id == who), who)
    return letters.get(PersonId(who), method)


def _flag_value(scheme: Scheme, flag: Flag, value: Fraction) -> str:
    """A straddled cut is compared in points, or in the area scheme by shown (1) or not (0)."""
    return (
        decimal_text(value, 2)
        if flag.code is FlagCode.STRADDLE and scheme.kind is SchemeKind.WEIGHTED
        else plain_text(value)
    )


def settlement_words(file: CaseFile, flag: Flag, say: Wording) -> str:
    """How the panel settled a flag: by an agreed level, by talk with a reason, or not at all."""
    agreed = agreed_level(file, flag.method, flag.subject)
    if agreed is not None and agreed.level is not None:
        return say.label("flag.agreed_to", level=str(agreed.level), reason=agreed.reason)
    talked = _talked(file.outcome.settled, flag)
    if talked is not None:
        return talked.reason
    if flag.code is FlagCode.BORDERLINE:
        recommendation = file.outcome.recommendation
        return recommendation.reason if recommendation and recommendation.reason else say.label("flag.unsettled")
    return say.label("flag.unsettled")


def agreed_level(file: CaseFile, method: str, indicator: str) -> AgreedLevel | None:
    """The last agreement on an indicator, if one stands."""
    found = [each for each in file.outcome.agreed if (each.method, each.indicator) == (method, indicator)]
    last = max(found, key=lambda each: each.at) if found else None
    return last if last is not None and last.level is not None else None


def _talked(settled: tuple[Settled, ...], flag: Flag) -> Settled | None:
    found = [
        each for each in settled if (each.code, each.subject, each.method) == (flag.code, flag.subject, flag.method)
    ]
    return max(found, key=lambda each: each.at) if found else None
