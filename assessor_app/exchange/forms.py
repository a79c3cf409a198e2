"""Reads a filled registration form, whether typed into our blank or made by hand in Word or WPS after the printed one.

Fields are found by the words beside them, in either language, and by the tags of our own content controls. Nothing a form
says is ever an error: what is missing, odd or unreadable becomes a `Problem` with the field it concerns, for the officer to
judge.

    reading = read_form(data, today="2026-11-20")
    reading.application.name          # Name(zh="林知远", en="Lin Zhiyuan")
    reading.problems                  # (Problem(code="form_statement_long", field="statement", ...),)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from assessor_app.errors import Refusal
from assessor_app.exchange.office_reading import Problem, check_office_archive, problem_of
from assessor_app.exchange.periods import Period, read_period
from assessor_app.exchange.word_rows import TICKED, UNTICKED, Row, WordRows, word_rows
from assessor_app.models.dossier import Application, Career, CpdYear, Education
from assessor_app.models.form_fields import (
    ANNEX,
    CAREER,
    CPD,
    EDUCATION,
    GRADES,
    INTERVIEW_CHOICES,
    LABELS,
    PERSONAL,
    REFEREES,
    SECTION_NOTES,
    SECTIONS,
    STATEMENT_LIMIT,
    FormField,
)
from assessor_app.models.language import Text
from assessor_app.models.people import Name

_BOXES: Final = str.maketrans(
    dict.fromkeys("☑☒✓✔√✅■◼⊠☻●◉⬛✗✘", TICKED) | dict.fromkeys("☐□▢◻○◯⬜❏❑▫", UNTICKED),
)
_BRACKETS: Final = (
    (re.compile(r"[\[【(（]\s*[xX√✓✔vV]\s*[\]】)）]"), TICKED),
    (re.compile(r"[\[【(（]\s*[\]】)）]"), UNTICKED),
)
_PLACEHOLDERS: Final = re.compile(
    r"(?:单击|点击|单击或点击)此处(?:输入|填写)?文字[。.]?|Click or tap here to enter text\.?|Click here to enter text\.?"
)
_CLAIM: Final = re.compile(r"\b([A-Z]\d{1,2})\s*[:：=\-–—]?\s*(-?\d+)(?![\d.])")
_LATIN_NAME: Final = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f.,'’\- ]*")
_HAN: Final = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_LONGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class FormReading:
    """What a form says, and what is wrong with it. After a blocking problem the application may be without a name."""

    application: Application
    grade: str = ""
    """Id of the grade applied for, as ticked in the annex; empty if none or several are."""
    birth_year: int | None = None
    membership: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether the form cannot be taken in as it is."""
        return any(problem.blocking for problem in self.problems)


def read_form(data: bytes, *, today: str = "") -> FormReading:
    """The form in a Word file. `today` (``YYYY-MM-DD``) lets months to come be noticed. Never raises."""
    try:
        file = check_office_archive(data, "word")
        rows = word_rows(file)
    except Refusal as refusal:
        return FormReading(Application(name=Name(zh="")), problems=(problem_of(refusal),))
    sorted_out = _sort_out(rows)
    reading = _interpret(sorted_out, today[:7])
    return FormReading(
        reading.application,
        reading.grade,
        reading.birth_year,
        reading.membership,
        (*file.notes, *rows.notes, *reading.problems),
    )


# --- which words stand for what ---------------------------------------------------------------------------------------


def _key(text: str) -> str:
    """A label without its look: width, case, blanks and marks do not matter."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _variants(field_: FormField) -> frozenset[str]:
    label = field_.label
    words = (label.zh, label.en, f"{label.zh}{label.en}", f"{label.en}{label.zh}", *field_.aliases)
    return frozenset(_key(word) for word in words)


_FIELDS: Final = {variant: each.id for each in (*ANNEX, *PERSONAL) for variant in _variants(each)}
_SECTION_NAMES: Final = {variant: each.id for each in SECTIONS for variant in _variants(each)}
_START: Final = frozenset(_key(word) for word in ("开始", "Start", "开始 Start", "开始时间", "起始时间", "From"))
_END: Final = frozenset(_key(word) for word in ("结束", "End", "结束 End", "结束时间", "截止时间", "To"))
_PERIOD_KEYS: Final = _variants(EDUCATION[0]) | {_key("开始 Start 结束 End"), _key("起止时间 Period")}


def _columns(fields: Sequence[FormField]) -> dict[str, str]:
    named = {variant: each.id for each in fields for variant in _variants(each)}
    if fields[0].id == "period":
        named |= dict.fromkeys(_START, "start") | dict.fromkeys(_END, "end") | dict.fromkeys(_PERIOD_KEYS, "period")
    return named


# table: the columns it has, and how many of them a row must show to be its head
_TABLES: Final = {
    "education": (_columns(EDUCATION), 3),
    "career": (_columns(CAREER), 3),
    "referees": (_columns(REFEREES), 2),
    "cpd": (_columns(CPD), 2),
}


@dataclass(slots=True)
class _Sorted:
    """The form's words, each put to the field it belongs to, still as text."""

    fields: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    statement: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    cpd: dict[str, list[str]] = field(default_factory=dict)
    recognised: int = 0


