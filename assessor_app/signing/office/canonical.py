"""Canonical XML (W3C, 2001 and exclusive) of one element of a signature.

Asked for an element within a tree, the library puts `xmlns=""` where none belongs. So the element is first rebuilt to
stand alone, with what it inherits: the namespaces in scope, and for inclusive canonicalization the `xml:` attributes
of its ancestors.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from assessor_app.signing.office.names import C14N
from assessor_app.signing.verdicts import Flaw, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_VERSION_11 = "http://www.w3.org/2006/12/xml-c14n11"
_COMMENTS = "WithComments"
_KNOWN = frozenset(
    {C14N, C14N + "#" + _COMMENTS, _EXCLUSIVE, _EXCLUSIVE + _COMMENTS, _VERSION_11, _VERSION_11 + "#" + _COMMENTS}
)
_XML = "{http://www.w3.org/XML/1998/namespace}"


def is_canonicalization(uri: str) -> bool:
    """Whether this address names a canonicalization that we know."""
    return uri in _KNOWN


def canonical(element: _Element, method: str = C14N, prefixes: list[str] | None = None) -> bytes:
    """The canonical bytes of `element`. Raises `Flaw`, unsupported, for a method we do not know."""
    from lxml import etree

    if method not in _KNOWN:
        raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=method)
    exclusive = method.startswith(_EXCLUSIVE)
    alone = _standing_alone(element, inherit=not exclusive, version_11=method.startswith(_VERSION_11))
    # lxml asks for the prefix list only where it may be used.
    return etree.tostring(
        alone,
        method="c14n",
        exclusive=exclusive,
        with_comments=method.endswith(_COMMENTS),
        inclusive_ns_prefixes=prefixes if exclusive and prefixes else None,
    )


def _standing_alone(element: _Element, *, inherit: bool, version_11: bool) -> _Element:
    from lxml import etree

    alone = etree.Element(element.tag, nsmap=cast("dict[str, str]", element.nsmap))
    if inherit:
        for ancestor in reversed(list(element.iterancestors())):
            for name, value in ancestor.attrib.items():
                if str(name).startswith(_XML):
                    if version_11:
                        # Version 1.1 differs here alone, and nobody writes such signatures.
                        raise Flaw("algorithm_unsupported", status=Status.UNSUPPORTED, algorithm=_VERSION_11)
                    alone.set(name, value)
    for name, value in element.attrib.items():
        alone.set(name, value)
    alone.text = element.text
    for child in element:
        alone.append(deepcopy(child))
    return alone
