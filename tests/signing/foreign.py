"""Signs Office files the way other programs do, for want of many such files: an independent writer that shares no code with ours.

What Office, Apache POI, LibreOffice and .NET do differently are its options: SHA-1, unique ids, chains in any order,
relationships chosen by type, parts left out, no content types, no XAdES.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.x509.oid import NameOID
from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
MDSSI = "http://schemas.openxmlformats.org/package/2006/digital-signature"
XD = "http://uri.etsi.org/01903/v1.3.2#"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
DIGESTS = {
    "sha1": "http://www.w3.org/2000/09/xmldsig#sha1",
    "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
    "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
    "ripemd160": "http://www.w3.org/2001/04/xmlenc#ripemd160",
}
HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Person:
    """Somebody with a key and the certificates that lead to a root."""

    key: Key
    chain: tuple[x509.Certificate, ...]


def person(
    name: str = "Jane Foreign",
    key: Key | None = None,
    issuer: Person | None = None,
    *,
    authority: bool = False,
    usage: x509.KeyUsage | None = None,
) -> Person:
    """Self-signed, or issued by another person who is an authority."""
    own = key or rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.chain[0].subject if issuer else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=4000))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if usage is not None:
        builder = builder.add_extension(usage, critical=True)
    certificate = builder.sign(issuer.key if issuer else own, hashes.SHA256())
    return Person(own, (certificate, *(issuer.chain if issuer else ())))


@dataclass(frozen=True)
class Style:
    """How the foreign program signs."""

    digest: str = "sha256"
    suffix: str = ""
    certificates_reversed: bool = False
    content_types: bool = True
    xades: bool = True
    signing_certificate: bool = True
    by_type: bool = False
    skip: Callable[[str], bool] = lambda name: name.startswith("docProps/")
    time: str = "2026-10-05T08:00:00Z"
    role: str = "Reviewer"
    folder: str = "_xmlsignatures"
    repeated: int = 1


def sign(data: bytes, who: Person, style: Style | None = None) -> bytes:
    """The file with one more signature in this style."""
    style = style or Style()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = _plumbing(parts, style)
    parts[name] = _signature(parts, who, style)
    return _packed(parts)


def _plumbing(parts: dict[str, bytes], style: Style) -> str:
    origin = f"{style.folder}/origin.sigs"
    rels = f"{style.folder}/_rels/origin.sigs.rels"
    types = etree.fromstring(parts["[Content_Types].xml"])
    if origin not in parts:
        parts[origin] = b""
        parts[rels] = f'<Relationships xmlns="{RELS}"/>'.encode()
        etree.SubElement(
            types,
            f"{{{TYPES}}}Default",
            Extension="sigs",
            ContentType="application/vnd.openxmlformats-package.digital-signature-origin",
        )
        root = etree.fromstring(parts["_rels/.rels"])
        etree.SubElement(root, f"{{{RELS}}}Relationship", Id="rIdS", Type=ORIGIN + "origin", Target=origin)
        parts["_rels/.rels"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    listed = etree.fromstring(parts[rels])
    number = len(listed) + 1
    name = f"{style.folder}/sig{number}.xml"
    etree.SubElement(
        listed, f"{{{RELS}}}Relationship", Id=f"rId{number}", Type=ORIGIN + "signature", Target=f"sig{number}.xml"
    )
    parts[rels] = etree.tostring(listed)
    etree.SubElement(
        types,
        f"{{{TYPES}}}Override",
        PartName="/" + name,
        ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
    )
    parts["[Content_Types].xml"] = etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
    return name


def _type_of(parts: dict[str, bytes], name: str) -> str:
    types = etree.fromstring(parts["[Content_Types].xml"])
    for element in types:
        if element.get("PartName") == "/" + name:
            return element.get("ContentType", "")
    extension = name.rsplit(".", 1)[-1].lower()
    return next((one.get("ContentType", "") for one in types if one.get("Extension", "").lower() == extension), "")


def _references(parts: dict[str, bytes], style: Style) -> str:
    rows = []
    for name in sorted(parts):
        if name == "[Content_Types].xml" or name.startswith(style.folder) or style.skip(name):
            continue
        query = f"?ContentType={_type_of(parts, name)}" if style.content_types else ""
        transforms, content = "", parts[name]
        if name.endswith(".rels"):
            content, chosen = _transformed(parts[name], style)
            transforms = (
                f'<Transforms><Transform Algorithm="{TRANSFORM}">{chosen}</Transform>'
                f'<Transform Algorithm="{C14N}"/></Transforms>'
            )
        rows.append(
            f'<Reference URI="/{name}{query}">{transforms}<DigestMethod Algorithm="{DIGESTS[style.digest]}"/>'
            f"<DigestValue>{_digest(style.digest, content)}</DigestValue></Reference>"
        )
    return "".join(rows * style.repeated)


def _transformed(rels: bytes, style: Style) -> tuple[bytes, str]:
    root = etree.fromstring(rels)
    kept = [
        one
        for one in root
        if "metadata/" not in one.get("Type", "") and "extended-properties" not in one.get("Type", "")
    ]
    kept = [one for one in kept if "digital-signature" not in one.get("Type", "")]
    fresh = etree.Element(f"{{{RELS}}}Relationships", nsmap={None: RELS})  # type: ignore[dict-item]
    for one in sorted(kept, key=lambda one: one.get("Id", "")):
        copy = etree.SubElement(fresh, f"{{{RELS}}}Relationship")
        for key, value in [*one.attrib.items(), ("TargetMode", one.get("TargetMode", "Internal"))]:
            copy.set(str(key), value)
    if style.by_type:
        kinds = sorted({one.get("Type", "") for one in kept})
        chosen = "".join(
            f'<mdssi:RelationshipsGroupReference xmlns:mdssi="{MDSSI}" SourceType="{one}"/>' for one in kinds
        )
    else:
        ids = [one.get("Id") for one in kept]
        chosen = "".join(f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="{one}"/>' for one in ids)
    return etree.tostring(fresh, method="c14n"), chosen


def _signature(parts: dict[str, bytes], who: Person, style: Style) -> bytes:
    package = _canonical(
        f'<Object xmlns="{DS}" Id="idPackageObject{style.suffix}"><Manifest>{_references(parts, style)}</Manifest>'
        f'<SignatureProperties><SignatureProperty Id="idSignatureTime{style.suffix}" Target="#idPackageSignature{style.suffix}">'
        f'<mdssi:SignatureTime xmlns:mdssi="{MDSSI}"><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format>'
        f"<mdssi:Value>{style.time}</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object>"
    )
    properties = _canonical(_signed_properties(who, style))
    objects = [("idPackageObject", DS + "Object", package)]
    if style.xades:
        objects.append(("idSignedProperties", "http://uri.etsi.org/01903#SignedProperties", properties))
    references = "".join(
        f'<Reference URI="#{name}{style.suffix}" Type="{kind}"><DigestMethod Algorithm="{DIGESTS[style.digest]}"/>'
        f"<DigestValue>{_digest(style.digest, content)}</DigestValue></Reference>"
        for name, kind, content in objects
    )
    method = ("ecdsa-" if isinstance(who.key, ec.EllipticCurvePrivateKey) else "rsa-") + style.digest
    uri = DS + method if method == "rsa-sha1" else "http://www.w3.org/2001/04/xmldsig-more#" + method
    info = _canonical(
        f'<SignedInfo xmlns="{DS}"><CanonicalizationMethod Algorithm="{C14N}"/><SignatureMethod Algorithm="{uri}"/>'
        f"{references}</SignedInfo>"
    )
    chain = list(reversed(who.chain)) if style.certificates_reversed else list(who.chain)
    held = "".join(
        f"<X509Certificate>{_b64(one.public_bytes(serialization.Encoding.DER))}</X509Certificate>" for one in chain
    )
    qualifying = (
        f'<Object><xd:QualifyingProperties xmlns:xd="{XD}" Target="#idPackageSignature{style.suffix}">'
        f"{properties.decode()}</xd:QualifyingProperties></Object>"
        if style.xades
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Signature xmlns="{DS}" Id="idPackageSignature{style.suffix}">'
        f"{info.decode()}\n<SignatureValue>{_b64(_value(who.key, info, style.digest))}</SignatureValue>"
        f"<KeyInfo><X509Data>{held}</X509Data></KeyInfo>{package.decode()}{qualifying}</Signature>"
    ).encode()


def _signed_properties(who: Person, style: Style) -> str:
    digest = _digest(style.digest, who.chain[0].public_bytes(serialization.Encoding.DER))
    named = (
        f'<xd:SigningCertificate><xd:Cert><xd:CertDigest><DigestMethod Algorithm="{DIGESTS[style.digest]}"/>'
        f"<DigestValue>{digest}</DigestValue></xd:CertDigest><xd:IssuerSerial><X509IssuerName>CN=x</X509IssuerName>"
        "<X509SerialNumber>1</X509SerialNumber></xd:IssuerSerial></xd:Cert></xd:SigningCertificate>"
        if style.signing_certificate
        else ""
    )
    return (
        f'<xd:SignedProperties xmlns="{DS}" xmlns:xd="{XD}" Id="idSignedProperties{style.suffix}"><xd:SignedSignatureProperties>'
        f"<xd:SigningTime>{style.time}</xd:SigningTime>{named}<xd:SignerRole><xd:ClaimedRoles>"
        f"<xd:ClaimedRole>{style.role}</xd:ClaimedRole></xd:ClaimedRoles></xd:SignerRole>"
        "</xd:SignedSignatureProperties></xd:SignedProperties>"
    )


def _value(key: Key, info: bytes, digest: str) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(info, padding.PKCS1v15(), HASHES[digest])
    r, s = utils.decode_dss_signature(key.sign(info, ec.ECDSA(HASHES[digest])))
    width = (key.curve.key_size + 7) // 8
    return r.to_bytes(width, "big") + s.to_bytes(width, "big")


def _canonical(text: str) -> bytes:
    return etree.tostring(etree.fromstring(text), method="c14n")


def _digest(name: str, content: bytes) -> str:
    return _b64(hashlib.new(name, content).digest())


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
