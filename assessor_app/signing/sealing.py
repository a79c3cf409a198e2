"""Seals a package for its recipients: CMS EnvelopedData (RFC 5652, 6), streamed, opened by any `openssl cms -decrypt`.

A random AES-256 key encrypts the content; RSA-OAEP wraps that key for each recipient. Encryption in CBC mode does not
notice changes, and `openssl` 3.0 offers recipients nothing better, so an unprotected attribute of ours carries an
HMAC over the whole frame: a sealed file that was changed or cut short is refused before anything of it is handed out.
Files sealed by others lack the attribute and open too; the signature inside is what counts for both (sign first, then
seal).

A sealed file is read where it lies: what is asked for is decrypted, so that nothing unsealed ever stands on a disk.

The lengths of everything are known before the first byte, so frame and content are written in one pass:

    ContentInfo { envelopedData, { version 2, recipients, { data, aes256-cbc(iv), [0] ciphertext }, [1] { mac } } }
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assessor_app.files import FileBytes, Part, Sliced, pieces_of, proved_path
from assessor_app.signing.algorithms import why_key_refused
from assessor_app.signing.certificates import der, holder, read_certificate
from assessor_app.signing.der import header, read_header
from assessor_app.signing.errors import CannotSealFor, NotForYou, SealBroken
from assessor_app.signing.identities import Signer

Progress = Callable[[str, float], None]

_ENVELOPED = bytes.fromhex("06092a864886f70d010703")
_DATA = bytes.fromhex("06092a864886f70d010701")
_MAC_ATTRIBUTE = "2.25.207243186440316547216421043189105413"
_MAC_BYTES = 32
_BLOCK = 16
_MOST_HEAD = 8 * 1024 * 1024
_MOST_RECIPIENTS = 1000
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)


def seal(
    source: Sliced,
    target: Path,
    recipients: Sequence[bytes | x509.Certificate],
    progress: Progress,
) -> None:
    """Write `source` to `target` as `sealing` does."""
    with sealing(target, len(source), recipients, progress) as write:
        for piece in pieces_of(source):
            write(piece)


@contextmanager
def sealing(
    target: Path, size: int, recipients: Sequence[bytes | x509.Certificate], progress: Progress
) -> Iterator[Callable[[bytes], None]]:
    """Write `size` bytes to `target`, sealed for the holders of these certificates (objects, or DER), as they are handed to the
    callable, piece by piece. Whole or not at all, and read back from the medium.

    `progress` is told `("sealing", fraction)` and may raise to cancel. Raises `CannotSealFor`, what writing files raises, and
    ValueError if it were not that many bytes.
    """
    key = os.urandom(32)
    frame = _frame(size, recipients, key)
    with proved_path(target, private=True) as write:
        writer = _Writer(write, frame, key, progress)
        yield writer.write
        writer.finish()


def wrap(secret: bytes, recipients: Sequence[bytes | x509.Certificate]) -> bytes:
    """A few bytes sealed in memory, in the same form. Raises `CannotSealFor`."""
    key, out = os.urandom(32), io.BytesIO()
    writer = _Writer(out.write, _frame(len(secret), recipients, key), key, _silent)
    writer.write(secret)
    writer.finish()
    return out.getvalue()


def unwrap(sealed: bytes, identity: Signer) -> bytes:
    """What `wrap` sealed. Raises `NotForYou`, `SealBroken`."""
    envelope = _read_envelope(sealed)
    key = _content_key(envelope, identity)
    _check_mac(sealed, envelope, key, lambda _: None)
    return _Unsealed(sealed, envelope, key)[:]


@contextmanager
def unsealing(source: Path, identity: Signer, progress: Progress) -> Iterator[Sliced]:
    """What is sealed in `source`, found unchanged where our own seal says so, and decrypted as it is read.

    `progress` is told `("unsealing", fraction)` while the seal is checked and may raise to cancel. Raises `NotForYou`,
    `SealBroken`, and what files raise.
    """
    with FileBytes(source) as sealed:
        envelope = _read_envelope(sealed)
        key = _content_key(envelope, identity)
        if envelope.mac is not None:
            _check_mac(sealed, envelope, key, lambda fraction: progress("unsealing", fraction))
        yield _Unsealed(sealed, envelope, key)


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins like this (32 bytes are enough) is a sealed one."""
    found = read_header(head, 0, 1 << 62)
    return found is not None and found[0] == 0x30 and head[found[1] :].startswith(_ENVELOPED)


