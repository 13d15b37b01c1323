"""Several plans: a page of each, an index whose links lead to them, and the work of one unit over all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kg.corpus.open import open_store
from kg.viz.data import page_data
from kg.viz.render import page_html, write
from tests.conftest import ROOT
from tests.viz.test_access import violations
from tests.viz.test_page import PAINTED, texts
from tests.viz.watch import broken_links, scan

PLANS = (ROOT / "data" / "68-KH-HU.txt", *sorted((ROOT / "tests" / "fixtures").glob("*.txt")))


@pytest.fixture
def made(kg, tmp_path) -> Path:
    assert kg("add", *PLANS, "--corpus", "kho").code == 0
    ended = kg("page", "--all", "-o", "trang.html", "--corpus", "kho")
    assert ended.code == 0 and len(ended.out.splitlines()) == len(PLANS) + 1
    return tmp_path / "trang.html"


def test_every_plan_has_a_page_and_every_link_of_the_index_leads_to_one(visit, made) -> None:
    window = visit(made)
    page = window.page
    assert page.locator("#plans tbody tr").count() == len(PLANS)
    assert broken_links(page, made) == []
    assert scan(made.read_text("utf-8")) == [] and violations(page) == []
    page.fill("#q", "tuyen giao")
    assert texts(page, "#units tbody th") != [] and page.locator("#plans tbody tr").count() == 0
    link = page.locator("#units a").first
    to = link.get_attribute("href")
    assert to.partition("#")[0].startswith("trang/")
    opened = visit(made.parent / to.partition("#")[0], to.partition("#")[2]).page
    expect(opened.locator("#chosen .name")).to_contain_text("Ban Tuyên giáo")


def test_a_page_of_one_unit_holds_its_work_of_all_plans(kg, visit, made, tmp_path) -> None:
    unit = "huyen-vinh-linh-tinh-quang-tri/ban-tuyen-giao-huyen-uy"
    ended = kg("page", "--unit", unit, "--corpus", "kho")
    assert ended.code == 0 and ended.out.startswith("ban-tuyen-giao-huyen-uy.html: 11 nhiệm vụ")
    page = visit(tmp_path / "ban-tuyen-giao-huyen-uy.html").page
    assert page.inner_text("h1") == "Công việc của Ban Tuyên giáo Huyện ủy"
    assert "chủ trì 6 (+5 qua nhóm)" in page.inner_text("#chosen")
    assert page.locator(".hits li").count() == 11


def test_of_a_large_page_only_what_can_be_read_is_drawn(made, visit, tmp_path, kg) -> None:
    with open_store(tmp_path / "kho") as store:
        data = page_data(store, store.documents())
    tasks = [node for node in data.nodes if node.kind == "task"]
    many = tuple(replace(tasks[0], id=f"more/{n}") for n in range(80))
    first, at = len(data.nodes), data.nodes.index(tasks[0])
    more = tuple(replace(f, dst=first + n) for f in data.edges if f.dst == at for n in range(80))
    path = tmp_path / "large.html"
    write(path, page_html(replace(data, nodes=(*data.nodes, *many), edges=(*data.edges, *more))))
    window = visit(path, "view=canvas")
    assert "chỉ vẽ những gì gần mục đang chọn" in window.page.inner_text("#view-canvas")
    window.page.wait_for_timeout(200)
    before = window.page.evaluate(PAINTED)[0]
    window.go(f"view=canvas&node={tasks[0].id}")
    window.page.wait_for_timeout(200)
    assert before > 2000 and window.page.evaluate(PAINTED)[0] != before
