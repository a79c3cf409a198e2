"""What a person can act upon: a `Refusal` carries facts; `messages` turns them into sentences.

Everything else that is raised is ours to mend. A refusal is declared in three lines, in the `errors` module of its
package::

    class WrongPassphrase(Refusal):
        code = "wrong_passphrase"
        name: str

and raised with keywords: ``raise WrongPassphrase(name="顾南乔")``. Its sentences, in both languages, stand under
``[wrong_passphrase]`` in ``resources/wording/messages.d/``; `tests/test_house.py` sees to it that they do.
"""

from __future__ import annotations

import dataclasses
from typing import ClassVar, dataclass_transform


@dataclass_transform(kw_only_default=True, eq_default=False)
class Refusal(Exception):
    """Base of all that the person can act upon. Facts are keyword-only attributes; never put a secret among them."""

    code: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # Not frozen: the interpreter and contextlib write __traceback__ and __notes__ on a raised exception.
        dataclasses.dataclass(kw_only=True, eq=False, repr=False)(cls)

    @property
    def facts(self) -> dict[str, object]:
        """The declared facts by name, in the order of declaration."""
        return {name: getattr(self, name) for name in fact_names(type(self))}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"

    def __repr__(self) -> str:
        return f"{type(self).__name__}<{self}>"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.facts)


def fact_names(kind: type[Refusal]) -> tuple[str, ...]:
    """The names of the facts that this kind of refusal carries."""
    return tuple(getattr(kind, "__dataclass_fields__", {}))


def _rebuild(kind: type[Refusal], facts: dict[str, object]) -> Refusal:
    return kind(**facts)


class DiskFull(Refusal):
    """No room is left where a file was to be written."""

    code = "disk_full"
    place: str


class PlaceNotWritable(Refusal):
    """The folder or file may not be written: a read-only stick, missing rights, a file held open by another program."""

    code = "place_not_writable"
    place: str
    reason: str


class ReadBackDiffers(Refusal):
    """The medium gives back other bytes than were written to it: a stick that is worn out or smaller than it claims."""

    code = "read_back_differs"
    place: str


class PlaceMissing(Refusal):
    """The folder is not there (any more): a stick was pulled, a network drive is away."""

    code = "place_missing"
    place: str


class FileUnreadable(Refusal):
    """A file cannot be read: it is not there, is a folder, may not be read, or the medium fails."""

    code = "file_unreadable"
    place: str
    reason: str


class FileTooLarge(Refusal):
    """A file is larger than anything we would take in. Sizes in bytes."""

    code = "file_too_large"
    place: str
    size: int
    limit: int
