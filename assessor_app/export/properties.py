"""The parts that Word and Excel files share: relationships and properties."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from assessor_app.export.markup import attribute

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

APP_PROPERTIES: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Assessor Desk</Application></Properties>"
)


def core_properties(title: str, subject: str, author: str, made_at: datetime) -> str:
    """docProps/core.xml; both of its times are the record's, so that the file does not depend on when it is written."""
    at = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{attribute(title)}</dc:title><dc:subject>{attribute(subject)}</dc:subject>"
        f"<dc:creator>{attribute(author)}</dc:creator><cp:lastModifiedBy>{attribute(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """The content of a .rels part; the relationships are numbered rId1, rId2, …"""
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def package_relationships(main: str) -> str:
    """The relationships of the package: its main part and its properties."""
    return relationships(
        (f"{_R}/officeDocument", main),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_R}/extended-properties", "docProps/app.xml"),
    )
