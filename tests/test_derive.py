"""What follows from what a plan says: through groups, at its date, and between the documents that it cites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.derive import UNJUDGED, Edges, derive
from kg.document import Document, Extraction, Relation
from kg.facts import Edge
from kg.ids import unit_id
from kg.knowledge.load import load_knowledge
from kg.places import Piece
from kg.records import Basis, Citation, Heading, Task, Timeframe, TimeKind, UnitMention

STAFF = "Các cơ quan chuyên trách tham mưu, giúp việc"
FRONT = "MTTQ và các đoàn thể chính trị - xã hội"


def at(line: int, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    return (Piece(line=line, start=start or line * 100, end=end or line * 100 + 10),)


def unit(entry: str, tail: str = "Huyện ủy", basis: Basis = Basis.STATED, line: int = 5) -> UnitMention:
    name = f"{entry} {tail}".strip()
    return UnitMention(unit_id(name, "Gio An"), name, name, basis, at(line), entry)


def time(kind: TimeKind, start: str | None = None, end: str | None = None, condition: str | None = None) -> Timeframe:
    return Timeframe("printed", kind, start, end, condition, None, Basis.STATED, at(6))


def cite(
    code: str | None, date: str | None = None, *, type: str = "Chỉ thị", line: int = 7, **more: object
) -> Citation:
    empty = Citation("printed", type, None, code, code, code, date, *[None] * 7, at(line))
    return replace(empty, **more)  # type: ignore[arg-type]


def plan(
    *,
    lead: tuple[UnitMention, ...] = (),
    cooperate: tuple[UnitMention, ...] = (),
    times: tuple[Timeframe, ...] = (),
    citations: tuple[Citation, ...] = (),
    in_task: tuple[int, ...] = (),
    date: str | None = "2023-03-01",
    code: str = "12-KH/HU",
    relations: tuple[Relation, ...] = (),
    implements: tuple[int, ...] = (),
) -> Extraction:
    document = Document(
        id=f"doc-{code}-{date}",
        file="plan.txt",
        sha256="0" * 64,
        type="Kế hoạch",
        number="12",
        code=code,
        date=date,
        issuer="Ban Thường vụ Huyện ủy",
        scope="Gio An",
        place="Gio An",
        title="thực hiện",
        attached=None,
        status="issued",
        marking=None,
        signer=None,
        recipients=(),
        implements=implements,
        level="huyen",
    )
    heading = Heading("H1", "1", None, "Mục một", (), at(3))
    task = Task(
        id="T1",
        fingerprint="viec",
        heading="H1",
        number=None,
        position=1,
        place="mục 1, gạch đầu dòng 1",
        parent=None,
        text="Việc",
        lead=lead,
        cooperate=cooperate,
        timeframes=times,
        product=None,
        citations=in_task,
        source=at(4),
    )
    return Extraction(document, (heading,), (task,), citations, relations, (), (), (), ())


def facts(edges: Edges, relation: str) -> list[Edge]:
    return [edge for edge in edges.edges if edge.relation == relation]


def names(edges: Edges, relation: str) -> set[str]:
    by_id = {node.id: node.name for node in edges.units}
    return {by_id[edge.src] for edge in facts(edges, relation)}


def run(extraction: Extraction) -> Edges:
    return derive(extraction, load_knowledge())


def test_a_unit_in_the_lead_cell_leads_the_task_with_the_place_of_its_mention() -> None:
    edges = run(plan(lead=(unit("Ban Tổ chức"),)))
    (edge,) = facts(edges, "lead")
    assert (edge.dst, edge.task, edge.basis, edge.via) == ("T1", "T1", Basis.STATED, None)
    assert edge.body.source == at(5) and edge.body.reason is None
    assert edges.units[0].entry == "Ban Tổ chức" and edges.units[0].tail == "Huyện ủy"
    assert edges.units[0].scope == "Gio An" and edges.units[0].level == "huyen"


def test_what_is_inherited_or_inferred_carries_its_basis_and_the_reason() -> None:
    edges = run(
        plan(lead=(unit("Ban Tổ chức", basis=Basis.INFERRED),), cooperate=(unit("Văn phòng", basis=Basis.INHERITED),))
    )
    (lead,), (cooperate,) = facts(edges, "lead"), facts(edges, "cooperate")
    assert lead.basis is Basis.INFERRED and lead.body.reason and lead.body.reason.rule == "inferred"
    assert cooperate.basis is Basis.INHERITED and cooperate.body.reason and cooperate.body.reason.values == ("H1",)


@pytest.mark.parametrize(
    ("date", "has", "has_not"),
    [
        ("2023-03-01", {"Ban Tuyên giáo Huyện ủy", "Ban Dân vận Huyện ủy"}, {"Ban Tuyên giáo và Dân vận Huyện ủy"}),
        ("2025-01-15", {"Ban Dân vận Huyện ủy"}, {"Ban Tuyên giáo và Dân vận Huyện ủy"}),
        ("2025-03-01", {"Ban Tuyên giáo và Dân vận Huyện ủy"}, {"Ban Tuyên giáo Huyện ủy", "Ban Dân vận Huyện ủy"}),
    ],
)
def test_members_of_a_group_are_those_of_the_plans_date(date: str, has: set[str], has_not: set[str]) -> None:
    members = names(run(plan(lead=(unit(STAFF),), date=date)), "lead_via_group")
    assert has <= members and not has_not & members
    assert {"Ban Tổ chức Huyện ủy", "Văn phòng Huyện ủy", "Ủy ban Kiểm tra Huyện ủy"} <= members


def test_a_member_never_gets_the_stated_role_and_names_its_group() -> None:
    edges = run(plan(cooperate=(unit(STAFF),)))
    group = unit(STAFF)
    assert names(edges, "cooperate") == {group.name}
    assert not facts(edges, "lead_via_group")
    through = facts(edges, "cooperate_via_group")
    assert through and {edge.via for edge in through} == {group.unit}
    assert all(edge.body.mark and edge.body.reason and edge.body.source == at(5) for edge in through)
    assert names(edges, "member_of") == names(edges, "cooperate_via_group")


def test_a_bounded_membership_is_not_judged_in_a_plan_without_a_date() -> None:
    edges = run(plan(lead=(unit(STAFF),), date=None))
    marks = {edge.src.split("/")[1]: edge.body.mark for edge in facts(edges, "lead_via_group")}
    assert marks["ban-tuyen-giao-huyen-uy"] == marks["ban-tuyen-giao-va-dan-van-huyen-uy"] == UNJUDGED
    assert marks["ban-to-chuc-huyen-uy"] != UNJUDGED


def test_members_take_the_tail_and_the_place_of_their_group() -> None:
    elsewhere = "Huyện ủy Cồn Tiên"
    mention = unit(STAFF, elsewhere)
    mention = replace(mention, unit=unit_id(mention.name, "Cồn Tiên"))
    edges = run(plan(lead=(mention,)))
    assert "Ban Tổ chức Huyện ủy Cồn Tiên" in names(edges, "lead_via_group")
    assert {node.id.partition("/")[0] for node in edges.units} == {"con-tien"}
    assert {node.scope for node in edges.units} == {"Cồn Tiên"}
    assert "Hội Nông dân tỉnh" in names(run(plan(lead=(unit(FRONT, "tỉnh"),))), "lead_via_group")


@pytest.mark.parametrize("tail", ["các cấp", "cơ sở", "", "cấp ủy các cấp", "các xã, thị trấn"])
def test_a_group_of_many_bodies_or_of_nobody_named_has_no_members_here(tail: str) -> None:
    assert not facts(run(plan(lead=(unit(FRONT, tail),))), "lead_via_group")
    assert not facts(run(plan(lead=(unit(STAFF, tail),))), "lead_via_group")


def test_a_unit_that_stands_in_the_cell_beside_its_group_has_both_facts() -> None:
    edges = run(plan(lead=(unit("Ban Tổ chức"), unit(STAFF))))
    organisation = unit("Ban Tổ chức").unit
    assert [e.relation for e in edges.edges if e.src == organisation and e.dst == "T1"] == ["lead", "lead_via_group"]


def test_a_unit_that_the_knowledge_lacks_is_a_node_without_entry() -> None:
    mention = UnitMention("gio-an/to-cong-tac-34", "Tổ công tác 34", "Tổ công tác 34", Basis.STATED, at(5))
    (node,) = run(plan(lead=(mention,))).units
    assert (node.entry, node.tail, node.level) == (None, "", None)


def test_a_successor_is_told_with_its_validity_and_leads_nothing() -> None:
    edges = run(plan(lead=(unit("Ban Tuyên giáo"),)))
    later = [e for e in facts(edges, "succeeded_by") if e.dst == unit("Ban Tuyên giáo và Dân vận").unit]
    assert len(later) == 1 and later[0].body.since and later[0].body.since >= "2025"
    assert names(edges, "lead") == {"Ban Tuyên giáo Huyện ủy"} and not facts(edges, "lead_via_group")


def test_equal_times_share_a_node_and_times_that_could_not_be_read_do_not() -> None:
    year = time(TimeKind.WITHIN, "2023-01-01", "2023-12-31")
    unread = time(TimeKind.UNKNOWN)
    edges = run(plan(times=(year, year, unread, replace(unread, printed="khi nào xong"))))
    assert len(edges.timeframes) == 3
    assert len({(edge.dst, edge.key) for edge in facts(edges, "scheduled")}) == 4


def test_a_mention_without_a_date_is_the_document_with_that_code() -> None:
    edges = run(plan(citations=(cite("05-CT/TW", "2016-05-15"), cite("05-CT/TW"), cite("06-CT/TW"))))
    assert edges.cited[0] == edges.cited[1] != edges.cited[2]


def test_a_mention_without_a_date_that_fits_two_documents_is_neither() -> None:
    edges = run(plan(citations=(cite("05-CT/TU"), cite("05-CT/TU", "2016-05-15"), cite("05-CT/TU", "2021-02-03"))))
    assert len(set(edges.cited)) == 3


def test_a_number_of_another_type_is_another_document() -> None:
    edges = run(plan(citations=(cite("21-NQ/TW", type="Nghị quyết"), cite("21-KL/TW", type="Kết luận"))))
    assert len(set(edges.cited)) == 2


@pytest.mark.parametrize(
    ("code", "date", "one"),
    [
        ("28-CT/TW", "2019-01-21", True),  # the whole country has one
        ("28-CT/TW", None, False),  # it may be that of another term
        ("28-CT/XXX", "2019-01-21", False),  # a body that is not known
        ("28-CT/HU", "2019-01-21", False),  # each district has one
    ],
)
def test_across_documents_only_type_code_and_date_together_make_one_node(
    code: str, date: str | None, one: bool
) -> None:
    citations = (cite(code, date),)
    here, there = plan(citations=citations), plan(citations=citations, code="13-KH/HU")
    there = replace(there, document=replace(there.document, scope="Hải Lăng"))
    assert (run(here).cited == run(there).cited) is one


def test_a_citation_is_told_of_the_task_the_heading_or_the_document_that_it_stands_in() -> None:
    inside = cite("02-CT/TW", line=3)
    edges = run(plan(citations=(cite("01-CT/TW", task="T1"), inside, cite("03-CT/TW", line=9)), in_task=(0,)))
    assert [(e.src, e.dst) for e in facts(edges, "cites")] == [
        ("T1", edges.cited[0]),
        ("H1", edges.cited[1]),
        (plan().document.id, edges.cited[2]),
    ]


def test_what_the_text_states_between_documents_is_an_edge_between_them() -> None:
    citations = (cite("18-KL/TW", type="Kết luận"), cite("10-CT/TW"))
    relations = (
        Relation(0, 1, "continues", "tiếp tục thực hiện", at(8)),
        Relation(None, 1, "guides", "hướng dẫn", at(8)),
    )
    edges = run(plan(citations=citations, relations=relations, implements=(0,)))
    assert [(e.src, e.dst) for e in facts(edges, "continues")] == [(edges.cited[0], edges.cited[1])]
    assert [(e.src, e.dst) for e in facts(edges, "guides")] == [(plan().document.id, edges.cited[1])]
    assert [e.dst for e in facts(edges, "implements")] == [edges.cited[0]]


def test_every_end_of_an_edge_is_a_node() -> None:
    extraction = plan(
        lead=(unit(STAFF), unit("Ban Tuyên giáo")),
        cooperate=(unit(FRONT, "huyện"),),
        times=(time(TimeKind.CONTINUOUS),),
        citations=(cite("28-CT/TW", "2019-01-21"), cite(None, type="Luật", name="Luật Đất đai")),
        in_task=(0,),
    )
    edges = run(extraction)
    nodes = {extraction.document.id, "H1", "T1"}
    nodes |= {n.id for group in (edges.units, edges.directives, edges.timeframes) for n in group}  # type: ignore[attr-defined]
    assert {end for e in edges.edges for end in (e.src, e.dst, e.via) if end} <= nodes
    assert len({(e.src, e.dst, e.key) for e in edges.edges}) == len(edges.edges)
