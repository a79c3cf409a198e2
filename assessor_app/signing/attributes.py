"""The CAdES attributes that the ASN.1 library does not know (ETSI EN 319 122-1, 5.2), told to it as its own `tsp`
module does.

SignerAttributeV2 ::= SEQUENCE OF CHOICE { claimedAttributes [0] SEQUENCE OF Attribute, ... }
CommitmentTypeIndication ::= SEQUENCE { commitmentTypeId OBJECT IDENTIFIER, commitmentTypeQualifier SEQUENCE OPTIONAL }
"""

# mypy: disable-error-code="misc"
# (asn1crypto carries no types; every class of its kind is derived from Any.)

from __future__ import annotations

from asn1crypto import cms, core
from asn1crypto import tsp as tsp  # noqa: PLC0414 - registers the time-stamp and ESS attributes with `cms`
from asn1crypto import x509 as asn1_x509

_TITLE = "2.5.4.12"

# ETSI EN 319 122-1, 5.2.3: what a signature means, by the word used in the program.
COMMITMENTS = {
    "proof_of_origin": "1.2.840.113549.1.9.16.6.1",
    "proof_of_receipt": "1.2.840.113549.1.9.16.6.2",
    "proof_of_delivery": "1.2.840.113549.1.9.16.6.3",
    "proof_of_sender": "1.2.840.113549.1.9.16.6.4",
    "proof_of_approval": "1.2.840.113549.1.9.16.6.5",
    "proof_of_creation": "1.2.840.113549.1.9.16.6.6",
}
COMMITMENT_WORDS = {oid: word for word, oid in COMMITMENTS.items()}


class _Values(core.SetOf):
    _child_spec = asn1_x509.DirectoryString


class _ClaimedAttribute(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("values", _Values)]


class _ClaimedAttributes(core.SequenceOf):
    _child_spec = _ClaimedAttribute


class _SignerAttribute(core.Choice):
    _alternatives = [
        ("claimed", _ClaimedAttributes, {"explicit": 0}),
        ("certified", core.Any, {"explicit": 1}),
        ("asserted", core.Any, {"explicit": 2}),
    ]


class SignerAttributes(core.SequenceOf):
    _child_spec = _SignerAttribute


class SetOfSignerAttributes(core.SetOf):
    _child_spec = SignerAttributes


class _Qualifiers(core.SequenceOf):
    _child_spec = core.Any


class CommitmentTypeIndication(core.Sequence):
    _fields = [("type", core.ObjectIdentifier), ("qualifiers", _Qualifiers, {"optional": True})]


class SetOfCommitments(core.SetOf):
    _child_spec = CommitmentTypeIndication


cms.CMSAttributeType._map["0.4.0.19122.1.1"] = "signer_attributes_v2"  # noqa: SLF001 - there is no other way to tell it
cms.CMSAttributeType._map["1.2.840.113549.1.9.16.2.16"] = "commitment_type"  # noqa: SLF001
cms.CMSAttribute._oid_specs["signer_attributes_v2"] = SetOfSignerAttributes  # noqa: SLF001
cms.CMSAttribute._oid_specs["commitment_type"] = SetOfCommitments  # noqa: SLF001


def claimed_role(role: str) -> SetOfSignerAttributes:
    """The role somebody signs in, as the attribute `title` (X.520: "the designated position or function of the object")."""
    words = _Values([asn1_x509.DirectoryString("utf8_string", core.UTF8String(role))])
    claimed = _ClaimedAttributes([_ClaimedAttribute({"type": _TITLE, "values": words})])
    return SetOfSignerAttributes([SignerAttributes([_SignerAttribute("claimed", claimed)])])


def read_claimed_role(value: SetOfSignerAttributes) -> str:
    """The first claimed role, or empty."""
    for attributes in value:
        for one in attributes:
            if one.name == "claimed":
                return next((str(word.native) for claimed in one.chosen for word in claimed["values"]), "")
    return ""


def commitment(word: str) -> SetOfCommitments:
    """Raises KeyError for a word that is not in `COMMITMENTS`: the caller's own fault."""
    return SetOfCommitments([CommitmentTypeIndication({"type": COMMITMENTS[word]})])


def read_commitment(value: SetOfCommitments) -> str:
    """The word of the first commitment, its identifier if we have no word for it, or empty."""
    first = next(iter(value), None)
    return "" if first is None else COMMITMENT_WORDS.get(first["type"].dotted, first["type"].dotted)
