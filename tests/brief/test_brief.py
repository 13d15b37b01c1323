"""A unit's tasks as a draft plan: form, citations, what is told apart and marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document

from kg.ask.options import tasks_query
from kg.ask.read import World
from kg.brief.gather import NoOneUnit, gather
from kg.brief.write import write_brief
from kg.cite.format import Options
from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_store
from kg.corpus.store import Store
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read import read_file
from tests.letterhead import LETTERHEAD

UNIT, GROUP = "Ban Tuyên giáo Huyện ủy", "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"
SHIPPED = Path(__file__).resolve().parents[2] / "data" / "68-KH-HU.txt"
#: text, lead, cooperating, time
ROWS = (
    ("Học tập Chỉ thị số 28-CT/TW theo Kế hoạch này.", UNIT, "", "Quý II/2023"),
    ("Kiểm tra việc thực hiện Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư.", UNIT, "Cấp ủy cơ sở", ""),
    ("Tổng hợp <b>báo cáo</b> & \x0b ]]>.", "Văn phòng Huyện ủy", UNIT, "Theo Phụ lục"),
    ("Giao ban theo Quyết định số 999-QĐ/HU.", GROUP, "", "Hằng năm"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("brief")
    with CorpusWriter(Corpus(at / "kho")) as writer:
        for number, place in ((1, "Gio An"), (2, "Gio An"), (3, "Gio Mai")):
            rows = "".join("\t- {}\t{}\t{}\t{}\n".format(*row) for row in ROWS)
            path = at / f"{number}.txt"
            path.write_text(LETTERHEAD.format(PLACE=place.upper(), place=place, number=number, day=9) + rows, "utf-8")
            writer.add(path, path.name)
    return at / "kho"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


@pytest.fixture
def brief(store: Store, tmp_path: Path) -> Callable[..., Document]:
    def make(unit: str = f"{UNIT} Gio An", plan: str | None = None, **options: object) -> Document:
        query = tasks_query(World(store), units=[unit], plan=plan)
        write_brief(tmp_path / "a.docx", store, gather(store, query), **options)  # type: ignore[arg-type]
        return docx.Document(str(tmp_path / "a.docx"))

    return make


def rows_of(document: Document) -> list[list[list[str]]]:
    """The rows of each table of tasks."""
    tables = [t for t in document.tables if t.rows[0].cells[0].text == "TT"]
    return [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in tables]


def test_the_page_and_the_head_have_the_form_of_a_party_paper(brief) -> None:
    document = brief()
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin)] == [
        210,
        297,
        20,
        20,
        30,
        15,
    ]
    assert document.styles["Normal"].font.name == "Times New Roman" and document.styles["Normal"].font.size.pt == 14
    left, right = document.tables[0].rows[0].cells
    assert left.text.split("\n")[:3] == ["HUYỆN ỦY GIO AN", "BAN TUYÊN GIÁO", "*"]
    assert right.text.split("\n")[0] == "ĐẢNG CỘNG SẢN VIỆT NAM" and right.text.split("\n")[1].startswith(
        "Gio An, ngày "
    )
    assert [p.text for p in document.paragraphs if p.runs and p.runs[0].font.size and p.runs[0].font.size.pt == 16] == [
        "KẾ HOẠCH"
    ]


def test_plans_are_basis_lines_in_full_and_short_after_that(brief) -> None:
    document = brief()
    basis = [p.text for p in document.paragraphs if p.text.startswith("- Căn cứ")]
    assert [line.split(" ngày ")[0] for line in basis] == [
        "- Căn cứ Kế hoạch số 1-KH/HU",
        "- Căn cứ Kế hoạch số 2-KH/HU",
    ]
    assert basis[0].endswith(";") and basis[1].endswith(".")
    places = [row[-1] for rows in rows_of(document) for row in rows]
    assert places[0] == "mục 1, gạch đầu dòng 1, Kế hoạch số 1-KH/HU" and not [p for p in places if "ngày" in p]


def test_a_document_is_cited_in_full_once_and_short_after_that(brief) -> None:
    texts = [row[1] for rows in rows_of(brief()) for row in rows]
    full = "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư về nâng cao chất lượng kết nạp đảng viên"
    assert texts[0].startswith(f"Học tập {full}") and sum(full in text for text in texts) == 1
    assert texts[1] == "Kiểm tra việc thực hiện Chỉ thị số 28-CT/TW."


def test_this_plan_is_named_where_it_would_be_another(brief) -> None:
    texts = [row[1] for rows in rows_of(brief()) for row in rows]
    assert texts[0].endswith("theo Kế hoạch số 1-KH/HU.") and texts[2].endswith("theo Kế hoạch số 2-KH/HU.")


def test_what_the_unit_has_through_a_group_stands_apart_and_says_so(brief) -> None:
    document = brief()
    assert [[row[1].split()[0] for row in rows] for rows in rows_of(document)] == [
        ["Học", "Kiểm", "Học", "Kiểm"], ["Tổng", "Tổng"], ["Giao", "Giao"],
    ]  # fmt: skip
    heads = [p.text for p in document.paragraphs if p.text[:2] in ("1.", "2.", "3.") and "Nhiệm vụ" in p.text]
    assert heads == ["1. Nhiệm vụ chủ trì", "2. Nhiệm vụ phối hợp", f"3. Nhiệm vụ chủ trì qua nhóm “{GROUP}”"]
    (held,) = [p.text for p in document.paragraphs if "không ghi riêng tên đơn vị" in p.text]
    assert "đến 31/01/2025" in held and "cần xác nhận phần việc của đơn vị" in held
    assert [c.text for c in document.comments if c.text.startswith(GROUP) and "nguồn: Quy định" in c.text]


def marked(document: Document) -> list[str]:
    tables = [c for t in document.tables for row in t.rows for c in row.cells]
    runs = [r for p in [*document.paragraphs, *(p for c in tables for p in c.paragraphs)] for r in p.runs]
    return [r.text for r in runs if r.font.highlight_color is not None]


def test_what_is_unknown_or_to_be_written_is_marked(brief) -> None:
    found = marked(brief(plan="1-KH/HU"))
    assert "văn bản không nêu, cần xác nhận" in found and " (chưa rõ ngày, cần xác nhận)" in found
    assert [text for text in found if text.startswith(("[", "- [", "Số ", "- Lưu"))]


def test_what_is_inferred_is_marked_where_it_stands(tmp_path: Path) -> None:
    with CorpusWriter(Corpus(tmp_path / "kho")) as writer:
        writer.add(SHIPPED, SHIPPED.name)
        store = writer.store
        tasks = store.extraction(1).tasks
        inferred = [m.name for t in tasks for m in t.lead if m.basis == "inferred"]
        assert inferred
        query = tasks_query(World(store), units=[inferred[0]])
        write_brief(tmp_path / "a.docx", store, gather(store, query))
    document = docx.Document(str(tmp_path / "a.docx"))
    leads = [row[2] for rows in rows_of(document) for row in rows if "suy ra, cần xác nhận" in row[2]]
    assert len(leads) == sum(
        any(m.basis == "inferred" for m in t.lead) for t in tasks if inferred[0] in [m.name for m in t.lead]
    )
    assert " (suy ra, cần xác nhận)" in marked(document)


def test_what_is_not_sure_of_a_citation_is_a_comment(brief) -> None:
    comments = [comment.text for comment in brief(plan="1-KH/HU").comments]
    assert [text for text in comments if "999-QĐ/HU" in text]


def test_texts_of_other_programs_stay_text(brief) -> None:
    texts = [row[1] for rows in rows_of(brief()) for row in rows]
    assert [text for text in texts if "báo cáo" in text and "& ]]>." in text]


def test_the_draft_is_read_as_a_draft_with_the_same_tasks(brief, tmp_path: Path) -> None:
    rows = [row for table in rows_of(brief(plan="1-KH/HU")) for row in table]
    read = Extractor(load_knowledge()).extract(read_file(tmp_path / "a.docx", "a.docx"))
    assert (read.document.type, read.document.status) == ("Kế hoạch", "draft")
    assert [t.text.rstrip(".") for t in read.tasks] == [row[1].rstrip(".") for row in rows]
    assert [[m.name for m in t.lead] for t in read.tasks] == [[row[2]] for row in rows]
    assert read.unread == ()


def test_the_offices_way_of_citing_is_kept(brief) -> None:
    text = " ".join(row[1] for rows in rows_of(brief(options=Options(comma=True))) for row in rows)
    assert "Chỉ thị số 28-CT/TW, ngày 21/01/2019" in text


def test_several_units_or_none_are_told(store: Store) -> None:
    world = World(store)
    with pytest.raises(NoOneUnit) as several:
        gather(store, tasks_query(world, units=[UNIT]))
    assert "Gio An" in several.value.say() and "Gio Mai" in several.value.say()
    with pytest.raises(NoOneUnit):
        gather(store, tasks_query(world, units=["Ban Dân số"]))


def test_a_plan_without_a_number_is_named_by_what_is_known(tmp_path: Path) -> None:
    text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=" ", day=" ") + "\t- {}\t{}\t{}\t{}\n".format(
        *ROWS[0]
    )
    (tmp_path / "du-thao.txt").write_text(text, encoding="utf-8")
    with CorpusWriter(Corpus(tmp_path / "kho")) as writer:
        writer.add(tmp_path / "du-thao.txt", "du-thao.txt")
        write_brief(
            tmp_path / "a.docx", writer.store, gather(writer.store, tasks_query(World(writer.store), units=[UNIT]))
        )
    document = docx.Document(str(tmp_path / "a.docx"))
    (line,) = [p for p in document.paragraphs if p.text.startswith("- Căn cứ")]
    assert "Kế hoạch [số, ngày]" in line.text and line.text.endswith(".") and "[số, ngày]" in marked(document)
    (row,) = rows_of(document)[0]
    assert row[-1] == "mục 1, gạch đầu dòng 1, Kế hoạch (du-thao.txt)"
    assert [c for c in document.comments if "Kế hoạch này" in c.text] and [
        c for c in document.comments if "du-thao.txt" in c.text
    ]
