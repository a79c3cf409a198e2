"""Anyone verifies a file: who signed it, in which role, when, whether it holds, and whether its outcomes follow from the marks.

For a result package every outcome is recomputed from the members' signed marks, and the figures in its workbook and reports are read
back and compared with the record: a document and its record cannot disagree unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from assessor_app.errors import Refusal
from assessor_app.exchange.errors import ContentMissing, RecordBroken
from assessor_app.exchange.packages import (
    DOCUMENTS,
    RECORD,
    SCHEME,
    Opened,
    Progress,
    demand_content,
    open_container,
    read_head,
    unsealed,
)
from assessor_app.exchange.record import read_record, record_bytes, record_hash
from assessor_app.export.reading import Shown, read_report, read_workbook
from assessor_app.files import read_file
from assessor_app.models.consolidation import AgreedLevel, Settled
from assessor_app.models.people import MAY_SEND
from assessor_app.models.records import CaseOutcome, Kind, ResultRecord, ScoreRecord
from assessor_app.models.scheme import Scheme
from assessor_app.models.scheme_file import scheme_from_json, scheme_hash
from assessor_app.models.scoring import decimal_text, exact_value
from assessor_app.signing.archives import read_archive
from assessor_app.signing.container import verify_container
from assessor_app.signing.identities import Identity
from assessor_app.signing.office import verify_office
from assessor_app.signing.trust import TrustList
from assessor_app.signing.verdicts import Problem, SignerInfo, Status
from assessor_app.signing.xml import parse_xml
from assessor_app.workflow.evaluate import case_state, evaluate_case, figures

OFFICE = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What was found of one file."""

    file: str
    kind: str
    """``case``, ``score``, ``result``, ``receipt``, ``word``, ``excel``, ``trust`` or ``unknown``."""
    status: Status
    signers: tuple[SignerInfo, ...]
    outcomes_equal: bool | None
    """Whether recomputing gave the same outcomes; None where there was nothing to recompute."""
    problems: tuple[Problem, ...] = ()
    serial: str = ""
    record_sha256: str = ""
    parts: tuple[FileVerdict, ...] = field(default=())
    """The documents and evidence inside a package."""

    @property
    def sound(self) -> bool:
        return self.status is Status.VALID and self.outcomes_equal is not False
