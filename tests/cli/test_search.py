"""Searching by command: what is printed, how it ends."""

from __future__ import annotations

import json

import pytest


def test_slips_of_keys_are_read_and_told(kg) -> None:
    ended = kg("search", "ban", "tuyeen", "giaos", "--kind", "unit")
    assert ended.code == 0
    assert "Ban Tuyên giáo Huyện ủy" in ended.out and "tuyeen → Tuyên (gõ Telex)" in ended.out


def test_a_hit_leads_to_its_line(kg) -> None:
    ended = kg("search", "28-CT/TW")
    assert ended.code == 0 and "68-KH-HU.txt:107" in ended.out and "28-CT/TW" in ended.out


def test_json_is_the_contracts(kg) -> None:
    answer = json.loads(kg("search", "sinh hoat chi bo", "--limit", "3", "--json").out)
    assert answer["schema"] == 1 and len(answer["hits"]) == 3
    assert set(answer["hits"][0]) >= {"kind", "id", "title", "text", "document", "score", "strong", "why", "source"}


def test_nothing_like_it_is_said(kg) -> None:
    ended = kg("search", "xyzzy", "qwrtp")
    assert ended.code == 1 and "Không có gì khớp rõ" in ended.out


@pytest.mark.parametrize(
    "args",
    [["--kind", "person"], ["--role", "boss"], ["--since", "31/01/2026"], ["--limit", "0"], ["--limit", "x"]],
    ids=lambda args: args[0],
)
def test_a_filter_that_cannot_be_is_wrong_use(kg, args) -> None:
    ended = kg("search", "đảng viên", *args)
    assert (ended.code, ended.out) == (2, "") and args[1] in ended.err


def test_a_unit_that_is_not_there_is_named(kg) -> None:
    ended = kg("search", "đảng viên", "--unit", "Sở Ngoại giao Sao Hỏa")
    assert (ended.code, ended.out) == (1, "") and "Sao Hỏa" in ended.err


@pytest.mark.parametrize("query", ["AND (", "field:", "*", "😀😀", "\u0007", "a" * 50_000], ids=range(6))
def test_odd_queries_have_an_answer(kg, query) -> None:
    assert kg("search", query).code in (0, 1)
