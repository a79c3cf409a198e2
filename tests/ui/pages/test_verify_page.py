"""Verification of any file, and the validity sheet in the window and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.desk_window import DeskWindow
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.pages.validity_words import headline
from assessor_app.ui.pages.verify_page import VerifyPage
from assessor_app.ui.paper import page_count
from assessor_app.ui.theme import Look, ThemeChoice
from tests.ui.hands import page_of, press, settle, write
from tests.ui.pages.chair_desk import OpenChair, Played
from tests.ui.pages.society_desk import Office, OpenOffice


@pytest.fixture
def desk(open_office: OpenOffice, office: Office) -> DeskWindow:
    return open_office(office, "verify")


@pytest.fixture
def page(desk: DeskWindow) -> VerifyPage:
    return page_of(desk, "verify", VerifyPage)


def verify(desk: DeskWindow, page: VerifyPage, file: Path, qtbot: QtBot) -> str:
    page.verify(file)
    settle(desk, qtbot)
    return page.sheet.headline.text()


def test_that_a_result_is_said_valid_and_printed_on_one_page_that_can_be_read_back(
    desk: DeskWindow, page: VerifyPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    assert verify(desk, page, office.container, qtbot) == "有效：签名齐全，内容未改，结论可复算"
    validity = page.sheet.validity
    assert validity is not None
    assert [line.signer.role for line in validity.signatures] == ["assessor", "assessor", "assessor", "chair"]
    for language in Language:
        desk.desk.languages.switch(language)
        page.write_pdf(tmp_path / f"{language}.pdf")
        document = pypdfium2.PdfDocument(tmp_path / f"{language}.pdf")
        text = "".join(document[0].get_textpage().get_text_range().split())
        assert len(document) == page_count(page.sheet.html()) == 1
        for expected in (headline(validity.verdict), office.container.name, validity.authority[:4], "裴长庚", "6/6"):
            assert "".join(expected.split()) in text, (language, expected)
        document.close()


def test_that_a_sheet_with_many_signers_is_set_smaller_and_stays_on_one_page(
    desk: DeskWindow, page: VerifyPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    verify(desk, page, office.container, qtbot)
    validity = page.sheet.validity
    assert validity is not None
    page.sheet.show_validity(replace(validity, signatures=validity.signatures * 4, parts=validity.parts * 2))
    desk.desk.languages.switch(Language.EN)
    desk.desk.appearance.set_look(Look(ThemeChoice.DARK))
    assert page_count(page.sheet.html()) == 2
    page.write_pdf(tmp_path / "sheet.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert len(document) == 1
    said = "".join(document[0].get_textpage().get_text_range().split())
    assert said.count("valid,trusted") == 14
    assert min(bytes(document[0].render(scale=1).buffer)) < 60  # ink, whatever the window's theme
    document.close()


def test_that_the_copied_commands_are_those_that_openssl_takes(
    desk: DeskWindow, page: VerifyPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    import shutil
    import subprocess

    shutil.copyfile(office.container, tmp_path / office.container.name)
    verify(desk, page, tmp_path / office.container.name, qtbot)
    page.write_ca(tmp_path / "ca.pem")
    press(qtbot, Qt.Key.Key_C)
    commands = QApplication.clipboard().text()
    assert commands.splitlines()[0].startswith("unzip")
    done = subprocess.run(
        ["sh", "-e", "-c", commands], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    digest = done.stdout.split()[-1]
    assert digest in (tmp_path / "package" / "META-INF" / "ASiCManifest001.xml").read_text(encoding="utf-8")


def test_that_an_altered_file_is_said_not_valid_and_explained(
    desk: DeskWindow, page: VerifyPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    content = bytearray(office.container.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "altered.asice").write_bytes(content)
    assert verify(desk, page, tmp_path / "altered.asice", qtbot).startswith("无效")
    document = next((office.folder / "documents").glob("*.docx"))
    assert verify(desk, page, document, qtbot) == "有效：已签名，签名后未改"


def test_that_a_sealed_file_asks_for_the_passphrase_on_the_page(
    desk: DeskWindow, page: VerifyPage, office: Office, qtbot: QtBot
) -> None:
    verify(desk, page, office.result, qtbot)
    assert page.passphrase.hasFocus()
    write(qtbot, office.passphrase)
    press(qtbot, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert page.passphrase.text() == ""
    assert page.sheet.validity is not None
    assert page.sheet.validity.sealed
    assert page.sheet.validity.commands[0].startswith("openssl cms -decrypt")


def test_that_another_trust_list_makes_the_signer_unknown_not_the_file_broken(
    desk: DeskWindow, page: VerifyPage, office: Office, new_office: Office, qtbot: QtBot
) -> None:
    document = next((office.folder / "documents").glob("*.docx"))
    verify(desk, page, document, qtbot)
    page.use_trust(new_office.folder / "trust-list.p7s")
    settle(desk, qtbot)
    assert page.sheet.headline.text() == "签名后未改，但不认识签名人"
    page.use_trust(None)
    settle(desk, qtbot)
    assert page.sheet.headline.text() == "有效：已签名，签名后未改"


def test_that_no_text_is_cut_off_in_either_language(
    desk: DeskWindow, page: VerifyPage, office: Office, qtbot: QtBot
) -> None:
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []
    verify(desk, page, office.container, qtbot)
    for _ in variants(desk.desk.appearance, desk.desk.languages):
        picture(page)  # lets the layout come to rest
        assert clipped_texts(page) == []


def test_that_a_member_signs_a_result_on_their_own_computer(
    open_chair: OpenChair, played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    result = next((played.workspace.parent.parent / "result").iterdir())
    window = open_chair("verify", person="A103")
    page = page_of(window, "verify", VerifyPage)
    page.verify(result)
    settle(window, qtbot)
    assert not page.beside.isVisible()  # sealed still
    page.verify(result, played.passphrases["A103"])
    settle(window, qtbot)
    assert page.beside.isVisible()
    assert "同意 6 份" in page.beside.words
    qtbot.keyClicks(page.beside.passphrase, "not it")
    page.beside.sign_into(tmp_path)
    settle(window, qtbot)
    assert page.beside.trouble.isVisible()
    assert list(tmp_path.glob("result-*")) == []
    qtbot.keyClicks(page.beside.passphrase, played.passphrases["A103"])
    page.beside.sign_into(tmp_path)
    settle(window, qtbot)
    [signed] = tmp_path.glob("result-*-A103.asice.p7m")
    assert not page.beside.isVisible()
    page.verify(signed, played.passphrases["A103"])
    settle(window, qtbot)
    assert page.sheet.validity is not None
    assert {line.signer.person_id for line in page.sheet.validity.signatures} >= {"A101", "A103"}
    assert not page.beside.isVisible()  # once


def test_that_who_recused_or_chairs_is_not_offered_to_sign_beside(
    open_chair: OpenChair, played: Played, qtbot: QtBot
) -> None:
    result = next((played.workspace.parent.parent / "result").iterdir())
    for person in ("A101", "A102"):  # the chair; a member who recused from a case of it
        window = open_chair("verify", person=person)
        page = page_of(window, "verify", VerifyPage)
        page.verify(result, played.passphrases[person])
        settle(window, qtbot)
        assert not page.beside.isVisible()
