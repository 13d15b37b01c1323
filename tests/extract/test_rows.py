"""A table cut by pages: whose tail a cell is, and which row goes on with which."""

from __future__ import annotations

from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read import read_bytes
from kg.read.plain import read_plain
from kg.records import Basis

HEAD = "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian thực hiện\n"
EXTRACTOR = Extractor(load_knowledge())


def read(*pages: str) -> Extraction:
    text = "\n\n".join(HEAD + "\n".join(page.split("\n")) for page in pages) + "\n"
    return EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64))


def cooperating(extraction: Extraction) -> list[list[str]]:
    return [[m.name for m in t.cooperate] for t in extraction.tasks]


def test_a_tail_that_is_cut_again_stays_with_its_owner() -> None:
    got = read(
        "\t- Củng cố tổ chức đảng.\tBan Tổ chức Huyện ủy\tBTVĐU cơ quan Chính quyền,\tNăm 2023 (Sau khi",
        "\t+ Đánh giá mô hình\t\tQuân sự, Công\tcó hướng dẫn",
        "\ttheo quy định.\t\tan huyện\tcủa cấp trên)",
    )
    assert [t.text for t in got.tasks] == ["Củng cố tổ chức đảng.", "Đánh giá mô hình theo quy định."]
    names = [f"Ban Thường vụ Đảng ủy {x} huyện" for x in ("cơ quan Chính quyền", "Quân sự", "Công an")]
    assert [[m.name for m in t.cooperate] for t in got.tasks] == [names, names]
    assert {m.basis for m in got.tasks[1].cooperate} == {Basis.INHERITED}
    assert [f.condition for f in got.tasks[0].timeframes] == [None, "Sau khi có hướng dẫn của cấp trên"]


def test_a_cell_of_its_own_is_no_tail() -> None:
    got = read(
        "\t- Việc thứ nhất.\tBan Tổ chức Huyện ủy\tCấp ủy cơ sở\tNăm 2023",
        "\t+ Việc nhỏ của nó\t\tVăn phòng Huyện ủy\tNăm 2024\n\t- Việc thứ hai.\tVăn phòng Huyện ủy\t\tNăm 2025",
    )
    assert cooperating(got) == [["Cấp ủy cơ sở"], ["Văn phòng Huyện ủy"], []]


def test_a_cell_printed_whole_on_the_second_page_belongs_to_its_item() -> None:
    got = read(
        "\t- Việc thứ nhất.\tBan Tổ chức Huyện ủy\tCấp ủy cơ sở\tNăm 2023\n\t- Việc thứ hai là việc\t\t\t",
        "\tdài hơn.\tVăn phòng Huyện ủy\tcác đơn vị liên quan\tNăm 2024",
    )
    assert cooperating(got) == [["Cấp ủy cơ sở"], ["Các đơn vị liên quan"]]
    assert [m.basis for m in got.tasks[1].lead] == [Basis.STATED]


def test_rows_of_two_plans_in_one_table_keep_their_own_facts() -> None:
    rows = [
        "\t- Việc của Đảng.\tBan Tổ chức Huyện ủy; Cấp ủy cơ sở\t\tThường xuyên",
        "1\tRà soát hạ tầng\tVăn phòng HĐND và UBND huyện\tCông an huyện\tQuý II/2024",
        "\t- Việc thứ hai của Đảng.\tBan Tuyên giáo Huyện ủy\tTrung tâm Chính trị huyện\tHằng năm",
        "2\tTập huấn kỹ năng số\tPhòng Nội vụ huyện\t\tTrước ngày 30/6/2024",
    ]
    for order in (rows, rows[::-1], rows[1:] + rows[:1]):
        together = read("\n".join(order))
        apart = [read(row).tasks[0] for row in order]
        assert [(t.text, [m.name for m in t.lead], [f.kind for f in t.timeframes]) for t in together.tasks] == [
            (t.text, [m.name for m in t.lead], [f.kind for f in t.timeframes]) for t in apart
        ]


def test_a_column_of_groups_merged_over_its_tasks_is_not_the_tasks() -> None:
    head = ("STT", "Nhóm nhiệm vụ", "Nhiệm vụ cụ thể", "Đơn vị chủ trì", "Thời hạn")
    rows = [
        ("1", "Hạ tầng số", "Phủ sóng mạng", "Sở Khoa học và Công nghệ", "31/12/2025"),
        ("", "", "Nâng cấp trung tâm dữ liệu", "Sở Tài chính", "2025"),
    ]
    lines = ["<table>", "<tr>" + "".join(f"<td>{c}</td>" for c in head) + "</tr>"]
    for at, row in enumerate(rows):
        cells = [
            f'<td rowspan="2">{c}</td>' if i < 2 else f"<td>{c}</td>" for i, c in enumerate(row) if i > 1 or not at
        ]
        lines.append("<tr>" + "".join(cells) + "</tr>")
    got = EXTRACTOR.extract(read_bytes("\n".join([*lines, "</table>"]).encode(), "x.htm"))
    assert [(t.text, [m.name for m in t.lead], [f.printed for f in t.timeframes]) for t in got.tasks] == [
        ("Phủ sóng mạng", ["Sở Khoa học và Công nghệ"], ["31/12/2025"]),
        ("Nâng cấp trung tâm dữ liệu", ["Sở Tài chính"], ["2025"]),
    ]


def test_bodies_that_may_go_on_are_doubted() -> None:
    def rules(line: str) -> list[str]:
        text = f"KẾ HOẠCH\nthử\n\nI. TỔ CHỨC THỰC HIỆN\n1. {line}\n"
        return [w.rule for w in EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64)).warnings]

    assert "unknown-unit" in rules("Các doanh nghiệp viễn thông, bưu chính ưu tiên đầu tư hạ tầng.")
    assert "unknown-unit" not in rules("Các doanh nghiệp viễn thông tổ chức đầu tư hạ tầng.")
    assert "unknown-unit" not in rules("Các tỉnh ủy, thành ủy cụ thể hóa hướng dẫn này.")


def test_a_heading_and_a_task_with_one_number_have_two_ids() -> None:
    text = "KẾ HOẠCH\nthử\n\nI. Ban Tổ chức Huyện ủy chủ trì thực hiện việc này.\n\nI. NHIỆM VỤ\n1. Mục đích\n"
    got = EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64))
    ids = [h.id for h in got.headings] + [t.id for t in got.tasks]
    assert len(got.tasks) == 1 and len(ids) == len(set(ids))
