"""Draws the papers of the sample rounds: reports as PDF, certificates as pictures, each page marked as fictional.

The same content gives the same file: no time of day, no randomness, and the program's own fonts, cut down to the signs used.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from PIL import Image, ImageDraw, ImageFont
from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.lib import textsplit
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    paragraph,
)

FONTS = Path(__file__).resolve().parent.parent / "fonts"
NOTICE = "虚构样例 Fictional sample"
# Marks that hang at a line's end rather than begin the next; ReportLab's list has the Japanese ones only.
textsplit.ALL_CANNOT_START = paragraph.ALL_CANNOT_START = textsplit.ALL_CANNOT_START + "，；：！？”》"
PAGE = "第 {} 页"
APPENDIX = "附录　图 1 的数据"
TRUTH = "本人保证本报告所述工作由本人完成或负责，合作部分已在文中注明。报告中的人名、单位和工程均为虚构。"
INK, GREY, BLUE, RED = "#1A1F25", "#6B7580", "#1F5A96", "#A02C2C"


@dataclass(slots=True)
class Place:
    """Where a paragraph came to stand: page from 0, rectangle in points from the page's top left."""

    page: int
    rect: tuple[float, float, float, float]


@dataclass(slots=True)
class Report:
    """A report to draw: title, lines under it, sections of (indicator, text), a figure after one of them."""

    title: str
    author: str
    lines: Sequence[str]
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    figure: Mapping[str, Any]
    chinese: bool
    places: dict[str, Place] = field(default_factory=dict)


# --- fonts ------------------------------------------------------------------------------------------------------------


def _truetype(path: Path, signs: str) -> bytes:
    """The font with only these signs, its outlines turned into the quadratic ones that PDF writers can embed."""
    font = TTFont(path)
    options = subset.Options()
    options.hinting, options.layout_features, options.notdef_outline = False, [], True
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    shapes, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth",
    ):  # fmt: skip
        setattr(limits, name, 0)
    limits.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.sfntVersion = "\x00\x01\x00\x00"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def use_fonts(signs: Iterable[str]) -> None:
    """Make the two faces of the reports ready for these signs."""
    wanted = "".join(sorted({*signs, *map(chr, range(32, 127)), *NOTICE, *PAGE, *APPENDIX, *TRUTH}))
    ttfonts.makeToUnicodeCMap = _to_unicode
    for name, file in (("Report", "DeskSansSC-Regular.otf"), ("ReportBold", "DeskSansSC-Bold.otf")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, io.BytesIO(_truetype(FONTS / file, wanted))))


def _to_unicode(name: str, codes: Sequence[int]) -> str:
    """The table from glyphs to text. ReportLab's own breaks signs beyond U+FFFF (𠮷), so that they cannot be searched for."""
    lines = [f"<{at:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for at, code in enumerate(codes)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
            f"<< /Registry ({name})", f"/Ordering ({name})", "/Supplement 0", ">> def", f"/CMapName /{name} def",
            "/CMapType 2 def", "1 begincodespacerange", f"<00> <{len(codes) - 1:02X}>", "endcodespacerange",
            f"{len(codes)} beginbfchar", *lines, "endbfchar", "endcmap",
            "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]
    )  # fmt: skip


# --- reports ----------------------------------------------------------------------------------------------------------


class _Marked(Paragraph):
    """A paragraph that remembers where it was drawn."""

    def __init__(self, text: str, style: ParagraphStyle, mark: str, places: dict[str, Place]) -> None:
        super().__init__(text, style)
        self.mark, self.places = mark, places

    def split(self, width: float, height: float) -> list[Flowable]:
        # Kept whole, so that a pin has one rectangle.
        return [] if self.wrap(width, 10_000)[1] > height else [self]

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        top = A4[1] - bottom - self.height
        rect = (round(left, 1), round(top, 1), round(self.width, 1), round(self.height, 1))
        self.places[self.mark] = Place(self.canv.getPageNumber() - 1, rect)
        super().draw()


