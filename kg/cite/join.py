"""Makes entries: what a corpus prints of a document (nodes, mentions, the document itself) beside the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.ask.registry import KnownDocument, mentions_of
from kg.cite.compare import Issuers, place_of, scopes_agree
from kg.cite.entry import Entry, Field, Mark, Mention, Place, Value
from kg.cite.facts import Facts, values_of
from kg.corpus.rows import DocumentRow, MentionRow
from kg.corpus.store import Store
from kg.ids import code_key, directive_id
from kg.knowledge.model import Directive, DocumentType, Level
from kg.records import Citation
from kg.text import marked_key, search_key

_ORDER = list(Mark)
_PLACED = "theo địa phương của văn bản viện dẫn"


@dataclass(slots=True)
class _Part:
    """What the corpus has of a document, on its way to an entry."""

    known: KnownDocument
    mentions: list[Mention] = field(default_factory=list)
    scopes: frozenset[str] = frozenset()
    #: by node of the store, the place of the paper that cites it
    places: dict[int, str] = field(default_factory=dict)
    #: the one place whose papers mean it
    place: str | None = None
    #: days of the documents that cite it
    cited_on: tuple[str, ...] = ()


class Joiner:
    """Joins what a store holds with the facts."""

    def __init__(self, store: Store, facts: Facts, issuers: Issuers) -> None:
        self._store, self._facts, self._issuers = store, facts, issuers
        self._documents: dict[int, DocumentRow] = {}

    def entries(self, known: Iterable[KnownDocument], facts: Sequence[Directive]) -> list[Entry]:
        """An entry for every document of the two; what is surely one is joined, nothing else is."""
        parts = [part for k in known for part in self._by_place(self._part(k), facts)]
        taken: dict[str, list[_Part]] = {}
        alone: list[_Part] = []
        for part in parts:
            same = [f for f in facts if self._same(part, f)]
            if len(same) == 1:
                taken.setdefault(same[0].name, []).append(part)
            else:
                alone.append(part)
        joined = [self._entry(taken.get(f.name, []), f) for f in facts]
        return joined + [self._entry([part], None) for part in alone]

    # --- what is one document

    def _by_place(self, part: _Part, facts: Sequence[Directive]) -> list[_Part]:
        """The documents of a local number or name: papers of two places that print it mean two documents."""
        if len(part.scopes) < 2 or not self._is_local(part, facts):
            return [part]
        level = self._issuers.level(part.known.code) if part.known.code else None
        groups: dict[str, list[int]] = {}
        for ord, scope in part.places.items():
            groups.setdefault(place_of(scope, level) if scope else "", []).append(ord)
        own = part.known.own
        if own:
            groups.setdefault(place_of(own.scope, level) if own.scope else "", [])
        split: list[_Part] = []
        for place, ords in groups.items():
            mine = own if own and place == (place_of(own.scope, level) if own.scope else "") else None
            split.append(self._part(part.known._replace(directives=tuple(ords), own=mine), place or None))
        return split

    def _is_local(self, part: _Part, facts: Sequence[Directive]) -> bool:
        """Whether each place may have a document of its own by this number or name."""
        if part.known.code:
            return self._issuers.level(part.known.code) is not Level.CENTRAL and not _is_national(part.known.code)
        if any(not f.scope for f in facts) or any(m.citation.plenum for m in part.mentions):
            return False
        names = {t.name for t in self._store.knowledge_part("document_types", tuple[DocumentType, ...])}
        return part.known.type in names  # a law or a charter is the whole country's

    def _same(self, part: _Part, facts: Directive) -> bool:
        """Whether ``part`` is the document of ``facts``: type and code or name, and nothing that is printed differs."""
        known = part.known
        if not (_type_fits(known.type, facts) and self._placed(part, facts)):
            return False
        if known.date and (facts.date or facts.year):
            return known.date == facts.date if facts.date else known.date[:4] == facts.year
        return self._could_be(part, facts)

    def _placed(self, part: _Part, facts: Directive) -> bool:
        return not facts.scope or not part.scopes or any(scopes_agree(s, facts.scope) for s in part.scopes)

    def _could_be(self, part: _Part, facts: Directive) -> bool:
        """Whether mentions without a day may mean ``facts``: not later than who cites it, no other term, body, year."""
        day = facts.date or facts.year or ""
        if day and any(day > cited[: len(day)] for cited in part.cited_on):
            return False
        return not any(self._contradicts(m.citation, facts) for m in part.mentions)

    def _contradicts(self, citation: Citation, facts: Directive) -> bool:
        year = facts.year or (facts.date or "")[:4]
        if citation.year and year and str(citation.year) != year:
            return True
        if citation.term and facts.term and marked_key(citation.term) != marked_key(facts.term):
            return True
        return bool(citation.issuer and facts.issuer and not self._issuers.agree(citation.issuer, facts.issuer))

    # --- reading the store

    def _part(self, known: KnownDocument, place: str | None = None) -> _Part:
        rows = mentions_of(self._store, known)
        self._read({r.document for r in rows})
        tasks = self._store.tasks({r.task for r in rows if r.task is not None})
        mentions = [Mention(r.citation, self._place(r, tasks[r.task].task.place if r.task else None)) for r in rows]
        cited_by = [self._documents[r.document] for r in rows]
        scopes = {d.scope for d in cited_by if d.scope} | (
            {known.own.scope} if known.own and known.own.scope else set()
        )
        places = {r.directive: self._documents[r.document].scope or "" for r in rows}
        cited_on = tuple(sorted({d.date for d in cited_by if d.date}))
        return _Part(known, mentions, frozenset(scopes), places, place, cited_on)

    def _read(self, ords: set[int]) -> None:
        self._documents.update(self._store.document_rows(ords - self._documents.keys()))

    def _place(self, row: MentionRow, place: str | None) -> Place:
        document = self._documents[row.document]
        citation = row.citation
        return Place(document.id, document.code, document.file, citation.task, place, citation.source)

    # --- the entry

    def _entry(self, parts: Sequence[_Part], facts: Directive | None) -> Entry:
        mentions = [m for part in parts for m in part.mentions]
        owns = [part.known.own for part in parts if part.known.own]
        values = [*(v for own in owns for v in self._own(own)), *(values_of(facts) if facts else ())]
        values += _printed(mentions)
        values += [v for part in parts if not facts for v in _node(part.known)]
        values += [Value(Field.SCOPE, p.place, Mark.LIKELY, note=_PLACED) for p in parts if p.place and not facts]
        values = _told_once(values)
        code = next((v.says for v in values if v.field is Field.CODE), None)
        kind = next((v.says for v in values if v.field is Field.TYPE), None)
        name = None if code else (facts.name if facts else parts[0].known.label)
        return Entry(
            id=self._id(parts, facts),
            label=" ".join(filter(None, (kind, code))) if code else name or "",
            name=name if not facts or code else next(iter(facts.aliases), name),
            number=next((part.known.number for part in parts), None) or _number(code),
            values=tuple(values),
            mentions=tuple(mentions),
            facts=facts,
            directives=tuple(d for part in parts for d in part.known.directives),
            own=owns[0].ord if owns else None,
        )

    def _id(self, parts: Sequence[_Part], facts: Directive | None) -> str:
        for part in parts:
            if part.known.own:
                return part.known.own.id
        nodes = self._store.nodes([d for part in parts for d in part.known.directives[:1]])
        if nodes:
            return min(node.id for node in nodes.values())
        assert facts is not None
        return directive_id(facts.type, facts.code, facts.name, facts.date or facts.year, facts.scope)

    def _own(self, row: DocumentRow) -> list[Value]:
        """What the document says of itself."""
        document = self._store.document(row.ord)
        place = Place(row.id, row.code, row.file, None, None, ())
        told = (
            (Field.TYPE, document.type),
            (Field.CODE, document.code),
            (Field.DATE, document.date),
            (Field.ISSUER, document.issuer),
            (Field.SCOPE, document.scope),
            (Field.TITLE, document.title),
        )
        return [Value(name, says, Mark.OWN, place) for name, says in told if says]


def _is_national(code: str) -> bool:
    """Whether a code is the National Assembly's ("31/2024/QH15"), whose letters hold its number."""
    return code_key(code).rpartition("/")[2].startswith(("QH", "UBTVQH"))


