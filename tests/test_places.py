"""Flows: clean text whose every character leads back to the text as read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.places import Flow, Piece, clean, join
from kg.text import display


def flow(text: str, line: int = 1) -> Flow:
    return clean(text, 0, len(text), Piece(line=line))


@given(
    st.lists(st.sampled_from(["a", "bc", " ", "  ", "<i>", "</i>", "\u00a0", "\u00ad", "ủy", "\n"]), max_size=12).map(
        "".join
    )
)
def test_clean_text_is_the_display_form(raw: str) -> None:
    assert flow(raw).text == display(raw)


@given(st.lists(st.sampled_from(["a", "bc", " ", "<i>", "\u00a0", "ủy", "\n"]), max_size=12).map("".join), st.data())
def test_every_slice_stands_where_its_source_says(raw: str, data: st.DataObject) -> None:
    whole = flow(raw)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    part = whole[start:end]
    assert part.text == whole.text[start:end].strip()
    assert " ".join(display(raw[p.start : p.end]) for p in part.source) == part.text


def test_pieces_of_a_broken_cell_are_two() -> None:
    text = "Ban Tổ chức\nHuyện ủy"
    parts = (clean(text, 0, 11, Piece(line=1)), clean(text, 12, 20, Piece(line=2)))
    whole = join(parts)
    assert whole.text == "Ban Tổ chức Huyện ủy"
    assert [(p.line, p.start, p.end) for p in whole.source] == [(1, 0, 11), (2, 12, 20)]
    assert [(p.line, p.start, p.end) for p in whole[4:17].source] == [(1, 4, 11), (2, 12, 17)]


def test_empty_flows_leave_no_gap() -> None:
    assert join((Flow(), flow("a"), Flow(), flow("b"))).text == "a b"
    assert not Flow()
