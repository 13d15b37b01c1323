"""The knowledge keeps its own promises: form, names without two owners, examples that hold both ways.

``FIX_DATA=1 pytest tests/test_data.py`` writes lists of entries in canonical form; a plain run shows the difference.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.due.cycles import CycleReader
from kg.extract.columns import HeaderReader
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.knowledge.canonical import canonical
from kg.knowledge.load import LISTS, load_knowledge
from kg.knowledge.model import ColumnWords, Cycle, Knowledge, TimeExample, UnitEntry, UnitKind
from kg.places import Piece, clean
from kg.text import marked_key, nfc, search_key

DATA = Path(__file__).resolve().parent.parent / "data"
K: Knowledge = load_knowledge()
UNITS = {u.name: u for u in K.units}
PARSER = UnitParser(K)
HEADERS = HeaderReader(K.columns)
TIMES = TimeReader(K.times)
#: questions.yaml keeps the order of its senses
LISTED = [file for file, *_ in LISTS if file != "questions.yaml"]


# ── form ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("file", LISTED)
def test_lists_are_in_canonical_form(file: str) -> None:
    path = DATA / file
    data = path.read_bytes()
    wanted = canonical(file, data)
    if os.environ.get("FIX_DATA"):
        path.write_bytes(wanted.encode())
        return
    found = data.decode()
    diff = difflib.unified_diff(found.splitlines(), wanted.splitlines(), file, "canonical", lineterm="", n=1)
    assert found == wanted, "\n".join(diff)


@pytest.mark.parametrize("file", LISTED)
def test_canonical_form_is_its_own_canonical_form(file: str) -> None:
    once = canonical(file, (DATA / file).read_bytes())
    assert canonical(file, once.encode()) == once


def test_canonical_form_sorts_and_keeps_the_comment_at_the_top() -> None:
    text = "# đầu tệp\n- {short: B, expansions: [b]}\n- {expansions: [a], short: 'A'}\n"
    assert canonical("abbreviations.yaml", text.encode()) == (
        "# đầu tệp\n- short: A\n  expansions: [a]\n- short: B\n  expansions: [b]\n"
    )


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from strings(getattr(value, f.name))


def test_texts_are_composed_and_hold_no_stray_space() -> None:
    wrong = [s for s in strings(K) if s != nfc(s) or s != s.strip() or "  " in s or not s or "\u00a0" in s]
    assert not wrong


def test_every_list_of_words_is_filled_and_repeats_nothing() -> None:
    for record in (K.unit_words, K.times, K.sections):
        for f in dataclasses.fields(record):
            words = getattr(record, f.name)
            assert words, f.name
            repeated = [w for w, n in Counter(words).items() if n > 1]
            assert not repeated, (f.name, repeated)


# ── units ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def owners() -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for unit in K.units:
        for form in (unit.name, *unit.aliases, *unit.ambiguous, *(t.form for t in unit.tailed)):
            held.setdefault(marked_key(form), set()).add(unit.name)
    return held


def test_no_form_has_two_owners_unless_all_declare_it_and_what_is_declared_has_two() -> None:
    declared = {marked_key(a) for u in K.units for a in u.ambiguous}
    assert {key for key, held in owners().items() if len(held) > 1} == declared


def test_forms_that_only_marks_tell_apart_are_known() -> None:
    """What is typed without marks means all of them; each such pair is looked at before it enters the data."""
    by_plain: dict[str, set[str]] = {}
    for unit in K.units:
        for form in (unit.name, *unit.aliases):
            by_plain.setdefault(search_key(form), set()).add(unit.name)
    assert {key: held for key, held in by_plain.items() if len(held) > 1} == {}


@pytest.mark.parametrize("unit", K.units, ids=lambda u: u.name)
def test_unit_is_read_in_its_examples_and_in_no_counter_example(unit: UnitEntry) -> None:
    assert unit.examples and unit.counter_examples
    for text in unit.examples:
        phrases = PARSER.parse(text)
        assert unit.name in {p.entry.name for p in phrases if p.entry}, text
        assert all(p.known for p in phrases), text
    for text in unit.counter_examples:
        assert unit.name not in {p.entry.name for p in PARSER.parse(text) if p.entry}, text


@pytest.mark.parametrize("unit", K.units, ids=lambda u: u.name)
def test_every_form_of_a_unit_is_read_as_it(unit: UnitEntry) -> None:
    for form in (unit.name, *unit.aliases, *(t.form for t in unit.tailed)):
        phrases = PARSER.parse(form)
        assert [p.entry.name if p.entry else p.name for p in phrases] == [unit.name], form


@pytest.mark.parametrize("unit", K.units, ids=lambda u: u.name)
def test_unit_is_found_by_its_english_name(unit: UnitEntry) -> None:
    assert unit.english and all(e.isascii() or "é" in e for e in unit.english)


@pytest.mark.parametrize("unit", [u for u in K.units if u.kind is UnitKind.GROUP], ids=lambda u: u.name)
def test_members_take_the_tail_of_their_group(unit: UnitEntry) -> None:
    assert unit.members
    for member in unit.members:
        assert set(UNITS[member.member].tails) & set(unit.tails), member.member
        assert UNITS[member.member].kind is UnitKind.BODY, member.member


@pytest.mark.parametrize("unit", [u for u in K.units if u.successors], ids=lambda u: u.name)
def test_successors_end_in_a_body_of_today(unit: UnitEntry) -> None:
    seen, names = {unit.name}, [s.successor for s in unit.successors]
    while names:
        name = names.pop()
        assert name not in seen, f"{unit.name} follows itself"
        seen.add(name)
        names += [s.successor for s in UNITS[name].successors]


@pytest.mark.parametrize("unit", [u for u in K.units if u.tailed], ids=lambda u: u.name)
def test_short_names_hold_a_tail_of_their_units_classes(unit: UnitEntry) -> None:
    classes = {t.name: t.cls for t in K.tails}
    assert {classes[t.tail] for t in unit.tailed} <= set(unit.tails)


def test_units_without_a_tail_say_their_level_and_others_have_none_twice() -> None:
    for unit in K.units:
        assert len(set(unit.tails)) == len(unit.tails)


def test_tails_have_names_of_their_own() -> None:
    names = [marked_key(t.name) for t in K.tails]
    assert len(names) == len(set(names))


def test_first_tail_of_a_level_is_the_one_taken_by_default() -> None:
    first: dict[tuple[str, str], str] = {}
    for tail in K.tails:
        if tail.level:
            first.setdefault((tail.cls, tail.level.value), tail.name)
    assert first == {
        ("party", "trung-uong"): "Trung ương",
        ("party", "tinh"): "Tỉnh ủy",
        ("party", "huyen"): "Huyện ủy",
        ("party", "xa"): "Đảng ủy",
        ("committee", "trung-uong"): "Trung ương Đảng",
        ("committee", "tinh"): "Đảng bộ tỉnh",
        ("committee", "huyen"): "Đảng bộ huyện",
        ("committee", "xa"): "Đảng bộ xã",
        ("state", "tinh"): "tỉnh",
        ("state", "huyen"): "huyện",
        ("state", "xa"): "xã",
    }


# ── tables and times ─────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("column", K.columns, ids=lambda c: c.role.value)
def test_header_words_name_their_column_and_no_other(column: ColumnWords) -> None:
    assert column.examples and column.counter_examples
    for text in (*column.examples, *column.words):
        assert HEADERS.role(text) is column.role, text
    for text in column.counter_examples:
        assert HEADERS.role(text) is not column.role, text


def says(example: TimeExample) -> str:
    flow = clean(example.printed, 0, len(example.printed), Piece(line=1))
    frames = TIMES.read_cell(flow, deadline=example.deadline_column)
    return "; ".join(" ".join(x for x in (f.kind.value, f.start, f.end) if x) for f in frames)


@pytest.mark.parametrize("example", K.time_examples, ids=lambda e: f"{e.printed}{' (deadline)' * e.deadline_column}")
def test_time_is_read_as_its_example_says(example: TimeExample) -> None:
    assert says(example) == example.reads


def test_every_kind_of_time_has_an_example() -> None:
    kinds = {part.split()[0] for e in K.time_examples for part in e.reads.split("; ")}
    assert kinds == {"continuous", "annual", "periodic", "within", "from", "by", "conditional", "unknown"}


CYCLES = CycleReader(K.cycles)


@pytest.mark.parametrize("cycle", K.cycles, ids=lambda c: c.key)
def test_cycle_is_read_in_its_examples_and_in_no_counter_example(cycle: Cycle) -> None:
    assert cycle.examples and cycle.counter_examples
    for text in (*cycle.words, *cycle.examples):
        assert CYCLES.cycles(text) == [cycle.key], text
        assert CYCLES.next(text, date(2026, 11, 24)), text
    for text in cycle.counter_examples:
        assert cycle.key not in CYCLES.cycles(text), text


# ── documents and kinds ──────────────────────────────────────────────────────────────────────────────────────────────
def test_letters_of_types_are_letters_and_their_days_are_in_order() -> None:
    for kind in K.document_types:
        assert kind.english, kind.name
        for code in kind.codes:
            assert code.code.isalpha() and code.code[0].isupper(), code
            assert not (code.since and code.until) or code.since < code.until, code


def test_one_regime_gives_letters_to_one_type_but_for_those_that_only_the_type_word_tells_apart() -> None:
    held: dict[tuple[str, str], set[str]] = {}
    for kind in K.document_types:
        for code in kind.codes:
            held.setdefault((code.regime, code.code), set()).add(kind.name)
    assert {key: names for key, names in held.items() if len(names) > 1} == {
        ("party", "QĐ"): {"Quyết định", "Quy định"}
    }


def test_issuers_have_names_of_their_own_and_letters() -> None:
    forms = Counter(marked_key(f) for i in K.issuers for f in (i.name, *i.aliases))
    assert [f for f, n in forms.items() if n > 1] == []
    assert all(i.code is None or i.code.isalpha() for i in K.issuers)


def test_letters_of_several_issuers_are_the_shared_ones() -> None:
    held: dict[str, set[str]] = {}
    for issuer in K.issuers:
        if issuer.code:
            held.setdefault(issuer.code, set()).add(issuer.name)
    assert {code: names for code, names in held.items() if len(names) > 1} == {
        "TW": {"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"},
        "TU": {"Tỉnh ủy", "Thành ủy"},
    }


def test_graph_has_its_kinds_with_labels_both_ways() -> None:
    assert {n.key for n in K.nodes} == {"document", "heading", "task", "unit", "timeframe", "directive"}
    keys = [r.key for r in K.relations]
    assert len(keys) == len(set(keys))
    assert set(keys) >= {
        "contains", "lead", "cooperate", "lead_via_group", "cooperate_via_group", "scheduled", "cites", "implements",
        "continues", "attached_to", "guides", "replaces", "amends", "based_on", "member_of", "succeeded_by", "child_of",
    }  # fmt: skip
    nodes = {n.key for n in K.nodes}
    for relation in K.relations:
        assert relation.vi and relation.en and relation.vi_back and relation.en_back, relation.key
        assert all(end in nodes for end in (relation.source, relation.target) if end), relation.key