def _type_fits(printed: str | None, facts: Directive) -> bool:
    """Whether a printed type is that of the facts, a longer name of it, or one under which it is known."""
    if not printed:
        return True
    key = search_key(printed)
    names = [facts.type, *(o.says for o in facts.others if o.field == Field.TYPE)]
    return any(key == search_key(n) or key.startswith(f"{search_key(n)} ") for n in names)


def _number(code: str | None) -> str | None:
    """ "21" of "21-NQ/TW", "30/2020" of "30/2020/NĐ-CP"."""
    if not code:
        return None
    head, _, rest = code.partition("/")
    if "-" in head:
        return head.split("-")[0].strip()
    year = rest.split("/")[0]
    return f"{head}/{year}" if year.isdigit() else head


def _printed(mentions: Sequence[Mention]) -> list[Value]:
    values: list[Value] = []
    for mention in mentions:
        c = mention.citation
        told = (
            (Field.TYPE, c.type),
            (Field.CODE, c.canonical or c.code),
            (Field.DATE, c.date),
            (Field.YEAR, str(c.year) if c.year and not c.date else None),
            (Field.ISSUER, c.issuer),
            (Field.TERM, c.term),
            (Field.TITLE, _whole_title(c)),
        )
        values += [Value(name, says, Mark.PRINTED, mention.place) for name, says in told if says]
    return values


def _whole_title(citation: Citation) -> str | None:
    """The title with the "về" that the citation prints before it."""
    title = citation.title
    if not title:
        return None
    before = citation.printed.partition(title)[0].split()[-1:]
    return f"về {title}" if before and before[0].strip('“"').casefold() == "về" else title


def _node(known: KnownDocument) -> list[Value]:
    """What the node itself holds, for a document without mentions."""
    told = ((Field.TYPE, known.type), (Field.CODE, known.code), (Field.DATE, known.date))
    return [] if known.directives else [Value(name, says, Mark.OWN) for name, says in told if says and not known.own]


def _told_once(values: Sequence[Value]) -> list[Value]:
    """The surest first; what a field says twice in the same words is kept at its surest, and at its first place."""
    kept: dict[tuple[Field, str], Value] = {}
    for value in sorted(values, key=lambda v: _ORDER.index(v.mark)):
        kept.setdefault((value.field, _same_words(value)), value)
    return list(kept.values())


def _same_words(value: Value) -> str:
    return code_key(value.says) if value.field is Field.CODE else marked_key(value.says)
