"""The doctor finds nothing in a sound corpus, and each kind of harm in one that has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.corpus.change import CorpusWriter
from kg.corpus.doctor import examine
from kg.corpus.layout import Corpus

PlanFile = Callable[..., Path]


def _sql(statement: str) -> Callable[[Corpus], None]:
    def harm(corpus: Corpus) -> None:
        db = sqlite3.connect(corpus.database)
        with db:
            db.execute(statement)
        db.close()

    return harm


def _damage(corpus: Corpus) -> None:
    data = bytearray(corpus.database.read_bytes())
    data[8192:40960] = b"x" * 32768
    corpus.database.write_bytes(data)


def _source(corpus: Corpus) -> Path:
    return next(corpus.sources.glob("*.txt"))


HARMS: dict[str, tuple[set[str], Callable[[Corpus], None]]] = {
    "the store is gone": ({"unopened"}, lambda c: c.database.unlink()),
    "another schema": ({"unopened"}, _sql("UPDATE meta SET value = '0' WHERE key = 'schema'")),
    "pages overwritten": ({"damaged", "unopened"}, _damage),
    "a node is gone": ({"loose"}, _sql("DELETE FROM node WHERE kind = 'unit'")),
    "facts are gone": ({"loose"}, _sql("DELETE FROM edge WHERE relation IN ('lead', 'lead_via_group', 'member_of')")),
    "bytes are gone": ({"lost"}, lambda c: _source(c).unlink()),
    "bytes are altered": ({"altered"}, lambda c: _source(c).write_bytes(b"other") and None),
    "a row is gone": ({"unfinished", "loose"}, _sql("DELETE FROM document")),
    "half a file is left": ({"left-over"}, lambda c: (c.sources / "x.1.tmp").write_bytes(b"") and None),
    "bytes without a name are left": (
        {"left-over"},
        lambda c: (c.sources / f"{'a' * 64}.txt").write_bytes(b"") and None,
    ),
}


@pytest.mark.parametrize("harm", HARMS)
def test_each_harm_is_found_and_told_with_what_to_do(tmp_path: Path, plan_file: PlanFile, harm: str) -> None:
    corpus = Corpus(tmp_path / "corpus")
    with CorpusWriter(corpus) as writer:
        writer.add(plan_file())
    assert examine(corpus) == []
    rules, do = HARMS[harm]
    do(corpus)
    found = examine(corpus)
    assert found and {finding.rule for finding in found} <= rules
    assert all(finding.where and finding.what.vi and finding.what.en and finding.hint.vi for finding in found)


def test_a_folder_that_is_no_corpus_is_told(tmp_path: Path) -> None:
    assert [finding.rule for finding in examine(Corpus(tmp_path))] == ["unopened"]