@dataclass(slots=True)
class _Place:
    """Where the reading stands: the section, the table whose rows are being read, and its columns."""

    section: str = ""
    table: str = ""
    columns: dict[int, str] = field(default_factory=dict)
    statement_in: int = -1


def _sort_out(rows: WordRows) -> _Sorted:
    found = _Sorted()
    place = _Place()
    for row in rows.rows:
        _sort_row(row, place, found)
    for tag, text in rows.controls.items():
        if tag == "statement" and not found.statement:
            found.statement.append(text)
        elif tag in LABELS and tag != "interview_in_english" and not found.fields.get(tag):
            found.fields[tag] = text
            found.recognised += 1
    return found


def _sort_row(row: Row, place: _Place, found: _Sorted) -> None:
    texts = [_PLACEHOLDERS.sub("", cell.text).strip() for cell in row.cells]
    filled = [text for text in texts if text]
    section, rest = _section(filled) if filled else ("", "")
    if section:
        place.section, place.table, place.columns = section, "", {}
        place.statement_in = row.table if section == "statement" else -1
        found.recognised += 1
        if section == "statement" and rest:
            found.statement.append(rest)
        return
    head = _head(texts, row)
    if head:
        place.table, place.columns = head
        place.statement_in = -1
        found.recognised += 1
        return
    if not _is_entry(filled, place) and _pairs(texts, found):
        place.table, place.statement_in = "", -1
        return
    _sort_values(row, texts, place, found)


def _is_entry(filled: Sequence[str], place: _Place) -> bool:
    """In a table's rows, and in the description, a word that happens to be a label is what somebody entered."""
    if not filled or not place.table:
        return not filled or (place.statement_in >= 0 and len(filled) == 1)
    return not _label(filled[0])[0]


def _sort_values(row: Row, texts: list[str], place: _Place, found: _Sorted) -> None:
    if place.statement_in >= 0:
        if place.statement_in and row.table != place.statement_in:
            place.statement_in = -1
        else:
            # Behind a heading outside any table the text may stand in paragraphs or in a box of its own.
            place.statement_in = place.statement_in or row.table
            found.statement.extend(text for text in texts if text)
            return
    if place.table and row.table:
        cells = {
            place.columns[cell.column]: text
            for cell, text in zip(row.cells, texts, strict=True)
            if cell.column in place.columns
        }
        if any(cells.values()):
            found.tables.setdefault(place.table, []).append(cells)
    elif place.section == "cpd":
        _years_across(texts, found)
    elif place.section == "claims":
        found.claims.append(" ".join(texts))


def _section(filled: Sequence[str]) -> tuple[str, str]:
    """The section whose heading this row is, and what stands behind the heading in the same cell."""
    if len(filled) != 1:
        return "", ""
    first, _, rest = filled[0].partition("\n")
    head, _, tail = first.partition("：") if "：" in first else first.partition(":")
    if _key(head) in _SECTION_NAMES and tail.strip():
        section = _SECTION_NAMES[_key(head)]
        return section, "\n".join(part for part in (tail.strip(), rest) if part)
    bare = re.split(r"[（(/]", unicodedata.normalize("NFKC", first), maxsplit=1)[0]
    for words in (first, bare, filled[0].replace("\n", " ")):
        section = _SECTION_NAMES.get(_key(words), "")
        if section:
            return section, "" if words is not first and words is not bare else _after_note(section, rest)
    return _with_note(filled[0])


def _after_note(section: str, rest: str) -> str:
    note = SECTION_NOTES.get(section)
    if note is None:
        return rest
    notes = _key(note.zh + note.en)
    lines = rest.split("\n")
    while lines and lines[0] and _key(lines[0]) and _key(lines[0]) in notes:
        lines.pop(0)
    return "\n".join(lines)


def _with_note(text: str) -> tuple[str, str]:
    """A heading together with the note printed behind it, in whatever lines the two were broken into."""
    whole = _key(text)
    for each in SECTIONS:
        note = SECTION_NOTES.get(each.id)
        tails = ("",) if note is None else ("", note.zh, note.en, note.zh + note.en)
        heads = (each.label.zh, each.label.en, each.label.zh + each.label.en)
        if any(whole == _key(head + tail) for head in heads for tail in tails):
            return each.id, ""
    return "", ""


