"""The pages, by desk: what a person with these roles finds in the rail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from assessor_app.models.people import Desk as DeskName
from assessor_app.models.people import desks_of
from assessor_app.models.rounds import Mode
from assessor_app.ui.language import QT_TRANSLATE_NOOP, translated
from assessor_app.ui.main_window import PageSpec

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor_app.ui.desk import Desk

_Entry = tuple[str, str, str, str]
"""Id, icon, English title (translated in the context Pages), and "module:class" below this folder."""

PAGES: dict[DeskName, tuple[_Entry, ...]] = {
    DeskName.ASSESSOR: (
        ("today", "today", QT_TRANSLATE_NOOP("Pages", "Today"), "today_page:TodayPage"),
        ("declare", "recused", QT_TRANSLATE_NOOP("Pages", "Declare"), "declare_page:DeclarePage"),
        ("score", "score", QT_TRANSLATE_NOOP("Pages", "Score"), "score_page:ScorePage"),
        ("written", "test", QT_TRANSLATE_NOOP("Pages", "Written"), "written_page:WrittenPage"),
        ("interview", "interview", QT_TRANSLATE_NOOP("Pages", "Interview"), "interview_page:InterviewPage"),
        ("sign", "sign", QT_TRANSLATE_NOOP("Pages", "Sign"), "sign_page:SignPage"),
    ),
    DeskName.CHAIR: (
        ("reconcile", "reconcile", QT_TRANSLATE_NOOP("Pages", "Check"), "reconcile_page:ReconcilePage"),
        ("consolidate", "consolidate", QT_TRANSLATE_NOOP("Pages", "Agree"), "consolidate_page:ConsolidatePage"),
        ("agreement", "agreement", QT_TRANSLATE_NOOP("Pages", "Spread"), "agreement_page:AgreementPage"),
        ("conclude", "seal", QT_TRANSLATE_NOOP("Pages", "Conclude"), "conclude_page:ConcludePage"),
    ),
    DeskName.SOCIETY: (
        ("round", "round", QT_TRANSLATE_NOOP("Pages", "Rounds"), "round_page:RoundPage"),
        ("identities", "key", QT_TRANSLATE_NOOP("Pages", "Keys"), "identities_page:IdentitiesPage"),
        ("intake", "intake", QT_TRANSLATE_NOOP("Pages", "Take in"), "intake_page:IntakePage"),
    ),
}

IN_REHEARSAL: _Entry = (
    "calibrate",
    "radar",
    QT_TRANSLATE_NOOP("Pages", "Calibrate"),
    "calibrate_page:CalibratePage",
)
"""At the assessor's desk of a rehearsal workspace; a live one has nothing to practise on."""

AT_FOOT: tuple[_Entry, ...] = (
    ("verify", "valid", QT_TRANSLATE_NOOP("Pages", "Verify"), "verify_page:VerifyPage"),
    ("help", "keyboard", QT_TRANSLATE_NOOP("Pages", "Help"), "help_page:HelpPage"),
    ("settings", "settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "settings_page:SettingsPage"),
)


def page_specs(desk: Desk) -> Sequence[PageSpec]:
    """The pages of the owner's desks, in the order of the rail."""
    own = [entry for name in desks_of(desk.owner.roles) for entry in _of_desk(name, desk.store.mode)]
    return [_spec(desk, entry) for entry in own] + [_spec(desk, entry, at_foot=True) for entry in AT_FOOT]


def _of_desk(name: DeskName, mode: Mode) -> tuple[_Entry, ...]:
    practises = name is DeskName.ASSESSOR and mode is Mode.REHEARSAL
    return (*PAGES[name], IN_REHEARSAL) if practises else PAGES[name]


def _spec(desk: Desk, entry: _Entry, *, at_foot: bool = False) -> PageSpec:
    page_id, icon, title, place = entry
    return PageSpec(page_id, icon, partial(translated, "Pages", title), _factory(desk, place), at_foot)


def _factory(desk: Desk, place: str) -> Callable[[], QWidget]:
    """Builds the page when it is first shown, so that nothing of a page is loaded before somebody looks at it."""

    def build() -> QWidget:
        module, _, name = place.partition(":")
        page: QWidget = getattr(import_module(f"{__name__}.{module}"), name)(desk)
        return page

    return build
