"""Reads one signature part of an Office file, ours or of others: what it claims, what it covers, and what in it does
not hold.

Against wrapping, only the direct children of `Signature` count, every `Id` may stand once, and a reference must lead
to one of those children (or to the XAdES properties inside one). What is not covered by `SignedInfo` is not believed:
a manifest, a role, a time from an unsigned object is as good as absent. Comments and processing instructions have no
place in a signature: they split the text that a digest is read from.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cryptography import x509

from assessor_app.signing import algorithms
from assessor_app.signing.certificates import der, read_certificate
from assessor_app.signing.errors import XmlRefused
from assessor_app.signing.judging import Claim
from assessor_app.signing.office import names
from assessor_app.signing.office.canonical import canonical, is_canonicalization
from assessor_app.signing.office.markup import COMMITMENT_BY_URI, signature_document
from assessor_app.signing.verdicts import Flaw, Status
from assessor_app.signing.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 8 * 1024 * 1024
_MOST_REFERENCES = 20_000
_DS = f"{{{names.DS}}}"
_MDSSI = f"{{{names.MDSSI}}}"
_OFFICE = f"{{{names.OFFICE}}}"
_SECURE_DIGESTS = ("sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class Transform:
    """One step of a reference. For the relationship transform, the ids and types it keeps."""

    method: str
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestReference:
    """One part that a signature covers."""

    uri: str
    digest: bytes
    method: str
    transforms: tuple[Transform, ...]


@dataclass(frozen=True, slots=True)
class InnerSignature:
    """A signature whose value holds over `SignedInfo`, and whose own objects have the digests named there."""

    part: str
    claim: Claim
    references: tuple[ManifestReference, ...]
    weak: tuple[str, ...]
    """Digests, algorithms and keys in it that no longer count as secure."""
    claims: tuple[str, ...] = ()
    whole_recipe: bool = False
    """Whether it holds everything Office expects: the details, the statement, the XAdES properties with time and certificate."""
    exact: bool = field(default=False)
    """Whether the part is, to the byte, what our own writer makes of what stands in it."""


def read_signature(data: bytes, part: str, certificate_parts: Sequence[bytes] = ()) -> InnerSignature:
    """The signature in a part, checked but for the parts it lists. Raises `Flaw`, naming `part`, invalid or unsupported."""
    try:
        root = parse_xml(data, part, limit=_MOST_BYTES)
    except XmlRefused as refused:
        raise Flaw("signature_malformed", part, reason=refused.reason) from None
    try:
        return _Reader(root, data, part, certificate_parts).read()
    except Flaw as flaw:
        raise Flaw(flaw.problem.code, flaw.problem.part or part, status=flaw.status, **flaw.problem.facts) from None


class _Reader:
    """One pass over one signature part."""

    def __init__(self, root: _Element, data: bytes, part: str, certificate_parts: Sequence[bytes]) -> None:
        self.root, self.data, self.part = root, data, part
        self.certificate_parts = certificate_parts
        self.weak: set[str] = set()

    def read(self) -> InnerSignature:
        if self.root.tag != f"{_DS}Signature":
            raise Flaw("signature_malformed", reason="root")
        self._refuse_strange_nodes()
        info = _only(self.root, f"{_DS}SignedInfo")
        signed = self._signed_elements(info)
        properties = self._properties(signed)
        certificate, others = self._certificates(properties)
        algorithm, info_bytes, value = self._check_value(info, certificate)
        package_object = self._package_object(signed)
        references = tuple(self._manifest(package_object))
        details = _office_details(signed)
        claim = _claim(certificate, others, algorithm, properties, details, package_object)
        claims = _qualifiers(properties)
        exact = names.WHOLE in claims and self._is_exact(info_bytes, value, (certificate, *others), signed)
        return InnerSignature(
            part=self.part,
            claim=claim,
            references=references,
            weak=tuple(sorted(self.weak)),
            claims=claims,
            whole_recipe=details is not None
            and properties is not None
            and claim.time is not None
            and _find(properties, "SigningCertificate", "Cert", "CertDigest") is not None,
            exact=exact,
        )

    def _refuse_strange_nodes(self) -> None:
        seen: set[str] = set()
        for element in self.root.iter():
            if not isinstance(element.tag, str):
                raise Flaw("signature_malformed", reason="comment")
            for name in ("Id", "ID", "id"):
                value = element.get(name)
                if value is None:
                    continue
                if value in seen:
                    raise Flaw("signature_ids_doubled", id=value)
                seen.add(value)

    def _signed_elements(self, info: _Element) -> dict[str, _Element]:
        """The elements that `SignedInfo` covers, by id, their digests checked."""
        signed: dict[str, _Element] = {}
        for reference in info.findall(f"{_DS}Reference"):
            uri = reference.get("URI", "")
            element = self._referenced(uri)
            method, prefixes = self._object_canonicalization(reference)
            digest, wanted = self._digest(reference)
            if hashlib.new(digest, canonical(element, method, prefixes)).digest() != wanted:
                raise Flaw("signature_object_changed", object=uri)
            signed[uri[1:]] = element
        if not signed:
            raise Flaw("signature_malformed", reason="references")
        return signed

    def _referenced(self, uri: str) -> _Element:
        if not uri.startswith("#") or len(uri) < 2 or uri.startswith("#xpointer"):
            raise Flaw("signature_malformed", reason="reference")
        for element in self.root:
            if element.tag != f"{_DS}Object":
                continue
            if element.get("Id") == uri[1:]:
                return element
            for qualifying in element:
                for inner in qualifying:
                    if inner.get("Id") == uri[1:] and inner.tag in _SIGNED_PROPERTIES:
                        return inner
            for direct in element:
                # Some sign what an object holds rather than the object: its manifest or its properties.
                if direct.get("Id") == uri[1:] and direct.tag in (f"{_DS}Manifest", f"{_DS}SignatureProperties"):
                    return direct
        raise Flaw("signature_malformed", reason="reference")

    def _object_canonicalization(self, reference: _Element) -> tuple[str, list[str] | None]:
        transforms = list(reference.iterfind(f"{_DS}Transforms/{_DS}Transform"))
        if len(transforms) > 1:
            raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=transforms[1].get("Algorithm", ""))
        if not transforms:
            return names.C14N, None
        method = transforms[0].get("Algorithm", "")
        if not is_canonicalization(method):
            raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=method)
        # A same-document reference leaves comments out, whatever the canonicalization (XML-DSig 4.4.3.3).
        return method.removesuffix("WithComments").removesuffix("#") + ("#" if "xml-exc" in method else ""), _prefixes(
            transforms[0]
        )

    def _digest(self, reference: _Element) -> tuple[str, bytes]:
        uri = _only(reference, f"{_DS}DigestMethod").get("Algorithm", "")
        if uri not in names.DIGESTS:
            raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=uri)
        if names.DIGESTS[uri] not in _SECURE_DIGESTS:
            self.weak.add(names.DIGESTS[uri])
        return names.DIGESTS[uri], _base64(_only(reference, f"{_DS}DigestValue"))

    def _properties(self, signed: dict[str, _Element]) -> _Element | None:
        """The XAdES properties, if the signature covers them."""
        found = [one for one in signed.values() if one.tag in _SIGNED_PROPERTIES]
        for element in signed.values():
            found += [inner for qualifying in element for inner in qualifying if inner.tag in _SIGNED_PROPERTIES]
        if len(found) > 1:
            raise Flaw("signature_malformed", reason="properties")
        return found[0] if found else None

    def _certificates(self, properties: _Element | None) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
        held = [_base64(one) for one in self.root.iterfind(f"{_DS}KeyInfo/{_DS}X509Data/{_DS}X509Certificate")]
        raws = [*held, *self.certificate_parts]
        certificates = [read_certificate(raw) for raw in raws]
        found = [one for one in certificates if one is not None]
        if len(found) != len(raws):
            raise Flaw("certificate_malformed")
        if not found:
            raise Flaw("certificate_absent")
        signer = self._named(found, properties)
        return signer, tuple(one for one in found if one != signer)

    def _named(self, found: list[x509.Certificate], properties: _Element | None) -> x509.Certificate:
        """The signer's: the one the signed properties name by digest; without them, the one that issued none of the others."""
        cert = _find(properties, "SigningCertificate", "Cert") if properties is not None else None
        if cert is None and properties is not None:
            cert = _find(properties, "SigningCertificateV2", "Cert")
        if cert is None:
            issuers = {one.issuer.public_bytes() for one in found if one.issuer != one.subject}
            leaves = [one for one in found if one.subject.public_bytes() not in issuers]
            return leaves[0] if leaves else found[0]
        digest = _find(cert, "CertDigest")
        if digest is None:
            raise Flaw("certificate_swapped")
        name, wanted = self._digest(digest)
        for one in found:
            if hashlib.new(name, der(one)).digest() == wanted:
                return one
        raise Flaw("certificate_swapped")

    def _check_value(self, info: _Element, certificate: x509.Certificate) -> tuple[algorithms.Algorithm, bytes, bytes]:
        uri = _only(info, f"{_DS}SignatureMethod").get("Algorithm", "")
        key = certificate.public_key()
        refused = algorithms.why_key_refused(key)
        if refused == "short":
            self.weak.add(algorithms.describe_key(key))
        elif refused:
            described = algorithms.describe_key(key)
            raise Flaw("key_refused", status=Status.UNSUPPORTED, key=described, reason=refused)
        algorithm = algorithms.by_xml(uri, key)
        if algorithm is None:
            if not algorithms.known_in_xml(uri):
                raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=uri)
            raise Flaw("signature_value")
        if algorithm.weak:
            self.weak.add(algorithm.id)
        method = _only(info, f"{_DS}CanonicalizationMethod")
        info_bytes = canonical(info, method.get("Algorithm", ""), _prefixes(method))
        value = _base64(_only(self.root, f"{_DS}SignatureValue"))
        signature = algorithm.from_xml(value, key)
        if signature is None or not algorithm.verify(key, signature, info_bytes):
            raise Flaw("signature_value")
        return algorithm, info_bytes, value

    def _package_object(self, signed: dict[str, _Element]) -> _Element:
        """The signed object that holds the list of parts."""
        found = [
            one for one in signed.values() if one.find(f"{_DS}Manifest") is not None or one.tag == f"{_DS}Manifest"
        ]
        if len(found) != 1 or len(found[0].findall(f"{_DS}Manifest")) > 1:
            raise Flaw("signature_malformed", reason="manifest")
        return found[0]

    def _manifest(self, package_object: _Element) -> Iterator[ManifestReference]:
        inner = package_object.find(f"{_DS}Manifest")
        manifest = package_object if inner is None else inner
        references = manifest.findall(f"{_DS}Reference")
        if not 0 < len(references) <= _MOST_REFERENCES:
            raise Flaw("signature_malformed", reason="manifest")
        for reference in references:
            method, digest = self._digest(reference)
            transforms = tuple(
                Transform(
                    one.get("Algorithm", ""),
                    tuple(child.get("SourceId", "") for child in one.iterfind(f"{_MDSSI}RelationshipReference")),
                    tuple(
                        child.get("SourceType", "") for child in one.iterfind(f"{_MDSSI}RelationshipsGroupReference")
                    ),
                )
                for one in reference.iterfind(f"{_DS}Transforms/{_DS}Transform")
            )
            yield ManifestReference(reference.get("URI", ""), digest, method, transforms)

    def _is_exact(
        self, info: bytes, value: bytes, certificates: Sequence[x509.Certificate], signed: dict[str, _Element]
    ) -> bool:
        ids = ("idPackageObject", "idOfficeObject", "idSignedProperties")
        if not all(one in signed for one in ids):
            return False
        package, office, properties = (canonical(signed[one]) for one in ids)
        again = signature_document(info, value, [der(one) for one in certificates], package, office, properties)
        return again == self.data


