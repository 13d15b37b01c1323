"""What the doctor sees."""

from __future__ import annotations

import json
from pathlib import Path

PLAN = Path(__file__).resolve().parent.parent.parent / "data" / "68-KH-HU.txt"


def seen(kg, *args) -> tuple[int, list[str]]:
    ended = kg("doctor", "--json", *args)
    return ended.code, [finding["rule"] for finding in json.loads(ended.out)["findings"]]


def test_the_shipped_plan_is_sound(kg) -> None:
    ended = kg("doctor", "--json")
    found = json.loads(ended.out)
    assert ended.code == 0 and found["findings"] == [] and found["corpus"] is None
    assert found["counts"]["documents"] == 1 and found["counts"]["tasks"] > 40
    assert "Không thấy gì hỏng" in kg("doctor").out


def test_a_corpus_that_lost_a_source_is_told(kg, tmp_path) -> None:
    kg("add", PLAN, "--corpus", "kho")
    assert seen(kg, "--corpus", "kho") == (0, [])
    for source in (tmp_path / "kho" / "sources").glob("*.txt"):
        source.unlink()
    assert seen(kg, "--corpus", "kho") == (1, ["lost"])
    told = kg("doctor", "--corpus", "kho")
    assert told.code == 1 and "kho: mất văn bản gốc" in told.err


def test_a_database_that_is_none_is_told(kg, tmp_path) -> None:
    kg("add", PLAN, "--corpus", "kho")
    (tmp_path / "kho" / "kg.sqlite").write_bytes(b"no database" * 1000)
    code, rules = seen(kg, "--corpus", "kho")
    assert code == 1 and len(rules) == 1


def test_settings_are_told_with_their_origin(kg, tmp_path) -> None:
    (tmp_path / "kg.toml").write_text('lang = "en"\n')
    found = json.loads(kg("doctor", "--json", env={"KG_LIMIT": "7"}).out)
    assert found["settings"] == {"lang": f"{tmp_path / 'kg.toml'}:1", "limit": "KG_LIMIT"}


def test_the_name_of_the_user_is_not_written_down(kg, tmp_path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kg("add", PLAN, "--corpus", home / "kho")
    assert json.loads(kg("doctor", "--json", "--corpus", home / "kho").out)["corpus"] == "~/kho"
