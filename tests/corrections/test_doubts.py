"""What waits for a person: all that was inferred, unknown, unread or warned about, each once, and nothing else."""

from __future__ import annotations

from kg import corrections
from kg.corpus.build import memory_store
from kg.corpus.shipped import open_shipped
from kg.corrections.doubts import doubts
from kg.corrections.model import Doubt
from kg.document import Extraction
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.read.plain import read_plain
from kg.records import Basis
from tests.letterhead import LETTERHEAD

KNOWLEDGE = load_knowledge()
ROWS = """\t- Rà soát quy chế làm việc.\tBan Tổ chức Huyện ủy\tTrạm Khuyến nông Bến Hải\tNăm 2023
\t- Bồi dưỡng bí thư chi bộ.\tTrạm Khuyến nông Bến Hải\t\tkỳ họp lần sau
\t- Kiểm tra việc thực hiện.\t\tCấp ủy cơ sở\tNăm 2023
\t- Mở lớp bồi dưỡng.\tBan Tuyên giáo Huyện ủy\t\t
\t- Sơ kết, tổng kết.\t\t\t
"""


def read(rows: str = ROWS) -> Extraction:
    text = LETTERHEAD.format(PLACE="VĨNH LINH", place="Vĩnh Linh", number=1, day=9) + rows
    return extract(read_plain(text, "plan.txt", "0" * 64), KNOWLEDGE)


def test_each_thing_that_is_inferred_unknown_or_unread_waits_once() -> None:
    found = [(w.kind, w.subject.rpartition("/")[2], w.uses) for w in doubts(read())]
    assert found == [
        (Doubt.UNKNOWN_UNIT, "tram-khuyen-nong-ben-hai", 2),
        (Doubt.UNKNOWN_TIME, "-2", 1),
        (Doubt.NO_LEAD, "-3", 1),
        (Doubt.NO_TIME, "-4", 1),
        (Doubt.INFERRED, "-5", 1),
        (Doubt.NO_TIME, "-5", 1),
    ]


def test_a_plan_that_says_all_leaves_nothing_waiting() -> None:
    rows = "\t- Rà soát quy chế làm việc.\tBan Tổ chức Huyện ủy\tCấp ủy cơ sở\tNăm 2023\n"
    assert doubts(read(rows)) == ()


def test_the_store_counts_what_waits_and_tells_it_most_used_first() -> None:
    with memory_store(KNOWLEDGE, [read()]) as store:
        (document,) = store.documents()
        waiting = corrections.waiting(store)
        assert corrections.count(store) == len(waiting) == corrections.count(store, [document.ord]) == 6
        assert corrections.count(store, []) == 0 and corrections.waiting(store, [document.ord]) == waiting
        assert waiting[0].text == "Trạm Khuyến nông Bến Hải" and waiting[0].uses == 2
        assert [w.uses for w in waiting] == sorted((w.uses for w in waiting), reverse=True)


def test_every_inferred_fact_of_the_shipped_plan_waits() -> None:
    with open_shipped() as store:
        tasks = [row.task for row in store.tasks(store.all_tasks()).values()]
        waits = {w.subject for w in corrections.waiting(store) if w.kind is Doubt.INFERRED}
        inferred = {t.id for t in tasks for f in (*t.lead, *t.timeframes) if f.basis is Basis.INFERRED}
    assert waits == inferred != set()