def draw_report(report: Report) -> bytes:
    """The report as PDF; afterwards `report.places` tells where each marked paragraph stands."""
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title=report.title, author=report.author, subject=NOTICE, creator="", producer="", invariant=1
    )
    frame = Frame(72, 66, A4[0] - 144, A4[1] - 150, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _: _edges(canvas, report)))
    document.build(list(_story(report)))
    return out.getvalue()


def _style(chinese: bool, **changes: Any) -> ParagraphStyle:  # noqa: FBT001 -- which script, not a switch
    plain = {
        "fontName": "Report", "fontSize": 11.5, "leading": 24 if chinese else 20, "textColor": HexColor(INK),
        "wordWrap": "CJK" if chinese else None, "alignment": TA_JUSTIFY, "firstLineIndent": 22 if chinese else 0,
        "spaceAfter": 9,
    }  # fmt: skip
    return ParagraphStyle("text", **{**plain, **changes})


def _story(report: Report) -> Iterator[Flowable]:
    """Cover, sections with the figure, and an appendix with the figure's numbers."""
    chinese = report.chinese
    title = _style(chinese, fontName="ReportBold", fontSize=21, leading=32, alignment=TA_CENTER, firstLineIndent=0)
    centred = _style(chinese, fontSize=11.5, leading=22, alignment=TA_CENTER, firstLineIndent=0, spaceAfter=0)
    head = _style(
        chinese,
        fontName="ReportBold",
        fontSize=13.5,
        leading=24,
        firstLineIndent=0,
        spaceBefore=14,
        spaceAfter=8,
        keepWithNext=1,
    )
    yield Spacer(1, 190)
    yield Paragraph(_escaped(report.title), title)
    yield Spacer(1, 26)
    yield from (Paragraph(_escaped(line), centred) for line in report.lines)
    yield Spacer(1, 40)
    yield Paragraph(
        _escaped(NOTICE),
        _style(chinese, fontSize=14, leading=22, alignment=TA_CENTER, firstLineIndent=0, textColor=HexColor(RED)),
    )
    yield PageBreak()
    for heading, paragraphs in report.sections:
        yield Paragraph(_escaped(heading), head)
        for mark, words in paragraphs:
            yield _Marked(_escaped(words), _style(chinese), mark, report.places)
            if report.figure["after"] == mark:
                yield KeepTogether([draw_figure(report.figure), _caption(report.figure["title"], chinese=chinese)])
    yield PageBreak()
    yield from _appendix(report, head)


def _caption(words: str, *, chinese: bool) -> Paragraph:
    return Paragraph(
        _escaped(words), _style(chinese, fontSize=9, leading=14, alignment=TA_CENTER, firstLineIndent=0, spaceAfter=14)
    )


def _appendix(report: Report, head: ParagraphStyle) -> Iterator[Flowable]:
    figure, chinese = report.figure, report.chinese
    yield Paragraph(APPENDIX if chinese else "Appendix: the numbers of figure 1", head)
    seconds = dict(map(tuple, figure.get("second", ())))
    rows = [[figure["x"], figure["y"], *([f"{figure['y']} (2)"] if seconds else [])]]
    rows += [[f"{x:g}", f"{y:g}", *([f"{seconds[x]:g}"] if seconds else [])] for x, y in figure["points"]]
    table = Table(rows, colWidths=[110] * len(rows[0]), rowHeights=21)
    line = HexColor("#9AA4AF")
    table.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), "Report", 10),
            ("FONT", (0, 0), (-1, 0), "ReportBold", 10),
            ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("GRID", (0, 0), (-1, -1), 0.5, line),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor("#E7ECF1")),
        ]
    )
    yield table
    yield Spacer(1, 22)
    words = (
        TRUTH
        if chinese
        else "The work described is my own, or was done under my charge where I say so. All names, firms and works are invented."
    )
    yield Paragraph(words, _style(chinese))
    yield Paragraph(_escaped(report.author), _style(chinese, alignment=TA_RIGHT))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _edges(canvas: Any, report: Report) -> None:
    canvas.saveState()
    canvas.setFont("Report", 8.5)
    canvas.setFillColor(HexColor(GREY))
    page = PAGE.format(canvas.getPageNumber()) if report.chinese else f"page {canvas.getPageNumber()}"
    canvas.drawString(72, A4[1] - 48, report.author)
    canvas.drawRightString(A4[0] - 72, A4[1] - 48, page)
    canvas.setStrokeColor(HexColor("#C9CFD6"))
    canvas.line(72, A4[1] - 54, A4[0] - 72, A4[1] - 54)
    canvas.setFillColor(HexColor(RED))
    canvas.drawCentredString(A4[0] / 2, 40, NOTICE)
    canvas.restoreState()


