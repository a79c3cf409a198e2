"""Whether bytes are DER (X.690, 10 and 11): the one spelling of a value, checked without knowing what the value means.

The ASN.1 library reads BER, in which one signature has many spellings. Checked are: definite lengths in their
shortest form, low tag numbers in one byte, whole numbers without padding, booleans FF or 00, no strings in pieces,
sets in order, nothing left.
"""

from __future__ import annotations

from collections.abc import Sequence

_MOST_DEPTH = 64
_BOOLEAN, _INTEGER, _BIT_STRING, _OCTET_STRING, _NULL, _SET = 1, 2, 3, 4, 5, 0x31


def is_der(data: bytes) -> bool:
    """Whether `data` is exactly one value in DER."""
    end = _checked(data, 0, len(data), 0)
    return end == len(data)


def header(tag: int, length: int) -> bytes:
    """The identifier and length octets of a value."""
    if length < 0x80:
        return bytes([tag, length])
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE of what is in DER already."""
    return _constructed(0x30, parts)


def set_of(*parts: bytes) -> bytes:
    """A SET OF what is in DER already, in order."""
    return _constructed(_SET, sorted(parts))


def tagged(number: int, *parts: bytes) -> bytes:
    """What is in DER already under a context tag."""
    return _constructed(0xA0 | number, parts)


def _constructed(tag: int, parts: Sequence[bytes]) -> bytes:
    content = b"".join(parts)
    return header(tag, len(content)) + content


def read_header(data: bytes, at: int, end: int) -> tuple[int, int, int] | None:
    """Tag, start and end of the content of the value at `at`; None if its head is not DER or it reaches beyond `end`."""
    if at + 2 > min(end, len(data)) or data[at] & 0x1F == 0x1F:
        return None
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        octets = data[start : start + (length & 0x7F)]
        start += len(octets)
        if not 1 <= len(octets) <= 8 or len(octets) != length & 0x7F or octets[0] == 0 or start > end:
            return None
        length = int.from_bytes(octets, "big")
        if length < 0x80:
            return None
    return (data[at], start, start + length) if start + length <= end else None


def _checked(data: bytes, at: int, end: int, depth: int) -> int | None:
    """Where the value at `at` ends, or None if it is not DER."""
    found = read_header(data, at, end)
    if found is None or depth > _MOST_DEPTH:
        return None
    tag, start, stop = found
    if not tag & 0x20:
        return stop if _primitive(tag, data, start, stop) else None
    if tag & 0xC0 == 0 and tag & 0x1F in (_BOOLEAN, _INTEGER, _BIT_STRING, _OCTET_STRING, _NULL):
        return None
    before, position = b"", start
    while position < stop:
        after = _checked(data, position, stop, depth + 1)
        if after is None:
            return None
        if tag == _SET:
            # Sets of more than one member must be sorted; ours and everyone's are sets of one type.
            member = data[position:after]
            if member < before:
                return None
            before = member
        position = after
    return stop


def _primitive(tag: int, data: bytes, start: int, stop: int) -> bool:
    size = stop - start
    match tag:
        case 1:
            return size == 1 and data[start] in (0, 0xFF)
        case 2 | 10:
            padded = size > 1 and data[start] in (0, 0xFF) and (data[start] ^ data[start + 1]) & 0x80 == 0
            return size > 0 and not padded
        case 3:
            return size > 0 and data[start] < 8 and (size > 1 or data[start] == 0)
        case 5:
            return size == 0
        case 0x10 | 0x11:
            return False
        case _:
            return True
