"""Readers on real files, and beside their peers.

``python bench/readers.py samples`` reads every file in ``plans`` and ``related`` of the folder that the environment
variable KG_SAMPLES names: its form, blocks, tables, tasks, the share of its words that is unread, and the time.
``python bench/readers.py peers`` reads the shipped plan, made into Word, PDF, a web page and a spreadsheet by
LibreOffice, with kg and its peers, each in a process of its own: rows that are right cell by cell, seconds and memory.
``python bench/readers.py scan`` prints the plan, scans it at 200 dpi, and compares units and times with those of the
text, letters without their marks.
Peers run under the interpreter that KG_PEERS_PYTHON names (it needs pdfplumber and markitdown[docx,pdf,xlsx]).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "data" / "68-KH-HU.txt"
PEERS_PYTHON = os.environ.get("KG_PEERS_PYTHON", "")

KG = """
import sys
from pathlib import Path
from kg.places import Table
from kg.read import read_file
tables = [b for b in read_file(Path(sys.argv[1])).blocks if isinstance(b, Table)]
rows = [[c.flow.text for c in row.cells] for table in tables for row in table.rows]
"""
PDFPLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    rows = [[c or "" for c in r] for page in pdf.pages for table in page.extract_tables() for r in table]
"""
MARKITDOWN = """
import sys
from markitdown import MarkItDown
text = MarkItDown().convert(sys.argv[1]).text_content
rows = [[c.strip() for c in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
"""
TAIL = """
import json, resource
print(json.dumps([rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main(what: str) -> None:
    for line in {"samples": samples, "peers": peers, "scan": scan}[what]():
        print(line, flush=True)


# ── samples ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def samples() -> Iterable[str]:
    from kg.extract.plan import Extractor
    from kg.knowledge.load import load_knowledge
    from kg.places import Table
    from kg.read import read_file

    folder = Path(os.environ["KG_SAMPLES"])
    extractor = Extractor(load_knowledge())
    yield "# Real files read\n"
    yield "Made by `KG_SAMPLES=… python bench/readers.py samples`. Unread: share of the letters no rule explains.\n"
    yield "| file | form | blocks | tables | tasks | unread | read s | extract s |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for path in sorted(p for part in ("plans", "related") for p in (folder / part).iterdir() if p.suffix != ".yaml"):
        start = time.perf_counter()
        reading = read_file(path, path.name)
        read = time.perf_counter()
        found = extractor.extract(reading)
        took = time.perf_counter() - read
        tables = sum(isinstance(b, Table) for b in reading.blocks)
        unread = letters(u.text for u in found.unread) / letters([reading.text])
        yield (
            f"| {path.name} | {reading.reader} | {len(reading.blocks)} | {tables} | {len(found.tasks)} | {unread:.1%}"
            f" | {read - start:.2f} | {took:.2f} |"
        )


def letters(texts: Iterable[str]) -> int:
    return sum(map(str.isalnum, "".join(texts)))


# ── peers ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def peers() -> Iterable[str]:
    sys.path.insert(0, str(ROOT))
    from tests.read.make import converted, docx_of

    text = PLAN.read_text("utf8")
    want = wanted(text)
    yield "# Rows of the shipped plan rebuilt, in one run\n"
    yield f"{sum(want.values())} rows in 15 tables, a header of two rows with merged cells. Right: all its cells are.\n"
    yield "| file | reader | rows right | rows given | seconds | MiB |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        word = docx_of(text, whole_rows=True)
        page = converted(word, "docx", "html", folder)
        made = {
            "docx": word,
            "pdf": converted(word, "docx", "pdf", folder),
            "html": page,
            "xlsx": converted(page, "html", "xlsx", folder, infilter="HTML (StarCalc)"),
        }
        for ending, data in made.items():
            path = folder / f"read.{ending}"
            path.write_bytes(data)
            yield from (row for row in (measured(path, want, reader) for reader in READERS) if row)


READERS = (("kg", KG), ("pdfplumber", PDFPLUMBER), ("markitdown", MARKITDOWN))


def measured(path: Path, want: Counter[tuple[str, ...]], reader: tuple[str, str]) -> str | None:
    name, code = reader
    python = sys.executable if name == "kg" else PEERS_PYTHON
    if not python or (name == "pdfplumber" and path.suffix != ".pdf"):
        return None
    start = time.perf_counter()
    done = subprocess.run([python, "-c", code + TAIL, str(path)], capture_output=True, text=True, timeout=600)
    took = time.perf_counter() - start
    if done.returncode:
        return f"| {path.suffix[1:]} | {name} | failed: {done.stderr.strip().splitlines()[-1][:80]} | | | |"
    rows, memory = json.loads(done.stdout.splitlines()[-1])
    have = Counter(map(cells, rows))
    right = sum((have & want).values())
    return f"| {path.suffix[1:]} | {name} | {right} | {len(rows)} | {took:.2f} | {memory:.0f} |"


def wanted(text: str) -> Counter[tuple[str, ...]]:
    """The rows of the plan's tables. The cells of a header that are merged from above are empty, as a careful reader
    gives them; a peer may as well repeat them, so that only rows of tasks and the first header row are counted."""
    from tests.read.make import parts

    rows = [row for part in parts(text) if isinstance(part, list) for row in part]
    return Counter(
        c for c in (cells([*row, *[""] * (5 - len(row))]) for row in rows) if not c[2].startswith("Đơn vị chủ trì")
    )


def cells(row: Sequence[str]) -> tuple[str, ...]:
    """A row without what a format may write otherwise: white space, breaks, escapes, the word for an empty cell."""
    plain = (c.replace("<br>", " ").replace("\\", "").replace("NaN", "") for c in row)
    return tuple("".join(c.split()) for c in plain)


# ── scan ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def scan() -> Iterable[str]:
    import pypdfium2
    from rapidfuzz import fuzz

    from kg.extract.plan import Extractor
    from kg.knowledge.load import load_knowledge
    from kg.read import read_bytes
    from kg.text import search_key

    sys.path.insert(0, str(ROOT))
    from tests.read.make import converted, docx_of

    text = PLAN.read_text("utf8")
    with tempfile.TemporaryDirectory() as name:
        printed = converted(docx_of(text, whole_rows=True), "docx", "pdf", Path(name))
    pages = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(printed)]
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    start = time.perf_counter()
    reading = read_bytes(out.getvalue(), "scan.pdf")
    took = time.perf_counter() - start
    extractor = Extractor(load_knowledge())
    want, have = (extractor.extract(r).tasks for r in (read_bytes(text.encode(), "plan.txt"), reading))
    yield "# The shipped plan, printed and scanned at 200 dpi\n"
    yield f"{len(pages)} pages, {took / len(pages):.1f} s each; {len(have)} tasks found, {len(want)} in the text.\n"
    yield "| what | right | of | wrong, as read |\n| --- | ---: | ---: | --- |"
    left = list(have)
    pairs = []
    for task in want:
        near = max(left, key=lambda t: fuzz.ratio(search_key(task.text)[:120], search_key(t.text)[:120]))
        left.remove(near)
        pairs.append((task, near))
    for what in ("lead", "cooperate", "timeframes"):
        wrong = [
            said
            for task, near in pairs
            if sorted(search_key(said := " ".join(x.printed for x in getattr(near, what))).split())
            != sorted(search_key(" ".join(x.printed for x in getattr(task, what))).split())
        ]
        yield f"| {what} | {len(pairs) - len(wrong)} | {len(pairs)} | {'; '.join(wrong)} |"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "samples")
