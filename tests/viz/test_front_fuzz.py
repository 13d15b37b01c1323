"""Strings are as alike in the page as rapidfuzz says, and raw keys and slips are read as in the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kg.search import keystrokes, slips
from tests.viz.browser import load

#: few letters, so that much is alike; up to several times 32, the bits of a number
LIKE = st.text(st.sampled_from("abn "), max_size=140)
KEYS = st.text(st.sampled_from("abdeghinotuwysfrxjz0123456789"), min_size=1, max_size=9)
ONCE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    load(
        page,
        search_fuzz="distance, partialRatio, ratio",
        search_keystrokes="telex, vni",
        search_slips="edits, heard, scanned, struck",
    )
    yield page
    page.close()


@ONCE
@given(pairs=st.lists(st.tuples(LIKE, LIKE), min_size=1, max_size=20))
def test_strings_are_as_alike(pairs: list[tuple[str, str]], page: Page) -> None:
    here = page.evaluate("pairs => pairs.map(([a, b]) => [kg.ratio(a, b), kg.partialRatio(a, b)])", pairs)
    for (one, other), alike in zip(pairs, here, strict=True):
        assert alike == pytest.approx([fuzz.ratio(one, other), fuzz.partial_ratio(one, other)])


@ONCE
@given(pairs=st.lists(st.tuples(KEYS, KEYS), min_size=1, max_size=40))
def test_words_are_as_far(pairs: list[tuple[str, str]], page: Page) -> None:
    here = page.evaluate("pairs => pairs.map(([a, b]) => kg.distance(a, b, 2))", pairs)
    assert here == [OSA.distance(one, other, score_cutoff=2) for one, other in pairs]


@ONCE
@given(words=st.lists(KEYS, min_size=1, max_size=40))
def test_keys_and_slips_are_read_alike(words: list[str], page: Page) -> None:
    here = page.evaluate(
        """words => words.map(w => [kg.telex(w), kg.vni(w),
        ...[kg.edits, kg.struck, kg.scanned, kg.heard].map(near => [...near(w)].sort())])""",
        words,
    )
    ways = (slips.edits, slips.struck, slips.scanned, slips.heard)
    program = [[keystrokes.telex(w), keystrokes.vni(w), *(sorted(near(w)) for near in ways)] for w in words]
    assert here == program
