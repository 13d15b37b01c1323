"""A corpus that grows to a thousand plans: time and memory of adding, size on disk, and what answers cost.

    python bench/corpus.py [COUNT]

Writes bench/results/corpus.md. CPU time is that of the process; the plans are made by bench/plans.py.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from plans import plans  # noqa: E402

from kg.corpus.change import CorpusWriter  # noqa: E402
from kg.corpus.layout import Corpus  # noqa: E402
from kg.corpus.open import open_store  # noqa: E402
from kg.corpus.store import Store  # noqa: E402
from kg.text import search_key, syllables  # noqa: E402

QUESTION = "Ban Tuyên giáo chủ trì những nhiệm vụ nào?"


def leads(store: Store) -> None:
    """All tasks that the Ban Tuyên giáo of any district leads, and the records of the first fifty."""
    units = store.units_by_entry(search_key("Ban Tuyên giáo"))
    tasks = sorted({a.task for a in store.assignments_of_units([u.ord for u in units])})
    store.tasks(tasks[:50])


def one_unit(store: Store) -> None:
    """The same of one district."""
    unit = store.units_by_entry(search_key("Ban Tuyên giáo"))[0]
    store.tasks(sorted({a.task for a in store.assignments_of_units([unit.ord])}))


def cited(store: Store) -> None:
    """Tasks that cite a directive."""
    store.tasks(sorted(store.tasks_citing([d.ord for d in store.directives_by_code("28-CT/TW")]))[:50])


def subject(store: Store) -> None:
    """Tasks about a subject."""
    store.tasks(sorted(store.tasks_with_words(syllables("sinh hoạt chi bộ"), phrase=True))[:50])


def timed(store: Store) -> None:
    """Tasks of a year."""
    frames = [f.ord for f in store.timeframes() if f.start == "2023-01-01"]
    store.tasks(sorted(store.tasks_in_timeframes(frames))[:50])


QUERIES: tuple[Callable[[Store], None], ...] = (leads, one_unit, cited, subject, timed)


def cpu_ms(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def question_ms(corpus: Path, runs: int = 5) -> float | None:
    """CPU of a whole ``kg ask`` process."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = [sys.executable, "-m", "kg", "ask", QUESTION, "--corpus", str(corpus), "--json"]
        done = subprocess.run(run, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
        if done.returncode:
            return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(times)


def measure(count: int) -> list[str]:
    shipped = (ROOT / "data" / "68-KH-HU.txt").read_text(encoding="utf-8")
    step = max(1, count // 10)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        corpus, incoming = Corpus(Path(folder) / "corpus"), Path(folder) / "plan.txt"
        start = time.process_time()
        with CorpusWriter(corpus) as writer:
            for done, (name, text) in enumerate(plans(shipped, count), 1):
                incoming.write_text(text, encoding="utf-8")
                writer.add(incoming, name)
                if done % step == 0:
                    spent, start = time.process_time() - start, 0.0
                    rows.append(row(corpus, writer, done, spent / step))
                    print(rows[-1], flush=True)
                    start = time.process_time()
    return rows


def row(corpus: Corpus, writer: CorpusWriter, done: int, each: float) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = corpus.database.stat().st_size / 1e6
    counts = writer.store.counts()
    with open_store(corpus.root) as store:
        answers = [f"{cpu_ms(lambda query=query: query(store)):.1f}" for query in QUERIES]
    opened = cpu_ms(lambda: open_store(corpus.root).close())
    asked = question_ms(corpus.root)
    cells = [str(done), str(counts.tasks), str(counts.edges), f"{each * 1000:.0f}", f"{peak:.0f}", f"{size:.0f}"]
    cells += [f"{opened:.1f}", *answers, f"{asked:.0f}" if asked else "-"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = measure(count)
    heads = ["plans", "tasks", "edges", "add, CPU ms a plan", "peak RSS MiB", "store MB", "open ms"]
    heads += [f"{query.__name__} ms" for query in QUERIES] + ["`kg ask` CPU ms"]
    lines = [
        "# A corpus that grows",
        "",
        f"`python bench/corpus.py {count}` on Python {platform.python_version()}. Plans of as many districts, made",
        "from the shipped one (bench/plans.py). CPU time, medians of five; RSS is the peak of the process that adds.",
        "`leads` asks for a unit of every district at once (all tasks are found, fifty are read), `one_unit` of one.",
        "",
        f"| {' | '.join(heads)} |",
        f"|{' ---: |' * len(heads)}",
        *rows,
        "",
    ]
    (ROOT / "bench" / "results" / "corpus.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
