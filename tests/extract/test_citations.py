"""Documents that sentences name: what is read of them, where they stand, and what is not read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.citations import CitationFinder, Found
from kg.knowledge.load import load_knowledge
from kg.places import Flow, Piece, clean
from kg.text import nfc

FINDER = CitationFinder(load_knowledge())
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "citations.yaml").read_text("utf8"))


def flow_of(text: str) -> Flow:
    return clean(text, 0, len(text), Piece(line=1))


def find(text: str) -> Found:
    return FINDER.find(flow_of(text))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda c: str(c["text"])[:60])
def test_sentence_names_these_documents(case: dict[str, Any]) -> None:
    found = find(case["text"]).citations
    assert len(found) == len(case["cites"]), [c.printed for c in found]
    for citation, wanted in zip(found, case["cites"], strict=True):
        assert {key: getattr(citation, key) for key in wanted} == wanted


@pytest.mark.parametrize("text", CASES["negatives"])
def test_sentence_names_no_document(text: str) -> None:
    assert [c.printed for c in find(text).citations] == []


@pytest.mark.parametrize("case", CASES["relations"], ids=lambda c: str(c["text"])[:60])
def test_sentence_states_these_relations(case: dict[str, Any]) -> None:
    found = find(case["text"])
    stated = [
        f"{'self' if r.from_citation is None else r.from_citation} {r.kind} {r.to_citation}" for r in found.relations
    ]
    assert stated == case["states"]


def every_example(field: str) -> list[tuple[str, str]]:
    kinds = load_knowledge().citation_words.kinds
    return [(kind.key, text) for kind in kinds for text in getattr(kind, field)]


@pytest.mark.parametrize(("kind", "text"), every_example("examples"))
def test_example_of_a_kind_is_read_as_that_kind(kind: str, text: str) -> None:
    from kg.extract.citations.view import View

    mentions = FINDER.mentions(View(text))
    assert [(m.kind, m.start, m.end) for m in mentions] == [(kind, 0, len(text))]


@pytest.mark.parametrize(("kind", "text"), every_example("counter_examples"))
def test_counter_example_of_a_kind_is_not(kind: str, text: str) -> None:
    from kg.extract.citations.view import View

    assert kind not in {m.kind for m in FINDER.mentions(View(text))}


def test_examples_of_relations_are_stated_and_counter_examples_are_not() -> None:
    for kind in load_knowledge().relations:
        for text in kind.examples:
            assert kind.key in {r.kind for r in find(text).relations}, text
        for text in kind.counter_examples:
            assert kind.key not in {r.kind for r in find(text).relations}, text


def test_declared_short_name_belongs_to_its_document_and_is_no_second_citation() -> None:
    found = find(
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 5/6/2021 của Tỉnh ủy (sau đây viết tắt là Nghị quyết số 12-NQ/TU), "
        "Kế hoạch số 9-KH/TU (sau đây gọi tắt là Kế hoạch số 9-KH/TU)"
    )
    assert [c.code for c in found.citations] == ["12-NQ/TU", "9-KH/TU"]
    assert [(a.short, a.citation) for a in found.aliases] == [("Nghị quyết số 12-NQ/TU", 0), ("Kế hoạch số 9-KH/TU", 1)]


def test_short_name_with_a_code_belongs_to_the_document_with_that_code() -> None:
    found = find("Thông tư số 15/2015/TT-BTP và Nghị định số 12/2015/NĐ-CP (sau đây gọi là Thông tư số 15/2015/TT-BTP)")
    assert [(a.short, a.citation) for a in found.aliases] == [("Thông tư số 15/2015/TT-BTP", 0)]


def test_short_name_of_a_thing_that_is_no_document_is_none() -> None:
    assert find("Quyết định số 18/QĐ-UBND về thành lập Cụm dịch vụ (gọi tắt là DK1)").aliases == ()


def test_declared_short_name_is_a_citation_where_it_stands_later() -> None:
    text = "Tiếp tục thực hiện Chương trình OCOP và các Đề án khác; chương trình OCOP được giao"
    found = FINDER.find(flow_of(text), ("Chương trình OCOP", "Đề án"))
    assert [(c.type, c.name, c.printed) for c in found.citations] == [(None, "Chương trình OCOP", "Chương trình OCOP")]
    assert find(text).citations == ()


def test_the_document_itself_is_no_citation_but_is_told() -> None:
    flow = flow_of("Kế hoạch này thay cho kế hoạch trước; Kế hoạch của này được gửi đến các chi bộ")
    spans = FINDER.mentions_self(flow)
    assert [flow.text[a:b] for a, b in spans] == ["Kế hoạch này", "Kế hoạch của này"]
    assert FINDER.find(flow).citations == ()


def test_source_of_a_citation_that_a_cell_breaks_has_several_pieces() -> None:
    from kg.places import join

    text = "theo Chỉ thị số\n05-CT/TU ngày 7/5/2021"
    flow = join([clean(text, 0, 15, Piece(line=1)), clean(text, 16, len(text), Piece(line=2))])
    (citation,) = FINDER.find(flow).citations
    assert citation.printed == "Chỉ thị số 05-CT/TU ngày 7/5/2021"
    assert [text[p.start : p.end] for p in citation.source] == ["Chỉ thị số", "05-CT/TU ngày 7/5/2021"]


PARTS = """
số Nghị_quyết Kế_hoạch Luật 12-NQ/TW 05-CT/TƯ 30/2020/NĐ-CP ngày 5/6/2021 31/2/2020 của Bộ_Chính_trị Tỉnh_ủy khóa XI,
( ) “ ” " ; . , và về thực_hiện thay_thế này Trung_ương 4 năm 2020 TW4 (sau_đây_gọi_là | ** [1] Điều_lệ_Đảng ban_hành
kèm_theo Đại_hội Ủy_ban_nhân_dân tỉnh - / I40/2025/NĐ-CP Quyết_định được bởi 57
"""


@given(st.lists(st.sampled_from(PARTS.split()), max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_field_is_printed_where_the_source_points(parts: list[str]) -> None:
    text = " ".join(parts).replace("_", " ")
    flow = flow_of(nfc(text))
    found = FINDER.find(flow)
    for citation, (start, end) in zip(found.citations, found.spans, strict=True):
        assert citation.printed == flow.text[start:end]
        assert " ".join(text[p.start : p.end] for p in citation.source).split() == citation.printed.split()
        assert citation.date is None or citation.date[:4] in citation.printed
        assert all(x in citation.printed for x in (citation.title, citation.term) if x)
        assert citation.issuer is None or citation.issuer in flow.text
    for relation in found.relations:
        assert relation.from_citation != relation.to_citation
        assert relation.printed in flow.text
    for alias in found.aliases:
        assert alias.short in flow.text


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    find(nfc(text))


@pytest.mark.parametrize(
    "unit", ["số ", "a-", "(", "“", "12-NQ/TW ", "Nghị quyết ", "Luật ", "12/2020/", "khóa XI, ", "**", "]("]
)
def test_long_repetition_is_read_to_the_end(unit: str) -> None:
    text = unit * (60_000 // len(unit)) + " Chỉ thị số 05-CT/TU"
    assert find(text).citations[-1].code == "05-CT/TU"


def test_sentences_of_real_documents_are_read() -> None:
    samples = os.environ.get("KG_SAMPLES")
    if not samples:
        pytest.skip("KG_SAMPLES names no folder of sample texts")
    from kg.ids import code_key

    cases = yaml.safe_load((Path(samples) / "expected" / "citations.yaml").read_text("utf8"))
    wanted = got = right = 0
    for case in cases["cases"]:
        if case.get("optional") is True:
            continue
        codes = {code_key(c["code"]) for c in case["citations"] if c["code"]}
        read = {code_key(c.code) for c in find(nfc(case["text"])).citations if c.code}
        wanted, got, right = wanted + len(codes), got + len(read), right + len(codes & read)
    assert right >= 0.98 * wanted and right >= 0.98 * got
    for case in cases["negatives"]:
        assert not [c for c in find(nfc(case["text"])).citations if c.code or not case.get("optional")], case["id"]
