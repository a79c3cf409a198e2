"""A case's papers as the reading pane shows them: the application as structured data first, then each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction

from assessor_app.models.dossier import Application, Case, Document, DocumentKind, is_script
from assessor_app.models.eligibility import Check, Condition, check_eligibility
from assessor_app.models.ids import DocumentId
from assessor_app.models.language import Language
from assessor_app.models.marks import Note, Pin
from assessor_app.models.rounds import Round
from assessor_app.models.scheme import Grade, Scheme
from assessor_app.store import cases, rounds
from assessor_app.store.database import Store
from assessor_app.ui.language import QT_TRANSLATE_NOOP, format_number, format_time, translated, window_language
from assessor_app.ui.widgets.viewer import (
    FormField,
    FormProse,
    FormSection,
    FormTable,
    ViewerDocument,
    ViewerNote,
    ViewerPin,
)
from assessor_app.ui.widgets.viewer.values import nothing_to_check
from assessor_app.words import words
from assessor_app.workflow.blind import holds_back_scripts
from assessor_app.workflow.papers import check_word_paper
from assessor_app.workflow.schemes import pinned_scheme

FORM = "form"
"""Id of the application in the pane; pins on it carry the number of the answer."""


def viewer_documents(store: Store, case: Case) -> list[ViewerDocument]:
    """One tab for the application, one for each paper; bytes are read from the workspace when a tab is opened.

    A script the person still marks under its code is not among them.
    """
    held_back = any(map(is_script, case.documents)) and holds_back_scripts(store, case)
    sections = (*form_sections(case), *eligibility_sections(store, case))
    form = ViewerDocument(FORM, _t("Application"), DocumentKind.FORM, sections=sections)
    return [
        form,
        *(
            ViewerDocument(
                document.id,
                _title(case, document),
                document.kind,
                document.media_type,
                load=_loader(store, document.id),
                check=check_word_paper if document.kind is DocumentKind.WORD else nothing_to_check,
                file_name=document.name,
            )
            for document in case.documents
            if not (held_back and is_script(document))
        ),
    ]


def script_documents(store: Store, case: Case, *, blind: bool) -> list[ViewerDocument]:
    """The scanned scripts of a written test among a candidate's papers; where it is blind, without the files' names."""
    found = [document for document in case.documents if is_script(document)]
    return [
        ViewerDocument(
            document.id,
            _t("Script {number}").format(number=place) if blind else _title(case, document),
            document.kind,
            document.media_type,
            load=_loader(store, document.id),
            file_name="" if blind else document.name,
        )
        for place, document in enumerate(found, 1)
    ]


def _title(case: Case, document: Document) -> str:
    """The file's name without its ending; the form itself, which bears the candidate's number, by what it is."""
    name = document.name.rpartition(".")[0] or document.name
    return _t("Form as filed") if name == case.candidate.number and document.kind is DocumentKind.WORD else name


class _Loader:
    """Reads a paper's bytes through a connection of its own: the pane asks from its reading thread."""

    def __init__(self, store: Store, document: DocumentId) -> None:
        self._store, self._document = store, document

    def __call__(self) -> bytes:
        with self._store.reader() as reader:
            return cases.content(reader, self._document)


def _loader(store: Store, document: DocumentId) -> _Loader:
    return _Loader(store, document)


def form_sections(case: Case) -> tuple[FormSection, ...]:
    """The registration form (seed S4) with the annex, in reading order."""
    application = case.application
    sections = [
        FormSection(_t("Personal information"), tuple(_personal(case, application))),
        FormSection(_t("Education"), (_education(application),)) if application.education else None,
        FormSection(_t("Career history"), (_career(application),)) if application.career else None,
        FormSection(_t("Continuing professional development"), (_cpd(application),)) if application.cpd else None,
        FormSection(_t("Personal description"), (FormProse(application.statement, "statement"),))
        if application.statement
        else None,
        FormSection(
            _t("Referees"),
            tuple(FormField(str(n + 1), text, f"referee-{n}") for n, text in enumerate(application.referees)),
        )
        if application.referees
        else None,
    ]
    return tuple(section for section in sections if section is not None)


