"""The postings: a tantivy index of entries, each under the terms that we give it.

All that is ours stays outside: folding, terms, weights and the order of the best. The engine keeps the lists, the
dictionary and the keys; a commit is atomic, and what it says of the corpus that it was made from is part of it.
"""

from collections.abc import Callable, Iterable
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.search.entries import Entry, Folded, folded_chunks
from kg.search.vocabulary import PART, Vocabulary

if TYPE_CHECKING:
    import tantivy

#: raised with every change of fields or of what a term means: an index of another version is built anew
VERSION = 3
#: the group of the entry that holds what the index was made from
STATE = "state"
#: memory of the writer; more threads than one gain little, folding in Python is the slower half
_HEAP = 128_000_000
#: entries that the engine gives, of which those that have the most for their length are read
WIDEST = 300
#: characters of keys that are read, and the fewest entries: more of short ones can be compared in the same time
READ = 50_000
FEWEST = 25
#: the part of the best score from which an entry has all that the best has
EQUAL = 0.999
#: how much each doubling of an entry's length takes from it, and the length (in bytes) from which it does
LONG = 0.3
USUAL = 250


class Term(NamedTuple):
    """A syllable, a pair or a form (``dang=đang3``), and how much it weighs in a query."""

    text: str
    weight: float


class Found(NamedTuple):
    """An entry that has terms of the query. ``plain`` is its key, a blank at each end, ``marks`` the marks of its words
    (see ``kg.search.marks``)."""

    ord: int
    kind: str
    score: float
    plain: str
    marks: str


