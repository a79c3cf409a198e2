"""The words of a verdict: headline, checks, signers, meanings; and the validity sheet as one page for paper.

Window and paper say the same, in the window's language.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QObject

from assessor_app.messages import Message, Messages
from assessor_app.models.language import Language
from assessor_app.models.people import Role
from assessor_app.models.records import ResultRecord
from assessor_app.signing.verdicts import SignerInfo, Status
from assessor_app.ui.desk_window import role_word
from assessor_app.ui.language import QT_TRANSLATE_NOOP, format_datetime, translated, window_language
from assessor_app.ui.theme import Token
from assessor_app.ui.widgets.check_list import CheckLine
from assessor_app.ui.widgets.signature_card import grouped
from assessor_app.ui.widgets.state_chip import State
from assessor_app.workflow.validity import (
    CheckCode,
    Checked,
    Finding,
    SignatureLine,
    Validity,
    cases_of,
    differences_of,
)
from assessor_app.workflow.verify import FileVerdict

STATES: dict[Status, State] = {
    Status.VALID: State.VALID,
    Status.PARTIAL: State.PARTIAL,
    Status.INVALID: State.INVALID,
    Status.UNSIGNED: State.UNSIGNED,
    Status.UNKNOWN_SIGNER: State.UNKNOWN_SIGNER,
    Status.REVOKED: State.REVOKED,
    Status.EXPIRED: State.EXPIRED,
    Status.UNSUPPORTED: State.UNKNOWN_SIGNER,
}

KINDS = {
    "case": QT_TRANSLATE_NOOP("Validity", "Case package"),
    "score": QT_TRANSLATE_NOOP("Validity", "Score package"),
    "result": QT_TRANSLATE_NOOP("Validity", "Result package"),
    "receipt": QT_TRANSLATE_NOOP("Validity", "Receipt"),
    "scheme": QT_TRANSLATE_NOOP("Validity", "Scheme"),
    "word": QT_TRANSLATE_NOOP("Validity", "Word document"),
    "excel": QT_TRANSLATE_NOOP("Validity", "Excel workbook"),
    "trust": QT_TRANSLATE_NOOP("Validity", "Trust list"),
    "unknown": QT_TRANSLATE_NOOP("Validity", "Unknown file"),
}

HEADLINES = {
    Status.VALID: QT_TRANSLATE_NOOP("Validity", "Valid: signed, and unchanged since"),
    Status.PARTIAL: QT_TRANSLATE_NOOP("Validity", "Valid in part: some of it no signature covers"),
    Status.INVALID: QT_TRANSLATE_NOOP("Validity", "Not valid: altered after signing, or not complete"),
    Status.UNSIGNED: QT_TRANSLATE_NOOP("Validity", "Not signed"),
    Status.UNKNOWN_SIGNER: QT_TRANSLATE_NOOP("Validity", "Unchanged since signing; the signer is not known here"),
    Status.REVOKED: QT_TRANSLATE_NOOP("Validity", "Unchanged, but the signer had been revoked"),
    Status.EXPIRED: QT_TRANSLATE_NOOP("Validity", "Unchanged, but the certificate was not in force"),
    Status.UNSUPPORTED: QT_TRANSLATE_NOOP("Validity", "Cannot be judged: an algorithm is not supported"),
}
RECOMPUTED = QT_TRANSLATE_NOOP("Validity", "Valid: signatures complete, content unchanged, outcomes recomputed")
DISAGREES = QT_TRANSLATE_NOOP("Validity", "Not valid: a document says other than the signed marks")
WRONG_SENDER = QT_TRANSLATE_NOOP("Validity", "Not valid: the signer may not send this")
NOT_OURS = QT_TRANSLATE_NOOP("Validity", "Not a signed file of this kind")

CHECKS = {
    CheckCode.WHOLE: QT_TRANSLATE_NOOP("Validity", "Container complete, nothing extra"),
    CheckCode.SIGNATURES: QT_TRANSLATE_NOOP("Validity", "Signatures hold over the content"),
    CheckCode.COVERAGE: QT_TRANSLATE_NOOP("Validity", "Every part is covered"),
    CheckCode.TRUST: QT_TRANSLATE_NOOP("Validity", "Signers trusted, not revoked"),
    CheckCode.FORCE: QT_TRANSLATE_NOOP("Validity", "Certificates in force when signed"),
    CheckCode.ROLE: QT_TRANSLATE_NOOP("Validity", "Signed in the role that may send it"),
    CheckCode.SCHEME: QT_TRANSLATE_NOOP("Validity", "Rules are the pinned version"),
    CheckCode.EVIDENCE: QT_TRANSLATE_NOOP("Validity", "Members' packages hold"),
    CheckCode.DOCUMENTS: QT_TRANSLATE_NOOP("Validity", "Documents equal the record"),
    CheckCode.OUTCOMES: QT_TRANSLATE_NOOP("Validity", "Outcomes recomputed from marks"),
}
FINDINGS: dict[Finding, tuple[str, Token, str]] = {
    Finding.HOLDS: ("check", "ok", QT_TRANSLATE_NOOP("Validity", "holds")),
    Finding.FAILS: ("close", "bad", QT_TRANSLATE_NOOP("Validity", "fails")),
    Finding.UNSURE: ("warning", "warn", QT_TRANSLATE_NOOP("Validity", "cannot be affirmed")),
}
PART_KINDS = {
    "record": QT_TRANSLATE_NOOP("Validity", "record"),
    "scheme": QT_TRANSLATE_NOOP("Validity", "rules"),
    "document": QT_TRANSLATE_NOOP("Validity", "document"),
    "evidence": QT_TRANSLATE_NOOP("Validity", "member's package"),
    "paper": QT_TRANSLATE_NOOP("Validity", "paper"),
    "other": QT_TRANSLATE_NOOP("Validity", "other"),
}
OUTCOMES = {
    "pass": (QT_TRANSLATE_NOOP("Validity", "recommended"), "check", "ok"),
    "fail": (QT_TRANSLATE_NOOP("Validity", "not recommended"), "below_floor", "bad"),
    "absent": (QT_TRANSLATE_NOOP("Validity", "absent"), "absent", "violet"),
    "withdrawn": (QT_TRANSLATE_NOOP("Validity", "withdrawn"), "absent", "violet"),
    "incomplete": (QT_TRANSLATE_NOOP("Validity", "incomplete"), "missing", "text2"),
}
SIGNER_STATES = {
    Status.VALID: QT_TRANSLATE_NOOP("Validity", "valid, trusted"),
    Status.PARTIAL: QT_TRANSLATE_NOOP("Validity", "valid in part"),
    Status.INVALID: QT_TRANSLATE_NOOP("Validity", "broken"),
    Status.UNKNOWN_SIGNER: QT_TRANSLATE_NOOP("Validity", "unchanged, unknown signer"),
    Status.REVOKED: QT_TRANSLATE_NOOP("Validity", "revoked when signed"),
    Status.EXPIRED: QT_TRANSLATE_NOOP("Validity", "not in force when signed"),
    Status.UNSUPPORTED: QT_TRANSLATE_NOOP("Validity", "cannot be judged"),
    Status.UNSIGNED: QT_TRANSLATE_NOOP("Validity", "unsigned"),
}


class VerdictCounts(QObject):
    """Counts in words; only `tr` of an object tells the tools that a text has a plural."""

    def cases(self, count: int) -> str:
        return self.tr("%n case(s)", "", count)

    def parts(self, count: int) -> str:
        return self.tr("%n part(s)", "", count)

    def assessed(self, count: int) -> str:
        return self.tr("own assessment, %n sheet(s)", "", count)

    def recommended(self, count: int) -> str:
        return self.tr("the panel's recommendation, %n case(s)", "", count)

    def handed_out(self, count: int) -> str:
        return self.tr("hands out %n case(s)", "", count)

    def more(self, count: int) -> str:
        return self.tr("and %n more", "", count)


_COUNTS = VerdictCounts()


def headline(verdict: FileVerdict) -> str:
    """The verdict in one line; of a rehearsal that says so."""
    words = _verdict_words(verdict)
    if verdict.rehearsed:
        return translated("Validity", "{verdict} (rehearsal, not for official use)").format(verdict=words)
    return words


def _verdict_words(verdict: FileVerdict) -> str:
    codes = {problem.code for problem in verdict.problems if problem.grave}
    if verdict.status is Status.VALID and verdict.outcomes_equal:
        return translated("Validity", RECOMPUTED)
    if "computed_unequal" in codes:
        return translated("Validity", DISAGREES)
    if "wrong_role" in codes:
        return translated("Validity", WRONG_SENDER)
    if "not_a_package" in codes:
        return translated("Validity", NOT_OURS)
    return translated("Validity", HEADLINES[verdict.status])


def explanation(verdict: FileVerdict, language: Language) -> str:
    """What the first problem means, and what to do; empty where nothing is wrong."""
    said = first_problem(verdict, language)
    if said is None:
        return ""
    joint = "" if language is Language.ZH else " "
    return joint.join(part for part in (said.what, said.next) if part)


def first_problem(verdict: FileVerdict, language: Language) -> Message | None:
    """The first grave problem in sentences, or None."""
    problem = next((problem for problem in verdict.problems if problem.grave), None)
    if problem is None:
        return None
    facts = {"name": verdict.file, "part": problem.part} | dict(problem.facts)
    return Messages(language).message(problem.code, facts)


def kind_words(verdict: FileVerdict) -> str:
    """What the file is: its kind, how many cases, from whom."""
    words = [translated("Validity", KINDS[verdict.kind])]
    count = cases_of(verdict)
    if count:
        words.append(_COUNTS.cases(count))
    record = verdict.record
    if record is not None:
        language = window_language()
        if isinstance(record, ResultRecord):
            words.append(record.panel.name.of(language))
        words.append(translated("Validity", "from {name}").format(name=record.envelope.sender.name.of(language)))
    return translated("Validity", ", ").join(words)


def role_words(signer: SignerInfo) -> str:
    """The role claimed, in the window's language if it is one of ours."""
    return role_word(Role(signer.role)) if signer.role in set(Role) else signer.role


