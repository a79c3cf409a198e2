"""A case's papers as the reading pane shows them: the application as structured data first, then each file."""

from __future__ import annotations

from collections.abc import Sequence

from assessor_app.models.dossier import Application, Case, Document, DocumentKind
from assessor_app.models.ids import DocumentId
from assessor_app.models.marks import Note, Pin
from assessor_app.models.scheme import Grade, Scheme
from assessor_app.store import cases
from assessor_app.store.database import Store
from assessor_app.ui.language import QT_TRANSLATE_NOOP, format_time, translated
from assessor_app.ui.widgets.viewer import (
    FormField,
    FormProse,
    FormSection,
    FormTable,
    ViewerDocument,
    ViewerNote,
    ViewerPin,
)

FORM = "form"
"""Id of the application in the pane; pins on it carry the number of the answer."""


def viewer_documents(store: Store, case: Case) -> list[ViewerDocument]:
    """One tab for the application, one for each paper; bytes are read from the workspace when a tab is opened."""
    form = ViewerDocument(FORM, _t("Application"), DocumentKind.FORM, sections=form_sections(case))
    return [
        form,
        *(
            ViewerDocument(
                document.id,
                _title(case, document),
                document.kind,
                document.media_type,
                load=_loader(store, document.id),
                file_name=document.name,
            )
            for document in case.documents
        ),
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
)
