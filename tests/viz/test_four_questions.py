"""The four questions that the page is for, by mouse and by keyboard alone, and what is copied from it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kg.cite.cited import cited
from kg.cite.styles import styles_of
from tests.viz.test_page import PLAN, PROPAGANDA, TASK, texts


def by_mouse(page: Page, question: str) -> None:
    page.locator("#q").click()
    page.locator("#q").fill(question)


def by_keys(page: Page, question: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(question)


@pytest.fixture(params=[by_mouse, by_keys], ids=["mouse", "keyboard"])
def ask(request):
    return request.param


def open_first(page: Page, ask) -> None:
    """Open the first result in the way of the hand that asks."""
    if ask is by_mouse:
        page.locator(".hits a").first.click()
    else:
        page.keyboard.press("ArrowDown")
        while not page.evaluate("document.activeElement.closest('.hits') !== null"):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")


def test_what_does_a_unit_lead(visit, file, ask) -> None:
    page = visit(file).page
    ask(page, "ban tuyen giao chu tri gi")
    assert "Các nhiệm vụ do Ban Tuyên giáo Huyện ủy chủ trì." in page.inner_text(".understood")
    assert page.inner_text(".count") == "6 trực tiếp, 5 qua nhóm"
    assert texts(page, "#list h3.answer") == ["Chủ trì – trực tiếp (6)", "Chủ trì – qua nhóm (5)"]
    assert "Gần giống" not in page.inner_text("#list")
    open_first(page, ask)
    expect(page.locator("#chosen .whole")).to_contain_text("Tập trung chỉ đạo các giải pháp phù hợp")


def test_who_does_a_task_with_whom_when_and_under_what(visit, file, ask) -> None:
    page = visit(file).page
    ask(page, "nghiem che do sinh hoat cua cap uy")
    open_first(page, ask)
    expect(page.locator("#chosen .name")).to_have_text("mục 1.3, gạch đầu dòng 2")
    blocks = texts(page, "#chosen .block h4")
    assert blocks == ["Viện dẫn", "Chủ trì (2)", "Thời gian", "Dẫn chiếu (10)", "Thuộc"]
    assert "Thường xuyên" in page.inner_text("#chosen") and "Chỉ thị 10-CT/TW" in page.inner_text("#chosen")


def test_which_tasks_cite_a_document(visit, file, ask) -> None:
    page = visit(file).page
    ask(page, "nhiem vu nao dan chieu chi thi 10")
    assert texts(page, "#list h3.answer")[0] == "nhiệm vụ (1)"
    open_first(page, ask)
    expect(page.locator("#chosen .name")).to_have_text("mục 1.3, gạch đầu dòng 2")


def test_who_is_loaded_when(visit, file, ask) -> None:
    page = visit(file).page
    if ask is by_mouse:
        page.get_by_role("tab", name="Đơn vị × thời gian").click()
        page.get_by_role("link", name="Ban Tuyên giáo Huyện ủy, Thường xuyên: Chủ trì 4").click()
    else:
        page.keyboard.press("Tab")
        page.locator("#tab-lanes").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator(".matrix")).to_be_visible()
        cell = page.get_by_role("link", name="Ban Tuyên giáo Huyện ủy, Thường xuyên: Chủ trì 4")
        while not cell.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator(".understood p")).to_have_text("Lọc theo ô: Ban Tuyên giáo Huyện ủy · Thường xuyên (4)")


def test_the_same_question_in_english(visit, file) -> None:
    page = visit(file, "lang=en").page
    by_keys(page, "What does Ban Tuyên giáo lead?")
    assert page.inner_text(".count") == "6 directly, 5 through a group"


def test_an_unknown_unit_is_named_and_no_other_is_put_in_its_place(visit, file) -> None:
    page = visit(file).page
    by_keys(page, "Sở Xây dựng chủ trì nhiệm vụ nào?")
    assert "Kế hoạch này không có: Sở Xây dựng" in page.inner_text("#list")
    assert page.locator("#list h3.answer").count() == 0
    assert page.locator(".examples a").count() == 0, "that there is no such unit is no question"


def test_advice_stands_before_what_is_hardly_alike_and_behind_what_is_found(visit, file) -> None:
    page = visit(file).page
    order = "all => all.map(one => one.className)"
    by_keys(page, "tuyen giao")
    assert page.eval_on_selector_all("#list > ul, #list > .examples", order)[0] == "hits"
    page.fill("#q", "tau vu tru chu tri gi")
    assert page.eval_on_selector_all("#list > ul, #list > .examples", order)[0] == "examples"
    assert "Thử" in page.inner_text(".examples")


def test_every_example_is_a_question_that_has_an_answer(visit, file) -> None:
    for lang in ("vi", "en"):
        window = visit(file, f"lang={lang}")
        for question in texts(window.page, ".examples li"):
            window.page.fill("#q", question)
            assert window.page.locator(".understood strong").count() == 1, question
            assert window.page.locator("#list h3.answer").count() > 0, question
            window.page.fill("#q", "")


def copied(page: Page, button: str) -> str:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#said")).to_contain_text("Đã chép")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("node", "query"), [("doc:chi-thi.28-CT-TW.2019-01-21", "chi thi 28"), (TASK, TASK), (PLAN, "68-KH/HU")]
)
def test_what_is_copied_is_what_kg_cite_prints_in_every_style(visit, file, store, node, query) -> None:
    window = visit(file, f"node={node}")
    for style in styles_of(store):
        window.page.select_option("#style", style.name)
        assert copied(window.page, "Chép trích dẫn") == cited(store, query, style).text, style.name
        later = cited(store, query, style, later=True).text
        if node != TASK and later != cited(store, query, style).text:
            assert copied(window.page, "Chép trích dẫn lần sau") == later, style.name


def test_every_citation_of_the_page_is_what_kg_cite_prints(data, store) -> None:
    style = styles_of(store)[0]
    named = {f"{n.type} {n.code}": n for n in data.nodes if n.kind == "directive" and n.code}
    printed = {query: cited(store, query, style).text for query in named}
    held = {query: n.citations.texts[n.citations.first[0]] for query, n in named.items()}
    one = {query: text for query, text in printed.items() if text is not None}
    assert len(one) > 10 and {query: held[query] for query in one} == one


def test_whole_texts_and_links_are_copied(visit, file, data) -> None:
    window = visit(file, f"node={TASK}&q=sinh hoạt")
    task = next(n for n in data.nodes if n.id == TASK)
    assert copied(window.page, "Chép toàn văn") == task.text
    link = copied(window.page, "Chép liên kết")
    assert visit(file, link.partition("#")[2]).page.inner_text("#chosen .whole") == task.text


def test_copying_works_where_the_new_way_is_refused(visit, file, data) -> None:
    window = visit(file, f"node={PROPAGANDA}")
    window.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    assert PROPAGANDA.split("/")[1] in copied(window.page, "Chép liên kết")
