"""What is exported: the tasks that fit a query, read as they are taken, with the documents that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from kg.ask.answer import TaskAnswer
from kg.ask.find import find
from kg.ask.query import Query, narrowed
from kg.ask.run import each_task
from kg.corpus.store import Store
from kg.errors import Message
from kg.records import Citation

T = TypeVar("T")
#: sees items as they are taken, and is told how many there are: a progress bar
Counted = Callable[[Iterable[T], int], Iterable[T]]


class Task(NamedTuple):
    """A task on its way out, with the citations of its own text."""

    answer: TaskAnswer
    citations: tuple[Citation, ...]


class Written(NamedTuple):
    """What was written: how many tasks (of a graph: how many facts), and what a person should be told about it."""

    written: int
    notes: tuple[Message, ...] = ()


class Records:
    """The tasks of an open corpus that fit ``query``; ``sentence`` says it in words. ``documents`` are the ords of
    those that are written out, in the order of their ids."""

    def __init__(self, store: Store, query: Query, sentence: str = "", counted: Counted[object] | None = None) -> None:
        self.store = store
        self.sentence = sentence
        self.query = query
        self.whole = not narrowed(query) and not query.plan
        self._counted = counted
        self._tasks = find(store, query).tasks
        touched = None if self.whole else store.documents_of_tasks(self._tasks)
        self.documents = [d.ord for d in store.documents() if touched is None or d.ord in touched]

    @property
    def ords(self) -> Sequence[int]:
        """The ords of the tasks."""
        return self._tasks

    def tasks(self) -> Iterator[Task]:
        """Each task, once for every unit that was asked for and role of it, in the order of the corpus."""
        listed = each_task(self.store, self.query)
        document, citations = -1, tuple[Citation, ...]()
        for answer in self.watched(listed.answers, listed.lines):
            if answer.document.ord != document:
                document, citations = answer.document.ord, self.store.citations(answer.document.ord)
            yield Task(answer, tuple(citations[index] for index in answer.task.citations))

    def watched(self, items: Iterable[T], total: int) -> Iterator[T]:
        """``items``, with a progress bar where somebody looks at it."""
        if self._counted is None:
            yield from items
        else:
            yield from self._counted(items, total)  # type: ignore[misc]
