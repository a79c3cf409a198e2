"""The XML of an inner signature, as Office 2010 and later write it, in one fixed spelling.

The signature part is put together from canonical pieces, so that a verifier of ours can put it together again from
what it read and find any byte that is not as it was written (`signature_document`).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.x509.oid import NameOID

from assessor_app.signing.certificates import der
from assessor_app.signing.office.canonical import canonical
from assessor_app.signing.office.names import (
    C14N,
    DIGEST_URIS,
    DS,
    MDSSI,
    OBJECT_TYPE,
    OFFICE,
    RELATIONSHIP_TRANSFORM,
    SIGNED_PROPERTIES_TYPE,
    XADES,
)
from assessor_app.signing.xml import parse_xml

_COMMITMENT_WORDS = {
    "proof_of_origin": "ProofOfOrigin",
    "proof_of_receipt": "ProofOfReceipt",
    "proof_of_delivery": "ProofOfDelivery",
    "proof_of_sender": "ProofOfSender",
    "proof_of_approval": "ProofOfApproval",
    "proof_of_creation": "ProofOfCreation",
}
COMMITMENT_URIS = {word: "http://uri.etsi.org/01903/v1.2.2#" + name for word, name in _COMMITMENT_WORDS.items()}
COMMITMENT_BY_URI = {uri: word for word, uri in COMMITMENT_URIS.items()}
# What Office shows under "commitment type".
_COMMITMENT_TEXTS = {
    "proof_of_creation": "Created this document",
    "proof_of_approval": "Approved this document",
    "proof_of_origin": "Created and approved this document",
}
# What may stand in a part name as it is (RFC 3986, pchar).
_PLAIN = "/!$&'()*+,;=:@~[]"
_SHORT = {
    NameOID.COMMON_NAME: "CN",
    NameOID.ORGANIZATION_NAME: "O",
    NameOID.ORGANIZATIONAL_UNIT_NAME: "OU",
    NameOID.COUNTRY_NAME: "C",
    NameOID.LOCALITY_NAME: "L",
    NameOID.STATE_OR_PROVINCE_NAME: "S",
    NameOID.SERIAL_NUMBER: "SERIALNUMBER",
    NameOID.EMAIL_ADDRESS: "E",
}


@dataclass(frozen=True, slots=True)
class PartReference:
    """One part in the list of what is signed. `relationships`: ids, for a .rels part."""

    name: str
    content_type: str
    digest: bytes
    relationships: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a signer declares."""

    role: str
    statement: str
    place: str
    commitment: str
    at: datetime
    claims: tuple[str, ...]


def package_object(references: Sequence[PartReference], at: datetime) -> bytes:
    """What is signed, part by part, and when, with the signer's own offset from UTC."""
    rows = "".join(_part_reference(one) for one in references)
    return _canonical(
        f'<Object xmlns="{DS}" Id="idPackageObject"><Manifest>{rows}</Manifest><SignatureProperties>'
        '<SignatureProperty Id="idSignatureTime" Target="#idPackageSignature">'
        f'<mdssi:SignatureTime xmlns:mdssi="{MDSSI}"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>'
        f"<mdssi:Value>{local_time(at)}</mdssi:Value></mdssi:SignatureTime>"
        "</SignatureProperty></SignatureProperties></Object>"
    )


def office_object(act: Act) -> bytes:
    """What Office shows in its signature pane (MS-OFFCRYPTO 2.5.2.5); type 1 is a signature without a line in the text."""
    return _canonical(
        f'<Object xmlns="{DS}" Id="idOfficeObject"><SignatureProperties>'
        '<SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">'
        f'<SignatureInfoV1 xmlns="{OFFICE}"><SetupID></SetupID><SignatureText></SignatureText><SignatureImage/>'
        f"<SignatureComments>{escape(act.statement)}</SignatureComments><WindowsVersion>10.0</WindowsVersion>"
        "<OfficeVersion>16.0</OfficeVersion><ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors>"
        "<HorizontalResolution>1920</HorizontalResolution><VerticalResolution>1080</VerticalResolution>"
        "<ColorDepth>32</ColorDepth><SignatureProviderId>{00000000-0000-0000-0000-000000000000}</SignatureProviderId>"
        "<SignatureProviderUrl></SignatureProviderUrl><SignatureProviderDetails>9</SignatureProviderDetails>"
        f"<ManifestHashAlgorithm>{DIGEST_URIS['sha256']}</ManifestHashAlgorithm><SignatureType>1</SignatureType>"
        "</SignatureInfoV1></SignatureProperty></SignatureProperties></Object>"
    )


