"""Documents in step with the program: what they show is what it prints.

A block ```` ```console ```` holds commands (``$ kg …``) and their output; a line ``…`` stands for any lines. Commands
of one document run in order in one empty folder that holds ``data/68-KH-HU.txt``. ``FIX_DOCS=1 pytest
tests/test_docs.py`` writes the output of today into the documents.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: lines of a listing that stand for any lines
ANY = "…"
#: lines that are shown of a new listing
BEGINNING = 18
FIX = os.environ.get("FIX_DOCS") == "1"


@dataclass(frozen=True)
class Shown:
    """A command that a document shows, and what it prints."""

    command: str
    output: list[str]


def shown_in(block: str) -> list[Shown]:
    found: list[Shown] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Shown(line[2:], []))
        else:
            found[-1].output.append(line)
    return found


def elided(actual: list[str], shown: list[str]) -> list[str]:
    """``actual`` cut where ``shown`` has its ``…``, with as many lines around it; a ``…`` alone is a new listing."""
    if ANY not in shown or (shown == [ANY] and len(actual) <= BEGINNING):
        return actual
    if shown == [ANY]:
        return [*actual[:BEGINNING], ANY]
    before, after = shown.index(ANY), len(shown) - shown.index(ANY) - 1
    return [*actual[:before], ANY, *(actual[-after:] if after else [])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    there = tmp_path / "work"
    (there / "data").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "68-KH-HU.txt", there / "data")
    return there


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_listing_is_what_the_program_prints(kg, folder, document) -> None:
    text = document.read_text("utf-8")
    fixed, differ = text, []
    for block in BLOCK.findall(text):
        lines = []
        for shown in shown_in(block):
            program, *args = shlex.split(shown.command)
            assert program == "kg", shown.command
            ended = kg(*args, cwd=folder)
            actual = elided((ended.out + ended.err).rstrip("\n").splitlines(), shown.output)
            lines += [f"$ {shown.command}", *actual]
            if actual != shown.output:
                differ.append(f"$ {shown.command}\n" + "\n".join(actual))
        fixed = fixed.replace(block, "\n".join(lines) + "\n", 1)
    if FIX:
        document.write_text(fixed, "utf-8", newline="\n")
    else:
        assert not differ, "\n\n".join(differ)


def test_the_readme_shows_listings() -> None:
    assert BLOCK.search((ROOT / "README.md").read_text("utf-8"))


def test_every_example_in_a_help_runs(kg, folder) -> None:
    """In the order of the commands: what one adds, the next one lists."""
    for entry in COMMANDS:
        for name in (entry.name, entry.alias):
            helped = kg(name, "--help", cwd=folder)
            assert helped.code == 0 and f"kg {entry.alias}" in helped.out
        examples = re.findall(rf"^ +(kg {entry.name}\b.*)$", helped.out.partition("Ví dụ / Example:")[2], re.MULTILINE)
        assert examples, entry.name
        for example in examples:
            ended = kg(*shlex.split(example)[1:], cwd=folder)
            assert ended.code == (1 if entry.name == "check" else 0), (example, ended.err)  # the draft has findings
            assert ended.out or ended.err, example


def test_every_command_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    assert [entry.name for entry in COMMANDS if not re.search(rf"kg {entry.name}\b", guide)] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
