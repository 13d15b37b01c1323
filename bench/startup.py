"""CPU time of whole processes, beside ``python -c "import typer"`` in the same run.

python bench/startup.py            prints the table
python bench/startup.py --write    and puts it into bench/results/startup.md
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 25
QUESTION = "Ban Tuyên giáo chủ trì nhiệm vụ nào?"
BASE = "python -c 'import typer'"
COMMANDS = {
    BASE: ["-c", "import typer"],
    "kg --version": ["-m", "kg", "--version"],
    "kg ask": ["-m", "kg", "ask", QUESTION],
    "kg ask --json": ["-m", "kg", "ask", QUESTION, "--json"],
    "kg ask, typed without marks": ["-m", "kg", "ask", "ban tuyeen giaos chur trif nhieemj vuj naof"],
    "kg search": ["-m", "kg", "search", "tuyen giao"],
    "kg search, telex and a slip": ["-m", "kg", "search", "sinh hoatj chi bo truc tuyem"],
    "kg search --json": ["-m", "kg", "search", "sinh hoat chi bo", "--json"],
    "kg tasks --unit": ["-m", "kg", "tasks", "--unit", "Ban Tuyên giáo"],
    "kg show 2.1": ["-m", "kg", "show", "2.1"],
    "kg cite": ["-m", "kg", "cite", "chỉ thị 28"],
    "kg list": ["-m", "kg", "list"],
}


def cpu_ms(args: list[str], env: dict[str, str]) -> float:
    """User and system time of one process. ``os.wait4`` counts this child alone."""
    child = subprocess.Popen([sys.executable, *args], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, args
    return (usage.ru_utime + usage.ru_stime) * 1000


def measure() -> dict[str, list[float]]:
    """Every command in turn, so that a busy moment of the machine falls on all."""
    with tempfile.TemporaryDirectory() as empty:
        env = dict(os.environ, KG_CACHE_DIR=empty, KG_DATA_DIR=empty, KG_CORPUS="", PYTHONPATH=str(ROOT))
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # users have compiled modules
        for args in COMMANDS.values():
            cpu_ms(args, env)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(RUNS):
            for name, args in COMMANDS.items():
                times[name].append(cpu_ms(args, env))
    return times


def table(times: dict[str, list[float]]) -> str:
    base = statistics.median(times[BASE])
    rows = [
        f"| `{name}` | {statistics.median(t):.0f} | {min(t):.0f} | {statistics.median(t) / base:.2f} |"
        for name, t in times.items()
    ]
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    return "\n".join(
        [
            "# Start-up: CPU time of a whole process",
            "",
            f"`python bench/startup.py --write`: {where}; median of {RUNS} runs, in turn.",
            "The aim: `kg ask` < 2, `kg search` < 2.2.",
            "",
            "| command | median, ms | least, ms | beside `import typer` |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    text = table(measure())
    print(text)
    if "--write" in sys.argv:
        (ROOT / "bench" / "results" / "startup.md").write_text(text, "utf-8")
