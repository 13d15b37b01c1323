"""Checks a draft: reads it, resolves what it names, and puts the findings in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.check.draft import Draft, Mention, read_draft
from kg.check.facts import Facts, Meant, Styles
from kg.check.finding import Checked, Finding, Level
from kg.check.forms import Forms, padded_code
from kg.check.rules import Rules
from kg.cite.compare import Issuers
from kg.cite.registry import Registry, Status
from kg.cite.styles import style_named
from kg.corpus.store import Store
from kg.extract.citations import resolve_within
from kg.extract.plan import Extractor
from kg.knowledge.model import Knowledge
from kg.places import Reading
from kg.records import Citation

PARTY, STATE = "dang", "nha-nuoc"


class Checker:
    """Everything that a check needs, made once and used for many drafts. ``store`` is what the drafts are compared
    with: the facts of its knowledge, and what its documents print."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        rules = Rules(knowledge.checks)
        self._store = store
        self._extractor = Extractor(knowledge)
        self._registry = Registry(store, knowledge.directives)
        self._forms = Forms(rules, knowledge.document_types, knowledge.citation_words, knowledge.issuers)
        styles = Styles(style_named(store, PARTY), style_named(store, STATE))
        self._facts = Facts(self._registry, rules, Issuers(knowledge.issuers), styles)

    def check(self, reading: Reading) -> Checked:
        """The findings of a draft."""
        draft = read_draft(reading, self._extractor)
        draft = replace(draft, own=self._stored(draft.document.id, reading.sha256))
        return _Check(self._registry, self._forms, self._facts, draft).checked(reading)

    def _stored(self, id: str, sha256: str) -> str | None:
        node = self._store.node(id)
        row = self._store.document_rows([node.ord]).get(node.ord) if node else None
        return id if row and row.sha256 == sha256 else None


class _Check:
    """The check of one draft."""

    def __init__(self, registry: Registry, forms: Forms, facts: Facts, draft: Draft) -> None:
        self._forms, self._facts, self._draft = forms, facts, draft
        self._citations = [_due(m.citation) for m in draft.mentions]
        self._best = resolve_within(self._citations, draft.aliases)
        self._resolved = registry.resolve_all(self._citations, draft.aliases, draft.document)
        self._meant: dict[int, Meant | None] = {}

    def checked(self, reading: Reading) -> Checked:
        findings = [*self._letterhead(), *self._mentions()]
        findings.sort(key=lambda f: f.source[0].start or 0)
        groups = {b for b, m in zip(self._best, self._draft.mentions, strict=True) if not m.own}
        known = sum(self._of(g) is not None for g in groups)
        several = sum(self._of(g) is None and self._resolved[g].status is Status.SEVERAL for g in groups)
        return Checked(reading.file, len(groups), known, len(groups) - known - several, tuple(findings))

    def _letterhead(self) -> Iterator[Finding]:
        if self._draft.dated:
            yield from self._forms.letterhead(self._draft.dated)

    def _mentions(self) -> Iterator[Finding]:
        first: set[int] = set()  # documents told of
        cited: set[int] = set()  # documents cited in the text itself
        for at, mention in enumerate(self._draft.mentions):
            group = self._best[at]
            opens = not (mention.nested or mention.head or group in cited)
            if not mention.nested:
                meant = self._of(group) if opens else None
                full = self._facts.full(meant) if meant else None
                yield from self._forms.of(mention, first=opens, full=full)
            if opens:
                cited.add(group)
            if not mention.own:
                yield from self._told(at, mention, group, first=group not in first)
                first.add(group)

    def _told(self, at: int, mention: Mention, group: int, *, first: bool) -> Iterator[Finding]:
        citation, draft = self._citations[at], self._draft
        meant = self._of(group)
        if meant:
            found = list(self._facts.compared(mention, citation, draft, meant))
            found += self._facts.followed(mention, draft, meant) if first else ()
        else:
            found = list(self._facts.untold(mention, citation, self._resolved[group], draft)) if first else []
        yield from found
        told = {f.rule for f in found}
        yield from (f for f in self._forms.letters(mention.citation) if f.rule not in told)

    def _of(self, group: int) -> Meant | None:
        """The document that a group of mentions means, by its fullest one."""
        if group not in self._meant:
            citation, resolution = self._citations[group], self._resolved[group]
            self._meant[group] = self._facts.meant(citation, resolution, self._draft)
        return self._meant[group]


def _due(citation: Citation) -> Citation:
    """The mention with the zero that its number lacks: as the registry has it."""
    code = citation.canonical or citation.code
    if not code or padded_code(code) == code:
        return citation
    return replace(citation, canonical=padded_code(code), number=padded_code(f"{citation.number}/").rstrip("/"))


def differing(checked: Checked) -> int:
    """How many findings say that a source says otherwise."""
    return sum(f.level is Level.DIFFERS for f in checked.findings)