def _head(texts: Sequence[str], row: Row) -> tuple[str, dict[int, str]] | None:
    for table, (names, least) in _TABLES.items():
        columns = {
            cell.column: names[_key(text)] for cell, text in zip(row.cells, texts, strict=True) if _key(text) in names
        }
        kinds = {"period" if kind in ("start", "end") else kind for kind in columns.values()}
        enough = least if table != "cpd" or len([text for text in texts if text]) == 2 else 99
        if len(kinds) >= enough:
            return table, columns
    return None


def _pairs(texts: Sequence[str], found: _Sorted) -> int:
    """Put each value to the label before it; how many labels there were."""
    count = at = 0
    while at < len(texts):
        name, value = _label(texts[at])
        at += 1
        if not name:
            continue
        count += 1
        if not value and at < len(texts) and not _label(texts[at])[0]:
            value = texts[at]
            at += 1
        if value and not found.fields.get(name):
            found.fields[name] = value
    found.recognised += count
    return count


def _label(text: str) -> tuple[str, str]:
    """The field a cell is the label of, and what stands behind the label in the same cell."""
    if not text:
        return "", ""
    whole = _FIELDS.get(_key(text))
    if whole:
        return whole, ""
    for mark in ("：", ":"):
        head, colon, tail = text.partition(mark)
        if colon and _key(head) in _FIELDS:
            return _FIELDS[_key(head)], tail.strip()
    lines = text.split("\n")
    for cut in range(len(lines) - 1, 0, -1):
        name = _FIELDS.get(_key("".join(lines[:cut])))
        if name:
            return name, "\n".join(lines[cut:]).strip()
    return "", ""


def _years_across(texts: Sequence[str], found: _Sorted) -> None:
    names = _columns(CPD)
    first, *others = texts or [""]
    name = names.get(_key(first))
    if name:
        found.cpd.setdefault(name, []).extend(others)


