"""The shipped plan as an open store, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.cite.registry import Registry
from kg.corpus.shipped import open_shipped
from kg.corpus.store import Store
from kg.extract.citations import CitationFinder
from kg.knowledge.load import load_knowledge
from kg.places import Piece, clean
from kg.records import Citation


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        store = open_shipped()
    with store:
        yield store


@pytest.fixture(scope="session")
def registry(plan: Store) -> Registry:
    return Registry(plan)


@pytest.fixture(scope="session")
def cited() -> Callable[[str], Citation]:
    """The one document that a text names."""
    finder = CitationFinder(load_knowledge())

    def read(text: str) -> Citation:
        found = finder.find(clean(text, 0, len(text), Piece(line=1))).citations
        assert len(found) == 1, (text, [c.printed for c in found])
        return found[0]

    return read
