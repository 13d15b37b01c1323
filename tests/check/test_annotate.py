"""Comments in copies of Word drafts: where they stand, and that nothing else changes."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kg.check.annotate import Remark, annotate
from kg.errors import UnreadableError
from kg.places import Paragraph, Table
from kg.read import package, read_bytes
from kg.source import Source
from tests.check.drafts import box, covered, field, p, parts_of, r, saved, table, with_notes, words_and_forms
from tests.read.make import SOFFICE, needs

CITED = "Chỉ thị số 28-CT/TW"


def annotated(data: bytes, tmp_path: Path, *words: str) -> bytes:
    """The draft with a comment at each of these words, that says them."""
    out = tmp_path / "ra.docx"
    annotate(data, "vào.docx", [Remark(place(data, w), (w,)) for w in words or (CITED,)], out)
    return out.read_bytes()


def place(data: bytes, words: str) -> Source:
    """Where the words stand in the text as read, at first."""
    return places(data, words)[0]


def places(data: bytes, words: str) -> list[Source]:
    """Where the words stand in the text as read, in each paragraph and cell that has them."""
    blocks = read_bytes(data, "vào.docx").blocks
    flows = [b.flow for b in blocks if isinstance(b, Paragraph)]
    flows += [c.flow for b in blocks if isinstance(b, Table) for row in b.rows for c in row.cells]
    return [f[(at := f.text.index(words)) : at + len(words)].source for f in flows if words in f.text]


BOLD = "<w:rPr><w:b/></w:rPr>"
CHANGE = 'w:author="x" w:date="2025-01-01T00:00:00Z"'
CELL = p("Theo ", CITED, ".")
DRAFTS = {
    "in the middle of a run": (p(f"Thực hiện {CITED} của Ban Bí thư"), CITED),
    "the whole run": (p("Thực hiện ", CITED, " của"), CITED),
    "split over runs": (p("Theo Chỉ ", r("thị số 2", BOLD), "8-CT", r("/TW ngày", BOLD)), CITED),
    "over a tab and a hyphen": (
        p("<w:r><w:t>Chỉ thị</w:t><w:tab/><w:t>số 28</w:t><w:noBreakHyphen/><w:t>CT/TW và</w:t></w:r>"),
        "Chỉ thị\tsố 28-CT/TW",
    ),
    "in a cell": (table((p("1"), CELL)), CITED),
    "in a table within a cell": (table((p("1"), table((CELL, p("trong"))) + p())), CITED),
    "in an insertion": (p("Theo ", f'<w:ins w:id="5" {CHANGE}>{r(CITED + " và")}</w:ins>', " nữa"), CITED),
    "over a deletion": (
        p("Chỉ thị số ", f'<w:del w:id="5" {CHANGE}><w:r><w:delText>27</w:delText></w:r></w:del>', "28-CT/TW."),
        CITED,
    ),
    "half inserted": (p("Chỉ thị ", f'<w:ins w:id="5" {CHANGE}>{r("số 28")}</w:ins>', "-CT/TW."), CITED),
    "in a link": (p("Xem ", f'<w:hyperlink w:anchor="a">{r("tại " + CITED + " này")}</w:hyperlink>'), CITED),
    "out of a link": (p("Xem Chỉ ", f'<w:hyperlink w:anchor="a">{r("thị số 28-CT")}</w:hyperlink>', "/TW."), CITED),
    "in a content control": (p("Xem ", f"<w:sdt><w:sdtContent>{r(CITED + ' này')}</w:sdtContent></w:sdt>"), CITED),
    "in a control around paragraphs": (f"<w:sdt><w:sdtContent>{CELL}</w:sdtContent></w:sdt>", CITED),
    "in a field": (p("Xem ", f'<w:fldSimple w:instr="REF a">{r("theo " + CITED)}</w:fldSimple>'), "theo " + CITED),
    "in a field of many runs": (p("Xem ", field("REF a", f"theo {CITED} này"), " nữa"), f"theo {CITED} này"),
    "out of a field": (p("Xem Chỉ thị ", field("REF a", "số 28-CT/TW này"), " nữa"), "Chỉ thị số 28-CT/TW này"),
    "in a field that links": (p("Xem ", field('HYPERLINK "x"', f"theo {CITED} này"), " nữa"), CITED),
    "moved here": (p("Xem ", f'<w:moveTo w:id="5" {CHANGE}>{r(CITED + " này")}</w:moveTo>'), CITED),
    "behind the number of a list": (
        f'<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>{r(CITED + " về")}</w:p>',
        CITED,
    ),
    "broken by hand": (p("<w:r><w:t>Chỉ thị</w:t><w:br/><w:t>số 28-CT/TW về</w:t></w:r>"), CITED.replace(" số", "số")),
    "decomposed": (p("Theo Chi\u0309 thi\u0323 số 28-CT/TW của"), "Chi\u0309 thi\u0323 số 28-CT/TW"),
    "decomposed over runs": (p("Theo Chi", "\u0309 thi\u0323 số 28-CT/TW của"), "Chi\u0309 thi\u0323 số 28-CT/TW"),
    "in a text box": (p("Trước ", "<w:r><w:t>cạnh</w:t>" + box(CELL)[5:], " sau"), "[box]Theo " + CITED + "."),
    "with blanks that nobody sees": (p(f"<w:r><w:t>  Theo {CITED} của  </w:t></w:r>"), CITED),
}


@pytest.mark.parametrize(("xml", "expected"), DRAFTS.values(), ids=DRAFTS)
def test_a_comment_covers_the_words_and_nothing_else_changes(xml: str, expected: str, tmp_path: Path) -> None:
    data = saved(p("Đầu"), xml, p("Cuối"))
    out = annotated(data, tmp_path)
    assert covered(out) == {CITED: expected}
    assert words_and_forms(out) == words_and_forms(data)
    assert read_bytes(out, "x").text == read_bytes(data, "x").text
    old, new = parts_of(data), parts_of(out)
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert old.keys() <= new.keys()


def test_libreoffice_shows_the_same_text_and_every_comment(tmp_path: Path) -> None:
    needs(SOFFICE, "LibreOffice")
    xml = [each for name, (draft, _) in DRAFTS.items() for each in (p(name), draft)]
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = with_notes(saved(*xml, p("Trước ", note)), f"Xem {CITED}.")
    remarks = [Remark(source, (f"lời {n}.",)) for n, source in enumerate(places(data, CITED))]
    assert len(remarks) == len(DRAFTS) + 1
    (tmp_path / "vào.docx").write_bytes(data)
    annotate(data, "vào.docx", remarks, tmp_path / "ra.docx")
    assert converted(tmp_path / "ra.docx", "txt:Text") == converted(tmp_path / "vào.docx", "txt:Text")
    again = tmp_path / "again.docx"
    again.write_bytes(converted(tmp_path / "ra.docx", "docx"))
    said = parts_of(again.read_bytes())["word/comments.xml"].decode()
    assert set(re.findall(r"lời \d+\.", said)) == {r.lines[0] for r in remarks}


def converted(file: Path, form: str) -> bytes:
    """What LibreOffice makes of a file."""
    out = file.parent / f"{file.stem}-{form[:4]}"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(out.iterdir()).read_bytes()


def test_only_what_word_shows_keeps_its_blanks(tmp_path: Path) -> None:
    out = annotated(saved(p(f"<w:r><w:t>  Theo {CITED} của  </w:t></w:r>")), tmp_path)
    xml = parts_of(out)["word/document.xml"].decode()
    shown = re.findall(r"<w:t( xml:space=\"preserve\")?>([^<]*)</w:t>", xml)
    assert [(bool(kept), text) for kept, text in shown] == [
        (False, "  "),
        (True, "Theo "),
        (True, CITED),
        (True, " của"),
        (False, "  "),
    ]


def test_several_comments_in_one_run_and_on_the_same_words(tmp_path: Path) -> None:
    data = saved(p(f"Theo {CITED} và Kết luận số 21-KL/TW, Kết luận số 01-KL/TW."))
    out = tmp_path / "ra.docx"
    wanted = ["Kết luận số 21-KL/TW", CITED, "Kết luận số 01-KL/TW", "Chỉ thị"]
    remarks = [Remark(place(data, w), (w,)) for w in wanted] + [Remark(place(data, CITED), ("lần hai",))]
    annotate(data, "vào.docx", remarks, out)
    assert covered(out.read_bytes()) == {w: w for w in wanted} | {"lần hai": CITED}
    assert words_and_forms(out.read_bytes()) == words_and_forms(data)


def test_a_remark_on_a_note_stands_at_its_reference(tmp_path: Path) -> None:
    reference = '<w:r><w:t>chữ</w:t><w:footnoteReference w:id="2"/><w:t>khác</w:t></w:r>'
    data = with_notes(saved(p("Trước ", reference)), f"Xem {CITED}.")
    out = annotated(data, tmp_path)
    assert covered(out) == {CITED: "[*]"}
    assert parts_of(out)["word/footnotes.xml"] == parts_of(data)["word/footnotes.xml"]
    assert read_bytes(out, "x").text == read_bytes(data, "x").text


def test_a_remark_on_a_running_header_stands_at_the_beginning(tmp_path: Path) -> None:
    from io import BytesIO

    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = f"Kèm theo {CITED}"
    document.add_paragraph("Câu đầu")
    stream = BytesIO()
    document.save(stream)
    assert covered(annotated(stream.getvalue(), tmp_path)) == {CITED: "Câu đầu"}


def test_comments_that_a_draft_has_stay(tmp_path: Path) -> None:
    first = annotated(saved(p(f"Theo {CITED} và Kết luận số 21-KL/TW.")), tmp_path)
    second = annotated(first, tmp_path, "Kết luận số 21-KL/TW", f"Theo {CITED}")
    assert covered(second) == {w: w for w in (CITED, "Kết luận số 21-KL/TW", f"Theo {CITED}")}
    assert parts_of(first)["[Content_Types].xml"] == parts_of(second)["[Content_Types].xml"]


def test_a_sentence_over_two_cells_is_marked_in_the_first(tmp_path: Path) -> None:
    data = saved(table((p("Chỉ thị số"), p("khác")), (p("28-CT/TW"), p("nữa"))))
    source = (*place(data, "Chỉ thị số"), *place(data, "28-CT/TW"))
    out = tmp_path / "ra.docx"
    annotate(data, "vào.docx", [Remark(source, ("x",))], out)
    assert covered(out.read_bytes()) == {"x": "Chỉ thị số"}


def test_comments_say_their_lines(tmp_path: Path) -> None:
    data = saved(p(CITED))
    out = tmp_path / "ra.docx"
    annotate(data, "vào.docx", [Remark(place(data, CITED), ("Một & hai", "ba\x0bbốn"))], out)
    assert list(covered(out.read_bytes())) == ["Một & hai\nba bốn"]


def test_without_remarks_the_copy_is_the_draft(tmp_path: Path) -> None:
    data = saved(p(CITED))
    annotate(data, "vào.docx", [], tmp_path / "ra.docx")
    assert parts_of((tmp_path / "ra.docx").read_bytes()) == parts_of(data)


def test_a_package_too_large_to_copy_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(p(CITED))
    monkeypatch.setattr(package, "MAX_COPY", len(data) // 2)
    with pytest.raises(UnreadableError):
        annotated(data, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_fields_without_end_are_refused() -> None:
    with pytest.raises(UnreadableError):
        read_bytes(saved(p(*['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * 200, CITED)), "vào.docx")
