"""The relationship transform (ECMA-376 Part 2, 13.2.4.24): what of a .rels part a signature covers, as it is digested."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.sax.saxutils import escape

from assessor_app.signing.office.names import RELATIONSHIPS
from assessor_app.signing.office.package import Relationship


def transformed(relationships: Sequence[Relationship], ids: Collection[str], types: Collection[str] = ()) -> bytes:
    """The chosen relationships, by id or by type, sorted by id, with the target mode spelt out, as canonical XML."""
    chosen = [one for one in relationships if one.id in ids or one.type in types]
    rows = "".join(
        f'<Relationship Id="{_attribute(one.id)}" Target="{_attribute(one.target)}"'
        f' TargetMode="{"External" if one.external else "Internal"}" Type="{_attribute(one.type)}"></Relationship>'
        for one in sorted(chosen, key=lambda one: one.id)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _attribute(value: str) -> str:
    """An attribute value as Canonical XML writes it (2.3): greater-than stays, white space is spelt out."""
    return escape(value, {'"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}).replace("&gt;", ">")
