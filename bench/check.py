"""Errors planted into real documents: how many of them ``kg check`` finds, and what it says of the originals.

    KG_SAMPLES=... python bench/check.py [--write]

Planted twice: into right citations of documents that sources tell of, put at the end of real paragraphs; and into the
citations of the documents themselves, checked beside a corpus that holds the originals. ``--write`` writes
bench/results/check.md.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.check.finding import Checked, Level  # noqa: E402
from kg.check.run import Checker  # noqa: E402
from kg.cite.entry import SURE, Entry, Field  # noqa: E402
from kg.cite.format import cite  # noqa: E402
from kg.cite.registry import Registry  # noqa: E402
from kg.cite.styles import style_named  # noqa: E402
from kg.corpus.build import memory_store  # noqa: E402
from kg.corpus.shipped import open_shipped  # noqa: E402
from kg.errors import KgError  # noqa: E402
from kg.extract.plan import Extractor  # noqa: E402
from kg.knowledge.load import load_knowledge  # noqa: E402
from kg.places import Reading  # noqa: E402
from kg.read import read_bytes, read_file  # noqa: E402
from kg.text import dashes  # noqa: E402

DOCUMENTS = 20
EACH = 3  # citations planted into a document for each kind of error
PAGE = 2000  # characters
TYPES = ("Chỉ thị", "Kết luận", "Nghị quyết", "Hướng dẫn", "Kế hoạch", "Quy định", "Thông báo")
BODIES = ("Ban Bí thư", "Bộ Chính trị", "Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng", "Chính phủ")
OTHER_WORDS = ("hiệu quả", "phát huy", "quy hoạch", "trách nhiệm", "kỷ cương")
DAY = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Cited:
    """A right citation, and what its parts are."""

    text: str
    code: str | None
    type: str | None
    issuer: str | None
    title: str | None
    kinds: frozenset[str] | None = None  #: errors in what is known of it; None: in anything


@dataclass
class Score:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    differs: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: int = 0
    right: int = 0


# ── errors ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def wrong_date(c: Cited, rng: random.Random) -> str | None:
    def other(found: re.Match[str]) -> str:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        part = rng.randrange(3)
        day = day % 28 + 1 if part == 0 else day
        month = month % 12 + 1 if part == 1 else month
        year = year + rng.choice((-1, 1)) if part == 2 else year
        return f"ngày {day:02}/{month if month > 2 else f'0{month}'}/{year}"

    made = DAY.sub(other, c.text, count=1)
    return made if made != c.text else None


def wrong_issuer(c: Cited, rng: random.Random) -> str | None:
    if not c.issuer:
        return None
    return c.text.replace(c.issuer, rng.choice([b for b in BODIES if b not in c.issuer and c.issuer not in b]), 1)


def wrong_type(c: Cited, rng: random.Random) -> str | None:
    if not c.type or not c.text.startswith(c.type):
        return None
    return rng.choice([t for t in TYPES if t != c.type]) + c.text[len(c.type) :]


def wrong_title(c: Cited, rng: random.Random) -> str | None:
    words = (c.title or "").split()
    if len(words) < 6 or not c.title:
        return None
    at, way = rng.randrange(2, len(words) - 1), rng.randrange(3)
    other = words[:at] + [[], [words[at], rng.choice(OTHER_WORDS)], [rng.choice(OTHER_WORDS)]][way] + words[at + 1 :]
    return c.text.replace(c.title, " ".join(other), 1) if "“" not in " ".join(words[at : at + 1]) else None


def wrong_body(c: Cited, rng: random.Random) -> str | None:
    if not c.code or not c.code.endswith(("TW", "TU")):
        return None
    return c.text.replace(c.code, c.code[:-1] + ("U" if c.code.endswith("W") else "W"), 1)


def no_padding(c: Cited, rng: random.Random) -> str | None:
    found = DAY.search(c.text)
    if not found or not (found[1].startswith("0") or found[2] in ("01", "02")):
        return None
    return DAY.sub(lambda m: f"ngày {int(m[1])}/{int(m[2])}/{m[3]}", c.text, count=1)


def spaces(c: Cited, rng: random.Random) -> str | None:
    if not c.code or "-" not in c.code:
        return None
    at = c.code.index("-")
    return c.text.replace(c.code, f"{c.code[:at]}{rng.choice((' - ', ' -', '- '))}{c.code[at + 1 :]}", 1)


ERRORS: dict[str, tuple[Callable[[Cited, random.Random], str | None], tuple[str, ...]]] = {
    "date": (wrong_date, ("date",)),
    "issuer": (wrong_issuer, ("issuer", "code-form")),
    "type": (wrong_type, ("type",)),
    "title": (wrong_title, ("title",)),
    "TW/TU": (wrong_body, ("code-form",)),
    "padding": (no_padding, ("padding",)),
    "spacing": (spaces, ("code-form",)),
}


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def samples() -> list[Reading]:
    folder = os.environ.get("KG_SAMPLES")
    if not folder:
        sys.exit("KG_SAMPLES is not set: there are no real documents to plant errors into")
    found = []
    for path in sorted([*Path(folder, "related").iterdir(), *Path(folder, "plans").iterdir()]):
        if path.suffix in (".md", ".docx", ".htm", ".txt"):
            try:
                found.append(read_file(path, path.name))
            except KgError as error:
                print(path.name, error.say("en"), file=sys.stderr)
    return found[:DOCUMENTS]


def of_facts(entries: list[Entry], style: object, day: str) -> Iterator[Cited]:
    """Right citations of documents that a read source tells of and that are older than the draft."""
    for e in entries:
        fields = [e.best(f) for f in (Field.DATE, Field.ISSUER)]
        if e.code and e.date and e.date < day and all(v and v.mark in SURE for v in fields):
            text = cite(e, style).text  # type: ignore[arg-type]
            title = e.title if e.title and e.title in text else None
            yield Cited(text, e.code, e.type, e.issuer, title)


def planted(reading: Reading, at: int, text: str) -> tuple[Reading, int]:
    """The draft with a citation at the end of the paragraph before ``at``."""
    cut = reading.text.rfind("\n", 0, at)
    words = f" Tiếp tục quán triệt {text}."
    whole = f"{reading.text[:cut]}{words}{reading.text[cut:]}"
    return read_bytes(whole.encode(), "bản thảo.txt"), cut + words.index(text)


def hits(checked: Checked, start: int, end: int) -> Iterator[tuple[str, Level]]:
    for f in checked.findings:
        if any((p.start or 0) < end and start < (p.end or 0) for p in f.source):
            yield f.rule, f.level


def count(score: Score, kind: str, rules: tuple[str, ...], found: list[tuple[str, Level]], told: str) -> None:
    score.planted[kind] += 1
    levels = [level for rule, level in found if rule in rules]
    score.found[kind] += bool(levels)
    score.differs[kind] += Level.DIFFERS in levels
    if not levels:
        score.missed.append(f"{kind}: {told}")


def into_paragraphs(checker: Checker, entries: list[Entry], style: object, readings: list[Reading]) -> Score:
    score, rng = Score(), random.Random(7)
    for reading in readings:
        day = "2026-11-24"
        right = list(of_facts(entries, style, day))
        for kind, (spoil, rules) in ERRORS.items():
            rng.shuffle(right)
            made = [w for c in right if (w := spoil(c, rng))][:EACH]
            for wrong in made:
                draft, start = planted(reading, rng.randrange(len(reading.text) // 2, len(reading.text)), wrong)
                found = list(hits(checker.check(draft), start, start + len(wrong)))
                count(score, kind, rules, found, wrong)
        for cited in right[:EACH]:
            draft, start = planted(reading, rng.randrange(len(reading.text) // 2, len(reading.text)), cited.text)
            found = list(hits(checker.check(draft), start, start + len(cited.text)))
            score.right += 1
            wrong_found = [f for f in found if f[1] is Level.DIFFERS]
            score.false += bool(wrong_found)
            if wrong_found:
                print("false:", cited.text, wrong_found, file=sys.stderr)
    return score


def own_citations(readings: list[Reading]) -> tuple[Score, int]:
    """Errors in the citations of the documents, beside a corpus that holds the originals."""
    knowledge = load_knowledge()
    extractor = Extractor(knowledge)
    read = [extractor.extract(r) for r in readings]
    score, rng, documents = Score(), random.Random(11), 0
    with memory_store(knowledge, read) as store:
        checker = Checker(store, knowledge)
        for reading, extraction in zip(readings, read, strict=True):
            kinds = cycle(ERRORS.items())
            documents += 1
            seen: set[str] = set()
            for c in extraction.citations:
                code = c.canonical or c.code
                if not code or len(c.source) != 1 or code in seen or c.printed.count("số") > 1 or not c.date:
                    continue
                seen.add(code)
                start, end = c.source[0].start or 0, c.source[0].end or 0
                cited = Cited(
                    reading.text[start:end], c.code if c.code in dashes(c.printed) else None, c.type, c.issuer, c.title
                )
                for kind, (spoil, rules) in [next(kinds) for _ in ERRORS]:
                    wrong = spoil(cited, rng)
                    if not wrong or wrong == cited.text:
                        continue
                    whole = f"{reading.text[:start]}{wrong}{reading.text[end:]}"
                    checked = checker.check(read_bytes(whole.encode(), "bản thảo.txt"))
                    count(score, kind, rules, list(hits(checked, start, start + len(wrong))), wrong)
                    break
    return score, documents


def clean(checker: Checker, readings: list[Reading]) -> tuple[list[str], int, Counter[str]]:
    notes: Counter[str] = Counter()
    differs: list[str] = []
    pages = 0
    for reading in readings:
        checked = checker.check(reading)
        pages += max(1, round(len(reading.text) / PAGE))
        told = (f for f in checked.findings if f.level is Level.DIFFERS)
        differs += [
            f"- {reading.file}:{f.source[0].line}: {f.message.vi} ({f.fact_source.vi})" for f in told if f.fact_source
        ]
        notes.update(f.rule for f in checked.findings if f.level is Level.NOTE)
    return differs, pages, notes


def table(score: Score) -> Iterator[str]:
    yield "| error | planted | found | share | of these `differs` |"
    yield "| --- | --- | --- | --- | --- |"
    for kind in [*ERRORS, "all"]:
        n, f, d = ((sum(x.values()) if kind == "all" else x[kind]) for x in (score.planted, score.found, score.differs))
        yield f"| {kind} | {n} | {f} | {f / n if n else 0:.3f} | {d} |"


def main() -> None:
    readings = samples()
    knowledge, store = load_knowledge(), open_shipped()
    checker = Checker(store, knowledge)
    entries, style = list(Registry(store).every()), style_named(store, None)
    differs, pages, notes = clean(checker, readings)
    first = into_paragraphs(checker, entries, style, readings)
    second, _ = own_citations(readings)
    plan = checker.check(read_file(ROOT / "data" / "68-KH-HU.txt", "data/68-KH-HU.txt"))
    lines = [
        "# Checks of drafts",
        "",
        f"`python bench/check.py --write`: {len(readings)} real documents, {pages} pages of {PAGE} characters.",
        "",
        f"Originals as they are: {len(differs)} findings `differs`, {len(differs) / pages:.3f} a page.",
        *differs,
        "",
        f"Notes on them: {', '.join(f'{n} {rule}' for rule, n in sorted(notes.items()))}.",
        "",
        "## Citations of documents that read sources tell of, planted at the end of real paragraphs",
        "",
        *table(first),
        "",
        f"Right citations planted in the same way: {first.right}, with a finding `differs`: {first.false}.",
        "",
        "## The documents' own citations, beside a corpus of the originals",
        "",
        "What another paper prints is no read source: such findings are notes.",
        "",
        *table(second),
        "",
        "## data/68-KH-HU.txt beside the facts",
        "",
        "| line | level | rule | says |",
        "| --- | --- | --- | --- |",
        *(f"| {f.source[0].line} | {f.level.value} | {f.rule} | {f.says or ''} |" for f in plan.findings),
    ]
    print("\n".join(lines))
    print("\n".join(["", "missed:", *first.missed, "", *second.missed]), file=sys.stderr)
    if "--write" in sys.argv:
        (ROOT / "bench" / "results" / "check.md").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