# --- figures ----------------------------------------------------------------------------------------------------------

_LEFT, _BOTTOM, _WIDE, _HIGH = 46, 34, 380, 150


def draw_figure(figure: Mapping[str, Any]) -> Drawing:
    """A curve, bars, or a settlement curve (downwards), with the limit it is held against."""
    drawing = Drawing(_LEFT + _WIDE + 20, _BOTTOM + _HIGH + 22)
    drawing.hAlign = "CENTER"
    series = [figure["points"], *([figure["second"]] if "second" in figure else [])]
    down, bars = figure["kind"] == "settlement", figure["kind"] == "bars"
    xs = [x for points in series for x, _ in points]
    most = _round_up(max([y for points in series for _, y in points] + [figure["limit"]]))
    low, high = (min(xs) - 0.6, max(xs) + 0.6) if bars else (min(xs), max(xs))

    def spot(x: float, y: float) -> tuple[float, float]:
        height = 1 - y / most if down else y / most
        return _LEFT + (x - low) / (high - low) * _WIDE, _BOTTOM + height * _HIGH

    _axes(drawing, figure, most, sorted(set(xs)), spot)
    for points, colour in zip(series, (BLUE, GREY), strict=False):
        if bars:
            for x, y in points:
                at, top = spot(x, y)
                drawing.add(Rect(at - 9, _BOTTOM, 18, top - _BOTTOM, fillColor=HexColor(colour), strokeColor=None))
        else:
            flat = [number for x, y in points for number in spot(x, y)]
            drawing.add(PolyLine(flat, strokeColor=HexColor(colour), strokeWidth=1.4))
    if figure["limit"]:
        _limit(drawing, figure, spot(high, figure["limit"])[1])
    return drawing


