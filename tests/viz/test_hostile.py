"""Text of a document never runs, loads or asks for anything, in whatever field it stands and however it is shown."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from kg.errors import Message
from kg.viz.pages import IndexData, PlanEntry, Share, UnitEntry
from kg.viz.render import index_html, page_html, write
from tests.viz.hostile import HOSTILE
from tests.viz.test_page import VIEWS

#: fields whose values are chosen by the program from a few
CHOSEN = {
    *("kind", "relation", "basis", "time", "mark", "rule", "key", "sense", "cls", "english", "questions", "page"),
    *("start", "end", "since", "until", "date", "schema", "sha256"),
}
#: goes to a state as if its link had been followed
VISIT = """state => {
  history.replaceState(null, "", "#" + new URLSearchParams(state));
  dispatchEvent(new Event("hashchange"));
}"""
#: pages over which the strings are spread, so that each stands in every field
PAGES = 2


def poisoned(value: Any, poison: str) -> Any:
    """``value`` with ``poison`` behind every text in it that comes from outside."""
    if isinstance(value, str):
        return f"{value} {poison}"
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value) if f.name not in CHOSEN]
        return replace(value, **{name: poisoned(getattr(value, name), poison) for name in names})
    return value


def test_forty_strings_are_tried() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) == 40
    assert isinstance(poisoned(Message("a", "b"), "x"), Message)


def nothing_ran(page) -> None:
    assert page.evaluate("typeof pwned") == "undefined"
    foreign = (
        "img, iframe, object, embed, link, base, form, video, svg:not(.connectors), math, meta[http-equiv=refresh]"
    )
    assert page.locator(foreign).count() == 0
    assert page.locator("script").count() == page.locator("script[id]").count() + 2
    names = page.evaluate("[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())")
    assert [name for name in names if name.startswith("on")] == []


@pytest.mark.parametrize("part", range(PAGES))
def test_hostile_text_runs_nothing(visit, data, tmp_path, part) -> None:
    poison = " ".join(HOSTILE[part::PAGES])
    hostile = poisoned(data, poison)
    path = tmp_path / "hostile.html"
    write(path, page_html(hostile))
    window = visit(path)
    page = window.page
    assert HOSTILE[part] in page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes[0].title")
    of_kind: dict[str, list[str]] = {}
    for node in hostile.nodes:
        of_kind.setdefault(node.kind, []).append(node.id)
    states = [{"view": view, "node": ids[0], "q": ids[0]} for view in VIEWS for ids in of_kind.values()]
    states += [{"node": id} for ids in of_kind.values() for id in ids[1:4]]
    for state in states:
        page.evaluate(VISIT, state)
    page.fill("#q", poison)
    page.fill("#q", f"{hostile.nodes[1].text} chủ trì gì?")
    nothing_ran(page)


def test_a_hostile_address_runs_nothing(visit, file) -> None:
    window = visit(file)
    parts = ("node", "q", "unit", "time", "only", "kind", "style", "lang", "groups")
    for text in HOSTILE:
        window.page.evaluate(VISIT, dict.fromkeys(parts, text))
        window.page.evaluate(VISIT, {"view": text, "node": text})
    nothing_ran(window.page)
    assert "Kế hoạch 68" in window.page.inner_text("h1")


def test_a_hostile_index_runs_nothing(visit, tmp_path) -> None:
    plan = PlanEntry("id", "Kế hoạch 1", "a/b.html", 1, 1, "2023-01-09", "Huyện ủy", "huyện", "về việc")
    index = IndexData((plan,), (UnitEntry("x/u", "Ban Tổ chức", (Share(0, 1, 1, 1),), "huyện"),))
    path = tmp_path / "index.html"
    write(path, index_html(poisoned(index, " ".join(HOSTILE))))
    page = visit(path).page
    page.fill("#q", " ".join(HOSTILE)[:200])
    page.fill("#q", "")
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.locator("img, iframe, object, embed, link, base, form, video, svg").count() == 0
