"""Citations in a draft: in full where a document is named first, short after that, in the form of ``kg.cite``.

The words of a task are those of its plan, but for the documents that they name: a mention that means exactly one
document is printed as the rules want it, with the title that the registry has. What is not resolved stays as printed
and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.cite.entry import Entry, Field
from kg.cite.format import Options, cite
from kg.cite.registry import Registry, Resolution, Status
from kg.corpus.store import Store
from kg.errors import Message
from kg.ids import code_key
from kg.knowledge.model import Style
from kg.records import Citation
from kg.text import marked_syllables, words

if TYPE_CHECKING:
    from kg.extract.citations import CitationFinder


class Mention(NamedTuple):
    """A document as a plan names it, and which one that is."""

    citation: Citation
    resolution: Resolution


class Said(NamedTuple):
    """A text with its citations, and what should be confirmed in these."""

    text: str
    notes: tuple[Message, ...] = ()


class Citing:
    """Prints the documents of one draft; it remembers which were named already. ``full`` is the style of first and
    later mentions, ``dated`` one that tells documents of the same number apart."""

    def __init__(self, full: Style, dated: Style, options: Options) -> None:
        self._full, self._dated, self._options = full, dated, options
        self._named: set[str] = set()
        self._owners: dict[str, set[str]] = {}
        self._told: set[str] = set()

    def expect(self, entries: Iterable[Entry]) -> None:
        """Say which documents the draft will name: a number that several have is never printed alone."""
        for entry in entries:
            if entry.code:
                self._owners.setdefault(code_key(entry.code), set()).add(entry.id)

    def basis(self, entry: Entry, line: Style, *, last: bool) -> Said:
        """The line of the preamble that names a document; it counts as its first mention."""
        self._named.add(entry.id)
        printed = cite(entry, line, options=replace(self._options, last=last))
        return Said(printed.text, self._notes(entry, printed.notes))

    def place(self, entry: Entry, place: str) -> str:
        """A task by its place in a plan that was named before."""
        return cite(entry, *self._short(entry), options=self._options, place=place).text

    def text(self, text: str, mentions: Sequence[Mention], itself: Sequence[tuple[int, int]], plan: Entry) -> Said:
        """``text`` with the documents that it names as they should be printed here. ``itself`` are the spans where it
        names its own ``plan`` ("Kế hoạch này"): here that is another document."""
        found: list[tuple[int, int, list[Mention]]] = [(start, end, []) for start, end in itself]
        at = 0
        for printed, run in groupby(mentions, key=lambda m: m.citation.printed):
            start = text.find(printed, at)
            if start >= 0:
                at = start + len(printed)
                found.append((start, at, list(run)))
        out: list[str] = []
        notes: list[Message] = []
        at = 0
        for start, end, named in sorted(found, key=lambda f: f[:2]):
            if start < at:
                continue  # it stands inside the title of one before it
            entries = [m.resolution.entry for m in named if m.resolution.entry] if named else [plan]
            if not named and not plan.code:
                notes.append(_unnumbered(text[start:end], plan))
            elif len(entries) < len(named):
                notes += [_open(m) for m in named if not m.resolution.entry]
            elif all(e.code for e in entries):
                said, end = self._said(entries, text, end)
                out += [text[at:start], said.text]
                notes += said.notes
                at = end
        return Said("".join([*out, text[at:]]), tuple(dict.fromkeys(notes)))

    def _said(self, entries: Sequence[Entry], text: str, end: int) -> tuple[Said, int]:
        """The documents that one mention means, and where in ``text`` what they replace ends."""
        said: list[str] = []
        notes: list[Message] = []
        for entry in entries:
            if entry.id in self._named:
                said.append(cite(entry, *self._short(entry), options=self._options).text)
                end = _after_title(text, end, entry) or end
                continue
            self._named.add(entry.id)
            after = _after_title(text, end, entry)
            if after is None and _says_more(text, end):
                entry = _untitled(entry)  # another wording of the title follows: it stays
            end = after or end
            printed = cite(entry, self._full, options=self._options)
            said.append(printed.text)
            notes += self._notes(entry, printed.notes)
        return Said(" và ".join(said), tuple(notes)), end

    def _short(self, entry: Entry) -> tuple[Style]:
        alone = len(self._owners.get(code_key(entry.code or ""), ())) < 2
        return (replace(self._full, first=self._full.later) if alone else self._dated,)

    def _notes(self, entry: Entry, notes: Iterable[Message]) -> tuple[Message, ...]:
        if entry.id in self._told:
            return ()
        self._told.add(entry.id)
        name = " ".join(filter(None, (entry.type, entry.code))) or entry.label
        return tuple(Message(f"{name}: {n.vi}", f"{name}: {n.en}") for n in notes)


class Mentions:
    """Which documents the plans of a corpus name."""

    def __init__(self, store: Store) -> None:
        self.registry = Registry(store)
        self._store = store
        self._known: dict[int, tuple[Mention, ...]] = {}
        self._finder: CitationFinder | None = None

    def of(self, document: int) -> tuple[Mention, ...]:
        """Every mention of the document with this ord, in the order of its text."""
        if document not in self._known:
            read = self._store.extraction(document)
            found = self.registry.resolve_all(read.citations, read.aliases, read.document)
            self._known[document] = tuple(Mention(c, r) for c, r in zip(read.citations, found, strict=True))
        return self._known[document]

    def itself(self, text: str) -> tuple[tuple[int, int], ...]:
        """The spans of a task's text that name the plan that it stands in ("Kế hoạch này")."""
        from kg.extract.citations import CitationFinder
        from kg.places import Piece, clean

        if self._finder is None:
            self._finder = CitationFinder(self._store.knowledge())
        return self._finder.mentions_self(clean(text, 0, len(text), Piece()))

    def plan(self, document: int) -> Entry:
        """The document with this ord itself."""
        entry = self.registry.at(self._store.nodes([document])[document])
        assert entry is not None  # the node of a document
        return entry


