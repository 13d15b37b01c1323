"""A thing is shown with its neighbours, each with its reason and its place."""

from __future__ import annotations

import pytest

from kg.ask.show import Shown, show, show_json
from kg.corpus.store import Store

TASK = "mục 2.1, gạch đầu dòng 3"


def labels(shown: Shown, relation: str) -> set[str]:
    return {n.node.label for n in shown.neighbours if n.relation == relation}


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("2.1", "heading"),
        ("mục 2.1", "heading"),
        (TASK, "task"),
        ("28-CT/TW", "directive"),
        ("Chỉ thị 28", "directive"),
        ("28", "directive"),
        ("ban tuyen giao", "unit"),
        ("UBKT huyện ủy", "unit"),
        ("68-KH/HU", "document"),
    ],
)
def test_a_reference_finds_its_thing(reference: str, kind: str, plan: Store) -> None:
    shown = show(plan, reference)
    assert shown.node is not None and shown.node.kind == kind and int(shown.exit) == 0


def test_a_thing_is_found_by_its_id(plan: Store) -> None:
    by_name = show(plan, TASK)
    assert by_name.node is not None
    assert show(plan, by_name.node.id)._replace(reference="") == by_name._replace(reference="")


def test_a_task_is_shown_with_who_and_when_and_where_that_stands(plan: Store) -> None:
    shown = show(plan, TASK)
    assert labels(shown, "lead") >= {"Ban Tuyên giáo Huyện ủy", "Trung tâm Chính trị huyện"}
    assert all(n.source and n.source[0].line == 103 for n in shown.neighbours if n.relation == "lead")
    assert shown.text and shown.text.startswith("Xây dựng kế hoạch")


def test_what_holds_through_a_group_says_through_which_and_why(plan: Store) -> None:
    shown = show(plan, "Ban Dân vận Huyện ủy")
    derived = [n for n in shown.neighbours if n.relation == "lead_via_group"]
    assert len(derived) == 5
    for n in derived:
        assert n.via is not None and n.via.label in (n.reason or "") and n.cited and n.source
    belongs = next(n for n in shown.neighbours if n.relation == "member_of")
    assert belongs.basis == "inferred" and belongs.reason


def test_several_that_fit_are_all_listed(plan: Store) -> None:
    shown = show(plan, "Chỉ thị 05")
    assert shown.node is None and len(shown.candidates) == 2 and int(shown.exit) == 1


def test_what_is_not_there_is_not_shown(plan: Store) -> None:
    shown = show(plan, "Ban Tuyên giáo Huyện uỷ Gio Linh")
    assert shown.node is None and not shown.candidates and int(shown.exit) == 1
    assert "Ban Tuyên giáo Huyện ủy" in shown.suggestions


def test_labels_and_reasons_speak_english(plan: Store) -> None:
    shown = show(plan, "Ban Dân vận Huyện ủy", lang="en")
    assert any("membership judged" in (n.reason or "") for n in shown.neighbours)
    assert show_json(shown)
