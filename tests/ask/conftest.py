"""The shipped plan as an open store, read once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.corpus.shipped import open_shipped
from kg.corpus.store import Store


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        store = open_shipped()
    with store:
        yield store