def _axes(drawing: Drawing, figure: Mapping[str, Any], most: float, xs: Sequence[float], spot: Any) -> None:
    for step in range(5):
        value = most * step / 4
        y = spot(xs[0], value)[1]
        drawing.add(Line(_LEFT, y, _LEFT + _WIDE, y, strokeColor=HexColor("#D7DCE2"), strokeWidth=0.5))
        drawing.add(_words(f"{value:g}", _LEFT - 5, y - 3, "end"))
    shown = [x for x in xs if x == int(x)] if figure["kind"] == "settlement" else xs
    for x in shown[:: max(1, len(shown) // 8)]:
        drawing.add(_words(f"{x:g}", spot(x, 0)[0], _BOTTOM - 13, "middle"))
    drawing.add(Line(_LEFT, _BOTTOM, _LEFT, _BOTTOM + _HIGH, strokeColor=HexColor(INK), strokeWidth=0.8))
    drawing.add(Line(_LEFT, _BOTTOM, _LEFT + _WIDE, _BOTTOM, strokeColor=HexColor(INK), strokeWidth=0.8))
    drawing.add(_words(figure["y"], _LEFT, _BOTTOM + _HIGH + 8, "middle"))
    drawing.add(_words(figure["x"], _LEFT + _WIDE, _BOTTOM - 26, "end"))


def _limit(drawing: Drawing, figure: Mapping[str, Any], y: float) -> None:
    line = Line(_LEFT, y, _LEFT + _WIDE, y, strokeColor=HexColor(RED), strokeWidth=0.9, strokeDashArray=[4, 3])
    drawing.add(line)
    drawing.add(_words(figure["limit_words"], _LEFT + _WIDE - 4, y + 4, "end", RED))


def _words(text: str, x: float, y: float, anchor: str, colour: str = GREY) -> String:
    return String(x, y, text, fontName="Report", fontSize=8, fillColor=HexColor(colour), textAnchor=anchor)


def _round_up(value: float) -> float:
    unit = 10 ** len(str(int(value))) / 10 if value >= 1 else 0.1
    for factor in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10, 12, 16, 20):
        if value <= unit * factor * 0.98:
            return unit * factor
    return unit * 20


# --- pictures ---------------------------------------------------------------------------------------------------------


def draw_certificate(title: str, lines: Sequence[str], number: str, kind: str = "PNG") -> bytes:
    """A certificate as a scan would show it: frame, words, seal, and the notice across it."""
    page = Image.new("RGB", (1000, 700), "#FBFAF4")
    pen = ImageDraw.Draw(page)
    for inset, colour in ((26, "#9C7A34"), (36, "#D9C79B")):
        pen.rectangle((inset, inset, 1000 - inset, 700 - inset), outline=colour, width=3)
    _centred(pen, title, 108, 46, "#7A2B2B", bold=True)
    for row, line in enumerate(lines):
        _centred(pen, line, 220 + row * 58, 26, INK)
    pen.ellipse((690, 440, 840, 590), outline="#B33A3A", width=5)
    _text(pen, "样例专用章", (704, 498), 24, "#B33A3A")
    _text(pen, f"编号 No. {number}", (110, 560), 20, GREY)
    _centred(pen, NOTICE, 616, 24, RED)
    out = io.BytesIO()
    if kind == "JPEG":
        page.save(out, "JPEG", quality=72, optimize=True, dpi=(96, 96))
    else:
        page.quantize(48, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def draw_script(title: str, about: str, rows: Sequence[tuple[str, str, str]]) -> bytes:
    """The cover of a marked script as a scan would show it; ``rows``: question, maximum, points as written by hand."""
    page = Image.new("RGB", (1000, 1000), "#F7F6F1")
    pen = ImageDraw.Draw(page)
    _centred(pen, title, 70, 40, INK, bold=True)
    _centred(pen, about, 136, 22, GREY)
    top, left, right, high = 200, 110, 890, 74
    for row, (question, most, points) in enumerate([("题目 Question", "满分 Max.", "得分 Points"), *rows]):
        y = top + row * high
        pen.rectangle((left, y, right, y + high), outline="#8A9099", width=2)
        for x in (600, 740):
            pen.line((x, y, x, y + high), fill="#8A9099", width=2)
        _text(pen, question, (left + 22, y + 22), 26, INK)
        pen.text((670, y + 22), most, font=_face(26 if row else 22), fill=INK, anchor="mt")
        # What a hand wrote stands a little off, and in ink.
        pen.text(
            (815 + row % 3 * 4, y + (16 if row else 22)),
            points,
            font=_face(36 if row else 22),
            fill="#1B3F8B" if row else INK,
            anchor="mt",
        )
    _text(pen, "阅卷人签字 Marker", (left, top + (len(rows) + 1) * high + 60), 24, GREY)
    _centred(pen, NOTICE, 930, 24, RED)
    out = io.BytesIO()
    page.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _face(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    # The other engine borrows a library of the system, so that the same words would differ from machine to machine.
    file = FONTS / f"DeskSansSC-{'Bold' if bold else 'Regular'}.otf"
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


def _centred(pen: ImageDraw.ImageDraw, text: str, y: int, size: int, colour: str, *, bold: bool = False) -> None:
    pen.text((500, y), text, font=_face(size, bold=bold), fill=colour, anchor="mt")


def _text(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], size: int, colour: str) -> None:
    pen.text(at, text, font=_face(size), fill=colour)
