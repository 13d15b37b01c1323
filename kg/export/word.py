"""Word documents: the form of their pages and words, and tables that are written row by row.

A page is A4 in Times New Roman with the margins of the party's rule (Hướng dẫn 05-HD/VPTW: 20, 20, 30 and 15 mm).
python-docx makes the document; rows of long tables are streamed into it, because a table that grows in memory does not
fit a thousand plans.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from kg.export.safe import xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

FONT = "Times New Roman"
#: millimetres
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
#: the colour behind what a person should confirm
DOUBT = "yellow"
_TWIPS = 1440 / 25.4
#: letters on a millimetre of a cell's width up to which a row is kept on one page
_LINES = 8
_BODY = "word/document.xml"
_MARK = "kg-rows"


def new_document(size: float = 14, *, landscape: bool = False) -> Document:
    """An empty document whose text is ``size`` points high."""
    from docx import Document as made
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = made()
    section = document.sections[0]
    width, height = reversed(PAGE) if landscape else PAGE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = (Mm(TOP), Mm(RIGHT)) if landscape else (Mm(LEFT), Mm(RIGHT))
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")  # else Word underlines every word
    style.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.author = properties.comments = properties.title = ""
    return document


def number_pages(document: Document) -> None:
    """The number of the page at its head, from the second page on."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def add_table(document: Document, heads: Sequence[str], widths: Sequence[float], size: float) -> Table:
    """A framed table with its head, repeated on every page; ``widths`` in millimetres, letters of ``size`` points."""
    from docx.oxml import parse_xml

    table: Table = document.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(width * 36000)
    table._tbl.append(parse_xml(_named(row_xml(heads, widths, size, head=True))))
    return table


def add_row(table: Table, cells: Sequence[Cell], widths: Sequence[float], size: float) -> BaseOxmlElement:
    """A row of a table that is small enough to be kept; its element is given."""
    from docx.oxml import parse_xml

    row = parse_xml(_named(row_xml(cells, widths, size)))
    table._tbl.append(row)
    return row


def mark_rows(table: Table) -> None:
    """Say that the rows given to :func:`save` belong at the end of ``table``."""
    from docx.oxml import parse_xml

    table._tbl.append(parse_xml(_named(f"<w:tr><w:tc><w:p><w:r><w:t>{_MARK}</w:t></w:r></w:p></w:tc></w:tr>")))


def save(document: Document, path: Path, rows: Iterable[str] = ()) -> None:
    """Write ``document`` to ``path``, with ``rows`` (of :func:`row_xml`) at its mark, each written as it comes."""
    kept = BytesIO()
    document.save(kept)
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename != _BODY:
                target.writestr(item, data)
                continue
            before, after = _around_mark(data)
            with target.open(_BODY, "w", force_zip64=True) as body:
                body.write(before)
                for row in rows:
                    body.write(row.encode("utf-8"))
                body.write(after)


class Run(NamedTuple):
    """Words of a cell in one look; ``doubt`` marks what a person should confirm."""

    text: str
    doubt: bool = False
    bold: bool = False


#: the words of a cell; line breaks stay
Cell = str | Sequence[Run]


def row_xml(cells: Sequence[Cell], widths: Sequence[float], size: float, *, head: bool = False) -> str:
    """A row of a table."""
    said = "".join(_cell(cell, width, size, head) for cell, width in zip(cells, widths, strict=True))
    short = all(_length(cell) / width < _LINES for cell, width in zip(cells, widths, strict=True))
    properties = "<w:cantSplit/>" * short + "<w:tblHeader/>" * head
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{properties}{said}</w:tr>"


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else sum(len(run.text) for run in cell)


def _cell(cell: Cell, width: float, size: float, head: bool) -> str:
    runs = [Run(cell, bold=head)] if isinstance(cell, str) else cell
    align = '<w:jc w:val="center"/>' if head else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * _TWIPS:.0f}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:pPr>{align}</w:pPr>{''.join(_run(run, size) for run in runs)}</w:p></w:tc>"
    )


def _run(run: Run, size: float) -> str:
    looks = "<w:b/>" * run.bold + f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    looks += f'<w:highlight w:val="{DOUBT}"/>' * run.doubt
    lines = escape(xml_text(run.text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{looks}</w:rPr>{words}</w:r>"


def _named(row: str) -> str:
    return row.replace("<w:tr>", '<w:tr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">', 1)


def _around_mark(data: bytes) -> tuple[bytes, bytes]:
    """The body before and after its mark; all of it before where there is none."""
    at = data.find(_MARK.encode())
    if at < 0:
        return data, b""
    start, end = data.rindex(b"<w:tr", 0, at), data.index(b"</w:tr>", at) + len(b"</w:tr>")
    return data[:start], data[end:]