def recipients_of(source: Path) -> tuple[int, ...]:
    """The serial numbers of the certificates a file is sealed for. Raises `SealBroken`, `FileUnreadable`."""
    with FileBytes(source) as sealed:
        return tuple(serial for _, serial, _, _ in _read_envelope(sealed).recipients)


def _silent(_text: str, _fraction: float) -> None:
    """Nobody waits for a few bytes."""


# --- sealing
# --------------------------------------------------------------------------------------------------------------


def _frame(size: int, recipients: Sequence[bytes | x509.Certificate], key: bytes) -> _Frame:
    infos = [_recipient(_certificate(one), key) for one in recipients]
    if not infos:
        raise CannotSealFor(name="")
    return _Frame(cms.RecipientInfos(infos).dump(), os.urandom(16), size)


class _Frame:
    """Everything of the DER before and after the ciphertext, whose length follows from the plain size."""

    def __init__(self, recipients: bytes, vector: bytes, size: int) -> None:
        self.vector = vector
        self.size = size
        ciphered = (size // _BLOCK + 1) * _BLOCK
        algorithm = cms.EncryptionAlgorithm({"algorithm": "aes256_cbc", "parameters": vector}).dump()
        self.mac_shell = _mac_attributes(b"\0" * _MAC_BYTES)[:-_MAC_BYTES]
        content_head = header(0x80, ciphered)
        inner = len(_DATA) + len(algorithm) + len(content_head) + ciphered
        content = header(0x30, inner) + _DATA + algorithm + content_head
        version = core.Integer(2).dump()
        body = len(version) + len(recipients) + len(content) + ciphered + len(self.mac_shell) + _MAC_BYTES
        enveloped = header(0x30, body)
        explicit = header(0xA0, len(enveloped) + body)
        outer = header(0x30, len(_ENVELOPED) + len(explicit) + len(enveloped) + body)
        self.head = outer + _ENVELOPED + explicit + enveloped + version + recipients + content


class _Writer:
    """Encrypts what it is given and writes it into the frame."""

    def __init__(self, out: Callable[[bytes], object], frame: _Frame, key: bytes, progress: Progress) -> None:
        self._out, self._frame, self._progress = out, frame, progress
        self._encryptor = Cipher(algorithms.AES(key), modes.CBC(frame.vector)).encryptor()
        self._padder = padding.PKCS7(8 * _BLOCK).padder()
        self._mac = hmac.new(_mac_key(key), frame.head, hashlib.sha256)
        self._done = 0
        out(frame.head)

    def write(self, piece: bytes) -> None:
        self._done += len(piece)
        ciphered = self._encryptor.update(self._padder.update(piece))
        self._mac.update(ciphered)
        self._out(ciphered)
        self._progress("sealing", min(self._done / max(self._frame.size, 1), 1.0))

    def finish(self) -> None:
        if self._done != self._frame.size:
            raise ValueError(f"{self._done} bytes instead of {self._frame.size}")
        last = self._encryptor.update(self._padder.finalize()) + self._encryptor.finalize()
        self._mac.update(last)
        self._mac.update(self._frame.mac_shell)
        self._out(last + self._frame.mac_shell + self._mac.digest())


def _recipient(certificate: x509.Certificate, key: bytes) -> cms.RecipientInfo:
    public = certificate.public_key()
    if not isinstance(public, rsa.RSAPublicKey) or why_key_refused(public) or not _may_receive(certificate):
        raise CannotSealFor(name=holder(certificate).name)
    wrapped = public.encrypt(key, rsa_padding.OAEP(rsa_padding.MGF1(hashes.SHA256()), hashes.SHA256(), None))
    leaf = asn1_x509.Certificate.load(der(certificate))
    digest = {"algorithm": "sha256"}
    oaep = {
        "algorithm": "rsaes_oaep",
        "parameters": {
            "hash_algorithm": digest,
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": digest},
        },
    }
    info = cms.KeyTransRecipientInfo(
        {
            "version": "v0",
            "rid": cms.RecipientIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number}),
            ),
            "key_encryption_algorithm": oaep,
            "encrypted_key": wrapped,
        }
    )
    return cms.RecipientInfo("ktri", info)