_SIGNED_PROPERTIES = tuple(f"{{{one}}}SignedProperties" for one in names.XADES_ALL)


def _only(parent: _Element, tag: str) -> _Element:
    found = parent.findall(tag)
    if len(found) != 1:
        raise Flaw("signature_malformed", reason=f"element {tag.rsplit('}', 1)[-1]}")
    return found[0]


def _find(element: _Element, *path: str) -> _Element | None:
    """The descendant by local names, in the XAdES namespace of `element`; anywhere below for the first step."""
    namespace = str(element.tag).split("}")[0] + "}"
    found = element.find(f".//{namespace}{path[0]}")
    for step in path[1:]:
        if found is None:
            return None
        found = found.find(f"{namespace}{step}")
    return found


def _base64(element: _Element) -> bytes:
    if len(element):
        raise Flaw("signature_malformed", reason="base64")
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise Flaw("signature_malformed", reason="base64") from None


def _prefixes(transform: _Element) -> list[str] | None:
    listed = transform.find("{http://www.w3.org/2001/10/xml-exc-c14n#}InclusiveNamespaces")
    if listed is None:
        return None
    return [one for one in listed.get("PrefixList", "").split() if one != "#default"]


def _office_details(signed: dict[str, _Element]) -> _Element | None:
    for element in signed.values():
        found = element.find(f".//{_OFFICE}SignatureInfoV1")
        if found is not None:
            return found
    return None