def signed_properties(act: Act, certificate: x509.Certificate) -> bytes:
    """The XAdES properties (ETSI TS 101 903, 7.2): time, certificate, place, role, what the signer commits to."""
    place = (
        f"<xd:SignatureProductionPlace><xd:City>{escape(act.place)}</xd:City></xd:SignatureProductionPlace>"
        if act.place
        else ""
    )
    claimed = f"<xd:ClaimedRoles><xd:ClaimedRole>{escape(act.role)}</xd:ClaimedRole></xd:ClaimedRoles>"
    role = f"<xd:SignerRole>{claimed}</xd:SignerRole>" if act.role else ""
    qualifiers = "".join(
        f"<xd:CommitmentTypeQualifier>{escape(one)}</xd:CommitmentTypeQualifier>"
        for one in (act.statement, *act.claims)
    )
    text = _COMMITMENT_TEXTS.get(act.commitment, "")
    description = f"<xd:Description>{text}</xd:Description>" if text else ""
    return _canonical(
        f'<xd:SignedProperties xmlns="{DS}" xmlns:xd="{XADES}" Id="idSignedProperties"><xd:SignedSignatureProperties>'
        f"<xd:SigningTime>{act.at.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%SZ')}</xd:SigningTime>"
        "<xd:SigningCertificate><xd:Cert><xd:CertDigest>"
        f'<DigestMethod Algorithm="{DIGEST_URIS["sha256"]}"/>'
        f"<DigestValue>{_text(hashlib.sha256(der(certificate)).digest())}</DigestValue></xd:CertDigest><xd:IssuerSerial>"
        f"<X509IssuerName>{escape(issuer_name(certificate.issuer))}</X509IssuerName>"
        f"<X509SerialNumber>{certificate.serial_number}</X509SerialNumber></xd:IssuerSerial></xd:Cert></xd:SigningCertificate>"
        "<xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied/></xd:SignaturePolicyIdentifier>"
        f"{place}{role}</xd:SignedSignatureProperties><xd:SignedDataObjectProperties>"
        f"<xd:CommitmentTypeIndication><xd:CommitmentTypeId><xd:Identifier>{COMMITMENT_URIS[act.commitment]}</xd:Identifier>"
        f"{description}</xd:CommitmentTypeId><xd:AllSignedDataObjects/>"
        f"<xd:CommitmentTypeQualifiers>{qualifiers}</xd:CommitmentTypeQualifiers></xd:CommitmentTypeIndication>"
        "</xd:SignedDataObjectProperties></xd:SignedProperties>"
    )


def signed_info(method: str, package: bytes, office: bytes, properties: bytes) -> bytes:
    """The three references under the signature itself."""
    return _canonical(
        f'<SignedInfo xmlns="{DS}"><CanonicalizationMethod Algorithm="{C14N}"/><SignatureMethod Algorithm="{method}"/>'
        + _object_reference("#idPackageObject", OBJECT_TYPE, package)
        + _object_reference("#idOfficeObject", OBJECT_TYPE, office)
        + _object_reference("#idSignedProperties", SIGNED_PROPERTIES_TYPE, properties, transform=True)
        + "</SignedInfo>"
    )


def signature_document(
    info: bytes, value: bytes, certificates: Sequence[bytes], package: bytes, office: bytes, properties: bytes
) -> bytes:
    """The whole part. Office 2010 wants the unsigned properties to be there, though empty."""
    held = "".join(f"<X509Certificate>{_text(one)}</X509Certificate>" for one in certificates)
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
            f'<Signature xmlns="{DS}" Id="idPackageSignature">'.encode(),
            info,
            f"<SignatureValue>{_text(value)}</SignatureValue>".encode(),
            f"<KeyInfo><X509Data>{held}</X509Data></KeyInfo>".encode(),
            package,
            office,
            f'<Object><xd:QualifyingProperties xmlns:xd="{XADES}" Target="#idPackageSignature">'.encode(),
            properties,
            b"<xd:UnsignedProperties><xd:UnsignedSignatureProperties></xd:UnsignedSignatureProperties></xd:UnsignedProperties>",
            b"</xd:QualifyingProperties></Object></Signature>",
        )
    )


def local_time(at: datetime) -> str:
    """The time with its offset, to the second: 2026-11-21T10:00:00+08:00."""
    text = at.replace(microsecond=0).isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def issuer_name(name: x509.Name) -> str:
    """A name as Office writes it: in the certificate's order, joined by ", ", what needs it in quotes."""
    return ", ".join(f"{_SHORT.get(one.oid, 'OID.' + one.oid.dotted_string)}={_quoted(str(one.value))}" for one in name)


def _quoted(value: str) -> str:
    if any(sign in value for sign in ',"+=<>#;') or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value


def _part_reference(one: PartReference) -> str:
    uri = f"/{escape(quote(one.name, safe=_PLAIN))}?ContentType={escape(one.content_type)}"
    transforms = ""
    if one.relationships is not None:
        chosen = "".join(
            f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="{escape(id_)}"/>'
            for id_ in one.relationships
        )
        transforms = (
            f'<Transforms><Transform Algorithm="{RELATIONSHIP_TRANSFORM}">{chosen}</Transform>'
            f'<Transform Algorithm="{C14N}"/></Transforms>'
        )
    return (
        f'<Reference URI="{uri}">{transforms}<DigestMethod Algorithm="{DIGEST_URIS["sha256"]}"/>'
        f"<DigestValue>{_text(one.digest)}</DigestValue></Reference>"
    )


def _object_reference(uri: str, kind: str, content: bytes, *, transform: bool = False) -> str:
    transforms = f'<Transforms><Transform Algorithm="{C14N}"/></Transforms>' if transform else ""
    return (
        f'<Reference Type="{kind}" URI="{uri}">{transforms}<DigestMethod Algorithm="{DIGEST_URIS["sha256"]}"/>'
        f"<DigestValue>{_text(hashlib.sha256(content).digest())}</DigestValue></Reference>"
    )


def _canonical(text: str) -> bytes:
    return canonical(parse_xml(text.encode("utf-8")))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
