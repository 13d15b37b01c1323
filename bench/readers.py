"""Readers on real files, and beside their peers.

``python bench/readers.py samples`` reads every file in ``plans`` and ``related`` of the folder that the environment
variable KG_SAMPLES names: its form, blocks, tables, tasks, the share of its words that is unread, and the time.
``python bench/readers.py peers`` reads the shipped plan, made into Word, PDF, a web page and a spreadsheet by
LibreOffice, with kg and its peers, each in a process of its own: rows that are right cell by cell, seconds and memory.
``python bench/readers.py scan`` prints the plan, scans it at 200 dpi, once clean and once worn, and compares what units
and times mean with what they mean in the text.
Peers run under the interpreter that KG_PEERS_PYTHON names (it needs pdfplumber and markitdown[docx,pdf,xlsx]).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from kg.document import Extraction
    from kg.records import Task, Timeframe, UnitMention

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
    from kg.extract.plan import Extractor
    from kg.knowledge.load import load_knowledge
    from kg.read import read_bytes

    text = PLAN.read_text("utf8")
    extractor = Extractor(load_knowledge())
    want = extractor.extract(read_bytes(text.encode(), "plan.txt"))
    yield "# The shipped plan, printed and scanned at 200 dpi\n"
    yield "Right: it means the same as in the text. Silent: it does not, and nothing marks it (no warning at its place,"
    yield "not inferred, neither unit nor time unknown). Worn: pages turned by up to 0.6°, blurred, grey, speckled.\n"
    yield "| scan | what | right | of | silent | silent, as read |\n| --- | --- | ---: | ---: | ---: | --- |"
    for name, pages in (("clean", printed_pages(text)), ("worn", worn(printed_pages(text)))):
        out = BytesIO()
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
        start = time.process_time()
        reading = read_bytes(out.getvalue(), "scan.pdf")
        took = time.process_time() - start
        have = extractor.extract(reading)
        yield from compared(name, want, have)
        yield (
            f"| {name} | tasks | {len(have.tasks)} | {len(want.tasks)} |  |"
            f" {len(pages)} pages, {took / len(pages):.1f} s of this process each, {len(have.warnings)} warnings |"
        )


def printed_pages(text: str) -> list[Image]:
    import pypdfium2

    sys.path.insert(0, str(ROOT))
    from tests.read.make import converted, docx_of

    with tempfile.TemporaryDirectory() as name:
        printed = converted(docx_of(text, whole_rows=True), "docx", "pdf", Path(name))
    return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(printed)]


def worn(pages: Iterable[Image]) -> list[Image]:
    from PIL import Image as images
    from PIL import ImageFilter

    rng = random.Random(1)
    out = []
    for page in pages:
        askew = page.rotate(rng.uniform(-0.6, 0.6), images.Resampling.BICUBIC, fillcolor=255)
        grey = askew.filter(ImageFilter.GaussianBlur(0.6)).point(lambda v: v * 0.92 + 10)
        out.append(images.blend(grey, images.effect_noise(page.size, 60), 0.15))
    return out


def compared(name: str, want: Extraction, have: Extraction) -> Iterable[str]:
    marked = {piece for warning in have.warnings for piece in warning.source}
    pairs = list(nearest(want.tasks, have.tasks))
    for what in ("lead", "cooperate", "timeframes"):
        right, silent = 0, []
        for task, near in pairs:
            meant, found = ({meaning(x) for x in getattr(t, what)} if t else set() for t in (task, near))
            right += meant == found
            facts = getattr(near, what) if near else ()
            places = {piece for fact in facts for piece in fact.source} | set(near.source if near else ())
            if meant != found and near and not places & marked and not any(map(is_marked, facts)):
                silent.append(f"{'; '.join(x.printed for x in facts) or 'nothing'} ({task.place})")
        yield f"| {name} | {what} | {right} | {len(pairs)} | {len(silent)} | {' / '.join(silent)} |"


def nearest(want: Iterable[Task], have: Iterable[Task]) -> Iterable[tuple[Task, Task | None]]:
    from rapidfuzz import fuzz

    from kg.text import search_key

    left = list(have)
    for task in want:
        key = search_key(task.text)[:120]
        near = max(left, key=lambda t: fuzz.ratio(key, search_key(t.text)[:120]), default=None)
        if near is not None:
            left.remove(near)
        yield task, near


def meaning(fact: UnitMention | Timeframe) -> tuple[str | None, ...]:
    from kg.records import Timeframe
    from kg.text import search_key

    if isinstance(fact, Timeframe):
        return fact.kind.value, fact.start, fact.end, search_key(fact.condition or "")
    return (fact.unit,)


def is_marked(fact: UnitMention | Timeframe) -> bool:
    from kg.records import Basis, Timeframe, TimeKind

    unknown = fact.kind is TimeKind.UNKNOWN if isinstance(fact, Timeframe) else fact.known is None
    return unknown or fact.basis is Basis.INFERRED


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "samples")
