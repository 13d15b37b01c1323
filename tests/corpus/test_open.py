"""Which corpus is opened, and the shipped plan that works without any step."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus, given_name, user_corpus
from kg.corpus.open import open_store
from kg.errors import CorpusError

PlanFile = Callable[..., Path]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("KG_DATA_DIR", str(tmp_path / "data"))


def test_the_shipped_plan_is_compiled_once_and_opened_from_then_on(tmp_path: Path) -> None:
    with open_store() as store:
        counts = store.counts()
        assert counts.documents == 1 and counts.tasks > 40 and store.notes == ()
    (compiled,) = (tmp_path / "cache").iterdir()
    written = compiled.stat()
    with open_store() as store:
        assert store.counts() == counts and store.knowledge().units
    (again,) = (tmp_path / "cache").iterdir()
    assert again == compiled and again.stat().st_mtime_ns == written.st_mtime_ns


def test_the_first_store_of_the_shipped_plan_stands_where_its_index_can_be_kept(tmp_path: Path) -> None:
    with open_store() as store:
        assert store.file is not None and store.file.parent == tmp_path / "cache"


def test_what_another_version_left_in_the_cache_is_cleared_after_a_time(tmp_path: Path) -> None:
    old = tmp_path / "cache" / "plan-0-old-index"
    old.mkdir(parents=True)
    (old / "meta.json").write_text("{}", "utf-8")
    os.utime(old, (0, 0))
    with open_store() as store:
        assert store.file is not None
    assert not old.exists()


def test_a_cache_that_cannot_be_written_is_said_and_the_answer_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store() as store:
        counts = store.counts()
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "file" / "cache"))
    with open_store() as store:
        assert store.counts() == counts
        assert len(store.notes) == 1 and str(tmp_path / "file" / "cache") in store.notes[0].vi


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_compiled_plan_that_is_damaged_is_compiled_again(tmp_path: Path, damage: bytes | None) -> None:
    with open_store() as store:
        counts = store.counts()
    (compiled,) = (tmp_path / "cache").iterdir()
    compiled.write_bytes(compiled.read_bytes()[:5000] if damage is None else damage)
    with open_store() as store:
        assert store.counts() == counts and store.notes == ()


def test_the_users_own_documents_take_the_place_of_the_shipped_plan(plan_file: PlanFile) -> None:
    with CorpusWriter(user_corpus()) as writer:
        writer.add(plan_file(7))
    with open_store() as store:
        assert [row.code for row in store.documents()] == ["7-KH/HU"]


def test_a_folder_that_is_no_corpus_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    for folder in (tmp_path / "no such", tmp_path):
        with pytest.raises(CorpusError) as caught:
            open_store(folder)
        assert str(folder) in caught.value.say() and "kg add" in caught.value.say()


def test_a_corpus_is_read_where_nothing_may_be_written(plan_file: PlanFile, child: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        corpus = Corpus(Path(folder) / "corpus")
        with CorpusWriter(corpus) as writer:
            writer.add(plan_file())
        with open_store(corpus.root):
            pass  # what is imported late is imported now: the child may not be allowed to read it
        for path in corpus.root.glob("kg.sqlite-*"):
            path.unlink()
        corpus.root.chmod(0o555)

        def read(report: Callable[[str], None]) -> None:
            if os.geteuid() == 0:
                os.setuid(65534)  # to root everything is writable
            with pytest.raises(OSError):
                (corpus.root / "new").touch()
            with open_store(corpus.root) as store:
                report(f"{store.counts().tasks} tasks, {len(store.notes)} notes")

        assert child(read).wait() == (0, ["3 tasks, 0 notes"])
        corpus.root.chmod(0o755)


def test_a_reader_sees_a_whole_state_while_another_writes(tmp_path: Path, plan_file: PlanFile) -> None:
    corpus = Corpus(tmp_path / "corpus")
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file(1))
        with open_store(corpus.root) as store:
            seen = store.generation
            writer.add(plan_file(2, "Hải Lăng"))
            assert store.generation > seen and store.counts().documents == 2


def test_damage_found_while_reading_is_an_error_for_people(tmp_path: Path, plan_file: PlanFile) -> None:
    corpus = Corpus(tmp_path / "corpus")
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file())
    with pytest.raises(CorpusError) as caught, open_store(corpus.root):
        raise sqlite3.DatabaseError("database disk image is malformed")
    assert "kg build" in caught.value.say()


def test_a_file_is_named_as_it_was_given_and_never_with_the_folders_of_a_machine(tmp_path: Path) -> None:
    assert given_name(Path("plans/a.txt")) == "plans/a.txt"
    assert given_name(tmp_path / "a.txt") == "a.txt" == given_name(Path("../someone/a.txt"))
