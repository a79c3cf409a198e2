"""LibreOffice as an outside judge: it works every formula out anew and knows nothing of ours."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assessor_app.export.package_bytes import package
from assessor_app.export.reading import Figure, workbook_figures
from assessor_app.signing.xml import parse_xml

Parts = dict[str, bytes]


def parts_of(document: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def emptied(workbook: bytes) -> bytes:
    """The workbook without the values its formulas carry, so that there is nothing to read but by calculating."""
    parts = parts_of(workbook)
    for name, content in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
    return package(parts)


def convert(folder: Path, target: str, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents (name → bytes) as LibreOffice writes them in another format, in one run of the program."""
    inward, outward = folder / "in", folder / "out"
    inward.mkdir(parents=True)
    for name, content in documents.items():
        (inward / name).write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(outward),
            *(str(inward / name) for name in documents),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    suffix = target.partition(":")[0]
    return {name: (outward / name).with_suffix(f".{suffix}").read_bytes() for name in documents}


def recalculated(folder: Path, workbooks: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """Every cell of each workbook as LibreOffice works it out: address → what it shows."""
    wiped = {name: emptied(content) for name, content in workbooks.items()}
    written = convert(folder, "xlsx:Calc MS Excel 2007 XML", wiped)
    return {name: {each.where: each.shown for each in figures(content)} for name, content in written.items()}


def figures(workbook: bytes) -> tuple[Figure, ...]:
    return workbook_figures(parts_of(workbook), parse_xml)


def formulas(workbook: bytes) -> dict[str, str]:
    """The cells of a workbook of ours that hold formulas, with the value each carries."""
    return {each.where: each.shown for each in figures(workbook) if each.formula}
