"""Identities: who holds one and until when; issue, revoke, hand the trust list on.

The authority's key is opened from its file for one act and never enters the workspace. New passphrases are shown once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from assessor_app.messages import Messages
from assessor_app.models.changes import Changes, Touched
from assessor_app.models.ids import PersonId
from assessor_app.models.people import Name, Person, Role
from assessor_app.store import panels, rounds
from assessor_app.ui.desk import Desk
from assessor_app.ui.desk_window import role_word
from assessor_app.ui.hint_bar import Hint
from assessor_app.ui.language import QT_TRANSLATE_NOOP, Part, format_date, translated
from assessor_app.ui.pages.identities_recovery import RecoveryPart
from assessor_app.ui.paper import print_paper, write_paper
from assessor_app.ui.tables.rows import Cell, Row, RowsView
from assessor_app.ui.widgets.choosing import choose_file, choose_folder, choose_target
from assessor_app.ui.widgets.fields import LabelledField, PassphraseEdit, QuietComboBox
from assessor_app.ui.widgets.flow_layout import clear
from assessor_app.ui.widgets.message import Message, MessageKind, MessageText
from assessor_app.ui.widgets.mono import Mono
from assessor_app.ui.widgets.panes import Panes, Upright
from assessor_app.ui.widgets.signature_card import grouped
from assessor_app.ui.widgets.state_chip import State
from assessor_app.ui.widgets.words import Card, PageHeader, button, ground, label, rule
from assessor_app.workflow.keys import (
    REASONS,
    AuthorityFile,
    Keyholder,
    KeyState,
    add_officer,
    export_trust,
    issue_identities,
    keyholders,
    renew_trust,
    revoke_identity,
    trust_facts,
)
from assessor_app.workflow.recover import RecoveryMade, make_recovery
from assessor_app.workflow.renew import certify_renewal

STATES = {
    KeyState.NONE: State.MISSING,
    KeyState.IN_FORCE: State.VALID,
    KeyState.ENDING: State.EXPIRED,
    KeyState.EXPIRED: State.EXPIRED,
    KeyState.REVOKED: State.REVOKED,
}
WORDS = {
    KeyState.NONE: QT_TRANSLATE_NOOP("Keys", "No identity"),
    KeyState.IN_FORCE: QT_TRANSLATE_NOOP("Keys", "In force"),
    KeyState.ENDING: QT_TRANSLATE_NOOP("Keys", "Ends soon"),
    KeyState.EXPIRED: QT_TRANSLATE_NOOP("Keys", "Expired"),
    KeyState.REVOKED: QT_TRANSLATE_NOOP("Keys", "Revoked"),
}
REASON_WORDS = {
    "unspecified": QT_TRANSLATE_NOOP("Keys", "No reason given"),
    "key_compromise": QT_TRANSLATE_NOOP("Keys", "Lost or in other hands"),
    "affiliation_changed": QT_TRANSLATE_NOOP("Keys", "Left, or changed role"),
    "superseded": QT_TRANSLATE_NOOP("Keys", "A newer identity stands"),
    "cessation_of_operation": QT_TRANSLATE_NOOP("Keys", "No longer assesses"),
}
PLACE = "identities/authority"


@dataclass(frozen=True, slots=True, repr=False)
class _Letter:
    """What one person is told; lives until the page is left."""

    person: Person
    passphrase: str
    file: str


class IdentitiesPage(Part):
    """People left; the authority, the acts, new passphrases and the trust list right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._holders: dict[str, Keyholder] = {}
        self.letters: list[_Letter] = []
        kept = desk.remember.get(PLACE)
        self.authority: Path | None = Path(kept.decode()) if kept else None
        self._build()
        self._connect()
        self.retranslate()

    # set-up

    def _build(self) -> None:
        self.header = PageHeader()
        self.view = RowsView((96, 166, 120, 150, 138, 124), stretch=3)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rule())
        column.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Panes("identities", [(main, 846), (self._build_side(), 370)], stretch=0))

    def _build_side(self) -> QWidget:
        inside = ground(QWidget(), "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        self._build_authority(column)
        column.addWidget(rule())
        self._build_letters(column)
        self._build_trust(column)
        column.addWidget(rule())
        self.recovery = RecoveryPart(self._desk)
        column.addWidget(self.recovery)
        column.addStretch(1)
        column.addStrut(294)
        return Upright(inside)

    def _build_authority(self, column: QVBoxLayout) -> None:
        self._authority_title, self._authority_note = label("", "title"), label("", "caption", "text2", wrap=True)
        self.authority_button = button("", "key")
        self.passphrase = PassphraseEdit()
        self._passphrase_field = LabelledField(self.passphrase)
        self.trouble = Message(MessageKind.REFUSED, MessageText(""))
        self.trouble.hide()
        self.issue_button, self.issue_one = button("", "add", "primary"), button("", "key")
        self._revoke_title = label("", "strong", wrap=True)
        self.reason = QuietComboBox()
        self._reason_field = LabelledField(self.reason)
        self.revoke_button = button("", "revoked")
        self.certify_button = button("", "intake")
        for widget in (
            self._authority_title,
            self._authority_note,
            self.authority_button,
            self._passphrase_field,
            self.trouble,
            self.issue_button,
            self._revoke_title,
            self.issue_one,
            self._reason_field,
            self.revoke_button,
            rule(),
            self.certify_button,
        ):
            column.addWidget(widget)

    def _build_letters(self, column: QVBoxLayout) -> None:
        self._letters_card = Card(14, 6)
        self._letters_title, self._letters_note = (
            label("", "strong", wrap=True),
            label("", "caption", "text2", wrap=True),
        )
        holder = QWidget()
        self._letters_grid = QGridLayout(holder)
        self._letters_grid.setContentsMargins(0, 0, 0, 0)
        self._letters_grid.setHorizontalSpacing(12)
        acts = QHBoxLayout()
        self.print_button, self.pdf_button = button("", "print"), button("", "letter")
        self.hide_button = button("", "close", "quiet")
        for act in (self.print_button, self.pdf_button, self.hide_button):
            acts.addWidget(act)
        acts.addStretch(1)
        for widget in (self._letters_title, self._letters_note, holder):
            self._letters_card.body.addWidget(widget)
        self._letters_card.body.addLayout(acts)
        self._letters_card.hide()
        column.addWidget(self._letters_card)

    def _build_trust(self, column: QVBoxLayout) -> None:
        self._trust_title, self._trust_note = label("", "title"), label("", "body", "text2", wrap=True)
        self._print_title, self.fingerprint = label("", "caption", "text2"), Mono()
        self.export_button, self.renew_button = button("", "handover"), button("", "folder")
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.export_button)
        acts.addWidget(self.renew_button)
        acts.addStretch(1)
        for widget in (self._trust_title, self._trust_note, self._print_title, self.fingerprint):
            column.addWidget(widget)
        column.addLayout(acts)

    def _connect(self) -> None:
        self.view.row_chosen.connect(lambda _id: self._enable())
        self.view.row_opened.connect(lambda _id: self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason))
        self.authority_button.clicked.connect(self._choose_authority)
        self.passphrase.textChanged.connect(lambda _text: self._enable())
        self.issue_button.clicked.connect(lambda: self._choose_folder(self.without_identity))
        self.issue_one.clicked.connect(lambda: self._choose_folder(self._chosen()))
        self.revoke_button.clicked.connect(self.revoke_chosen)
        self.certify_button.clicked.connect(self._choose_request)
        self.recovery.recovery_wanted.connect(self._choose_shares)
        self.recovery.officer_wanted.connect(self.add)
        self.print_button.clicked.connect(lambda: print_paper(self, self.letters_html()))
        self.pdf_button.clicked.connect(self._choose_pdf)
        self.hide_button.clicked.connect(self.forget_letters)
        self.export_button.clicked.connect(self._choose_export)
        self.renew_button.clicked.connect(self._choose_trust)
        self._desk.changed.connect(self._on_changed)

    # what it answers

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Up+Down", self.tr("person")),
            Hint("Enter", self.tr("to the acts")),
            Hint("F6", self.tr("next pane")),
        )

    @property
    def without_identity(self) -> tuple[PersonId, ...]:
        """Those who have none yet."""
        return tuple(PersonId(id_) for id_, holder in self._holders.items() if holder.state is KeyState.NONE)

    # what it does

    def focus_first(self) -> None:
        self._read()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_authority(self, file: Path) -> None:
        """Remember where the authority's key lies; it is read only for an act."""
        self.authority = file
        self._desk.remember.set(PLACE, str(file).encode())
        self._show_authority()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def issue_into(self, folder: Path, chosen: Sequence[PersonId]) -> None:
        """Issue identities to these people; the files go into ``folder``, the passphrases are shown here once."""
        authority = self._take_authority()
        if authority is None or not chosen:
            return
        self._desk.perform(
            issue_identities,
            title=self.tr("Issuing identities"),
            chosen=tuple(chosen),
            authority=authority,
            folder=folder,
            done=self._issued,
            failed=self._say_trouble,
        )

    def revoke_chosen(self) -> None:
        """Revoke the identity of the person in hand."""
        chosen = self._chosen()
        authority = self._take_authority()
        if authority is None or not chosen:
            return
        self._desk.perform(
            revoke_identity,
            title=self.tr("Revoking"),
            person=chosen[0],
            reason=str(self.reason.currentData()),
            authority=authority,
            done=lambda changes: self._desk.say(
                "done",
                self.tr("Revoked; trust list {number} is in force here.").format(number=changes.result),
                self.tr("Hand the new trust list to everybody."),
            ),
            failed=self._say_trouble,
        )

    def certify(self, request: Path, folder: Path) -> None:
        """Give the holder of the key in ``request`` a new term; the certificate goes into ``folder``."""
        authority = self._take_authority()
        if authority is None:
            return
        self._desk.perform(
            certify_renewal,
            title=self.tr("Renewing"),
            source=request,
            authority=authority,
            folder=folder,
            done=lambda changes: self._desk.say(
                "done",
                self.tr("{name} is written.").format(name=Path(str(changes.result)).name),
                self.tr("Hand it back; it is put in under Settings."),
            ),
            failed=self._say_trouble,
        )

    def make_shares(self, folder: Path) -> None:
        """Make the recovery key; the two officers' shares go into ``folder``."""
        authority = self._take_authority()
        if authority is None:
            return
        self._desk.perform(
            make_recovery,
            title=self.tr("Making the recovery key"),
            officers=self.recovery.officers,
            authority=authority,
            folder=folder,
            done=self._shared,
            failed=self._say_trouble,
        )

    def add(self, person: PersonId, name: Name) -> None:
        """Enter another officer, who is then issued an identity as anybody is."""
        self.trouble.hide()
        self._desk.perform(
            add_officer, person=person, name=name, done=lambda _changes: self.recovery.clear(), failed=self._say_trouble
        )

    def export_to(self, folder: Path) -> None:
        """Write trust list, certificate and revocation list into ``folder``."""
        try:
            written = export_trust(self._desk.store, folder)
        except Exception as error:  # noqa: BLE001 - said on the page, whatever it is
            self._say_trouble(error)
            return
        self._desk.say("done", self.tr("Trust list written."), self.tr(", ").join(path.name for path in written))

    def take_trust(self, source: Path) -> None:
        """Put a newer trust list in force."""
        self._desk.perform(renew_trust, source=source, failed=self._say_trouble)

    def forget_letters(self) -> None:
        """Take the passphrases off the screen and out of memory."""
        self.letters = []
        self._show_letters()

    def retranslate(self) -> None:
        self._authority_title.setText(self.tr("The society's key"))
        self._authority_note.setText(
            self.tr(
                "Needed to issue and to revoke. It is read for one act, stays on its stick, and never enters the workspace."
            )
        )
        self._passphrase_field.set_words(self.tr("Passphrase of the society's key"))
        self._reason_field.set_words(self.tr("Reason for revoking"))
        kept = self.reason.currentData() or REASONS[0]
        self.reason.clear()
        for reason in REASONS:
            self.reason.addItem(translated("Keys", REASON_WORDS[reason]), reason)
        self.reason.setCurrentIndex(self.reason.findData(kept))
        self.revoke_button.setText(self.tr("Revoke"))
        self.certify_button.setText(self.tr("Renew by a request..."))
        self._letters_note.setText(
            self.tr("Shown once and kept nowhere. Hand file and passphrase over by two ways, never together.")
        )
        self.print_button.setText(self.tr("Print letters..."))
        self.pdf_button.setText(self.tr("PDF..."))
        self.hide_button.setText(self.tr("Put away"))
        self._trust_title.setText(self.tr("Trust list"))
        self._print_title.setText(self.tr("Fingerprint of the society's certificate"))
        self.export_button.setText(self.tr("Write files..."))
        self.renew_button.setText(self.tr("Take a newer one..."))
        self.view.setAccessibleName(self.tr("People"))
        self._read()

    # reading

    def _read(self) -> None:
        language = self._desk.language
        self._holders = {holder.person.id: holder for holder in keyholders(self._desk.store, self._desk.now())}
        groups = self._panels()
        rows = [
            Row(
                id_,
                (
                    _chip(holder.state),
                    Cell(holder.person.name.of(language), id_, strong=True),
                    Cell(self.tr(", ").join(role_word(role) for role in _roles(holder.person))),
                    Cell(self.tr(", ").join(groups.get(id_, ()))),
                    Cell(_day(holder.until)),
                    Cell(grouped(holder.person.fingerprint[:12])),
                ),
            )
            for id_, holder in self._holders.items()
        ]
        headings = (
            self.tr("Identity"),
            self.tr("Name"),
            self.tr("Roles"),
            self.tr("Panel"),
            self.tr("Until"),
            self.tr("Fingerprint"),
        )
        self.view.show_rows(headings, rows)
        without = len(self.without_identity)
        self.header.show_words(
            self.tr("Identities"),
            self.tr("%n people have none yet", "", without) if without else self.tr("Everybody has one"),
        )
        self._show_authority()
        self._show_letters()
        self._show_trust()
        self._enable()

    def _panels(self) -> dict[str, list[str]]:
        store, language = self._desk.store, self._desk.language
        found: dict[str, list[str]] = {}
        for round_ in rounds.all(store):
            for panel in panels.of_round(store, round_.id):
                for member in panel.members:
                    found.setdefault(member.id, []).append(panel.name.of(language))
        return found

    def _show_authority(self) -> None:
        here = self.authority is not None
        self.authority_button.setText(
            self.authority.name
            if here and self.authority is not None
            else self.tr("Choose the society's key (.p12)...")
        )
        self.authority_button.setToolTip(str(self.authority or ""))

    def _show_letters(self) -> None:
        clear(self._letters_grid)
        language = self._desk.language
        self._letters_card.setVisible(bool(self.letters))
        self._letters_title.setText(self.tr("%n new passphrase(s)", "", len(self.letters)))
        for row, letter in enumerate(self.letters):
            self._letters_grid.addWidget(label(letter.person.name.of(language), "body"), 2 * row, 0)
            words = Mono(letter.passphrase)
            words.setAccessibleName(f"{letter.person.name.of(language)}: {letter.passphrase}")
            self._letters_grid.addWidget(words, 2 * row + 1, 0)

    def _show_trust(self) -> None:
        facts = trust_facts(self._desk.store)
        self.recovery.show_people(tuple(self._holders.values()), facts)
        if facts is None:
            self._trust_note.setText(self.tr("There is none; nobody's signature can be judged."))
            self.fingerprint.setText("")
            return
        lines = [
            facts.society,
            self.tr("Number {number}, of {date}").format(number=facts.number, date=_day(facts.issued)),
            self.tr("%n identity(ies) revoked", "", facts.revoked),
        ]
        self._trust_note.setText("\n".join(lines))
        self.fingerprint.setText(grouped(facts.authority))

    def _enable(self) -> None:
        ready = self.authority is not None and bool(self.passphrase.text())
        without, holder = self.without_identity, self._holders.get(self.view.current)
        language = self._desk.language
        name = holder.person.name.of(language) if holder is not None else ""
        held = holder is not None and holder.state is not KeyState.NONE
        self.issue_button.setText(self.tr("Issue %n identity(ies)...", "", len(without)))
        self.issue_button.setVisible(bool(without))
        self.issue_button.setEnabled(ready)
        self._revoke_title.setText(name)
        self.issue_one.setText(self.tr("Issue anew...") if held else self.tr("Issue..."))
        self.issue_one.setEnabled(ready and holder is not None)
        self.revoke_button.setEnabled(ready and held and holder is not None and holder.state is not KeyState.REVOKED)
        for widget in (self._reason_field, self.revoke_button):
            widget.setVisible(held)
        self.certify_button.setEnabled(ready)
        self.recovery.enable(ready=ready)

    # slots

    def _on_changed(self, changes: Changes) -> None:
        if changes.touched & (Touched.PEOPLE | Touched.TRUST | Touched.ROUNDS) and self.isVisible():
            self._read()

    def _take_authority(self) -> AuthorityFile | None:
        self.trouble.hide()
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.passphrase.conceal()
        return AuthorityFile(self.authority, secret) if self.authority is not None and secret else None

    def _issued(self, changes: Changes) -> None:
        issued = changes.result if isinstance(changes.result, tuple) else ()
        self.letters = [_Letter(one.person, one.passphrase, f"{one.person.id}.p12") for one in issued]
        self._show_letters()
        self._desk.say(
            "done",
            self.tr("%n identity(ies) written.", "", len(issued)),
            self.tr("Hand file and passphrase over by two ways."),
        )

    def _shared(self, changes: Changes) -> None:
        made = changes.result
        assert isinstance(made, RecoveryMade)
        self._desk.say(
            "done",
            self.tr("Two shares are written: {names}.").format(
                names=self.tr(", ").join(one.name for one in made.shares)
            ),
            self.tr("Give each officer their own, and hand trust list {number} to everybody.").format(
                number=made.number
            ),
        )

    def _choose_request(self) -> None:
        request = choose_file(self, self.tr("Request for renewal"), self.tr("Requests"), "*.pem", "*.csr")
        folder = choose_folder(self, self.tr("Where to write the certificate")) if request is not None else None
        if request is not None and folder is not None:
            self.certify(request, folder)

    def _choose_shares(self) -> None:
        folder = choose_folder(self, self.tr("Where to write the two shares"))
        if folder is not None:
            self.make_shares(folder)

    def _choose_authority(self) -> None:
        file = choose_file(self, self.tr("The society's key"), self.tr("Identity files"), "*.p12")
        if file is not None:
            self.use_authority(file)

    def _choose_folder(self, chosen: Sequence[PersonId]) -> None:
        folder = choose_folder(self, self.tr("Where to write the identity files"))
        if folder is not None:
            self.issue_into(folder, chosen)

    def _choose_export(self) -> None:
        folder = choose_folder(self, self.tr("Where to write the trust list"))
        if folder is not None:
            self.export_to(folder)

    def _choose_trust(self) -> None:
        file = choose_file(self, self.tr("Trust list"), self.tr("Trust list"), "*.p7s")
        if file is not None:
            self.take_trust(file)

    def _choose_pdf(self) -> None:
        file = choose_target(self, self.tr("Letters"), "letters.pdf", "PDF")
        if file is not None:
            write_paper(file, self.letters_html(), title=self.tr("Letters"))

    def _say_trouble(self, error: BaseException) -> None:
        said = Messages(self._desk.language).sentence(error)
        self.trouble.show_message(MessageKind.REFUSED, MessageText(said.what, said.safe, said.next))
        self.trouble.show()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    # helpers

    def _chosen(self) -> tuple[PersonId, ...]:
        return (PersonId(self.view.current),) if self.view.current else ()

    def letters_html(self) -> str:
        """One page for each person."""
        facts = trust_facts(self._desk.store)
        society = escape(facts.society if facts is not None else "")
        pages = []
        for place, letter in enumerate(self.letters):
            breaking = " style='page-break-before: always'" if place else ""
            file = self.tr("Your identity for assessing is in the file {file}.").format(file=letter.file)
            its = self.tr("Its passphrase:")
            keep = self.tr("Keep this sheet apart from the file. Whoever has both can sign in your name.")
            lost = self.tr("If either is lost, tell the office at once: the identity is then revoked.")
            pages.append(
                f"<div{breaking}><p>{society}</p><h2>{escape(letter.person.name.both)}</h2><p>{escape(file)}</p>"
                f"<p>{escape(its)}</p><p class='mono' style='font-size:15pt'>{escape(letter.passphrase)}</p>"
                f"<p>{escape(keep)}</p><p>{escape(lost)}</p></div>"
            )
        return "".join(pages)


def _roles(person: Person) -> tuple[Role, ...]:
    """The highest role says the others."""
    return next(((role,) for role in (Role.OFFICER, Role.CHAIR, Role.ASSESSOR) if role in person.roles), ())


def _chip(state: KeyState) -> Cell:
    return Cell(translated("Keys", WORDS[state]), state=STATES[state], quiet=state is KeyState.IN_FORCE)


def _day(moment: datetime | None) -> str:
    return format_date(moment.astimezone().date()) if moment is not None else ""
