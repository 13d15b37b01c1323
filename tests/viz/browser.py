"""Chromium as the page's scripts meet it. Where it is missing, tests fail on a machine that has to have it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg import codec
from kg.corpus.store import Store
from kg.viz.bundle import bundle
from kg.viz.data import page_data

STATIC = Path(__file__).parents[2] / "viz" / "static"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")


def executable() -> str:
    """The browser that is installed."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if named is None:
        missing = "no Chromium: apt-get install --no-install-recommends chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return named


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without network."""
    path = executable()
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def load(page: Page, **modules: str) -> None:
    """Give a page the exports of modules of viz/static, as ``kg``: ``load(page, text="display, searchKey")``."""
    imports = [f'import {{{names}}} from "./{module.replace("_", "/")}.js";' for module, names in modules.items()]
    with tempfile.TemporaryDirectory() as folder:
        static = Path(folder) / "static"
        shutil.copytree(STATIC, static)
        (static / "tested.js").write_text("\n".join([*imports, f"globalThis.kg = {{{', '.join(modules.values())}}};"]))
        page.add_script_tag(content=bundle(static, "tested.js"))


@contextmanager
def front_of(browser: Browser, store: Store) -> Iterator[Page]:
    """A page that reads what is typed over all documents of ``store``: ``kg.front`` and ``kg.model``."""
    page = browser.new_page()
    load(page, model="createModel", ask_front="createFront")
    data = codec.encode(page_data(store, store.documents()))
    page.evaluate("data => { kg.model = kg.createModel(data); kg.front = kg.createFront(kg.model); }", data)
    yield page
    page.close()
