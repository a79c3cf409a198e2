"""Agreement and severity: numbers with intervals and counts, sentences where there is too little, never a mark moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.agreement import Estimate
from assessor_app.models.derivation import FlagCode
from assessor_app.models.marks import SheetKey
from assessor_app.store import panels
from assessor_app.ui.grab import clipped_texts, variants
from assessor_app.ui.pages.agreement_borderline import MOST_CHANGES, change_lines
from assessor_app.ui.pages.agreement_page import PARTS, AgreementPage
from assessor_app.ui.pages.agreement_views import said
from assessor_app.ui.theme import ThemeChoice
from assessor_app.ui.widgets.panel_plots import figure
from assessor_app.workflow.agreement import agreement_view, borderline_cases, is_borderline
from assessor_app.workflow.consolidate import panel_view
from assessor_app.workflow.lock import reopen_sheet
from tests.ui.hands import page_of, settle
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
    found = agreement_view(window.desk.store, panel=window.desk.panel)
    assert [each.indicator for each in found.together] == ["L3"]
    assert figure(found.aspects[0].kappa.value) in words_in(page)  # type: ignore[union-attr]  # the sample has enough
    page.show()
    for _language, _choice in variants(window.desk.appearance, window.desk.languages):
        assert clipped_texts(page) == []
    page.hide()


def test_that_a_sealed_case_does_not_speak(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    desk = window.desk
    before = agreement_view(desk.store, panel=desk.panel)
    due = next(item for item in panels.get(desk.store, desk.panel).assignments if item.assessor == desk.owner.id)
    desk.perform(reopen_sheet, sheet=SheetKey(due.case, due.assessor, due.method), reason="a slip")
    settle(window, qtbot)
    after = agreement_view(desk.store, panel=desk.panel)
    assert (after.cases, after.sealed) == (before.cases - 1, 1)
    assert all(case.case != due.case for each in after.severities for case in each.cases)


def test_that_numbers_carry_their_interval_and_a_true_minus() -> None:
    assert said(Estimate(-0.25, -0.5, 0.0, 9)) == "−0.25 [−0.50, 0.00]"
    assert said(Estimate(0.25, None, None, 1)) == "0.25"
    assert said(Estimate(-0.001, None, None, 1)) == "0.00"


def test_that_every_view_shows_its_part_and_says_why_a_number_is_missing(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    page = AgreementPage(window.desk)
    qtbot.addWidget(page)
    page.resize(1216, 730)
    page.focus_first()
    settle(window, qtbot)
    found = agreement_view(window.desk.store, panel=window.desk.panel).statistics
    overall = found.groups[0]
    first = page.figures.lines()[0][1]
    assert first[1:3] == (str(overall.marks), str(overall.agreement.pairs))
    assert first[5] == said(overall.kappa)
    assert len(page.pairs.lines()) == len(found.pairs)
    assert [name for name, _ in page.use.lines()] == [use.assessor for use in found.scale_use]
    assert page.design.rasch_words()
    assert page.design.study_words()
    assert "周砚秋" in page.candidates.plot.accessibleName()
    paper = page.paper()
    assert first[5] in paper
    assert "不会用来改动任何评分" in paper


def test_that_t_goes_through_the_views_without_a_word_cut_off(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    page = AgreementPage(window.desk)
    qtbot.addWidget(page)
    page.resize(1216, 730)
    page.focus_first()
    settle(window, qtbot)
    page.show()
    seen = []
    for _ in PARTS:
        qtbot.keyClick(page, Qt.Key.Key_T)
        seen.append(page.views.current)
    assert sorted(seen) == sorted(PARTS)
    for _language, _choice in variants(window.desk.appearance, window.desk.languages, (ThemeChoice.LIGHT,)):
        for part in PARTS:
            page.show_part(part)
            assert clipped_texts(page) == [], part
    page.hide()


def test_that_the_tables_of_figures_keep_the_rules_of_item_models(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    page = AgreementPage(window.desk)
    qtbot.addWidget(page)
    for rows in (page.figures.rows, page.pairs.rows, page.use.rows, page.design.rows):
        QAbstractItemModelTester(rows.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.focus_first()
    settle(window, qtbot)
    page.show_method("interview")
    settle(window, qtbot)


def test_that_who_lies_within_the_margin_is_listed_across_the_panel_with_what_would_turn_it(
    open_chair: OpenChair, qtbot: QtBot
) -> None:
    window = open_chair("agreement")
    page = page_of(window, "agreement", AgreementPage)
    settle(window, qtbot)
    page.show_part("borderline")
    settle(window, qtbot)
    view = panel_view(window.desk.store, window.desk.panel)
    near = borderline_cases(view, lambda _text, _share: None)
    expected = [
        seen.case.id for seen in view.cases if any(flag.code is FlagCode.BORDERLINE for flag in seen.evaluation.flags)
    ]
    assert expected  # the sample has one
    assert [seen.case.id for seen, _ in near] == expected
    shown = words_in(page.borderline)
    for seen, one in near:
        assert seen.case.candidate.number in shown
        assert all(line in shown for line in list(change_lines(view, one.changes, window.desk.language))[:MOST_CHANGES])
    assert "临界" in page.paper()
    name = view.case(near[0][0].case.id).case.candidate.name.zh
    go = next(each for each in page.borderline.findChildren(QPushButton) if each.text() == name)
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert (window.window.current_page, window.desk.case) == ("consolidate", near[0][0].case.id)


def test_that_a_sealed_case_is_not_told_to_be_close(open_chair: OpenChair, qtbot: QtBot) -> None:
    window = open_chair("conclude")
    view = panel_view(window.desk.store, window.desk.panel)
    near = next(seen for seen in view.cases if is_borderline(seen))
    due = next(item for item in near.assignments if item.assessor == window.desk.owner.id)
    window.desk.perform(reopen_sheet, sheet=SheetKey(due.case, due.assessor, due.method), reason="a slip")
    settle(window, qtbot)
    assert not is_borderline(panel_view(window.desk.store, window.desk.panel).case(near.case.id))
