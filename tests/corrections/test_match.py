"""A correction finds the record that it was made for, moved or mended, or none: never another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corrections.addresses import addressed, task_addresses
from kg.corrections.match import Match, find, find_all, noted
from kg.corrections.model import Address
from kg.ids import fingerprint
from tests.corrections.conftest import extracted, plan

WORDS = "rà soát bổ sung quy chế làm việc của chi bộ thôn bản kiểm tra mở lớp bồi dưỡng"
OTHER_WORDS = "tuyên truyền phổ biến pháp luật dân quân thanh niên phụ nữ nông dân học tập"


@dataclass(frozen=True)
class Row:
    """A row; ``who`` stays through every edit, and a copy is as good as its original."""

    who: int
    text: str


def texts(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split()), min_size=6, max_size=16).map(" ".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """A document and a newer version of it: rows taken out, put in, repeated, moved, and texts mended."""
    first = [Row(n, text) for n, text in enumerate(draw(st.lists(texts(WORDS), min_size=2, max_size=8)))]
    if draw(st.booleans()):  # words that stand twice
        first.append(Row(len(first), draw(st.sampled_from(first)).text))
    rows = list(first)
    for _ in range(draw(st.integers(0, 4))):
        edit, at = draw(st.sampled_from(["out", "in", "again", "move", "mend"])), draw(st.integers(0, len(rows)))
        here = min(at, len(rows) - 1)
        if edit == "out" and len(rows) > 1:
            rows.pop(here)
        elif edit == "in":
            rows.insert(at, Row(100 + len(rows) * 7 + at, draw(texts(OTHER_WORDS))))
        elif edit == "again" and rows:
            rows.insert(at, draw(st.sampled_from(rows)))
        elif edit == "move" and rows:
            rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(here))
        elif edit == "mend" and rows:
            rows[here] = replace(rows[here], text=draw(mended(rows[here].text)))
    return first, in_order(rows, first)


@st.composite
def mended(draw: st.DrawFn, text: str) -> str:
    """A text with a word or two changed, put in or taken out."""
    words = text.split()
    for _ in range(draw(st.integers(1, 2))):
        at, word = draw(st.integers(0, len(words) - 1)), draw(st.sampled_from(OTHER_WORDS.split()))
        words[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from([[], [word]]))
    return " ".join(words)


def in_order(rows: list[Row], first: list[Row]) -> list[Row]:
    """Rows of equal words are known by their order alone; as many as there were are those that there were."""
    left: dict[str, list[int]] = {}
    for text in {row.text for row in rows}:
        now, then = ([row.who for row in version if row.text == text] for version in (rows, first))
        left[text] = sorted(then if len(then) == len(now) else now)
    return [replace(row, who=left[row.text].pop(0)) for row in rows]


def addresses(rows: Sequence[Row]) -> list[Address]:
    return addressed([(f"doc/1/-{n}", fingerprint(row.text)) for n, row in enumerate(rows, 1)])


def sought(records: Sequence[Address]) -> list[Address]:
    return [noted(address, records) for address in records]


@settings(max_examples=600, deadline=None)
@given(edited())
def test_after_any_edits_a_correction_is_at_its_record_or_at_none(versions: tuple[list[Row], list[Row]]) -> None:
    before, after = versions
    found = find_all(sought(addresses(before)), addresses(after))
    for row, match in zip(before, found, strict=True):
        assert match.at is None or after[match.at].who == row.who
        assert (match.at is None) == (match.why is not None)
    taken = [m.at for m in found if m.at is not None]
    assert len(taken) == len(set(taken))


@settings(max_examples=100, deadline=None)
@given(st.lists(texts(WORDS), min_size=1, max_size=8, unique_by=lambda t: fingerprint(t)), st.randoms())
def test_rows_that_were_only_moved_are_all_found(rows: list[str], rng: Any) -> None:
    before = [Row(n, text) for n, text in enumerate(rows)]
    after = rng.sample(before, len(before))
    found = find_all(sought(addresses(before)), addresses(after))
    assert [after[m.at or 0].who for m in found if m.at is not None] == list(range(len(before)))


@settings(max_examples=40, deadline=None)
@given(edited())
def test_the_same_holds_for_documents_as_they_are_read(versions: tuple[list[Row], list[Row]]) -> None:
    before, after = (
        [(f"{row.text}.".capitalize(), "Ban Tổ chức Huyện ủy", "", "Năm 2023") for row in rows] for rows in versions
    )
    old, new = extracted(plan(before)), extracted(plan(after))
    if len(old.tasks) != len(before) or len(new.tasks) != len(after):
        return  # words that the reader takes for something else
    for row, match in zip(versions[0], find_all(sought(task_addresses(old)), task_addresses(new)), strict=True):
        assert match.at is None or versions[1][match.at].who == row.who


F, G, H = "rà soát quy chế làm việc", "mở lớp bồi dưỡng cho bí thư", "kiểm tra việc thực hiện"


@pytest.mark.parametrize(
    ("before", "n", "after", "at"),
    [
        pytest.param([F, G, H], 1, [F, G, H], 1, id="nothing-changed"),
        pytest.param([F, G, H], 1, [G, F, H], 0, id="moved"),
        pytest.param([F, G, H], 1, [F, "mở lớp tập huấn, bồi dưỡng cho bí thư", H], 1, id="mended"),
        pytest.param(
            [F, G, H], 1, [H, "mở lớp tập huấn, bồi dưỡng cho bí thư", F], None, id="a-like-one-between-others"
        ),
        pytest.param([F, G, H], 1, [F, H], None, id="gone"),
        pytest.param([F, G, f"{G} chi bộ"], 1, [F, f"{G} chi bộ"], None, id="gone-and-a-like-one-in-its-place"),
        pytest.param([F, G, H], 1, [F, "tuyên truyền, phổ biến pháp luật", H], None, id="other-words-in-its-place"),
        pytest.param([F, G, G, H], 1, [F, G, H], None, id="one-of-two-equal-ones-gone"),
        pytest.param([F, G, G, H], 2, [F, G, G, H], None, id="two-equal-ones"),
        pytest.param([F, G, H], 1, [F, G, H, G], 1, id="repeated-elsewhere"),
        pytest.param([F, G, H], 1, [F, G, G, H], None, id="repeated-beside"),
    ],
)
def test_which_record_is_meant(before: list[str], n: int, after: list[str], at: int | None) -> None:
    old, new = ([Row(i, text) for i, text in enumerate(rows)] for rows in (before, after))
    assert find(sought(addresses(old))[n], addresses(new)).at == at


def test_words_that_stand_twice_are_told_apart_while_the_bytes_are_the_same() -> None:
    same = addresses([Row(n, text) for n, text in enumerate([F, G, G, H])])
    assert [find(one, same, unchanged=True) for one in sought(same)] == [Match(n, exact=True) for n in range(4)]


def test_an_address_without_neighbours_is_found_by_the_contracts_rule() -> None:
    new = addresses([Row(0, F), Row(1, G)])
    assert find(Address("doc/1/-2", fingerprint(G)), new).exact
    assert find(Address("doc/1/-9", fingerprint(G)), new).at == 1
    assert find(Address("doc/1/-2", fingerprint(f"{G} chi bộ")), new).at == 1
    assert find(Address("doc/1/-2", fingerprint(H)), new).at is None


def test_two_addresses_never_mean_one_record() -> None:
    (record,) = addressed([("doc/1/-1", "mo lop boi duong cho bi thu")])
    mended, moved = Address("doc/1/-1", "mo lop boi duong cho can bo"), Address("doc/1/-9", record.fingerprint)
    assert find(mended, [record]).at == find(moved, [record]).at == 0
    assert [m.at for m in find_all([mended, moved], [record])] == [None, 0]
    other = Address("doc/1/-8", record.fingerprint)
    assert [m.at for m in find_all([moved, other], [record])] == [0, 0]  # the same words, before and after a move
