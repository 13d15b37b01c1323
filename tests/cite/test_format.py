"""Citations as the rules want them: padding, first and later mentions, what is missing or not sure is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cite.entry import Entry, Field, Mark, Value
from kg.cite.format import Options, Printed, cite
from kg.cite.registry import Registry
from kg.cite.styles import DEFAULT, style_named, styles_of
from kg.corpus.store import Store
from kg.errors import UsageError
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Style

STYLES = {s.name: s for s in load_knowledge().styles}
PARTY = STYLES["dang"]


def entry(**told: str | None) -> Entry:
    values = {"type": "Chỉ thị", "code": "28-CT/TW", "date": "2019-01-21", "issuer": "Ban Bí thư", "title": "về A"}
    kept = {k: v for k, v in (values | told).items() if v}
    said = tuple(Value(Field(k), v, Mark.CERTAIN, source="nguồn") for k, v in kept.items())
    return Entry("doc:x", "x", None, "28", said, ())


def of(registry: Registry, name: str) -> Entry:
    found = [e for e in registry.every() if e.facts and e.facts.name == name]
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda s: s.name)
def test_a_style_prints_its_examples_and_no_counter_example(registry: Registry, style: Style) -> None:
    assert style.examples and style.counter_examples
    printed = set()
    for each in style.examples:
        document = of(registry, each.of)
        got = cite(document, style, later=each.later, options=Options(comma=each.comma or None, last=each.last)).text
        assert got == each.prints
        printed |= {
            cite(document, style, later=later, options=Options(last=last)).text
            for later in (False, True)
            for last in (False, True)
        }
    assert printed.isdisjoint(style.counter_examples)


def test_every_style_names_its_rule_and_how_it_was_read() -> None:
    names = [n for s in STYLES.values() for n in (s.name, *s.aliases)]
    assert len(names) == len(set(names))
    assert all(s.rule and s.read in ("certain", "secondary") and s.vi and s.en for s in STYLES.values())
    assert DEFAULT in STYLES


@given(st.dates())
def test_days_below_ten_and_the_first_two_months_are_padded_and_no_other(day) -> None:
    text = cite(entry(date=day.isoformat(), title=None), PARTY).text
    written = text.partition(" ngày ")[2].partition(" của ")[0]
    d, m, y = written.split("/")
    assert (int(d), int(m), int(y)) == (day.day, day.month, day.year)
    assert d.startswith("0") == (day.day < 10)
    assert m.startswith("0") == (day.month < 3)


@pytest.mark.parametrize(
    "told, printed, note",
    [
        ({"date": None}, "Chỉ thị số 28-CT/TW của Ban Bí thư về A", "ngày ban hành"),
        ({"issuer": None}, "Chỉ thị số 28-CT/TW ngày 21/01/2019 về A", "cơ quan ban hành"),
        ({"title": None}, "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư", "trích yếu"),
    ],
)
def test_what_is_not_known_is_left_out_and_said(told: dict[str, None], printed: str, note: str) -> None:
    got = cite(entry(**told), PARTY)
    assert got.text == printed
    assert [n.vi for n in got.notes] == [f"chưa rõ {note}: để trống"]


def test_a_later_mention_says_nothing_of_what_it_does_not_print() -> None:
    assert cite(entry(date=None, issuer=None), PARTY, later=True) == Printed("Chỉ thị số 28-CT/TW")


def test_a_value_that_is_not_sure_is_printed_and_told(registry: Registry) -> None:
    found = registry.find("05-CT/TU").entry
    assert found
    got = cite(found, PARTY)
    assert "07/5/2021" in got.text
    assert any("ngày ban hành" in n.vi and "68-KH/HU, mục 2.3" in n.vi for n in got.notes)


def test_a_conflict_is_told(registry: Registry) -> None:
    found = registry.find("12-HD/BTCTW 2018").entry
    assert found
    assert any("68-KH/HU, mục 1.3" in n.vi and "trích yếu" in n.vi for n in cite(found, PARTY).notes)


def test_the_tone_stands_where_the_office_wants_it() -> None:
    body = entry(issuer="Ủy ban Kiểm tra", title="về khoá, hoàn thuỷ")
    assert "Uỷ ban" in cite(body, PARTY, options=Options(tone="uỷ")).text
    assert cite(body, PARTY, options=Options(tone="ủy")).text.endswith("về khóa, hoàn thủy")


def test_a_term_that_the_body_names_is_not_said_twice() -> None:
    told = Value(Field.TERM, "XIII", Mark.CERTAIN)
    twice = entry(issuer="Ban Chấp hành Trung ương Đảng khóa XIII")
    text = cite(replace(twice, values=(*twice.values, told)), PARTY).text
    assert text.count("XIII") == 1


def test_signs_of_markdown_are_escaped() -> None:
    assert r"*về a\_b \*c\* \[d\]*" in cite(entry(title="về a_b *c* [d]"), STYLES["markdown"]).text


def test_a_title_in_quotation_marks_keeps_those_inside() -> None:
    assert cite(entry(title="“Biểu hiện “tự diễn biến””"), PARTY).text.endswith("Ban Bí thư “Biểu hiện “tự diễn biến””")


def test_a_title_in_capitals_stays_as_it_is_printed_and_is_told() -> None:
    printed = cite(entry(title="VỀ CÁC GIẢI PHÁP"), PARTY)
    assert printed.text.endswith("Ban Bí thư “VỀ CÁC GIẢI PHÁP”")
    assert any("in hoa" in note.vi for note in printed.notes)
    assert not any("in hoa" in note.vi for note in cite(entry(), PARTY).notes)


def test_a_task_is_cited_by_its_place() -> None:
    text = cite(entry(title=None), PARTY, place="mục 2.1, gạch đầu dòng 3").text
    assert text == "mục 2.1, gạch đầu dòng 3, Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư"


def test_styles_are_found_by_both_names_and_others_are_refused(plan: Store) -> None:
    assert style_named(plan, None).name == styles_of(plan)[0].name == DEFAULT
    assert style_named(plan, "party-short").name == "dang-ngan"
    with pytest.raises(UsageError, match="no style"):
        style_named(plan, "chicago")


def test_laws_of_the_state_are_named_without_number(registry: Registry, cited: Callable[[str], object]) -> None:
    law = of(registry, "Luật 31/2024/QH15 2024-01-18")
    assert cite(law, STYLES["nha-nuoc"], later=True).text == "Luật Đất đai"
