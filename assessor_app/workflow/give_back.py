"""The chair gives single items of a locked sheet back to their author with a comment; the author answers.

It travels with the receipt of the author's package, sealed; the answer with the author's next package, signed like the marks.
The marks stand until their author reopens the sheet. Example: "A2, material: on which page is the calculation?", answered "the
annex, page 7; I pinned it now": two records, no mark changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from assessor_app.exchange.errors import NotOfThisRound
from assessor_app.exchange.packages import SKEW
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import CaseId, PackageSerial, PanelId, PersonId, ReturnId, fresh
from assessor_app.models.marks import SheetKey, SheetState
from assessor_app.models.records import Kind, ReceiptRecord, ScoreRecord
from assessor_app.models.returns import Answer, ReturnedItem
from assessor_app.models.scheme import Scheme
from assessor_app.store import cases, packages, panels, received, returns
from assessor_app.store.database import Store
from assessor_app.workflow.consolidate import demand_unsealed
from assessor_app.workflow.errors import NotToBeReturned, ReasonMissing
from assessor_app.workflow.score import scheme_of


def give_back(store: Store, *, sheet: SheetKey, subject: str, comment: str, at: datetime) -> Changes:
    """Ask the author of one item for another look; the result is the item's id. Asked anew, the question is replaced.

    Raises `ReasonMissing`, `NotToBeReturned` for what is one's own, not here as a locked sheet, or no item of it, and what
    `demand_unsealed` raises.
    """
    panel = demand_unsealed(store, sheet.case)
    if not comment.strip():
        raise ReasonMissing(subject=subject)
    version = _version_here(store, panel.id, sheet)
    case = cases.get(store, sheet.case)
    known = subject in subjects(scheme_of(store, sheet.case), case.grade, sheet.method)
    if version is None or sheet.assessor == store.owner.id or not known:
        raise NotToBeReturned(case=case.candidate.number, subject=subject)
    earlier = asked(store, sheet, subject)
    id = earlier.id if earlier is not None else ReturnId(fresh("return"))
    returns.add(
        store,
        ReturnedItem(
            id, sheet.case, sheet.assessor, sheet.method, subject, version, comment.strip(), store.owner.id, at
        ),
    )
    return Changes(Touched.CONSOLIDATION, frozenset({sheet.case}), result=id)


def take_question_back(store: Store, *, item: ReturnId, at: datetime) -> Changes:
    """Ask no more. An author who has the question already sees that it was taken back. Raises `NotToBeReturned`."""
    standing = returns.item(store, item)
    if standing is None or standing.by != store.owner.id:
        raise NotToBeReturned(case="", subject=item)
    returns.add(store, replace(standing, comment="", at=at))
    return Changes(Touched.CONSOLIDATION, frozenset({standing.case}))


def answer_item(store: Store, *, item: ReturnId, text: str, at: datetime) -> Changes:
    """The author answers; it is signed with the next score package. An empty ``text`` takes the answer back.

    Raises `NotToBeReturned` for what was not given back to the owner.
    """
    standing = returns.item(store, item)
    if standing is None or standing.assessor != store.owner.id or not standing.stands:
        raise NotToBeReturned(case="", subject=item)
    # The chair's clock may be ahead of this one; an answer never stands before its question.
    returns.add_answer(store, Answer(standing, text.strip(), max(at, standing.at)))
    return Changes(Touched.NOTES, frozenset({standing.case}))


def asked(store: Store, sheet: SheetKey, subject: str) -> ReturnedItem | None:
    """The question on an item that stands; None if there is none."""
    return next(
        (
            item
            for item in returns.of_case(store, sheet.case)
            if item.stands and (item.sheet, item.subject) == (sheet, subject)
        ),
        None,
    )


def subjects(scheme: Scheme, grade: str, method: str) -> tuple[str, ...]:
    """What of a sheet can be given back: its indicators, or the aspects of a sheet in per cent."""
    rules = scheme.grade(grade)
    held = rules.method(method)
    if held is None:
        return ()
    if scheme.method(method).marks == "percent":
        return held.covers
    return tuple(item.id for item in rules.indicators if item.aspect in held.covers)


def to_be_sent(store: Store, panel: PanelId, assessor: PersonId) -> tuple[ReturnedItem, ...]:
    """What goes to an assessor with a receipt: every question of the panel, those taken back too, so that they fall there."""
    given = frozenset(panels.get(store, panel).cases)
    return tuple(item for item in returns.of_assessor(store, assessor) if item.case in given)


def unsent(store: Store, panel: PanelId) -> dict[PersonId, tuple[ReturnedItem, ...]]:
    """What was asked, or taken back, since each author's last receipt was written. What an author never saw and is asked no more
    need not be sent.
    """
    written: dict[PersonId, datetime] = {}
    for row in packages.all(store, Kind.RECEIPT, "out"):
        if row.facts.get("panel") == panel:
            person = PersonId(row.recipient)
            written[person] = max(row.made_at, written.get(person, row.made_at))
    given = frozenset(panels.get(store, panel).cases)
    found: dict[PersonId, list[ReturnedItem]] = {}
    for item in returns.all_items(store):
        last = written.get(item.assessor)
        if item.case not in given or (last is not None and item.at <= last):
            continue
        if item.stands or (last is not None and returns.known_by(store, item.id, last)):
            found.setdefault(item.assessor, []).append(item)
    return {person: tuple(items) for person, items in found.items()}


def open_items(store: Store, assessor: PersonId) -> tuple[ReturnedItem, ...]:
    """What an assessor was given back and has not answered yet."""
    answered = returns.answers(store, assessor)
    return tuple(item for item in returns.of_assessor(store, assessor) if item.stands and item.id not in answered)


def keep_returned(store: Store, name: str, record: ReceiptRecord, panel: PanelId) -> None:
    """Keep the questions a receipt brought. Raises `NotOfThisRound` unless they come from the panel's chair and are about the
    owner's own sheets there.
    """
    given = panels.get(store, panel)
    due = {SheetKey(each.case, each.assessor, each.method) for each in given.assignments}
    sender = record.envelope.sender.id
    for item in record.returned:
        fits = (
            item.sheet in due and item.assessor == store.owner.id and item.by == sender == given.chair != item.assessor
        )
        fits = fits and item.at <= record.envelope.made_at + SKEW
        grade = cases.get(store, item.case).grade if fits else ""
        fits = fits and item.subject in subjects(scheme_of(store, item.case), grade, item.method)
        earlier = returns.item(store, item.id)
        if not fits or (earlier is not None and _about(earlier) != _about(item)):
            raise NotOfThisRound(name=name, subject=f"{item.case} {item.method} {item.subject}")
        if earlier is None or item.at > earlier.at:
            returns.add(store, item)


def own_answers(store: Store, chosen: Iterable[CaseId]) -> tuple[Answer, ...]:
    """The owner's answers about these cases, as they go out; to a question that was taken back there is none."""
    wanted = set(chosen)
    found = returns.answers(store, store.owner.id).values()
    return tuple(answer for answer in found if answer.item.case in wanted and answer.item.stands)


def keep_answers(store: Store, name: str, record: ScoreRecord) -> None:
    """Keep the answers a score package brought to what was asked here. Raises `NotOfThisRound` for one to a question of another
    person, or about another item than was asked.

    A question this workspace does not know (it was asked before it was restored) is passed over: the answer lies in the package.
    """
    number = packages.number_in(store, PackageSerial(record.envelope.serial))
    for answer in record.answers:
        here = returns.item(store, answer.item.id)
        if here is None:
            continue
        if _about(here) != _about(answer.item) or here.assessor != record.envelope.sender.id:
            raise NotOfThisRound(name=name, subject=f"{answer.item.case} {answer.item.subject}")
        returns.add_answer(store, answer, number)


def _about(item: ReturnedItem) -> tuple[str, ...]:
    return item.case, item.assessor, item.method, item.subject, item.by


def _version_here(store: Store, panel: PanelId, sheet: SheetKey) -> int | None:
    """The version of the locked sheet in hand; None if there is none."""
    found = received.sheets_of(store, panel, sheet.case)
    return next((each.version for each in found if each.key == sheet and each.state is SheetState.LOCKED), None)
