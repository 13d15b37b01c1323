"""What of a corpus can be found: its tasks, headings, units and documents, as entries of the index."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from kg.corpus.rows import DirectiveRow, DocumentRow, UnitRow
from kg.corpus.store import Store
from kg.records import Heading, Role, Task, TimeKind
from kg.search.entries import Entry

if TYPE_CHECKING:
    from kg.document import Document

#: tasks whose records are read at a time
CHUNK = 500
#: begins the names of the groups of documents
DOCUMENT = "d"
#: the days of a timeframe without a beginning or an end
FIRST, LAST = 0, 99991231


class Group(NamedTuple):
    """A part of the corpus that is indexed together; ``name`` changes with what is in it."""

    name: str
    document: DocumentRow | None = None
    unit: UnitRow | None = None
    directive: DirectiveRow | None = None


def groups(store: Store) -> dict[str, Group]:
    """Every document, unit and cited document, by a name that holds its place and what it was read from."""
    found = [Group(stamp(d), document=d) for d in store.documents()]
    found += [Group(f"u{u.ord}.{crc32(f'{u.id} {u.name}'.encode()):x}", unit=u) for u in store.units()]
    found += [Group(f"c{d.ord}.{crc32(repr(d[1:]).encode()):x}", directive=d) for d in store.directives()]
    return {group.name: group for group in found}


def stamp(row: DocumentRow) -> str:
    """The group of a document."""
    read = crc32(f"{row.id} {row.reader} {row.extractor} {row.deriver} {row.knowledge}".encode())
    return f"{DOCUMENT}{row.ord}.{row.sha256[:16]}.{read:x}"


def entries(store: Store, wanted: Iterable[Group]) -> Iterator[Entry]:
    """The entries of some groups."""
    for group in wanted:
        if group.document:
            yield from _document(store, group.name, group.document)
        elif group.unit:
            yield Entry(group.unit.ord, "unit", group.unit.name, group=group.name)
        elif group.directive:
            yield Entry(group.directive.ord, "document", cited_text(store, group.directive), group=group.name)


def _document(store: Store, name: str, row: DocumentRow) -> Iterator[Entry]:
    document = store.document(row.ord)
    tag = document_tag(row.ord)
    yield Entry(row.ord, "document", document_text(row, document), document.issuer or "", name, (tag,))
    for heading in store.headings(store.headings_of(row.ord)).values():
        yield Entry(heading.ord, "heading", heading_text(heading.heading), "", name, (tag,))
    tasks = sorted(store.tasks_of_documents([row.ord]))
    for at in range(0, len(tasks), CHUNK):
        yield from _tasks(store, name, tag, tasks[at : at + CHUNK])


def _tasks(store: Store, name: str, tag: str, ords: list[int]) -> Iterator[Entry]:
    tags: dict[int, set[str]] = {}
    for assigned in store.assignments_of_tasks(ords):
        tags.setdefault(assigned.task, {tag}).add(unit_tag(assigned.unit, assigned.role))
    for ord, row in store.tasks(ords).items():
        yield Entry(
            ord,
            "task",
            row.task.text,
            beside(row.task),
            name,
            tuple(sorted(tags.get(ord, {tag}))),
            tuple(_spans(row.task)),
        )


def document_text(row: DocumentRow, document: "Document") -> str:
    """What a document is called: type, code, title."""
    attached = document.attached.title if document.attached else None
    return " ".join(filter(None, (document.type, document.code, document.title, attached))) or row.file


def heading_text(heading: Heading) -> str:
    """A heading with its number."""
    return " ".join(filter(None, (heading.number, heading.text)))


def beside(task: Task) -> str:
    """What stands beside a task's text, in one line."""
    return "; ".join(_cells(task))


def _cells(task: Task) -> Iterator[str]:
    """What stands beside a task's text: who does it, and when."""
    for mention in (*task.lead, *task.cooperate):
        yield mention.name
    for timeframe in task.timeframes:
        yield timeframe.printed
    if task.product:
        yield task.product.printed


def _spans(task: Task) -> Iterator[tuple[int, int]]:
    for timeframe in task.timeframes:
        if timeframe.kind is not TimeKind.UNKNOWN and timeframe.kind is not TimeKind.CONDITIONAL:
            yield day(timeframe.start, FIRST), day(timeframe.end, LAST)


def cited_text(store: Store, row: DirectiveRow) -> str:
    """All that is printed of a cited document: type, code, name, issuer and title."""
    said: dict[str, None] = dict.fromkeys(filter(None, (row.label, row.name)))
    for mention in store.mentions([row.ord]):
        citation = mention.citation
        said.update(dict.fromkeys(filter(None, (citation.issuer, citation.title))))
    return " ".join(said)


def day(date: str | None, otherwise: int) -> int:
    """A day as a number that is in order: 20230109."""
    return int(date.replace("-", "")) if date else otherwise


def unit_tag(unit: int, role: Role) -> str:
    """What tasks carry in which the unit has the role, itself or through a group."""
    return f"{role.value}:{unit}"


def document_tag(document: int) -> str:
    """What everything carries that stands in the document."""
    return f"in:{document}"


def is_of(store: Store, held: Iterable[str]) -> bool:
    """Whether the groups of documents ``held`` are of this store: a store may have been put in the place of another."""
    ords = {int(name[1:].partition(".")[0]): name for name in held}
    rows = store.document_rows(ords)
    return all(ord in rows and stamp(rows[ord]) == name for ord, name in ords.items())
