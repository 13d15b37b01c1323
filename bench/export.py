"""What leaves a corpus that grows to a thousand plans: CPU time and peak memory of each export and of ``kg due``.

    python bench/export.py [COUNT]

Writes bench/results/export.md. Every line is a process of its own. Peers in the same run: openpyxl's write-only
workbook with the same cells, and networkx.write_graphml of the same facts.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from plans import plans  # noqa: E402

from kg.corpus.change import CorpusWriter  # noqa: E402
from kg.corpus.layout import Corpus  # noqa: E402

FORMATS = ("xlsx", "csv", "docx", "jsonld", "graphml", "sqlite")
#: the peak of the process itself: what wait4 tells begins with the memory of the process that started it
START = """
import atexit, sys
from pathlib import Path
sys.path[:0] = [{root!r}]
def peak():
    told = Path("/proc/self/status").read_text()
    Path({peak!r}).write_text(told.partition("VmHWM:")[2].split()[0])
atexit.register(peak)
"""
KG = """
from kg.cli.app import main
main()
"""
STORE = """
from kg.corpus.open import open_store
from kg.ask.query import Asks, Query
from kg.export.records import Records
records = Records(open_store(Path(sys.argv[1])), Query(Asks.TASKS, everything=True))
"""
OPENPYXL = """
from openpyxl import Workbook
from kg.export import table
book = Workbook(write_only=True)
sheet = book.create_sheet()
columns = table.columns(records)
for task in records.tasks():
    values = table.values(task, "vi")
    sheet.append([values[c.key] for c in columns])
book.save(sys.argv[2])
"""
NETWORKX = """
import networkx as nx
from kg.export.facts import facts
from kg.export.graphml import _attributes
graph = nx.MultiDiGraph()
for part in facts(records):
    for node in part.nodes:
        graph.add_node(node.id, kind=node.kind, label=node.label)
    for edge in part.edges:
        graph.add_edge(edge.src, edge.dst, **{k: v for k, v in _attributes(edge, "vi") if v})
nx.write_graphml(graph, sys.argv[2])
"""


class Cost(NamedTuple):
    """CPU seconds, peak resident MiB and size of what was written in MB."""

    cpu: float
    peak: float
    size: float


def cost(command: list[str], out: Path) -> Cost:
    out.unlink(missing_ok=True)
    peak = out.with_name("peak")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    size = out.stat().st_size / 1e6 if out.exists() else 0.0
    return Cost(used.ru_utime + used.ru_stime, int(peak.read_text()) / 1024, size)


def commands(corpus: Path, folder: Path) -> list[tuple[str, list[str], Path]]:
    out = folder / "out"
    start = START.format(root=str(ROOT), peak=str(folder / "peak"))

    def kg(*args: str) -> list[str]:
        return [sys.executable, "-c", start + KG, *args, "--corpus", str(corpus)]

    rows = [(f"`kg export {f}`", kg("export", f, "-o", str(out)), out) for f in FORMATS]
    rows.append(("`kg due`", kg("due", "--on", "2023-06-30"), out))
    rows.append(("`kg due --ics`", kg("due", "--on", "2023-06-30", "--ics", str(out)), out))
    peers = (("openpyxl, write-only", OPENPYXL), ("networkx.write_graphml", NETWORKX))
    rows += [(name, [sys.executable, "-c", start + STORE + code, str(corpus), str(out)], out) for name, code in peers]
    return rows


def measure(count: int) -> dict[int, dict[str, Cost]]:
    shipped = (ROOT / "data" / "68-KH-HU.txt").read_text(encoding="utf-8")
    steps = [count // 10, count // 3, count]
    found: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus, incoming = Corpus(folder / "corpus"), folder / "plan.txt"
        made = plans(shipped, count)
        for before, step in zip([0, *steps], steps, strict=False):
            with CorpusWriter(corpus) as writer:
                for _ in range(step - before):
                    file, text = next(made)
                    incoming.write_text(text, encoding="utf-8")
                    writer.add(incoming, file)
            found[step] = {what: cost(command, out) for what, command, out in commands(corpus.root, folder)}
            print(step, found[step], flush=True)
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = measure(count)
    heads = ["what", *(f"{n} plans: s, MiB" for n in found), "ms a plan, first and last", "written, MB", "to peer"]
    rows = []
    least, most = min(found), max(found)
    peer = {"`kg export xlsx`": "openpyxl, write-only", "`kg export graphml`": "networkx.write_graphml"}
    for what in found[most]:
        costs = [found[n][what] for n in found]
        each = [f"{found[n][what].cpu / n * 1000:.1f}" for n in (least, most)]
        last = found[most][what]
        beside = found[most].get(peer.get(what, ""))
        ratio = f"{last.cpu / beside.cpu:.2f} CPU, {last.peak / beside.peak:.2f} memory" if beside else ""
        cells = [what, *(f"{c.cpu:.1f}, {c.peak:.0f}" for c in costs), " and ".join(each), f"{last.size:.0f}", ratio]
        rows.append(f"| {' | '.join(cells)} |")
    lines = [
        "# What leaves a corpus that grows",
        "",
        f"`python bench/export.py {count}` on Python {platform.python_version()}. Plans of as many districts, made",
        "from the shipped one (bench/plans.py). CPU seconds and peak resident memory of each process, from its start.",
        "The peers write the same cells (one sheet of three, without links and widths) and the same facts.",
        "",
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *rows,
        "",
    ]
    (ROOT / "bench" / "results" / "export.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
