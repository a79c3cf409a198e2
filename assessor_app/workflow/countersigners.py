"""Whose further signatures a result package takes.

The chair signs first. After that any member of the panel may sign as assessor, once, who may decide on every case in the
package: a signature stands under the whole of it. So neither whoever recused from a case or trained its candidate, nor a
trainee whose marks do not count. Example: a panel of three concludes two cases, one member recused from the second: the
package takes one further signature. Concluding that case in a package of its own gives the first package two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessor_app.errors import Refusal
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.models.marks import Sheet, Tie
from assessor_app.models.people import Person, Role
from assessor_app.models.records import ResultRecord
from assessor_app.signing.container import signature_name
from assessor_app.signing.verdicts import Problem, SignerInfo
from assessor_app.workflow.errors import (
    CountersignedTwice,
    CountersignerBarred,
    CountersignerNotMember,
    CountersignerRole,
)
from assessor_app.workflow.recommend import barred_from

ROLE = Role.ASSESSOR


def approvers(record: ResultRecord, sheets: Iterable[Sheet]) -> tuple[Person, ...]:
    """The members who may sign after the chair, in the panel's order. ``sheets``: all that the members handed in."""
    barred = _barred(record, sheets)
    return tuple(
        member
        for member in record.panel.members
        if member.id not in {record.panel.chair, *barred} and not _is_trainee(record, member.id)
    )


def countersigner_refusals(
    name: str, record: ResultRecord, signers: Sequence[SignerInfo], sheets: Iterable[Sheet]
) -> tuple[tuple[str, Refusal], ...]:
    """What is wrong with each signer after the first: where their signature lies, and the refusal that says it.

    Whether they are trusted is said by the container's own verdict.
    """
    known = tuple(sheets)
    found = []
    for place, signer in enumerate(signers[1:], start=1):
        why = why_not(
            name,
            record,
            known,
            signer=PersonId(signer.person_id),
            called=signer.name,
            roles=signer.roles if signer.role == ROLE.value else (),
            earlier=[PersonId(one.person_id) for one in signers[:place]],
        )
        if why is not None:
            found.append((signature_name(place + 1), why))
    return tuple(found)


def countersigner_problems(
    name: str, record: ResultRecord, signers: Sequence[SignerInfo], sheets: Iterable[Sheet]
) -> tuple[Problem, ...]:
    """The same as problems of a verdict."""
    return tuple(
        Problem(why.code, part, {fact: str(value) for fact, value in why.facts.items()})
        for part, why in countersigner_refusals(name, record, signers, sheets)
    )


def why_not(
    name: str,
    record: ResultRecord,
    sheets: Iterable[Sheet],
    *,
    signer: PersonId,
    called: str,
    roles: Sequence[str],
    earlier: Sequence[PersonId],
) -> Refusal | None:
    """Why this person's signature is not one that the package ``name`` takes after the ``earlier`` ones; None if it is."""
    if signer in earlier:
        return CountersignedTwice(name=name, signer=called)
    if signer not in {member.id for member in record.panel.members} or _is_trainee(record, signer):
        return CountersignerNotMember(name=name, signer=called, panel=record.panel.name)
    if ROLE.value not in roles:
        return CountersignerRole(name=name, signer=called)
    case = _barred(record, sheets).get(signer)
    if case is not None:
        numbers = {one.id: one.candidate.number for one in record.cases}
        return CountersignerBarred(name=name, signer=called, case=numbers[case])
    return None


def _barred(record: ResultRecord, sheets: Iterable[Sheet]) -> dict[PersonId, CaseId]:
    """Who may not decide on one of the cases, and on which (the first)."""
    known = tuple(sheets)
    found: dict[PersonId, CaseId] = {}
    for case in record.cases:
        said = {person for about, person in record.minutes.recused if about == case.id}
        declared = {one.assessor for one in record.declarations if one.case == case.id and one.tie is Tie.RECUSED}
        for person in barred_from(case, [one for one in known if one.key.case == case.id]) | said | declared:
            found.setdefault(person, case.id)
    return found


def _is_trainee(record: ResultRecord, person: PersonId) -> bool:
    """Whoever has sheets to fill, none of which counts."""
    due = [item.counted for item in record.panel.assignments if item.assessor == person]
    return bool(due) and not any(due)
