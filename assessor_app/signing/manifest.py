"""The manifest of an ASiC-E container with CAdES (ETSI EN 319 162-1, 4.4 and annex A.4): what one signature covers.

<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <asic:SigReference MimeType="application/pkcs7-signature" URI="META-INF/signature001.p7s"/>
  <asic:DataObjectReference MimeType="application/json" URI="record.json">
    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>…</ds:DigestValue>
  </asic:DataObjectReference>
</asic:ASiCManifest>
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from assessor_app.signing.errors import XmlRefused
from assessor_app.signing.verdicts import Flaw, Status
from assessor_app.signing.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_ASIC = "http://uri.etsi.org/02918/v1.2.1#"
_DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE_TYPE = "application/pkcs7-signature"
MANIFEST_TYPE = "text/xml"

DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
_SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


@dataclass(frozen=True, slots=True)
class Reference:
    """One file that a signature covers: its name in the container, its type, its digest."""

    name: str
    media_type: str
    digest: bytes
    method: str = "sha256"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a signature covers, and where it lies."""

    signature: str
    references: tuple[Reference, ...]


def write_manifest(signature: str, references: Sequence[Reference]) -> bytes:
    """The bytes that are signed; all digests are SHA-256."""
    rows = "".join(
        f"<asic:DataObjectReference MimeType={quoteattr(one.media_type)} URI={quoteattr(quote(one.name))}>"
        f'<ds:DigestMethod Algorithm="{_SHA256}"></ds:DigestMethod>'
        f"<ds:DigestValue>{base64.b64encode(one.digest).decode('ascii')}</ds:DigestValue>"
        "</asic:DataObjectReference>\n"
        for one in references
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<asic:ASiCManifest xmlns:asic="{_ASIC}" xmlns:ds="{_DS}">\n'
        f'<asic:SigReference MimeType="{SIGNATURE_TYPE}" URI={quoteattr(quote(signature))}></asic:SigReference>\n'
        f"{rows}</asic:ASiCManifest>\n"
    ).encode()


def read_manifest(data: bytes, part: str) -> Manifest:
    """Raises `Flaw`: `manifest_malformed`, or `algorithm_unsupported`."""
    try:
        root = parse_xml(data, part)
    except XmlRefused as refused:
        raise Flaw("manifest_malformed", part, reason=refused.reason) from None
    if root.tag != f"{{{_ASIC}}}ASiCManifest":
        raise Flaw("manifest_malformed", part, reason="root")
    signatures = root.findall(f"{{{_ASIC}}}SigReference")
    if len(signatures) != 1:
        raise Flaw("manifest_malformed", part, reason="signature")
    references = tuple(_reference(one, part) for one in root.findall(f"{{{_ASIC}}}DataObjectReference"))
    if not references or len({one.name for one in references}) != len(references):
        raise Flaw("manifest_malformed", part, reason="references")
    return Manifest(_name(signatures[0], part), references)


def _reference(element: _Element, part: str) -> Reference:
    methods, values = element.findall(f"{{{_DS}}}DigestMethod"), element.findall(f"{{{_DS}}}DigestValue")
    if len(methods) != 1 or len(values) != 1:
        raise Flaw("manifest_malformed", part, reason="digest")
    method = methods[0].get("Algorithm", "")
    if method not in DIGESTS:
        raise Flaw("algorithm_unsupported", part, status=Status.UNSUPPORTED, algorithm=method)
    try:
        digest = base64.b64decode((values[0].text or "").strip(), validate=True)
    except (binascii.Error, ValueError):
        raise Flaw("manifest_malformed", part, reason="digest") from None
    return Reference(_name(element, part), element.get("MimeType", ""), digest, DIGESTS[method])


def _name(element: _Element, part: str) -> str:
    try:
        name = unquote(element.get("URI", ""), errors="strict")
    except UnicodeDecodeError:
        raise Flaw("manifest_malformed", part, reason="uri") from None
    if not name:
        raise Flaw("manifest_malformed", part, reason="uri")
    return name
