"""Measure search and its peers on labelled queries; print a table and keep it under bench/results.

    KG_SAMPLES=... python bench/search/run.py plan articles million [--each 100] [--seeds 68 69] [--peers]

All times are CPU time of this process. A hit is right if its text has the phrase from which the query was made.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import corpora  # noqa: E402
import nothing  # noqa: E402
import peers  # noqa: E402
from damage import ABBREVIATIONS, clean  # noqa: E402
from queries import Places, Query, make  # noqa: E402

from kg.search.entries import Entry  # noqa: E402
from kg.search.front import Synonym  # noqa: E402
from kg.search.index import Index  # noqa: E402
from kg.search.names import Names  # noqa: E402
from kg.search.postings import Postings  # noqa: E402
from kg.search.rank import rank  # noqa: E402
from kg.search.run import RERANKED  # noqa: E402

ROOT = Path(__file__).parents[2]
HEAD = """# Search: labelled queries in kinds of damage, beside peers

`KG_SAMPLES=… {command}`, all from one version of the code ({version}): Python {python}, {cores} cores shared with other
work; times are CPU time where the clock is not named.

- Queries are drawn anew from the texts and damaged by `bench/search/damage.py`, which shares no table with the
  program. A hit is right if its text has the phrase as it was; a phrase is unique among the plan's texts and the
  articles, not among the million.
- Whoever wrote the damage wrote the front-end too: treat Telex, VNI and regional spelling as optimistic.
- kg answers the queries of all seeds, the peers those of the first; slow peers get fewer (their number in brackets).
- rapidfuzz over articles compares with every text and so has the phrase wherever it is; it loses fragments.
- What limits the million: its strings were cut from 42 thousand articles and overlap. With a word left out, the words
  that are left stand word by word in other strings, which come first and count as wrong.
- The index of the plan is larger than its text: nearly every pair of words is a term that stands in one text. The share
  falls with size.
