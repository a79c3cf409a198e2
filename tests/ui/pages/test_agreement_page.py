"""Agreement and severity: numbers with intervals and counts, sentences where there is too little, never a mark moved."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.agreement import Estimate
from assessor_app.models.marks import SheetKey
from assessor_app.store import panels
from assessor_app.ui.grab import clipped_texts, variants
from assessor_app.ui.pages.agreement_page import AgreementPage, number, said
from assessor_app.workflow.agreement import agreement_view
from assessor_app.workflow.lock import reopen_sheet
from tests.ui.hands import settle
from tests.ui.pages.chair_desk import OpenChair


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_that_too_few_cases_are_said_instead_of_a_number_and_the_widest_differences_listed(
    open_chair: OpenChair, qtbot: QtBot
) -> None:
    window = open_chair("conclude")
    page = AgreementPage(window.desk)
    qtbot.addWidget(page)
    page.resize(1216, 730)
    page.focus_first()
    settle(window, qtbot)
    assert "需 8 个" in page.plot.accessibleName()
    assert "周砚秋" in page.plot.accessibleName() or "裴长庚" in page.plot.accessibleName()
    found = agreement_view(window.desk.store, window.desk.panel)
    assert [each.indicator for each in found.together] == ["L3"]
    assert number(found.aspects[0].kappa.value) in words_in(page)  # type: ignore[union-attr]  # the sample has enough
    page.show()
    for _language, _choice in variants(window.desk.appearance, window.desk.languages):
        assert clipped_texts(page) == []
    page.hide()


def test_that_a_sealed_case_does_not_speak(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    desk = window.desk
    before = agreement_view(desk.store, desk.panel)
    due = next(item for item in panels.get(desk.store, desk.panel).assignments if item.assessor == desk.owner.id)
    desk.perform(reopen_sheet, sheet=SheetKey(due.case, due.assessor, due.method), reason="a slip")
    settle(window, qtbot)
    after = agreement_view(desk.store, desk.panel)
    assert (after.cases, after.sealed) == (before.cases - 1, 1)
    assert all(case.case != due.case for each in after.severities for case in each.cases)


def test_that_numbers_carry_their_interval_and_a_true_minus() -> None:
    assert said(Estimate(-0.25, -0.5, 0.0, 9)) == "−0.25 [−0.50, 0.00]"
    assert said(Estimate(0.25, None, None, 1)) == "0.25"
