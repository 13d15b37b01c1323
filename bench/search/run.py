"""Measure search and its peers on labelled queries; print a table and keep it under bench/results.

    KG_SAMPLES=... python bench/search/run.py plan articles million [--each 100] [--seed 68] [--peers]

All times are CPU time of this process. A hit is right if its text has the phrase from which the query was made.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import corpora  # noqa: E402
import nothing  # noqa: E402
import peers  # noqa: E402
from damage import ABBREVIATIONS, clean  # noqa: E402
from queries import Query, make  # noqa: E402

from kg.search.entries import Entry  # noqa: E402
from kg.search.front import Synonym  # noqa: E402
from kg.search.index import Index  # noqa: E402
from kg.search.names import Names  # noqa: E402
from kg.search.postings import Postings  # noqa: E402
from kg.search.rank import rank  # noqa: E402
from kg.search.run import RERANKED  # noqa: E402

RESULTS = Path(__file__).parents[1] / "results" / "search.md"
#: queries of each kind that a slow peer is given
FEW = 4
Search = Callable[[str], list[int]]


class Row(NamedTuple):
    """A line of the table."""

    corpus: str
    engine: str
    kind: str
    n: int
    first: float
    ten: float
    mrr: float
    p50: float
    p95: float


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("corpora", nargs="+", choices=("plan", "articles", "million"))
    asked.add_argument("--each", type=int, default=100)
    asked.add_argument("--seed", type=int, default=68)
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--out", type=Path, default=RESULTS)
    args = asked.parse_args()
    parts = [measure(name, args.each, args.seed, args.peers) for name in args.corpora]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


def texts_of(name: str) -> list[str]:
    if name == "million":
        return list(corpora.strings(1_000_000))
    return corpora.plan() if name == "plan" else corpora.articles()


def measure(name: str, each: int, seed: int, with_peers: bool) -> str:
    texts = texts_of(name)
    queries = make(texts, each, seed)
    gc.freeze()
    folder = Path(tempfile.mkdtemp())
    try:
        index, facts = built(texts, folder / "ours")
        cleaned: dict[int, str] = {}

        def right(query: Query, ord: int) -> bool:
            if ord not in cleaned:
                cleaned[ord] = f" {clean(texts[ord])} "
            return query.fits(cleaned[ord])

        rows = judged(name, "kg", queries, lambda q: ours(index, q), right)
        if with_peers:
            rows += compared(name, texts, queries, folder, right)
        return report(name, rows, facts, strong_of_nothing(index))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def built(texts: Sequence[str], folder: Path) -> tuple[Index, list[str]]:
    """Our index, and what it cost."""
    start, cpu, helpers = time.perf_counter(), time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    Postings.create(folder).write((Entry(i, "text", t) for i, t in enumerate(texts)), "bench")
    wall, own = time.perf_counter() - start, time.process_time() - cpu
    other = resource.getrusage(resource.RUSAGE_CHILDREN)
    helped = other.ru_utime + other.ru_stime - helpers.ru_utime - helpers.ru_stime
    names = Names(tuple(Synonym.of(short, long) for long, short in ABBREVIATIONS.items()))
    cpu = time.process_time()
    postings = Postings.open(folder)
    assert postings is not None
    index = Index(postings, names)
    opened = time.process_time() - cpu
    size = sum(f.stat().st_size for f in folder.iterdir())
    raw = sum(len(t.encode()) for t in texts)
    return index, [
        f"{len(texts):,} texts, {raw / 1e6:.1f} MB",
        f"built in {own:.1f} s CPU here and {helped:.1f} s in helpers ({wall:.1f} s on the clock)",
        f"index {size / 1e6:.1f} MB, {size / raw:.2f} times the text",
        f"opened with its vocabulary in {opened * 1e3:.1f} ms CPU",
    ]


def ours(index: Index, query: str) -> list[int]:
    plan = index.planner.plan(index.front.read(query))
    found = index.postings.best(plan.terms, RERANKED) if plan.terms else []
    return [r.found.ord for r in rank(plan, found, 10)]


def strong_of_nothing(index: Index) -> str:
    strong = []
    for query in nothing.make():
        plan = index.planner.plan(index.front.read(query))
        ranked = rank(plan, index.postings.best(plan.terms, RERANKED) if plan.terms else [], 1)
        strong += [query] if ranked and ranked[0].strong else []
    return f"200 queries about nothing: {len(strong)} with a strong hit ({', '.join(strong[:6])})"


def judged(
    corpus: str, engine: str, queries: Sequence[Query], search: Search, right: Callable[[Query, int], bool]
) -> list[Row]:
    """Rows for each kind of damage, each tier, and all."""
    search(queries[0].text)
    places: dict[str, list[int]] = {}
    times: dict[str, list[float]] = {}
    for query in queries:
        start = time.process_time()
        found = search(query.text)
        spent = time.process_time() - start
        place = next((i + 1 for i, ord in enumerate(found) if right(query, ord)), 0)
        for key in (query.kind, f"all {query.tier}", "all"):
            places.setdefault(key, []).append(place)
            times.setdefault(key, []).append(spent)
    return [_row(corpus, engine, kind, places[kind], sorted(times[kind])) for kind in places]


def _row(corpus: str, engine: str, kind: str, places: list[int], times: list[float]) -> Row:
    n = len(places)
    first, ten = sum(p == 1 for p in places) / n, sum(p > 0 for p in places) / n
    mrr = sum(1 / p for p in places if p) / n
    return Row(corpus, engine, kind, n, first, ten, mrr, times[n // 2] * 1e3, times[int(n * 0.95)] * 1e3)


def compared(
    name: str,
    texts: Sequence[str],
    queries: Sequence[Query],
    folder: Path,
    right: Callable[[Query, int], bool],
) -> list[Row]:
    """The peers, on all queries of a small corpus and on a few of each kind of a large one."""
    few: dict[str, list[Query]] = {}
    for query in queries:
        few.setdefault(query.kind, []).append(query)
    many = {"plan": len(queries), "articles": 4 * FEW, "million": FEW}[name]
    part = [q for some in few.values() for q in some[:many]]
    slow = part if name == "plan" else [q for some in few.values() for q in some[:FEW]]
    rows: list[Row] = []
    makers: list[tuple[str, Callable[[], Search], list[Query]]] = [
        ("tantivy, words with a slip", lambda: peers.tantivy_plain(texts, _folder(folder / "plain")), part),
        ("FTS5 unicode61", lambda: peers.fts5(texts, "unicode61 remove_diacritics 2", str(folder / "u.db")), part),
        ("FTS5 trigram", lambda: peers.fts5(texts, "trigram", str(folder / "t.db")), part),
    ]
    if name != "million":
        makers.append(("rapidfuzz scan", lambda: peers.scan(texts), slow))
    for engine, make_peer, asked in makers:
        rows += judged(name, engine, asked, make_peer(), right)
    return rows


def _folder(path: Path) -> str:
    path.mkdir()
    return str(path)


def report(name: str, rows: Sequence[Row], facts: Sequence[str], nothing_line: str) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [f"## {name}", "", *(f"- {fact}" for fact in facts), f"- {nothing_line}"]
    lines += [f"- peak memory of the whole measurement, texts included: {memory:,.0f} MB", ""]
    engines = list(dict.fromkeys(r.engine for r in rows))
    cell = {(r.engine, r.kind): r for r in rows}
    lines += ["hit@1 / recall@10 / MRR (queries asked, where fewer than of the first)", ""]
    lines += [f"| queries | n | {' | '.join(engines)} |", f"|---|--:|{'---|' * len(engines)}"]
    for kind in dict.fromkeys(r.kind for r in rows):
        asked = cell[engines[0], kind].n
        told = " | ".join(_told(cell.get((engine, kind)), asked) for engine in engines)
        lines.append(f"| {kind} | {asked} | {told} |")
    spent = " | ".join(f"{cell[e, 'all'].p50:.1f} / {cell[e, 'all'].p95:.1f}" for e in engines)
    lines.append(f"| CPU p50 / p95 ms | | {spent} |")
    return "\n".join([*lines, ""])


def _told(row: Row | None, full: int) -> str:
    if row is None:
        return ""
    part = f" ({row.n})" if row.n < full else ""
    return f"{row.first:.3f} / {row.ten:.3f} / {row.mrr:.3f}{part}"


if __name__ == "__main__":
    main()
