"""A person's word takes the place of what was read, stays through every build, and is shown with who said it when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.ask.run import ask
from kg.ask.show import show
from kg.corpus.change import CorpusWriter
from kg.corpus.open import open_corpus
from kg.corrections import count, waiting
from kg.corrections.apply import correct
from kg.corrections.load import Corrections, Placed
from kg.corrections.model import Correction, Doubt, Kind, State
from kg.ids import unit_id
from kg.records import Basis, Hand, TimeKind
from kg.text import search_key
from tests.corrections.conftest import AT, KNOWLEDGE, ROWS, Office, about, extracted, plan

READ = extracted(plan())


def names(mentions: Any) -> list[str]:
    return [m.name for m in mentions]


def test_units_and_times_are_those_that_a_person_named(office: Office) -> None:
    office.say(
        about(READ, 0, Kind.LEAD, lead=("Văn phòng Huyện ủy", "Trạm Thú y Bến Quan")),
        about(READ, 0, Kind.COOPERATE, cooperate=()),
        about(READ, 0, Kind.TIME, times=("Quý II/2023",)),
    )
    office.build()
    task = office.tasks()[0]
    assert names(task.lead) == ["Văn phòng Huyện ủy", "Trạm Thú y Bến Quan"] and task.cooperate == ()
    assert {m.basis for m in task.lead} == {Basis.CORRECTED} and task.lead[0].hand == Hand("lead", "Lan", AT)
    assert task.lead[0].source and not task.lead[1].source  # the document prints the one, and nowhere the other
    (time,) = task.timeframes
    assert (time.kind, time.start, time.end, time.basis) == (
        TimeKind.WITHIN,
        "2023-04-01",
        "2023-06-30",
        Basis.CORRECTED,
    )
    assert [h.kind for h in task.hands] == ["lead", "cooperate", "time"]
    assert office.told() == [(State.APPLIED, k, None) for k in ("lead", "cooperate", "time")]


def test_facts_that_follow_are_made_of_the_corrected_ones_and_say_who_said_it(office: Office) -> None:
    office.say(about(READ, 1, Kind.LEAD, lead=("Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy",)))
    office.build()
    with open_corpus(office.corpus) as store:
        shown = show(store, "Ban Dân vận Huyện ủy")
        (task,) = [n for n in shown.neighbours if n.relation == "lead_via_group"]
        group = show(store, "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy")
        (lead,) = [n for n in group.neighbours if n.relation == "lead"]
    assert task.node.label.startswith("Bồi dưỡng") and task.basis is Basis.CORRECTED
    assert lead.reason and "Lan" in lead.reason and "24/11/2026" in lead.reason


def test_what_is_no_task_is_none_and_its_words_stay(office: Office) -> None:
    before = office.tasks()
    office.say(about(READ, 1, Kind.NOT_A_TASK))
    office.build()
    assert [t.id for t in office.tasks()] == [t.id for n, t in enumerate(before) if n != 1]
    with open_corpus(office.corpus) as store:
        texts = [o.text for o in store.extraction(store.documents()[0].ord).other]
    assert before[1].text in texts and "Ban Tuyên giáo Huyện ủy" in texts


def test_a_name_means_another_unit_in_its_task_alone(office: Office) -> None:
    said = about(READ, 0, Kind.UNIT, printed="Ban Tổ chức Huyện uỷ", means=("Ban Dân vận Huyện ủy",))
    office.say(said)
    office.build()
    (lead,) = office.tasks()[0].lead
    assert (lead.name, lead.printed, lead.basis) == ("Ban Dân vận Huyện ủy", "Ban Tổ chức Huyện ủy", Basis.CORRECTED)
    assert lead.source == READ.tasks[0].lead[0].source


UNKNOWN = (("Mở lớp.", "Trạm Khuyến nông", "", "Năm 2023"), ("Tập huấn.", "Trạm Khuyến nông", "", "Năm 2024"))


def unit(kind: Kind, means: tuple[str, ...], **values: Any) -> Correction:
    id = unit_id("Trạm Khuyến nông", "huyện Vĩnh Linh, tỉnh Quảng Trị")
    return Correction(kind, "Lan", AT, id=id, fingerprint=search_key("Trạm Khuyến nông"), means=means, **values)


def test_two_names_of_one_unit_are_one_in_every_document(office: Office) -> None:
    office.add(plan(UNKNOWN, 2), "b.txt")
    office.add(plan(UNKNOWN, 3), "c.txt")
    office.say(unit(Kind.SAME_UNIT, ("Phòng Nông nghiệp và Phát triển nông thôn huyện",)))
    office.build()
    with open_corpus(office.corpus) as store:
        assert "Trạm Khuyến nông" not in [u.name for u in store.units()]
        (row,) = [u for u in store.units() if u.name.startswith("Phòng Nông nghiệp")]
        assert len(store.assignments_of_units([row.ord])) == 4
        assert not [w for w in waiting(store) if w.kind is Doubt.UNKNOWN_UNIT]
        asked = ask(store, "Trạm Khuyến nông chủ trì nhiệm vụ nào?")
        assert asked.count == 4 and "Phòng Nông nghiệp" in asked.units_named[0]


def test_a_name_of_no_unit_leaves_its_tasks(office: Office) -> None:
    office.add(plan(UNKNOWN, 2), "b.txt")
    office.say(unit(Kind.SAME_UNIT, ()))
    office.build()
    assert [t.lead for t in office.tasks()[-2:]] == [(), ()]


def test_an_alias_is_read_in_texts_and_in_questions(office: Office) -> None:
    office.add(plan((("Mở lớp.", "BTGHU", "", "Năm 2023"),), 2), "b.txt")
    office.say(Correction(Kind.ALIAS, "Lan", AT, printed="BTGHU", means=("Ban Tuyên giáo Huyện ủy",)))
    office.build()
    assert names(office.tasks()[-1].lead) == ["Ban Tuyên giáo Huyện ủy"]
    with open_corpus(office.corpus) as store:
        assert ask(store, "BTGHU chủ trì nhiệm vụ nào?").count == 2
        assert ask(store, "Ban Tuyên giáo chủ trì nhiệm vụ nào?").count == 2


def test_a_name_that_is_taken_is_not_given_away(office: Office) -> None:
    office.say(Correction(Kind.ALIAS, "Lan", AT, printed="Ban Tổ chức", means=("Ban Tuyên giáo Huyện ủy",)))
    office.build()
    assert office.told() == [(State.ORPHANED, "alias", "taken")]
    assert names(office.tasks()[0].lead) == ["Ban Tổ chức Huyện ủy"]


def test_what_was_inferred_is_confirmed_as_it_was_read(office: Office) -> None:
    with open_corpus(office.corpus) as store:
        assert [w.kind for w in waiting(store)] == [Doubt.INFERRED]
    lead, times = tuple(names(READ.tasks[3].lead)), tuple(t.printed for t in READ.tasks[3].timeframes)
    values: dict[str, Any] = {"lead": lead, "cooperate": ("Cấp ủy cơ sở",), "times": times, "doubt": Doubt.INFERRED}
    office.say(about(READ, 3, Kind.CONFIRMED, **values))
    office.build()
    task = office.tasks()[3]
    assert {m.basis for m in (*task.lead, *task.cooperate)} == {Basis.CORRECTED} == {t.basis for t in task.timeframes}
    with open_corpus(office.corpus) as store:
        assert count(store) == 0


def test_what_is_read_otherwise_now_is_not_confirmed(office: Office) -> None:
    office.say(about(READ, 3, Kind.CONFIRMED, lead=("Văn phòng Huyện ủy",), doubt=Doubt.INFERRED))
    office.build()
    assert {m.basis for m in office.tasks()[3].lead} == {Basis.INFERRED}
    assert office.told() == [(State.ORPHANED, "confirmed", "value")]
    with open_corpus(office.corpus) as store:
        assert count(store) == 1


@pytest.mark.parametrize(
    "rebuild",
    [
        pytest.param(lambda o: o.build(everything=True), id="built-again"),
        pytest.param(lambda o: (o.corpus.database.unlink(), o.add(plan(ROWS, 7), "x.txt"), o.build()), id="lost-store"),
        pytest.param(lambda o: o.add(plan().replace("thôn, bản", "thôn, bản, khu phố")), id="newer-version"),
    ],
)
def test_a_correction_lasts(office: Office, rebuild: Any) -> None:
    office.say(about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    office.build()
    rebuild(office)
    assert names(office.tasks()[0].lead) == ["Ban Dân vận Huyện ủy"]


def test_a_newer_kg_that_reads_ids_otherwise_finds_the_records_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import extract, ids
    from kg.extract import assign

    office.say(about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    monkeypatch.setattr(assign, "task_id", lambda d, h, label: ids.task_id(d, h, f"row{label}"))
    monkeypatch.setattr(extract, "VERSION", extract.VERSION + 1)
    office.build()
    task = office.tasks()[0]
    assert task.id != READ.tasks[0].id and names(task.lead) == ["Ban Dân vận Huyện ủy"]
    assert office.told() == [(State.MOVED, "lead", None)]


def test_what_is_said_no_more_is_undone_by_the_next_build(office: Office) -> None:
    office.say(about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    office.build()
    (office.corpus.corrections / "lan.yaml").unlink()
    office.build()
    assert names(office.tasks()[0].lead) == ["Ban Tổ chức Huyện ủy"] and office.told() == []


def test_a_correction_of_a_document_that_is_not_here_is_told(office: Office) -> None:
    other = extracted(plan(ROWS, 9))
    office.say(about(other, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    office.build()
    assert office.told() == [(State.ORPHANED, "lead", "document")]
    assert names(office.tasks()[0].lead) == ["Ban Tổ chức Huyện ủy"]


def test_the_items_below_a_task_follow_its_correction(office: Office) -> None:
    rows = (("Rà soát quy chế.", "Ban Tổ chức Huyện ủy", "", "Năm 2023"),)
    text = plan(rows, 5, "\t+ Lập danh sách.\t\t\t\n")
    read = extracted(text)
    assert {m.basis for m in read.tasks[1].lead} == {Basis.INHERITED}
    office.add(text, "b.txt")
    office.say(about(read, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    office.build()
    assert names(office.tasks()[-1].lead) == ["Ban Dân vận Huyện ủy"]
    assert office.tasks()[-1].lead[0].basis is Basis.CORRECTED


def test_only_the_documents_that_are_concerned_are_read_again(office: Office) -> None:
    office.add(plan(UNKNOWN, 2), "b.txt")

    def outcomes() -> list[str]:
        return [str(change.outcome) for change in office.build()]

    assert outcomes() == ["current", "current"]
    office.say(unit(Kind.SAME_UNIT, ("Phòng Nông nghiệp và Phát triển nông thôn huyện",)))
    assert outcomes() == ["current", "read"]
    office.say(about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    assert outcomes() == ["read", "current"] and outcomes() == ["current", "current"]
    office.say(unit(Kind.SAME_UNIT, ("Hội Nông dân huyện",), settles=True), file="minh.yaml")
    assert outcomes() == ["current", "read"] and outcomes() == ["current", "current"]
    for path in office.corpus.corrections.iterdir():
        path.unlink()
    assert outcomes() == ["read", "read"] and outcomes() == ["current", "current"]


def test_a_document_that_is_taken_out_and_added_again_has_its_corrections(office: Office) -> None:
    office.say(about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)))
    office.build()
    with CorpusWriter(office.corpus) as writer:
        writer.remove(READ.document.id)
    assert office.told() == [(State.ORPHANED, "lead", "document")]
    office.add(plan())
    assert office.told() == [(State.APPLIED, "lead", None)]
    assert names(office.tasks()[0].lead) == ["Ban Dân vận Huyện ủy"]


def test_a_word_about_a_unit_that_nobody_names_is_told(office: Office) -> None:
    office.say(unit(Kind.SAME_UNIT, ("Hội Nông dân huyện",)))
    office.build()
    assert office.told() == [(State.ORPHANED, "same-unit", "gone")]


def test_a_document_that_a_newer_kg_names_otherwise_is_known_by_its_bytes() -> None:
    said, named = about(READ, 0, Kind.LEAD, lead=("Ban Dân vận Huyện ủy",)), READ.document.id
    older = replace(said, document="1-KH-HU", id=str(said.id).replace(named, "1-KH-HU"), sha256=READ.document.sha256)
    corrections = Corrections([Placed("lan.yaml:1", older)])
    done = correct(READ, corrections, KNOWLEDGE)
    assert names(done.extraction.tasks[0].lead) == ["Ban Dân vận Huyện ủy"]
    assert [t.state for t in done.told] == [State.APPLIED]
    assert correct(READ, corrections, KNOWLEDGE, others=["1-KH-HU"]).told == ()  # it is another document's
