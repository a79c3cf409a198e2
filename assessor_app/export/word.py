"""Sets a `report.Document` as a Word file (.docx).

Eleven parts, none of them a thumbnail or customXml, so that an Office signature covers all there is. A4; real headings, head rows
that repeat, descriptions for those who listen, the languages of the text marked; figures lie between bookmarks named ``fig_…``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assessor_app.export.charts import bar_drawing
from assessor_app.export.markup import attribute, escaped, visible
from assessor_app.export.package_bytes import package
from assessor_app.export.properties import (
    APP_PROPERTIES,
    DECLARATION,
    core_properties,
    package_relationships,
    relationships,
)
from assessor_app.export.report import (
    Align,
    Block,
    Cell,
    Document,
    Fill,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
    Tone,
)
from assessor_app.export.wording import DocumentLanguage

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)

# A4 with margins of 20 mm at the sides, in twentieths of a point.
_PAGE: Final = (11906, 16838)
_MARGIN: Final = 1134
_TEXT_WIDTH: Final = _PAGE[0] - 2 * _MARGIN
_TWIPS_PER_MM: Final = 1440 / 25.4

_TONES: Final = {Tone.INK: "", Tone.QUIET: "48515B", Tone.GOOD: "1E6B3A", Tone.BAD: "B3261E", Tone.WARN: "8A5300"}
_FILLS: Final = {Fill.NONE: "", Fill.HEAD: "E6EBF0", Fill.BAND: "F4F6F8", Fill.WARN: "FCF0D9"}
_STYLES: Final = {
    Style.BODY: "Normal",
    Style.LEAD: "Lead",
    Style.NOTE: "Note",
    Style.STEP: "Step",
    Style.ITEM: "Item",
    Style.CELL: "TableText",
}
_ALIGN: Final = {Align.START: "", Align.CENTRE: '<w:jc w:val="center"/>', Align.END: '<w:jc w:val="right"/>'}


def write_document(document: Document) -> bytes:
    """The document as the bytes of a .docx file; the same document always gives the same bytes."""
    setter = _Setter()
    body = "".join(setter.block(block) for block in document.blocks)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONSHIPS,
        "docProps/core.xml": core_properties(document.title, document.subject, document.author, document.made_at),
        "docProps/app.xml": APP_PROPERTIES,
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONSHIPS,
        "word/styles.xml": styles_part(document.language),
        "word/settings.xml": settings_part(document.language),
        "word/fontTable.xml": _FONT_TABLE,
        "word/header1.xml": _header(document),
        "word/footer1.xml": _footer(document),
    }
    return package({name: (DECLARATION + text).encode("utf-8") for name, text in parts.items()})


def blocks_markup(blocks: Sequence[Block]) -> str:
    """The blocks as the content of one element, to be set into another document."""
    setter = _Setter()
    return f"<w:body {_NAMESPACES}>{''.join(setter.block(block) for block in blocks)}</w:body>"


@dataclass(slots=True)
class _Setter:
    """Sets blocks; counts bookmarks and drawings, whose numbers must differ."""

    bookmarks: int = 0
    drawings: int = 0
    names: set[str] = field(default_factory=set)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Table():
                return self.table(block)
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def heading(self, heading: Heading) -> str:
        style = "Title" if heading.level == 0 else f"Heading{heading.level}"
        page = "<w:pageBreakBefore/>" if heading.new_page else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}</w:pPr>{self.run(Run(heading.text))}</w:p>'

    def paragraph(self, paragraph: Paragraph, align: Align = Align.START) -> str:
        keep = "<w:keepNext/>" if paragraph.keep_next else ""
        indent = f'<w:ind w:left="{paragraph.indent * 340 + 340}" w:hanging="340"/>' if paragraph.indent else ""
        style = f'<w:pStyle w:val="{_STYLES[paragraph.style]}"/>'
        runs = "".join(self.run(run) for run in paragraph.runs)
        return f"<w:p><w:pPr>{style}{keep}{indent}{_ALIGN[align]}</w:pPr>{runs}</w:p>"

    def run(self, run: Run) -> str:
        properties = "".join(
            (
                '<w:rStyle w:val="Mono"/>' if run.mono else "",
                "<w:b/><w:bCs/>" if run.bold else "",
                f'<w:color w:val="{_TONES[run.tone]}"/>' if _TONES[run.tone] else "",
                '<w:sz w:val="16"/><w:szCs w:val="16"/>' if run.small else "",
            )
        )
        opened = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
        text = f"{opened}{_text(run.text)}</w:r>"
        return self.marked(run.figure, text) if run.figure else text

    def marked(self, name: str, text: str) -> str:
        if name in self.names or not name.isidentifier() or len(name) > 40:
            raise ValueError(f"not a name for a figure, or used before: {name}")
        self.names.add(name)
        self.bookmarks += 1
        number = self.bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{text}<w:bookmarkEnd w:id="{number}"/>'

    def table(self, table: Table) -> str:
        widths = _widths(table.widths)
        style = "Facts" if table.plain else "Grid"
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        last = len(table.rows) if table.leads else len(table.rows) - 1
        rows = "".join(
            self.row(_kept(row) if table.together and place < last else row, widths, head=place < table.heads)
            for place, row in enumerate(table.rows)
        )
        keep = "<w:keepNext/>" if table.leads else ""
        # A paragraph must part two tables, or Word joins them.
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="{int(table.heads > 0)}" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{attribute(table.caption)}"/></w:tblPr>'
            f'<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p><w:pPr><w:pStyle w:val="Gap"/>{keep}</w:pPr></w:p>'
        )

    def row(self, row: Row, widths: Sequence[int], *, head: bool) -> str:
        height = f'<w:trHeight w:val="{round(row.least_height * _TWIPS_PER_MM)}"/>' if row.least_height else ""
        properties = f"<w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if head else ''}</w:trPr>"
        return f"<w:tr>{properties}{''.join(self.cells(row, widths))}</w:tr>"

    def cells(self, row: Row, widths: Sequence[int]) -> Iterator[str]:
        place = 0
        for cell in row.cells:
            width = sum(widths[place : place + cell.columns])
            place += cell.columns
            yield self.cell(cell, width)
        if place != len(widths):
            raise ValueError(f"a row of {place} columns in a table of {len(widths)}")

    def cell(self, cell: Cell, width: int) -> str:
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        ground = _FILLS[cell.fill]
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
        content = "".join(self.paragraph(each, cell.align) for each in cell.paragraphs)
        if cell.bar is not None:
            self.drawings += 1
            drawing = bar_drawing(cell.bar, self.drawings, width - 220)
            content += f'<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r>{drawing}</w:r></w:p>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}</w:tcPr>{content}</w:tc>'


def _kept(row: Row) -> Row:
    """The row, staying with what follows it."""
    cells = tuple(
        replace(cell, paragraphs=tuple(replace(each, keep_next=True) for each in cell.paragraphs)) for cell in row.cells
    )
    return replace(row, cells=cells)


def _text(text: str) -> str:
    """Text with its line breaks and tabs, nothing trimmed."""
    lines = []
    for line in visible(text).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escaped(piece)}</w:t>' if piece else "" for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def _widths(shares: Sequence[int]) -> list[int]:
    """Widths of columns that sum to the page's, in proportion to their shares."""
    total, widths, done = sum(shares), [], 0
    for place in range(1, len(shares) + 1):
        end = round(_TEXT_WIDTH * sum(shares[:place]) / total)
        widths.append(end - done)
        done = end
    return widths