def when_and_where(signer: SignerInfo) -> str:
    """The moment with the signer's own offset, and the place they claim."""
    moment = format_datetime(signer.time, zone=True, seconds=True) if signer.time else ""
    return translated("Validity", ", ").join(part for part in (moment, signer.place) if part)


def meaning(line: SignatureLine) -> str:
    """What the signer says by signing."""
    count = line.sheets
    match line.signer.commitment:
        case "proof_of_creation" if count:
            return _COUNTS.assessed(count)
        case "proof_of_approval" if count:
            return _COUNTS.recommended(count)
        case "proof_of_sender" if count:
            return _COUNTS.handed_out(count)
        case "proof_of_receipt":
            return translated("Validity", "confirms receipt")
        case _ if line.signer.statement:
            return line.signer.statement
        case "proof_of_approval":
            return translated("Validity", "approves the content")
        case "proof_of_creation":
            return translated("Validity", "made the content")
    return ""


def check_lines(checks: tuple[Checked, ...], trust_number: int) -> list[CheckLine]:
    """The checks as the list shows them."""
    lines = []
    for check in checks:
        icon, tone, spoken = FINDINGS[check.finding]
        fact = check.fact
        if check.code is CheckCode.ROLE and check.fact in set(Role):
            fact = role_word(Role(check.fact))
        elif check.code is CheckCode.TRUST and trust_number and check.finding is Finding.HOLDS:
            fact = translated("Validity", "list {number}").format(number=trust_number)
        elif check.code is CheckCode.WHOLE and check.of:
            fact = _COUNTS.parts(check.of)
        elif check.of:
            fact = f"{check.count} / {check.of}"
        lines.append(
            CheckLine(icon, tone, translated("Validity", CHECKS[check.code]), fact, translated("Validity", spoken))
        )
    return lines


