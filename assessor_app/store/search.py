"""Finding words in dossiers, notes and comments.

Text and question are folded alike (`models.plain_text`), then Chinese is parted into single characters, so that the index
holds 继 电 保 护 and a question for 电保 finds it as a phrase; a name of two characters is found as well as one of four. Several
words must all stand on the same page; words in quotation marks stand together; the last letters may be the beginning of
a word. Only what this workspace's own people wrote is in the index: the marks and notes of others are no matter for a search.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.models.dossier import Application
from assessor_app.models.ids import CaseId, DocumentId
from assessor_app.models.plain_text import fold
from assessor_app.store.database import Store
from assessor_app.store.errors import SearchTooShort


class Found(StrEnum):
    """Where a hit stands."""

    FORM = "form"
    PAPER = "paper"
    NOTE = "note"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand. ``start`` and ``end`` mark the first of them in the snippet."""

    case: CaseId
    kind: Found
    document: DocumentId | None
    """The paper, for hits in papers."""
    page: int
    """From 0; for Word papers the number of the block."""
    snippet: str
    start: int
    end: int


def put_paper(store: Store, case: CaseId, document: DocumentId, pages: Sequence[str]) -> None:
    """Make the text of a paper findable, page by page, in place of what was there of it."""
    _forget(store, Found.PAPER, document)
    for page, text in enumerate(pages):
        _add(store, case, Found.PAPER, document, page, text)
    if not pages:
        # So that it is known to have been looked at: a scan without text.
        _add(store, case, Found.PAPER, document, 0, "")


def put_form(store: Store, case: CaseId, application: Application) -> None:
    """Make what the applicant filled in findable."""
    _replace(store, case, Found.FORM, case, "\n".join(_said(application)))


def put_note(store: Store, case: CaseId, note: str, text: str) -> None:
    """Make a note findable; an empty text takes it out."""
    _replace(store, case, Found.NOTE, note, text)


def put_comment(store: Store, case: CaseId, entry: str, text: str) -> None:
    """Make a comment findable; ``entry`` names its place on its sheet; an empty text takes it out."""
    _replace(store, case, Found.COMMENT, entry, text)


def has_paper(store: Store, document: DocumentId) -> bool:
    """Whether the text of a paper was put here."""
    return store.value("SELECT 1 FROM texts WHERE kind = ? AND key = ?", Found.PAPER, document) is not None


def papers_unread(store: Store) -> tuple[tuple[CaseId, DocumentId], ...]:
    """The papers whose text was not put here yet, in the order of the candidates' numbers."""
    found = store.rows(
        "SELECT d.case_id, d.id FROM documents d JOIN cases c ON c.id = d.case_id"
        " WHERE NOT EXISTS (SELECT 1 FROM texts t WHERE t.kind = ? AND t.key = d.id) ORDER BY c.number, d.case_id, d.rowid",
        Found.PAPER,
    )
    return tuple((CaseId(case), DocumentId(document)) for case, document in found)


def forget_paper(store: Store, document: DocumentId) -> None:
    """Take the text of a paper out: its bytes are others now."""
    _forget(store, Found.PAPER, document)


def search(
    store: Store, text: str, limit: int = 50, *, within: CaseId | None = None, without: Collection[CaseId] = ()
) -> list[Hit]:
    """Where the words of ``text`` stand, best first, at most ``limit``; ``within`` one case, ``without`` those that are shut.

    Raises `SearchTooShort` if there is no word in it.
    """
    wanted = _terms(text)
    if not wanted:
        raise SearchTooShort(text=text)
    found = store.rows(
        "SELECT t.case_id, t.kind, t.key, t.page, t.text FROM texts_index i JOIN texts t ON t.no = i.rowid"
        " WHERE texts_index MATCH ? AND (? IS NULL OR t.case_id = ?)"
        " AND t.case_id NOT IN (SELECT value FROM json_each(?)) ORDER BY i.rank, t.no LIMIT ?",
        " AND ".join(_phrase(term) for term in wanted),
        within,
        within,
        json.dumps(sorted(without)),
        limit,
    )
    return [_hit(case, Found(kind), key, page, whole, wanted[0]) for case, kind, key, page, whole in found]


# --- helpers --------------------------------------------------------------------------------------------------------------


_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|(\S+)')

#: Characters written without blanks between: each is a word by itself.
_SINGLE = re.compile(r"([\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff])")

_AROUND = 24
"""Characters shown on either side of a hit."""


def _words(text: str) -> str:
    """Folded and parted as the index holds it."""
    return _SINGLE.sub(r" \1 ", fold(text).text)


def _terms(text: str) -> list[str]:
    terms = ["".join(groups) for groups in _QUOTED.findall(text)]
    return [term for term in terms if any(letter.isalnum() for letter in fold(term).text)]


def _phrase(term: str) -> str:
    words = _words(term).split()
    quoted = '"' + " ".join(words).replace('"', '""') + '"'
    return quoted + "*" if words[-1][-1].isascii() and words[-1][-1].isalnum() else quoted


def _hit(case: str, kind: Found, key: str, page: int, whole: str, term: str) -> Hit:
    places = fold(whole).find_all(term)
    # Words of a term may be parted on the page by marks that the index passes over; then the page is shown from its start.
    start, end = places[0] if places else (0, 0)
    first, last = max(0, start - _AROUND), min(len(whole), end + _AROUND)
    shown = "".join(" " if letter.isspace() else letter for letter in whole[first:last])
    document = DocumentId(key) if kind is Found.PAPER else None
    return Hit(CaseId(case), kind, document, page, shown, start - first, end - first)


def _replace(store: Store, case: CaseId, kind: Found, key: str, text: str) -> None:
    _forget(store, kind, key)
    if text:
        _add(store, case, kind, key, 0, text)


def _forget(store: Store, kind: Found, key: str) -> None:
    store.write("DELETE FROM texts_index WHERE rowid IN (SELECT no FROM texts WHERE kind = ? AND key = ?)", kind, key)
    store.write("DELETE FROM texts WHERE kind = ? AND key = ?", kind, key)


def _add(store: Store, case: CaseId, kind: Found, key: str, page: int, text: str) -> None:
    store.write(
        "INSERT INTO texts (case_id, kind, key, page, text) VALUES (?, ?, ?, ?, ?)", case, kind.value, key, page, text
    )
    store.write("INSERT INTO texts_index (rowid, words) VALUES (last_insert_rowid(), ?)", _words(text))


def _said(value: object) -> Iterator[str]:
    """The texts in a form, field by field; each field on its own line, so that a phrase does not reach over two."""
    match value:
        case str():
            if value:
                yield value
        case tuple():
            for inner in value:
                yield from _said(inner)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from _said(getattr(value, field.name))
