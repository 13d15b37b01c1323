"""One browser for all tests of the page, and the page of the plan that comes with kg."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.corpus.shipped import open_shipped
from kg.corpus.store import Store
from kg.viz.data import page_data
from kg.viz.records import PageData
from kg.viz.render import page_html, write
from tests.viz.browser import chromium
from tests.viz.watch import Watched


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        opened = open_shipped()
    with opened:
        yield opened


@pytest.fixture(scope="session")
def data(store: Store) -> PageData:
    return page_data(store, store.documents())


@pytest.fixture(scope="session")
def file(data: PageData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "ke-hoach.html"
    write(path, page_html(data))
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Open files in windows of their own; at the end nothing may have been fetched, reported or run."""
    opened: list[Watched] = []

    def open_one(path: Path, hash: str = "", **options: object) -> Watched:
        watched = Watched(browser, **options)
        opened.append(watched)
        watched.open(path, hash)
        return watched

    yield open_one
    for one in opened:
        complaints = one.complaints()
        one.close()
        assert not complaints