def _certificate(given: bytes | x509.Certificate) -> x509.Certificate:
    certificate = read_certificate(given) if isinstance(given, bytes) else given
    if certificate is None:
        raise CannotSealFor(name="")
    return certificate


def _may_receive(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.key_encipherment


def _mac_attributes(value: bytes) -> bytes:
    """The unprotected attributes, [1] IMPLICIT SET OF Attribute, with the one of ours; its value comes last."""
    values = core.OctetString(value).dump()
    attribute = core.ObjectIdentifier(_MAC_ATTRIBUTE).dump() + header(0x31, len(values)) + values
    attribute = header(0x30, len(attribute)) + attribute
    return header(0xA1, len(attribute)) + bytes(attribute)


def _mac_key(key: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"assessor seal mac 1").derive(key)


# --- opening
# --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Where things lie in a sealed file."""

    recipients: tuple[tuple[bytes, int, bool, bytes], ...]
    """Issuer, serial number, whether OAEP, wrapped key."""
    vector: bytes
    start: int
    end: int
    mac: bytes | None


def _read_envelope(sealed: Sliced) -> _Envelope:
    reader = _Der(sealed)
    total = reader.enter(0x30)
    if total != reader.size or reader.take(len(_ENVELOPED)) != _ENVELOPED:
        raise SealBroken(reason="frame")
    if reader.enter(0xA0) != total or reader.enter(0x30) != total:
        raise SealBroken(reason="frame")
    if reader.whole(0x02) not in (b"\x02\x01\x00", b"\x02\x01\x02"):
        raise SealBroken(reason="version")
    recipients = _read_recipients(reader.whole(0x31))
    inner = reader.enter(0x30)
    if reader.take(len(_DATA)) != _DATA:
        raise SealBroken(reason="frame")
    vector = _read_vector(reader.whole(0x30))
    end = reader.enter(0x80)
    start = reader.at
    if end != inner or (end - start) % _BLOCK or end == start:
        raise SealBroken(reason="length")
    reader.at = end
    mac = _read_mac(reader.take(total - end)) if end != total else None
    return _Envelope(recipients, vector, start, end, mac)


class _Der:
    """Walks the definite-length DER frame of a file without reading the content."""

    def __init__(self, sealed: Sliced) -> None:
        self._sealed = sealed
        self.size = len(sealed)
        self.at = 0

    def take(self, count: int) -> bytes:
        if count < 0 or count > _MOST_HEAD or self.at + count > self.size:
            raise SealBroken(reason="cut_short")
        data = self._sealed[self.at : self.at + count]
        self.at += count
        return data

    def enter(self, tag: int) -> int:
        """Step into an element; gives where it ends."""
        start = self.at
        head = self.take(min(12, self.size - start))
        found = read_header(head, 0, self.size - start)
        if found is None or found[0] != tag:
            raise SealBroken(reason="frame")
        self.at = start + found[1]
        return start + found[2]

    def whole(self, tag: int) -> bytes:
        start = self.at
        end = self.enter(tag)
        self.at = start
        return self.take(end - start)


def _read_recipients(raw: bytes) -> tuple[tuple[bytes, int, bool, bytes], ...]:
    try:
        infos = cms.RecipientInfos.load(raw, strict=True)
        if not 1 <= len(infos) <= _MOST_RECIPIENTS:
            raise SealBroken(reason="recipients")
        found = [_read_recipient(info) for info in infos]
    except _MALFORMED:
        raise SealBroken(reason="recipients") from None
    return tuple(one for one in found if one is not None)


def _read_recipient(info: cms.RecipientInfo) -> tuple[bytes, int, bool, bytes] | None:
    # Key agreement, passwords and the like are for other programs' keys.
    if info.name != "ktri" or info.chosen["rid"].name != "issuer_and_serial_number":
        return None
    rid, algorithm = info.chosen["rid"].chosen, info.chosen["key_encryption_algorithm"]
    kind = algorithm["algorithm"].native
    if kind not in ("rsaes_oaep", "rsaes_pkcs1v15"):
        return None
    return rid["issuer"].dump(), rid["serial_number"].native, kind == "rsaes_oaep", info.chosen["encrypted_key"].native


def _read_vector(raw: bytes) -> bytes:
    try:
        algorithm = cms.EncryptionAlgorithm.load(raw, strict=True)
        if algorithm["algorithm"].native != "aes256_cbc":
            raise SealBroken(reason="cipher")
        vector = algorithm["parameters"].native
    except _MALFORMED:
        raise SealBroken(reason="frame") from None
    if not isinstance(vector, bytes) or len(vector) != _BLOCK:
        raise SealBroken(reason="frame")
    return vector


def _read_mac(raw: bytes) -> bytes:
    shell = _mac_attributes(b"\0" * _MAC_BYTES)
    if len(raw) != len(shell) or raw[:-_MAC_BYTES] != shell[:-_MAC_BYTES]:
        raise SealBroken(reason="frame")
    return raw[-_MAC_BYTES:]


def _content_key(envelope: _Envelope, identity: Signer) -> bytes:
    leaf = asn1_x509.Certificate.load(der(identity.certificate))
    issuer, serial = leaf.issuer.dump(), leaf.serial_number
    mine = [one for one in envelope.recipients if one[0] == issuer and one[1] == serial]
    if not mine:
        renewed = _by_earlier_certificate(envelope, issuer, identity)
        if renewed is not None:
            return renewed
        raise NotForYou(name=identity.name, recipients=len(envelope.recipients))
    try:
        key = identity.decrypt(mine[0][3], oaep=mine[0][2])
    except ValueError:
        raise SealBroken(reason="key") from None
    if len(key) != 32:
        raise SealBroken(reason="key")
    return key


def _by_earlier_certificate(envelope: _Envelope, issuer: bytes, identity: Signer) -> bytes | None:
    """The key, if this was sealed for a certificate that the present one renewed: another number, the same key."""
    for one in envelope.recipients:
        if one[0] == issuer and one[2]:
            try:
                key = identity.decrypt(one[3])
            except ValueError:
                continue
            if len(key) == 32:
                return key
    return None


def _check_mac(sealed: Sliced, envelope: _Envelope, key: bytes, told: Callable[[float], None]) -> None:
    mac = hmac.new(_mac_key(key), digestmod=hashlib.sha256)
    end = envelope.end + len(_mac_attributes(b"\0" * _MAC_BYTES)) - _MAC_BYTES
    done = 0
    for piece in pieces_of(Part(sealed, 0, end)):
        mac.update(piece)
        done += len(piece)
        told(done / end)
    if envelope.mac is None or not hmac.compare_digest(mac.digest(), envelope.mac):
        raise SealBroken(reason="changed")


class _Unsealed:
    """The content of a sealed file, each slice decrypted when asked for."""

    def __init__(self, sealed: Sliced, envelope: _Envelope, key: bytes) -> None:
        self._ciphered, self._envelope, self._key = Part(sealed, envelope.start, envelope.end), envelope, key
        ciphered = len(self._ciphered)
        unpadder = padding.PKCS7(8 * _BLOCK).unpadder()
        try:
            last = unpadder.update(self._blocks(ciphered - _BLOCK, ciphered)) + unpadder.finalize()
        except ValueError:
            raise SealBroken(reason="changed") from None
        self._size = ciphered - _BLOCK + len(last)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _ = part.indices(self._size)
        if end <= start:
            return b""
        first = start // _BLOCK * _BLOCK
        return self._blocks(first, -(-end // _BLOCK) * _BLOCK)[start - first : end - first]

    def _blocks(self, start: int, end: int) -> bytes:
        """In CBC mode a block is decrypted by the one before it."""
        vector = self._envelope.vector if start == 0 else self._ciphered[start - _BLOCK : start]
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor()
        return decryptor.update(self._ciphered[start:end]) + decryptor.finalize()
