"""The canvas of a whole plan: nodes and edges by pyvis in columns, and the vis-network file that pyvis carries.

pyvis's own page is never used: it fetches styles from the network, and text of documents can run in it. Only what
stands in a cell is drawn; what holds through a group would hide it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from kg.codec import Json
from kg.errors import Exit, KgError, Message
from kg.viz.records import Fact, PageData

#: the columns of the canvas, from left to right: the kinds of node that stand in each
COLUMNS = (("directive",), ("document", "heading"), ("task",), ("unit",), ("timeframe",))
#: relations that are drawn
DRAWN = ("contains", "lead", "cooperate", "scheduled", "cites")
#: distance of two columns and of two tasks, in the units of the canvas
COLUMN, ROW = 430, 26
#: times that neighbours pull each other into order
ROUNDS = 6
#: the file of the pyvis wheel that goes into every page, and what it must be
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "hover": False, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {"shape": "box", "chosen": False, "borderWidth": 1, "labelHighlightBold": False},
    "edges": {"smooth": {"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}, "chosen": False},
}


class VisFileError(KgError):
    """The installed pyvis does not carry the file that pages are made with."""

    exit = Exit.MISSING_EXTRA


def canvas_json(data: PageData) -> Json:
    """Nodes with their places, edges and options of the canvas."""
    from pyvis.network import Network

    facts = [fact for fact in data.edges if fact.relation in DRAWN]
    net = Network(directed=True)
    for column, rows in enumerate(columns(data, facts)):
        for at, y in rows:
            net.add_node(at, label=" ", x=column * COLUMN, y=y)
    for number, fact in enumerate(facts):
        net.add_edge(fact.src, fact.dst, id=number, r=fact.relation)
    net.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = net.get_network_data()
    return {
        "nodes": [{key: cast(Json, node[key]) for key in ("id", "x", "y")} for node in nodes],
        "edges": [{key: cast(Json, edge[key]) for key in ("id", "from", "to", "r")} for edge in edges],
        "options": cast(Json, json.loads(options)),
    }


def columns(data: PageData, facts: Sequence[Fact]) -> list[list[tuple[int, int]]]:
    """The nodes of each column with their heights: tasks in the order of the plan, the others near what they are tied
    to, so that fewer lines cross."""
    drawn = sorted({end for fact in facts for end in (fact.src, fact.dst)})
    beside: dict[int, list[int]] = {at: [] for at in drawn}
    for fact in facts:
        beside[fact.src].append(fact.dst)
        beside[fact.dst].append(fact.src)
    order = [[at for at in drawn if data.nodes[at].kind in kinds] for kinds in COLUMNS]
    place = {at: (n + 0.5) / len(column) for column in order for n, at in enumerate(column)}
    fixed = [all(kind in ("document", "heading", "task") for kind in kinds) for kinds in COLUMNS]
    for _ in range(ROUNDS):
        for number, column in enumerate(order):
            if not fixed[number]:
                column.sort(key=lambda at: (_mean([place[other] for other in beside[at]]), at))
                place |= {at: (n + 0.5) / len(column) for n, at in enumerate(column)}
    height = ROW * max((len(column) for column in order), default=1)
    return [[(at, round(place[at] * height)) for at in column] for column in order]


def _mean(places: Sequence[float]) -> float:
    return round(sum(places) / len(places), 9) if places else 0.0


def vis_script() -> str:
    """The text of vis-network; raises VisFileError where it is not the file that was looked at."""
    from importlib.util import find_spec

    spec = find_spec("pyvis")
    file = Path(spec.origin).parent / VIS if spec and spec.origin else None
    found = file.read_bytes() if file and file.is_file() else b""
    if hashlib.sha256(found).hexdigest() != VIS_SHA256:
        raise VisFileError(
            Message("tệp vis-network của pyvis không đúng bản đã kiểm", "pyvis carries another vis-network file"),
            str(file or "pyvis"),
            Message("Cài lại: pip install 'pyvis==0.3.2'", "Install again: pip install 'pyvis==0.3.2'"),
        )
    return found.decode("utf-8")
