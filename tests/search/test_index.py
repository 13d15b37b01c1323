"""The index never disagrees with the store: it catches up, and is made anew where it cannot."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_corpus
from kg.search import index as index_module
from kg.search.entries import CHUNK, MANY, Entry, folded_chunks
from kg.search.index import index_folder, of_texts, open_index
from kg.search.run import Filter, search

PlanFile = Callable[..., Path]
TASKS = Filter(kinds=("task",))


def found(corpus: Corpus, query: str) -> list[str]:
    with open_corpus(corpus) as store:
        return [hit.text for hit in search(store, query, only=TASKS).hits if hit.strong]


def written(corpus: Corpus) -> list[int]:
    """How many entries opening the index writes."""
    ticks: list[int] = []
    with open_corpus(corpus) as store:
        open_index(store, ticks.append)
    return ticks


def test_an_index_that_is_up_to_date_is_only_opened(corpus: Corpus) -> None:
    assert sum(written(corpus)) > 0
    assert written(corpus) == []


def test_a_document_that_is_added_is_found_and_only_it_is_indexed(corpus: Corpus, plan_file: PlanFile) -> None:
    assert found(corpus, "so hoa tai lieu luu tru") == []
    before = sum(written(corpus)) or _entries(corpus)
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file(2, "Hải Lăng", first="Số hóa tài liệu lưu trữ."), "2-KH-HU.txt")
    assert 0 < sum(written(corpus)) <= before
    assert found(corpus, "so hoa tai lieu luu tru") == ["Số hóa tài liệu lưu trữ."]
    assert found(corpus, "ra soat ho so dang vien")


def test_a_document_that_is_removed_is_not_found_any_more(corpus: Corpus, plan_file: PlanFile) -> None:
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file(2, "Hải Lăng", first="Số hóa tài liệu lưu trữ."), "2-KH-HU.txt")
    assert found(corpus, "so hoa tai lieu")
    before = _entries(corpus)
    with CorpusWriter(corpus) as writer:
        writer.remove("2-KH/HU")
    assert 0 < _entries(corpus) < before and written(corpus) == []
    assert found(corpus, "so hoa tai lieu") == []
    assert len(found(corpus, "ra soat ho so dang vien")) == 1


def test_a_version_that_replaces_another_is_found_in_its_place(corpus: Corpus, plan_file: PlanFile) -> None:
    assert found(corpus, "ra soat ho so dang vien")
    before = _entries(corpus)
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file(1, "Gio An", first="Biên soạn lịch sử đảng bộ."), "1-KH-HU.txt", replace=True)
    assert _entries(corpus) == before
    assert found(corpus, "bien soan lich su") == ["Biên soạn lịch sử đảng bộ."]
    assert found(corpus, "ra soat ho so dang vien") == []


def test_a_store_that_is_built_again_in_another_order_gets_its_own_index(corpus: Corpus, plan_file: PlanFile) -> None:
    assert found(corpus, "chi bo truc tuyen")
    generation = _generation(corpus)
    corpus.database.unlink()
    other = Corpus(corpus.root.with_name("other"))
    with CorpusWriter(other) as writer:
        writer.add(plan_file(7, "Cam Lộ", first="Số hóa tài liệu lưu trữ."), "7-KH-HU.txt")
    shutil.copy(other.database, corpus.database)
    assert _generation(corpus) == generation
    assert sum(written(corpus)) > 0  # seen on opening, before anything is asked
    assert found(corpus, "so hoa tai lieu") == ["Số hóa tài liệu lưu trữ."]
    assert found(corpus, "ra soat ho so dang vien") == []


@pytest.mark.parametrize("harm", ["gone", "meta", "cut", "empty"])
def test_an_index_that_is_damaged_or_gone_is_made_anew(corpus: Corpus, harm: str) -> None:
    assert found(corpus, "chi bo truc tuyen")
    folder = _folder(corpus)
    if harm == "gone":
        shutil.rmtree(folder)
    elif harm == "meta":
        (folder / "meta.json").write_text("{")
    elif harm == "empty":
        for file in folder.iterdir():
            file.unlink()
    else:
        for file in folder.glob("*.store"):
            file.write_bytes(b"")
    assert found(corpus, "chi bo truc tuyen")


def test_an_index_of_another_version_is_made_anew(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(corpus, "chi bo truc tuyen")
    monkeypatch.setattr(index_module, "VERSION", 99)
    assert sum(written(corpus)) == _entries(corpus)
    assert found(corpus, "chi bo truc tuyen")


def test_where_no_index_can_be_kept_search_works_without(corpus: Corpus) -> None:
    _folder(corpus).write_text("a file stands in the way")
    assert found(corpus, "chi bo truc tuyen")


def test_many_texts_are_folded_by_other_processes_in_their_order() -> None:
    entries = [Entry(i, "text", f"Đảng bộ số {i}") for i in range(MANY + 1)]
    chunks = list(folded_chunks(entries))
    assert [e.ord for chunk in chunks for e, _ in chunk] == list(range(MANY + 1))
    assert all(f" {e.ord} " in f.terms + " " for chunk in chunks[-2:] for e, f in chunk)
    assert max(map(len, chunks)) == CHUNK


def test_plain_texts_can_be_searched_without_a_corpus() -> None:
    index = of_texts(["Chi bộ trực tuyến", "Lễ kết nạp"])
    plan = index.planner.plan(index.front.read("ket nap"))
    assert [f.ord for f in index.postings.best(plan.terms, 5)] == [1]


def _folder(corpus: Corpus) -> Path:
    with open_corpus(corpus) as store:
        folder = index_folder(store)
    assert folder is not None
    return folder


def _generation(corpus: Corpus) -> int:
    with open_corpus(corpus) as store:
        return store.generation


def _entries(corpus: Corpus) -> int:
    with open_corpus(corpus) as store:
        return len(open_index(store).postings)
