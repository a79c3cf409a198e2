"""What a panel adds: agreed levels, flags talked through, recommendations, votes, unsealings. Only ever added."""

from __future__ import annotations

from datetime import datetime

from assessor_app.models.consolidation import AgreedLevel, Recommendation, Settled, Stand, Vote
from assessor_app.models.ids import CaseId, PersonId
from assessor_app.store.database import Store
from assessor_app.store.queries import newest
from assessor_app.store.values import offset, texts, time, to_json, utc


def add_agreed(store: Store, agreed: AgreedLevel) -> None:
    """Add an agreed level; level None withdraws the one before."""
    store.append(
        "agreed_levels",
        case_id=agreed.case,
        method=agreed.method,
        indicator=agreed.indicator,
        level=agreed.level,
        reason=agreed.reason,
        by=agreed.by,
        at=utc(agreed.at),
        at_offset=offset(agreed.at),
        participants=to_json(agreed.participants),
    )


def agreed(store: Store, case: CaseId | None = None) -> tuple[AgreedLevel, ...]:
    """The agreed levels that stand, of a case or of all; withdrawn ones left out."""
    return tuple(each for each in _agreed(store, case, current=True) if each.level is not None)


def agreed_history(store: Store, case: CaseId) -> tuple[AgreedLevel, ...]:
    """Every agreement and withdrawal, oldest first."""
    return _agreed(store, case, current=False)


def add_settled(store: Store, settled: Settled) -> None:
    store.append(
        "settled_flags",
        case_id=settled.case,
        code=settled.code,
        subject=settled.subject,
        method=settled.method,
        reason=settled.reason,
        by=settled.by,
        at=utc(settled.at),
        at_offset=offset(settled.at),
        participants=to_json(settled.participants),
    )


def settled(store: Store, case: CaseId | None = None) -> tuple[Settled, ...]:
    """The newest word on each flag that was talked through, of a case or of all; an empty reason takes it back."""
    found = store.rows(
        newest(
            "settled_flags",
            "case_id, code, subject, method, reason, by, at, at_offset, participants",
            "?1 IS NULL OR case_id = ?1",
            "case_id, code, subject, method",
        ),
        case,
    )
    return tuple(
        Settled(CaseId(case), code, subject, method, reason, PersonId(by), time(at, minutes), _people(participants))
        for case, code, subject, method, reason, by, at, minutes, participants in found
        if reason
    )


def add_recommendation(store: Store, recommendation: Recommendation) -> None:
    """Add a recommendation; it takes the place of the one before, and asks the members anew."""
    store.append(
        "recommendations",
        case_id=recommendation.case,
        choice=recommendation.choice,
        departs=int(recommendation.departs),
        reason=recommendation.reason,
        other_grade=recommendation.other_grade,
        by=recommendation.by,
        at=utc(recommendation.at),
        at_offset=offset(recommendation.at),
    )


def recommendation(store: Store, case: CaseId) -> Recommendation | None:
    """The one that stands."""
    return recommendations(store, case).get(case)


def recommendations(store: Store, case: CaseId | None = None) -> dict[CaseId, Recommendation]:
    """The one that stands for each case, or for one."""
    found = store.rows(
        newest(
            "recommendations",
            "case_id, choice, departs, reason, by, at, at_offset, other_grade",
            "?1 IS NULL OR case_id = ?1",
            "case_id",
        ),
        case,
    )
    return {
        CaseId(case): Recommendation(
            CaseId(case), choice, bool(departs), reason, PersonId(by), time(at, minutes), other_grade
        )
        for case, choice, departs, reason, by, at, minutes, other_grade in found
    }


def add_vote(store: Store, vote: Vote) -> None:
    """Add a member's stand on the recommendation that stands now; a later one of the same member takes its place."""
    store.append(
        "votes",
        recommendation=_standing(store, vote.case),
        case_id=vote.case,
        member=vote.member,
        stand=vote.stand.value,
        reason=vote.reason,
        at=utc(vote.at),
        at_offset=offset(vote.at),
    )


def votes(store: Store, case: CaseId) -> tuple[Vote, ...]:
    """The newest stand of each member on the recommendation that stands; votes on an earlier one are not among them."""
    found = store.rows(
        newest("votes", "member, stand, reason, at, at_offset", "case_id = ? AND recommendation IS ?", "member"),
        case,
        _standing(store, case),
    )
    return tuple(
        Vote(case, PersonId(member), Stand(stand), reason, time(at, minutes))
        for member, stand, reason, at, minutes in found
    )


def all_votes(store: Store) -> dict[CaseId, tuple[Vote, ...]]:
    """As `votes`, for every case that has any, in one query."""
    found = store.rows(
        newest(
            "votes",
            "case_id, member, stand, reason, at, at_offset",
            "recommendation IS (SELECT max(r.seq) FROM recommendations r WHERE r.case_id = votes.case_id)",
            "case_id, member",
        )
    )
    cast: dict[CaseId, tuple[Vote, ...]] = {}
    for case, member, stand, reason, at, minutes in found:
        vote = Vote(CaseId(case), PersonId(member), Stand(stand), reason, time(at, minutes))
        cast[vote.case] = (*cast.get(vote.case, ()), vote)
    return cast


def unseal(store: Store, case: CaseId, by: PersonId, at: datetime) -> None:
    """Note that others' marks on a case may be seen here from now on; a second time is nothing."""
    if unsealed(store, case) is None:
        store.append("unsealings", case_id=case, by=by, at=utc(at), at_offset=offset(at))


def unsealed(store: Store, case: CaseId) -> datetime | None:
    """When others' marks on a case were opened here; None: not yet."""
    found = store.row("SELECT at, at_offset FROM unsealings WHERE case_id = ?", case)
    return time(*found) if found else None


def all_unsealed(store: Store) -> frozenset[CaseId]:
    return frozenset(CaseId(case) for (case,) in store.rows("SELECT case_id FROM unsealings"))


def _agreed(store: Store, case: CaseId | None, *, current: bool) -> tuple[AgreedLevel, ...]:
    entry = "case_id, method, indicator" if current else "seq"
    columns = "case_id, method, indicator, level, reason, by, at, at_offset, participants"
    found = store.rows(newest("agreed_levels", columns, "?1 IS NULL OR case_id = ?1", entry), case)
    return tuple(
        AgreedLevel(CaseId(case), method, indicator, level, reason, PersonId(by), time(at, minutes), _people(people))
        for case, method, indicator, level, reason, by, at, minutes, people in found
    )


def _standing(store: Store, case: CaseId) -> int | None:
    seq: int | None = store.value("SELECT max(seq) FROM recommendations WHERE case_id = ?", case)
    return seq


def _people(text: str) -> tuple[PersonId, ...]:
    return tuple(PersonId(person) for person in texts(text))
