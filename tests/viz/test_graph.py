from __future__ import annotations

import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest

from kg.viz import graph
from kg.viz.graph import COLUMNS, DRAWN, ROW, VisFileError, canvas_json, columns, vis_script


def test_every_fact_that_stands_in_a_cell_is_drawn_once(data) -> None:
    drawn = canvas_json(data)
    wanted = [(f.src, f.dst, f.relation) for f in data.edges if f.relation in DRAWN]
    assert [(e["from"], e["to"], e["r"]) for e in drawn["edges"]] == wanted
    assert len({e["id"] for e in drawn["edges"]}) == len(wanted)
    ends = {end for src, dst, _ in wanted for end in (src, dst)}
    assert {n["id"] for n in drawn["nodes"]} == ends


def test_no_two_nodes_of_a_column_come_too_near(data) -> None:
    facts = [f for f in data.edges if f.relation in DRAWN]
    for kinds, column in zip(COLUMNS, columns(data, facts), strict=True):
        assert {data.nodes[at].kind for at, _ in column} <= set(kinds)
        heights = [y for _, y in column]
        assert all(b - a >= ROW - 1 for a, b in pairwise(heights))


def test_tasks_stand_in_the_order_of_the_plan(data) -> None:
    facts = [f for f in data.edges if f.relation in DRAWN]
    tasks = [at for at, _ in columns(data, facts)[2]]
    assert tasks == sorted(tasks)


def test_what_is_tied_stands_nearer_than_by_number_alone(data) -> None:
    facts = [f for f in data.edges if f.relation in ("lead", "cooperate")]
    places = {at: y for column in columns(data, facts) for at, y in column}
    units = sorted(at for at in places if data.nodes[at].kind == "unit")
    by_number = dict(zip(units, sorted(places[at] for at in units), strict=True))
    length = sum(abs(places[f.src] - places[f.dst]) for f in facts)
    assert length < 0.9 * sum(abs(by_number[f.src] - places[f.dst]) for f in facts)


def test_the_layout_moves_nothing_by_itself(data) -> None:
    assert canvas_json(data)["options"]["physics"] == {"enabled": False}


def test_another_vis_network_file_is_refused(monkeypatch, tmp_path) -> None:
    assert "vis-network" in vis_script()[:200] and "MIT" in vis_script()[:1500]
    installed = Path(importlib.util.find_spec("pyvis").origin).parent / graph.VIS
    other = tmp_path / "pyvis" / graph.VIS
    other.parent.mkdir(parents=True)
    other.write_bytes(installed.read_bytes() + b"\n")
    (tmp_path / "pyvis" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "pyvis", raising=False)
    with pytest.raises(VisFileError):
        vis_script()
