"""Several words about one record: the same agree, a later one of one's own holds, two persons' never pass silently."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.corpus.doctor import examine
from kg.corpus.open import open_corpus
from kg.corrections import waiting
from kg.corrections.load import Placed
from kg.corrections.model import Correction, Doubt, Kind, State
from kg.corrections.settle import settle
from tests.corrections.conftest import Office, about, extracted, plan

READ = extracted(plan())
A, B = ("Ban Dân vận Huyện ủy",), ("Văn phòng Huyện ủy",)


def said(kind: Kind, by: str, minute: int, **values: Any) -> Correction:
    return about(READ, 0, kind, by, f"2026-11-24T08:{minute:02}:00+07:00", **values)


def lead(by: str, minute: int, units: tuple[str, ...], **values: Any) -> Correction:
    return said(Kind.LEAD, by, minute, lead=units, **values)


def time(by: str, minute: int) -> Correction:
    return said(Kind.TIME, by, minute, times=("Năm 2024",))


def no_task(by: str, minute: int) -> Correction:
    return said(Kind.NOT_A_TASK, by, minute)


def confirmed(by: str, minute: int, units: tuple[str, ...]) -> Correction:
    return said(Kind.CONFIRMED, by, minute, lead=units, doubt=Doubt.INFERRED)


APPLIED, REPEATED, CONFLICT = State.APPLIED, State.REPEATED, State.CONFLICT


@pytest.mark.parametrize(
    ("words", "states"),
    [
        pytest.param([lead("Lan", 1, A)], [APPLIED], id="one"),
        pytest.param([lead("Lan", 1, A), lead("Minh", 2, B)], [CONFLICT, CONFLICT], id="two-say-different"),
        pytest.param([lead("Lan", 1, A), lead("Minh", 2, A)], [APPLIED, REPEATED], id="two-say-the-same"),
        pytest.param([lead("Lan", 1, (*A, *B)), lead("Minh", 2, (*B, *A))], [APPLIED, REPEATED], id="in-other-order"),
        pytest.param([lead("Lan", 2, A), lead("lan", 1, B)], [APPLIED, REPEATED], id="the-later-of-ones-own"),
        pytest.param([lead("Lan", 1, A), time("Minh", 2)], [APPLIED, APPLIED], id="of-different-things"),
        pytest.param([lead("Lan", 1, A), no_task("Minh", 2)], [CONFLICT, CONFLICT], id="a-task-or-none"),
        pytest.param([lead("Lan", 1, A), no_task("Lan", 2)], [REPEATED, APPLIED], id="then-no-task"),
        pytest.param([no_task("Lan", 1), time("Lan", 2)], [REPEATED, APPLIED], id="then-a-task"),
        pytest.param([confirmed("Lan", 1, A), lead("Minh", 2, A)], [APPLIED, REPEATED], id="confirmed-and-said"),
        pytest.param([confirmed("Lan", 1, A), lead("Minh", 2, B)], [CONFLICT, CONFLICT], id="confirmed-and-changed"),
        pytest.param(
            [lead("Lan", 1, A), lead("Minh", 2, B), lead("Hoa", 3, A, settles=True)],
            [REPEATED, REPEATED, APPLIED],
            id="settled",
        ),
        pytest.param(
            [lead("Lan", 1, A), lead("Hoa", 3, B, settles=True), lead("Minh", 4, A)],
            [REPEATED, CONFLICT, CONFLICT],
            id="disputed-again",
        ),
    ],
)
def test_what_becomes_of_several_words(words: list[Correction], states: list[State]) -> None:
    placed = [Placed(f"x.yaml:{n}", word) for n, word in enumerate(words)]
    assert settle(placed) == states
    assert settle(placed[::-1]) == states[::-1]


def test_a_moment_counts_in_its_zone() -> None:
    later = replace(lead("Lan", 1, B), at="2026-11-24T02:00:00+00:00")  # nine o'clock in Hà Nội
    words = [Placed("a:1", later), Placed("a:2", lead("Lan", 5, A))]
    assert settle(words) == [APPLIED, REPEATED]


def test_a_conflict_applies_neither_and_waits_to_be_settled(office: Office) -> None:
    office.say(lead("Lan", 1, A), file="lan.yaml")
    office.say(lead("Minh", 2, B), file="minh.yaml")
    office.build()
    assert [m.name for m in office.tasks()[0].lead] == ["Ban Tổ chức Huyện ủy"]
    assert [(t.state, t.where) for t in office.all_told()] == [
        (CONFLICT, "corrections/lan.yaml:1"),
        (CONFLICT, "corrections/minh.yaml:1"),
    ]
    assert [f.rule for f in examine(office.corpus)] == ["conflict", "conflict"]
    with open_corpus(office.corpus) as store:
        assert waiting(store)[0].kind is Doubt.CONFLICT
    office.say(lead("Hoa", 3, B, settles=True), file="hoa.yaml")
    office.build()
    assert [(m.name, m.hand and m.hand.by) for m in office.tasks()[0].lead] == [("Văn phòng Huyện ủy", "Hoa")]
    assert examine(office.corpus) == []


def test_two_persons_files_are_put_together_by_copying_them(office: Office) -> None:
    office.say(lead("Lan", 1, A), file="lan.yaml")
    office.say(time("Minh", 2), file="minh.yaml")
    office.build()
    task = office.tasks()[0]
    assert [(h.kind, h.by) for h in task.hands] == [("lead", "Lan"), ("time", "Minh")]
