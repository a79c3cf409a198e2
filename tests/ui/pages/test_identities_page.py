"""Identities: issued once, shown once, revoked for good; the trust list goes out as files."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor_app.models.ids import PersonId
from assessor_app.models.rounds import Mode
from assessor_app.signing.certificates import BACKDATED
from assessor_app.signing.errors import WrongPassphrase
from assessor_app.store import people, trust
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.identities_page import IdentitiesPage
from assessor_app.ui.pages.settings_page import SettingsPage
from assessor_app.ui.paper import write_paper
from assessor_app.ui.runner import system_clock
from assessor_app.workflow.join import make_workspace, unlock
from assessor_app.workflow.keys import KeyState, keyholders, trust_facts
from assessor_app.workflow.recover import Sharer, recover
from tests.ui.hands import page_of, press, settle, write
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


def fill(field: QLineEdit, words: str, qtbot: QtBot) -> None:
    field.setFocus()
    if words.isascii():
        write(qtbot, words)
    else:
        field.insert(words)  # what an input method does; Qt's test keyboard has no Chinese keys


def second_officer(desk: DeskWindow, page: IdentitiesPage, office: Office, folder: Path, qtbot: QtBot) -> Path:
    """Enter another officer by hand and issue an identity to them."""
    fill(page.recovery.number, "S002", qtbot)
    fill(page.recovery.chinese, "沈砚秋", qtbot)
    assert page.recovery.add_button.isEnabled()
    fill(page.recovery.english, "Shen Yanqiu", qtbot)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert page.without_identity == ("S002",)
    type_passphrase(page, office.authority_passphrase, qtbot)
    page.issue_into(folder, page.without_identity)
    settle(desk, qtbot)
    return folder / "S002.p12"


def test_that_two_officers_hold_the_recovery_key_and_open_a_workspace_with_it(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    assert not page.recovery.make_button.isEnabled()  # there is one officer yet
    page.passphrase.clear()
    other = second_officer(desk, page, new_office, tmp_path / "files", qtbot)
    secret = page.letters[0].passphrase
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    assert page.recovery.make_button.isEnabled()
    page.make_shares(tmp_path / "shares")
    settle(desk, qtbot)
    facts = trust_facts(desk.desk.store)
    assert facts is not None
    assert (facts.number, facts.recovery is not None) == (2, True)
    shares = sorted((tmp_path / "shares").iterdir())
    assert [path.name for path in shares] == ["recovery-2-S001.p7m", "recovery-2-S002.p7m"]
    page.export_to(tmp_path)
    lost = tmp_path / "lost.assessdb"
    list_ = tmp_path / "trust-list.p7s"
    make_workspace(
        lost,
        p12=other.read_bytes(),
        trust_list=list_.read_bytes(),
        passphrase=secret,
        mode=Mode.LIVE,
        at=system_clock(),
    ).close()
    own = Sharer(shares[0], new_office.folder / f"{OFFICER}.p12", new_office.passphrase)
    sharers = (own, Sharer(shares[1], other, secret))
    with recover(lost, sharers=sharers, trust_list=list_, new="runo-tami-selo", at=system_clock()) as store:
        assert store.owner.id == "S002"


def test_that_the_same_officer_holds_no_two_shares(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    second_officer(desk, page, new_office, tmp_path / "files", qtbot)
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    page.recovery.second.setCurrentIndex(page.recovery.first.currentIndex())
    assert not page.recovery.make_button.isEnabled()


def test_that_a_number_in_use_is_refused(desk: DeskWindow, page: IdentitiesPage, qtbot: QtBot) -> None:
    fill(page.recovery.number, OFFICER, qtbot)
    fill(page.recovery.chinese, "别人", qtbot)
    qtbot.mouseClick(page.recovery.add_button, LEFT)
    settle(desk, qtbot)
    assert "任秋" in page.trouble.text.what
    assert page.recovery.chinese.text() == "别人"


def test_that_a_term_is_renewed_by_request_certificate_and_settings(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    (before,) = keyholders(desk.desk.store, desk.desk.now())
    assert before.since is not None
    began = before.since + BACKDATED + timedelta(seconds=1)
    qtbot.waitUntil(lambda: system_clock() > began)
    desk.window.show_page("settings")
    settings = page_of(desk, "settings", SettingsPage).renewal
    assert not settings.ask_button.isEnabled()
    fill(settings.passphrase, "not the one", qtbot)
    settings.ask(tmp_path)
    settle(desk, qtbot)
    assert settings.trouble.isVisible()
    fill(settings.passphrase, new_office.passphrase, qtbot)
    assert settings.ask_button.isEnabled()
    settings.ask(tmp_path)
    settle(desk, qtbot)
    assert settings.passphrase.text() == ""

    desk.window.show_page("identities")
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    page.certify(tmp_path / f"renewal-{OFFICER}.csr.pem", tmp_path)
    settle(desk, qtbot)

    desk.window.show_page("settings")
    fill(settings.passphrase, new_office.passphrase, qtbot)
    settings.finish(tmp_path / f"renewed-{OFFICER}.cer.pem")
    settle(desk, qtbot)
    assert not settings.trouble.isVisible()
    (after,) = keyholders(desk.desk.store, desk.desk.now())
    assert after.until is not None
    assert before.until is not None
    assert after.until > before.until
    assert unlock(desk.desk.store, new_office.passphrase).not_after == after.until


def test_that_another_identity_is_put_in_under_the_passphrase_of_the_workspace(
    desk: DeskWindow, page: IdentitiesPage, new_office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    type_passphrase(page, new_office.authority_passphrase, qtbot)
    page.issue_into(tmp_path / "files", [PersonId(OFFICER)])
    settle(desk, qtbot)
    secret = page.letters[0].passphrase
    desk.window.show_page("settings")
    settings = page_of(desk, "settings", SettingsPage).renewal
    settings.identity.choose(tmp_path / "files" / f"{OFFICER}.p12")
    fill(settings.passphrase, new_office.passphrase, qtbot)
    fill(settings.secret, secret, qtbot)
    qtbot.mouseClick(settings.put_button, LEFT)
    settle(desk, qtbot)
    assert not settings.trouble.isVisible()
    mine = unlock(desk.desk.store, new_office.passphrase)
    assert mine.fingerprint == people.get(desk.desk.store, PersonId(OFFICER)).fingerprint
    with pytest.raises(WrongPassphrase):
        unlock(desk.desk.store, secret)
