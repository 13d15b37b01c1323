"""A question means the same however it was typed, and no text is too strange for an answer."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask.answer import answer_json
from kg.ask.run import ask
from kg.corpus.store import Store

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "questions.yaml").read_text("utf8"))
#: questions whose sense does not hang on capitals or marks
ANSWERED = [c["question"] for c in CASES if "asks" in c and c["kind"] not in ("typo", "telex", "vni")][::4]
WRITTEN = {
    "upper case": str.upper,
    "lower case": str.lower,
    "decomposed": lambda q: unicodedata.normalize("NFD", q),
    "without its question mark": lambda q: q.rstrip("?"),
    "politely": lambda q: f"Cho em hỏi {q} vậy ạ",
    "with spaces": lambda q: f"  {q.replace(' ', '   ')}\n",
}


def told(store: Store, question: str) -> tuple[object, ...]:
    """What was answered, without the words in which it was asked."""
    answer = ask(store, question)
    return (
        answer.exit,
        answer.units_named,
        [(t.task.id, t.unit, t.role, t.via) for t in answer.tasks],
        [(u.unit, u.role) for u in answer.units],
        [d.entry.id for d in answer.documents],
        answer.count,
    )


@pytest.mark.parametrize("way", WRITTEN)
def test_a_question_means_the_same(way: str, plan: Store) -> None:
    differing = [q for q in ANSWERED if told(plan, WRITTEN[way](q)) != told(plan, q)]
    assert differing == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_no_text_is_too_strange(text: str, plan: Store) -> None:
    assert answer_json(ask(plan, text))


WORDS = (
    "Ban Tổ chức Tuyên giáo Huyện ủy chủ trì phối hợp với ai nhiệm vụ nào và hoặc không năm 2023 mục 2.1 Chỉ thị 05 về"
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12))
def test_words_in_any_order_are_answered_or_refused(words: list[str], plan: Store) -> None:
    answer = ask(plan, " ".join(words))
    assert answer.query is None or answer.sentence
    if "không" in words:
        assert answer.query is None


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "AND (", "field:*", "x" * 100_000, "a " * 50_000, '"', "\x00"])
def test_what_is_no_question_is_refused(text: str, plan: Store) -> None:
    answer = ask(plan, text)
    assert answer.query is None and answer.suggestions and int(answer.exit) == 1
