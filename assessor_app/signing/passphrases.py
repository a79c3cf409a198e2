"""Passphrases: made for people, and put into the one form in which they are compared."""

from __future__ import annotations

import secrets
import unicodedata

from assessor_app.signing.errors import WeakPassphrase

LEAST_LENGTH = 8

# Two syllables of one consonant and one vowel: 6.5 bits each, typed the same on every keyboard, read aloud in any
# language. Left out
# are letters that are taken for others, in writing (q, c, x, y) or by ear.
_CONSONANTS = "bdfghjklmnprstvwz"
_VOWELS = "aeiou"


def generate_passphrase(words: int = 6) -> str:
    """Random words such as "kamo-tilu-bedo-ravi-suno-pelo"; each adds 12.8 bits, six make 77."""
    return "-".join("".join(_syllable() for _ in range(2)) for _ in range(words))


def prepared(passphrase: str) -> bytes:
    """The bytes of a passphrase, whichever input method typed it: full-width and half-width digits are the same."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8")


def refuse_weak(passphrase: str) -> None:
    """Raises `WeakPassphrase` for one that is shorter than `LEAST_LENGTH` characters."""
    if len(passphrase.strip()) < LEAST_LENGTH:
        raise WeakPassphrase(least=LEAST_LENGTH)


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)
