"""Papers of invented candidates for the viewer's tests: PDF, Word, pictures, good and bad."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document as WordDocument
from docx.shared import Cm
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from assessor_app.ui.widgets.viewer import DocumentKind, FormField, FormProse, FormSection, FormTable, ViewerDocument

HAN = "STSong-Light"
PASSPHRASE = "open sesame"
REPORT_LINES = (
    "开挖至第三层时，测点 D7 的累计沉降达到 18.6 mm，超过预警",
    "值。本人当日书面要求停止开挖，报告建设、监理单位，并会同校方暂",
    "停东侧教室使用。复工前补做坑底加固，重新核算了支撑轴力。",
)
QUOTE = "开挖至第三层时，测点 D7 的累计沉降达到 18.6 mm，超过预警值。本人当日书面要求停止开挖"


def report(pages: int = 12, *, rotation: int = 0, passphrase: str = "", person: str = "林知远") -> bytes:
    """A work report: a head on every page, one known passage on page 7 (from 1), a table of contents.

    The passage's first line stands at 72 points from the left and 200 from the top of the unrotated page.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(HAN))
    out = io.BytesIO()
    lock = StandardEncryption(passphrase, canPrint=0) if passphrase else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock)
    for number in range(1, pages + 1):
        canvas.setFont(HAN, 10)
        canvas.drawString(72, A4[1] - 80, f"{person}  工程业绩报告")
        canvas.drawRightString(A4[0] - 72, A4[1] - 80, f"第 {number} 页")
        canvas.line(72, A4[1] - 88, A4[0] - 72, A4[1] - 88)
        if number == 7:
            _passage(canvas)
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"第 {number} 节", f"p{number}", level=0 if number % 3 == 1 else 1)
        canvas.drawString(72, 100, f"Section {number}: retaining structure, calculation and monitoring")
        if rotation:
            canvas.setPageRotation(rotation)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _passage(canvas: Canvas) -> None:
    canvas.setFont(HAN, 15)
    canvas.drawString(72, A4[1] - 150, "3.2  临江地铁车站深基坑支护设计（2022—2024）")
    canvas.setFont(HAN, 13)
    for line, words in enumerate(REPORT_LINES):
        canvas.drawString(72, A4[1] - 200 - line * 24, words)
    canvas.rect(120, 300, 300, 180)


def many_pages(count: int) -> bytes:
    """A thick file; the word "keystone" on the last page only."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, count + 1):
        for line in range(30):
            canvas.drawString(72, 760 - line * 20, f"Page {number}, line {line}: bored piles and diaphragm walls")
        if number == count:
            canvas.drawString(72, 80, "keystone")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def mixed_sizes() -> bytes:
    """Portrait, a large landscape plan, portrait."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for size in (A4, (2384, 1684), A4, A4):
        canvas.setPageSize(size)
        canvas.drawString(72, 72, "plan")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def right_to_left(words: str = "שלום עולם") -> bytes:
    """Hebrew as producers write it: the glyphs placed from right to left."""
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("DejaVu", 16)
    canvas.drawRightString(500, 700, words[::-1])
    canvas.drawString(72, 600, "Left to right below")
    canvas.save()
    return out.getvalue()


def letter_report() -> bytes:
    """A Word paper: headings, a table with merged cells, a list, a picture, bold words."""
    paper = WordDocument()
    paper.add_heading("推荐信", level=1)
    paper.add_paragraph("兹推荐林知远同志申请专业工程师资格。").add_run("他治学严谨。").bold = True
    table = paper.add_table(rows=3, cols=3)
    for column, head in enumerate(("项目", "职责", "年份")):
        table.cell(0, column).text = head
    table.cell(1, 0).text = "临江站深基坑"
    table.cell(1, 1).text = "岩土专业负责人"
    table.cell(1, 2).text = "2022—2024"
    table.cell(2, 0).merge(table.cell(2, 1)).text = "合计"
    table.cell(2, 2).text = "3 年"
    for words in ("组织方案比选", "编制监测预案", "主持事故复盘"):
        paper.add_paragraph(words, style="List Bullet")
    paper.add_picture(io.BytesIO(photograph()), width=Cm(8))
    for number in range(30):
        paper.add_paragraph(f"第 {number + 1} 段：本段记述一项工作的经过、难点与处置，供评委查阅。")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def photograph(*, turned: bool = False) -> bytes:
    """A picture of 400 x 300, its upper left quarter red; `turned`: taken with the camera on its side (EXIF 6)."""
    image = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 199, 149), fill="red")
    draw.rectangle((20, 200, 380, 280), outline="black", width=4)
    out = io.BytesIO()
    if turned:
        exif = Image.Exif()
        exif[0x0112] = 6  # turn a quarter clockwise to see it upright
        image.save(out, "JPEG", exif=exif, quality=95)
    else:
        image.save(out, "PNG")
    return out.getvalue()


def form() -> tuple[FormSection, ...]:
    """An application form as the viewer is given it."""
    return (
        FormSection(
            "个人信息",
            (
                FormField("姓名", "林知远", "name"),
                FormField("所属行业", "岩土工程", "expertise"),
                FormField("单位名称", "华东勘测设计院", "company"),
                FormField("英文水平", "", "english"),
            ),
        ),
        FormSection(
            "教育经历",
            (
                FormTable(
                    ("起止", "学历", "专业", "院校"),
                    (("2006-09—2010-06", "本科", "土木工程", "同济大学"),),
                    ("education-1",),
                ),
            ),
        ),
        FormSection(
            "工作经历",
            (
                FormTable(
                    ("起止", "单位", "职位", "职责"),
                    (
                        ("2010-07—2016-03", "华东勘测设计院", "工程师", "参与基坑支护设计与监测数据分析"),
                        ("2016-04—", "华东勘测设计院", "高级工程师", "主持深基坑支护设计，负责与建设、监理单位沟通"),
                    ),
                    ("career-1", "career-2"),
                ),
            ),
        ),
        FormSection("继续教育", (FormTable(("年份", "学时"), (("2023", "46"), ("2024", "52"), ("2025", "40"))),)),
        FormSection(
            "个人陈述",
            (FormProse("从事岩土工程十五年。\n主持临江站深基坑支护设计，获市级优秀勘察设计二等奖。", "statement"),),
        ),
    )


def paper(
    name: str, data: bytes = b"", kind: DocumentKind = DocumentKind.PDF, *, title: str = "", media_type: str = ""
) -> ViewerDocument:
    """One tab."""
    return ViewerDocument(name, title or name, kind, media_type, lambda: data, file_name=f"{title or name}")


def case() -> Sequence[ViewerDocument]:
    """The papers of one candidate, the form first."""
    return (
        ViewerDocument("form", "申请表", DocumentKind.FORM, sections=form()),
        paper("report", report(), title="业绩报告"),
        paper("certificate", photograph(), DocumentKind.IMAGE, title="证书"),
        paper("reference", letter_report(), DocumentKind.WORD, title="推荐信"),
        paper("archive", b"PK", DocumentKind.OTHER, title="计算书.dwg", media_type="image/vnd.dwg"),
    )
