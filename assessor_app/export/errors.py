"""Why a document cannot be written (``resources/wording/messages.d/documents.toml``)."""

from __future__ import annotations

from assessor_app.errors import Refusal


class TextTooLong(Refusal):
    """A text does not fit into one cell of a workbook, which holds 32,767 characters; cutting it would falsify the record."""

    code = "text_too_long"
    sheet: str
    cell: str
    begins: str
    length: int
    limit: int


class WorkbookUnreadable(Refusal):
    """The file is no workbook of ours, or a cell of its list of marks holds what is no mark. ``cell`` is empty in
    the first case.
    """

    code = "workbook_unreadable"
    cell: str
    value: str


class TemplateUnfit(Refusal):
    """A Word template cannot be set: ``reason`` is a code of ``resources/wording/codes.toml``, ``where`` the part or place."""

    code = "template_unfit"
    reason: str
    where: str