def outcome_words(choice: str) -> tuple[str, str, Token]:
    """Words, icon and tone of a recommendation."""
    words, icon, tone = OUTCOMES.get(choice, (choice, "history", "warn"))
    known = choice in OUTCOMES
    return (translated("Validity", words) if known else choice.replace("_", " ")), icon, tone  # type: ignore[return-value]


def sheet_html(validity: Validity) -> str:
    """The validity sheet for paper: one page a layman reads."""
    language = window_language()
    verdict = validity.verdict
    parts = [
        _tag("p", translated("Validity", "Validity sheet"), "quiet"),
        f"<h1>{escape(headline(verdict))}</h1>",
        f"<p>{escape(validity.name)}<br/>{escape(kind_words(verdict))}</p>",
        f"<p class='quiet'>SHA-256 <span class='mono'>{escape(grouped(validity.sha256))}</span></p>",
    ]
    wrong = explanation(verdict, language)
    if wrong:
        parts.append(f"<p>{escape(wrong)}</p>")
    for file, place, found, expected in differences_of(verdict)[:6]:
        words = translated("Validity", "{file}, {place}: shows {found}; the signed marks give {expected}.")
        parts.append(f"<p>{escape(words.format(file=file, place=place, found=found, expected=expected))}</p>")
    parts += [_signers_html(validity), _checks_html(validity), _outcomes_html(validity), _parts_html(validity)]
    parts.append(_how_html(validity))
    checked = format_datetime(validity.checked_at, zone=True)
    if validity.trust_number:
        last = translated("Validity", "Checked {time} against trust list {number} of {society}.").format(
            time=checked, number=validity.trust_number, society=validity.society
        )
    else:
        last = translated("Validity", "Checked {time} without a trust list.").format(time=checked)
    parts.append(f"<p class='quiet'>{escape(last)}</p>")
    return f"<body>{''.join(parts)}</body>"


