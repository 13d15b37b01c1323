from __future__ import annotations

from kg.search.vocabulary import Vocabulary


def test_texts_are_counted_not_words_and_marks_are_kept_apart() -> None:
    words = Vocabulary.of(["Đảng, đang, đảng ủy", "Ðảng uỷ"])
    assert words.marked("dang") == {"đang3": 2, "đang": 1}
    assert words.marked("uy") == {"uy3": 2}
    assert (words.documents, words.count("uy"), words.count("khong")) == (2, 2, 0)


def test_longer_words_are_found_by_their_beginning() -> None:
    words = Vocabulary.of(["tra trach tran tri ta"])
    assert words.starting("tra") == ["trach", "tran"]
    assert words.starting("tr", limit=2) == ["tra", "trach"]
    assert words.starting("x") == []
