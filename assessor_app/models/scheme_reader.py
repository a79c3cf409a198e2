"""Takes a table of a scheme file apart key by key, noting every fault and going on, so that all are told at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessor_app.models.language import Text
from assessor_app.models.numbers import plain_text
from assessor_app.models.scheme_faults import Fault, Path, shown

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
RESERVED = frozenset({"total", "sheet", "NS", "overall"})
"""Words with which reasons and marks name something that is no item of the scheme."""

LONGEST = 2000
"""Characters of one text."""


@dataclass
class Reader:
    """One table. Each method takes one key; `finish` notes those nobody asked for.

    Where a value is at fault a harmless one is given in its place, never used because the file is refused.
    """

    data: dict[str, Any]
    path: Path = ()
    faults: list[Fault] = field(default_factory=list)
    asked: set[str] = field(default_factory=lambda: {"basis"})

    def fault(self, code: str, key: str, found: object = "", wanted: str = "", *, inner: str = "") -> None:
        path = tuple(part for part in (*self.path, key, inner) if part)
        self.faults.append(Fault(code, path, shown(found), wanted))

    def has(self, key: str) -> bool:
        return key in self.data

    def _take(self, key: str, *, needed: bool) -> Any:
        self.asked.add(key)
        if needed and key not in self.data:
            self.fault("missing", key)
        return self.data.get(key)

    def finish(self) -> None:
        for key in self.data:
            if key not in self.asked:
                self.fault("unknown_key", key)
        if not isinstance(self.data.get("basis", ""), str):
            self.fault("not_text", "basis", self.data["basis"])

    # --- tables

    def table(self, key: str, *, needed: bool = True) -> Reader:
        value = self._take(key, needed=needed)
        if value is not None and not isinstance(value, dict):
            self.fault("not_table", key)
            value = None
        # Of a table that is not there at all, not each key is missed as well.
        return Reader(value or {}, (*self.path, key), self.faults if value is not None else [])

    def tables(self, key: str, *, needed: bool = True, ids: bool = True) -> Iterator[tuple[str, Reader]]:
        """The tables inside a table, each under its id, in the order of the file."""
        parent = self.table(key, needed=needed)
        for name in parent.data:
            if ids and name != "basis":
                parent.check_id(name)
            if name != "basis":
                yield name, parent.table(name)

    def check_id(self, name: str) -> None:
        if ID.fullmatch(name) is None:
            self.fault("bad_id", name, name, "A-Z a-z 0-9 _ -, 1–40")
        elif name in RESERVED:
            self.fault("reserved_id", name, name)

    # --- plain values

    def string(self, key: str, pattern: str, *, needed: bool = True) -> str:
        value = self._take(key, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault("not_text", key, value)
            return ""
        if re.fullmatch(pattern, value) is None:
            self.fault("bad_id", key, value, pattern)
        return value

    def text(self, key: str) -> Text:
        return self._text(self._take(key, needed=True), key)

    def text_or_none(self, key: str) -> Text | None:
        return self._text(self._take(key, needed=False), key) if key in self.data else None

    def texts(self, key: str) -> tuple[Text, ...]:
        items = self._list(key, needed=False)
        return tuple(self._text(item, key) for item in items)

    def _text(self, value: Any, key: str) -> Text:
        if value is None:
            return Text("", "")
        if not isinstance(value, dict):
            self.fault("not_text", key, value, "{ zh, en }")
            return Text("", "")
        for strange in set(value) - {"zh", "en"}:
            self.fault("unknown_key", key, inner=strange)
        return Text(*(self._words(value.get(language), key, language) for language in ("zh", "en")))

    def _words(self, value: object, key: str, language: str) -> str:
        if value is None or (isinstance(value, str) and not value.strip()):
            self.fault("language_missing", key, language)
            return ""
        if not isinstance(value, str):
            self.fault("not_text", key, value, inner=language)
            return ""
        if len(value) > LONGEST or any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} for sign in value):
            self.fault("bad_text", key, wanted=str(LONGEST), inner=language)
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        value = self._take(key, needed=default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.fault("not_flag", key, value)
            return False
        return value

    def whole(self, key: str, low: int, high: int, *, default: int | None = None, needed: bool = True) -> int:
        value = self._take(key, needed=needed and default is None)
        return (low if default is None else default) if value is None else self._whole(value, key, low, high)

    def whole_or_none(self, key: str, low: int, high: int) -> int | None:
        return self.whole(key, low, high) if key in self.data else self._take(key, needed=False)

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        return tuple(self._whole(item, key, low, high) for item in self._list(key, needed=False))

    def _whole(self, value: object, key: str, low: int, high: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault("not_whole", key, value)
            return low
        if not low <= value <= high:
            self.fault("out_of_range", key, value, f"{low}–{high}")
            return low
        return value

    def number(self, key: str, low: int, high: int, *, needed: bool = True) -> Fraction:
        value = self._take(key, needed=needed)
        return Fraction(low) if value is None else self._number(value, key, low, high)

    def number_or_none(self, key: str, low: int, high: int) -> Fraction | None:
        return self.number(key, low, high) if key in self.data else self._take(key, needed=False)

    def numbers(self, key: str, low: int, high: int, *, needed: bool = True) -> dict[str, Fraction]:
        """A table of numbers."""
        inner = self.table(key, needed=needed)
        return {name: inner.number(name, low, high) for name in inner.data if name != "basis"}

    def _number(self, value: object, key: str, low: int, high: int) -> Fraction:
        exact = exact_number(value)
        if exact is None:
            self.fault("not_number", key, value)
            return Fraction(low)
        if not low <= exact <= high:
            self.fault("out_of_range", key, plain_text(exact), f"{low}–{high}")
            return Fraction(low)
        return exact

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self._take(key, needed=True)
        if value is not None and value not in choices:
            self.fault("not_choice", key, value, ", ".join(choices))
        return value if value in choices else choices[0]

    def names(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of ids."""
        found = []
        for item in self._list(key, needed=needed):
            if isinstance(item, str) and ID.fullmatch(item):
                found.append(item)
            else:
                self.fault("bad_id", key, item, "A-Z a-z 0-9 _ -, 1–40")
        return tuple(found)

    def _list(self, key: str, *, needed: bool) -> list[Any]:
        value = self._take(key, needed=needed)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("not_list", key)
            return []
        return value


def exact_number(value: object) -> Fraction | None:
    """A TOML number, or a text such as ``"3/5"``, exact; None if it is neither or beyond any use (over 12 figures a side)."""
    match value:
        case bool():
            return None
        case int():
            return Fraction(value) if abs(value) < 10**12 else None
        case Decimal():
            return _decimal(value)
        case str() if re.fullmatch(r"-?[0-9]{1,12}(/[1-9][0-9]{0,11})?|-?[0-9]{1,12}\.[0-9]{1,12}", value, re.ASCII):
            return Fraction(value)
        case _:
            return None


def _decimal(value: Decimal) -> Fraction | None:
    # Before it becomes a fraction: 1e999999999 would fill the memory.
    if not value.is_finite() or value.adjusted() > 12 or int(value.as_tuple().exponent) < -12:
        return None
    return Fraction(value)
