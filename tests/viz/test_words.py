"""The page's own words: each in both languages, each used, none lacking."""

from __future__ import annotations

import re

from kg.corrections.model import Doubt
from kg.derive import UNJUDGED
from kg.knowledge.form import MARK
from kg.records import Basis, TimeKind
from tests.viz.browser import STATIC

WORDS = (STATIC / "view" / "words.js").read_text("utf-8")
KEYS = set(re.findall(r'^  "?([\w-]+)"?: \[', WORDS, re.MULTILINE))
USERS = [path for path in STATIC.rglob("*.js") if path.name != "words.js"]
TEXT = "".join(path.read_text("utf-8") for path in [*USERS, *(STATIC.parent / "templates").iterdir()])
#: words that are named by a value of the data
BY_VALUE = {
    *(f"doubt_{doubt.value}" for doubt in Doubt),
    *(basis.value for basis in Basis),
    *(*MARK.pattern.split("|"), UNJUDGED),
    *({kind.value for kind in TimeKind} - {"unknown", "within", "from", "by"}),
    *("document", "heading", "task", "unit", "timeframe", "directive"),
}


def test_each_word_is_in_both_languages() -> None:
    for key, vi, en in re.findall(r'^  "?([\w-]+)"?: \[\s*"([^"]*)",\s*"([^"]*)",?\s*\]', WORDS, re.MULTILINE):
        assert vi and en, key
    assert len(re.findall(r'\[\s*"[^"]*",\s*"[^"]*",?\s*\]', WORDS)) == len(KEYS)


def test_every_word_is_used() -> None:
    assert [key for key in sorted(KEYS - BY_VALUE) if not re.search(rf'["`]{re.escape(key)}["`]', TEXT)] == []


def test_no_word_is_lacking() -> None:
    named = set(re.findall(r'\btr\("([\w-]+)"\)', TEXT)) | set(re.findall(r'data-t="([\w-]+)"', TEXT))
    assert sorted((named | BY_VALUE) - KEYS) == []
