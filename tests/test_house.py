"""Rules of the house that no checker knows: each is code, with one sentence on what to write instead."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import assessor_app
from assessor_app.errors import Refusal, fact_names
from assessor_app.messages import Entry, Messages
from assessor_app.models.language import Text
from assessor_app.paths import resources
from assessor_app.ui.widgets.progress import STEPS

ROOT = Path(assessor_app.__file__).parent.parent
PRODUCT = ROOT / "assessor_app"
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")

Question = Callable[[Path, ast.AST], bool]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(path)))


def sources(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}"


def called(node: ast.AST) -> str:
    """The last name of what a node calls: `tr` for self.tr(…); empty if it is no call."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
        case _:
            return ""


def faults(is_fault: Question, *folders: Path) -> list[str]:
    return [where(path, node) for path in sources(*folders) for node in nodes_of(path) if is_fault(path, node)]


# --- words for people -------------------------------------------------------------------------------------------------

MARKS_TEXT = {"tr", "QT_TR_NOOP", "QT_TRANSLATE_NOOP"}


def translates(node: ast.AST) -> bool:
    """Whether a node hands a text to the translators; QPainter has a `translate` too."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="QCoreApplication" | "QApplication"), attr="translate")):
            return True
        case ast.Call(func=ast.Name(id="translate")):
            return True
        case _:
            return called(node) in MARKS_TEXT


def is_made_up_text(_: Path, node: ast.AST) -> bool:
    made = (ast.JoinedStr, ast.BinOp, ast.Call)
    # The third of tr() is a count, which may well be worked out.
    return isinstance(node, ast.Call) and translates(node) and any(isinstance(text, made) for text in node.args[:2])


def is_f_string_around_a_translation(_: Path, node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) and any(translates(inner) for inner in ast.walk(node))


def test_that_no_text_is_made_up_inside_tr() -> None:
    # lupdate collects it as a text that never matches. Write self.tr("{n} of {all}").format(n=..., all=...).
    assert faults(is_made_up_text, PRODUCT) == []


def test_that_no_f_string_stands_around_tr() -> None:
    # The order of words differs between the languages. Put the whole sentence into tr(), then .format().
    assert faults(is_f_string_around_a_translation, PRODUCT) == []


def docstrings(tree: ast.Module) -> set[int]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, holders))
    return {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}


def test_that_the_window_holds_no_chinese_in_its_code() -> None:
    # Source texts are English; their Chinese stands in resources/i18n. Excepted: how dates are written, a table of
    # characters, a language's own name, and the sign of the house.
    by_trade = {PRODUCT / "ui" / "language.py", PRODUCT / "ui" / "widgets" / "viewer" / "plain_text.py"}
    own_names = {"中文", "简体中文", "评"}
    found = [
        f"{where(path, node)} {node.value[:20]!r}"
        for path in sources(PRODUCT / "ui")
        for node in nodes_of(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
        and node.value not in own_names
        and path not in by_trade
        and id(node) not in docstrings(tree_of(path))
    ]
    assert found == []


# --- what the person may be told --------------------------------------------------------------------------------------


def all_modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(assessor_app.__path__, "assessor_app."):
        if not found.name.endswith("__main__"):
            yield found.name


def refusals() -> list[type[Refusal]]:
    for name in all_modules():
        importlib.import_module(name)
    known: list[type[Refusal]] = []
    open_ends = [Refusal]
    while open_ends:
        kinds = [kind for kind in open_ends.pop().__subclasses__() if kind.__module__.startswith("assessor_app.")]
        known.extend(kinds)
        open_ends.extend(kinds)
    return sorted(set(known), key=lambda kind: (kind.__module__, kind.__name__))


def entries() -> dict[str, Entry]:
    return dict(Messages().entries())


def spoken() -> list[tuple[str, str, Text]]:
    """Every sentence: its code, its part, its text."""
    return [
        (code, part, text)
        for code, entry in entries().items()
        for part, text in (("what", entry.what), ("safe", entry.safe), ("next", entry.next))
    ]


def test_that_every_refusal_has_its_own_code() -> None:
    codes = [kind.code for kind in refusals() if kind.code or not kind.__subclasses__()]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes), codes
    doubled = {code for code in codes if codes.count(code) > 1}
    assert doubled == set()


def test_that_every_refusal_is_said_in_both_languages() -> None:
    unsaid = [f"{kind.__module__}.{kind.__name__}" for kind in refusals() if kind.code and kind.code not in entries()]
    assert unsaid == []


def test_that_a_sentence_asks_for_no_fact_that_its_refusal_lacks() -> None:
    known = entries()
    lacking = {
        kind.code: sorted(known[kind.code].placeholders() - set(fact_names(kind)))
        for kind in refusals()
        if kind.code in known and known[kind.code].placeholders() - set(fact_names(kind))
    }
    assert lacking == {}


def test_that_no_sentence_is_said_in_one_language_only() -> None:
    assert [(code, part) for code, part, text in spoken() if bool(text.zh) != bool(text.en)] == []


def test_that_each_sentence_is_in_its_own_language() -> None:
    said = [(code, part, text) for code, part, text in spoken() if text.zh]
    assert [(code, part) for code, part, text in said if HAN.search(text.en) or not HAN.search(text.zh)] == []


# Half-width marks beside Han; Han and Latin without a blank between them; the separator that is not Chinese.
POOR_CHINESE = re.compile(
    r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?![a-z]|\.\.)|[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]|·"
)


def words_of_documents() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((resources() / "wording").glob("*.toml")):
        if path.name != "messages.toml":
            yield from pairs_in(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def pairs_in(value: dict[str, object], place: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text with the languages it exists in, however deep it lies."""
    for key, inner in value.items():
        if not isinstance(inner, dict):
            yield f"{place} {key}", {}
        elif {"zh", "en"} & inner.keys():
            yield f"{place} {key}", inner
        else:
            yield from pairs_in(inner, f"{place} {key}")


