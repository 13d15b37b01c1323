"""Word files as offices make them: each feature in a file built here."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.errors import UnreadableError
from kg.places import Paragraph, Reading, Table
from kg.read import read_bytes

NS = nsdecls("w")


def saved(document: Docx) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def body(*xml: str) -> bytes:
    """A Word file whose body is these elements."""
    document = Document()
    at = document.element.body
    for each in xml:
        at.insert(
            len(at) - 1, parse_xml(each.replace("<w:p>", f"<w:p {NS}>", 1).replace("<w:tbl>", f"<w:tbl {NS}>", 1))
        )
    return saved(document)


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The package with some parts replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def read(data: bytes) -> Reading:
    return read_bytes(data, "tệp.docx")


def paragraphs(data: bytes) -> list[str]:
    return [b.flow.text for b in read(data).blocks if isinstance(b, Paragraph)]


def grid(data: bytes) -> list[list[str]]:
    """The first table, a merged cell as ^, the paragraphs of a cell parted by |."""
    table = next(b for b in read(data).blocks if isinstance(b, Table))
    return [["^" if c.merged else "|".join(f.text for f in c.lines) for c in row.cells] for row in table.rows]


def test_every_flow_stands_where_it_says() -> None:
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Nội dung\nviệc"
    table.cell(1, 1).text = "Sở  Tư pháp"
    reading = read(saved(document))
    lines = reading.text.split("\n")
    flows = [b.flow for b in reading.blocks if isinstance(b, Paragraph)]
    flows += [f for b in reading.blocks if isinstance(b, Table) for r in b.rows for c in r.cells for f in c.lines]
    assert [f.text for f in flows] == ["KẾ HOẠCH", "Nội dung việc", "Sở Tư pháp"]
    for flow in flows:
        for piece in flow.source:
            assert piece.line is not None
            stands = reading.text[piece.start : piece.end]
            assert stands in lines[piece.line - 1]
        assert " ".join(reading.text[p.start : p.end] for p in flow.source).split() == flow.text.split()


def test_merged_cells_keep_the_grid() -> None:
    document = Document()
    table = document.add_table(3, 4)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Phân công"
    table.cell(0, 0).text = "TT"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
    table.cell(1, 1).text, table.cell(2, 1).text = "Chủ trì", "Phối hợp"
    table.cell(2, 3).text = "2025"
    assert grid(saved(document)) == [
        ["TT", "Phân công", "", ""],
        ["1", "Chủ trì", "", ""],
        ["^", "Phối hợp", "", "2025"],
    ]


def test_a_row_that_begins_right_of_the_first_column_keeps_its_columns() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{{}}{cell}{cell}</w:tr>"
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    assert grid(body(f"<w:tbl>{row.format('', 'a', 'b')}{row.format(before, 'c', 'd')}</w:tbl>")) == [
        ["a", "b", ""],
        ["", "c", "d"],
    ]


def test_a_table_within_a_cell_is_read_as_lines_of_the_cell() -> None:
    document = Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "ngoài"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong 1", "trong 2"
    assert grid(saved(document)) == [["ngoài|trong 1|trong 2", ""]]


def test_insertions_are_read_and_deletions_are_not() -> None:
    change = 'w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"'
    assert paragraphs(
        body(
            f"<w:p><w:r><w:t>Sở </w:t></w:r><w:del {change}><w:r><w:delText>Nội vụ</w:delText></w:r></w:del>"
            f"<w:ins {change}><w:r><w:t>Tư pháp</w:t></w:r></w:ins>"
            f"<w:moveFrom {change}><w:r><w:t> chuyển đi</w:t></w:r></w:moveFrom></w:p>"
        )
    ) == ["Sở Tư pháp"]


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next() -> None:
    end = '<w:pPr><w:rPr><w:del w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"/></w:rPr></w:pPr>'
    data = body(f"<w:p>{end}<w:r><w:t>Ban Tổ </w:t></w:r></w:p>", "<w:p><w:r><w:t>chức</w:t></w:r></w:p>")
    assert paragraphs(data) == ["Ban Tổ chức"]


def test_a_deleted_row_is_not_read() -> None:
    gone = '<w:trPr><w:del w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"/></w:trPr>'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{cell.format('giữ')}</w:tr><w:tr>{gone}{cell.format('xóa')}</w:tr>"
    assert grid(body(f"<w:tbl>{rows}</w:tbl>")) == [["giữ"]]


def test_the_numbers_of_lists_are_computed() -> None:
    document = Document()
    for style, text in (
        ("List Number", "Việc một"),
        ("List Number", "Việc hai"),
        ("List Bullet", "Gạch"),
        ("List Number", "Việc ba"),
    ):
        document.add_paragraph(text, style=style)
    assert paragraphs(saved(document)) == ["1. Việc một", "2. Việc hai", "• Gạch", "3. Việc ba"]


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
)


def test_the_levels_of_a_list_count_and_start_anew() -> None:
    numbering = (
        f'<?xml version="1.0"?><w:numbering {NS}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )

    def item(level: int, text: str, number: int = 1) -> str:
        ppr = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        return f"<w:p>{ppr}<w:r><w:t>{text}</w:t></w:r></w:p>"

    levels = [(0, "A"), (1, "B"), (2, "C"), (2, "D"), (3, "E"), (1, "F"), (2, "G"), (0, "H"), (1, "I")]
    data = body(*(item(at, text) for at, text in levels), item(1, "J", number=2))
    got = paragraphs(with_parts(data, {"word/numbering.xml": numbering}))
    assert got == ["II. A", "2.1. B", "a) C", "b) D", "- E", "2.2. F", "a) G", "III. H", "3.1. I", "3.5. J"]


def test_a_line_broken_by_hand_is_two_only_where_the_second_opens_anew() -> None:
    run = "<w:p><w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>"
    assert paragraphs(body(run.format("KẾ HOẠCH", "Thực hiện"), run.format("Sở Tư pháp", "và Công an"))) == [
        "KẾ HOẠCH",
        "Thực hiện",
        "Sở Tư pháp và Công an",
    ]


def test_fields_show_their_result_but_no_page_numbers() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    shown = "<w:r><w:t>{}</w:t></w:r>"

    def field(what: str, result: str) -> str:
        return (
            char.format("begin")
            + code.format(what)
            + char.format("separate")
            + shown.format(result)
            + char.format("end")
        )

    xml = "<w:p>" + field(" PAGE ", "7") + field("REF abc", "mục 2") + shown.format(" của Kế hoạch") + "</w:p>"
    assert paragraphs(body(xml)) == ["mục 2 của Kế hoạch"]


def test_comments_and_hidden_text_are_left_out() -> None:
    document = Document()
    run = document.add_paragraph("Công an huyện").runs[0]
    document.add_comment(run, text="ý kiến riêng", author="x")
    hidden = document.paragraphs[0].add_run(" ẩn")
    hidden.font.hidden = True
    assert paragraphs(saved(document)) == ["Công an huyện"]
    assert "ý kiến" not in read(saved(document)).text


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml = (
        f"<w:p><w:r><w:t>Ngoài</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert paragraphs(body(xml)) == ["Ngoài", "Trong khung"]


def test_footnotes_stand_at_the_end_with_their_numbers() -> None:
    document = Document()
    document.add_paragraph("Thân văn bản")
    data = saved(document)
    rels = zipfile.ZipFile(BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    notes = (
        f'<?xml version="1.0"?><w:footnotes {NS}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Nghị quyết 21</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    parts = {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": rels.replace("</Relationships>", relation)}
    assert paragraphs(with_parts(data, parts)) == ["Thân văn bản", "[1] Nghị quyết 21"]


def test_running_headers_are_read_once_and_page_numbers_not() -> None:
    document = Document()
    document.add_paragraph("Thân")
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.sections[0].footer.paragraphs[0].text = "Trang 3/12"
    assert paragraphs(saved(document)) == ["Thân", "MẬT"]


def test_text_of_before_unicode_is_refused_by_its_font() -> None:
    document = Document()
    document.add_paragraph().add_run("Céng hoµ x· héi").font.name = ".VnTime"
    with pytest.raises(UnreadableError) as caught:
        read(saved(document))
    assert ".VnTime" in caught.value.say() and "Unikey" in caught.value.say()


def test_a_file_without_text_is_said_to_hold_none() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(saved(Document()))


def test_entities_are_never_resolved() -> None:
    evil = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {NS}><w:body><w:p><w:r><w:t>giữ &x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnreadableError, match="damaged"):
        read(with_parts(body("<w:p/>".replace("<w:p/>", "<w:p></w:p>")), {"word/document.xml": evil}))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = f"<w:document {NS}><w:body><w:p><w:r><w:t>" + "a" * (50 << 20) + "</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(UnreadableError, match="too large"):
        read(with_parts(body("<w:p></w:p>"), {"word/document.xml": bomb}))


def test_tables_nested_without_end_are_refused() -> None:
    cell = "<w:p/>"
    for _ in range(80):
        cell = f"<w:tbl><w:tr><w:tc>{cell}<w:p/></w:tc></w:tr></w:tbl>"
    xml = f"<w:document {NS}><w:body>{cell}</w:body></w:document>"
    with pytest.raises(UnreadableError):
        read(with_parts(body("<w:p></w:p>"), {"word/document.xml": xml}))
