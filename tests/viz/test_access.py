"""axe-core finds nothing in any view: light, dark and small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.viz.test_page import PROPAGANDA, TASK, VIEWS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
STATES = [
    "",
    f"node={TASK}&q=sinh hoạt chi bộ",
    *(f"view={view}&node={PROPAGANDA}&q=ban tuyen giao chu tri gi" for view in VIEWS),
    f"view=matrix&node={PROPAGANDA}&unit={PROPAGANDA}&groups=1",
]
WINDOWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "small": {"viewport": {"width": 640, "height": 900}},
}


def violations(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {n['target']} {n['any'][:1]}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("window", WINDOWS)
def test_no_view_has_a_violation(visit, file, window) -> None:
    opened = visit(file, **WINDOWS[window])
    found = {}
    for state in STATES:
        opened.go(state)
        found[state] = violations(opened.page)
    assert not any(found.values()), found


def test_a_picture_without_words_would_be_found(visit, file) -> None:
    page = visit(file).page
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(v.startswith("image-alt") for v in violations(page))
