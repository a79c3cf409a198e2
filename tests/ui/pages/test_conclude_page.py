"""The signature: departures and dissents first, a case that is not ready keeps back only itself, no passphrase is kept."""

from __future__ import annotations

from pathlib import Path

from docx import Document as DocxDocument
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.records import Kind
from assessor_app.store import packages
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, variants
from assessor_app.ui.pages.conclude_page import ConcludePage
from assessor_app.workflow.recommend import recommend
from tests.ui.hands import page_of, settle
from tests.ui.pages.chair_desk import OpenChair, Played


def opened(open_chair: OpenChair) -> tuple[DeskWindow, ConcludePage]:
    window = open_chair("conclude")
    return window, page_of(window, "conclude", ConcludePage)


def depart(window: DeskWindow, page: ConcludePage, qtbot: QtBot, number: str) -> None:
    """Recommend against the rule; every vote falls."""
    case = next(line.case for line in page.table.lines if line.number == number)
    window.desk.perform(recommend, case=case, choice="deferred", reason="one more piece of work")
    settle(window, qtbot)


def test_that_the_ticked_cases_are_signed_into_a_package(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_chair)
    before = len(packages.all(window.desk.store, Kind.RESULT, "out"))
    left_out = page.table.chosen[0]
    page.list.setFocus()
    page.list.setCurrentIndex(page.table.index(0, 0))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert left_out not in page.table.chosen
    assert not page.sign_button.isEnabled()
    qtbot.keyClicks(page.passphrase, played.passphrase)
    assert page.sign_button.isEnabled()

    page.sign_into(tmp_path)
    assert page.passphrase.text() == ""
    settle(window, qtbot)

    rows = packages.all(window.desk.store, Kind.RESULT, "out")
    assert len(rows) == before + 1
    assert left_out not in rows[-1].facts["cases"].split()
    assert len(list(tmp_path.glob("result-*.asice.p7m"))) == 1
    sent = {line.case for line in page.table.lines if line.sent}
    assert sent == set(rows[-1].facts["cases"].split())


def test_that_a_case_that_is_not_ready_says_why_and_keeps_back_only_itself(open_chair: OpenChair, qtbot: QtBot) -> None:
    window, page = opened(open_chair)
    everybody = page.table.chosen
    depart(window, page, qtbot, "0420")

    first = page.table.lines[0]
    assert (first.number, first.departs) == ("0420", True)  # departures stand first
    assert first.blocked
    assert set(everybody) - set(page.table.chosen) == {first.case}
    page.list.setCurrentIndex(page.table.index(0, 0))
    page.table.toggle(0)
    assert first.case not in page.table.chosen


def test_that_a_wrong_passphrase_signs_nothing_and_keeps_what_was_written(
    open_chair: OpenChair, tmp_path: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_chair)
    page.remarks.setPlainText("No fire alarm this time.")
    qtbot.keyClicks(page.passphrase, "wrong wrong wrong")
    page.sign_into(tmp_path)
    settle(window, qtbot)
    assert page.trouble.isVisible()
    assert list(tmp_path.glob("result-*")) == []
    assert page.remarks.toPlainText() == "No fire alarm this time."


def test_that_the_minutes_say_who_was_there_and_who_recused(open_chair: OpenChair) -> None:
    _window, page = opened(open_chair)
    minutes = page.minutes
    assert len(minutes.present) == 3
    assert len(minutes.recused) == 1
    assert minutes.place


def test_that_the_list_is_a_sound_table(open_chair: OpenChair, qtmodeltester: ModelTester) -> None:
    _window, page = opened(open_chair)
    qtmodeltester.check(page.table)


def test_that_no_text_is_cut_off_in_either_language(open_chair: OpenChair) -> None:
    window, page = opened(open_chair)
    for _language, _choice in variants(window.desk.appearance, window.desk.languages):
        assert clipped_texts(page) == []


def test_that_a_member_signs_beside_the_chair_with_their_own_identity(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_chair)
    settle(window, qtbot)
    box, folder = page.members, played.workspace.parent.parent / "identities"
    lines = (folder / "passphrases.txt").read_text("utf-8").splitlines()
    secrets = dict(line.replace(".assessdb", "").split("\t")[::2] for line in lines)
    view = page._view
    assert view is not None
    person, name = next((one.id, one.name.both) for one in view.panel.members if one.id == "A103")
    before = box.signed_by.text()
    assert not box.sign_button.isEnabled()
    box.identity.choose(next(folder.glob(f"{person}*.p12")))
    qtbot.keyClicks(box.secret, "not the passphrase")
    box.sign_into(tmp_path)
    settle(window, qtbot)
    assert box.trouble.isVisibleTo(page)
    assert box.secret.text() == ""
    assert not list(tmp_path.glob("result-*"))

    qtbot.keyClicks(box.secret, secrets[person])
    box.sign_into(tmp_path)
    settle(window, qtbot)
    settle(window, qtbot)
    assert len(list(tmp_path.glob(f"result-*-{person}.asice.p7m"))) == 1
    assert box.signed_by.text() != before
    assert name.split()[0] in box.signed_by.text()


def test_that_reports_are_written_on_a_template_that_fits_and_one_that_does_not_says_why(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    window, page = opened(open_chair)
    settle(window, qtbot)
    reports = page.reports
    assert reports.isVisibleTo(page)
    blank = tmp_path / "blank.docx"
    reports.write_blank_to(blank)
    poor = DocxDocument()
    poor.add_paragraph("{{number}} {{score}}")
    poor.save(str(tmp_path / "poor.docx"))
    reports.template.choose(tmp_path / "poor.docx")
    settle(window, qtbot)
    assert "{{score}}" in reports.trouble.accessibleName()
    qtbot.keyClicks(reports.secret, played.passphrase)
    assert not reports.write_button.isEnabled()

    reports.template.choose(blank)
    settle(window, qtbot)
    assert not reports.trouble.isVisibleTo(page)
    assert reports.write_button.isEnabled()
    out = tmp_path / "out"
    out.mkdir()
    reports.write_into(out)
    assert reports.secret.text() == ""
    settle(window, qtbot)
    cases = packages.all(window.desk.store, Kind.RESULT, "out")[-1].facts["cases"].split()
    assert len(list(out.glob("report-*.docx"))) == len(cases)
