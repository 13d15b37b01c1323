"""Documents found and told apart: a code is no identity, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.cite.entry import Entry, Field, Mark
from kg.cite.registry import Fit, Registry
from kg.corpus.build import memory_database
from kg.corpus.store import Store
from kg.document import Document
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Directive
from kg.read import read_bytes
from kg.records import Citation
from tests.letterhead import LETTERHEAD

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "registry.yaml").read_text("utf-8")
)
FACTS = load_knowledge().directives


def called(entry: Entry) -> str:
    return entry.label if entry.date is None and entry.code is None else f"{entry.label} {entry.date or entry.year}"


def near(fit: Fit) -> str:
    return f"{called(fit.entry)} {' '.join(fit.differs)}{'!' * fit.contradiction}"


def document(plan: Store) -> Document:
    return plan.document(plan.documents()[0].ord)


@pytest.mark.parametrize("case", CASES["find"], ids=lambda c: str(c["label"]))
def test_what_is_typed_finds_every_document_that_fits_and_no_other(registry: Registry, case: dict[str, Any]) -> None:
    found = registry.find(case["text"])
    assert [called(e) for e in found.entries] == case["expected"]
    assert set(case.get("apart", ())) <= set(found.apart)
    assert (found.entry is None) == (len(case["expected"]) != 1)


@pytest.mark.parametrize("case", CASES["resolve"], ids=lambda c: str(c["label"]))
def test_a_mention_means_one_document_or_those_that_fit(
    registry: Registry, plan: Store, cited: Callable[[str], Citation], case: dict[str, Any]
) -> None:
    got = registry.resolve(cited(case["text"]), document(plan))
    assert got.status == case["status"]
    assert (called(got.entry) if got.entry else None) == case.get("entry")
    assert got.sure == case.get("sure", False)
    assert list(got.differs) == case.get("differs", [])
    assert [e.date or e.year for e in got.candidates] == case.get("candidates", [])
    assert [near(f) for f in got.near] == case.get("near", [])


@pytest.mark.parametrize("facts", FACTS, ids=lambda f: f.name)
def test_facts_fit_their_examples_and_no_counter_example(
    registry: Registry, cited: Callable[[str], Citation], facts: Directive
) -> None:
    assert facts.examples and facts.counter_examples

    def fits(text: str) -> bool:
        got = registry.resolve(cited(text))
        return facts in [e.facts for e in ((got.entry,) if got.entry else got.candidates)]

    assert all(fits(text) for text in facts.examples)
    assert not any(fits(text) for text in facts.counter_examples)


def test_facts_name_their_relations_ends_and_say_where_they_stand() -> None:
    names = {f.name for f in FACTS}
    for facts in FACTS:
        assert {r.to for r in facts.relations} <= names, facts.name
        assert facts.checked, facts.name
        assert facts.source or facts.mark != "certain", facts.name
        assert facts.code is None or facts.name == f"{facts.type} {facts.code} {facts.date or facts.year}"


def test_every_citation_of_the_plan_that_has_a_day_means_one_document(registry: Registry, plan: Store) -> None:
    read = plan.extraction(plan.documents()[0].ord)
    for citation, got in zip(
        read.citations, registry.resolve_all(read.citations, read.aliases, read.document), strict=True
    ):
        assert got.entry, citation.printed


def test_what_a_plan_prints_stands_beside_the_facts(registry: Registry) -> None:
    entry = registry.find("hướng dẫn 12-HD/BTCTW ngày 06/7/2018").entry
    assert entry
    titles = entry.said(Field.TITLE)
    assert [t.mark for t in titles] == [Mark.CERTAIN, Mark.PRINTED]
    assert titles[0].source and titles[1].place and titles[1].place.said == "68-KH/HU, mục 1.3, gạch đầu dòng 2"


def test_conflicts_are_kept_behind_the_surer_value(registry: Registry) -> None:
    entry = registry.find("28-CT/TW").entry
    assert entry and entry.date == "2019-01-21"
    assert [(v.says, v.mark) for v in entry.said(Field.DATE)][1:] == [
        ("2018-01-21", Mark.SECONDARY),
        ("2019-02-21", Mark.SECONDARY),
    ]


def test_a_document_of_another_province_is_not_meant(
    registry: Registry, plan: Store, cited: Callable[[str], Citation]
) -> None:
    citation = cited("Chỉ thị số 05-CT/TU ngày 07/5/2021 của Ban Thường vụ Tỉnh ủy")
    here = document(plan)
    assert registry.resolve(citation, here).entry
    assert not registry.resolve(citation, replace(here, scope="tỉnh Lào Cai")).entry


def test_an_offices_own_document_is_found(plan: Store) -> None:
    own = Directive("Công văn 12-CV/VPHU 2023-02-01", "Công văn", "12-CV/VPHU", "2023-02-01", title="gửi báo cáo")
    found = Registry(plan, (*FACTS, own)).find("12-CV/VPHU")
    assert found.entry and found.entry.facts == own


# --- several places


def plan_of(province: str, district: str, day: int) -> str:
    head = LETTERHEAD.format(PLACE=district.upper(), place=district, number=day, day=day)
    rows = (
        "2\tThực hiện Chỉ thị số 05-CT/TU ngày 07/5/2021 của Ban Thường vụ Tỉnh ủy; Luật Đất đai; Kết luận số 21-KL/TW"
        f" ngày 25/10/2021\tBan Tổ chức Huyện ủy\t\tNăm {2023}\n"
    )
    return head.replace("QUẢNG TRỊ", province.upper()) + rows


@pytest.fixture(scope="module")
def several() -> Iterator[Store]:
    knowledge = load_knowledge()
    texts = [
        ("a.txt", plan_of("Quảng Trị", "Gio Linh", 8)),
        ("b.txt", plan_of("Quảng Trị", "Hải Lăng", 9)),
        ("c.txt", plan_of("Hà Tĩnh", "Can Lộc", 10)),
    ]
    read = [extract(read_bytes(text.encode(), name), knowledge) for name, text in texts]
    with Store(memory_database(knowledge, read), "mem") as store:
        yield store


def test_a_number_of_two_provinces_is_two_documents(several: Store) -> None:
    found = Registry(several).find("05-CT/TU")
    assert [(e.scope, len(e.mentions)) for e in found.entries] == [("tỉnh Hà Tĩnh", 1), ("tỉnh Quảng Trị", 2)]
    assert Field.SCOPE in found.apart


def test_a_mention_means_the_document_of_its_own_province(several: Store, cited: Callable[[str], Citation]) -> None:
    registry = Registry(several)
    citation = cited("Chỉ thị số 05-CT/TU ngày 07/5/2021 của Ban Thường vụ Tỉnh ủy")
    for row in several.documents():
        got = registry.resolve(citation, several.document(row.ord))
        assert got.entry and got.entry.scope and row.scope and row.scope.endswith(got.entry.scope)


def test_what_the_centre_issued_is_one_document_for_all(several: Store) -> None:
    registry = Registry(several)
    for text in ("21-KL/TW", "luật đất đai"):
        entry = registry.find(text).entry
        assert entry and len({m.place.document for m in entry.mentions}) == 3, text