def test_that_every_word_of_a_document_exists_in_both_languages() -> None:
    assert [
        place for place, languages in words_of_documents() if not (languages.get("zh") and languages.get("en"))
    ] == []


def chinese_of_the_window() -> Iterator[tuple[str, str]]:
    folder = resources() / "i18n"
    for path in (*folder.glob("zh.toml"), *folder.glob("zh.d/*.toml")):
        for text in strings_in(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def strings_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from strings_in(item)
        case list():
            for item in value:
                yield from strings_in(item)


def test_that_chinese_is_set_as_chinese() -> None:
    # Full-width marks, a blank between Han and Latin or digits, no middle dot; three points only after a menu's verb.
    said = [(f"{code}.{part}", text.zh) for code, part, text in spoken()]
    written = [(place, languages["zh"]) for place, languages in words_of_documents()]
    assert [
        (place, text) for place, text in (*said, *written, *chinese_of_the_window()) if POOR_CHINESE.search(text)
    ] == []


# --- what the product never does --------------------------------------------------------------------------------------

FORBIDDEN_CALLS = {
    "extractall": "read the entries one by one through signing.archives, which bounds and checks them",
    "unpack_archive": "read the entries one by one through signing.archives, which bounds and checks them",
    "builtins.eval": "parse the value",
    "builtins.exec": "call a function",
    "os.system": "run a list of arguments with subprocess.run",
    "os.popen": "run a list of arguments with subprocess.run",
    "time.sleep": "wait for the signal or the event",
    "tempfile.mktemp": "use files.atomic_path or tempfile.TemporaryDirectory",
    "QThread.msleep": "wait for the signal or the event",
}
FORBIDDEN_NAMES = {
    "QSpinBox": "marks are a row of level buttons, numbers a field with a validator: a wheel must change nothing",
    "QDoubleSpinBox": "marks are a row of level buttons, numbers a field with a validator: a wheel must change nothing",
    "NotImplementedError": "finish it, or leave it out",
    "QtCharts": "draw with QPainter; the library is no longer cared for",
}


def forbidden_calls(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                names = {name, f"builtins.{name}"}
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                names = {name, f"{owner}.{name}"}
            case ast.Call(func=ast.Attribute(attr=name)):
                names = {name}
            case _:
                continue
        yield from (f"{where(path, node)} {name}: {FORBIDDEN_CALLS[name]}" for name in names & FORBIDDEN_CALLS.keys())


def forbidden_names(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                if name in FORBIDDEN_NAMES:
                    yield f"{where(path, node)} {name}: {FORBIDDEN_NAMES[name]}"
            case _:
                pass


def is_shell(_: Path, node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg="shell", value=ast.Constant(value=False)):
            return False
        case ast.keyword(arg="shell"):
            return True
        case _:
            return False


def is_relative_import(_: Path, node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.level > 0


def test_that_no_dangerous_or_waiting_call_is_made() -> None:
    assert [found for path in sources(PRODUCT) for found in forbidden_calls(path)] == []


def test_that_no_forbidden_name_is_used() -> None:
    assert [found for path in sources(PRODUCT) for found in forbidden_names(path)] == []


def test_that_one_room_alone_asks_for_files() -> None:
    """Write `choose_file` and its kin from ui/widgets/choosing.py: they know Qt's notation and where the person was last."""
    door = PRODUCT / "ui" / "widgets" / "choosing.py"
    asks = [
        where(path, node)
        for path in sources(PRODUCT)
        for node in nodes_of(path)
        if isinstance(node, ast.alias) and node.name == "QFileDialog" and path != door
    ]
    assert asks == []


def test_that_every_step_told_of_has_words() -> None:
    """Put the step into `STEPS` of ui/widgets/progress.py: a person reads it beside the bar."""
    told = {
        node.args[0].value
        for path in sources(PRODUCT)
        for node in nodes_of(path)
        if isinstance(node, ast.Call)
        and called(node) in {"progress", "_progress", "tell", "report"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and node.args[0].value
    }
    assert told
    assert told <= STEPS.keys()


def test_that_no_shell_is_started() -> None:
    assert faults(is_shell, ROOT / "assessor_app", ROOT / "build_spec", ROOT / "tests") == []


def test_that_imports_are_written_out_in_full() -> None:
    # The walls are read from the full names.
    assert faults(is_relative_import, PRODUCT) == []


# What is written in place can be left half written. Fill the path that files.atomic_path gives, or call atomic_write.
IN_PLACE = {"write_bytes", "write_text"}
MAY_WRITE_IN_PLACE = {"assessor_app/files.py"}


def is_written_in_place(path: Path, node: ast.AST) -> bool:
    if str(path.relative_to(ROOT)) in MAY_WRITE_IN_PLACE or called(node) not in IN_PLACE:
        return False
    return id(node) not in inside_atomic_path(path)


@cache
def inside_atomic_path(path: Path) -> set[int]:
    blocks = [
        node
        for node in nodes_of(path)
        if isinstance(node, ast.With) and any(called(item.context_expr) == "atomic_path" for item in node.items)
    ]
    return {id(inner) for block in blocks for inner in ast.walk(block)}


def test_that_files_are_written_whole_or_not_at_all() -> None:
    assert faults(is_written_in_place, PRODUCT) == []


def test_that_the_subject_has_no_clock() -> None:
    def asks_the_time(_: Path, node: ast.AST) -> bool:
        return called(node) in {"now", "utcnow", "today", "time", "monotonic"}

    # Pass the time in.
    assert faults(asks_the_time, PRODUCT / "models") == []


UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


OWN = ("assessor_app", "build_spec", "resources", "tests", "Makefile", "README.md", "pyproject.toml", ".ci")
TEXT_FILES = {".py", ".toml", ".md", ".sh", ".qss", ".svg", ".spec", ".ts", ""}


def own_files() -> Iterator[Path]:
    for name in OWN:
        path = ROOT / name
        inside = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (each for each in inside if each.is_file() and each.suffix in TEXT_FILES)


def test_that_nothing_unfinished_is_left_in_the_open() -> None:
    this = Path(__file__)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in own_files()
        if path != this
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_that_the_lock_names_no_place_to_download_from() -> None:
    # Each machine asks the index that it is set to; the hashes say what must come.
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock


# --- tests say what is right ------------------------------------------------------------------------------------------


def test_that_tests_are_sentences_that_say_what_is_right() -> None:
    misnamed = [
        where(path, node)
        for path in sources(ROOT / "tests")
        if path.name.startswith("test_")
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not node.name.startswith("test_that_")
    ]
    assert misnamed == []


def test_that_no_test_waits_or_is_skipped() -> None:
    def waits_or_skips(_: Path, node: ast.AST) -> bool:
        match node:
            case ast.Attribute(value=ast.Name(id="pytest") | ast.Attribute(attr="mark"), attr=name):
                return name in {"skip", "skipif", "xfail", "importorskip"}
            case _:
                return called(node) == "sleep"

    # A test that cannot run says why and fails; wait for a signal or an event.
    assert faults(waits_or_skips, ROOT / "tests") == []


# --- what is shipped --------------------------------------------------------------------------------------------------


def test_that_every_data_file_can_be_read() -> None:
    for path in resources().rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))


ICONS = sorted((resources() / "icons").glob("*.svg"))


def test_that_there_are_icons() -> None:
    assert ICONS


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_that_an_icon_can_be_drawn_in_any_colour(path: Path) -> None:
    from PySide6.QtSvg import QSvgRenderer

    text = path.read_text(encoding="utf-8")
    assert QSvgRenderer(text.replace("currentColor", "#1A1F25").encode()).isValid()
    assert "currentColor" in text
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", text) == []


# --- the platform under us --------------------------------------------------------------------------------------------

CALLS = 2_000


def test_that_qt_calls_that_return_nothing_keep_their_hands_off_none() -> None:
    # PySide6 6.12.0 takes a reference from None with each such call, until the interpreter dies (PYSIDE-3474).
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    assert before - sys.getrefcount(None) < CALLS // 2


HEAVY = ("sqlite_utils", "openpyxl", "docx", "mammoth", "pypdfium2", "xlsxwriter", "python_calamine")


def loaded_by(code: str) -> set[str]:
    """Which heavy libraries a fresh interpreter holds after running `code`."""
    program = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_that_reading_in_the_whole_program_reads_in_no_heavy_library() -> None:
    # Import it in the function that needs it: together they cost four times what the window costs.
    assert loaded_by("\n".join(f"import {name}" for name in all_modules())) == set()


WINDOW_SHOWN = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from assessor_app.app import Program
from assessor_app.models.language import Language
from assessor_app.ui.application import application
app = application()
program = Program(app, Language.ZH)
program.start(None, None)
assert program.entrance.isVisible()
QTimer.singleShot(0, app.quit)
app.exec()
"""


def test_that_a_window_is_shown_before_any_heavy_library_is_read_in() -> None:
    assert loaded_by(WINDOW_SHOWN) == set()
