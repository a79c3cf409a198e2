"""Pictures of the viewer in both languages and themes, to be looked at: `python -m tests.ui.widgets.viewer.pictures DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from assessor_app.ui.appearance import Appearance
from assessor_app.ui.grab import clipped_texts, save_variants
from assessor_app.ui.language import Languages
from assessor_app.ui.theme import ThemeChoice
from assessor_app.ui.widgets.viewer import DocumentViewer, ViewerNote, ViewerPin
from tests.ui.widgets.viewer.papers import (
    PASSPHRASE,
    QUOTE,
    case,
    many_pages,
    mixed_sizes,
    paper,
    report,
    right_to_left,
)

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
PINS = (
    ViewerPin("1", "report", 6, (72.0, 135.0, 330.0, 18.0), "", "", "K3", 1, "K3，业绩报告，第 7 页"),
    ViewerPin("2", "report", 6, (72.0, 188.0, 440.0, 64.0), QUOTE, "", "E2", 2, "E2，业绩报告，第 7 页"),
    ViewerPin("3", "report", 6, (120.0, 362.0, 300.0, 180.0), "", "", "L4", 5, "L4，业绩报告，第 7 页"),
    ViewerPin("4", "form", 6, None, "", "career-2", "T1", 3, "T1，申请表"),
    ViewerPin("5", "reference", 6, None, "岩土专业负责人", "", "D2", 4, "D2，推荐信"),
)
NOTES = (
    ViewerNote("1", "13:41:05", "年代与申请表不符？", "", 0, "report", 2),
    ViewerNote("2", "13:52:17", "监测预警的处置值得追问。", "L4", 5, "report", 6),
    ViewerNote(
        "3",
        "13:58:40",
        "面试追问：停工令由谁签发？校方何时得到书面通知？",
        "E2",
        2,
        "report",
        6,
        (72.0, 188.0, 440.0, 64.0),
    ),
)


def settle(viewer: DocumentViewer) -> None:
    """Let the reading thread finish what is in view."""
    loop = QEventLoop()
    timer = QTimer(interval=30)
    timer.timeout.connect(lambda: loop.quit() if viewer.settled else None)
    timer.start()
    QTimer.singleShot(8000, loop.quit)
    loop.exec()
    loop.processEvents()


def main(folder: Path) -> None:
    """Write the pictures to `folder`."""
    app = QApplication.instance() or QApplication(["pictures"])
    assert isinstance(app, QApplication)
    appearance = Appearance(app)
    languages = Languages(app, appearance)
    viewer = DocumentViewer()
    viewer.resize(560, 730)
    viewer.show()

    def shoot(name: str, choices: tuple[ThemeChoice, ...] = THEMES) -> None:
        settle(viewer)
        save_variants(viewer, folder, name, appearance=appearance, languages=languages, choices=choices)
        for cut in clipped_texts(viewer):
            print(name, "cut:", cut)

    viewer.show_documents(case(), "report")
    viewer.set_pins(PINS)
    viewer.set_notes(NOTES)
    viewer.set_pin_target("E2")
    settle(viewer)
    viewer.go_to_pin("2")
    shoot("pdf", (*THEMES, ThemeChoice.HC_DARK))
    viewer.find_text("沉降")
    shoot("search")
    viewer._close_find()
    viewer._toggle_outline()
    shoot("outline")
    viewer._toggle_outline()
    viewer.set_notes_open(open=True)
    viewer.begin_note()
    shoot("notes")
    viewer._strip.field.hide()
    viewer.set_notes_open(open=False)
    for name in ("form", "certificate", "reference", "archive"):
        viewer.show_document(name)
        viewer.set_current_pin({"form": "4", "reference": "5"}.get(name, ""))
        shoot(name)
    viewer.show_documents(
        [
            paper("locked", report(passphrase=PASSPHRASE), title="受保护的报告"),
            paper("broken", b"%PDF-1.7 nothing more", title="损坏的报告"),
            paper("turned", report(8, rotation=90), title="横页"),
            paper("mixed", mixed_sizes(), title="图纸"),
            paper("rtl", right_to_left(), title="Hebrew"),
            paper("thick", many_pages(500), title="五百页的计算书与监测资料汇编（最终版）.pdf"),
        ],
        "locked",
    )
    for name in ("locked", "broken", "turned", "mixed", "rtl", "thick"):
        viewer.show_document(name)
        shoot(name, (ThemeChoice.LIGHT,))
    viewer.find_text("keystone")
    shoot("thick_found", (ThemeChoice.LIGHT,))
    viewer.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
