"""The gate before what leaves a corpus: a document marked secret goes out only where a person said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_store
from kg.marking import MarkedDocuments, check, marked
from tests.letterhead import LETTERHEAD

ROW = "\t- Rà soát quy chế làm việc.\tBan Tổ chức Huyện ủy\tVăn phòng Huyện ủy\tNăm 2023\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with CorpusWriter(Corpus(tmp_path / "kho")) as writer:
        for number, marking in ((1, ""), (2, "MẬT"), (3, "TUYỆT MẬT")):
            path = tmp_path / f"{number}.txt"
            text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=number, day=9) + ROW
            path.write_text(f"{marking}\n{text}" if marking else text, encoding="utf-8")
            writer.add(path, marked=True)
    return tmp_path / "kho"


def test_marked_documents_are_found_with_their_mark(folder: Path) -> None:
    with open_store(folder) as store:
        assert [(m.document.code, m.marking) for m in marked(store)] == [("2-KH/HU", "Mật"), ("3-KH/HU", "Tuyệt mật")]
        second = store.documents_by_code("2-KH/HU")[0].ord
        assert [m.document.ord for m in marked(store, [second])] == [second]


def test_marked_documents_are_refused_unless_a_person_said_so(folder: Path) -> None:
    with open_store(folder) as store:
        with pytest.raises(MarkedDocuments) as refused:
            check(store)
        assert "2-KH/HU (Mật)" in refused.value.say("vi") and "--include-marked" in refused.value.say("en")
        check(store, include=True)
        check(store, [d.ord for d in store.documents_by_code("1-KH/HU")])
        check(store, [])
