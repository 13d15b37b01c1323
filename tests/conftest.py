"""The command as its user runs it: a process of its own, with nothing of the tester's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """How a run ended."""

    code: int
    out: str
    err: str
    raw: bytes
    raw_err: bytes


@pytest.fixture
def kg(tmp_path: Path) -> Callable[..., Run]:
    """Run ``kg`` with arguments; settings, cache and data folders are empty ones of this test."""

    def run(*args: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None, cwd: Path | None = None) -> Run:
        own = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "XDG_", "PYTHONIO", "LC_", "LANG"))}
        own |= {
            "HOME": str(tmp_path / "home"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "KG_DATA_DIR": str(tmp_path / "own"),
            "KG_CACHE_DIR": str(tmp_path / "cache"),
            "TMPDIR": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            [sys.executable, "-m", "kg", *map(str, args)],
            input=stdin,
            capture_output=True,
            env=own | (env or {}),
            cwd=cwd or tmp_path,
            timeout=120,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return Run(done.returncode, out, err, done.stdout, done.stderr)

    return run
