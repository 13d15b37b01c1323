"""Text is folded in the page as it is in the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from kg import ids, text
from tests.viz.browser import load

CASES = Path(__file__).parent.parent / "cases"
ROOT = CASES.parent.parent
#: letters of which words are made, marks in their places and out of them, and what only looks like them
ODD = (
    "aăâeêioôơuưyđAĐÐðƯTWQ0123456789 \t\n\r\x0b\x1c\x1f\x85\u00a0\u3000-–—/.,;:'\"“”<>"
    "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u034f\u0334\u200b\u00ad\ufeff\u2028\ufe0f"
    "ßẞſıİKÅςΣﬁǆŉΐᾳ½²ⅣⅷⓐЖяअ़ก์가漢٣😀_ꭰᎠ"
)
#: what folding looks at beyond one letter
PIECES = (
    "Đảng",
    "uỷ",
    "ỦY",
    "TƯ",
    "TU",
    "BTCTƯ",
    "CT/TƯ",
    "<i>",
    "</b>",
    "<u>x",
    "qu",
    "quý",
    "ký",
    "kĩ",
    "hoà",
    "hòa",
    "05-CT/TW",
)
#: letters and signs that Python and the browser know alike, whichever is newer
BLOCKS = ((0x01, 0x24F), (0x300, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0xFE00, 0xFE6B))
KNOWN = st.one_of(*(st.characters(min_codepoint=a, max_codepoint=b, exclude_categories=("Cn",)) for a, b in BLOCKS))
WRITTEN = st.one_of(
    st.text(KNOWN, max_size=40),
    st.text(st.sampled_from(ODD), max_size=30),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    load(page, text="codeKey, central, display, hasMarks, markedKey, searchKey, vietnamese, words")
    yield page
    page.close()


def in_page(page: Page, strings: list[str]) -> list[list[object]]:
    """What the page makes of strings."""
    return page.evaluate(
        """strings => strings.map(s => { const t = kg; return [
        t.display(s), t.markedKey(s), t.searchKey(s), t.hasMarks(s), t.vietnamese(s), t.central(s),
        t.words(s).map(([a, b]) => s.slice(a, b))]})""",
        strings,
    )


def here(string: str) -> list[object]:
    """What the program makes of a string."""
    found = [string[start:end] for start, end in text.words(string)]
    return [
        text.display(string),
        text.marked_key(string),
        text.search_key(string),
        text.has_marks(string),
        text.vietnamese(string),
        text.central(string),
        found,
    ]


def test_the_plan_and_the_questions_have_the_same_keys(page: Page) -> None:
    plan = (ROOT / "data" / "68-KH-HU.txt").read_text(encoding="utf-8").split("\n")
    questions = [c["question"] for c in yaml.safe_load((CASES / "questions.yaml").read_text(encoding="utf-8"))]
    strings = [*plan, *questions]
    assert in_page(page, strings) == [here(s) for s in strings]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(strings=["ẞ ﬁ ı İ ς\u0301 ŉ ΐ"])
@given(strings=st.lists(WRITTEN, min_size=1, max_size=30))
def test_any_text_has_the_same_keys(strings: list[str], page: Page) -> None:
    assert in_page(page, strings) == [here(s) for s in strings]


@pytest.mark.parametrize("code", ["68 - KH/HU", "05–CT/TƯ", "399-qđ/tu", "1456/QÐ-TTg", "12\u00a0-HD/BTCTW"])
def test_codes_are_compared_alike(code: str, page: Page) -> None:
    assert page.evaluate("c => kg.codeKey(c)", code) == ids.code_key(code)
