"""Every problem that a verdict may carry can be told in both languages."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import assessor_app.signing
from assessor_app.errors import Refusal
from assessor_app.messages import Messages
from assessor_app.models.language import Language
from assessor_app.paths import resources
from assessor_app.signing import errors
from assessor_app.signing.archives import REASONS

SOURCES = sorted(Path(assessor_app.signing.__file__).parent.rglob("*.py"))
# Facts that a verification adds for every problem of its kind.
ALWAYS = {"part"}


def told() -> Iterator[tuple[str, frozenset[str] | None]]:
    """The codes in the sources, with the facts given where they can be seen there."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Flaw"), args=[ast.Constant(value=str(code)), *_], keywords=keywords):
                    yield code, frozenset(one.arg for one in keywords if one.arg) - {"status"}
                case ast.Call(
                    func=ast.Name(id="Problem"), args=[ast.Constant(value=str(code)), _, ast.Dict(keys=keys)]
                ):
                    known = [key.value for key in keys if isinstance(key, ast.Constant)]
                    yield code, frozenset(map(str, known)) if len(known) == len(keys) else None
                case ast.Call(func=ast.Name(id="Problem"), args=[ast.Constant(value=str(code)), *rest]):
                    yield code, frozenset() if len(rest) < 2 else None


@pytest.mark.parametrize("code", sorted({code for code, _ in told()}))
def test_that_a_problem_is_told_with_the_facts_it_has(code: str) -> None:
    entry = Messages().entries()[code]
    for known, facts in told():
        if known == code and facts is not None:
            assert entry.placeholders() - ALWAYS <= facts


def test_that_the_sources_are_looked_at() -> None:
    assert len({code for code, _ in told()}) > 40


def test_that_no_refusal_says_more_than_its_class_allows() -> None:
    secret = {"passphrase", "key", "password", "secret"}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind.__module__ == errors.__name__]
    assert kinds
    assert not [kind for kind in kinds if secret & set(kind.__annotations__)]


def reasons() -> Iterator[tuple[str, str]]:
    """The codes that stand behind `reason=` in the sources, each with the message it is said in."""
    yield from (("archive_refused", reason) for reason in REASONS)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Flaw"), args=[ast.Constant(value=str(code)), *_], keywords=keywords):
                    yield from ((code, reason) for reason in constants(keywords))
                case ast.Call(func=ast.Name(id=name), keywords=keywords) if hasattr(errors, name):
                    yield from ((getattr(errors, name).code, reason) for reason in constants(keywords))


def constants(keywords: list[ast.keyword]) -> list[str]:
    return [str(one.value.value) for one in keywords if one.arg == "reason" and isinstance(one.value, ast.Constant)]


@pytest.mark.parametrize("language", Language)
def test_that_every_reason_is_said_in_words(language: Language) -> None:
    found = {*reasons()}
    assert len(found) > 70
    bare = []
    for code, reason in sorted(found):
        facts = {"reason": reason, "entry": "x", "part": "y", "name": "z", "key": "k"}
        said = Messages().message(code, facts, language).what
        bare += [f"{code} {reason}"] if f"({reason}" in said or f"（{reason}" in said else []
    assert bare == []


def test_that_every_problem_has_its_short_words() -> None:
    codes = tomllib.loads((resources() / "wording" / "codes.toml").read_text(encoding="utf-8"))["reason"]
    told = tomllib.loads((resources() / "wording" / "messages.d" / "signing.toml").read_text(encoding="utf-8"))
    refused = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refusal)}
    information = {"revoked_since", "signing_time_missing", "stamp_unknown", "unsigned_attribute"}
    assert sorted(set(told) - refused - information - set(codes)) == []


def test_that_a_reason_means_in_each_sentence_what_it_means_there() -> None:
    said = Messages(Language.EN)
    assert "not as long as it says: x" in said.message("archive_refused", {"reason": "size", "entry": "x"}).what
    assert "(too large)" in said.message("xml_refused", {"reason": "size", "part": "x"}).what
    assert said.message("archive_refused", {"reason": "headers_differ", "entry": ""}).what.endswith("each other).")
    kept = said.message("not_office", {"reason": "relationships word/_rels/document.xml.rels"}).what
    assert "as they must be: word/_rels/document.xml.rels" in kept
