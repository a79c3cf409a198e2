"""Beside the signed result: a report for each candidate on the society's own Word template."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.changes import Changes
from assessor_app.models.ids import PackageSerial
from assessor_app.ui.desk import Desk
from assessor_app.ui.language import Part
from assessor_app.ui.widgets.choosing import choose_folder, choose_target
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit
from assessor_app.ui.widgets.file_choice import FileChoice
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.words import button, label
from assessor_app.workflow.template_reports import (
    NEEDED_PLACES,
    PLACE_NAMES,
    template_of,
    write_blank_template,
    write_on_template,
)


class TemplateReports(Part):
    """Takes a template, says at once what is wrong with it, and writes the reports of one result."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._serial = ""
        self._sound = False
        self._title, self._note = label("", "strong"), label("", "caption", "text2", wrap=True)
        self._places = label("", "caption", "text2", wrap=True, selectable=True)
        self.template = FileChoice("document", "*.docx")
        self._template_field = LabelledField(self.template)
        self.blank_button = button("", "document", kind="link")
        self.secret = PassphraseEdit()
        self._secret_field = LabelledField(self.secret)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.write_button = button("", "letter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self._title,
            self._note,
            self._places,
            self.blank_button,
            self._template_field,
            self.trouble,
            self._secret_field,
            self.write_button,
        ):
            column.addWidget(part)
        self.template.chosen.connect(lambda _path: self._look())
        self.blank_button.clicked.connect(self._choose_blank)
        self.secret.textChanged.connect(lambda _text: self._enable())
        self.secret.returnPressed.connect(self._choose_folder)
        self.write_button.clicked.connect(self._choose_folder)
        self.retranslate()

    # what it does

    def show_result(self, serial: str) -> None:
        """Speak of this result; of none, stay away."""
        self._serial = serial
        self.setVisible(bool(serial))
        self._enable()

    def write_blank_to(self, target: Path) -> None:
        """Write a template to begin with."""
        try:
            write_blank_template(target, self._desk.language, self._desk.now())
        except Refusal as refusal:
            self._say_trouble(refusal)
            return
        self._desk.say("done", self.tr("The blank template is written; change it in Word."), str(target))

    def write_into(self, folder: Path) -> None:
        """Write and sign the reports into ``folder``."""
        source = self.template.path
        if source is None or not self.write_button.isEnabled():
            return
        self.trouble.hide()
        secret = self.secret.text()
        self.secret.clear()
        self.secret.conceal()
        self._desk.perform(
            write_on_template,
            title=self.tr("Writing reports on the template"),
            passphrase=secret,
            serial=PackageSerial(self._serial),
            template=source,
            folder=folder,
            done=self._written,
            failed=self._say_trouble,
        )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Reports on your own Word template"))
        self._note.setText(
            self.tr(
                "One signed report a candidate, set on the society's letterhead from the same record. The package stays the "
                "authority."
            )
        )
        self._places.setText(
            self.tr("Placeholders: {places}. Needed: {needed}; the report stands alone in its paragraph.").format(
                places=" ".join(f"{{{{{name}}}}}" for name in PLACE_NAMES),
                needed=" ".join(f"{{{{{name}}}}}" for name in NEEDED_PLACES),
            )
        )
        self._template_field.set_words(self.tr("Template"))
        self.template.set_words(self.tr("Choose a Word template..."), self.tr("Word templates"))
        self.blank_button.setText(self.tr("Save a blank template..."))
        self._secret_field.set_words(self.tr("Passphrase of your identity"))
        self.write_button.setText(self.tr("Write the reports..."))

    # helpers

    def _look(self) -> None:
        """Say what is wrong with the template as soon as it is chosen."""
        self.trouble.hide()
        self._sound = False
        source = self.template.path
        if source is not None:
            self._desk.runner.run(
                lambda _progress: template_of(source),
                title=self.tr("Looking through the template"),
                done=lambda _template: self._fits(),
                failed=self._say_trouble,
            )
        self._enable()

    def _fits(self) -> None:
        self._sound = True
        self._enable()

    def _enable(self) -> None:
        self.write_button.setEnabled(bool(self._serial and self._sound and self.secret.text()))

    def _choose_blank(self) -> None:
        file = choose_target(self, self.tr("Blank template"), "report-template.docx", self.tr("Word document"))
        if file is not None:
            self.write_blank_to(file)

    def _choose_folder(self) -> None:
        if self.write_button.isEnabled():
            folder = choose_folder(self, self.tr("Where to write the reports"))
            if folder is not None:
                self.write_into(folder)

    def _written(self, changes: Changes) -> None:
        paths = changes.result if isinstance(changes.result, tuple) else ()
        self._desk.say(
            "done", self.tr("%n report(s) written and signed.", "", len(paths)), str(paths[0].parent) if paths else ""
        )

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