# --- head and foot ----------------------------------------------------------------------------------------------------


def _header(document: Document) -> str:
    notice = ""
    if document.notice:
        said = f"<w:r>{_text(document.notice)}</w:r>{_watermark(document.notice)}"
        notice = f'<w:p><w:pPr><w:pStyle w:val="Notice"/></w:pPr>{said}</w:p>'
    line = (
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r>{_text(document.head_left)}</w:r>'
        f"<w:r><w:tab/></w:r><w:r>{_text(document.head_right)}</w:r></w:p>"
    )
    return f"<w:hdr {_NAMESPACES}>{line}{notice}</w:hdr>"


def _watermark(notice: str) -> str:
    """The notice in grey across the page: a text shape behind the text, as Word itself sets watermarks."""
    width = min(480, 30 * max(8, len(notice) // 2))
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
        '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{attribute(notice)}" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:54pt;rotation:315;z-index:-251658752;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        f'<v:fill opacity=".45"/><v:textpath style="font-family:&quot;Microsoft YaHei&quot;;font-size:1pt" '
        f'string="{attribute(notice)}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


def _footer(document: Document) -> str:
    numbers = "".join(
        _counter(_COUNTERS[piece]) if piece in _COUNTERS else f"<w:r>{_text(piece)}</w:r>"
        for piece in re.split(r"(\{pages?\})", document.page_words)
        if piece
    )
    first, *others = document.foot
    lines = "".join(f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r>{_text(line)}</w:r></w:p>' for line in others)
    return (
        f'<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:pBdr><w:top w:val="single" w:sz="4" w:space="4" '
        f'w:color="9AA3AD"/></w:pBdr></w:pPr><w:r>{_text(first)}</w:r><w:r><w:tab/></w:r>{numbers}</w:p>{lines}</w:ftr>'
    )


_COUNTERS: Final = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _counter(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# --- the parts around the text ----------------------------------------------------------------------------------------

_SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    f'<w:pgSz w:w="{_PAGE[0]}" w:h="{_PAGE[1]}"/>'
    f'<w:pgMar w:top="1418" w:right="{_MARGIN}" w:bottom="1304" w:left="{_MARGIN}" w:header="624" w:footer="510" w:gutter="0"/>'
    '<w:cols w:space="708"/></w:sectPr>'
)

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.fontTable+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)


_PACKAGE_RELATIONSHIPS: Final = package_relationships("word/document.xml")
_DOCUMENT_RELATIONSHIPS: Final = relationships(
    (f"{_R}/styles", "styles.xml"),
    (f"{_R}/settings", "settings.xml"),
    (f"{_R}/fontTable", "fontTable.xml"),
    (f"{_R}/header", "header1.xml"),
    (f"{_R}/footer", "footer1.xml"),
)


def settings_part(language: DocumentLanguage) -> str:
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:docVars><w:docVar w:name="desk_language" w:val="{language}"/></w:docVars>'
        f'<w:themeFontLang w:val="{_latin(language)}" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _latin(language: DocumentLanguage) -> str:
    return "en-GB" if language is not DocumentLanguage.ZH else "en-US"


# Each family with what stands in for it where it is missing: Linux and macOS have neither.
_FONTS: Final = (
    ("Arial", "Liberation Sans", "00", "swiss"),
    ("Consolas", "Liberation Mono", "00", "modern"),
    ("Microsoft YaHei", "微软雅黑,Noto Sans CJK SC", "86", "swiss"),
)


def _font(name: str, other: str, charset: str, family: str) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/></w:font>'
    )


_FONT_TABLE: Final = f'<w:fonts xmlns:w="{_W}">{"".join(_font(*font) for font in _FONTS)}</w:fonts>'


def styles_part(language: DocumentLanguage) -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Microsoft YaHei" w:cs="Arial"/>'
        '<w:color w:val="1A1F25"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        f'<w:lang w:val="{_latin(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{_TEXT_WIDTH}"/></w:tabs>'
    quiet = '<w:color w:val="48515B"/>'
    return "".join(
        (
            f'<w:styles xmlns:w="{_W}">{defaults}',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
            _PLAIN_STYLES,
            _style("Title", "Title", '<w:keepNext/><w:spacing w:before="60" w:after="60"/>', _size(36, bold=True)),
            _style("Subtitle", "Subtitle", '<w:spacing w:after="160"/>', quiet + _size(22)),
            _style(
                "Heading1",
                "heading 1",
                '<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="1C5F9E"/></w:pBdr>'
                '<w:spacing w:before="300" w:after="120"/><w:outlineLvl w:val="0"/>',
                _size(26, bold=True),
            ),
            _style(
                "Heading2",
                "heading 2",
                '<w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="80"/><w:outlineLvl w:val="1"/>',
                _size(22, bold=True),
            ),
            _style(
                "Heading3",
                "heading 3",
                '<w:keepNext/><w:keepLines/><w:spacing w:before="140" w:after="60"/><w:outlineLvl w:val="2"/>',
                _size(20, bold=True),
            ),
            _style("Lead", "Lead", '<w:spacing w:before="60" w:after="120"/>', _size(24, bold=True)),
            _style("Note", "Note", '<w:spacing w:after="60"/>', quiet + _size(17)),
            _style("Step", "Step", '<w:spacing w:after="20" w:line="264" w:lineRule="auto"/>', _size(18)),
            _style("Item", "Item", '<w:spacing w:after="60"/><w:ind w:left="340" w:hanging="340"/>', ""),
            _style(
                "TableText",
                "Table Text",
                '<w:spacing w:before="20" w:after="20" w:line="252" w:lineRule="auto"/>',
                _size(18),
            ),
            _style("Gap", "Gap", '<w:spacing w:after="0" w:line="140" w:lineRule="exact"/>', _size(8)),
            _style(
                "Header", "header", tabs + '<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>', quiet + _size(16)
            ),
            _style(
                "Footer", "footer", tabs + '<w:spacing w:after="0" w:line="228" w:lineRule="auto"/>', quiet + _size(14)
            ),
            _style(
                "Notice",
                "Notice",
                '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
                '<w:b/><w:bCs/><w:color w:val="5F6974"/>' + _size(18),
            ),
            _MONO_STYLE,
            _table_style("Grid", _edges("top", "left", "bottom", "right", "insideH", "insideV")),
            _table_style("Facts", _edges("top", "bottom", "insideH")),
            "</w:styles>",
        )
    )


_PLAIN_STYLES: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_MONO_STYLE: Final = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="Mono"><w:name w:val="Mono"/><w:rPr>'
    '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/><w:sz w:val="16"/></w:rPr></w:style>'
)
_OWN: Final = frozenset({"Lead", "Note", "Step", "Item", "TableText", "Gap", "Notice"})


def _style(identity: str, name: str, paragraph: str, run: str) -> str:
    own = ' w:customStyle="1"' if identity in _OWN else ""
    following = '<w:next w:val="Normal"/>' if identity.startswith(("Heading", "Title")) else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(half_points: int, *, bold: bool = False) -> str:
    return f'{"<w:b/><w:bCs/>" if bold else ""}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _edges(*sides: str) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="AEB6BF"/>' for side in sides)


def _table_style(identity: str, borders: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity}"><w:name w:val="Desk {identity}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>'
        '<w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
