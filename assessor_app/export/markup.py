"""Text into XML, so that nothing a person typed is lost, hidden or taken for an instruction.

Characters that XML cannot hold, and marks that turn the direction of writing, are made visible in place of being dropped:
a NUL prints as ``␀``, a right-to-left override as ``[U+202E]``. Nothing else is changed.
"""

from __future__ import annotations

import html
import re
from typing import Final

_NEWLINES: Final = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# They reorder what stands around them, so that a line could be made to read otherwise than it was signed.
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_IMPOSSIBLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")

_ANY: Final = re.compile("|".join(each.pattern for each in (_NEWLINES, _CONTROL, _DIRECTION, _IMPOSSIBLE)))


def visible(text: str) -> str:
    r"""The text as it is printed: lines end in ``\n``, tabs stay, other control and direction marks are shown."""
    if (text.isascii() and text.isprintable()) or not _ANY.search(text):
        return text
    text = _NEWLINES.sub("\n", text)
    text = _CONTROL.sub(_control_picture, text)
    text = _DIRECTION.sub(_code_point, text)
    return _IMPOSSIBLE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The visible text as XML character data or attribute value."""
    return html.escape(visible(text), quote=True)


def attribute(text: str) -> str:
    """The same on one line, for names and descriptions."""
    return escaped(" ".join(text.split()))


def _control_picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _code_point(found)


def _code_point(found: re.Match[str]) -> str:
    return f"[U+{ord(found.group()):04X}]"
