"""The texts that are searched: the plan, law articles as they are, and a million strings cut from these."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_TAG = re.compile(r"<[^>]*>")


def samples() -> Path | None:
    """The folder of real texts that are not part of the project, if KG_SAMPLES names it."""
    named = os.environ.get("KG_SAMPLES")
    return Path(named) if named else None


def plan() -> list[str]:
    """The lines and cells of the plan at hand that are long enough to be looked for."""
    text = (ROOT / "data" / "68-KH-HU.txt").read_text(encoding="utf-8")
    cells = (_TAG.sub("", cell).strip() for line in text.split("\n") for cell in line.split("\t"))
    return [cell for cell in cells if len(cell) > 60]


def articles() -> list[str]:
    """The texts of the law articles."""
    folder = samples()
    if folder is None:
        raise SystemExit("KG_SAMPLES is not set: the law articles are not part of the project")
    with gzip.open(folder / "corpus" / "phapdien-articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [unicodedata.normalize("NFC", json.loads(line)["text"]) for line in lines]


def strings(count: int, seed: int = 68) -> Iterator[str]:
    """``count`` strings of 25 to 90 words, cut from the articles at random: real text, at scale."""
    rng = random.Random(seed)
    cut = [text.split() for text in articles()]
    cut = [words for words in cut if len(words) >= 25]
    weights = [len(words) for words in cut]
    for words in rng.choices(cut, weights, k=count):
        length = min(len(words), rng.randint(25, 90))
        at = rng.randrange(len(words) - length + 1)
        yield " ".join(words[at : at + length])
