"""The press: documents for people. `report` says what stands in a document, `word` and `excel` how it is set.

Every document is a pure function: values in, the bytes of a file out, the same bytes each time. The caller brings the record, the
hash of its bytes, the scheme, and for results each case's sheets and evaluation (`material.ScoreFile`, `material.ResultFile`).

    score_sheet.score_sheet(file: ScoreFile, case: CaseId, language) -> bytes             one assessor, one case (.docx)
    score_workbook.score_workbook(file: ScoreFile, language) -> bytes                     one assessor, all cases (.xlsx)
    candidate_report.candidate_report(result: ResultFile, case: CaseId, language) -> bytes    fit for disclosure (.docx)
    minutes.panel_minutes(result: ResultFile, language) -> bytes                          the panel's minutes (.docx)
    result_workbook.result_workbook(result: ResultFile, language) -> bytes                live formulas (.xlsx)

`language` is a `wording.DocumentLanguage`: zh, en, or both on every label.

Reading back, for verification; the caller has opened the archive and hands over its parts and a parser (`signing.xml.parse_xml`):

    reading.workbook_figures(parts, parse) -> tuple[Figure, ...]        every cell, with its formula, and every part's digest
    reading.report_figures(parts, parse) -> tuple[Figure, ...]          every paragraph and cell, and every part's digest
    reading.differences(shown, expected, *, exact=True) -> tuple[Difference, ...]
        each names its place: ``Summary!F17``; ``table 2, row 3, column 2``; `exact=False` looks at named figures alone
    reading.language_of(parts, parse) -> DocumentLanguage | None
    reading.marks_of_workbook(parts, parse) -> WorkbookMarks            what an auditor works outcomes out from anew

Words: `wording.Wording`, and `wording.describe(node, scheme, language)` for one step of a derivation.
"""
