"""One checker for all tests here: what comes with kg, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.check.finding import Checked
from kg.check.run import Checker
from kg.corpus.shipped import open_shipped
from kg.knowledge.load import load_knowledge
from kg.read import read_bytes

Check = Callable[[str], Checked]


@pytest.fixture(scope="session")
def check() -> Check:
    """Checks a plain text."""
    checker = Checker(open_shipped(), load_knowledge())
    return lambda text: checker.check(read_bytes(text.encode(), "dự thảo.txt"))
