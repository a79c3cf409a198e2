from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.errors import FileTooLarge
from assessor_app.models.language import Language
from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, picture, variants
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.ui.widgets.viewer import (
    DocumentKind,
    DocumentViewer,
    ViewerDocument,
    ViewerNote,
    ViewerPin,
    ViewerPlace,
)
from assessor_app.ui.widgets.viewer.badges import PinBadge
from assessor_app.ui.widgets.viewer.flow_view import FlowView
from assessor_app.ui.widgets.viewer.page_view import PageView
from assessor_app.ui.widgets.viewer.paged_file import FileBrokenError, Tile
from assessor_app.ui.widgets.viewer.pdf_file import PdfFile
from tests.ui.widgets.viewer.papers import (
    PASSPHRASE,
    QUOTE,
    case,
    form,
    letter_report,
    many_pages,
    mixed_sizes,
    paper,
    photograph,
    report,
    right_to_left,
)

Settled = Callable[[], DocumentViewer]
E2 = ViewerPin("e2", "report", 6, (72.0, 188.0, 440.0, 64.0), QUOTE, "", "E2", 2, "E2，业绩报告，第 7 页")


def words(widget: QWidget) -> str:
    """Everything a person can read in labels and buttons."""
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    buttons = (button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible())
    return " ".join([*labels, *buttons])


def button(viewer: DocumentViewer, name: str) -> QAbstractButton:
    """The visible button of that accessible name or text."""
    found = [
        child for child in viewer.findChildren(QAbstractButton)
        if child.isVisible() and name in (child.accessibleName(), child.text())
    ]  # fmt: skip
    assert len(found) == 1, name
    return found[0]


def tabs(viewer: DocumentViewer) -> QTabBar:
    bar = viewer.findChild(QTabBar)
    assert bar is not None
    return bar


def pages(viewer: DocumentViewer) -> PageView:
    assert isinstance(viewer.view, PageView)
    return viewer.view


def flow(viewer: DocumentViewer) -> FlowView:
    assert isinstance(viewer.view, FlowView)
    return viewer.view


def port_point(view: PageView, page: int, x: float, y: float) -> QPoint:
    """Where a page point is in the viewport."""
    left, top, _, _ = view._stack.to_pixels(page, (x, y, 0.0, 0.0))
    return QPoint(round(left), round(top)) - view._offset()


