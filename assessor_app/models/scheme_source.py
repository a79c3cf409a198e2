"""The text of a scheme file: TOML read with exact numbers, the line each key stands on, and one file laid over another.

A professional specification (the "X" of "1+X") names the general one in ``extends``; its keys replace or add to those there:

* a table is laid over the table of the same name, key by key;
* a text (``{ zh = …, en = … }``), a list and a plain value replace what stood there, whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeGuard

from assessor_app.errors import Refusal
from assessor_app.models.scheme_faults import Fault, Path, shown

LIMIT = 1024 * 1024
"""Bytes; the largest of ours has 25 kB."""

DEPTH = 4
"""Files laid over each other at most."""

SCHEME_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+){0,7}")

Resolve = Callable[[str], bytes]
"""Gives the source of the scheme of that id; a `Refusal`, LookupError or OSError says that there is none."""

Tree = Mapping[str, Any]


class Unreadable(Exception):
    """Carries the fault that keeps a file from being read at all; never leaves this package."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name, what it says, and on which line each key stands."""

    name: str
    tree: Tree
    lines: Mapping[Path, int]

    def nearest(self, path: Path) -> tuple[int, int | None]:
        """How many keys of ``path`` stand in this file, and the line of the last of them."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return length, self.lines[path[:length]]
        return 0, None


@dataclass(frozen=True, slots=True)
class Layers:
    """A file and those it extends, nearest first, with what they say together."""

    sources: tuple[Source, ...]
    tree: Tree
    extends: str

    def place(self, fault: Fault) -> Fault:
        """The fault with the file and line where it is most likely mended."""
        if fault.file:
            return fault
        # What a grade says of an indicator may stand with the grade or with the indicators common to all.
        grade_free = (
            fault.path[2:] if fault.path[:1] == ("grades",) and fault.path[2:3] == ("indicators",) else fault.path
        )
        candidates = [(source, path) for path in (fault.path, grade_free) for source in self.sources]
        source, path = max(candidates, key=lambda pair: pair[0].nearest(pair[1])[0] - len(pair[1]))
        return replace(fault, path=path).at(source.name, source.nearest(path)[1])


def read_layers(content: bytes, name: str, resolve: Resolve) -> Layers:
    """``content`` laid over whatever it extends. Raises `Unreadable`."""
    sources = [parse(content, name)]
    seen = [_plain_id(sources[0].tree)]
    extends = ""
    while (base := sources[-1].tree.get("extends")) is not None:
        wanted, version = _extended(base, sources[-1])
        if wanted in seen or len(sources) >= DEPTH:
            raise Unreadable(_at(sources[-1], Fault("extends_cycle", ("extends",), " → ".join([*seen, wanted]))))
        sources.append(_resolved(wanted, version, sources[-1], resolve))
        seen.append(wanted)
        extends = extends or f"{wanted} {shown(sources[-1].tree.get('version', ''))}"
    tree: Tree = {}
    for source in reversed(sources):
        _demand_narrower(source, tree)
        tree = overlay(tree, source.tree)
    return Layers(tuple(sources), {key: value for key, value in tree.items() if key != "extends"}, extends)


def parse(content: bytes, name: str) -> Source:
    """One file by itself. Raises `Unreadable`."""
    if len(content) > LIMIT:
        raise Unreadable(Fault("too_large", wanted="1 MB", file=name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable(Fault("encoding", file=name, line=line)) from fault
    try:
        tree = tomllib.loads(text, parse_float=_exact)
    except RecursionError as fault:
        raise Unreadable(Fault("too_deep", file=name)) from fault
    except ValueError as fault:
        found = re.search(r"at line ([0-9]+)", str(fault))
        raise Unreadable(
            Fault("syntax", found=shown(fault), file=name, line=int(found[1]) if found else None)
        ) from fault
    return Source(name, tree, key_lines(text))


def overlay(base: Tree, top: Tree) -> Tree:
    """``top`` laid over ``base``."""
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        merged[key] = overlay(below, value) if _is_table(below) and _is_table(value) else value
    return merged


def _is_table(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict) and not (value and set(value) <= {"zh", "en"})


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal("NaN")


def _plain_id(tree: Tree) -> str:
    found = tree.get("id")
    return found if isinstance(found, str) else ""


def _at(source: Source, fault: Fault) -> Fault:
    return fault.at(source.name, source.nearest(fault.path)[1])


def _extended(value: object, source: Source) -> tuple[str, str]:
    identity, _, version = value.partition(" ") if isinstance(value, str) else ("", "", "")
    # The id becomes the name of a file to read: nothing but an id may get there.
    if SCHEME_ID.fullmatch(identity) is None:
        raise Unreadable(_at(source, Fault("bad_id", ("extends",), shown(value), "cse-general 2026.1")))
    return identity, version.strip()


def _resolved(wanted: str, version: str, source: Source, resolve: Resolve) -> Source:
    try:
        content = resolve(wanted)
    except (Refusal, LookupError, OSError) as fault:
        raise Unreadable(_at(source, Fault("extends_unknown", ("extends",), wanted))) from fault
    base = parse(content, f"{wanted}.toml")
    at_hand = f"{shown(base.tree.get('id', ''))} {shown(base.tree.get('version', ''))}"
    if _plain_id(base.tree) != wanted or (version and at_hand != f"{wanted} {version}"):
        raise Unreadable(_at(source, Fault("extends_version", ("extends",), at_hand, f"{wanted} {version}".strip())))
    return base


def _demand_narrower(source: Source, base: Tree) -> None:
    if base and "kind" in source.tree and source.tree["kind"] != base.get("kind"):
        raise Unreadable(_at(source, Fault("extends_kind", ("kind",), shown(source.tree["kind"]))))
    for path, held in _non_compensable(base):
        top = _descend(source.tree, path)
        if held and isinstance(top, dict) and top.get("non_compensable", True) is not True:
            raise Unreadable(_at(source, Fault("extends_loosens", (*path, "non_compensable"))))


def _non_compensable(tree: Tree) -> Iterator[tuple[Path, bool]]:
    """Every place where an extending file could loosen an indicator: in general, and again in each grade."""
    grades = tree.get("grades")
    names = list(grades) if isinstance(grades, dict) else []
    common = tree.get("indicators")
    for prefix in ((), *(("grades", name) for name in names)):
        own = _descend(tree, (*prefix, "indicators"))
        everywhere = {**(common if isinstance(common, dict) else {}), **(own if isinstance(own, dict) else {})}
        for name, indicator in everywhere.items():
            held = isinstance(indicator, dict) and indicator.get("non_compensable") is True
            yield (*prefix, "indicators", name), held


def _descend(tree: object, path: Path) -> object:
    for key in path:
        if not isinstance(tree, dict):
            return None
        tree = tree.get(key)
    return tree


# --- which line a key stands on ---------------------------------------------------------------------------------------

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')"""
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_KEYS})\s*\]")
_ENTRY = re.compile(rf"\s*({_KEYS})\s*=")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|#|[\[\]{}]")


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, on which each header and each key of a TOML text first stands, keys inside inline tables too."""
    lines: dict[Path, int] = {}
    table: Path = ()
    quote, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if not quote and depth == 0:
            if header := _HEADER.match(line):
                table = _parts(header[1])
                for length in range(1, len(table) + 1):
                    lines.setdefault(table[:length], number)
                continue
            if entry := _ENTRY.match(line):
                path = (*table, *_parts(entry[1]))
                lines.setdefault(path, number)
                for inner in re.finditer(rf"[{{,]\s*({_KEYS})\s*=", line[entry.end() :]):
                    lines.setdefault((*path, *_parts(inner[1])), number)
        quote, depth = _left_open(line, quote, depth)
    return lines


def _parts(keys: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, keys))


def _left_open(line: str, quote: str, depth: int) -> tuple[str, int]:
    """Whether a long string or a list is still open at the end of a line."""
    place = 0
    while place < len(line):
        if quote:
            end = line.find(quote, place)
            if end < 0:
                return quote, depth
            quote, place = "", end + 3
            continue
        token = _TOKEN.search(line, place)
        if token is None or token[0] == "#":
            break
        place = token.end()
        if token[0] in ('"""', "'''"):
            quote = token[0]
        else:
            depth = max(0, depth + (token[0] in "[{") - (token[0] in "]}"))
    return quote, depth
