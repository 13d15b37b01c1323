"""How the time to read a plan grows with its length: the shipped plan with its table repeated 1 to 64 times.

The peer is the same reader at one length: the last column is time over (length x time of one plan); 1.0 is linear.
Run: python bench/extraction.py > bench/results/extraction.md
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.places import Reading
from kg.read.plain import read_plain

PLAN = Path(__file__).resolve().parents[1] / "data" / "68-KH-HU.txt"
LENGTHS = (1, 2, 4, 8, 16, 32, 64)
RUNS = 5


def repeated(times: int) -> Reading:
    """The plan with its table's pages ``times`` times."""
    lines = PLAN.read_text("utf8").split("\n")
    rows = [i for i, line in enumerate(lines) if "\t" in line]
    table = lines[rows[0] : rows[-1] + 1]
    text = "\n".join([*lines[: rows[0]], *("\n".join(table) for _ in range(times)), *lines[rows[-1] + 1 :]])
    return read_plain(text, "plan.txt", "0" * 64)


def seconds(extractor: Extractor, times: int) -> tuple[float, int]:
    """CPU seconds of the fastest of five readings, and the tasks found."""
    best, tasks = float("inf"), 0
    for _ in range(RUNS):
        start = time.process_time()
        tasks = len(extractor.extract(repeated(times)).tasks)
        best = min(best, time.process_time() - start)
    return best, tasks


def main() -> None:
    """Prints the table."""
    start = time.process_time()
    knowledge = load_knowledge()
    loaded = time.process_time()
    extractor = Extractor(knowledge)
    made = time.process_time()
    print("# Reading time and length of the plan\n")
    print(f"Knowledge read: {loaded - start:.3f} s; parsers made from it: {made - loaded:.3f} s (CPU).\n")
    print("| times | tasks | CPU s | s / (times x one) |\n| ---: | ---: | ---: | ---: |")
    one = 0.0
    for times in LENGTHS:
        took, tasks = seconds(extractor, times)
        one = one or took
        print(f"| {times} | {tasks} | {took:.3f} | {took / one / times:.2f} |")
    print(f"\nPeak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB.")


if __name__ == "__main__":
    main()
