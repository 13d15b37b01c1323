"""Citations read in 42,320 entries of the Bộ pháp điển, each of which says which document it comes from.

    KG_SAMPLES=… python bench/citations.py [--write]      reads the field ``note`` of every article and compares
    KG_SAMPLES=… python bench/citations.py --against REV  citations gained and lost since REV

``--write`` puts the table into bench/results/citations.md and labels that are themselves wrong into
bench/results/citations-labels.md: code, what the label says, what the entry prints, and the reason. No text of the
corpus is kept. The second form reads the same entries, every sample (plans, related) and the cases of the tests by both
versions; its exit code is 1 when something was lost.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
CORPUS = "corpus/phapdien-articles.jsonl.gz"
FIELDS = ("code", "date", "issuer", "type")
#: where an entry ends: what follows is said of its validity
END = re.compile(r",? có (?:hiệu lực|nội dung)")
DAY = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")
#: gained and lost citations that are shown
SHOWN = 40


def samples() -> Path:
    given = os.environ.get("KG_SAMPLES")
    if not given:
        sys.exit("KG_SAMPLES names the folder of samples: it is needed")
    return Path(given)


def entries() -> Iterator[dict[str, str]]:
    with gzip.open(samples() / CORPUS) as lines:
        for line in lines:
            yield json.loads(line)


# ── what an entry says, read apart from kg ───────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Wanted:
    """What the label says of a field, what is right, and why the two differ."""

    label: str
    right: str
    reason: str | None = None


def wanted(field: str, label: str, note: str) -> Wanted:
    """The label of a field, mended where the entry itself shows that the label is wrong."""
    head = END.split(note, 1)[0]
    mend: dict[str, Callable[[str, str], Wanted | None]] = {
        "code": _code, "date": _date, "issuer": _issuer, "type": _type
    }  # fmt: skip
    return mend[field](label, head) or Wanted(label, label)


def _code(label: str, head: str) -> Wanted | None:
    if "ngsố" in label:
        return Wanted(label, "", "“không số” is taken for a code")
    spaced = r"\s*".join(map(re.escape, label))
    found = re.search(rf"{spaced}(?:\s*[-.]\s*[A-ZĐ][A-ZĐa-z]*)+", head)
    if found:
        return Wanted(label, "".join(found[0].split()), "cut at a space or a point inside the code")
    return None


def _date(label: str, head: str) -> Wanted | None:
    days = [f"{y}-{int(m):02}-{int(d):02}" for d, m, y in DAY.findall(head)]
    if days and days[-1] != label and label in days[:-1]:
        return Wanted(label, days[-1], "the day of a document that the title names")
    return None


def _issuer(label: str, head: str) -> Wanted | None:
    last = list(DAY.finditer(head))
    of = head[last[-1].end() :].removeprefix(" của ").strip() if last else ""
    if of and of != label and label.endswith(of):
        return Wanted(label, of, "holds the title too")
    body = re.split(r" (?:Quy định|Hướng dẫn) ", label)[0]
    if body != label:
        return Wanted(label, body, "holds the title too")
    return None


def _type(label: str, head: str) -> Wanted | None:
    if label == "Luật" and re.search(r"\bBộ [Ll]uật số", head[:40]):
        return Wanted(label, "Bộ luật", "“Bộ Luật” is cut to “Luật”")
    return None


# ── what kg reads ────────────────────────────────────────────────────────────────────────────────────────────────────
def finder(root: Path = ROOT):  # type: ignore[no-untyped-def]
    """The finder of the checkout ``root``, as a function from a text to its citations."""
    sys.path.insert(0, str(root))
    from kg.extract.citations import CitationFinder
    from kg.knowledge.load import load_knowledge
    from kg.places import Piece, clean
    from kg.text import nfc

    find = CitationFinder(load_knowledge()).find

    def read(text: str):  # type: ignore[no-untyped-def]
        composed = nfc(text)
        return find(clean(composed, 0, len(composed), Piece(line=1)))

    return read


def same(field: str, got: str | None, right: str) -> bool:
    from kg.ids import code_key
    from kg.text import marked_key

    if field == "code":
        return code_key(got or "") == code_key(right)
    return marked_key(got or "") == marked_key(right)


@dataclass
class Tally:
    labelled: int = 0
    right: int = 0
    mended: int = 0  #: of the labels, those that are themselves wrong


def measure() -> tuple[dict[str, Tally], Counter[tuple[str, str, str, str, str]], list[tuple[str, ...]], Counter[str]]:
    read = finder()
    tallies = {field: Tally() for field in FIELDS}
    labels: Counter[tuple[str, str, str, str, str]] = Counter()
    wrong: list[tuple[str, ...]] = []
    articles: Counter[str] = Counter()
    for entry in entries():
        note = entry["note"]
        first = next(iter(read(note).citations), None)
        told = {"code": first.code, "date": first.date, "issuer": first.issuer, "type": first.type} if first else {}
        good = mended = True
        for field in FIELDS:
            label = entry.get(f"doc_{field}")
            if not label:
                continue
            want = wanted(field, label, note)
            tally = tallies[field]
            tally.labelled += 1
            if want.reason:
                tally.mended += 1
                mended = False
                labels[entry.get("doc_code", ""), field, want.label, want.right, want.reason] += 1
            if same(field, told.get(field), want.right):
                tally.right += 1
            else:
                good = False
                wrong.append((entry.get("doc_code", entry["id"]), field, want.right, str(told.get(field))))
        articles["all"] += 1
        articles["right"] += good
        articles["mended"] += not mended
    return tallies, labels, wrong, articles


def speed() -> list[str]:
    """Characters a second of one text, at growing lengths, and of eyecite on the same."""
    read = finder()
    notes = " ".join(entry["note"] for entry in entries())
    rows = []
    for size in (50_000, 100_000, 200_000, 400_000, 800_000):
        text = notes[:size]
        start = time.process_time()
        found = len(read(text).citations)
        took = time.process_time() - start
        rows.append(f"| {size:,} | {found:,} | {took:.2f} | {size / took / 1000:,.0f} | {_eyecite(text)} |")
    return rows


def _eyecite(text: str) -> str:
    try:
        from eyecite import get_citations
    except ImportError:
        return "not installed"
    start = time.process_time()
    found = len(get_citations(text))
    took = time.process_time() - start
    return f"{len(text) / took / 1000:,.0f} ({found} found)"


def report() -> tuple[str, str]:
    tallies, labels, wrong, articles = measure()
    lines = [
        "# Citations: 42,320 entries of the Bộ pháp điển",
        "",
        f"`python bench/citations.py --write`: Python {platform.python_version()}, {platform.system()}.",
        "Each entry opens with the document that it comes from; the labels were made apart from kg.",
        "",
        "| field | labelled | read right | share | labels that are wrong themselves |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(_row(name, t) for name, t in tallies.items()),
        _row("**all fields of an entry**", Tally(articles["all"], articles["right"], articles["mended"])),
        "",
        "A label is wrong where the entry itself prints something else; these are listed with the reason in",
        "[citations-labels.md](citations-labels.md), and kg is held to what the entry prints.",
        "",
        "What is not read right, by document:",
        "",
        "| document | field | printed | read | entries |",
        "| --- | --- | --- | --- | ---: |",
        *(f"| {' | '.join(map(_cell, row))} | {n} |" for row, n in sorted(Counter(wrong).items())),
        "",
        "## Time",
        "",
        "All entries in one text, cut at growing lengths; eyecite on the same text in the same run (it knows no",
        "Vietnamese form: its speed is what is compared).",
        "",
        "| characters | citations | CPU s | kg, 1000 characters a second | eyecite, 1000 characters a second |",
        "| ---: | ---: | ---: | ---: | ---: |",
        *speed(),
        "",
    ]
    listed = [
        "# Labels of the corpus that are wrong themselves",
        "",
        "By `python bench/citations.py --write`: short facts only. `entries` says how many carry the label.",
        "",
        "| document | field | label | printed in the entry | reason | entries |",
        "| --- | --- | --- | --- | --- | ---: |",
        *(f"| {' | '.join(map(_cell, row))} | {n} |" for row, n in sorted(labels.items())),
        "",
    ]
    return "\n".join(lines), "\n".join(listed)


def _row(name: str, t: Tally) -> str:
    mended = f"{t.mended} ({t.mended / t.labelled:.2%})"
    return f"| {name} | {t.labelled:,} | {t.right:,} | {t.right / t.labelled:.2%} | {mended} |"


def _cell(text: str) -> str:
    text = text.replace("|", "/") or "–"
    return text if len(text) <= 60 else f"{text[:40]} … {text[-16:]}"


# ── gained and lost between two versions ─────────────────────────────────────────────────────────────────────────────
def texts() -> Iterator[tuple[str, str]]:
    """Every text that both versions read, with a name for it."""
    for entry in entries():
        yield f"note {entry['id']}", entry["note"]
    cases = (ROOT / "tests" / "cases" / "citations.yaml").read_text("utf-8")
    yield from ((f"case line {n}", line) for n, line in enumerate(cases.splitlines(), 1) if "text:" in line)
    from kg.places import Paragraph
    from kg.read import read_bytes

    for folder in ("plans", "related"):
        for path in sorted((samples() / folder).iterdir()):
            if path.suffix == ".yaml":
                continue
            for n, block in enumerate(read_bytes(path.read_bytes(), path.name).blocks, 1):
                flows = [block.flow] if isinstance(block, Paragraph) else [c.flow for r in block.rows for c in r.cells]
                yield from ((f"{path.name} block {n}.{k}", flow.text) for k, flow in enumerate(flows) if flow.text)


def dump(root: Path, file: Path, out: Path) -> None:
    """Read every text of ``file`` by the version in ``root``."""
    read = finder(root)
    with file.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for line in lines:
            name, text = json.loads(line)
            for c in read(text).citations:
                told = [c.type, c.code, c.date, c.year, c.issuer, c.term, c.plenum, c.name, c.title]
                written.write(json.dumps([name, c.printed, told], ensure_ascii=False) + "\n")


def against(revision: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        subprocess.run(["git", "worktree", "add", "-q", "--detach", there / "old", revision], cwd=ROOT, check=True)
        try:
            sys.path.insert(0, str(ROOT))
            with (there / "texts").open("w", encoding="utf-8") as out:
                out.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in texts())
            for name, root in (("before", there / "old"), ("now", ROOT)):
                command = [sys.executable, __file__, "--dump", root, there / "texts", there / name]
                subprocess.run(command, check=True, cwd=there, env={**os.environ, "PYTHONPATH": str(root)})
            return compared(there / "before", there / "now")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", there / "old"], cwd=ROOT, check=True)


def compared(before: Path, now: Path) -> int:
    old, new = (Counter(path.read_text("utf-8").splitlines()) for path in (before, now))
    gone, come = list((old - new).elements()), list((new - old).elements())
    changed: list[tuple[str, str]] = []
    for line in [*gone]:
        same_document = next((other for other in come if _of(other) == _of(line)), None)
        if same_document:
            changed.append((line, same_document))
            gone.remove(line)
            come.remove(same_document)
    print(f"{old.total():,} citations before, {new.total():,} now:", end=" ")
    print(f"{len(come)} gained, {len(gone)} lost, {len(changed)} read otherwise")
    _show([f"- {_said(line)}" for line in gone])
    _show([f"+ {_said(line)}" for line in come])
    _show([f"~ {_said(was)}\n  {_said(line)}" for was, line in changed])
    return 1 if gone else 0


def _of(line: str) -> tuple[str, str]:
    """The text and the document that a citation names in it."""
    name, printed, told = json.loads(line)
    return name, told[1] or told[7] or printed


def _said(line: str) -> str:
    name, printed, told = json.loads(line)
    return f"{name}: {printed[:100]!r} {[t for t in told if t]}"


def _show(lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        print(line)
    if len(lines) > SHOWN:
        print(f"  … {len(lines) - SHOWN} more")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--against", metavar="REV")
    options.add_argument("--dump", nargs=3, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.dump:
        dump(*given.dump)
        return 0
    if given.against:
        return against(given.against)
    table, labels = report()
    print(table)
    if given.write:
        (RESULTS / "citations.md").write_text(table, "utf-8", newline="\n")
        (RESULTS / "citations-labels.md").write_text(labels, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
