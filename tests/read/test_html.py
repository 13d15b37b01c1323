"""Web pages and what Word saves as one."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableError
from kg.places import Paragraph, Reading, Table
from kg.read import format_of, read_bytes


def read(html: str | bytes) -> Reading:
    data = html if isinstance(html, bytes) else f"<html><body>{html}</body></html>".encode()
    return read_bytes(data, "trang.htm")


def paragraphs(html: str) -> list[str]:
    return [b.flow.text for b in read(html).blocks if isinstance(b, Paragraph)]


def grid(html: str) -> list[list[str]]:
    table = next(b for b in read(html).blocks if isinstance(b, Table))
    return [["^" if c.merged else "|".join(f.text for f in c.lines) for c in row.cells] for row in table.rows]


def test_words_pages_in_windows_1252_with_entities() -> None:
    page = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'><style>p {x}</style>"
        "<!--[if gte mso 9]><xml><o:Author>Nguyễn</o:Author></xml><![endif]--></head><body><p class=MsoNormal>"
        "Ch&#7911; t&#7883;ch x\xe3\n<o:p>&nbsp;</o:p></p></body></html>"
    )
    reading = read(page.replace("Nguyễn", "x").encode("cp1252"))
    assert reading.text == "Chủ tịch xã\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pages_that_declare_no_encoding(encoding: str) -> None:
    assert read("<html><body><p>Đảng ủy xã</p></body></html>".encode(encoding)).text == "Đảng ủy xã\n"


def test_blocks_part_paragraphs_and_inline_marks_do_not() -> None:
    html = "<div>Một <b>hai</b><p>ba</p>bốn</div><h2>năm</h2>sáu<br>và bảy<br>Tám<script>x</script>"
    assert paragraphs(html) == ["Một hai", "ba", "bốn", "năm", "sáu và bảy", "Tám"]


def test_hidden_and_deleted_text_is_left_out() -> None:
    hidden = "<span style='display:none'>ẩn</span><span style='mso-hide:all'>w</span>"
    html = f"<p>giữ{hidden}<del>xóa</del><ins> thêm</ins></p>"
    assert paragraphs(html) == ["giữ thêm"]


def test_lists_have_the_marks_that_a_browser_prints() -> None:
    html = "<ol start=3><li>ba<li>bốn<li value=9>chín</ol><ol type=a><li>một</ol><ul><li><p>gạch</p></ul>"
    assert paragraphs(html) == ["3. ba", "4. bốn", "9. chín", "a. một", "- gạch"]


def test_spans_keep_the_grid() -> None:
    html = (
        "<table><thead><tr><th rowspan=2>TT<th rowspan=2>Việc<th colspan=2>Phân công</tr>"
        "<tr><th>Chủ trì<th>Phối hợp</tr></thead><tr><td>1<td>a<td rowspan=2>Sở A<td>x</tr><tr><td>2<td>b<td>y</table>"
    )
    assert grid(html) == [
        ["TT", "Việc", "Phân công", ""],
        ["^", "^", "Chủ trì", "Phối hợp"],
        ["1", "a", "Sở A", "x"],
        ["2", "b", "^", "y"],
    ]


def test_a_table_in_a_cell_becomes_lines_of_the_cell() -> None:
    assert grid("<table><tr><td>a<table><tr><td>b<td>c</table><p>d</p><td>e</table>") == [["a|b|c|d", "e"]]


def test_notes_keep_their_number_and_the_text_does_not_get_it() -> None:
    html = (
        "<p>Chỉ thị<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>[1]</a> về</p>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> Số 46</p>"
    )
    assert paragraphs(html) == ["Chỉ thị về", "[1] Số 46"]


def test_a_page_saved_as_one_file() -> None:
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n--X\r\nContent-Type: text/html\r\n'
        b'Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><meta charset=3D"utf-8">'
        b"<p>=C4=90=E1=BA=A3ng</p></html>"
        b"\r\n--X--\r\n"
    )
    assert format_of(data, "kế hoạch.doc") == "mhtml"
    assert read_bytes(data, "kế hoạch.doc").text == "Đảng\n"


def test_spans_that_claim_too_much_are_refused_or_cut() -> None:
    assert grid("<table><tr><td rowspan=999999999>a<td>b<tr><td>c</table>") == [["a", "b"], ["c", ""]]
    with pytest.raises(UnreadableError):
        read("<table><tr>" + "<td colspan=9999>a" * 30 + "</table>")


def test_tags_nested_without_end_end() -> None:
    try:
        assert "x" in read("<div>" * 5000 + "x").text
    except UnreadableError as error:
        assert error.say()


def test_text_of_a_table_outside_its_cells_stands_before_it() -> None:
    html = "<table>ngoài<tr><td>một</td>lạc<td>hai</td></tr>sau<tbody>giữa<tr><td>ba</td><td></td></tr></tbody></table>"
    assert sorted(" ".join(paragraphs(html)).split()) == sorted(["ngoài", "lạc", "sau", "giữa"])
