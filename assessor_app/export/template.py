"""The report on one candidate on a society's own Word template: its look and letterhead, our figures in the places it names.

A place is ``{{number}}`` in the text, also where Word has split it into pieces; ``{{report}}``, alone in its paragraph, is where
the report itself goes, from the facts to the signature. Of the file only what is set is taken over: text, styles, heads and
feet, pictures. What would run, lead elsewhere, hide or fetch is refused, each by name.

    {{society}} · {{name}}, {{number}}: {{recommendation}}      →      示范工程师学会 · 林知远, 0417: 通过
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from assessor_app.export.candidate_report import report_blocks
from assessor_app.export.errors import TemplateUnfit
from assessor_app.export.findings import departs, outcome_words, recommendation_words
from assessor_app.export.markup import visible
from assessor_app.export.material import CaseFile, ResultFile, notice
from assessor_app.export.minutes import total_words
from assessor_app.export.package_bytes import MOST_PARTS, package
from assessor_app.export.properties import APP_PROPERTIES, DECLARATION, core_properties, package_relationships
from assessor_app.export.report import Block, Document, Heading, Paragraph, Run, Style, Tone, words
from assessor_app.export.word import blocks_markup, settings_part, styles_part, write_document
from assessor_app.export.wording import DocumentLanguage, Wording, moment
from assessor_app.models.ids import CaseId

if TYPE_CHECKING:
    from lxml.etree import _Element

Parts = Mapping[str, bytes]
Parse = Callable[[bytes], "_Element"]
Say = Callable[[ResultFile, CaseFile, Wording], str]

REPORT: Final = "report"
PLACES: Final[Mapping[str, Say]] = {
    "number": lambda _result, file, _say: file.case.candidate.number,
    "name": lambda _result, file, _say: file.case.candidate.name.both,
    "grade": lambda _result, file, _say: file.case.grade,
    "field": lambda _result, file, _say: file.case.field,
    "society": lambda result, _file, say: say.text(result.record.envelope.round.society),
    "round": lambda result, _file, say: say.text(result.record.envelope.round.title),
    "panel": lambda result, _file, say: say.text(result.panel.name),
    "rule": lambda _result, file, say: outcome_words(file, say),
    "recommendation": recommendation_words,
    "departure": lambda _result, file, say: say.label("word.departs") if departs(file) else "",
    "reason": lambda _result, file, _say: file.outcome.recommendation.reason if file.outcome.recommendation else "",
    "total": lambda result, file, _say: total_words(result, file),
    "date": lambda result, _file, _say: moment(result.record.envelope.made_at)[:10],
    "serial": lambda result, _file, _say: result.record.envelope.serial,
    "record_hash": lambda result, _file, _say: result.record_sha256,
}
"""What a template may name, besides `REPORT`."""

NEEDED: Final = ("number", "name", REPORT)
"""What it must name: whom it is about, and the report itself, which bears the outcome, any departure from the rule and the
record's hash.
"""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PLACE: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MAIN: Final = "word/document.xml"
_KEPT: Final = re.compile(
    r"word/(document|styles|fontTable|numbering|header[0-9]{1,3}|footer[0-9]{1,3}|theme/theme[0-9]{1,3})\.xml"
    r"|word/_rels/(document|header[0-9]{1,3}|footer[0-9]{1,3})\.xml\.rels"
    r"|word/media/[A-Za-z0-9_-]{1,60}\.(png|jpe?g)"
)
_DROPPED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*|customXml/.*|word/(settings|webSettings|footnotes|endnotes|people)\.xml"
    r"|word/_rels/(settings|footnotes|endnotes)\.xml\.rels|word/(stylesWithEffects|commentsExtended)\.xml"
)
"""Parts that are replaced by ours or stay behind: they set nothing on the page."""
_REFUSED: Final = {
    f"{_W}{name}": reason
    for reason, names in {
        "template_embedded": ("altChunk", "object", "control", "subDoc", "attachedTemplate"),
        "template_tracked": ("ins", "del", "moveFrom", "moveTo", "commentReference"),
        "template_hidden": ("vanish", "webHidden", "specVanish"),
        "template_note": ("footnoteReference", "endnoteReference"),
    }.items()
    for name in names
}
_FIELDS: Final = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b[^\"]*")
_CONTENT: Final = "application/vnd.openxmlformats-officedocument"
_MEDIA: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was looked through; its parts as they are taken over."""

    parts: Parts


def read_template(parts: Parts, parse: Parse) -> Template:
    """The template in these parts of a .docx file. Raises `TemplateUnfit` with the reason and where it lies."""
    if _MAIN not in parts or "word/styles.xml" not in parts:
        raise TemplateUnfit(reason="template_not_word", where=_MAIN)
    for name in parts:
        if not _KEPT.fullmatch(name) and not _DROPPED.fullmatch(name):
            raise TemplateUnfit(reason="template_part", where=name)
    kept = {name: content for name, content in parts.items() if _KEPT.fullmatch(name)}
    if len(kept) + 5 > MOST_PARTS:
        raise TemplateUnfit(reason="template_parts", where=str(len(kept)))
    named: set[str] = set()
    for name in sorted(kept):
        if name.endswith(".rels"):
            kept[name] = _relationships(name, kept, parse)
        elif name.endswith(".xml"):
            root = parse(kept[name])
            _demand_plain(name, root)
            named |= set(_named(name, root))
    for place in NEEDED:
        if place not in named:
            raise TemplateUnfit(reason="template_missing", where=f"{{{{{place}}}}}")
    return Template(kept)