def _claim(
    certificate: x509.Certificate,
    others: tuple[x509.Certificate, ...],
    algorithm: algorithms.Algorithm,
    properties: _Element | None,
    details: _Element | None,
    package_object: _Element,
) -> Claim:
    shown = package_object.find(f".//{_MDSSI}SignatureTime/{_MDSSI}Value")
    local = _moment(shown.text if shown is not None else None)
    told = _moment(_words(properties, "SigningTime"))
    # The same moment twice: the one with the signer's own offset says more. Otherwise that of XAdES counts, as in
    # Office.
    time = local if told is None or (local is not None and local == told) else told
    comments = details.find(f"{_OFFICE}SignatureComments") if details is not None else None
    commitment = _words(properties, "CommitmentTypeIndication", "CommitmentTypeId", "Identifier")
    return Claim(
        certificate=certificate,
        others=others,
        algorithm=algorithm,
        time=time,
        role=_words(properties, "ClaimedRole"),
        place=_place(properties),
        commitment=COMMITMENT_BY_URI.get(commitment, commitment),
        statement=(comments.text or "") if comments is not None else "",
        ours=False,
    )


def _words(properties: _Element | None, *path: str) -> str:
    found = None if properties is None else _find(properties, *path)
    return "" if found is None else "".join(str(text) for text in found.itertext()).strip()


def _place(properties: _Element | None) -> str:
    if properties is None:
        return ""
    namespace = str(properties.tag).split("}")[0] + "}"
    for tag in ("SignatureProductionPlace", "SignatureProductionPlaceV2"):
        place = properties.find(f".//{namespace}{tag}")
        if place is not None:
            return ", ".join(text.strip() for text in map(str, place.itertext()) if text.strip())
    return ""


def _qualifiers(properties: _Element | None) -> tuple[str, ...]:
    if properties is None:
        return ()
    namespace = str(properties.tag).split("}")[0] + "}"
    return tuple(
        "".join(map(str, one.itertext())) for one in properties.iterfind(f".//{namespace}CommitmentTypeQualifier")
    )


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC)
        # A moment that no calendar holds in UTC is found out here, not by whoever compares it.
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment
