from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.search.front import MAX_WORDS, Front, How, Synonym
from kg.search.vocabulary import Vocabulary

TEXTS = (
    "Ban Tuyên giáo Huyện ủy chủ trì, phối hợp với Ủy ban Kiểm tra",
    "Đảng ủy các xã, thị trấn thực hiện chuyển đổi số trong sinh hoạt chi bộ trực tuyến",
    "Củng cố TCCSĐ theo Chỉ thị số 05-CT/TW năm 2023",
    "Hướng dẫn quyền của công an, quân sự huyện; đang xây dựng",
)


@pytest.fixture(scope="module")
def front() -> Front:
    synonyms = (Synonym.of("TCCSĐ", "tổ chức cơ sở đảng"), Synonym.of("UBKT", "Ủy ban Kiểm tra"))
    return Front(Vocabulary.of(TEXTS), synonyms)


def best(front: Front, text: str) -> list[tuple[str, str]]:
    return [
        (" ".join(w.candidates[0].syllables), w.candidates[0].how.value) if w.candidates else ("", "")
        for w in front.read(text).words
    ]


@pytest.mark.parametrize(
    ("typed", "syllable", "how"),
    [
        ("giáo", "giao", How.EXACT),
        ("giao", "giao", How.WITHOUT_MARKS),
        ("giào", "giao", How.OTHER_MARKS),
        ("uỷ", "uy", How.EXACT),
        ("giaos", "giao", How.TELEX),
        ("tuyeen", "tuyen", How.TELEX),
        ("ddangr", "dang", How.TELEX),
        ("dangrd", "dang", How.TELEX),
        ("d9a3ng", "dang", How.VNI),
        ("huye6n5", "huyen", How.VNI),
        ("c0ng", "cong", How.SCAN),
        ("chj", "chi", How.TYPO),
        ("tuyeng", "tuyen", How.HEARD),
        ("xinh", "sinh", How.HEARD),
        ("tuyengiao", "tuyen giao", How.JOINED),
        ("phoj", "phoi", How.TYPO),
        ("truct", "truc", How.TYPO),
        ("hươn", "huong", How.HEARD),
    ],
)
def test_a_word_is_found_however_it_was_typed(front: Front, typed: str, syllable: str, how: How) -> None:
    assert best(front, typed) == [(syllable, how.value)]


def test_keys_of_a_typing_method_bring_back_the_marks(front: Front) -> None:
    assert front.read("ddangr").words[0].candidates[0].marked == front.read("đảng").words[0].candidates[0].marked
    assert front.read("dang").words[0].candidates[0].marked is None


def test_keys_of_which_some_were_left_out_leave_the_marks_open() -> None:
    front = Front(Vocabulary.of(["nhiệm vụ", "chủ trì"]))
    assert front.read("nhieem").words[0].candidates[0].marked is None
    assert front.read("nhieemj").words[0].candidates[0].marked is not None


def test_a_slip_may_lead_to_a_word_that_is_kept_with_another_letter() -> None:
    front = Front(Vocabulary.of(["quy định", "kỹ thuật"]))
    assert front.read("uqy").words[0].candidates[0].syllables == ("qui",)
    assert front.read("kyy").words[0].candidates[0].syllables == ("ki",)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("vienonoi", ("vien", "o", "noi")), ("nam2024", ("nam", "2024")), ("214boluat", ("214", "bo", "luat"))],
)
def test_what_was_typed_in_one_piece_is_cut_to_single_letters_and_numbers(typed: str, parts: tuple[str, ...]) -> None:
    front = Front(Vocabulary.of(["Đảng viên ở nơi", "Điều 214 Bộ luật năm 2024"]))
    assert front.read(typed).words[0].candidates[0].syllables == parts


def test_keys_with_a_slip_among_them_are_not_cut_to_crumbs() -> None:
    front = Front(Vocabulary.of(["Tôi có tô ở i"]))
    assert front.read("tooii").words[0].candidates[0].syllables == ("toi",)


def test_of_equal_guesses_the_commonest_word_comes_first() -> None:
    front = Front(Vocabulary.of(["bai", "bao", "bao công", "bao che"]))
    assert [c.syllables[0] for c in front.read("baq").words[0].candidates][:2] == ["bao", "bai"]


@pytest.mark.parametrize(("typed", "sure"), [("TU", True), ("tu", False)])
def test_an_abbreviation_typed_like_a_word_is_less_sure(typed: str, sure: bool) -> None:
    front = Front(Vocabulary.of(["Tỉnh ủy", "từ năm", "Nghị quyết TU"]), (Synonym.of("TU", "Tỉnh ủy"),))
    (found,) = [a.candidate for a in front.read(typed).alternatives if a.candidate.syllables == ("tinh", "uy")]
    assert (found.weight > 0.8) is sure


@pytest.mark.parametrize("code", ["TW", "tw", "05-CT/TW", "05-CT/TƯ"])
def test_a_code_is_never_read_as_keys_of_a_typing_method(front: Front, code: str) -> None:
    assert [how for _, how in best(front, code)] == [How.EXACT.value] * len(best(front, code))


@pytest.mark.parametrize("number", ["04", "06", "2024", "203", "20233"])
def test_a_number_is_never_taken_for_another(front: Front, number: str) -> None:
    assert front.read(number).words[0].candidates == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("TCCSD", "to chuc co so dang"),
        ("uỷ ban kiểm tra", "ubkt"),
        ("UBKT", "uy ban kiem tra"),
        ("uyr ban kieemr tra", "ubkt"),
    ],
)
def test_short_and_long_forms_stand_for_each_other(text: str, other: str) -> None:
    synonyms = (Synonym.of("TCCSĐ", "tổ chức cơ sở đảng"), Synonym.of("UBKT", "Ủy ban Kiểm tra"))
    front = Front(Vocabulary.of([*TEXTS, "UBKT và tổ chức cơ sở đảng"]), synonyms)
    found = [" ".join(a.candidate.syllables) for a in front.read(text).alternatives]
    assert found == [other]


def test_a_syllable_typed_in_two_pieces_is_joined(front: Front) -> None:
    reading = front.read("truc tu yen")
    assert [(a.first, a.last, a.candidate.syllables) for a in reading.alternatives] == [(1, 3, ("tuyen",))]


def test_what_the_corpus_does_not_have_has_no_candidates(front: Front) -> None:
    assert front.read("xqzzwk").words[0].candidates == ()


@given(st.text(max_size=60))
def test_any_text_is_read_and_each_word_stands_where_it_says(text: str) -> None:
    reading = Front(Vocabulary.of(TEXTS)).read(text)
    assert all(reading.text[w.start : w.end] == w.typed for w in reading.words)


def test_a_query_without_end_is_read_in_part(front: Front) -> None:
    assert len(front.read("ban giao " * 20_000).words) == MAX_WORDS
    assert front.read("a" * 100_000).words[0].candidates == ()


def test_an_abbreviation_is_never_repaired_into_another() -> None:
    front = Front(Vocabulary.of(["BTV Đảng ủy", "Ban Tổ chức"]), (Synonym.of("BTC", "Ban Tổ chức"),))
    reading = front.read("btc")
    assert reading.words[0].candidates == ()
    assert [a.candidate.syllables for a in reading.alternatives] == [("ban", "to", "chuc")]
    assert front.read("btx").words[0].candidates[0].syllables == ("btv",)
