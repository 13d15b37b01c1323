"""A person's walk through what waits in a corpus: one thing after the other, each answer on the disk at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from kg.corpus.change import CorpusWriter, Outcome
from kg.corpus.layout import Corpus
from kg.corpus.open import open_corpus
from kg.corpus.rows import DocumentRow
from kg.corpus.store import Store
from kg.corrections.answers import Answers
from kg.corrections.book import Book
from kg.corrections.context import Line, lines_around
from kg.corrections.load import Placed
from kg.corrections.model import Correction, Doubt, Kind, State, Waiting
from kg.corrections.spoken import Spoken
from kg.errors import KgError
from kg.knowledge.model import Knowledge
from kg.records import Basis, Task, TimeKind

Wanted = Callable[[Store, Sequence[Waiting]], list[Waiting]]
Step = Callable[[int], None]


class Sitting:
    """One person, ``by``, at the corpus; ``wanted`` takes those that are looked at from all that waits."""

    def __init__(self, corpus: Corpus, by: str, wanted: Wanted, step: Step | None = None) -> None:
        self._corpus = corpus
        self._wanted = wanted
        self._step = step
        self._book = Book(corpus.corrections, by)
        self._texts: dict[str, str] = {}
        self._seen: set[tuple[Doubt, str]] = set()
        self._gone: set[str] = set()
        self.answered = 0
        apply(corpus, step)

    def all(self) -> Iterator[tuple[Item, int, int]]:
        """What waits, most used first, with its number and how many there are; at the end all answers are applied,
        and what waits only then is asked too."""
        number = 0
        while True:
            with open_corpus(self._corpus) as store:
                open_ = [w for w in self._wanted(store, store.waiting()) if (w.kind, w.subject) not in self._seen]
                if not open_:
                    return
                knowledge = store.knowledge()
                total = number + len(open_)
                for waiting in open_:
                    number += 1
                    self._seen.add((waiting.kind, waiting.subject))
                    if waiting.subject in self._gone:
                        continue
                    yield Item(self, store, waiting, knowledge), number, total
            apply(self._corpus, self._step)

    def say(self, said: Sequence[Correction]) -> None:
        """Write down an answer."""
        self._book.write(said)
        self.answered += 1
        self._gone |= {str(c.id) for c in said if c.kind is Kind.NOT_A_TASK}

    def left(self) -> int:
        """How many things wait, once all that was said is applied."""
        apply(self._corpus, self._step)
        with open_corpus(self._corpus) as store:
            return len(self._wanted(store, store.waiting()))

    def answers(self, waiting: Waiting, sha256: str) -> Answers:
        """The corrections that this person may say about ``waiting``."""
        return Answers(waiting, self._book.by, self._book.now(), sha256)

    def text(self, row: DocumentRow) -> str:
        """The text as read of a document; "" where its bytes are gone."""
        if row.sha256 not in self._texts:
            from kg.read import read_bytes

            self._texts[row.sha256] = ""
            with suppress(OSError, KgError):
                data = self._corpus.bytes_of(row.sha256, row.extension).read_bytes()
                self._texts[row.sha256] = read_bytes(data, row.file).text
        return self._texts[row.sha256]


class Item:
    """One thing that waits, with what a person must see to answer."""

    def __init__(self, sitting: Sitting, store: Store, waiting: Waiting, knowledge: Knowledge) -> None:
        self.waiting = waiting
        self._sitting = sitting
        self._store = store
        node = store.node(waiting.document)
        assert node is not None  # what waits, waits in a document
        self._row = store.document_rows([node.ord])[node.ord]
        self._spoken = Spoken(knowledge, store.document(node.ord))
        ord = store.task_by_id(waiting.subject)
        self.task: Task | None = store.tasks([ord])[ord].task if ord is not None else None
        self.said: list[Placed] = _disputed(store, waiting)

    @property
    def lines(self) -> list[Line]:
        """The lines of its source, and of the row that it was inferred from, with those beside them."""
        source = self.waiting.source
        if self.task and self.waiting.kind is Doubt.INFERRED:
            source += tuple(p for m in self.task.lead if m.basis is Basis.INFERRED for p in m.source)
            source += tuple(p for t in self.task.timeframes if t.basis is Basis.INFERRED for p in t.source)
        return lines_around(self._sitting.text(self._row), source)

    @property
    def answers(self) -> Answers:
        """What may be said about it."""
        return self._sitting.answers(self.waiting, self._row.sha256)

    def understood(self, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """The units that names are read as, and those among them that nobody knows."""
        units = [unit for name in names for unit in self._spoken.named(self._in_corpus(name))]
        return [u.name for u in units], [u.name for u in units if u.known is None]

    def _in_corpus(self, name: str) -> str:
        """The name of the one unit of the corpus that a question with ``name`` would mean ("BTG"); else ``name``."""
        from kg.ask.find import units_of
        from kg.ask.options import tasks_query
        from kg.ask.read import World

        if all(unit.known for unit in self._spoken.named(name)):
            return name
        with suppress(KgError):
            query = tasks_query(World(self._store), units=(name,))
            found = {row.name for party in query.parties for ref in party.units for row in units_of(self._store, ref)}
            return found.pop() if len(found) == 1 else name
        return name

    def is_time(self, words: str) -> bool:
        """Whether the words are understood as a time."""
        return all(t.kind is not TimeKind.UNKNOWN for t in self._spoken.frames(words))


def _disputed(store: Store, waiting: Waiting) -> list[Placed]:
    if waiting.kind is not Doubt.CONFLICT:
        return []
    told = (t for t in store.told([State.CONFLICT.value]) if t.record == waiting.subject)
    return [Placed(t.where, t.correction) for t in told]


def apply(corpus: Corpus, step: Step | None = None) -> None:
    """Bring the store up to what has been said; ``step`` is told how many documents were read again."""
    with CorpusWriter(corpus) as writer:
        read = 0
        for change in writer.build():
            read += change.outcome is Outcome.READ
            if step and change.outcome is Outcome.READ:
                step(read)
