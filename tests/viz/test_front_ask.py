"""The page understands and answers a question as ``kg ask`` does: the two are asked side by side."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from kg.ask.answer import answer_json
from kg.ask.run import ask
from kg.cite.entry import Entry
from kg.corpus import write
from kg.corpus.build import memory_database, memory_store
from kg.corpus.store import Store
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.read import read_bytes
from tests.viz.browser import front_of
from tests.viz.test_front_text import KNOWN

TESTS = Path(__file__).parents[1]
QUESTIONS = [
    case["question"]
    for path in sorted((TESTS / "cases").glob("questions*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
EXAMPLES = [example for form in load_knowledge().questions for example in (*form.examples, *form.counter_examples)]
SAMPLES = os.environ.get("KG_SAMPLES")
PLAN = TESTS.parent / "data" / "68-KH-HU.txt"
#: ways of asking that no case has, each for a rule of its own
FURTHER = [
    "Văn phòng Huyện ủy phối hợp với ai",
    "Ban Tổ chức chủ trì, phối hợp với Văn phòng Huyện ủy việc gì",
    "ai cùng chủ trì với Ban Tổ chức",
    "Ban Tổ chức hoặc Ban Tuyên giáo chủ trì hoặc phối hợp nhiệm vụ nào",
    "nhiệm vụ từ năm 2021 đến năm 2025",
    "nhiệm vụ 2021-2025",
    "nhiệm vụ trước quý II/2024",
    "nhiệm vụ tháng 6/2023 hoặc năm 2023",
    "nhiệm vụ hoàn thành trước ngày 30 tháng 6 năm 2024",
    "nhiệm vụ đến ngày 1.3.2024",
    "Chỉ thị 05 khóa XII là văn bản nào",
    "399-QD/TU là văn bản nào",
    "nhiệm vụ nào viện dẫn ct28 hoặc kl 21",
    "nhiệm vụ nào viện dẫn Kết luận số 21 ngày 25/10/2021 của Bộ Chính trị",
    "nhiệm vụ thứ 3 của mục 2.1",
    "mục II.1 có những nhiệm vụ gì",
    "Ban Tổ chức Huyện ủy huyện Vĩnh Linh chủ trì mấy nhiệm vụ",
    "Ban Chỉ đạo chuyển đổi số huyện chủ trì gì",
    "kế hoạch 68 viện dẫn những nghị quyết nào",
    "which units support tasks without a deadline",
    "how many tasks cite Directive 05",
]
GROUP = "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"
WRITTEN: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "decomposed": lambda q: unicodedata.normalize("NFD", q),
    "politely": lambda q: f"Cho em hỏi {q} vậy ạ",
    "a letter dropped": lambda q: q[:5] + q[6:],
    "two letters exchanged": lambda q: q[:9] + q[10:11] + q[9:10] + q[11:],
}
#: words of questions, of the plan, numbers and signs, in any order
WORDS = st.lists(
    st.sampled_from(
        [*dict.fromkeys(w for q in QUESTIONS for w in q.split()), "không", "Sở", "2.1", "II/2024", "05-CT/TW"]
    ),
    max_size=12,
).map(" ".join)
TOLD = """questions => questions.map(([q, lang]) => { const a = kg.front.ask(q, lang);
    const id = n => n === null ? null : kg.model.nodes[n].id;
    return {...a,
        tasks: a.tasks.map(t => [id(t.node), id(t.unit), t.role, id(t.via), t.basis]),
        units: a.units.map(u => [id(u.node), u.role, id(u.task), u.basis]),
        documents: a.documents.map(d => [d.label, d.code, d.nodes.map(id).sort()])}; })"""


@pytest.fixture(scope="module")
def page(browser: Browser, store: Store) -> Iterator[Page]:
    with front_of(browser, store) as page:
        yield page


def told(store: Store, question: str, lang: str) -> dict[str, Any]:
    """What the program answers, in the words of the page."""
    answer = ask(store, question, lang=lang)
    return {
        "understood": answer_json(answer)["understood"],  # type: ignore[index,call-overload]
        "sentence": answer.sentence,
        "as_of": answer.as_of,
        "total": answer.total,
        "tasks": [
            [
                t.task.id,
                t.unit.id if t.unit else None,
                t.role.value if t.role else None,
                t.via.unit if t.via else None,
                t.basis.value,
            ]
            for t in answer.tasks
        ],
        "units": [[u.unit.id, u.role.value, u.task.task.id, u.basis.value] for u in answer.units],
        "documents": [[d.entry.label, d.entry.code, _ids(store, d.entry)] for d in answer.documents],
        "count": answer.count,
        "count_via_group": answer.count_via_group,
        "unknown": list(answer.unknown),
        "suggestions": list(answer.suggestions),
    }


def _ids(store: Store, entry: Entry) -> list[str]:
    ords = [*([entry.own] if entry.own else []), *entry.directives]
    nodes = store.nodes(ords)
    return sorted(nodes[ord].id for ord in ords)


def differing(
    page: Page, store: Store, questions: list[str], lang: str = "vi"
) -> list[tuple[str, str, object, object]]:
    """The questions that the page does not answer as the program does, with what is told otherwise."""
    found = []
    for question, here in zip(questions, page.evaluate(TOLD, [[q, lang] for q in questions]), strict=True):
        program = told(store, question, lang)
        if not all(nodes for _, _, nodes in program["documents"]):
            program = {"tasks": [], "documents": []}  # only the knowledge has it: the page does not know it
        found += [(question, key, here[key], value) for key, value in program.items() if here[key] != value]
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_question_has_the_answer_of_the_program(page: Page, store: Store, lang: str) -> None:
    assert differing(page, store, QUESTIONS, lang) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_further_ways_of_asking_have_the_answer_of_the_program(page: Page, store: Store, lang: str) -> None:
    assert differing(page, store, FURTHER, lang) == []


def test_the_examples_of_the_grammar_have_the_answer_of_the_program(page: Page, store: Store) -> None:
    assert differing(page, store, EXAMPLES) == []


@pytest.mark.skipif(not SAMPLES, reason="KG_SAMPLES names no folder of labelled questions")
def test_labelled_questions_have_the_answer_of_the_program(page: Page, store: Store) -> None:
    labelled = yaml.safe_load((Path(SAMPLES or "") / "expected" / "questions.yaml").read_text(encoding="utf-8"))
    assert differing(page, store, [case["question"] for case in labelled]) == []


@pytest.mark.parametrize("way", WRITTEN)
def test_questions_written_otherwise_have_the_answer_of_the_program(page: Page, store: Store, way: str) -> None:
    assert differing(page, store, [WRITTEN[way](q) for q in QUESTIONS[::3]]) == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questions=st.lists(st.one_of(WORDS, st.text(KNOWN, max_size=60)), min_size=1, max_size=6))
def test_words_in_any_order_have_the_answer_of_the_program(questions: list[str], page: Page, store: Store) -> None:
    assert differing(page, store, questions) == []


def test_several_plans_have_the_answers_of_the_program(browser: Browser) -> None:
    knowledge = load_knowledge()
    text = PLAN.read_text(encoding="utf-8")
    neighbour = (
        text.replace("VĨNH LINH", "GIO LINH").replace("Vĩnh Linh", "Gio Linh").replace("68 - KH/HU", "12 - KH/HU")
    )
    #: a group before one of its members: the member stands in the cell itself
    neighbour = neighbour.replace("Ban Tổ chức Huyện ủy, Văn phòng Huyện ủy\t", f"{GROUP}, Ban Tổ chức Huyện ủy\t")
    texts = [text, neighbour.replace("ngày 9 tháng 01 năm 2023", "ngày 10 tháng 4 năm 2025")]
    texts += [path.read_text(encoding="utf-8") for path in sorted((TESTS / "fixtures").glob("*-KH-*.txt"))]
    read = [extract(read_bytes(t.encode(), f"{n}.txt"), knowledge) for n, t in enumerate(texts)]
    asked = [
        *("Ban Tuyên giáo Huyện ủy Gio Linh chủ trì nhiệm vụ nào", "Ban Tuyên giáo và Dân vận chủ trì việc gì"),
        *(
            "Kế hoạch 12 giao Ban Tổ chức chủ trì việc gì",
            "Ban Tuyên giáo Cam Lộ chủ trì gì",
            "Kế hoạch 45 viện dẫn gì",
        ),
        *("Ban Tổ chức Huyện ủy Gio Linh và Văn phòng Huyện ủy Vĩnh Linh cùng chủ trì nhiệm vụ nào", "mục II.1 có gì"),
    ]
    with memory_store(knowledge, read) as store, front_of(browser, store) as page:
        assert differing(page, store, [*asked, *QUESTIONS]) == []


def test_a_name_that_a_person_explained_means_its_unit(browser: Browser) -> None:
    knowledge = load_knowledge()
    db = memory_database(knowledge, [extract(read_bytes(PLAN.read_bytes(), PLAN.name), knowledge)])
    with Store(db, PLAN.name) as store:
        unit = next(u for u in store.units() if u.entry == "Ban Tuyên giáo")
        write.put_renamed(db, store.documents()[0].ord, (("Bộ phận Khoa giáo", unit.id),))
        asked = "bo phan khoa giao chủ trì nhiệm vụ nào"
        assert ask(store, asked).count == 6
        with front_of(browser, store) as page:
            assert differing(page, store, [asked]) == []


@pytest.mark.parametrize(
    "text", ["", "x" * 100_000, "a " * 50_000, "Sở " * 59, "về " * 60, "1/" * 900, "mục " * 58 + "1"]
)
def test_hostile_text_is_answered_in_time(page: Page, text: str) -> None:
    page.set_default_timeout(5_000)
    assert page.evaluate("text => kg.front.answer(text, 'vi').understood", text) is None


@pytest.mark.parametrize(
    ("text", "asking", "advised"),
    [
        ("Ban Tuyên giáo chủ trì gì", True, False),
        ("lề lối làm việc", False, False),
        ("Ban Tổ chức chủ trì nhiều việc hơn Ban Tuyên giáo không", True, True),
        ("con mèo trên mái nhà", False, True),
    ],
)
def test_advice_is_given_where_it_helps(page: Page, text: str, asking: bool, advised: bool) -> None:
    found = page.evaluate("text => kg.front.answer(text, 'vi')", text)
    assert (found["asking"], bool(found["suggestions"])) == (asking, advised)
    assert found["hits"] or not found["understood"]
