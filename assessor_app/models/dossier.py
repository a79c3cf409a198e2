"""What a candidate hands in: the registration form as data, and the papers beside it.

The form's fields are those of the bilingual registration form in seed S4 (``工程能力评价/国际工程师资质认证报名表``)
with the additions a grade's conditions need (CPD hours by year, referees, claimed levels).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessor_app.models.ids import CaseId, DocumentId
from assessor_app.models.interview import Session
from assessor_app.models.people import Name


@dataclass(frozen=True, slots=True)
class Education:
    """One row of the education table; months as ``YYYY-MM``, an open end is empty."""

    start: str
    end: str
    qualification: str
    course: str
    school: str
    accredited: bool = False


@dataclass(frozen=True, slots=True)
class Career:
    """One row of the career table; months as ``YYYY-MM``, a post still held has an empty end."""

    start: str
    end: str
    company: str
    position: str
    duties: str
    responsible_charge: bool = False


@dataclass(frozen=True, slots=True)
class CpdYear:
    """Hours of continuing professional development in one calendar year, as a decimal string of hours."""

    year: int
    hours: str


@dataclass(frozen=True, slots=True)
class Application:
    """The registration form, field by field. Empty string: the applicant left it blank."""

    name: Name
    gender: str = ""
    job_title: str = ""
    expertise: str = ""
    mobile: str = ""
    company: str = ""
    company_address: str = ""
    phone: str = ""
    email: str = ""
    english_level: str = ""
    interview_in_english: bool | None = None
    """True: fully in English; False: with an interpreter; None: not said."""
    education: tuple[Education, ...] = ()
    career: tuple[Career, ...] = ()
    statement: str = ""
    """Personal description, up to 300 characters (S4)."""
    cpd: tuple[CpdYear, ...] = ()
    referees: tuple[str, ...] = ()
    claims: tuple[tuple[str, int], ...] = ()
    """Levels the applicant claims: (indicator, level)."""


class DocumentKind(StrEnum):
    """How a paper is shown."""

    FORM = "form"
    PDF = "pdf"
    WORD = "word"
    IMAGE = "image"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a dossier; its bytes lie in the workspace under the same id."""

    id: DocumentId
    name: str
    kind: DocumentKind
    media_type: str
    sha256: str
    size: int


SCRIPTS = ("笔试答卷", "答卷", "试卷", "written script", "script")
"""How the file names of scanned scripts of a written test begin, in small letters."""


def is_script(document: Document) -> bool:
    """Whether a paper of a dossier is a scanned script; its file's name says so."""
    return document.name.casefold().startswith(SCRIPTS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person assessed. ``number`` is the roster's own number and unique in a round."""

    number: str
    name: Name
    employer: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate applying for one grade in one round."""

    id: CaseId
    candidate: Candidate
    grade: str
    field: str
    application: Application
    documents: tuple[Document, ...] = ()
    interpreter: str = ""
    """Name of the interpreter at the interview; empty if there is none."""
    trained_by: tuple[str, ...] = ()
    """Person ids of those who trained or advised the candidate in the last 24 months (they must not assess)."""
    session: Session | None = None
    """When and where the society planned the interview."""