class Postings:
    """An open index. Reading sees the state of the last commit at the time of opening or of ``refresh``."""

    def __init__(self, index: "tantivy.Index") -> None:
        import tantivy

        self._t = tantivy
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()
        self._size = max(0, int(self._searcher.num_docs) - 1)

    @classmethod
    def open(cls, folder: Path) -> "Postings | None":
        """The index in ``folder``, or None if there is none that can be read."""
        import tantivy

        if not (folder / "meta.json").is_file():
            return None
        try:
            return cls(tantivy.Index.open(str(folder)))
        except ValueError:  # damaged, or of an engine that wrote another format: it is derived, so build it anew
            return None

    @classmethod
    def create(cls, folder: Path | None = None) -> "Postings":
        """An empty index in ``folder`` (which must be empty), or in memory."""
        import tantivy

        if folder is None:
            return cls(tantivy.Index(_schema()))
        folder.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder)))

    # --- writing

    def write(
        self, entries: Iterable[Entry], state: str, drop: Iterable[str] = (), tick: Callable[[int], None] | None = None
    ) -> None:
        """Replace the groups ``drop`` by ``entries`` and remember ``state``, all in one commit. ``tick`` is told how
        many more entries were written."""
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for group in (*drop, STATE):
            writer.delete_documents_by_term("group", group)
        for chunk in folded_chunks(entries):
            for entry, terms in chunk:
                writer.add_document(self._document(entry, terms))
            if tick:
                tick(len(chunk))
        kept = self._t.Document()
        kept.add_text("group", STATE)
        kept.add_bytes("key", state.encode())
        writer.add_document(kept)
        writer.commit()
        writer.wait_merging_threads()
        self.refresh()

    def _document(self, entry: Entry, folded_entry: Folded) -> "tantivy.Document":
        document = self._t.Document()
        terms, found, key = folded_entry
        document.add_unsigned("ord", entry.ord)
        document.add_text("kind", entry.kind)
        document.add_text("group", entry.group)
        document.add_json("terms", {"t": terms})
        document.add_unsigned("size", key.find(b"\n"))
        document.add_text("forms", found)
        document.add_bytes("key", key)
        if entry.tags:
            document.add_text("tags", " ".join(entry.tags))
        for since, until in entry.spans:
            document.add_unsigned("since", since)
            document.add_unsigned("until", until)
        return document

    def refresh(self) -> None:
        """See the last commit."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._size = max(0, int(self._searcher.num_docs) - 1)

    # --- reading

    @property
    def state(self) -> str | None:
        """What ``write`` was last given as state."""
        query = self._t.Query.term_query(self._schema, "group", STATE, index_option="basic")
        hits = self._searcher.search(query, limit=1, count=False).hits
        return _bytes(self._searcher.doc(hits[0][1]).get_first("key")).decode() if hits else None

    def groups(self, prefix: str = "", limit: int | None = None) -> set[str]:
        """The groups that have entries and begin with ``prefix``: all, or some."""
        found = self._searcher.terms_with_prefix("group", prefix, limit=limit)
        return {group for group, _ in found} - {STATE}

    def __len__(self) -> int:
        return self._size

    def vocabulary(self) -> Vocabulary:
        """The syllables of all entries."""
        return Vocabulary(len(self), self._searcher.terms_with_prefix("forms", ""))

    def count(self, term: str) -> int:
        """How many entries have ``term``."""
        return int(self._searcher.doc_freq(_field(term), term))

    def best(
        self,
        terms: Iterable[Term],
        limit: int,
        must: Iterable["tantivy.Query"] = (),
        wholes: Iterable[str] = (),
    ) -> list[Found]:
        """The entries whose terms weigh most, of those that pass the filters ``must``: ``limit`` of them, fewer if they
        are long. Of those that have all terms, one that has them in a row (one of ``wholes``) is never left out."""
        occur, query = self._t.Occur, self._t.Query
        asked = query.boolean_query([(occur.Should, self._term(term)) for term in terms])
        filters = [(occur.Must, query.const_score_query(f, 0.0)) for f in must]
        if filters:
            asked = query.boolean_query([(occur.Must, asked), *filters])
        hits = self._searcher.search(asked, limit=max(limit, WIDEST), count=False).hits
        sizes = [int(size or 0) for size in self._searcher.fast_field_values("size", [at for _, at in hits])]
        fair = [
            (score / (1.0 + LONG * longness(size)), score, size, at)
            for (score, at), size in zip(hits, sizes, strict=True)
        ]
        fair.sort(key=lambda hit: -hit[0])
        kept = _affordable([size for _, _, size, _ in fair[:limit]])
        found = [self._found(score, at) for score, _, _, at in fair[:kept]]
        top = hits[0][0] * EQUAL if hits else 0.0
        others = [self._found(fair_score, at) for fair_score, score, _, at in fair[kept:] if score >= top]
        phrases = [f" {whole} " for whole in wholes]
        return found + [one for one in others if any(phrase in one.plain for phrase in phrases)]

    def _term(self, term: Term) -> "tantivy.Query":
        query = self._t.Query.term_query(self._schema, _field(term.text), term.text, index_option="basic")
        return self._t.Query.boost_query(query, term.weight)

    def _found(self, score: float, at: "tantivy.DocAddress") -> Found:
        document = self._searcher.doc(at)
        plain, _, codes = _bytes(document.get_first("key")).decode().partition("\n")
        return Found(int(document.get_first("ord") or 0), str(document.get_first("kind")), score, plain, codes)

    # --- filters

    def of_kinds(self, kinds: Iterable[str]) -> "tantivy.Query":
        """Only entries of these kinds."""
        return self._t.Query.term_set_query(self._schema, "kind", list(kinds))

    def with_tags(self, tags: Iterable[str]) -> "tantivy.Query":
        """Only entries that carry one of ``tags``."""
        return self._t.Query.term_set_query(self._schema, "tags", list(tags))

    def within(self, since: int, until: int) -> "tantivy.Query":
        """Only entries of which a span touches these days."""
        q, number = self._t.Query, self._t.FieldType.Unsigned
        early = q.range_query(self._schema, "since", number, 0, until)
        late = q.range_query(self._schema, "until", number, since, 99991231)
        return q.boolean_query([(self._t.Occur.Must, early), (self._t.Occur.Must, late)])


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("ord", stored=True, indexed=True)
    for name, tokenizer in (("kind", "raw"), ("group", "raw"), ("tags", "whitespace"), ("forms", "whitespace")):
        builder.add_text_field(name, stored=name == "kind", tokenizer_name=tokenizer, index_option="basic")
    # the engine keeps no lengths for what stands in a JSON field: a long text counts as much as a short one
    builder.add_json_field("terms", tokenizer_name="whitespace", index_option="basic")
    builder.add_bytes_field("key", stored=True)
    builder.add_unsigned_field("size", fast=True)
    builder.add_unsigned_field("since", indexed=True, fast=True)
    builder.add_unsigned_field("until", indexed=True, fast=True)
    return builder.build()


def longness(size: int) -> float:
    """How often the length of a key has doubled: a long one has much of any query by chance."""
    return log2(1 + size / USUAL)


def _affordable(sizes: list[int]) -> int:
    """How many entries of these lengths are read."""
    total = 0
    for at, size in enumerate(sizes):
        total += size
        if total > READ and at >= FEWEST:
            return at
    return len(sizes)


def _field(term: str) -> str:
    return "forms" if PART in term else "terms.t"


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else bytes(value)  # type: ignore[call-overload]