"""
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


class Answered(NamedTuple):
    """A query that was asked."""

    query: Query
    place: int
    spent: float


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("corpora", nargs="+", choices=("plan", "articles", "million"))
    asked.add_argument("--each", type=int, default=100)
    asked.add_argument("--seeds", type=int, nargs="+", default=[68, 69])
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--out", type=Path, default=RESULTS)
    args = asked.parse_args()
    parts: list[str] = []
    for name in args.corpora:
        parts.append(measure(name, args.each, args.seeds, args.peers))
        command = f"python bench/search/run.py {' '.join(args.corpora)} --each {args.each}"
        command += f" --seeds {' '.join(map(str, args.seeds))}{' --peers' if args.peers else ''}"
        head = HEAD.format(command=command, python=platform.python_version(), version=version(), cores=os.cpu_count())
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text("\n".join([head, *parts]), encoding="utf-8")
    print("\n".join(parts))


def version() -> str:
    """What was measured: the commit of the code."""
    told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, encoding="utf-8")
    return told.stdout.strip() or "unknown"


def texts_of(name: str) -> list[str]:
    if name == "million":
        return list(corpora.strings(1_000_000))
    return corpora.plan() if name == "plan" else corpora.articles()


def measure(name: str, each: int, seeds: Sequence[int], with_peers: bool) -> str:
    texts = texts_of(name)
    places = Places(texts)
    drawn = {seed: make(texts, places, each, seed) for seed in seeds}
    del places
    gc.collect()
    gc.freeze()
    folder = Path(tempfile.mkdtemp())
    try:
        index, facts = built(texts, folder / "ours")
        facts += served(folder / "ours", drawn[seeds[0]])
        cleaned: dict[int, str] = {}

        def right(query: Query, ord: int) -> bool:
            if ord not in cleaned:
                cleaned[ord] = f" {clean(texts[ord])} "
            return query.fits(cleaned[ord])

        answers: list[Answered] = []
        for seed, queries in drawn.items():
            some = answered(queries, partial(ours, index), right)
            row = next(r for r in judged(name, "kg", some) if r.kind == "all")
            facts.append(
                f"seed {seed}, {row.n} queries: hit@1 {row.first:.3f}, recall@10 {row.ten:.3f}, MRR {row.mrr:.3f},"
                f" CPU p50 {row.p50:.1f} ms, p95 {row.p95:.1f} ms"
            )
            answers += some
        rows = judged(name, "kg", answers)
        facts.append(strong_of_nothing(index))
        del index
        if with_peers:
            more, told = compared(name, texts, drawn[seeds[0]], folder, right)
            rows += more
            facts += told
        return report(name, rows, facts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def served(folder: Path, queries: Sequence[Query]) -> list[str]:
    """What a process costs that does nothing but open the index and answer."""
    asked = "\n".join(q.text.replace("\n", " ") for q in queries[::5])
    command = [sys.executable, str(Path(__file__).with_name("serve.py")), str(folder)]
    told = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=True)
    return told.stdout.strip().split("\n")


def built(texts: Sequence[str], folder: Path) -> tuple[Index, list[str]]:
    """Our index, and what it cost."""
    start, cpu, helpers = time.perf_counter(), time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    Postings.create(folder).write((Entry(i, "text", t) for i, t in enumerate(texts)), "bench")
    wall, own = time.perf_counter() - start, time.process_time() - cpu
    other = resource.getrusage(resource.RUSAGE_CHILDREN)
    helped = other.ru_utime + other.ru_stime - helpers.ru_utime - helpers.ru_stime
    names = Names(tuple(Synonym.of(short, long) for long, short in ABBREVIATIONS.items()))
    postings = Postings.open(folder)
    assert postings is not None
    index = Index(postings, names)
    size = sum(f.stat().st_size for f in folder.iterdir())
    raw = sum(len(t.encode()) for t in texts)
    return index, [
        f"{len(texts):,} texts, {raw / 1e6:.1f} MB",
        f"built in {own:.1f} s CPU here, {helped:.1f} s in helpers, {wall:.1f} s on the clock",
        f"index {size / 1e6:.2f} MB, {size / raw:.2f} times the text",
    ]


def ours(index: Index, query: str) -> list[int]:
    plan = index.planner.plan(index.front.read(query))
    found = index.postings.best(plan.terms, RERANKED, (), plan.wholes) if plan.terms else []
    return [r.found.ord for r in rank(plan, found, 10)]


def strong_of_nothing(index: Index) -> str:
    strong = []
    for query in nothing.make():
        plan = index.planner.plan(index.front.read(query))
        ranked = rank(plan, index.postings.best(plan.terms, RERANKED, (), plan.wholes) if plan.terms else [], 1)
        strong += [query] if ranked and ranked[0].strong else []
    return f"200 queries about nothing: {len(strong)} with a strong hit ({', '.join(strong[:6])})"


def answered(
    queries: Sequence[Query],
    search: Search,
    right: Callable[[Query, int], bool],
    clock: Callable[[], float] = time.process_time,
) -> list[Answered]:
    """Each query with the place of the first right hit (0: none of ten) and its time."""
    search(queries[0].text)
    found = []
    for query in queries:
        start = clock()
        ords = search(query.text)
        spent = clock() - start
        found.append(Answered(query, next((i + 1 for i, ord in enumerate(ords) if right(query, ord)), 0), spent))
    return found


def judged(corpus: str, engine: str, answers: Sequence[Answered]) -> list[Row]:
    """Rows for each kind of damage, each tier, and all."""
    places: dict[str, list[int]] = {}
    times: dict[str, list[float]] = {}
    for query, place, spent in answers:
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
) -> tuple[list[Row], list[str]]:
    """The peers, on all queries of a small corpus and on a few of each kind of a large one; and what they say of
    themselves."""
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
    told = []
    for engine, make_peer, asked in makers:
        start, cpu = time.perf_counter(), time.process_time()
        search = make_peer()
        spent, wall = time.process_time() - cpu, time.perf_counter() - start
        told.append(f"{engine} built in {spent:.1f} s CPU ({wall:.1f} s on the clock)")
        rows += judged(name, engine, answered(asked, search, right))
    more, line = postgres(name, texts, slow if name == "plan" else slow[::FEW], folder, right)
    return rows + more, [*told, line]


def postgres(
    name: str, texts: Sequence[str], queries: Sequence[Query], folder: Path, right: Callable[[Query, int], bool]
) -> tuple[list[Row], str]:
    """PostgreSQL where it is installed, at the sizes that it bears."""
    if name == "million":
        return [], "PostgreSQL pg_trgm: not asked at this size (seconds a query at a twentieth of it)"
    if not peers.Postgres.there():
        return [], "PostgreSQL pg_trgm: not measured, no server is installed here"
    start = time.perf_counter()
    server = peers.Postgres(texts, folder / "pg")
    try:
        built_in = time.perf_counter() - start
        rows = judged(name, "PostgreSQL pg_trgm", answered(queries, server.search, right, server.cpu))
        return rows, f"PostgreSQL pg_trgm built in {built_in:.1f} s on the clock; its CPU time is counted in hundredths"
    finally:
        server.stop()


def _folder(path: Path) -> str:
    path.mkdir()
    return str(path)


def report(name: str, rows: Sequence[Row], facts: Sequence[str]) -> str:
    lines = [f"## {name}", "", *(f"- {fact}" for fact in facts), ""]
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
