"""Questions of every kind are understood as labelled, and answered as a reader of the plan answers them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.ask.answer import Answer
from kg.ask.run import ask
from kg.corpus.store import Store
from kg.ids import code_key

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "questions.yaml").read_text("utf8"))


def name(case: dict) -> str:
    return f"{case['kind']}: {case['question'] or '(nothing)'}"


def tasks(answer: Answer, store: Store, *, through: bool) -> set[int | str]:
    """The tasks of an answer by the numbers of the cases: their place in the plan's order, those in prose as III.1."""
    order = [row.task.id for _, row in sorted(store.tasks(store.all_tasks()).items())]
    found = {t.task.id for t in answer.tasks if (t.via is not None) is through}
    return {f"III.{order.index(i) - 42}" if order.index(i) > 42 else order.index(i) + 1 for i in found}


def said(answer: Answer, store: Store) -> dict[str, object]:
    """What a case may say of an answer that was understood, in the words of the cases."""
    assert answer.query is not None
    return {
        "asks": str(answer.query.asks),
        "role": answer.query.role,
        "units": set(answer.units_named),
        "codes": {code_key(c) for c in answer.codes_named},
        "when": ", ".join({str(w.kind) for w in answer.query.when}),
        "without": set(answer.query.without),
        "direct": tasks(answer, store, through=False),
        "via_group": tasks(answer, store, through=True),
        "count": answer.count,
        "count_via_group": answer.count_via_group,
        "named": {u.unit.name for u in answer.units},
        "documents": {code_key(d.entry.code or "") for d in answer.documents},
    }


def labelled(case: dict) -> dict[str, object]:
    """The labels of a case, lists as sets and codes as they are compared."""
    labels = {k: v for k, v in case.items() if k not in ("question", "kind", "exit", "about")}
    for key in ("codes", "documents"):
        if key in labels:
            labels[key] = [code_key(c) for c in labels[key]]
    return {k: set(v) if isinstance(v, list) else v for k, v in labels.items()}


def of_kind(test: str) -> list[dict]:
    """The cases that are to be refused, to name what is unknown, or to be answered."""
    kind = {False: "refused"}
    return [c for c in CASES if test == ("unknown" if "unknown" in c else kind.get(c.get("understood"), "answered"))]


@pytest.mark.parametrize("case", of_kind("answered"), ids=name)
def test_a_question_is_answered_as_labelled(case: dict, plan: Store) -> None:
    answer = ask(plan, case["question"])
    assert answer.query is not None, answer.unknown
    labels, found = labelled(case), said(answer, plan)
    assert {k: found[k] for k in labels} == labels
    assert int(answer.exit) == case["exit"]


@pytest.mark.parametrize("case", of_kind("refused"), ids=name)
def test_what_is_not_understood_is_refused_with_suggestions(case: dict, plan: Store) -> None:
    answer = ask(plan, case["question"])
    assert answer.query is None, answer.sentence
    assert not answer.tasks and not answer.units and not answer.documents
    assert int(answer.exit) == 1
    assert answer.suggestions
    for suggestion in answer.suggestions:
        assert ask(plan, suggestion).query is not None, suggestion


@pytest.mark.parametrize("case", of_kind("unknown"), ids=name)
def test_what_the_corpus_lacks_is_named_and_nothing_put_in_its_place(case: dict, plan: Store) -> None:
    answer = ask(plan, case["question"])
    assert answer.unknown == (case["unknown"],)
    assert not answer.tasks and not answer.units
    assert int(answer.exit) == 1
    assert case["unknown"] in answer.suggestions[0]


def test_every_kind_of_question_has_cases() -> None:
    kinds = {case["kind"] for case in CASES}
    assert kinds >= {
        "bare",
        "telex",
        "vni",
        "english",
        "typo",
        "nfd",
        "abbreviation",
        "negation",
        "unknown-unit",
        "all-of",
    }
    assert len(CASES) >= 150
