"""What the registry knows of the documents that a draft names, beside what the draft prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ask.query import DocumentRef
from kg.check.draft import Draft, Mention
from kg.check.finding import Finding
from kg.check.rules import Rules, day_in_words, origin
from kg.check.titles import aligned, alike, difference
from kg.cite.compare import Issuers
from kg.cite.entry import Entry, Field, Related, Value
from kg.cite.format import FIELDS, MARKS, cite
from kg.cite.registry import Fit, Registry, Resolution, Status
from kg.errors import Message
from kg.ids import code_key
from kg.knowledge.model import Style
from kg.records import Citation
from kg.text import marked_key

_PARTY = re.compile(r"\d+[^\W\d_]?-[^-/]+/.+")


@dataclass(frozen=True, slots=True)
class Meant:
    """The document that a mention means. ``sure``: more than type and code say so."""

    entry: Entry
    sure: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """How suggestions are written, for papers of the Party and of the State."""

    party: Style
    state: Style

    def of(self, entry: Entry) -> Style:
        """The style for a document, by the shape of its code."""
        return self.party if _PARTY.fullmatch(entry.code or "1-A/B") else self.state


class Facts:
    """Compares mentions with the registry."""

    def __init__(self, registry: Registry, rules: Rules, issuers: Issuers, styles: Styles) -> None:
        self._registry = registry
        self._rules = rules
        self._issuers = issuers
        self._styles = styles
        self._wide = {marked_key(w) for w in rules.words("issuer")}

    # ── which document ───────────────────────────────────────────────────────────────────────────────────────────────
    def meant(self, citation: Citation, resolution: Resolution, draft: Draft) -> Meant | None:
        """The known document that a mention means, also where it says something else of it than is known; None where
        that cannot be told."""
        if resolution.entry:
            entry = resolution.entry
            return Meant(entry, resolution.sure or _titled(citation, entry)) if _known(entry, draft) else None
        if resolution.status is Status.SEVERAL:
            left = [e for e in resolution.candidates if _known(e, draft)]
            return Meant(left[0], False) if len(left) == 1 else None
        found = {f.entry.id: f.entry for f in self._near(citation, resolution, draft) if _is_it(citation, f)}
        return Meant(next(iter(found.values())), True) if len(found) == 1 else None

    def _near(self, citation: Citation, resolution: Resolution, draft: Draft) -> list[Fit]:
        """Known documents that are much like the one mentioned; of one number and type, but of another body, too."""
        code = citation.canonical or citation.code
        near = [f for f in resolution.near if _known(f.entry, draft) and (code or Field.TYPE not in f.differs)]
        if not near and code and citation.type:
            number = re.match(r"\d+", code)
            ref = DocumentRef("", type=citation.type, number=number[0] if number else None)
            for entry in self._registry.fitting(ref) if ref.number else ():
                fit = self._registry.beside(citation, draft.document, entry) if _known(entry, draft) else None
                if fit and Field.CODE in fit.differs and Field.DATE not in fit.differs:
                    near.append(fit)
        return near

    # ── what is known of it ──────────────────────────────────────────────────────────────────────────────────────────
    def compared(self, mention: Mention, citation: Citation, draft: Draft, meant: Meant) -> Iterator[Finding]:
        """Each fact of the document that the mention contradicts."""
        fit = self._registry.beside(citation, draft.document, meant.entry)
        if fit:
            yield from self._contradicted(mention, citation, draft, fit, sure=meant.sure)

    def _contradicted(
        self, mention: Mention, citation: Citation, draft: Draft, fit: Fit, *, sure: bool
    ) -> Iterator[Finding]:
        for field in fit.differs:
            fact = fit.entry.best(field)
            if fact and field is not Field.TITLE and not _own(fact, draft):
                yield from self._finding(mention, citation, fit.entry, fact, sure=sure)
        title = fit.entry.best(Field.TITLE)
        if title and not _own(title, draft):
            yield from self._title(mention, fit, title, sure=sure)

    def _finding(
        self, mention: Mention, citation: Citation, entry: Entry, fact: Value, *, sure: bool
    ) -> Iterator[Finding]:
        own = _said(citation, fact.field)
        if fact.field not in _RULES or not own:
            return
        if fact.field is Field.ISSUER:
            if marked_key(own) in self._wide:
                return
            sure = sure and self._issuers.known(own) is not None
        printed, source = mention.citation.printed, mention.citation.source
        suggest = self._cited(entry, later=not (citation.date or citation.issuer or citation.title))
        yield self._rules.of_fact(_RULES[fact.field], printed, source, fact, sure=sure, suggest=suggest, said=own)

    def _title(self, mention: Mention, fit: Fit, fact: Value, *, sure: bool) -> Iterator[Finding]:
        """What the title has otherwise that stands in the mention, or behind it where the mention ends too soon."""
        citation = mention.citation
        begin = citation.printed.find(citation.title) if citation.title else len(citation.printed)
        behind = mention.at + max(0, begin)
        found = aligned(mention.flow.text[behind : behind + 4 * len(fact.says) + 200], fact.says)
        printed, source = citation.printed, citation.source
        if found:
            words = found.told
            whole = mention.flow[mention.at : max(behind + found.end, mention.at + len(printed))]
            printed, source = (whole.text, whole.source) if len(source) == 1 else (printed, source)
        if not found or not (words or found.whole):
            if Field.TITLE not in fit.differs or not citation.title:
                return
            words = difference(citation.title, fact.says)
            sure = sure and (_quoted(citation) or alike(citation.title, fact.says))
        # a document without a code goes by a short name, which is no title
        if words and (citation.number or _quoted(citation)):
            suggest = self._cited(fit.entry, later=False)
            yield self._rules.of_fact("title", printed, source, fact, sure=sure, suggest=suggest, words=words)

    def full(self, meant: Meant) -> str | None:
        """How the document is cited at its first mention, if it surely is the one."""
        return self._cited(meant.entry, later=False) if meant.sure else None

    def _cited(self, entry: Entry, *, later: bool) -> str:
        return cite(entry, self._styles.of(entry), later=later).text

    def followed(self, mention: Mention, draft: Draft, meant: Meant) -> Iterator[Finding]:
        """Documents that followed or replaced it, where a source says so."""
        told: set[str] = set()
        for other in self._registry.relations(meant.entry):
            backward = other.kind == _REPLACES
            if other.kind not in self._rules.words("followed") or other.forward is backward or other.label in told:
                continue
            where = _stands(other, draft)
            if where:
                told.add(other.label)
                printed, source = mention.citation.printed, mention.citation.source
                label = meant.entry.label
                yield self._rules.told("followed", printed, source, other.label, where, label=label, words=other.words)

    # ── what cannot be compared ──────────────────────────────────────────────────────────────────────────────────────
    def untold(self, mention: Mention, citation: Citation, resolution: Resolution, draft: Draft) -> Iterator[Finding]:
        """What is told of a document that is not known here, or that may be several."""
        printed, source = mention.citation.printed, mention.citation.source
        several = [e for e in resolution.candidates if _known(e, draft)]
        if several:
            yield self._several(mention, several, resolution.apart)
            return
        near = self._near(citation, resolution, draft)
        dated = [f.entry for f in near if not {Field.CODE, Field.TYPE} & set(f.differs) and Field.DATE in f.differs]
        if dated and citation.date:
            says, code = _listed(dated), citation.canonical or citation.code or ""
            where = _origins(dated)
            own = day_in_words(citation.date)
            yield self._rules.told("date.namesake", printed, source, says, where, said=own, code=code)
            return
        yield from self._unsure(mention, citation, draft, near)

    def _unsure(self, mention: Mention, citation: Citation, draft: Draft, near: Sequence[Fit]) -> Iterator[Finding]:
        printed, source = mention.citation.printed, mention.citation.source
        found: list[Finding] = []
        for fit in near[:1]:
            if Field.CODE not in fit.differs:
                found.extend(self._contradicted(mention, citation, draft, fit, sure=False))
            elif not citation.date and _bodies_alike(citation, fit.entry) and Field.ISSUER not in fit.differs:
                fact = fit.entry.best(Field.CODE)
                own = citation.canonical or citation.code or ""
                found.extend([self._rules.of_fact("code-form.near", printed, source, fact, said=own)] if fact else [])
        yield from found or [self._rules.told("unknown", printed, source)]

    def _several(self, mention: Mention, entries: Sequence[Entry], apart: Sequence[Field]) -> Finding:
        vi, en = (", ".join((FIELDS[f].vi, FIELDS[f].en)[i] for f in apart) for i in (0, 1))
        return self._rules.told(
            "several-fit",
            mention.citation.printed,
            mention.citation.source,
            _listed(entries),
            _origins(entries),
            count=str(len(entries)),
            apart=Message(vi, en),
        )


_RULES = {
    Field.DATE: "date",
    Field.ISSUER: "issuer",
    Field.TERM: "issuer.term",
    Field.TYPE: "type",
    Field.CODE: "code-form.other",
}
#: the one relation that is read backwards: what replaces the document
_REPLACES = "replaces"


def _known(entry: Entry, draft: Draft) -> bool:
    """Whether anything but the draft itself knows of the document."""
    return bool(entry.facts or entry.own or any(p.document != draft.own for p in entry.named_in))


def _own(fact: Value, draft: Draft) -> bool:
    """Whether nothing but the draft itself says so."""
    return fact.place is not None and fact.place.document == draft.own


def _is_it(citation: Citation, fit: Fit) -> bool:
    """Whether a document is surely the one that a mention contradicts in a field."""
    differs, agrees = set(fit.differs), set(fit.agrees)
    titled = _titled(citation, fit.entry)
    if Field.YEAR in differs:
        return False
    if Field.CODE in differs:
        if differs & {Field.ISSUER, Field.TERM, Field.TYPE}:
            return False
        same = titled or bool(agrees & {Field.DATE, Field.ISSUER})
        return same and (titled or _bodies_alike(citation, fit.entry))
    if Field.DATE in agrees:
        return True
    return titled or (Field.DATE in differs and fit.contradiction)


def _titled(citation: Citation, entry: Entry) -> bool:
    return bool(citation.title and entry.title and alike(citation.title, entry.title))


def _bodies_alike(citation: Citation, entry: Entry) -> bool:
    """Whether two codes differ in the last letter of the body alone: TW and TU."""
    a, b = code_key(citation.canonical or citation.code or ""), code_key(entry.code or "")
    return len(a) == len(b) and a[:-1] == b[:-1]


def _said(citation: Citation, field: Field) -> str | None:
    told = {
        Field.DATE: day_in_words(citation.date) if citation.date else None,
        Field.ISSUER: citation.issuer,
        Field.TERM: citation.term,
        Field.TYPE: citation.type,
        Field.CODE: citation.code,
    }
    return told.get(field)


def _quoted(citation: Citation) -> bool:
    before = citation.printed.partition(citation.title or "")[0].rstrip()
    return before[-1:] in ("“", '"', "«", "”")


def _listed(entries: Sequence[Entry]) -> str:
    """Each document with what tells it from its namesakes."""
    said_of = []
    for entry in entries[:_MOST]:
        when = day_in_words(entry.date) if entry.date else entry.year
        said_of.append(" ".join(filter(None, (entry.label, f"({when})" if when else None))))
    return "; ".join([*said_of, *(["…"] if len(entries) > _MOST else [])])


def _origins(entries: Sequence[Entry]) -> Message | None:
    facts = [e.best(Field.DATE) or e.best(Field.CODE) for e in entries[:_MOST]]
    told = list(dict.fromkeys(origin(f) for f in facts if f))
    return Message("; ".join(m.vi for m in told), "; ".join(m.en for m in told)) if told else None


def _stands(other: Related, draft: Draft) -> Message | None:
    """Where a relation is stated; None where nothing but the draft states it."""
    if other.place and other.place.document == draft.own:
        return None
    where = other.place.said if other.place else other.source
    return Message(f"{where} ({MARKS[other.mark].vi})", f"{where} ({MARKS[other.mark].en})") if where else None


#: namesakes that are listed one by one
_MOST = 6
