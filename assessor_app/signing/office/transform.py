"""The relationship transform (ECMA-376 Part 2, 13.2.4.24): what of a .rels part a signature covers, as it is digested."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from assessor_app.signing.office.names import RELATIONSHIPS
from assessor_app.signing.office.package import Relationship


def transformed(
    relationships: Sequence[Relationship], ids: Collection[str], types: Collection[str] = (), *, stray_texts: int = 0
) -> bytes:
    """The chosen relationships, by id or by type, sorted by id, with the target mode spelt out, as canonical XML.

    `stray_texts` imitates xmlsec up to 1.3, and so LibreOffice: it turns each stretch of white space between the
    relationships into an element `text` at the start, where the standard has it dropped. It says nothing of the
    relationships, so both forms are as good.
    """
    chosen = [one for one in relationships if one.id in ids or one.type in types]
    rows = "".join(
        f'<Relationship Id="{_attribute(one.id)}" Target="{_attribute(one.target)}"'
        f' TargetMode="{"External" if one.external else "Internal"}" Type="{_attribute(one.type)}"></Relationship>'
        for one in sorted(chosen, key=lambda one: one.id)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"<text></text>" * stray_texts}{rows}</Relationships>'.encode()


def _attribute(value: str) -> str:
    """An attribute value as Canonical XML writes it (2.3): greater-than stays, white space is spelt out."""
    return escape(value, {'"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}).replace("&gt;", ">")
