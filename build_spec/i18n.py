"""Turn the words of the window into what Qt loads: sources → .ts → (Chinese from flat files) → .qm.

    python -m build_spec.i18n            update the .ts and .qm files; exit 1 and a list if a text lacks its Chinese
    python -m build_spec.i18n --check    write nothing; exit 1 if the committed .ts files differ from the sources

Chinese stands in resources/i18n/zh.toml and zh.d/*.toml, one line a text::

    "Lock and sign" = "锁定并签名"
    "%n case(s)" = { zh = "%n 件", en = ["%n case", "%n cases"] }   # English plurals, only where %n is

and, where one English text needs two Chinese ones, in a table named by the class that shows it::

    ["@QueueFilter"]
    "Open" = "未开始"

A line that no source uses any more is listed too, so that the files do not fill with leavings.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "i18n"
ZH, EN = "assessor_app_zh_CN.ts", "assessor_app_en.ts"


@dataclass
class Words:
    """What the flat files say. `used` grows while the .ts files are filled."""

    everywhere: dict[str, str] = field(default_factory=dict)
    by_context: dict[tuple[str, str], str] = field(default_factory=dict)
    plurals: dict[str, list[str]] = field(default_factory=dict)
    clashes: list[str] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def chinese(self, context: str, source: str) -> str | None:
        """The Chinese of `source` as the class `context` shows it."""
        if (context, source) in self.by_context:
            self.used.add((context, source))
            return self.by_context[context, source]
        self.used.add(("", source))
        return self.everywhere.get(source)

    def unused(self) -> Iterator[str]:
        """Lines that no source asks for."""
        yield from (source for source in self.everywhere if ("", source) not in self.used)
        yield from (
            f"@{context}: {source}" for context, source in self.by_context if (context, source) not in self.used
        )


def read_words(folder: Path) -> Words:
    """All flat files of `folder`; the same English with two Chinese outside a context is a clash."""
    words = Words()
    for file in [folder / "zh.toml", *sorted((folder / "zh.d").glob("*.toml"))]:
        if not file.exists():
            continue
        for source, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if source.startswith("@"):
                for inner, chinese in value.items():
                    _add_plural(words, inner, chinese)
                    words.by_context[source[1:], inner] = _chinese(chinese)
                continue
            _add_plural(words, source, value)
            if words.everywhere.get(source, _chinese(value)) != _chinese(value):
                words.clashes.append(f"{source}: {words.everywhere[source]} / {_chinese(value)} ({file.name})")
            words.everywhere[source] = _chinese(value)
    return words


def _chinese(value: str | dict[str, object]) -> str:
    return value if isinstance(value, str) else str(value["zh"])


def _add_plural(words: Words, source: str, value: str | dict[str, object]) -> None:
    if isinstance(value, dict) and isinstance(value.get("en"), list):
        words.plurals[source] = [str(form) for form in value["en"]]  # type: ignore[attr-defined]  # a list, see above


def tool(name: str) -> str:
    """The Qt tool beside this interpreter."""
    beside = Path(sys.executable).parent / name
    return str(beside if beside.exists() else name)


def collect(target: Path, language: str) -> None:
    """Let lupdate read every source of the window into `target`, sorted by path so that machines agree."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "assessor_app" / "ui").rglob("*.py"))
    subprocess.run(
        [
            tool("pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none",
            "-tr-function-alias", "translate+=translated",
            "-target-language", language,
            "-source-language", "en", *sources, "-ts", str(target),
        ],
        check=True, cwd=ROOT,
    )  # fmt: skip


def fill(file: Path, words: Words, *, chinese: bool) -> list[str]:
    """Write the translations into a .ts file; gives the texts that have none."""
    tree = ET.parse(file)  # noqa: S314  # written by lupdate a moment ago
    missing = []
    for context in tree.getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in list(context.iter("message")):
            source = message.findtext("source") or ""
            plural = message.get("numerus") == "yes"
            if chinese:
                found = words.chinese(name, source)
                forms = None if found is None else [found]
            elif plural:
                forms = words.plurals.get(source)
            else:
                context.remove(message)  # English is the source; only its plurals need a file
                continue
            if forms is None:
                missing.append(f"{name}: {source}")
                continue
            _set(message, forms, plural=plural)
    for context in [context for context in tree.getroot().iter("context") if context.find("message") is None]:
        tree.getroot().remove(context)
    _write(tree, file)
    return missing


def _set(message: ET.Element, forms: list[str], *, plural: bool) -> None:
    for old in message.findall("translation"):
        message.remove(old)
    translation = ET.SubElement(message, "translation")
    if not plural:
        translation.text = forms[0]
        return
    for form in forms:
        ET.SubElement(translation, "numerusform").text = form


def _write(tree: ET.ElementTree[ET.Element], file: Path) -> None:
    ET.indent(tree, "  ")
    body = ET.tostring(tree.getroot(), encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def make(folder: Path) -> tuple[Words, list[str]]:
    """Both .ts files, filled, in `folder`; gives the words and the texts that lack a translation."""
    words = read_words(FOLDER)
    missing: list[str] = []
    for name, language, chinese in ((ZH, "zh_CN", True), (EN, "en", False)):
        (folder / name).unlink(missing_ok=True)
        collect(folder / name, language)
        missing += fill(folder / name, words, chinese=chinese)
    return words, missing


def release(folder: Path) -> None:
    """The .qm files beside the .ts files."""
    for name in (ZH, EN):
        made, fresh = folder / name.replace(".ts", ".qm"), folder / name.replace(".ts", ".qm.new")
        subprocess.run([tool("pyside6-lrelease"), "-silent", str(folder / name), "-qm", str(fresh)], check=True)
        # Qt maps the file into memory: written over in place, it takes a running program down.
        fresh.replace(made)


def differing(folder: Path) -> list[str]:
    """The .ts files whose committed text is not what the sources and flat files give."""
    return [
        name
        for name in (ZH, EN)
        if not (FOLDER / name).exists() or (FOLDER / name).read_bytes() != (folder / name).read_bytes()
    ]


def main(arguments: list[str]) -> int:
    """Exit status: 0 all texts stand in both languages and the files agree, 1 otherwise."""
    if "--check" in arguments:
        with tempfile.TemporaryDirectory() as place:
            words, missing = make(Path(place))
            stale = differing(Path(place))
    else:
        words, missing = make(FOLDER)
        release(FOLDER)
        stale = []
    for text in missing:
        print(f"no translation   {text}")
    for text in words.clashes:
        print(f"two translations {text}")
    for text in words.unused():
        print(f"not used         {text}")
    for name in stale:
        print(f"out of date      {name}: run make i18n")
    return 1 if missing or words.clashes or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