def _open(mention: Mention) -> Message:
    printed, resolution = mention.citation.printed, mention.resolution
    if resolution.status is Status.SEVERAL:
        many = len(resolution.candidates)
        return Message(f"“{printed}” có thể là {many} văn bản", f"“{printed}” may be {many} documents")
    return Message(f"“{printed}”: chưa rõ là văn bản nào", f"“{printed}”: not known which document this is")


def _unnumbered(printed: str, plan: Entry) -> Message:
    return Message(f"“{printed}” là {plan.label}, chưa có số", f"“{printed}” is {plan.label}, without a number yet")


def _untitled(entry: Entry) -> Entry:
    return replace(entry, values=tuple(v for v in entry.values if v.field is not Field.TITLE))


def _after_title(text: str, end: int, entry: Entry) -> int | None:
    """Where the title of ``entry`` ends, if it follows at ``end``; with the quotation mark behind it."""
    title = marked_syllables(entry.title or "")
    if not title:
        return None
    spans = words(text[end:])
    for wanted in (title, title[1:] if title[0] == _ABOUT else [_ABOUT, *title]):
        if len(spans) >= len(wanted) and marked_syllables(text[end : end + spans[len(wanted) - 1][1]]) == wanted:
            last = end + spans[len(wanted) - 1][1]
            closed = text[last:].lstrip()
            return last + len(text[last:]) - len(closed) + 1 if closed[:1] in _CLOSING else last
    return None


#: "về", as it is compared
_ABOUT = marked_syllables("về")[0]
_CLOSING = ("”", '"', "»")
_OPENING = ("“", '"', "«")


def _says_more(text: str, end: int) -> bool:
    """Whether what follows a mention tells what its document is about."""
    rest = text[end:].lstrip()
    return rest.startswith(_OPENING) or marked_syllables(rest[:8])[:1] == [_ABOUT]