def eligibility_sections(store: Store, case: Case) -> tuple[FormSection, ...]:
    """What the form shows of the grade's conditions, as of the opening of the round.

    It stands last: pins remember an answer by its number in reading order, and what the applicant wrote comes first.
    """
    round_ = rounds.get(store, cases.round_of(store, case.id))
    scheme = pinned_scheme(store, round_.scheme_hash)
    checks = check_eligibility(scheme.grade(case.grade).conditions, case.application, _opening(round_))
    if not checks:
        return ()
    heads = (_t("Condition"), _t("Result"), _t("Reason"))
    said, language = words("eligibility"), window_language()
    rows = tuple(
        (
            said[f"condition.{check.condition.value}"].of(language),
            said[f"verdict.{check.verdict.value}"].of(language),
            "\n".join(_facts(check, language)),
        )
        for check in checks
    )
    title = _t("Eligibility for {grade}").format(grade=case.grade)
    return (FormSection(title, (FormTable(heads, rows),)),)


def _opening(round_: Round) -> date:
    try:
        return date.fromisoformat(round_.opens)
    except ValueError:
        return datetime.now().astimezone().date()


def _facts(check: Check, language: Language) -> Iterator[str]:
    """Each fact on a line of its own; months as years and months, lists parted by a semicolon."""
    said = words("eligibility")
    for name, value in check.facts:
        key, _, year = name.partition("_")
        entry = said.get(f"fact.{name}") or said.get(f"fact.{key}")
        label = entry.of(language).format(year=year) if entry is not None else name
        if isinstance(value, tuple):
            if value:
                yield _t("{fact}: {value}").format(fact=label, value="; ".join(value))
        elif name in ("months", "needed") and check.condition in (Condition.YEARS, Condition.IN_CHARGE):
            yield _t("{fact}: {value}").format(fact=label, value=_span(Fraction(value)))
        elif value not in ("", 0):
            shown = (
                format_number(value, 0 if value.denominator == 1 else 1) if isinstance(value, Fraction | int) else value
            )
            yield _t("{fact}: {value}").format(fact=label, value=shown)


def _span(months: Fraction) -> str:
    years, rest = divmod(int(months), 12)
    return _t("{years} y {months} m").format(years=years, months=rest)


def _personal(case: Case, application: Application) -> list[FormField]:
    english = {True: _t("Fully in English"), False: _t("With translation"), None: ""}[application.interview_in_english]
    fields = (
        ("name", _t("Name"), application.name.both),
        ("grade", _t("Grade applied for"), case.grade),
        ("field", _t("Field"), case.field),
        ("gender", _t("Gender"), application.gender),
        ("job_title", _t("Job title"), application.job_title),
        ("expertise", _t("Expertise"), application.expertise),
        ("company", _t("Company"), application.company or case.candidate.employer),
        ("company_address", _t("Company address"), application.company_address),
        ("english_level", _t("English level"), application.english_level),
        ("english_interview", _t("English interview"), english),
        ("interpreter", _t("Interpreter"), case.interpreter),
    )
    return [
        FormField(label, value, anchor) for anchor, label, value in fields if value or anchor in {"name", "company"}
    ]


def _education(application: Application) -> FormTable:
    rows = tuple(
        (
            _period(row.start, row.end),
            row.qualification,
            row.course,
            row.school,
            _t("Accredited") if row.accredited else "",
        )
        for row in application.education
    )
    heads = (_t("Period"), _t("Qualification"), _t("Course"), _t("School"), _t("Programme"))
    return FormTable(heads, rows, tuple(f"education-{n}" for n in range(len(rows))))


def _career(application: Application) -> FormTable:
    rows = tuple(
        (
            _period(row.start, row.end),
            row.company,
            row.position,
            row.duties,
            _t("Yes") if row.responsible_charge else "",
        )
        for row in application.career
    )
    heads = (_t("Period"), _t("Company"), _t("Position"), _t("Responsibilities"), _t("In charge"))
    return FormTable(heads, rows, tuple(f"career-{n}" for n in range(len(rows))))


def _cpd(application: Application) -> FormTable:
    rows = tuple((str(year.year), year.hours) for year in application.cpd)
    return FormTable((_t("Year"), _t("Hours")), rows, tuple(f"cpd-{n}" for n in range(len(rows))))


def _period(start: str, end: str) -> str:
    return f"{start}\N{EN DASH}{end or _t('present')}"


