"""The checks that say that a page is clean see it where it is not."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from kg.viz.render import write
from tests.viz.watch import Watched, broken_links, scan


@pytest.fixture
def spoilt(browser, file, tmp_path):
    """The page with something put before its end, opened in a window of its own."""
    opened = []

    def make(add: str, policy: bool = True) -> tuple[Watched, str]:
        html = file.read_text("utf-8").replace("</footer>", f"</footer>{add}", 1)
        if not policy:
            html = re.sub(r"<meta http-equiv[^>]*>", "", html)
        path = tmp_path / "spoilt.html"
        write(path, html)
        watched = Watched(browser)
        opened.append(watched)
        watched.open(path)
        watched.page.wait_for_timeout(100)
        return watched, html

    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("policy", [True, False], ids=["blocked", "fetched"])
def test_an_external_image_is_seen(spoilt, policy) -> None:
    watched, html = spoilt('<img alt="" src="https://example.org/x.png">', policy)
    assert scan(html)
    assert watched.complaints()


@pytest.mark.parametrize("policy", [True, False], ids=["blocked", "fetched"])
def test_an_import_of_styles_is_seen(spoilt, policy) -> None:
    watched, html = spoilt("<style>@import 'https://example.org/x.css';</style>", policy)
    assert scan(html)
    assert watched.complaints()


def test_an_inline_handler_is_seen(spoilt) -> None:
    watched, html = spoilt('<button type="button" onclick="1">x</button>')
    watched.page.locator("button[onclick]").click()
    assert scan(html) == ["handler: <button onclick>"]
    assert watched.complaints()


def test_a_foreign_script_is_seen_and_does_not_run(spoilt) -> None:
    watched, _ = spoilt("<script>window.ran = 1</script>")
    assert watched.complaints()
    assert watched.page.evaluate("typeof ran") == "undefined"


def test_what_a_script_fetches_or_says_is_seen(spoilt, file) -> None:
    script = "console.log('x'); fetch('https://example.org/').catch(() => 0)"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    watched, _ = spoilt(f"<script>{script}</script>", policy=False)
    assert {one.split(":")[0] for one in watched.complaints()} >= {"console", "request"}
    assert digest not in file.read_text("utf-8")


@pytest.mark.parametrize("link", ["#node=nowhere", "missing/page.html", "https://example.org/"])
def test_a_broken_link_is_seen(spoilt, tmp_path, link) -> None:
    watched, _ = spoilt(f'<a href="{link}">x</a>')
    assert broken_links(watched.page, tmp_path / "spoilt.html") == [link]
