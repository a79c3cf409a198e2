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

    reading.workbook_figures(parts, parse) -> tuple[Figure, ...]        reading.report_figures(parts, parse) -> tuple[Figure, ...]
    reading.differences(shown, expected) -> tuple[Difference, ...]      each names its cell: ``Summary!F7``, ``table
    2, row 3, column 4``
    reading.marks_of_workbook(parts, parse) -> tuple[WorkbookMarks, ...]    what ``derive`` reads

Words: `wording.Wording`, and `wording.describe(node, scheme, language)` for one step of a derivation.
"""
