"""A process that only opens an index and answers, and says what that cost."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import tantivy  # noqa: F401

from kg.search.index import Index
from kg.search.names import Names
from kg.search.postings import Postings
from kg.search.rank import rank
from kg.search.run import RERANKED


def peak() -> float:
    """The most memory of this process so far, MB. (What ``getrusage`` says would be that of its parent too.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    before, start, cpu = peak(), time.perf_counter(), time.process_time()
    postings = Postings.open(Path(sys.argv[1]))
    assert postings is not None
    wall, spent = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    index = Index(postings, Names())
    words, read = time.perf_counter() - start, time.process_time() - cpu
    queries = sys.stdin.read().split("\n")
    for query in queries:
        plan = index.planner.plan(index.front.read(query))
        rank(plan, index.postings.best(plan.terms, RERANKED, (), plan.wholes) if plan.terms else [], 10)
    print(
        f"opened in {wall * 1e3:.1f} ms on the clock ({spent * 1e3:.1f} ms CPU), its vocabulary of"
        f" {len(index.front.vocabulary):,} words read in {words * 1e3:.1f} ms ({read * 1e3:.1f} ms CPU)"
    )
    print(f"a process of its own, {len(queries)} queries: peak memory {peak():.0f} MB, {before:.0f} before opening")


if __name__ == "__main__":
    main()
