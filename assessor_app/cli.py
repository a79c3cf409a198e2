"""The command line: the society's batch work, verification for anyone, the rule engine for auditors.

Exit status: 0 done, 1 refused or not valid, 2 misused. Never a traceback: what a person can act upon is said in
sentences, anything
else in a calm general one, with the details in the log. Words lie in ``resources/wording/cli.toml``.
"""

from __future__ import annotations

import argparse
import getpass
import json
import locale
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from assessor_app.errors import Refusal
from assessor_app.files import make_folder, read_file
from assessor_app.log import start_log
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.words import words

if TYPE_CHECKING:
    from assessor_app.signing.identities import Identity
    from assessor_app.store.database import Store
    from assessor_app.workflow.verify import FileVerdict

DONE, NOT_VALID, MISUSED = 0, 1, 2

PASSPHRASE_VARIABLE = "ASSESSOR_PASSPHRASE"  # noqa: S105  # the name of a variable, not a secret
"""Environment variable that scripts hand the passphrase in by, so that it stands on no command line."""

MARKS_LIMIT = 16 * 1024 * 1024
"""Bytes of the largest file that `derive` reads."""

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when there is none. Gives the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    try:
        options = _parser(language).parse_args(given)
        status: int = options.run(options, language)
        sys.stdout.flush()
    except _Misused as fault:
        _say(_word("misused", language).format(reason=fault), error=True)
        return MISUSED
    except Refusal as refusal:
        _say(Messages(language).sentence(refusal).text, error=True)
        return NOT_VALID
    except KeyboardInterrupt:
        return NOT_VALID
    except BrokenPipeError:
        # Whoever read along has heard enough; what is still in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_VALID
    except Exception as error:
        start_log()
        log.exception("a command failed")
        message = Messages(language).sentence(error)
        _say(f"{message.text}\n{message.details}", error=True)
        return NOT_VALID
    return status


# the commands


def _window(options: argparse.Namespace, language: Language) -> int:
    if not has_screen():
        _say(_word("no_screen", language), error=True)
        return NOT_VALID
    from assessor_app.app import open_window

    return open_window(workspace=options.workspace, language=language, fixed_language=options.lang is not None)


