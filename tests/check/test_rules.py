"""The rules of data/check_rules.yaml: each finds what its examples have, and nothing in its counter-examples."""

from __future__ import annotations

import pytest

from kg.knowledge.load import load_knowledge
from kg.knowledge.model import CheckRule
from tests.check.conftest import Check

RULES = load_knowledge().checks


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_finds_its_examples_and_no_counter_example(rule: CheckRule, check: Check) -> None:
    assert rule.examples and rule.counter_examples
    for text in rule.examples:
        found = [f for f in check(text).findings if f.name == rule.name]
        assert [(f.rule, f.level.value) for f in found] == [(rule.rule, rule.level)], text
        assert all(f.printed in text for f in found)
    for text in rule.counter_examples:
        assert [f.message.vi for f in check(text).findings if f.name == rule.name] == [], text


def test_the_contract_s_rules_are_all_there() -> None:
    rules = {
        "date",
        "issuer",
        "title",
        "type",
        "code-form",
        "padding",
        "first-mention",
        "several-fit",
        "followed",
        "unknown",
    }
    assert {r.rule for r in RULES} == rules


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_of_form_names_its_source(rule: CheckRule) -> None:
    about_form = rule.rule in ("padding", "first-mention") or rule.name in (
        "code-form",
        "code-form.body",
        "type.letters",
    )
    assert bool(rule.source) == bool(rule.read)
    assert bool(rule.source) == about_form or rule.name == "type.name"
