"""The rule engine on its own, for auditors: marks in, the outcome and its whole derivation out (the interface of design 8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assessor_app.errors import Refusal
from assessor_app.export.reading import marks_of_workbook
from assessor_app.models.derive import derive_json, evaluation_to_json
from assessor_app.models.language import Language
from assessor_app.models.scoring import evaluate
from assessor_app.signing.archives import read_archive
from assessor_app.signing.xml import parse_xml
from assessor_app.words import words
from assessor_app.workflow.schemes import shipped_scheme


class MarksUnreadable(Refusal):
    """The file is neither a result workbook of ours nor JSON of the form that `derive` reads."""

    code = "marks_unreadable"
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What `derive` found: one object, or for a workbook of several cases a list of them."""

    data: dict[str, Any] | list[dict[str, Any]]

    def text(self, language: Language) -> str:
        """The outcomes in a few lines; the whole derivation is in the JSON."""
        many = self.data if isinstance(self.data, list) else [self.data]
        return "\n\n".join(_told(one, language) for one in many)


def derive_file(content: bytes, *, scheme: str | None = None, grade: str | None = None) -> Answer:
    """The answer for a file's bytes. Raises `MarksUnreadable`, `MarksRefused`, `SchemeUnknown`, `ArchiveRefused`."""
    if content.startswith(b"PK"):
        return _of_workbook(content)
    try:
        data = json.loads(content, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as fault:
        raise MarksUnreadable(reason=str(fault)) from fault
    if not isinstance(data, dict):
        raise MarksUnreadable(reason="{…}")
    asked = {**data, **{key: value for key, value in (("scheme", scheme), ("grade", grade)) if value}}
    if not isinstance(asked.get("scheme"), str):
        raise MarksUnreadable(reason="scheme")
    return Answer(derive_json(shipped_scheme(asked["scheme"]), asked))


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object no key of which stands twice: readers differ on which of the two counts. Raises ValueError."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(f"a key twice among {', '.join(key[:40] for key, _ in pairs[:8])}")
    return found


def _of_workbook(content: bytes) -> Answer:
    archive = read_archive(content)
    found = marks_of_workbook({name: archive.read(name) for name in archive.names}, parse_xml)
    scheme = shipped_scheme(found.scheme)
    return Answer(
        [
            {
                "case": one.number or one.case,
                **evaluation_to_json(
                    evaluate(scheme, one.grade, one.marks, one.written, agreed=one.agreed, expected=one.expected)
                ),
            }
            for one in found.cases
        ]
    )


def _told(answer: dict[str, Any], language: Language) -> str:
    said = words("cli")
    lines = [f"{answer.get('case', '')} {said['derived_outcome'].of(language)}: {answer['outcome']}".strip()]
    if answer.get("total"):
        lines.append(f"  {said['derived_total'].of(language)} {answer['total']}")
    for aspect, found in answer["aspects"].items():
        shown = " ".join(f"{name}={value}" for name, value in found.items() if value is not None)
        lines.append(f"  {aspect} {shown}")
    lines += [
        f"  {said['derived_reason'].of(language)} {reason['code']} {reason['subject']}" for reason in answer["reasons"]
    ]
    lines += [f"  {said['derived_flag'].of(language)} {flag['code']} {flag['subject']}" for flag in answer["flags"]]
    return "\n".join(lines)
