from __future__ import annotations

import pytest

from kg.search.entries import fold
from kg.search.marks import bears, code, codes
from kg.text import folded


@pytest.mark.parametrize("word", ["đảng", "đang", "dáng", "dâng", "ươm", "uơm", "ưom", "ăn", "ân", "ẩn", "an", "ạn"])
def test_words_with_other_marks_have_other_codes(word: str) -> None:
    others = {"đảng", "đang", "dáng", "dâng", "ươm", "uơm", "ưom", "ăn", "ân", "ẩn", "an", "ạn"} - {word}
    own = code(*folded(word)[0])
    same = [o for o in others if folded(o)[0][0] == folded(word)[0][0]]
    assert all(code(*folded(o)[0]) != own for o in same)


def test_marks_are_looked_up_at_every_place_of_a_phrase() -> None:
    plain, marks = fold("lề đường, lễ hội và lề lối").key.decode().split("\n")
    assert bears(plain, marks, " le hoi ", codes(("le", "hoi"), ("lê4", "hôi5")))
    assert not bears(plain, marks, " le hoi ", codes(("le", "hoi"), ("lê2", "hôi5")))
    assert bears(plain, marks, " le ", codes(("le",), ("lê2",)))
    assert not bears(plain, marks, " xa ", "0")


def test_what_stands_beside_a_text_makes_no_pair_with_it() -> None:
    folded_entry = fold("chi bộ", "Ban Tổ chức")
    assert "bo_ban" not in folded_entry.terms and "to_chuc" in folded_entry.terms
    plain, marks = folded_entry.key.decode().split("\n")
    assert bears(plain, marks, " to chuc ", codes(("to", "chuc"), ("tô3", "chưc1")))
