"""Bad input of every kind: what is wrong and where, exit code 3, nothing on standard output, the rest goes on."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "data" / "68-KH-HU.txt"
QUESTION = "Ban Tuyên giáo chủ trì nhiệm vụ nào?"


@pytest.fixture
def bad(tmp_path) -> dict[str, str]:
    """Files that cannot be read, by what is wrong with them."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b"\n \t\n")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")
    return {
        "missing": "nowhere.txt",
        "folder": "folder",
        "empty": "empty.txt",
        "blank": "blank.txt",
        "noise": "noise.txt",
        "pdf": "scan.pdf",
    }


KINDS = ["missing", "folder", "empty", "blank", "noise", "pdf"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_read_is_named(kg, bad, kind) -> None:
    for args in (["extract", bad[kind]], ["extract", bad[kind], "--text"], ["add", bad[kind], "--corpus", "kho"]):
        ended = kg(*args)
        assert (ended.code, ended.out) == (3, ""), args
        assert f"{bad[kind]}:" in ended.err


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_the_error_in_its_place_and_reads_on(kg, bad, kind) -> None:
    ended = kg("extract", PLAN, bad[kind], PLAN, "--json")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 3 and len(rows) == 3
    assert [bool(row.get("error")) for row in rows] == [False, True, False]
    assert rows[1]["schema"] == 1 and rows[1]["document"] == {"file": bad[kind]}
    assert rows[0]["tasks"] == rows[2]["tasks"] != []


def test_standard_input_is_read_as_text(kg) -> None:
    piped = json.loads(kg("extract", "-", "--json", stdin=PLAN.read_bytes()).out)
    read = json.loads(kg("extract", PLAN, "--json").out)
    assert piped["document"]["file"] == "-" and piped["tasks"] == read["tasks"]
    assert kg("extract", "-", stdin=b"").code == 3


def test_a_text_without_tasks_is_no_error(kg, tmp_path) -> None:
    (tmp_path / "letter.txt").write_text("Kính gửi các đồng chí\n", "utf-8")
    ended = kg("extract", "letter.txt", "--json")
    row = json.loads(ended.out)
    assert ended.code == 0 and row["tasks"] == [] and "no-tasks" in [w["rule"] for w in row["warnings"]]


@pytest.fixture
def kho(kg, tmp_path) -> Path:
    assert kg("add", PLAN, "--corpus", "kho").code == 0
    return tmp_path / "kho"


def test_a_broken_knowledge_file_is_named_with_its_line(kg, kho) -> None:
    (kho / "knowledge").mkdir()
    (kho / "knowledge" / "units.yaml").write_text("- name: Ban Dân vận\n  kind: [body\n", "utf-8")
    for args in (["build"], ["add", PLAN], ["extract", PLAN]):
        ended = kg(*args, "--corpus", "kho")
        assert (ended.code, ended.out) == (3, ""), args
        assert "units.yaml:" in ended.err


def test_a_database_of_another_schema_says_how_to_build_it(kg, kho) -> None:
    db = sqlite3.connect(kho / "kg.sqlite")
    with db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    db.close()
    ended = kg("ask", QUESTION, "--corpus", "kho")
    assert (ended.code, ended.out) == (3, "") and "kg build" in ended.err and "kg.sqlite" in ended.err
    assert kg("build", "--corpus", "kho").code == 0
    assert kg("ask", QUESTION, "--corpus", "kho").code == 0


def test_a_damaged_database_says_how_to_build_it(kg, kho) -> None:
    (kho / "kg.sqlite").write_bytes(b"no database" * 1000)
    ended = kg("ask", QUESTION, "--corpus", "kho")
    assert (ended.code, ended.out) == (3, "") and "kg build" in ended.err
    assert kg("build", "--corpus", "kho").code == 0
    assert kg("ask", QUESTION, "--corpus", "kho").code == 0


def test_a_cache_that_cannot_be_written_is_said_and_the_answer_is_the_same(kg, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    without = kg("ask", QUESTION, "--json", env={"KG_CACHE_DIR": str(tmp_path / "file" / "cache")})
    assert without.code == 0 and without.err.count("\n") == 1
    assert without.out == kg("ask", QUESTION, "--json").out


def test_a_marked_document_is_not_added_unasked(kg, tmp_path) -> None:
    text = PLAN.read_text("utf-8")
    (tmp_path / "marked.txt").write_text("MẬT\n" + text, "utf-8")
    ended = kg("add", "marked.txt", PLAN, "--corpus", "kho")
    assert ended.code == 3 and "marked.txt:" in ended.err and "--marked" in ended.err
    assert "marked.txt" not in kg("list", "--corpus", "kho").out
    assert kg("add", "marked.txt", "--marked", "--replace", "--corpus", "kho").code == 0
    assert "marked.txt" in kg("list", "--corpus", "kho").out


def test_no_corpus_where_one_is_named(kg) -> None:
    for args in (["list"], ["build"], ["remove", "68-KH/HU"], ["ask", QUESTION]):
        ended = kg(*args, "--corpus", "nowhere")
        assert (ended.code, ended.out) == (3, "") and "nowhere:" in ended.err, args
