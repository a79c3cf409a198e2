"""Pictures drawn in the file's own terms: small bars in Word's cells, native charts in Excel. No raster, no further
parts in Word.

They read in grey as well: what failed is hatched or light, what passed is solid, and each picture says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from assessor_app.export.markup import attribute, escaped
from assessor_app.export.report import Bar
from assessor_app.export.sheets import Chart

_EMU_PER_TWIP: Final = 635
_HEIGHT: Final = 101_600  # 8 pt
_INSET: Final = 22_225  # the tick stands out above and below the bar
_TRACK: Final = "E6EBF0"
_PASSED: Final = "3B5B7D"
_OPEN: Final = "A9B4BF"
_INK: Final = "1A1F25"


def bar_drawing(bar: Bar, number: int, width: int) -> str:
    """A run's content: the bar as an inline drawing, `width` twips wide. `number` must differ from drawing to drawing."""
    across, high = width * _EMU_PER_TWIP, _HEIGHT - 2 * _INSET
    shapes = [_rectangle(0, _INSET, across, high, _TRACK, number, "track")]
    filled = _along(bar, across, bar.value)
    if filled:
        shapes.append(_rectangle(0, _INSET, filled, high, _OPEN if bar.passed is False else _PASSED, number, "value"))
    if bar.cut is not None:
        tick = 15_875
        place = min(max(_along(bar, across, bar.cut) - tick // 2, 0), across - tick)
        shapes.append(_rectangle(place, 0, tick, _HEIGHT, _INK, number, "cut"))
    return (
        '<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{_HEIGHT}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="bar {number}" descr="{attribute(bar.says)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp>'
        f'<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{_HEIGHT}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{across}" cy="{_HEIGHT}"/></a:xfrm></wpg:grpSpPr>{"".join(shapes)}'
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent>"
    )


def _along(bar: Bar, across: int, value: Fraction) -> int:
    return round(across * min(max(value / bar.full, Fraction(0)), Fraction(1)))


def _rectangle(left: int, top: int, across: int, high: int, fill: str, number: int, name: str) -> str:
    return (
        f'<wps:wsp><wps:cNvPr id="0" name="{name} {number}"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{across}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


# --- Excel ------------------------------------------------------------------------------------------------------------

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_XDR: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The aspects' colours by position; their lightness differs, so that they part in grey too.
_SERIES: Final = ("6F64B8", "611A5C", "13806B", "9A6410", "6B200F")


def drawing_part(charts: Sequence[Chart]) -> str:
    """The drawing of a sheet: where each chart stands, and what it says to those who do not see it."""
    frames = "".join(_frame(chart, number) for number, chart in enumerate(charts, 1))
    return f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="{_R}" xmlns:c="{_C}">{frames}</xdr:wsDr>'


def _frame(chart: Chart, number: int) -> str:
    left, top, right, bottom = chart.place
    corners = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        for name, column, row in (("from", left, top), ("to", right, bottom))
    )
    return (
        f'<xdr:twoCellAnchor>{corners}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number + 1}" name="chart {number}" descr="{attribute(chart.says)}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_C}"><c:chart r:id="rId{number}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )


def chart_part(chart: Chart) -> str:
    """A clustered chart over the cells it refers to, with their values."""
    # Bars from left to right list their categories from the top, as the rows beneath do.
    direction, order, low, left = ("bar", "maxMin", "l", "b") if chart.across else ("col", "minMax", "b", "l")
    least = repr(float(chart.least)) if chart.least else "0"
    turned = "" if chart.across else ' rot="-5400000" vert="horz"'
    series = "".join(_series(chart, place) for place in range(len(chart.series)))
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r>'
        '<a:rPr lang="zh-CN" sz="1200" b="1"/>'
        f'<a:t>{escaped(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="60"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{low}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{float(chart.most)!r}"/><c:min val="{least}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{left}"/>'
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="DADEE3"/></a:solidFill></a:ln>'
        "</c:spPr></c:majorGridlines>"
        f'<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr><a:defRPr sz="900" b="0"/>'
        '</a:pPr><a:r><a:rPr lang="zh-CN" sz="900" b="0"/>'
        f'<a:t>{escaped(chart.axis)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        f'<c:numFmt formatCode="{chart.format}" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="111111111"/><c:crosses val="{"max" if chart.across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
        '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _series(chart: Chart, place: int) -> str:
    name, reference, values = chart.series[place]
    labels, said = chart.categories
    words = "".join(f'<c:pt idx="{index}"><c:v>{escaped(word)}</c:v></c:pt>' for index, word in enumerate(said))
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:v>{escaped(name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{_SERIES[place % len(_SERIES)]}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/>{_error_bars(chart) if place == 0 else ""}'
        f'<c:cat><c:strRef><c:f>{escaped(labels)}</c:f><c:strCache><c:ptCount val="{len(said)}"/>'
        f"{words}</c:strCache></c:strRef></c:cat>"
        f"<c:val>{_numbers(reference, values)}</c:val></c:ser>"
    )


def _numbers(reference: str, values: Sequence[Fraction | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{float(value)!r}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{escaped(reference)}</c:f><c:numCache><c:formatCode>0.0000</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _error_bars(chart: Chart) -> str:
    """The interval of each value, drawn from cells; nothing where the chart has none."""
    if chart.reach is None:
        return ""
    numbers = _numbers(*chart.reach)
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{numbers}</c:plus><c:minus>{numbers}</c:minus>"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