def _demo(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.workflow.story import ROUNDS, play

    rounds = tuple(name.strip() for name in options.rounds.split(",") if name.strip())
    if not rounds or not set(rounds) <= set(ROUNDS):
        _say(_word("misused", language).format(reason=f"--rounds {options.rounds} ({', '.join(ROUNDS)})"), error=True)
        return MISUSED
    folder = make_folder(options.out)
    told = play(folder, rounds=rounds, language=language, tell=_say)
    _say(_word("left_in", language).format(folder=folder.resolve()))
    _say(_word("passphrases_in", language).format(path=told.passphrases))
    if options.no_window:
        return DONE
    if not has_screen():
        _say(_word("no_screen", language))
        return DONE
    from assessor_app.app import open_window

    return open_window(workspace=told.show, language=language, passphrase=told.passphrase)


def _verify(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.signing.errors import TrustListUnreadable
    from assessor_app.workflow.verify import not_judged, verdict_json, verify_file

    trust = options.trust or _nearest_trust(options.files)
    if trust is not None and not options.trust:
        _say(_word("trust_found", language).format(path=trust), error=True)
    trusted = read_file(trust) if trust else None
    identity = _identity(options, language) if options.identity else None
    verdicts = []
    for path in options.files:
        try:
            verdicts.append(verify_file(path, trust=trusted, now=_now(), identity=identity, progress=_silent))
        except TrustListUnreadable:
            raise
        except Refusal as refusal:
            # One file that stays shut keeps nobody from hearing of the others.
            verdicts.append(not_judged(path, refusal))
    if options.json:
        _say(json.dumps([verdict_json(verdict, language) for verdict in verdicts], ensure_ascii=False, indent=2))
    else:
        for verdict in verdicts:
            _tell_verdict(verdict, language)
    return DONE if all(verdict.sound for verdict in verdicts) else NOT_VALID


def _derive(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.workflow.derive import derive_file

    content = (
        sys.stdin.buffer.read(MARKS_LIMIT) if str(options.file) == "-" else read_file(options.file, limit=MARKS_LIMIT)
    )
    answers = derive_file(content, scheme=options.scheme, grade=options.grade)
    if options.json:
        _say(json.dumps(answers.data, ensure_ascii=False, indent=2))
    else:
        _say(answers.text(language))
    return DONE


def _prepare(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.workflow.prepare import blank_papers, prepare_and_hand_out, read_preparation

    if options.template:
        for path in blank_papers(make_folder(options.out)):
            _say(str(path))
        return DONE
    if options.roster is None:
        raise_misused("ROSTER")
    preparation = read_preparation(options.roster, options.forms or options.roster.parent, now=_now(), progress=_silent)
    messages = Messages(language)
    for problem in preparation.problems:
        place = " ".join(part for part in (problem.sheet, problem.cell) if part)
        _say(f"{place}: {messages.message(problem.code, problem.facts).text}", error=problem.blocking)
    if options.check:
        return NOT_VALID if preparation.blocking else DONE
    if options.workspace is None or options.out is None:
        raise_misused("--workspace, --out")
    with _workspace(options, language) as store:
        passphrase = _passphrase(options, store.owner.name.of(language), language)
        authority = None
        if options.authority:
            from assessor_app.signing.identities import open_authority

            authority = open_authority(read_file(options.authority), _ask(options.authority.name, language))
        for path in prepare_and_hand_out(
            store,
            preparation,
            folder=make_folder(options.out),
            authority=authority,
            passphrase=passphrase,
            at=_now(),
            progress=_silent,
        ):
            _say(str(path))
    return DONE


def _intake(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.workflow.join import unlock
    from assessor_app.workflow.perform import perform
    from assessor_app.workflow.take_in import take_in

    messages, failed, told = Messages(language), False, []
    with _workspace(options, language) as store:
        identity = unlock(store, _passphrase(options, store.owner.name.of(language), language))
        for path in options.files:
            try:
                at = _now()
                changes = perform(store, take_in, at, source=path, at=at, identity=identity, progress=_silent)
                told.append({"file": str(path), "status": "taken_in", "serial": str(changes.result)})
            except Refusal as refusal:
                failed = True
                message = messages.sentence(refusal)
                told.append({"file": str(path), "status": refusal.code, "message": message.text})
    if options.json:
        _say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in told:
            _say(f"{line['file']}: {line.get('message') or _word('done', language)}")
    return NOT_VALID if failed else DONE


def _export(options: argparse.Namespace, language: Language) -> int:
    from assessor_app.workflow.take_in import export_results

    with _workspace(options, language) as store:
        paths = export_results(store, folder=make_folder(options.out), language=language)
    if options.json:
        _say(json.dumps([str(path) for path in paths], ensure_ascii=False))
    else:
        for path in paths:
            _say(str(path))
    return DONE


def _self_check(_options: argparse.Namespace, language: Language) -> int:
    from assessor_app.self_check import self_check

    with tempfile.TemporaryDirectory(prefix="assessor-check-") as folder:
        return DONE if self_check(Path(folder), language=language, tell=_say) else NOT_VALID


# what they share


def has_screen() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell_verdict(verdict: FileVerdict, language: Language) -> None:
    messages = Messages(language)
    if verdict.kind == "unread":
        for problem in verdict.problems:
            _say(f"{verdict.file}: {messages.message(problem.code, problem.facts).text}", error=True)
        return
    _say(f"{verdict.file}: {_word(f'status.{verdict.status.value}', language)}")
    if verdict.rehearsed:
        _say("  " + _word("rehearsal", language))
    for signer in verdict.signers:
        _say(
            "  "
            + _word("signed_by", language).format(
                name=signer.name or signer.fingerprint[:16],
                role=_word(f"role.{signer.role}", language) if f"role.{signer.role}" in words("cli") else signer.role,
                time=signer.time.isoformat(sep=" ", timespec="seconds") if signer.time else "",
                trust=_word("trusted" if signer.trusted else "not_trusted", language),
            )
        )
    if verdict.outcomes_equal is not None:
        _say("  " + _word("outcomes_equal" if verdict.outcomes_equal else "outcomes_differ", language))
    for problem in verdict.problems:
        said = messages.message(problem.code, {"part": problem.part, **problem.facts}).text
        _say(f"  {problem.part}: {said}" if problem.part else f"  {said}")
    for part in verdict.parts:
        if not part.sound:
            _tell_verdict(part, language)


def _workspace(options: argparse.Namespace, language: Language) -> Store:
    from assessor_app.store.database import open_workspace

    return open_workspace(options.workspace, _passphrase(options, options.workspace.name, language), now=_now())


def _identity(options: argparse.Namespace, language: Language) -> Identity:
    from assessor_app.signing.identities import open_identity

    return open_identity(read_file(options.identity), _passphrase(options, options.identity.name, language))


def _passphrase(options: argparse.Namespace, name: str, language: Language) -> str:
    if options.passphrase_file:
        # Whatever else the file holds is no passphrase, and the identity will say so.
        lines = read_file(options.passphrase_file, limit=4096).decode("utf-8-sig", "replace").splitlines()
        return lines[0] if lines else ""
    return os.environ.get(PASSPHRASE_VARIABLE) or _ask(name, language)


def _ask(name: str, language: Language) -> str:
    try:
        return getpass.getpass(_word("asked_passphrase", language).format(name=name))
    except EOFError:
        return ""


def _nearest_trust(files: Sequence[Path]) -> Path | None:
    """``trust-list.p7s`` beside the first file or above it, up to three folders."""
    start = files[0].resolve().parent
    for folder in (start, *start.parents[:3]):
        if (folder / "trust-list.p7s").is_file():
            return folder / "trust-list.p7s"
    return None


class _Misused(Exception):
    """The words of the call are off."""


def raise_misused(reason: str) -> NoReturn:
    """End the command with status 2."""
    raise _Misused(reason)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise _Misused(message)


def _parser(language: Language) -> argparse.ArgumentParser:
    def word(key: str) -> str:
        return _word(key, language)

    parser = _Parser(prog="assessor-app", description=word("description"))
    parser.add_argument("--lang", choices=[item.value for item in Language], help=word("lang"))
    parser.add_argument("--workspace", type=Path, help=word("workspace"))
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="")

    def command(
        name: str, run: Callable[[argparse.Namespace, Language], int], *, secret: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=word(name.replace("-", "_")), description=word(name.replace("-", "_")))
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help=word("json"))
        made.add_argument(
            "--lang", choices=[item.value for item in Language], default=argparse.SUPPRESS, help=word("lang")
        )
        if secret:
            made.add_argument("--passphrase-file", type=Path, help=word("passphrase_file"))
        return made

    demo = command("demo", _demo)
    demo.add_argument("--out", type=Path, default=Path("sample-results"), help=word("demo_out"))
    demo.add_argument("--rounds", default="cse,csee-iet", help=word("demo_rounds"))
    demo.add_argument("--no-window", action="store_true", help=word("demo_no_window"))

    verify = command("verify", _verify, secret=True)
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE", help=word("verify_files"))
    verify.add_argument("--trust", type=Path, help=word("verify_trust"))
    verify.add_argument("--identity", type=Path, help=word("verify_identity"))

    derive = command("derive", _derive)
    derive.add_argument("file", type=Path, metavar="FILE", help=word("derive_file"))
    derive.add_argument("--scheme", help=word("derive_scheme"))
    derive.add_argument("--grade", help=word("derive_grade"))

    prepare = command("prepare", _prepare, secret=True)
    prepare.add_argument("roster", nargs="?", type=Path, metavar="ROSTER", help=word("prepare_roster"))
    prepare.add_argument("--forms", type=Path, help=word("prepare_forms"))
    prepare.add_argument("--workspace", type=Path, default=argparse.SUPPRESS, help=word("workspace"))
    prepare.add_argument("--out", type=Path, default=Path("case-packages"), help=word("prepare_out"))
    prepare.add_argument("--authority", type=Path, help=word("prepare_authority"))
    prepare.add_argument("--check", action="store_true", help=word("prepare_check"))
    prepare.add_argument("--template", action="store_true", help=word("prepare_template"))

    intake = command("intake", _intake, secret=True)
    intake.add_argument("files", nargs="+", type=Path, metavar="FILE", help=word("verify_files"))
    intake.add_argument("--workspace", type=Path, required=True, help=word("workspace"))

    export = command("export", _export, secret=True)
    export.add_argument("--workspace", type=Path, required=True, help=word("workspace"))
    export.add_argument("--out", type=Path, required=True, help=word("demo_out"))

    command("self-check", _self_check)
    return parser


def _language(arguments: Sequence[str]) -> Language:
    """``--lang`` wherever it stands, else the language of the machine; Chinese unless that is another."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in {item.value for item in Language}:
            return Language(value)
    said = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or locale.getlocale()[0]
        or ""
    )
    return Language.ZH if said.lower().startswith(("zh", "chinese")) else Language.EN


def _word(key: str, language: Language) -> str:
    return words("cli")[key].of(language)


def _say(text: str, *, error: bool = False) -> None:
    stream = sys.stderr if error else sys.stdout
    try:
        print(text, file=stream)
    except UnicodeEncodeError:
        print(text.encode("ascii", "backslashreplace").decode("ascii"), file=stream)


def _now() -> datetime:
    return datetime.now().astimezone()


def _silent(_text: str, _fraction: float) -> None:
    """Batch work shows no bar."""
