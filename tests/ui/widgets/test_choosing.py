"""The dialogs for files: what they list, in Chinese as in English, and where they open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.models.language import Language
from assessor_app.ui.language import Languages
from assessor_app.ui.widgets.choosing import choose_file, choose_files, choose_folder, choose_target

LANGUAGES = pytest.mark.parametrize("language", list(Language))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.asice.p7m", "b.asice", "c.txt"):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def meanwhile(qtbot: QtBot, act: Callable[[QFileDialog], None]) -> None:
    """Let ``act`` have the dialog as soon as it stands, as a person would; it is shut if that fails."""

    def come() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(300, come)


def listed(dialog: QFileDialog, qtbot: QtBot, folder: Path) -> set[str]:
    dialog.setDirectory(str(folder))
    view = dialog.findChild(QTreeView, "treeView")
    assert view is not None
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) > 0)
    rows = range(view.model().rowCount(view.rootIndex()))
    return {str(view.model().index(row, 0, view.rootIndex()).data()) for row in rows}


def name_it(dialog: QFileDialog, qtbot: QtBot, folder: Path, text: str) -> None:
    """Go to a folder and type a name there."""
    listed(dialog, qtbot, folder)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.clear()
    qtbot.keyClicks(field, text)
    dialog.accept()


@LANGUAGES
def test_that_files_of_the_kind_are_listed_in_every_language(
    page: QWidget, folder: Path, languages: Languages, language: Language, qtbot: QtBot
) -> None:
    languages.switch(language)
    seen: list[set[str]] = []
    meanwhile(qtbot, lambda dialog: seen.append(listed(dialog, qtbot, folder)))
    assert choose_files(page, "评分包", "评分包", "*.asice.p7m", "*.asice") == ()
    assert seen == [{"a.asice.p7m", "b.asice"}]


def test_that_no_word_of_the_dialog_is_left_in_english(page: QWidget, languages: Languages, qtbot: QtBot) -> None:
    languages.switch(Language.ZH)
    seen: list[str] = []
    meanwhile(qtbot, lambda dialog: seen.extend(each.text() for each in dialog.findChildren(QLabel)))
    choose_file(page, "名册", "名册", "*.xlsx")
    words = [text for text in seen if text]
    assert words
    assert all(not text.replace("&", "").isascii() for text in words), words


def test_that_it_opens_where_something_was_chosen_last(page: QWidget, folder: Path, qtbot: QtBot) -> None:
    meanwhile(qtbot, lambda dialog: name_it(dialog, qtbot, folder, "b.asice"))
    assert choose_file(page, "Package", "Packages", "*.asice") == folder / "b.asice"
    places: list[str] = []
    meanwhile(qtbot, lambda dialog: places.append(dialog.directory().absolutePath()))
    assert choose_folder(page, "Folder") is None
    assert places == [str(folder)]


def test_that_the_ending_left_out_is_added_and_a_file_that_exists_is_asked_about(
    page: QWidget, folder: Path, qtbot: QtBot
) -> None:
    (folder / "report.pdf").write_bytes(b"kept")
    asked: list[str] = []

    def refuse() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        asked.extend(label.text() for label in box.findChildren(QLabel) if "report.pdf" in label.text())
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    meanwhile(qtbot, lambda dialog: name_it(dialog, qtbot, folder, "other"))
    assert choose_target(page, "Report", "report.pdf", "PDF") == folder / "other.pdf"
    meanwhile(qtbot, lambda dialog: name_it(dialog, qtbot, folder, "report"))
    QTimer.singleShot(900, refuse)
    assert choose_target(page, "Report", "x.pdf", "PDF") is None
    assert asked


def test_that_the_proposed_name_stands_there(page: QWidget, qtbot: QtBot) -> None:
    names: list[list[str]] = []
    meanwhile(qtbot, lambda dialog: names.append([Path(name).name for name in dialog.selectedFiles()]))
    choose_target(page, "Report", "report.pdf", "PDF")
    assert names == [["report.pdf"]]