# --- what the words mean ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Findings:
    """The problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def note(self, code: str, field_: str = "", *, blocking: bool = False, **details: object) -> None:
        named: tuple[tuple[str, object], ...] = (("field", LABELS[field_]),) if field_ in LABELS else ()
        self.problems.append(Problem(code, blocking=blocking, details=(*named, *details.items()), field=field_))


def _interpret(found: _Sorted, this_month: str) -> FormReading:
    findings = _Findings()
    if found.recognised < 4:
        findings.note("form_not_recognised", blocking=True)
        return FormReading(Application(name=Name(zh="")), problems=tuple(findings.problems))
    fields = {name: _one_line(text) for name, text in found.fields.items()}
    application = Application(
        name=_name(fields.get("name", ""), findings),
        **{name: _plain_field(name, fields, findings) for name in _PLAIN},
        email=_email(fields.get("email", ""), findings),
        interview_in_english=_interview(found.fields.get("interview_in_english", ""), findings),
        education=_education(found, findings, this_month),
        career=_career(found, findings, this_month),
        statement=_statement(found.statement, findings),
        cpd=_cpd(found, findings),
        referees=_referees(found),
        claims=_claims(found.claims, findings),
    )
    grade = _grade(found.fields.get("grade", ""), findings)
    birth_year = _birth_year(fields.get("birth_year", ""), findings, this_month)
    return FormReading(application, grade, birth_year, fields.get("membership", ""), tuple(findings.problems))


_PLAIN: Final = ("gender", "job_title", "expertise", "mobile", "company", "company_address", "phone", "english_level")


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def _plain_field(name: str, fields: Mapping[str, str], findings: _Findings) -> str:
    text = fields.get(name, "")
    if not text:
        findings.note("form_field_missing", name)
    elif len(text) > 300:
        findings.note("form_field_long", name, count=len(text), limit=300)
    return text


def _name(text: str, findings: _Findings) -> Name:
    if not text:
        findings.note("form_name_missing", "name", blocking=True)
        return Name(zh="")
    latin = _LATIN_NAME.search(text)
    if not _HAN.search(text) or latin is None:
        return Name(zh=text, en="") if _HAN.search(text) else Name(zh="", en=text)
    rest = text[: latin.start()] + text[latin.end() :]
    return Name(zh=rest.strip(" ()（）/,，、"), en=latin[0].strip(" ,.-"))


def _email(text: str, findings: _Findings) -> str:
    if not text:
        findings.note("form_field_missing", "email")
    elif not _MAIL.fullmatch(text):
        findings.note("form_email_odd", "email", text=text[:80])
    return text


def _ticks(text: str) -> str:
    for pattern, box in _BRACKETS:
        text = pattern.sub(box, text)
    return text.translate(_BOXES)


def ticked(text: str, choices: Mapping[str, Iterable[str]]) -> set[str]:
    """Which of the choices (id to the words that name it) are ticked in `text`; without any box, the only one named."""
    plain = _ticks(text)
    spots = sorted(_spots(plain, choices))
    if TICKED not in plain and UNTICKED not in plain:
        return {choice for _, _, choice in spots} if len({choice for _, _, choice in spots}) == 1 else set()
    boxes_first = any(box in plain[: spots[0][0]] for box in (TICKED, UNTICKED)) if spots else True
    chosen = set()
    for number, (start, end, choice) in enumerate(spots):
        before = spots[number - 1][1] if number else 0
        after = spots[number + 1][0] if number + 1 < len(spots) else len(plain)
        region = plain[before:start] if boxes_first else plain[end:after]
        marks = [sign for sign in region if sign in (TICKED, UNTICKED)]
        if marks and marks[-1] == TICKED:
            chosen.add(choice)
    return chosen


def _spots(text: str, choices: Mapping[str, Iterable[str]]) -> Iterator[tuple[int, int, str]]:
    """Where each choice is named, both languages of one taken together."""
    for choice, words in choices.items():
        found = [re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text, re.IGNORECASE) for word in words]
        spans = [each.span() for each in found if each]
        if spans:
            yield min(start for start, _ in spans), max(end for _, end in spans), choice


def _interview(text: str, findings: _Findings) -> bool | None:
    choices = {each.id: (each.label.zh, each.label.en, *each.aliases) for each in INTERVIEW_CHOICES}
    chosen = ticked(text, choices)
    if len(chosen) == 1:
        return chosen == {"yes"}
    findings.note("form_interview_unclear" if chosen else "form_field_missing", "interview_in_english")
    return None


def _grade(text: str, findings: _Findings) -> str:
    chosen = ticked(text, {grade: (grade,) for grade in GRADES})
    if len(chosen) == 1:
        return chosen.pop()
    findings.note("form_grade_unclear" if chosen else "form_field_missing", "grade")
    return ""


def _birth_year(text: str, findings: _Findings, this_month: str) -> int | None:
    if not text:
        findings.note("form_field_missing", "birth_year")
        return None
    years = re.findall(r"(?<!\d)(?:19|20)\d\d", unicodedata.normalize("NFKC", text))
    latest = int(this_month[:4]) if this_month else 9999
    if len(years) != 1 or int(years[0]) > latest:
        findings.note("form_birth_unreadable", "birth_year", text=text[:40])
        return None
    return int(years[0])


def _period(cells: Mapping[str, str], section: str, number: int, findings: _Findings, this_month: str) -> Period:
    text = cells.get("period") or " – ".join(part for part in (cells.get("start", ""), cells.get("end", "")) if part)
    at: dict[str, Any] = {"section": LABELS[section], "row": number}
    if not text:
        findings.note("form_row_incomplete", section, missing=LABELS["period"], **at)
        return Period()
    period = read_period(text)
    shown = _one_line(text)[:60]
    if period.fault:
        findings.note(f"form_period_{period.fault}", section, text=shown, **at)
    elif period.assumed:
        findings.note("form_month_assumed", section, text=shown, **at)
    if this_month and not period.fault and max(period.start, period.end) > this_month:
        # A degree still being read for ends in the future; a post held cannot.
        findings.note("form_period_future", section, text=shown, **at)
    return Period() if period.fault in ("unreadable", "impossible") else period


def _education(found: _Sorted, findings: _Findings, this_month: str) -> tuple[Education, ...]:
    rows = found.tables.get("education", [])
    if not rows:
        findings.note("form_section_empty", "education")
    accredited = _row_numbers(found.fields.get("accredited", ""))
    read = []
    for number, cells in enumerate(rows, 1):
        period = _period(cells, "education", number, findings, this_month)
        words = _words(cells, ("qualification", "course", "school"), "education", number, findings)
        read.append(Education(period.start, period.end, *words, accredited=number in accredited))
    _note_unknown_rows(accredited, len(rows), "accredited", findings)
    return tuple(read)


def _career(found: _Sorted, findings: _Findings, this_month: str) -> tuple[Career, ...]:
    rows = found.tables.get("career", [])
    if not rows:
        findings.note("form_section_empty", "career")
    in_charge = _row_numbers(found.fields.get("in_charge", ""))
    read = []
    for number, cells in enumerate(rows, 1):
        period = _period(cells, "career", number, findings, this_month)
        words = _words(cells, ("company", "position", "duties"), "career", number, findings)
        read.append(Career(period.start, period.end, *words, responsible_charge=number in in_charge))
    _note_unknown_rows(in_charge, len(rows), "in_charge", findings)
    _note_overlaps(read, findings)
    return tuple(read)


def _words(
    cells: Mapping[str, str], names: Sequence[str], section: str, number: int, findings: _Findings
) -> tuple[str, str, str]:
    words = [cells.get(name, "") for name in names]
    for name, text in zip(names, words, strict=True):
        if not text:
            findings.note(
                "form_row_incomplete",
                section,
                section=LABELS[section],
                row=number,
                missing=_column_label(section, name),
            )
    first, second, third = words
    return _one_line(first), _one_line(second), third


def _column_label(section: str, name: str) -> Text:
    fields = EDUCATION if section == "education" else CAREER
    return next(each.label for each in fields if each.id == name)


def _row_numbers(text: str) -> frozenset[int]:
    """The rows that are ticked (☑1 □2), or named (第 1、3 行) where there are no boxes."""
    plain = _ticks(unicodedata.normalize("NFKC", text))
    if TICKED in plain or UNTICKED in plain:
        return frozenset(int(number) for number in re.findall(rf"{TICKED}\s*(\d{{1,2}})", plain))
    return frozenset(int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", plain))


def _note_unknown_rows(numbers: frozenset[int], rows: int, name: str, findings: _Findings) -> None:
    beyond = sorted(number for number in numbers if not 1 <= number <= rows)
    if beyond:
        findings.note("form_row_unknown", name, rows=tuple(beyond))


def _note_overlaps(rows: Sequence[Career], findings: _Findings) -> None:
    known = [(number, row.start, row.end or "9999-12") for number, row in enumerate(rows, 1) if row.start]
    for at, (number, start, end) in enumerate(known):
        for other, other_start, other_end in known[at + 1 :]:
            # One month shared is how people write a change of post.
            if start < other_end and other_start < end:
                findings.note("form_career_overlap", "career", row=number, other=other)


def _statement(parts: Sequence[str], findings: _Findings) -> str:
    text = "\n".join(parts).strip()
    count = sum(1 for sign in text if not sign.isspace())
    if not text:
        findings.note("form_field_missing", "statement")
    elif count > STATEMENT_LIMIT:
        findings.note("form_statement_long", "statement", count=count, limit=STATEMENT_LIMIT)
    return text


def _cpd(found: _Sorted, findings: _Findings) -> tuple[CpdYear, ...]:
    across = list(zip(found.cpd.get("year", []), found.cpd.get("hours", []), strict=False))
    down = [(cells.get("year", ""), cells.get("hours", "")) for cells in found.tables.get("cpd", [])]
    read: dict[int, CpdYear] = {}
    for year_text, hours_text in (*across, *down):
        if not year_text and not hours_text:
            continue
        year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", unicodedata.normalize("NFKC", year_text))
        hours = re.fullmatch(
            r"(\d{1,4}(?:\.\d{1,2})?)\s*(?:学时|小时|h|hours?|hrs?)?",
            unicodedata.normalize("NFKC", hours_text).strip(),
            re.IGNORECASE,
        )
        if year is None or hours is None or float(hours[1]) > 8784:
            findings.note("form_cpd_unreadable", "cpd", text=_one_line(f"{year_text} {hours_text}")[:60])
        elif int(year[0]) in read:
            findings.note("form_cpd_twice", "cpd", year=year[0])
        else:
            read[int(year[0])] = CpdYear(int(year[0]), hours[1])
    if not any(year or hours for year, hours in (*across, *down)):
        findings.note("form_section_empty", "cpd")
    return tuple(read[year] for year in sorted(read))


def _referees(found: _Sorted) -> tuple[str, ...]:
    rows = found.tables.get("referees", [])
    names = [each.id for each in REFEREES]
    return tuple(
        "，".join(_one_line(cells[name]) for name in names if cells.get(name))
        for cells in rows
        if cells.get("referee_name")
    )


def _claims(texts: Sequence[str], findings: _Findings) -> tuple[tuple[str, int], ...]:
    read: dict[str, int] = {}
    for indicator, level in _CLAIM.findall(unicodedata.normalize("NFKC", " ".join(texts))):
        if indicator in read or not 0 <= int(level) <= 9:
            findings.note("form_claim_unclear", "claims", text=f"{indicator} {level}"[:20])
        else:
            read[indicator] = int(level)
    return tuple(sorted(read.items()))
