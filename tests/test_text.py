"""Keys: what two texts share when only typography, marks or typing differ."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import central, display, has_marks, marked_key, nfc, search_key, slug, syllables, vietnamese

TEXTS = st.text(
    alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặĐÐƯỦỶ -–,.0123\u0301\u0300\u0323\u00a0\u00ad")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("hoà", "hòa", id="tone-on-the-other-vowel"),
        pytest.param("Uỷ ban", "Ủy ban", id="upper-case-tone"),
        pytest.param("kỹ thuật", "kĩ thuật", id="i-and-y"),
        pytest.param("qui định", "quy định", id="qui-and-quy"),
        pytest.param("Ða\u0309ng", "Đảng", id="look-alike-and-decomposed"),
        pytest.param("2021–2030", "2021-2030", id="en-dash"),
        pytest.param("Ban\u00a0Tổ  chức", "ban tổ chức", id="spaces-and-case"),
        pytest.param("khuyến\u00adnông", "khuyếnnông", id="soft-hyphen"),
    ],
)
def test_typography_is_no_difference(one: str, other: str) -> None:
    assert marked_key(one) == marked_key(other)
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("05-CT/TƯ", "05-CT/TU", id="central-is-not-provincial"),
        pytest.param("02-HD/BTCTƯ", "02-HD/BTCTU", id="nor-in-longer-letters"),
        pytest.param("tỉnh", "tính", id="tones"),
        pytest.param("quỷ", "quý", id="tones-after-qu"),
        pytest.param("đại", "dại", id="d-with-a-bar"),
    ],
)
def test_marks_are_a_difference_where_they_are_kept(one: str, other: str) -> None:
    assert marked_key(one) != marked_key(other)


def test_central_and_provincial_differ_without_marks_too() -> None:
    assert search_key("05-CT/TƯ") == "05 ct tw" != search_key("05-CT/TU")


def test_a_word_with_the_letters_is_no_abbreviation() -> None:
    assert central("TƯỜNG TƯ tưởng") == "TƯỜNG TW tưởng"


def test_without_marks_all_typings_are_equal() -> None:
    assert search_key("Đảng ủy, ÐẢNG UỶ, dang uy") == "dang uy dang uy dang uy"


@given(TEXTS)
def test_keys_do_not_depend_on_composition(text: str) -> None:
    assert search_key(unicodedata.normalize("NFD", text)) == search_key(text)
    assert marked_key(unicodedata.normalize("NFD", text)) == marked_key(text)


@given(TEXTS)
def test_the_search_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@given(TEXTS)
def test_marks_never_change_the_number_of_syllables(text: str) -> None:
    assert len(syllables(text)) == len(marked_key(text).split())


@given(TEXTS)
def test_composed_text_keeps_its_length_for_patterns(text: str) -> None:
    assert len(vietnamese(nfc(text))) == len(nfc(text))


def test_display_keeps_the_words_as_printed() -> None:
    assert display("<i>Năm 2023 (Sau\u00a0khi </i>") == "Năm 2023 (Sau khi"
    assert display("Ðảng") == "Ðảng"


def test_marks_are_seen() -> None:
    assert has_marks("dân") and has_marks("Đ") and has_marks("a\u0301")
    assert not has_marks("ban tuyen giao 21-NQ/TW")


def test_a_slug_is_plain() -> None:
    assert slug("Ban Tuyên giáo Huyện ủy – 68/HU") == "ban-tuyen-giao-huyen-uy-68-hu"
