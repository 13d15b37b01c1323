"""The words of questions: each sense is read in its examples and not in its counter-examples."""

from __future__ import annotations

import pytest

from kg.ask.grammar import Grammar, Phrases, Sense
from kg.ask.read import World, read, typed
from kg.ask.spans import Kind
from kg.corpus.store import Store
from kg.knowledge.lexicon import expand
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import QuestionForm

FORMS = load_knowledge().questions
#: senses of words that are read as parts of a time, a heading or a document
PARTS = {"number", "term", "year", "quarter", "month", "day", "heading", "position", "time.from", "time.by", "time.to"}
PARTS |= {"time.in", "time.due"}


def senses(plan: Store, question: str) -> set[str]:
    """The senses of the phrases that a question is cut into; of its times and numbers those of their words."""
    shown, tokens = typed(question)
    world = World(plan)
    grammar = Grammar(world.lexicon, tokens)
    found = {"english"} if grammar.english else set()
    for span in read(world, shown, tokens).spans:
        found |= {s.value for s in span.senses}
        if span.kind is Kind.CONDITION:
            found.add("condition")
        elif not span.senses:
            inside = [m.value[0].value for at in range(span.start, span.end) for m in grammar.phrases.at(tokens, at)]
            found |= PARTS & set(inside)
    return found


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.sense)
def test_a_sense_is_read_in_its_examples(form: QuestionForm, plan: Store) -> None:
    assert form.examples
    assert [e for e in form.examples if form.sense not in senses(plan, e)] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.sense)
def test_a_sense_is_not_read_in_its_counter_examples(form: QuestionForm, plan: Store) -> None:
    assert form.counter_examples
    assert [e for e in form.counter_examples if form.sense in senses(plan, e)] == []


def test_every_sense_of_the_data_is_one_of_the_code_and_the_other_way_round() -> None:
    assert {f.sense for f in FORMS} == {s.value for s in Sense}


def test_alternatives_are_written_out() -> None:
    assert expand("(không|chưa) có (ai)? phối hợp") == [
        "không có ai phối hợp",
        "không có phối hợp",
        "chưa có ai phối hợp",
        "chưa có phối hợp",
    ]


def test_no_form_is_written_twice_in_a_sense() -> None:
    for form in FORMS:
        for words in (form.vi, form.en):
            assert len(set(words)) == len(words), form.sense


@pytest.mark.parametrize(
    ("typed_as", "found"),
    [("Ban Tổ chức", 1), ("ban to chuc", 1), ("Ban Tổ chuc", 1), ("Bán Tổ chức", 0), ("Ban Tố chức", 0), ("Ban Tô", 0)],
)
def test_marks_that_were_typed_count(typed_as: str, found: int) -> None:
    phrases: Phrases[str] = Phrases()
    phrases.add("Ban Tổ chức", "unit")
    assert len(list(phrases.at(typed(typed_as)[1], 0))) == found
