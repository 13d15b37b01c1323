"""What can be found, and its text as the index wants it: terms, forms and key. Much of it is folded on all cores."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise, starmap
from typing import NamedTuple

from kg.search import marks
from kg.search.vocabulary import PART
from kg.text import folded

#: joins the two syllables of a pair
PAIR = "_"
#: parts a text from what stands beside it (the cells of a task): no pair spans it
BESIDE = "|"
#: entries folded at a time, and from how many on a second process pays
CHUNK = 2000
MANY = 20_000


class Entry(NamedTuple):
    """What can be found. ``beside`` is found too, but is not its text; ``group`` names the set that is replaced
    together (a document of the corpus); ``tags`` are what filters ask for (``lead:12``); ``spans`` are days as numbers.
    """

    ord: int
    kind: str
    text: str
    beside: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


class Folded(NamedTuple):
    """The terms (syllables and pairs), the forms (``giao=giao1``) and the stored key of an entry: its syllables, then
    the marks of each."""

    terms: str
    forms: str
    key: bytes


def fold(text: str, beside: str = "") -> Folded:
    """The texts of an entry as the index wants them."""
    terms, forms, codes = "", "", ""
    rows: list[list[str]] = []
    for part in filter(None, (text, beside)):
        both = folded(part)
        plain = [p for p, _ in both]
        row = " ".join(plain)
        terms = f"{terms} {row} {' '.join(map(PAIR.join, pairwise(plain)))}"
        forms = f"{forms} {' '.join(map(PART.join, set(both)))}"
        rows.append(plain)
        codes = f"{codes}{BESIDE if codes else ''}{''.join(starmap(marks.code, both))}"
    return Folded(terms, forms, f"{joined(rows)}\n{codes}".encode())


def joined(rows: Iterable[list[str]]) -> str:
    """The key of some texts in a row: their syllables, a blank before and after each."""
    return BESIDE.join(f" {' '.join(row)} " for row in rows)


Chunk = list[tuple[Entry, Folded]]


def folded_chunks(entries: Iterable[Entry]) -> Iterator[Chunk]:
    """The entries with their texts folded, in order, some at a time; by other processes too if they are many."""
    rest = iter(entries)
    first = list(islice(rest, MANY))
    if len(first) < MANY:
        yield from map(_fold_chunk, _chunks(first))
        return
    yield from _by_processes(_chunks(chain(first, rest)))


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _fold_chunk(chunk: list[Entry]) -> Chunk:
    return [(entry, fold(entry.text, entry.beside)) for entry in chunk]


def _by_processes(chunks: Iterator[list[Entry]]) -> Iterator[Chunk]:
    """The engine writes in this process meanwhile; only a few chunks are under way at a time."""
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context
    from os import cpu_count

    workers = max(1, (cpu_count() or 2) - 1)
    waiting: deque[tuple[list[Entry], Future[list[Folded]]]] = deque()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_fold_texts, [(e.text, e.beside) for e in chunk])))
            if len(waiting) > 2 * workers:
                done, texts = waiting.popleft()
                yield list(zip(done, texts.result(), strict=True))
        while waiting:
            done, texts = waiting.popleft()
            yield list(zip(done, texts.result(), strict=True))


def _fold_texts(texts: list[tuple[str, str]]) -> list[Folded]:
    return list(starmap(fold, texts))
