"""Ids are readable, made from content, and never two records' at once."""

from __future__ import annotations

import pytest

from kg.ids import code_key, document_id, fingerprint, timeframe_id, unique, unit_id


@pytest.mark.parametrize(
    ("one", "other"), [("68 - KH/HU", "68-KH/HU"), ("28-CT/TƯ", "28-CT/TW"), ("78/2021/NĐ -CP", "78/2021/NÐ–CP")]
)
def test_codes_are_compared_without_their_typography(one: str, other: str) -> None:
    assert code_key(one) == code_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("15/KH-UBND", "16/KH-UBND"), ("05-CT/TW", "05-CT/TU"), ("1-CT/TW", "01-CT/TW")]
)
def test_codes_are_compared_exactly(one: str, other: str) -> None:
    assert code_key(one) != code_key(other)


def test_equal_units_of_two_scopes_are_two() -> None:
    assert unit_id("Ban Tuyên giáo Huyện ủy", "huyện Vĩnh Linh") != unit_id("Ban Tuyên giáo Huyện ủy", "huyện Gio Linh")
    assert unit_id("Ban Tuyên giáo Huyện ủy", "huyện Vĩnh Linh") == "huyen-vinh-linh/ban-tuyen-giao-huyen-uy"


def test_a_document_without_a_code_is_known_by_its_bytes() -> None:
    one, other = (document_id(None, "Kế hoạch", None, None, sha * 8) for sha in ("0123abcd", "4567abcd"))
    assert one != other and one.startswith("ke-hoach.")


def test_a_fingerprint_is_the_first_twelve_syllables() -> None:
    text = "Một hai ba bốn năm sáu bảy tám chín mười mười một"
    assert fingerprint(f"{text} một hai") == fingerprint(f"{text} Một ba")
    assert fingerprint("khác") != fingerprint("khác nhau")


def test_a_taken_id_is_counted_on() -> None:
    taken: set[str] = set()
    assert [unique("a", taken) for _ in range(3)] == ["a", "a~2", "a~3"]


def test_tasks_due_at_one_time_share_it() -> None:
    assert timeframe_id("within", "2023-01-01", "2023-12-31", None) == "time:within/2023-01-01/2023-12-31"
