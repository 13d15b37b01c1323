"""Asking stays cheap: no process that answers from the store loads a heavy library. (Times are measured in bench/.)"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: libraries, and the records that only reading and storing need
HEAVY = {
    "kg.document",
    "kg.places",
    "kg.extract.plan",
    "networkx",
    "numpy",
    "pyvis",
    "pydantic",
    "yaml",
    "rich",
    "asyncio",
    "importlib.metadata",
}
PROBE = """
import sys
from kg.cli.app import main
try:
    main()
finally:
    sys.stderr.write("\\nloaded: " + " ".join(sorted(sys.modules)))
"""


def loaded(cache: Path, *args: str) -> set[str]:
    env = dict(os.environ, KG_CACHE_DIR=str(cache), KG_DATA_DIR=str(cache), KG_CORPUS="", PYTHONPATH=str(ROOT))
    ended = subprocess.run([sys.executable, "-c", PROBE, *args], env=env, capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.rpartition("loaded: ")[2].split())


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "Ban Tuyên giáo chủ trì nhiệm vụ nào?"],
        ["ask", "Ban Tuyên giáo chủ trì nhiệm vụ nào?", "--json"],
        ["search", "tuyen giao"],
        ["search", "sinh hoatj chi bo truc tuyem", "--kind", "task", "--json"],
        ["tasks", "--unit", "Ban Tuyên giáo", "--json"],
        ["show", "2.1"],
        ["due", "--unit", "Ban Tuyên giáo"],
        ["list"],
        ["--version"],
    ],
    ids=lambda args: " ".join(args),
)
def test_an_answer_loads_nothing_heavy(tmp_path, args) -> None:
    loaded(tmp_path, *args)  # the first run compiles the plan that comes with kg
    assert loaded(tmp_path, *args) & HEAVY == set()


def test_a_search_loads_only_what_searching_needs(tmp_path) -> None:
    loaded(tmp_path, "search", "tuyen giao")
    other = {"kg.knowledge.model", "kg.knowledge.load", "kg.ask", "kg.facts", "kg.extract", "kg.read"}
    assert loaded(tmp_path, "search", "tuyen giao") & other == set()


def test_corrections_cost_an_answer_nothing(tmp_path) -> None:
    kho, plan = str(tmp_path / "kho"), str(ROOT / "data" / "68-KH-HU.txt")
    loaded(tmp_path, "add", plan, "--corpus", kho)
    said = (ROOT / "tests" / "fixtures" / "corrections.yaml").read_bytes()
    (tmp_path / "kho" / "corrections").mkdir()
    (tmp_path / "kho" / "corrections" / "lan.yaml").write_bytes(said)
    loaded(tmp_path, "build", "--corpus", kho)
    seen = loaded(tmp_path, "ask", "Ban Tuyên giáo chủ trì nhiệm vụ nào?", "--corpus", kho)
    assert seen & HEAVY == set() and not any(name.startswith("kg.corrections") for name in seen)


def test_the_probe_sees_what_is_loaded(tmp_path) -> None:
    assert "yaml" in loaded(tmp_path, "extract", str(ROOT / "data" / "68-KH-HU.txt"))
