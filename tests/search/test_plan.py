"""What is looked for: pairs decide which readings are kept."""

from __future__ import annotations

import pytest

from kg.search.entries import Entry
from kg.search.front import Synonym
from kg.search.index import Index
from kg.search.names import Names
from kg.search.postings import Postings
from kg.search.rank import Ranked, rank

TEXTS = (
    "Ban Tuyên giáo Huyện ủy tổ chức sinh hoạt chi bộ",
    "Phân công quản lý tài sản công của cơ quan",
    "Thông tin tuyên truyền về chuyển đổi số",
    "Thôn xóm văn hóa; tin học văn phòng",
    "Đảng viên đang công tác ở cơ sở",
    "Giao thông đường bộ; giáp ranh hai huyện",
    "UBND xã lập hồ sơ",
    "Ủy ban nhân dân tỉnh lập quy hoạch",
)


@pytest.fixture(scope="module")
def index() -> Index:
    postings = Postings.create()
    postings.write((Entry(i, "text", text) for i, text in enumerate(TEXTS)), "")
    return Index(postings, Names((Synonym.of("UBND", "Ủy ban nhân dân"),)))


def found(index: Index, query: str) -> list[Ranked]:
    plan = index.planner.plan(index.front.read(query))
    return rank(plan, index.postings.best(plan.terms, 50, (), plan.wholes), 10) if plan.terms else []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tuyen giap huyen uy", 0),  # giáp is a word of the corpus, and not the one that was meant
        ("thon tin tuyen truyen", 2),  # so is thôn
        ("tai xan cong", 1),
        ("quan ly tai sanc ong", 1),
        ("chi bo sinh hoat", 0),  # two fragments, the other way round
        ("uy ban nhan dan xa", 6),
        ("ubnd tinh lap quy hoach", 7),
        ("chuyendoiso", 2),
        ("co quan tai san", 1),
    ],
)
def test_the_neighbours_say_what_was_meant(index: Index, query: str, first: int) -> None:
    best = found(index, query)[0]
    assert (best.found.ord, best.strong) == (first, True)


def test_the_typed_word_stays_a_reading_where_another_is_guessed(index: Index) -> None:
    plan = index.planner.plan(index.front.read("thon tin"))
    assert {"thon", "thong"} <= {s for choice in plan.alone[0] for s in choice.syllables}


def test_a_word_by_word_match_is_before_the_same_words_apart(index: Index) -> None:
    hits = found(index, "công tác ở cơ sở")
    assert hits[0].found.ord == 4 and hits[0].score > hits[1].score


def ordered(texts: tuple[str, ...], query: str) -> list[int]:
    postings = Postings.create()
    postings.write((Entry(at, "text", text) for at, text in enumerate(texts)), "")
    return [hit.found.ord for hit in found(Index(postings, Names()), query)]


def test_three_words_in_a_row_count_more_than_the_same_pairs_apart() -> None:
    apart = "Công dân ở xã; dân tại thôn, báo cáo kết quả kiểm kê"
    row = "Kết quả công dân tại địa phương; số liệu được báo cáo"
    assert ordered((apart, row), "cong dan tai bao cao")[0] == 1
    assert ordered((row, apart), "cong dan tai bao cao")[0] == 0


def test_a_word_that_was_left_out_costs_less_than_words_far_apart() -> None:
    near = "Phân cấp để cho phép phê duyệt đề án"
    far = "Phép phê duyệt đề án rồi mới phân cấp"
    assert ordered((far, near), "phan cap phep phe duyet")[0] == 1


def test_a_text_that_has_all_in_a_row_is_found_among_many_that_have_all_apart() -> None:
    apart = "thực hiện các chỉ đạo, chỉ đạo thực hiện; hiện các hoạt động; các hoạt động"
    texts = (
        *(f"{apart} {at}" for at in range(200)),
        "Ban chỉ đạo thực hiện các hoạt động văn hóa " + "và nghệ thuật " * 60,
    )
    assert ordered(texts, "chỉ đạo thực hiện các hoạt động")[0] == 200


def test_a_short_word_that_was_only_guessed_at_is_not_strong(index: Index) -> None:
    assert found(index, "xat")[0].strong is False
    assert found(index, "xa")[0].strong is True


def test_marks_decide_between_texts_that_are_alike_without(index: Index) -> None:
    marked = found(index, "đang công tác")[0]
    assert marked.coverage == pytest.approx(1.0)
    assert [m.marks for m in found(index, "đảng công tác")[0].matches if m.choice.first == 0] == [False]


def test_more_of_the_query_is_never_less_strong(index: Index) -> None:
    assert not any(r.strong for r in found(index, "nau pho bo ha noi tuyen"))
    assert found(index, "tuyen truyen")[0].strong


def test_nothing_is_looked_for_where_nothing_is_known(index: Index) -> None:
    assert found(index, "qqqqqq wwwwww") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_in_a_long_query_too_the_typed_marks_come_first(order: tuple[int, int]) -> None:
    texts = ("Cán bộ đang công tác tại lề đường tỉnh", "Cán bộ đảng công tác tại lễ đường tỉnh")
    postings = Postings.create()
    postings.write((Entry(at, "text", texts[ord]) for at, ord in enumerate(order)), "")
    hits = found(Index(postings, Names()), "đảng công tác tại lễ")
    assert [texts[order[h.found.ord]] for h in hits] == [texts[1], texts[0]]
    plain = found(Index(postings, Names()), "dang cong tac tai le")
    assert plain[0].score == pytest.approx(plain[1].score)


def test_a_text_that_has_the_query_as_typed_is_before_one_that_spells_it_out(index: Index) -> None:
    texts = ("Rà soát, xây dựng tổ chức cơ sở đảng và nâng cao", "Củng cố, xây dựng TCCSĐ và nâng cao", *TEXTS)
    postings = Postings.create()
    postings.write((Entry(at, "text", text) for at, text in enumerate(texts)), "")
    short = Index(postings, Names((Synonym.of("TCCSĐ", "tổ chức cơ sở đảng"),)))
    assert [h.found.ord for h in found(short, "xây dựng TCCSĐ và nâng cao")[:2]] == [1, 0]
    assert [h.found.ord for h in found(short, "xây dựng tổ chức cơ sở đảng và nâng cao")[:2]] == [0, 1]
