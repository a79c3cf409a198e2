"""The one place that reads XML from outside: no document type, no entities, no network, bounded size and depth.

A document type is refused by looking at the prolog before the parser sees it, because entities in attribute values
are expanded while parsing. Only UTF-8 and UTF-16 are read, as OPC (ECMA-376 Part 2, 8.1.2.1) has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assessor_app.signing.errors import XmlRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 128 * 1024 * 1024

_DECLARED = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PROLOG = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
# More than any prolog of a real part; what hides a document type behind a longer one is caught by the parser's own
# report.
_PROLOG_LENGTH = 64 * 1024


def parse_xml(data: bytes, part: str = "", *, limit: int = MOST_BYTES) -> _Element:
    """The root element. Raises `XmlRefused` with reason `size`, `encoding`, `doctype` or `syntax`, naming `part`."""
    from lxml import etree

    if len(data) > limit:
        raise XmlRefused(reason="size", part=part)
    _refuse_doctype(_opening(data, part), part)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise XmlRefused(reason="syntax", part=part) from fault
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise XmlRefused(reason="doctype", part=part)
    return root


def _opening(data: bytes, part: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    # An even cut: a UTF-16 character is not torn apart; a torn UTF-8 one at the cut is left to the parser.
    opening = data[:_PROLOG_LENGTH].decode(encoding, errors="ignore")
    declared = _DECLARED.match(opening)
    named = declared.group(1).lower() if declared else encoding
    allowed = ("utf-16",) if encoding == "utf-16" else ("utf-8", "utf8", "utf-8-sig", "us-ascii")
    # The parser guesses UTF-32, UTF-16 without a mark and EBCDIC from the first bytes; in those the prolog would not
    # be seen.
    if named not in allowed or "\0" in opening[:4] or not opening.lstrip().startswith("<"):
        raise XmlRefused(reason="encoding", part=part)
    return opening


def _refuse_doctype(opening: str, part: str) -> None:
    prolog = _PROLOG.match(opening)
    if prolog and opening.startswith("<!", prolog.end()):
        raise XmlRefused(reason="doctype", part=part)