def template_report(
    template: Template, parse: Parse, result: ResultFile, case: CaseId, language: DocumentLanguage
) -> bytes:
    """The report on `case`, set on the template, as a .docx file; the same values always give the same bytes."""
    say, file = Wording(language), result.file(case)
    envelope = result.record.envelope
    values = {name: visible(place(result, file, say)) for name, place in PLACES.items()}
    parts = dict(template.parts)
    for name, content in template.parts.items():
        if name == _MAIN or name.startswith(("word/header", "word/footer")):
            root = parse(content)
            _fill(root, values)
            if name == _MAIN:
                blocks: list[Block] = [*report_blocks(result, case, say)]
                _put_in(root, blocks, parse)
            if notice(envelope) and not name.startswith("word/footer"):
                _put_first(root, notice(envelope), parse)
            parts[name] = _bytes(root)
    parts["word/styles.xml"] = _with_our_styles(parts["word/styles.xml"], language, parse)
    parts["word/settings.xml"] = _declared(settings_part(language))
    title = f"{say.label('title.candidate_report')} {file.case.candidate.number}"
    author = envelope.sender.name.both
    parts["docProps/core.xml"] = _declared(
        core_properties(title, file.case.candidate.name.both, author, envelope.made_at)
    )
    parts["docProps/app.xml"] = _declared(APP_PROPERTIES)
    parts["_rels/.rels"] = _declared(package_relationships(_MAIN))
    parts["word/_rels/document.xml.rels"] = _with_settings(parts.get("word/_rels/document.xml.rels"), parse)
    parts["[Content_Types].xml"] = _declared(_content_types(parts))
    return package(parts)


def blank_template(language: DocumentLanguage, at: datetime) -> bytes:
    """A template to begin with: our own look, and every place there is."""
    say = Wording(language)
    told = {name for name in PLACES if name not in ("society", "round", "panel")}
    lines: list[Block] = [
        Heading("{{society}}", 0),
        words("{{round}}  {{panel}}", Style.LEAD),
        *(
            Paragraph((Run(f"{say.label(f'place.{name}')}  "), Run(f"{{{{{name}}}}}", bold=True)))
            for name in PLACES
            if name in told
        ),
        words(f"{{{{{REPORT}}}}}"),
    ]
    return write_document(
        Document(
            title=say.label("title.candidate_report"),
            subject=say.label("title.candidate_report"),
            language=language,
            author="",
            made_at=at,
            head_left="{{society}}",
            head_right="{{number}} {{name}}",
            notice="",
            foot=("{{serial}}", "{{record_hash}}"),
            page_words=say.label("word.page", page="{page}", pages="{pages}"),
            blocks=tuple(lines),
        )
    )


# --- looking through --------------------------------------------------------------------------------------------------


def _relationships(name: str, kept: Parts, parse: Parse) -> bytes:
    """The relationships of a part to others that are kept. One that leads out of the file is refused."""
    root = parse(kept[name])
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = each.get("Target", "")
        if each.get("TargetMode", "Internal") != "Internal" or ":" in target:
            raise TemplateUnfit(reason="template_outside", where=target[:80])
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if path not in kept:
            root.remove(each)
    return _bytes(root)


def _demand_plain(name: str, root: _Element) -> None:
    """Nothing that runs, fetches, hides, is embedded or was changed with tracking. Raises `TemplateUnfit`."""
    for each in root.iter("*"):
        reason = _REFUSED.get(each.tag)
        if reason is not None and name != "word/styles.xml":
            raise TemplateUnfit(reason=reason, where=f"{name} {each.tag.rpartition('}')[2]}")
        field = each.get(f"{_W}instr") if each.tag == f"{_W}fldSimple" else None
        if each.tag == f"{_W}instrText":
            field = each.text or ""
        if field is not None and not _FIELDS.fullmatch(field):
            raise TemplateUnfit(reason="template_field", where=field.strip()[:40])


def _named(name: str, root: _Element) -> Iterator[str]:
    """The places a part names. Raises `TemplateUnfit` for one we do not know, or for the report where it cannot stand."""
    for paragraph in root.iter(f"{_W}p"):
        shown = "".join(text.text or "" for text in _texts(paragraph))
        for found in _PLACE.finditer(shown):
            place = found[1]
            if place != REPORT and place not in PLACES:
                raise TemplateUnfit(reason="template_unknown", where=found[0][:60])
            parent = paragraph.getparent()
            alone = shown.strip() == found[0] and parent is not None and parent.tag == f"{_W}body"
            if place == REPORT and not (name == _MAIN and alone):
                raise TemplateUnfit(reason="template_misplaced", where=found[0])
            yield place
        if "{{" in _PLACE.sub("", shown) or "}}" in _PLACE.sub("", shown):
            raise TemplateUnfit(reason="template_unknown", where=shown.strip()[:60])


