"""The addresses that signed Office files are made of (ECMA-376 Part 2, MS-OFFCRYPTO 2.5, XML-DSig, XAdES)."""

from __future__ import annotations

DS = "http://www.w3.org/2000/09/xmldsig#"
MDSSI = "http://schemas.openxmlformats.org/package/2006/digital-signature"
OFFICE = "http://schemas.microsoft.com/office/2006/digsig"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
XADES_ALL = (XADES, "http://uri.etsi.org/01903/v1.2.2#", "http://uri.etsi.org/01903/v1.1.1#")
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RELATIONSHIP_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
OBJECT_TYPE = DS + "Object"
SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"

DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
}
DIGEST_URIS = {name: uri for uri, name in DIGESTS.items()}

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
REL_ORIGIN = _PACKAGE + "digital-signature/origin"
REL_SIGNATURE = _PACKAGE + "digital-signature/signature"
REL_CERTIFICATE = _PACKAGE + "digital-signature/certificate"
REL_CORE = (_PACKAGE + "metadata/core-properties", _STRICT + "metadata/core-properties")
REL_EXTENDED = (_DOCUMENT + "extended-properties", _STRICT + "extendedProperties")
REL_MAIN = (_DOCUMENT + "officeDocument", _STRICT + "officeDocument")
# What Office itself never signs: titles and statistics that it rewrites on its own.
REL_FREE = frozenset({*REL_CORE, *REL_EXTENDED, REL_ORIGIN})

TYPE_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
TYPES_PROPERTIES = frozenset(
    {
        "application/vnd.openxmlformats-package.core-properties+xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
)
TYPE_ORIGIN = "application/vnd.openxmlformats-package.digital-signature-origin"
TYPE_SIGNATURE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"

# "This signature covers the whole document by the rules of `verify`": a signed claim that our own files make and are
# held to.
WHOLE = "urn:assessor-desk:covers-whole-document:1"
# Followed by the SHA-256, in hex, of an earlier signature part that must still be there.
BESIDE = "urn:assessor-desk:signed-beside:sha256:"
