"""Possible ties between an assessor and a candidate, found in what both wrote down. Suspicions only: a person rules on each.

Names are compared bare: width, case, punctuation, company forms and "Department of …" put aside, so that
"华东电力设计院有限公司" meets "华东电力设计院" and "ACME Engineering Co., Ltd." meets "acme engineering".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.models.dossier import Case
from assessor_app.models.people import Name, Person


@dataclass(frozen=True, slots=True)
class Suspect:
    """``code`` is one of the scheme's ties; ``theirs`` and ``candidates`` are the two texts that meet, ``where`` the field."""

    code: str
    where: str
    theirs: str
    candidates: str


def suspects(person: Person, case: Case) -> tuple[Suspect, ...]:
    """Every tie that may exist between an assessor and a candidate, each text once."""
    return tuple(dict.fromkeys((*_employer(person, case), *_school(person, case), *_named(person, case))))


def _employer(person: Person, case: Case) -> Iterator[Suspect]:
    if not bare_company(person.employer):
        return
    for where, company in (("employer", case.candidate.employer), ("company", case.application.company)):
        if same_company(person.employer, company):
            yield Suspect("same_employer", where, person.employer, company)
    for post in case.application.career:
        if same_company(person.employer, post.company):
            code = "former_colleague" if post.end.strip() else "same_employer"
            yield Suspect(code, "career", person.employer, post.company)


def _school(person: Person, case: Case) -> Iterator[Suspect]:
    for school in person.schools:
        for row in case.application.education:
            if bare(school) and bare_school(school) == bare_school(row.school):
                yield Suspect("same_school", "education", school, row.school)


def _named(person: Person, case: Case) -> Iterator[Suspect]:
    """The assessor's own name, or id, where the candidate names people."""
    if person.id in case.trained_by:
        yield Suspect("trained", "trained_by", person.name.both, person.id)
    for trainer in case.trained_by:
        if trainer != person.id and names(person.name, trainer):
            yield Suspect("trained", "trained_by", person.name.both, trainer)
    for referee in case.application.referees:
        if names(person.name, referee):
            yield Suspect("sponsored", "referees", person.name.both, referee)
    for code, where, text in _prose(case):
        if names(person.name, text):
            yield Suspect(code, where, person.name.both, excerpt(person.name, text))


def _prose(case: Case) -> Iterator[tuple[str, str, str]]:
    """The personal description names prizes, patents and papers (S4), so whoever is named there may have written them too."""
    yield "co_author", "statement", case.application.statement
    for post in case.application.career:
        yield "former_colleague", "duties", post.duties


# --- names of people --------------------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """A text without case, width, accents, punctuation and blanks."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    plain = "".join("" if unicodedata.combining(sign) else sign for sign in folded)
    return re.findall(r"[a-z]+", plain)


def names(name: Name, text: str) -> bool:
    """Whether a text names a person: the Chinese name as it stands, the Latin one with its parts in any usual order."""
    own = bare(name.zh)
    if len(own) >= 2 and not own.isascii() and own in bare(text):
        return True
    return any(_latin_in(parts, _words(text)) for parts in (_words(name.en), _words(name.zh)) if len(parts) >= 2)


def _latin_in(parts: list[str], words: list[str]) -> bool:
    """Names are written "Gu Nanqiao", "Nanqiao GU" and "GU Nan-qiao": runs of words that join to the same letters match."""
    surname_first, surname_last = "".join(parts), "".join((*parts[1:], parts[0]))
    given_first = "".join((parts[-1], *parts[:-1]))
    wanted = {surname_first, surname_last, given_first}
    longest = len(parts) + 2
    return any(
        "".join(words[start : start + count]) in wanted
        for start in range(len(words))
        for count in range(2, longest + 1)
        if start + count <= len(words)
    )


def excerpt(name: Name, text: str, around: int = 12) -> str:
    """The text about a name, short enough to show."""
    for own in (name.zh, name.en):
        place = text.casefold().find(own.casefold()) if own else -1
        if place >= 0:
            start, end = max(0, place - around), min(len(text), place + len(own) + around)
            return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return text if len(text) <= 4 * around else f"{text[: 4 * around]}…"


# --- names of companies and schools -----------------------------------------------------------------------------------

_COMPANY_ZH = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|股份公司|总公司|分公司|子公司|公司|集团|事务所|[(][^()]{1,12}[)])+$"
)
_COMPANY_EN = re.compile(
    r"\b(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|plc|pte|pty|gmbh|ag|sa|srl|bv|nv|group|holdings?)\b"
)


def bare_company(text: str) -> str:
    """A company's name without its legal form: 华东电力设计院有限公司 → 华东电力设计院; ACME Power Co., Ltd. → acmepower."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    folded = re.sub(r"[.,，。]", " ", folded)
    shorter = _COMPANY_EN.sub(" ", folded)
    shorter = _COMPANY_ZH.sub("", re.sub(r"\s+", "" if not shorter.isascii() else " ", shorter.strip()))
    return bare(shorter) or bare(folded)


def same_company(one: str, other: str) -> bool:
    """Whether two names may mean one employer: the same bare name, or one a unit of the other (its name begins so)."""
    first, second = bare_company(one), bare_company(other)
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= (12 if short.isascii() else 4) and long.startswith(short)


_SCHOOL = re.compile(
    r"(研究生院|[\u4e00-\u9fff]{0,8}(?:学院|系)|(?:school|department|faculty|college|institute) of .*|graduate school)$"
)
_UNIVERSITY = re.compile(r"(?:the )?(.*?(?:大学|university of [a-z ]+|university))")


def bare_school(text: str) -> str:
    """A university's name without the school or department within it; an institute that is none of these stays whole."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    for part in re.split(r"[,;、]", folded):
        if (university := _UNIVERSITY.match(part.strip())) is not None:
            return bare(university[1])
    return bare(_SCHOOL.sub("", folded)) or bare(folded)
