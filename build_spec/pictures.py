"""Draws the pictures of README and help from the sample round: every page of every desk, in both languages.

    make pictures                                         those of README and help, into resources/help/pictures
    python -m build_spec.pictures --out /tmp/look --theme dark --pages score,today --size 1600x1000

Nothing is staged: the story is played, the workspaces it leaves are opened, and the pages are shown as a person would see them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.app import Program
from assessor_app.files import make_folder
from assessor_app.models.dossier import DocumentKind
from assessor_app.models.language import Language
from assessor_app.paths import HOME_VARIABLE, resources
from assessor_app.ui.application import application
from assessor_app.ui.grab import picture
from assessor_app.ui.pages import page_specs
from assessor_app.ui.pages.score_page import ScorePage
from assessor_app.ui.theme import Look, ThemeChoice
from assessor_app.workflow.story import play

SHIPPED = "today,score,sign,consolidate,round"
"""The pages whose pictures README and help show; the others are drawn on request, to be looked at."""
STARTED = ("0417", "interview")
"""The case that the sample leaves half done, which shows more of the scoring page than one that is signed."""

GATHERED = frozenset({"reconcile", "consolidate", "agreement", "conclude"})
"""The chair's pages that show nothing before the members' packages are in: drawn from the chair's finished workspace."""

# Papers are drawn by a thread of their own; half a second is plenty for one screenful.
SETTLE_MS = 600


def main() -> int:
    wishes = argparse.ArgumentParser(description="draw the pages of the sample round")
    wishes.add_argument("--out", type=Path, default=resources() / "help" / "pictures")
    wishes.add_argument("--theme", type=ThemeChoice, default=ThemeChoice.LIGHT, choices=list(ThemeChoice))
    wishes.add_argument("--pages", default=SHIPPED, help="by id, separated by commas; 'all' for every page")
    wishes.add_argument("--size", default="1280x800")
    wish = wishes.parse_args()
    width, height = (int(number) for number in wish.size.split("x"))
    only = {page for page in wish.pages.split(",") if page and wish.pages != "all"}
    make_folder(wish.out)

    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        # The window remembers what it showed last; the pictures must not depend on who draws them.
        os.environ[HOME_VARIABLE] = folder
        one = Program(application(), Language.ZH)
        practised = not only or "calibrate" in only
        told = play(
            Path(folder) / "sample",
            rounds=("cse", "rehearsal") if practised else ("cse",),
            language=Language.EN,
            tell=lambda _sentence: None,
        )
        rehearsal = told.folder / "rehearsal" / told.passphrases.relative_to(told.folder / "cse")
        for language in Language:
            desks = [(told.show, told.passphrase), person(told.passphrases, "A101"), person(told.passphrases, "S001")]
            if practised:
                desks.append(person(rehearsal, "A102"))
            for name, shown in views(one, language, desks, only, wish.theme):
                path = wish.out / f"{name}_{language}.png"
                picture(shown, (width, height))
                settle()
                picture(shown).save(str(path), quality=0)  # 0: as small as it gets
                print(path)
    return 0


def person(passphrases: Path, id_: str) -> tuple[Path, str]:
    """The workspace that somebody has at the end of the story, and its passphrase."""
    lines = (line.split("\t") for line in passphrases.read_text(encoding="utf-8").splitlines())
    name, passphrase = next((name, secret) for name, _, secret in lines if name.startswith(id_))
    return passphrases.parent.parent / "workspaces" / name, passphrase


def views(
    one: Program,
    language: Language,
    desks: Sequence[tuple[Path, str]],
    only: set[str],
    theme: ThemeChoice,
) -> Iterator[tuple[str, QWidget]]:
    """The windows to be drawn, one after the other: the entrance, then the pages of each desk that none before it showed."""
    if not only or "entrance" in only:
        program = dressed(one, language, theme)
        program.start(None, None)
        if program.entrance is not None:
            yield "entrance", program.entrance
            program.entrance.hide()
        program.languages.put_away()
    seen: set[str] = set()
    for path, secret in desks:
        program = dressed(one, language, theme)
        program.start(path, secret)
        desk = program.desk_window
        if desk is None:
            raise SystemExit(f"{path.name} did not open")
        for page in (spec.id for spec in page_specs(desk.desk)):
            if page in seen or (path == desks[0][0] and page in GATHERED):
                continue
            if not only or page in only:
                seen.add(page)
                desk.window.show_page(page)
                if page == "score":
                    show_started(desk.window.page(page))
                yield page, desk.window
        program.close_desk()
        program.languages.put_away()
        # The next window changes the language of all that live; what is closed must be gone by then.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show_started(page: QWidget | None) -> None:
    """Put the scoring page at the case that is half done, its report beside the sheet."""
    if not isinstance(page, ScorePage):
        return
    number, method = STARTED
    case = next(line.case for line in page.lines if line.number == number)
    page.queue.select(case)
    page.show_method(method)
    report = next((paper for paper in page.papers if paper.kind is DocumentKind.PDF), None)
    if report is not None:
        page.viewer.go_to(report.id, 1)


def dressed(program: Program, language: Language, theme: ThemeChoice) -> Program:
    """The one program, in this language and theme: the words of a second one would lie over those of the first."""
    program.appearance.set_look(Look(theme))
    program.languages.switch(language)
    return program


def settle() -> None:
    """Let threads hand over what they drew, and let it be shown."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