def viewer_pins(pins: Sequence[Pin], scheme: Scheme, grade: Grade) -> list[ViewerPin]:
    """The pins of a case at the margin of their papers."""
    places = {indicator.id: scheme.aspect(indicator.aspect).position for indicator in grade.indicators}
    return [
        ViewerPin(
            id=pin.id,
            document_id=pin.document,
            page=pin.page,
            rect=pin.rect,
            quote=pin.quote,
            label=pin.indicator,
            aspect_position=places.get(pin.indicator, 1),
            tooltip=pin.note or pin.quote,
        )
        for pin in pins
    ]


def viewer_notes(notes: Sequence[Note], scheme: Scheme, grade: Grade) -> list[ViewerNote]:
    """The notes of a case as the strip below the pane shows them."""
    places = {indicator.id: scheme.aspect(indicator.aspect).position for indicator in grade.indicators}
    return [
        ViewerNote(
            note.id,
            format_time(note.at.astimezone(), seconds=True),
            note.text,
            note.indicator,
            places.get(note.indicator, 0),
        )
        for note in notes
    ]


def _t(source: str) -> str:
    return translated("Dossier", source)


_WORDS = (
    QT_TRANSLATE_NOOP("Dossier", "Script {number}"),
    QT_TRANSLATE_NOOP("Dossier", "Application"),
    QT_TRANSLATE_NOOP("Dossier", "Form as filed"),
    QT_TRANSLATE_NOOP("Dossier", "Personal information"),
    QT_TRANSLATE_NOOP("Dossier", "Education"),
    QT_TRANSLATE_NOOP("Dossier", "Career history"),
    QT_TRANSLATE_NOOP("Dossier", "Continuing professional development"),
    QT_TRANSLATE_NOOP("Dossier", "Personal description"),
    QT_TRANSLATE_NOOP("Dossier", "Referees"),
    QT_TRANSLATE_NOOP("Dossier", "Fully in English"),
    QT_TRANSLATE_NOOP("Dossier", "With translation"),
    QT_TRANSLATE_NOOP("Dossier", "Name"),
    QT_TRANSLATE_NOOP("Dossier", "Grade applied for"),
    QT_TRANSLATE_NOOP("Dossier", "Field"),
    QT_TRANSLATE_NOOP("Dossier", "Gender"),
    QT_TRANSLATE_NOOP("Dossier", "Job title"),
    QT_TRANSLATE_NOOP("Dossier", "Expertise"),
    QT_TRANSLATE_NOOP("Dossier", "Company"),
    QT_TRANSLATE_NOOP("Dossier", "Company address"),
    QT_TRANSLATE_NOOP("Dossier", "English level"),
    QT_TRANSLATE_NOOP("Dossier", "English interview"),
    QT_TRANSLATE_NOOP("Dossier", "Interpreter"),
    QT_TRANSLATE_NOOP("Dossier", "Accredited"),
    QT_TRANSLATE_NOOP("Dossier", "Period"),
    QT_TRANSLATE_NOOP("Dossier", "Qualification"),
    QT_TRANSLATE_NOOP("Dossier", "Course"),
    QT_TRANSLATE_NOOP("Dossier", "School"),
    QT_TRANSLATE_NOOP("Dossier", "Programme"),
    QT_TRANSLATE_NOOP("Dossier", "Yes"),
    QT_TRANSLATE_NOOP("Dossier", "Position"),
    QT_TRANSLATE_NOOP("Dossier", "Responsibilities"),
    QT_TRANSLATE_NOOP("Dossier", "In charge"),
    QT_TRANSLATE_NOOP("Dossier", "Year"),
    QT_TRANSLATE_NOOP("Dossier", "Hours"),
    QT_TRANSLATE_NOOP("Dossier", "present"),
    QT_TRANSLATE_NOOP("Dossier", "Eligibility for {grade}"),
    QT_TRANSLATE_NOOP("Dossier", "Condition"),
    QT_TRANSLATE_NOOP("Dossier", "Result"),
    QT_TRANSLATE_NOOP("Dossier", "Reason"),
    QT_TRANSLATE_NOOP("Dossier", "{fact}: {value}"),
    QT_TRANSLATE_NOOP("Dossier", "{years} y {months} m"),
)
