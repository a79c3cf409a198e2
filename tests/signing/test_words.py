"""Every problem that a verdict may carry can be told in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assessor_app.signing
from assessor_app.messages import Messages
from assessor_app.signing import errors

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