def _texts(paragraph: _Element) -> list[_Element]:
    """The pieces of text of a paragraph, without those of a text box in it, which has paragraphs of its own."""
    return [
        each for each in paragraph.iter(f"{_W}t") if next(above for above in each.iterancestors(f"{_W}p")) is paragraph
    ]


# --- setting ----------------------------------------------------------------------------------------------------------


def _fill(root: _Element, values: Mapping[str, str]) -> None:
    """Put the values in. What a value holds is never looked at for further places."""
    for paragraph in root.iter(f"{_W}p"):
        pieces = _texts(paragraph)
        shown = "".join(piece.text or "" for piece in pieces)
        for found in reversed([*_PLACE.finditer(shown)]):
            if found[1] != REPORT:
                _replace(pieces, found.start(), found.end(), values[found[1]])


def _replace(pieces: list[_Element], start: int, end: int, value: str) -> None:
    """The characters from ``start`` to ``end`` of the pieces together give way to the value, in the look of the first."""
    at, first = 0, True
    for piece in pieces:
        text = piece.text or ""
        left, right = max(start - at, 0), min(end - at, len(text))
        if left < right:
            piece.text = text[:left] + (value if first else "") + text[right:]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            first = False
        at += len(text)


def _put_in(root: _Element, blocks: list[Block], parse: Parse) -> None:
    place = next(
        paragraph
        for paragraph in root.iter(f"{_W}p")
        if (found := _PLACE.fullmatch("".join(text.text or "" for text in _texts(paragraph)).strip()))
        and found[1] == REPORT
    )
    parent = place.getparent()
    assert parent is not None
    at = parent.index(place)
    parent.remove(place)
    for offset, each in enumerate(parse(blocks_markup(blocks).encode("utf-8"))):
        parent.insert(at + offset, each)


def _put_first(root: _Element, said: str, parse: Parse) -> None:
    """A rehearsal, or a sample, says so before anything else, and in the head of every page."""
    body = root.find(f"{_W}body")
    [line] = parse(blocks_markup([Paragraph((Run(said, bold=True, tone=Tone.WARN),))]).encode("utf-8"))
    (root if body is None else body).insert(0, line)


def _with_our_styles(content: bytes, language: DocumentLanguage, parse: Parse) -> bytes:
    """The template's styles and, of ours, those it does not have; a template's own look stands where both have one."""
    root, ours = parse(content), parse(styles_part(language).encode("utf-8"))
    known = {each.get(f"{_W}styleId") for each in root.iter(f"{_W}style")}
    names = {_style_name(each).lower() for each in root.iter(f"{_W}style")}
    defaults = {each.get(f"{_W}type") for each in root.iter(f"{_W}style") if each.get(f"{_W}default") == "1"}
    for style in list(ours.iter(f"{_W}style")):
        if style.get(f"{_W}styleId") in known:
            continue
        if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") in defaults:
            del style.attrib[f"{_W}default"]
        name = style.find(f"{_W}name")
        if name is not None and _style_name(style).lower() in names:
            name.set(f"{_W}val", f"Desk {_style_name(style)}")
        root.append(style)
    return _bytes(root)


def _style_name(style: _Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val", "")


def _with_settings(content: bytes | None, parse: Parse) -> bytes:
    """The main part's relationships, with our settings among them."""
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    root = parse(content or empty)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = root.makeelement(
        f"{_RELS}Relationship", {"Id": "rIdDeskSettings", "Type": f"{kind}/settings", "Target": "settings.xml"}
    )
    root.append(added)
    if not any(each.get("Type", "").endswith("/styles") for each in root):
        root.append(
            root.makeelement(
                f"{_RELS}Relationship", {"Id": "rIdDeskStyles", "Type": f"{kind}/styles", "Target": "styles.xml"}
            )
        )
    return _bytes(root)


def _content_types(parts: Parts) -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "numbering": "numbering",
    }
    said = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        *(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in sorted(_MEDIA.items())),
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
        f'<Override PartName="/docProps/app.xml" ContentType="{_CONTENT}.extended-properties+xml"/>',
    ]
    for name in sorted(parts):
        stem = posixpath.basename(name).removesuffix(".xml")
        if name.startswith("word/theme/"):
            said.append(f'<Override PartName="/{name}" ContentType="{_CONTENT}.theme+xml"/>')
        elif name.startswith("word/") and name.endswith(".xml"):
            kind = kinds.get(stem) or stem.rstrip("0123456789")
            said.append(f'<Override PartName="/{name}" ContentType="{_CONTENT}.wordprocessingml.{kind}+xml"/>')
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{"".join(said)}</Types>'


def _declared(text: str) -> bytes:
    return (DECLARATION + text).encode("utf-8")


def _bytes(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