def colours(view: PageView, page: int, rect: tuple[float, float, float, float]) -> set[str]:
    """The colours that are seen within a rectangle of a page."""
    x, y, width, height = view._stack.to_pixels(page, rect)
    area = QRect(round(x), round(y), round(width), round(height)).translated(-view._offset())
    image = view.viewport().grab(area).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def drag(qtbot: QtBot, view: PageView, page: int, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag with the left button between two page points."""
    port = view.viewport()
    one, other = port_point(view, page, *start), port_point(view, page, *end)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=one)
    qtbot.mouseMove(port, pos=(one + other) / 2)
    move = _move_event(other)
    QApplication.sendEvent(port, move)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=other)


def commit(field: QWidget, text: str) -> None:
    """Enter Chinese as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def _move_event(where: QPoint) -> QMouseEvent:
    spot = QPointF(where)
    return QMouseEvent(
        QEvent.Type.MouseMove,
        spot,
        spot,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


# Opening


def test_that_each_kind_of_paper_gets_its_tab_and_view(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents(case())
    bar = tabs(viewer)
    assert [bar.tabText(index) for index in range(bar.count())] == [
        "申请表",
        "业绩报告",
        "证书",
        "推荐信",
        "计算书.dwg",
    ]
    kinds = []
    for name in ("form", "report", "certificate", "reference"):
        viewer.show_document(name)
        settled()
        kinds.append(type(viewer.view))
    assert kinds == [FlowView, PageView, PageView, FlowView]
    assert "5 份" in words(viewer)


def test_that_a_paper_is_read_only_when_its_tab_is_first_shown(
    viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    read: list[str] = []

    def loading(name: str) -> Callable[[], bytes]:
        def load() -> bytes:
            read.append(name)
            return report(2)

        return load

    viewer.show_documents([ViewerDocument(name, name, DocumentKind.PDF, load=loading(name)) for name in ("one", "two")])
    settled()
    assert read == ["one"]
    qtbot.keyClick(viewer.view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settled()
    assert read == ["one", "two"]
    viewer.show_document("one")
    settled()
    assert read == ["one", "two"]


def test_that_a_broken_paper_says_so_and_leaves_the_others_alone(
    viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    viewer.show_documents([paper("bad", b"%PDF-1.7 nothing more"), paper("good", report(2))])
    settled()
    assert viewer.view is None
    assert "此文件已损坏" in words(viewer)
    with qtbot.waitSignal(viewer.open_outside_requested) as asked:
        button(viewer, "用系统程序打开").click()
    assert asked.args == ["bad"]
    viewer.show_document("good")
    settled()
    assert pages(viewer).page_count == 2


def test_that_a_protected_paper_opens_with_its_passphrase(
    viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    viewer.show_documents([paper("locked", report(3, passphrase=PASSPHRASE))])
    settled()
    assert "此文件设有口令" in words(viewer)
    field = next(
        f for f in viewer.findChildren(QLineEdit) if f.isVisible() and f.echoMode() is QLineEdit.EchoMode.Password
    )
    qtbot.keyClicks(field, "guess")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled()
    assert "口令不对" in words(viewer)
    qtbot.keyClicks(field, PASSPHRASE)
    button(viewer, "打开").click()
    settled()
    assert pages(viewer).page_count == 3


def test_that_a_paper_refused_by_its_check_shows_the_refusal(viewer: DocumentViewer, settled: Settled) -> None:
    def check(data: bytes) -> None:
        raise FileTooLarge(place="推荐信.docx", size=len(data), limit=10)

    refused = ViewerDocument("w", "推荐信", DocumentKind.WORD, load=letter_report, check=check)
    viewer.show_documents([refused])
    settled()
    assert viewer.view is None
    assert "推荐信.docx" in words(viewer)


def test_that_a_paper_that_cannot_be_fetched_does_not_stop_the_viewer(viewer: DocumentViewer, settled: Settled) -> None:
    def load() -> bytes:
        raise OSError("the stick was pulled")

    viewer.show_documents([ViewerDocument("a", "a", DocumentKind.PDF, load=load), paper("b", report(2))])
    settled()
    assert "此文件未能打开" in words(viewer)
    viewer.show_document("b")
    assert settled().view is not None


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (paper("old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DocumentKind.WORD), "2007 年以前"),
        (
            paper("dwg", b"AC1032", DocumentKind.OTHER, title="plan.dwg", media_type="image/vnd.dwg"),
            "plan.dwg（image/vnd.dwg）",
        ),
        (paper("heic", b"\0\0\0\x18ftypheic", DocumentKind.IMAGE), "这种格式的图片"),
    ],
)
def test_that_what_has_no_view_is_named(
    document: ViewerDocument, sentence: str, viewer: DocumentViewer, settled: Settled
) -> None:
    viewer.show_documents([document])
    settled()
    assert sentence in words(viewer)
    assert button(viewer, "用系统程序打开").isEnabled()


def test_that_a_case_without_papers_says_so(viewer: DocumentViewer) -> None:
    viewer.show_documents([])
    assert viewer.current_document == ""
    assert not button(viewer, "笔记").isEnabled()


def test_that_a_file_opened_for_a_case_that_was_left_meanwhile_is_dropped(
    viewer: DocumentViewer, settled: Settled
) -> None:
    viewer.show_documents([paper("one", report(4))])
    viewer.show_documents([paper("one", report(9))])
    settled()
    assert pages(viewer).page_count == 9


def test_that_the_papers_of_the_case_before_are_given_back(
    report_open: DocumentViewer, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[PdfFile] = []
    close = PdfFile.close

    def closing(file: PdfFile) -> None:
        closed.append(file)
        close(file)

    monkeypatch.setattr(PdfFile, "close", closing)
    report_open.show_documents([paper("next", report(2))])
    settled()
    assert len(closed) == 1
    assert pages(report_open).page_count == 2


# Turning pages, size, turn


def test_that_page_keys_scroll_and_the_page_number_follows(report_open: DocumentViewer, qtbot: QtBot) -> None:
    view = pages(report_open)
    assert view.page == 0
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
    reached = view.page
    assert reached > 0
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page <= reached
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.page == 11
    field = report_open._tools.page
    assert (field.text(), report_open._tools.pages.text()) == ("12", "/ 12")


def test_that_typing_a_page_number_goes_there(report_open: DocumentViewer, qtbot: QtBot) -> None:
    field = report_open._tools.page
    field.selectAll()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pages(report_open).page == 6


def test_that_the_sheet_can_forward_its_keys(report_open: DocumentViewer) -> None:
    def press(key: Qt.Key, text: str = "") -> bool:
        return report_open.handle_key(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))

    assert press(Qt.Key.Key_PageDown)
    assert pages(report_open).verticalScrollBar().value() > 0
    before = pages(report_open).zoom
    assert press(Qt.Key.Key_Plus, "+")
    assert pages(report_open).zoom > before
    assert not press(Qt.Key.Key_3, "3")
    assert not press(Qt.Key.Key_N, "n")
    assert not press(Qt.Key.Key_Down)


def test_that_zooming_keeps_the_place(report_open: DocumentViewer) -> None:
    view = pages(report_open)
    report_open.go_to("report", 6, (72.0, 500.0, 100.0, 12.0))
    before = view.place()
    for _ in range(3):
        view.zoom_in()
    assert view.place().page == before.page
    assert view.place().offset == pytest.approx(before.offset, abs=2)
    view.fit_width()
    assert view.place().offset == pytest.approx(before.offset, abs=3)


def test_that_the_wheel_alone_never_zooms_nor_changes_the_tab(report_open: DocumentViewer) -> None:
    bar = tabs(report_open)
    zoom = pages(report_open).zoom
    for target in (bar, pages(report_open).viewport(), report_open._tools.page):
        centre = QPointF(target.rect().center())
        wheel = QWheelEvent(
            centre, target.mapToGlobal(centre), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, wheel)
    assert bar.currentIndex() == 1
    assert pages(report_open).zoom == zoom
    assert report_open._tools.page.text() == str(pages(report_open).page + 1)


def test_that_a_turned_page_is_as_wide_as_it_was_high(report_open: DocumentViewer, qtbot: QtBot) -> None:
    view = pages(report_open)
    view.set_zoom(0.5)
    width, height = view._stack.pixel_sizes[0]
    qtbot.keyClick(view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert view._stack.pixel_sizes[0] == (height, width)


def test_that_the_place_is_told_and_comes_back(viewer: DocumentViewer, settled: Settled, qtbot: QtBot) -> None:
    viewer.show_documents([paper("report", report())])
    settled()
    with qtbot.waitSignal(viewer.place_changed) as told:
        viewer.go_to("report", 4, (72.0, 300.0, 50.0, 12.0))
    name, place = told.args
    assert name == "report"
    assert place.page == 4
    viewer.show_documents([paper("report", report())], "report", {"report": place})
    settled()
    assert viewer.place_of("report").page == place.page
    assert viewer.place_of("report").offset == pytest.approx(place.offset, abs=1)


def test_that_a_zoomed_and_turned_place_comes_back(viewer: DocumentViewer, settled: Settled) -> None:
    place = ViewerPlace(3, 120.0, 1.5, 90)
    viewer.show_documents([paper("report", report())], "report", {"report": place})
    settled()
    back = viewer.place_of("report")
    assert (back.page, back.zoom, back.rotation) == (3, 1.5, 90)
    assert back.offset == pytest.approx(120, abs=1)


def test_that_a_place_is_kept_while_other_papers_are_read(report_open: DocumentViewer, settled: Settled) -> None:
    report_open.go_to("report", 6)
    before = report_open.place_of("report")
    for name in ("form", "certificate", "reference"):
        report_open.show_document(name)
        settled()
    report_open.show_document("report")
    settled()
    after = report_open.place_of("report")
    assert (after.page, after.zoom) == (before.page, before.zoom)
    assert after.offset == pytest.approx(before.offset, abs=1)


def test_that_a_paper_closed_to_save_memory_opens_at_its_place_again(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents([paper(f"p{number}", report(8)) for number in range(9)])
    settled()
    viewer.go_to("p0", 5)
    for number in range(1, 9):
        viewer.show_document(f"p{number}")
        settled()
    assert viewer._tabs[0].view is None
    viewer.show_document("p0")
    settled()
    assert pages(viewer).page == 5


def test_that_five_hundred_pages_show_their_last_page(viewer: DocumentViewer, settled: Settled, qtbot: QtBot) -> None:
    viewer.show_documents([paper("thick", many_pages(500))])
    settled()
    qtbot.keyClick(viewer.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert pages(viewer).page == 499
    assert len(pages(viewer)._memory._tiles._tiles) < 20


def test_that_a_fold_out_fits_beside_ordinary_pages(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents([paper("mixed", mixed_sizes())])
    settled()
    assert not pages(viewer).horizontalScrollBar().isVisible()


# What is drawn


def test_that_the_page_in_view_shows_its_print(report_open: DocumentViewer, settled: Settled) -> None:
    report_open.go_to("report", 6)
    settled()
    view = pages(report_open)
    image = view.viewport().grab().toImage()
    line = port_point(view, 6, 72, 88)
    assert image.pixelColor(line.x() + 40, line.y()).lightness() < 120
    assert image.pixelColor(line.x() + 40, line.y() - 12 + 24).lightness() > 240


def test_that_the_current_pins_passage_is_marked_and_no_other(report_open: DocumentViewer, settled: Settled) -> None:
    other = ViewerPin("k3", "report", 6, (72.0, 135.0, 330.0, 18.0), "", "", "K3", 1)
    report_open.set_pins([E2, other])
    report_open.go_to_pin("e2")
    settled()
    view = pages(report_open)
    assert "#fff1b8" in colours(view, 6, (100.0, 190.0, 200.0, 10.0))
    assert "#fff1b8" not in colours(view, 6, (72.0, 135.0, 330.0, 18.0))
    assert "#fff1b8" not in colours(view, 6, (72.0, 236.0, 300.0, 12.0))


def test_that_the_dark_theme_dims_the_paper(
    report_open: DocumentViewer, settled: Settled, appearance: Appearance
) -> None:
    appearance.set_look(Look(ThemeChoice.DARK))
    settled()
    view = pages(report_open)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(port_point(view, 0, 300, 400)).name() == "#e4e2dd"


def test_that_a_much_enlarged_page_is_drawn_in_squares(report_open: DocumentViewer, settled: Settled) -> None:
    view = pages(report_open)
    report_open.go_to("report", 6, (72.0, 80.0, 100.0, 20.0))
    view.set_zoom(6.0)
    settled()
    tiles = [tile for tile in view._memory._tiles._tiles if tile.width > 4000]
    assert tiles
    assert all(tile.w <= 1024 and tile.h <= 1024 for tile in tiles)
    assert len(tiles) < 12


# Searching


def test_that_a_two_character_name_is_found_and_shown(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    view = pages(report_open)
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = report_open._find.field
    assert field.isVisible()
    commit(field, "知远")
    qtbot.waitUntil(lambda: len(view.search.hits) == 12)
    settled()
    assert "第 1 处，共 12 处" in words(report_open)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "第 2 处，共 12 处" in words(report_open)
    qtbot.keyClick(field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert "第 12 处，共 12 处" in words(report_open)
    settled()
    assert view.page == 11
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert view.search.hits == []


def test_that_the_search_reaches_the_last_of_five_hundred_pages(
    viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    viewer.show_documents([paper("thick", many_pages(500))])
    settled()
    viewer.find_text("keystone")
    qtbot.waitUntil(lambda: len(pages(viewer).search.hits) == 1, timeout=30_000)
    settled()
    assert pages(viewer).page == 499
    assert pages(viewer).spot().quote == "keystone"


def test_that_what_is_not_there_is_said_not_to_be_found(report_open: DocumentViewer, settled: Settled) -> None:
    report_open.find_text("不存在的词")
    settled()
    assert "未找到" in words(report_open)


def test_that_right_to_left_words_are_found(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents([paper("rtl", right_to_left())])
    settled()
    viewer.find_text("שלום")
    settled()
    assert pages(viewer).spot().quote == "שלום"


def test_that_the_search_goes_on_in_the_next_tab(report_open: DocumentViewer, settled: Settled) -> None:
    report_open.find_text("岩土")
    settled()
    report_open.show_document("reference")
    settled()
    assert flow(report_open).hit_count == 1


# Selecting


def test_that_letters_are_selected_and_copied(report_open: DocumentViewer, settled: Settled, qtbot: QtBot) -> None:
    report_open.go_to("report", 6)
    settled()
    view = pages(report_open)
    drag(qtbot, view, 6, (73, 192), (500, 216))
    assert view.selected_text().startswith("开挖至第三层时，测点 D7 的累计沉降达到 18.6 mm，超过预警值。本人当日")
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == view.selected_text()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_text() == ""


def test_that_a_double_click_takes_the_clause_and_another_the_line(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    report_open.go_to("report", 6)
    settled()
    view = pages(report_open)
    spot = port_point(view, 6, 100, 194)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.selected_text() == "开挖至第三层时"
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.selected_text() == "开挖至第三层时，测点 D7 的累计沉降达到 18.6 mm，超过预警"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_that_selecting_follows_the_readers_turn(
    turn: int, viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    viewer.show_documents([paper("report", report())], "report", {"report": ViewerPlace(6, 0.0, 0.45, turn)})
    settled()
    viewer.go_to("report", 6, (72.0, 180.0, 300.0, 40.0))
    settled()
    drag(qtbot, pages(viewer), 6, (73, 192), (150, 192))
    assert pages(viewer).selected_text().startswith("开挖至第三")


def test_that_a_page_turned_by_its_maker_is_selected_where_it_is_seen(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents([paper("turned", report(8, rotation=90))])
    settled()
    viewer.find_text("开挖至第三层时")
    settled()
    rect = pages(viewer).spot().rect
    assert rect is not None
    assert rect[3] > 3 * rect[2]


def test_that_a_drag_beside_the_print_takes_a_region(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    report_open.go_to("report", 6, (120.0, 360.0, 300.0, 180.0))
    settled()
    drag(qtbot, pages(report_open), 6, (130, 380), (300, 500))
    with qtbot.waitSignal(report_open.pin_requested) as asked:
        button(report_open, "钉为证据").click()
    name, page, rect, quote, anchor = asked.args
    assert (name, page, quote, anchor) == ("report", 6, "", "")
    assert rect == pytest.approx((130, 380, 170, 120), abs=1.5)


# Pins


def test_that_p_asks_for_a_pin_on_the_selection(report_open: DocumentViewer, settled: Settled, qtbot: QtBot) -> None:
    report_open.go_to("report", 6)
    settled()
    drag(qtbot, pages(report_open), 6, (73, 192), (500, 216))
    with qtbot.waitSignal(report_open.pin_requested) as asked:
        qtbot.keyClick(report_open.view, Qt.Key.Key_P)
    name, page, rect, quote, _ = asked.args
    assert (name, page) == ("report", 6)
    assert quote.startswith("开挖至第三层时")
    assert rect[0] == pytest.approx(72, abs=2)
    assert 30 < rect[3] < 60


def test_that_p_without_a_selection_pins_the_page(report_open: DocumentViewer, qtbot: QtBot) -> None:
    report_open.go_to("report", 3)
    with qtbot.waitSignal(report_open.pin_requested) as asked:
        qtbot.keyClick(report_open.view, Qt.Key.Key_P)
    assert asked.args == ["report", 3, None, "", ""]


def test_that_a_found_passage_can_be_pinned_without_a_mouse(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    report_open.find_text("累计沉降")
    settled()
    with qtbot.waitSignal(report_open.pin_requested) as asked:
        qtbot.keyClick(report_open.view, Qt.Key.Key_P)
    assert asked.args[1] == 6
    assert asked.args[3] == "累计沉降"


def test_that_a_pin_stands_beside_its_passage_and_answers_a_click(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    report_open.set_pins([E2])
    assert [b for b in report_open.findChildren(PinBadge) if b.isVisible()] == []
    report_open.go_to_pin("e2")
    settled()
    badge = next(b for b in report_open.findChildren(PinBadge) if b.isVisible())
    view = pages(report_open)
    assert abs(badge.y() - port_point(view, 6, 72, 188).y()) < 12
    assert badge.x() >= port_point(view, 6, 595, 0).x()
    assert badge.accessibleName() == "证据 E2"
    with qtbot.waitSignal(report_open.pin_activated) as told:
        qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert told.args == ["e2"]


def test_that_badges_of_one_line_do_not_cover_each_other(report_open: DocumentViewer, settled: Settled) -> None:
    report_open.set_pins(
        [ViewerPin(str(n), "report", 0, (72.0, 75.0, 90.0, 12.0), "", "", f"K{n}", 1) for n in range(5)]
    )
    settled()
    boxes = [badge.geometry() for badge in report_open.findChildren(PinBadge) if badge.isVisible()]
    assert len(boxes) == 5
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))


def test_that_going_to_a_pin_opens_its_paper(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents(case(), "form")
    viewer.set_pins([E2])
    viewer.go_to_pin("e2")
    settled()
    assert viewer.current_document == "report"
    assert pages(viewer).page == 6


def test_that_a_pin_known_by_its_quote_alone_is_brought_into_view(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents(case(), "report")
    settled()
    viewer.go_to("report", 6, None, "重新核算了支撑轴力")
    settled()
    y = port_point(pages(viewer), 6, 72, 240).y()
    assert 0 < y < pages(viewer).viewport().height()


def test_that_the_pin_button_names_the_indicator(report_open: DocumentViewer) -> None:
    report_open.set_pin_target("E2")
    assert button(report_open, "钉到 E2").isEnabled()


def test_that_a_quote_is_brought_into_view_also_when_its_page_is_known_already(
    report_open: DocumentViewer, settled: Settled
) -> None:
    report_open.go_to("report", 6)
    settled()
    pages(report_open).set_zoom(4.0)
    settled()
    report_open.go_to("report", 6, None, "重新核算了支撑轴力")
    y = port_point(pages(report_open), 6, 72, 240).y()
    assert 0 < y < pages(report_open).viewport().height()


def test_that_scrolling_away_from_a_hit_is_respected(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    report_open.find_text("累计沉降")
    settled()
    view = pages(report_open)
    view.set_zoom(3.0)
    report_open.go_to("report", 6)
    here = view.verticalScrollBar().value()
    view._memory._letters.clear()
    view.viewport().update()
    view._settle.start()
    settled()
    assert view.verticalScrollBar().value() == here


def test_that_a_page_that_cannot_be_drawn_says_so_and_its_neighbours_are_shown(
    viewer: DocumentViewer, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = PdfFile.draw

    def drawing(file: PdfFile, tile: Tile) -> QImage:
        if tile.page == 1:
            raise FileBrokenError("a torn page")
        return draw(file, tile)

    monkeypatch.setattr(PdfFile, "draw", drawing)
    viewer.show_documents([paper("torn", report(3))])
    settled()
    viewer.go_to("torn", 1)
    settled()
    view = pages(viewer)
    assert view._look_of(1).words == "此页无法显示。"
    viewer.go_to("torn", 2)
    settled()
    assert view._look_of(2).words == ""
    assert min(colours(view, 2, (72.0, 75.0, 200.0, 12.0))) != "#ffffff"


def test_that_hiding_the_viewer_tells_place_and_draft_at_once(report_open: DocumentViewer, qtbot: QtBot) -> None:
    places: list[int] = []
    drafts: list[str] = []
    report_open.place_changed.connect(lambda _name, place: places.append(place.page))
    report_open.note_draft_changed.connect(drafts.append)
    report_open.go_to("report", 5)
    qtbot.keyClick(report_open.view, Qt.Key.Key_M)
    qtbot.keyClicks(report_open._strip.field, "abc")
    report_open.hide()
    assert places[-1] == 5
    assert drafts == ["abc"]


# The form and Word papers


def test_that_the_form_shows_every_answer(viewer: DocumentViewer) -> None:
    viewer.show_documents([ViewerDocument("form", "申请表", DocumentKind.FORM, sections=form())])
    text = flow(viewer).toPlainText()
    for expected in (
        "个人信息",
        "林知远",
        "华东勘测设计院",
        "2016-04—",
        "主持深基坑支护设计",
        "2024",
        "52",
        "市级优秀勘察设计二等奖",
    ):
        assert expected in text
    assert text.count("—\n") >= 1


def test_that_an_answer_is_pinned_by_its_anchor(viewer: DocumentViewer, qtbot: QtBot) -> None:
    viewer.show_documents(case(), "form")
    view = flow(viewer)
    cursor = view.document().find("高级工程师")
    view.setTextCursor(cursor)
    with qtbot.waitSignal(viewer.pin_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_P)
    assert asked.args == ["form", 6, None, "高级工程师", "career-2"]


def test_that_a_forms_pin_is_found_by_anchor_though_answers_were_added(viewer: DocumentViewer) -> None:
    viewer.show_documents(case(), "form")
    view = flow(viewer)
    by_anchor = view._span(0, "", "statement")
    assert by_anchor is not None
    assert view._between(*by_anchor).selectedText().startswith("从事岩土工程十五年")


def test_that_what_an_applicant_wrote_is_never_markup(viewer: DocumentViewer) -> None:
    from assessor_app.ui.widgets.viewer import FormField, FormProse, FormSection, FormTable

    evil = '<img src="file:///etc/passwd"><b>x</b> & y'
    parts = (FormField(evil, evil), FormTable((evil,), ((evil,),)), FormProse(evil))
    viewer.show_documents([ViewerDocument("f", "f", DocumentKind.FORM, sections=(FormSection(evil, parts),))])
    assert flow(viewer).toPlainText().count(evil) == 6


def test_that_a_word_paper_shows_text_tables_and_pictures(viewer: DocumentViewer, settled: Settled) -> None:
    viewer.show_documents([paper("w", letter_report(), DocumentKind.WORD)])
    settled()
    view = flow(viewer)
    assert "岩土专业负责人" in view.toPlainText()
    assert view.document().find("合计").currentTable().columns() == 3
    assert len(view._picture_places()) == 1
    assert "阅读视图" in words(viewer)


def test_that_a_word_passage_is_pinned_by_block_and_quote_and_found_again(
    viewer: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    viewer.show_documents([paper("w", letter_report(), DocumentKind.WORD)])
    settled()
    view = flow(viewer)
    view.setTextCursor(view.document().find("第 20 段"))
    with qtbot.waitSignal(viewer.pin_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_P)
    _, block, rect, quote, _ = asked.args
    assert rect is None
    assert quote == "第 20 段"
    view.clear_selection()
    view.scroll_to_end(end=False)
    viewer.set_pins([ViewerPin("d", "w", block, None, quote, "", "D2", 4)])
    viewer.go_to_pin("d")
    badge = next(b for b in viewer.findChildren(PinBadge) if b.isVisible())
    assert 0 < badge.y() < view.height()


def test_that_nothing_is_loaded_by_address(viewer: DocumentViewer, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.png"
    secret.write_bytes(photograph())
    viewer.show_documents(case(), "form")
    view = flow(viewer)
    loaded = view.document().resource(2, QUrl.fromLocalFile(str(secret)))
    assert loaded.width() == 1


def test_that_searching_a_word_paper_with_rare_characters_marks_the_right_place(
    viewer: DocumentViewer, settled: Settled
) -> None:
    import io

    from docx import Document as WordDocument

    word = WordDocument()
    word.add_paragraph("𠮷𠮷𠮷先生与林知远先生")
    out = io.BytesIO()
    word.save(out)
    viewer.show_documents([paper("w", out.getvalue(), DocumentKind.WORD)])
    settled()
    viewer.find_text("林知远")
    assert flow(viewer).spot().quote == "林知远"


# Notes


def test_that_m_writes_a_note_about_what_is_in_view(report_open: DocumentViewer, qtbot: QtBot) -> None:
    report_open.go_to("report", 6)
    qtbot.keyClick(report_open.view, Qt.Key.Key_M)
    field = report_open._strip.field
    assert field.isVisible()
    assert "业绩报告，第 7 页" in field.placeholderText()
    qtbot.keyClicks(field, "who signed?")
    with qtbot.waitSignal(report_open.note_requested) as asked:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked.args == ["report", 6, None, "", "who signed?"]
    assert not field.isVisible()


def test_that_a_note_begun_is_told_before_the_case_changes(report_open: DocumentViewer, qtbot: QtBot) -> None:
    qtbot.keyClick(report_open.view, Qt.Key.Key_M)
    qtbot.keyClicks(report_open._strip.field, "half a th")
    with qtbot.waitSignal(report_open.note_draft_changed) as told:
        report_open.show_documents([])
    assert told.args == ["half a th"]


def test_that_a_note_left_by_esc_comes_back_with_the_next(report_open: DocumentViewer, qtbot: QtBot) -> None:
    qtbot.keyClick(report_open.view, Qt.Key.Key_M)
    field = report_open._strip.field
    qtbot.keyClicks(field, "not yet")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    qtbot.keyClick(report_open.view, Qt.Key.Key_M)
    assert field.text() == "not yet"


def test_that_the_strip_shows_the_latest_note_and_unfolds_to_all(report_open: DocumentViewer, qtbot: QtBot) -> None:
    notes = [ViewerNote(str(n), f"13:0{n}:00", f"note {n}", "E2", 2, "report", n) for n in range(4)]
    report_open.set_notes(notes)

    def shown() -> list[str]:
        return [line.accessibleName() for line in report_open._strip._lines.findChildren(QAbstractButton)]

    assert shown() == ["13:03:00 E2 note 3"]
    button(report_open, "展开全部笔记").click()
    assert len(shown()) == 4
    with qtbot.waitSignal(report_open.note_activated) as told:
        report_open._strip._lines.findChildren(QAbstractButton)[2].click()
    assert told.args == ["2"]
    assert pages(report_open).page == 2


# Table of contents


def test_that_the_table_of_contents_leads_to_its_pages(
    report_open: DocumentViewer, settled: Settled, qtbot: QtBot
) -> None:
    button(report_open, "目录").click()
    panel = report_open._outline
    assert panel.isVisible()
    item = panel.topLevelItem(2)
    assert item is not None
    assert (item.text(0), item.text(1)) == ("第 7 节", "7")
    panel.itemClicked.emit(item, 0)
    settled()
    assert pages(report_open).page == 6


# Both languages, all themes


def test_that_every_control_has_a_name_in_both_languages(report_open: DocumentViewer, languages: Languages) -> None:
    for language in Language:
        languages.switch(language)
        nameless = [
            type(child).__name__
            for child in report_open.findChildren(QWidget)
            if child.isVisible() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not child.accessibleName() and not (isinstance(child, QAbstractButton) and child.text())
        ]  # fmt: skip
        assert nameless == []


def test_that_no_words_are_cut_in_either_language_or_theme(
    report_open: DocumentViewer, appearance: Appearance, languages: Languages
) -> None:
    report_open.resize(560, 700)
    report_open.set_pin_target("E2")
    report_open.set_notes([ViewerNote("1", "13:58:40", "面试追问", "E2", 2)])
    for _ in variants(appearance, languages):
        picture(report_open)  # lays out anew what the switch asked for
        assert report_open.width() == 560
        assert clipped_texts(report_open) == []


def test_that_larger_type_reaches_the_form_and_keeps_the_place(
    viewer: DocumentViewer, settled: Settled, appearance: Appearance
) -> None:
    viewer.show_documents([paper("w", letter_report(), DocumentKind.WORD)])
    settled()
    view = flow(viewer)
    viewer.go_to("w", 0, None, "第 20 段")
    before, size = view.place(), view.document().defaultFont().pointSizeF()
    appearance.set_look(Look(scale=150))
    settled()
    assert view.document().defaultFont().pointSizeF() == pytest.approx(size * 1.5)
    assert view.place().page == before.page


def test_that_switching_the_language_keeps_place_and_trouble(
    viewer: DocumentViewer, settled: Settled, languages: Languages
) -> None:
    viewer.show_documents([paper("bad", b"nothing"), paper("good", report())])
    settled()
    languages.switch(Language.EN)
    settled()
    QApplication.processEvents()
    assert "This file is damaged" in words(viewer)
    viewer.go_to("good", 6)
    settled()
    languages.switch(Language.ZH)
    settled()
    QApplication.processEvents()
    assert pages(viewer).page == 6
    assert "2 份" in words(viewer)
