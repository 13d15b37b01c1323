"""The registry of known documents: finds what a person types, and says which document a mention means.

A code is not an identity: numbers begin again with each term and each year. Type, code and day decide; where there is
no day, body, term, year and place must leave one document alone, else all that fit are given. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.ask.query import DocumentRef
from kg.ask.registry import KnownDocument, fitting, gathered
from kg.cite.compare import Issuers, one_series, scopes_agree, titles_agree
from kg.cite.entry import Entry, Field, Related
from kg.cite.facts import Facts, bare_number
from kg.cite.join import Joiner
from kg.cite.related import Words, known_of, stated
from kg.corpus.rows import NodeRow
from kg.corpus.store import Store
from kg.document import Alias, Document
from kg.ids import code_key
from kg.knowledge.model import Directive, Issuer, Kind, Level
from kg.records import Citation
from kg.text import marked_key, search_key

#: fields that are compared, in the order in which they tell documents apart
_COMPARED = (Field.TYPE, Field.CODE, Field.DATE, Field.YEAR, Field.TERM, Field.ISSUER, Field.SCOPE, Field.TITLE)
#: agreeing in one of these, with type and code, makes it surely that document
_TELLING = (Field.DATE, Field.TERM, Field.YEAR)


class Status(StrEnum):
    """How a mention was resolved."""

    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fit:
    """A document beside a mention: the fields in which both say the same, and those in which they contradict.

    ``contradiction``: both cannot be right, since the number is given once in the time of both days."""

    entry: Entry
    agrees: tuple[Field, ...]
    differs: tuple[Field, ...]
    contradiction: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which document a mention means. ``near`` are documents of the registry that are much like it and contradict it:
    they are told, never taken."""

    status: Status
    fit: Fit | None = None
    candidates: tuple[Entry, ...] = ()
    apart: tuple[Field, ...] = ()
    near: tuple[Fit, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """The one document that is meant."""
        return self.fit.entry if self.fit else None

    @property
    def sure(self) -> bool:
        """Whether more than type and code say that it is this one: the day, the term or the year."""
        return bool(self.fit and set(self.fit.agrees) & set(_TELLING))

    @property
    def differs(self) -> tuple[Field, ...]:
        """Fields in which the mention says something else than the document."""
        return self.fit.differs if self.fit else ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person's words fit: all of ``entries``; ``apart`` are the fields that tell them apart."""

    query: str
    entries: tuple[Entry, ...]
    apart: tuple[Field, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """The document, where one alone fits."""
        return self.entries[0] if len(self.entries) == 1 else None


class Registry:
    """The documents that a corpus and its knowledge know."""

    def __init__(self, store: Store, directives: Sequence[Directive] | None = None) -> None:
        """``directives`` are the facts; without them, those that the store was written with."""
        given = store.knowledge_part("directives", tuple[Directive, ...]) if directives is None else directives
        self._store = store
        self._facts = Facts(given)
        self._issuers = Issuers(store.knowledge_part("issuers", tuple[Issuer, ...]))
        self._joiner = Joiner(store, self._facts, self._issuers)
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._words: Words | None = None

    # --- typed by a person

    def find(self, text: str) -> Looked:
        """Every document that ``text`` may mean: a code, a number with a type, a name, or words of a title."""
        from kg.cite.typed import refs_of

        found: dict[str, Entry] = {}
        for ref in refs_of(self._store, self._facts, text):
            for entry in self.fitting(ref):
                found.setdefault(entry.id, entry)
        if not found:
            for facts in self._facts.with_words(text):
                entries = self.by_code(code_key(facts.code)) if facts.code else self.by_name(facts.name)
                found.update((e.id, e) for e in entries if e.facts == facts)
        entries = tuple(sorted(found.values(), key=_dated))
        return Looked(text, entries, apart(entries))

    def fitting(self, ref: DocumentRef) -> list[Entry]:
        """The documents that a reading of a question may mean."""
        if ref.code:
            entries: Sequence[Entry] = self.by_code(ref.code)
        elif ref.number:
            entries = self._numbered(ref)
        else:
            entries = self.by_name(ref.name) if ref.name else ()
        return [e for e in entries if self._fits(ref, e)]

    def _fits(self, ref: DocumentRef, entry: Entry) -> bool:
        if ref.type and entry.type and not _of_type(entry, ref.type):
            return False
        if ref.date and entry.date and not any(v.says == ref.date for v in entry.said(Field.DATE)):
            return False
        asked = ref.date[:4] if ref.date else str(ref.year or "")
        if asked and entry.year and asked != entry.year and not (ref.date and entry.date):
            return False
        if ref.term and entry.term and marked_key(ref.term) != marked_key(entry.term):
            return False
        return not (ref.issuer and entry.issuer and not self._issuers.agree(ref.issuer, entry.issuer))

    # --- by what stands in a code or a name

    def by_code(self, key: str) -> tuple[Entry, ...]:
        """The documents with the code ``key`` (``kg.ids.code_key``); one typed without Đ is found too."""
        facts = self._facts.by_code(key) or self._facts.by_unmarked_code(key)
        return self._entries(f"code:{key}", [DocumentRef("", code=key)], facts)

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """The documents called ``name``; one that has a code too is found by both."""
        facts = self._facts.by_name(name)
        refs = [DocumentRef("", name=name), *(DocumentRef("", name=a) for f in facts for a in f.aliases if a != name)]
        refs += [DocumentRef("", code=code_key(f.code)) for f in facts if f.code]
        return self._entries(f"name:{search_key(name)}", refs, facts, named=True)

    def _entries(
        self, key: str, refs: Iterable[DocumentRef], facts: Sequence[Directive], *, named: bool = False
    ) -> tuple[Entry, ...]:
        if key not in self._known:
            if not named:  # a document with a code is found under its other names too
                refs = [*refs, *(DocumentRef("", name=a) for f in facts for a in f.aliases)]
            known: dict[tuple[object, ...], KnownDocument] = {}
            for ref in refs:
                for k in fitting(self._store, ref):
                    known.setdefault((k.directives, k.own), k)
            entries = self._joiner.entries(known.values(), facts)
            wanted = {f.name for f in facts}
            self._known[key] = tuple(e for e in entries if not named or not e.facts or e.facts.name in wanted)
        return self._known[key]

    def every(self) -> Iterator[Entry]:
        """Every document that the facts know, with what the corpus prints of it."""
        seen: set[str] = set()
        for facts in self._facts.all:
            for entry in self.by_code(code_key(facts.code)) if facts.code else self.by_name(facts.name):
                if entry.facts and entry.id not in seen:
                    seen.add(entry.id)
                    yield entry

    def _numbered(self, ref: DocumentRef) -> list[Entry]:
        codes = {code_key(f.code) for f in self._facts.by_number(ref.number or "") if f.code}
        codes |= {code_key(k.code) for k in fitting(self._store, ref) if k.code}
        found = {e.id: e for code in sorted(codes) for e in self.by_code(code)}
        return list(found.values())

    def of(self, known: KnownDocument) -> tuple[Entry, ...]:
        """The entries of a document as the corpus cites it: several where papers of several places mean their own."""
        entries = self.by_code(code_key(known.code)) if known.code else self.by_name(known.label)
        mine = set(known.directives)
        found = [e for e in entries if mine & set(e.directives) or (known.own and known.own.ord == e.own)]
        return tuple(found or self._joiner.entries([known], ()))

    def at(self, node: NodeRow) -> Entry | None:
        """The entry of a node of the store, if it is a document."""
        if node.kind == "directive":
            return self.of(gathered(self._store, [node.ord])[0])[0]
        if node.kind == "document":
            row = self._store.document_rows([node.ord])[node.ord]
            label = " ".join(filter(None, (row.type, row.code))) or row.file
            return self.of(KnownDocument(label, row.type, row.number, row.code, row.date, (), row))[0]
        return None

    def relations(self, entry: Entry) -> tuple[Related, ...]:
        """What the corpus states between the document and others, with its place, and what the facts say of it."""
        if self._words is None:
            self._words = Words(self._store.knowledge_part("relations", tuple[Kind, ...]))
        return (*stated(self._store, self._words, entry), *known_of(self._facts, self._words, entry))

    # --- read in a document

    def resolve_all(
        self, citations: Sequence[Citation], aliases: Sequence[Alias] = (), document: Document | None = None
    ) -> tuple[Resolution, ...]:
        """The document of each mention of one text: a later, shorter mention is the document of the fuller one that
        it stands for (``resolve_within``), but what it prints itself is compared."""
        from kg.extract.citations.resolve import resolve_within  # only where a text is checked

        best = resolve_within(citations, aliases)
        own = {index: self.resolve(citations[index], document) for index in sorted(set(best))}
        found: list[Resolution] = []
        for index, of in enumerate(best):
            entry = own[of].entry
            fit = self.beside(citations[index], document, entry) if index != of and entry else None
            found.append(Resolution(Status.ONE, fit) if fit else own[of])
        return tuple(found)

    def resolve(self, citation: Citation, document: Document | None = None) -> Resolution:
        """The document that ``citation`` of ``document`` means: exactly one, or all that fit, or none."""
        beside = [self.beside(citation, document, entry) for entry in self._sought(citation)]
        fits = [f for f in beside if f is not None and self._taken(citation, f)]
        # type and code with the day, the term or the year are an identity: a number is given once in each
        telling = next(filter(None, ([f for f in fits if field in f.agrees] for field in _TELLING)), fits)
        if len(telling) == 1:
            return Resolution(Status.ONE, telling[0])
        if fits:
            entries = tuple(sorted((f.entry for f in fits), key=_dated))
            return Resolution(Status.SEVERAL, None, entries, apart(entries))
        return Resolution(Status.UNKNOWN, near=tuple(self._near(citation, document, beside)))

    def _sought(self, citation: Citation) -> Sequence[Entry]:
        code = citation.canonical or citation.code
        if code:
            return self.by_code(code_key(code))
        if citation.number:
            return self._numbered(DocumentRef("", type=citation.type, number=citation.number))
        name = citation.name or (f"{citation.type or ''} {citation.title}".strip() if citation.title else None)
        return self.by_name(name) if name else ()

    def beside(self, citation: Citation, document: Document | None, entry: Entry) -> Fit | None:
        """``citation`` of ``document`` beside an entry; None where it cannot be it: of another place, or later than the
        document."""
        later = document and document.date and entry.date and entry.date > document.date
        if document and later and (not citation.date or citation.date <= (document.date or "")):
            return None
        if document and not self._placed(citation, document, entry):
            return None
        agrees: list[Field] = []
        differs: list[Field] = []
        for field, said in _told(citation):
            compared = self._agree(field, said, entry)
            if compared is not None:
                (agrees if compared else differs).append(field)
        return Fit(entry, tuple(agrees), tuple(differs), self._contradicts(citation, entry, differs))

    def _agree(self, field: Field, said: str, entry: Entry) -> bool | None:
        """Whether what is said agrees with a value of the field; None where the entry has none."""
        values = [v.says for v in entry.said(field)]
        if field is Field.YEAR and not values:
            values = [entry.date[:4]] if entry.date else []
        if field is Field.DATE and not values:  # of the entry the year alone is known
            return False if entry.year and entry.year != said[:4] else None
        if not values:
            return None
        best = values[0]
        if field is Field.TYPE:
            return _of_type(entry, said)
        if field is Field.CODE:
            return any(code_key(v) == code_key(said) for v in values)
        if field is Field.ISSUER:
            return self._issuers.agree(said, best)
        if field is Field.TITLE:
            return titles_agree(said, best)
        return marked_key(said) == marked_key(best)

    @staticmethod
    def _taken(citation: Citation, fit: Fit) -> bool:
        """Whether the mention means the entry: what it prints does not contradict, or the day says that it is it."""
        differs = set(fit.differs)
        if differs & {Field.TYPE, Field.CODE, Field.DATE, Field.YEAR}:
            return False
        if Field.DATE in fit.agrees:
            return True
        return not differs & {Field.TERM, Field.ISSUER}

    def _placed(self, citation: Citation, document: Document, entry: Entry) -> bool:
        """Whether a local document may be one that ``document`` means: of its own place, or of a place it names."""
        if not entry.scope or scopes_agree(entry.scope, document.scope):
            return True
        return bool(citation.issuer and entry.issuer and self._issuers.agree(citation.issuer, entry.issuer)) and any(
            _name(part) in search_key(citation.issuer or "") for part in entry.scope.split(",")
        )

    def _contradicts(self, citation: Citation, entry: Entry, differs: Sequence[Field]) -> bool:
        """Whether the day of the mention cannot be that of a namesake: the number is given once in that time."""
        if not (citation.date and entry.date and entry.code) or set(differs) & {Field.TYPE, Field.CODE}:
            return False
        central = self._issuers.level(entry.code) is Level.CENTRAL
        # 28-CT/TW: the party's; 30/2020/NĐ-CP, 12/QĐ-UBND: the state's
        yearly = "-" not in entry.code.partition("/")[0]
        return citation.date != entry.date and one_series(citation.date, entry.date, yearly=yearly, central=central)

    def _near(self, citation: Citation, document: Document | None, beside: Iterable[Fit | None]) -> list[Fit]:
        """Documents that agree in all but a field or two: of the same code, or of the same type, number and day."""
        near = {f.entry.id: f for f in beside if f is not None}
        if citation.number and citation.date:
            for entry in self._numbered(DocumentRef("", number=bare_number(citation.number))):
                fit = self.beside(citation, None, entry)
                if fit and fit.entry.id not in near and Field.DATE in fit.agrees and Field.TYPE in fit.agrees:
                    near[entry.id] = fit
        return sorted(near.values(), key=lambda f: (len(f.differs), -len(f.agrees), f.entry.id))


def apart(entries: Sequence[Entry]) -> tuple[Field, ...]:
    """The fields that tell some documents apart: not all say the same of them."""
    if len(entries) < 2:
        return ()
    return tuple(f for f in _COMPARED if len({v.says if (v := e.best(f)) else None for e in entries}) > 1)


def _told(citation: Citation) -> list[tuple[Field, str]]:
    """What a mention says, by field."""
    told = (
        (Field.TYPE, citation.type),
        (Field.CODE, citation.canonical or citation.code),
        (Field.DATE, citation.date),
        (Field.YEAR, str(citation.year) if citation.year and not citation.date else None),
        (Field.TERM, citation.term),
        (Field.ISSUER, citation.issuer),
        (Field.TITLE, citation.title),
    )
    return [(field, said) for field, said in told if said]


def _of_type(entry: Entry, said: str) -> bool:
    """Whether the type that is said is the entry's, or the longer name of one ("Chương trình hành động")."""
    key, own = search_key(said), search_key(entry.type or "")
    return key == own or key.startswith(f"{own} ") or own.startswith(f"{key} ")


def _name(place: str) -> str:
    """The name of a place without what it is: that of "tỉnh Quảng Trị" stands in "Tỉnh ủy Quảng Trị"."""
    return search_key(" ".join(w for w in place.split() if w[:1].isupper())) or search_key(place)


def _dated(entry: Entry) -> tuple[str, str, str]:
    return entry.label, entry.date or entry.year or "", entry.id