def _tag(name: str, text: str, kind: str = "") -> str:
    return f"<{name} class='{kind}'>{escape(text)}</{name}>" if kind else f"<{name}>{escape(text)}</{name}>"


def _signers_html(validity: Validity) -> str:
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(text)}</td>"
            for text in (
                line.signer.name,
                role_words(line.signer),
                when_and_where(line.signer),
                meaning(line),
                translated("Validity", SIGNER_STATES[line.signer.status]),
            )
        )
        + "</tr>"
        for line in validity.signatures[:14]
    )
    if not rows:
        return ""
    heads = (
        translated("Validity", "Name"),
        translated("Validity", "Role"),
        translated("Validity", "Time and place (as the signer said)"),
        translated("Validity", "Meaning"),
        translated("Validity", "Verdict"),
    )
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    title = _tag("h2", translated("Validity", "Who signed"))
    return f"{title}<table width='100%' cellspacing='0' cellpadding='1'><tr>{head}</tr>{rows}</table>"


def _checks_html(validity: Validity) -> str:
    rows = "".join(
        f"<tr><td width='90'>{line.spoken}</td><td>{escape(line.words)}</td>"
        f"<td align='right' class='quiet'>{escape(line.fact)}</td></tr>"
        for line in check_lines(validity.checks, validity.trust_number)
    )
    title = _tag("h2", translated("Validity", "What was checked"))
    return f"{title}<table width='100%' cellspacing='0' cellpadding='1'>{rows}</table>"


def _outcomes_html(validity: Validity) -> str:
    if not validity.outcomes:
        return ""
    comma = translated("Validity", ", ")
    words = comma.join(f"{outcome_words(choice)[0]} {count}" for choice, count in validity.outcomes.items())
    return _tag("h2", translated("Validity", "Outcomes it signs for")) + _tag("p", words)


def _parts_html(validity: Validity) -> str:
    shown = validity.parts[:10]
    if not shown:
        return ""
    rows = "".join(
        f"<tr><td>{escape(part.name)}</td><td class='mono'>{grouped(part.sha256[:16])}</td></tr>" for part in shown
    )
    rest = len(validity.parts) - len(shown)
    if rest:
        more = _COUNTS.more(rest)
        rows += f"<tr><td>{escape(more)}</td><td></td></tr>"
    title = escape(translated("Validity", "What was signed (first 16 digits of SHA-256)"))
    return f"<h2>{title}</h2><table width='100%' cellspacing='0' cellpadding='1'>{rows}</table>"


def _how_html(validity: Validity) -> str:
    lines = [_tag("h2", translated("Validity", "Check it without us")), _tag("p", how_words(validity))]
    lines += [f"<p class='mono' style='font-size:7.5pt'>{escape(command)}</p>" for command in validity.commands]
    if validity.authority:
        words = translated(
            "Validity", "Fingerprint of the society's certificate; compare it with what the society publishes:"
        )
        lines.append(f"<p>{escape(words)} <span class='mono'>{grouped(validity.authority)}</span></p>")
    return "".join(lines)


def how_words(validity: Validity) -> str:
    """How anybody checks the file without this program."""
    if validity.verdict.kind in ("word", "excel"):
        return translated(
            "Validity",
            "Open it in Word, Excel or LibreOffice, with ca.pem as a trusted root, and look at File, Info, Signatures.",
        )
    if not validity.commands:
        return translated("Validity", "This file carries no signature that could be checked.")
    return translated(
        "Validity",
        "On any computer with OpenSSL and unzip, with ca.pem of the society beside the file; then compare the digests with "
        "the manifest.",
    )
