"""``kg tasks`` and ``kg show``: the same query by options, and a thing with what stands around it."""

from __future__ import annotations

import json


def test_options_make_the_query_of_a_question(kg) -> None:
    asked = json.loads(kg("ask", "việc hằng năm của Ban Tuyên giáo", "--json").out)
    listed = json.loads(kg("tasks", "--unit", "Ban Tuyên giáo", "--role", "lead", "--when", "hằng năm", "--json").out)
    assert [t["id"] for t in listed["tasks"]] == [t["id"] for t in asked["tasks"]] != []


def test_an_option_that_is_not_understood_is_wrong_use(kg) -> None:
    run = kg("tasks", "--role", "nobody")
    assert run.code == 2 and run.out == "" and "--role" in run.err


def test_a_unit_is_shown_with_its_tasks_and_their_lines(kg) -> None:
    run = kg("show", "Ban Tuyên giáo Huyện ủy")
    assert run.code == 0 and "68-KH-HU.txt:80" in run.out and "Qua nhóm" in run.out


def test_several_documents_that_fit_are_listed(kg) -> None:
    run = kg("show", "Chỉ thị 05", "--json")
    assert run.code == 1 and json.loads(run.out)["node"] is None and len(json.loads(run.out)["candidates"]) == 2


def test_what_is_not_there_is_said(kg) -> None:
    run = kg("show", "99-CT/TW")
    assert run.code == 1 and "99-CT/TW" in run.out


def test_units_of_the_corpus_complete_a_name(kg) -> None:
    env = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg tasks --unit Ban", "COMP_CWORD": "3"}
    names = kg(env=env).out.splitlines()
    assert "Ban Tuyên giáo Huyện ủy" in names and all(name.startswith("Ban") for name in names)


def test_a_document_is_shown_with_its_facts_its_relations_and_where_it_is_cited(kg) -> None:
    run = kg("show", "18-KL/TW")
    assert run.code == 0 and "68-KH-HU.txt:60" in run.out
    assert "dhktna.edu.vn" in run.out and "được tiếp nối bởi Chỉ thị 50-CT/TW" in run.out
    told = json.loads(kg("show", "18-KL/TW", "--json").out)["document"]
    assert told["date"] == "2017-09-22" and {r["kind"] for r in told["relations"]} == {"continues", "followed_by"}
    places = [r for r in told["relations"] if r["place"]]
    assert [(r["kind"], r["source"][0]["line"]) for r in places] == [("continues", 60)]


def test_a_document_that_only_the_knowledge_has_is_shown_too(kg) -> None:
    run = kg("show", "50-CT/TW")
    assert run.code == 0 and "23/07/2025" in run.out and "tiếp nối Kết luận 18-KL/TW" in run.out
