"""Identities: issued once, shown once, revoked for good; the trust list goes out as files."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import PersonId
from assessor_app.store import people, trust
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.identities_page import IdentitiesPage
from assessor_app.ui.paper import write_paper
from assessor_app.workflow.keys import KeyState, keyholders
from tests.ui.hands import page_of, settle, write
from tests.ui.pages.society_desk import OFFICER, Office, OpenOffice

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(open_office: OpenOffice, new_office: Office) -> DeskWindow:
    return open_office(new_office, "identities")


@pytest.fixture
def page(desk: DeskWindow, new_office: Office) -> IdentitiesPage:
    page = page_of(desk, "identities", IdentitiesPage)
    assert new_office.authority is not None
    page.use_authority(new_office.authority)
    return page


def type_passphrase(page: IdentitiesPage, words: str, qtbot: QtBot) -> None:
    page.passphrase.setFocus()
    write(qtbot, words)


def test_that_revoking_makes_a_newer_trust_list_and_ends_the_identity(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not page.revoke_button.isEnabled()
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    qtbot.mouseClick(page.revoke_button, LEFT)
    assert page.passphrase.text() == ""
    settle(desk, qtbot)
    assert trust.number(desk.desk.store) == 2
    assert [holder.state for holder in keyholders(desk.desk.store, desk.desk.now())] == [KeyState.REVOKED]
    page.export_to(tmp_path)
    assert {"trust-list.p7s", "ca.pem"} < {path.name for path in tmp_path.iterdir()}
    assert b"X509 CRL" in (tmp_path / "ca.crl.pem").read_bytes()


def test_that_a_wrong_passphrase_changes_nothing(desk: DeskWindow, page: IdentitiesPage, qtbot: QtBot) -> None:
    type_passphrase(page, "not the passphrase", qtbot)
    page.revoke_chosen()
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert trust.number(desk.desk.store) == 1


def test_that_the_key_of_another_society_is_refused(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    """An officer's own identity is no authority."""
    page.use_authority(office.folder / "identities" / f"{OFFICER}.p12")
    type_passphrase(page, office.passphrase, qtbot)
    page.issue_into(tmp_path / "none", [PersonId(OFFICER)])
    settle(desk, qtbot)
    assert page.trouble.isVisible()
    assert not (tmp_path / "none").exists()


def test_that_new_passphrases_are_shown_printed_and_put_away(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    before = people.get(desk.desk.store, PersonId(OFFICER)).fingerprint
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    page.issue_into(tmp_path / "files", [PersonId(OFFICER)])
    settle(desk, qtbot)
    assert people.get(desk.desk.store, PersonId(OFFICER)).fingerprint != before
    letter = page.letters[0]
    assert (tmp_path / "files" / f"{OFFICER}-passphrase.txt").read_text(encoding="utf-8").splitlines()[
        1
    ] == letter.passphrase
    write_paper(tmp_path / "letters.pdf", page.letters_html(), title="letters")
    document = pypdfium2.PdfDocument(tmp_path / "letters.pdf")
    assert letter.passphrase in document[0].get_textpage().get_text_range()
    document.close()
    qtmodeltester.check(page.view.table)
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []
    qtbot.mouseClick(page.hide_button, LEFT)
    assert page.letters == []
    assert letter.passphrase not in page.letters_html()
