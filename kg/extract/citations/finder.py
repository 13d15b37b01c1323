"""The stages in their order: clean, tokens, mentions, then short names and relations between the mentions."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.citations.aliases import Aliases
from kg.extract.citations.bodies import Bodies
from kg.extract.citations.coded import Coded
from kg.extract.citations.found import Found
from kg.extract.citations.mention import Mention, Span
from kg.extract.citations.named import Named
from kg.extract.citations.relations import Relations
from kg.extract.citations.tails import Tails
from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import Vocabulary
from kg.knowledge.model import Knowledge
from kg.places import Flow
from kg.records import Citation


class CitationFinder:
    """Finds the documents that a text names. Made once, used for many texts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._vocabulary = Vocabulary(knowledge)
        bodies = Bodies(self._vocabulary)
        tails = Tails(self._vocabulary, bodies)
        self._coded = Coded(self._vocabulary, bodies, tails)
        self._named = Named(self._vocabulary, bodies, tails)
        self._aliases = Aliases(self._vocabulary)
        self._relations = Relations(self._vocabulary, bodies)

    def find(self, flow: Flow, short_names: Iterable[str] = ()) -> Found:
        """The citations of ``flow``: one paragraph, cell or joined sentence. ``short_names`` are those that the
        document declared before: where one stands, it is a citation with that name."""
        view = View(flow.text)
        mentions = self.mentions(view)
        mentions = sorted([*mentions, *self._aliases.mentions(view, short_names, mentions)], key=_place)
        declared = self._aliases.find(view, flow.text, mentions)
        mentions = [m for m in mentions if not any(a <= m.start < b for a, b in declared.spans)]
        return Found(
            tuple(_citation(flow, m) for m in mentions),
            self._relations.find(view, flow, mentions),
            self._aliases.of(declared, mentions),
            tuple((m.start, m.end) for m in mentions),
        )

    def mentions(self, view: View) -> list[Mention]:
        """The mentions in ``view``, in order, before short names are told apart."""
        coded = self._coded.find(view)
        named = self._named.find(view, _merged([(m.start, m.end) for m in coded]))
        return sorted([*coded, *named], key=_place)

    def mentions_self(self, flow: Flow) -> tuple[Span, ...]:
        """Where ``flow`` speaks of the document that it stands in: "Kế hoạch này"."""
        return self._relations.itself(View(flow.text))


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _merged(spans: list[Span]) -> list[Span]:
    """Spans in order, without those inside another."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _citation(flow: Flow, mention: Mention) -> Citation:
    cut = flow[mention.start : mention.end]
    tail = mention.tail
    return Citation(
        printed=cut.text,
        type=mention.type,
        number=mention.number,
        symbol=mention.symbol,
        code=mention.code,
        canonical=mention.canonical,
        date=tail.date,
        year=tail.year,
        issuer=_words(flow, mention.issuer),
        term=tail.terms[0] if tail.terms else None,
        plenum=mention.plenum,
        name=_name(flow, mention),
        title=_words(flow, mention.title),
        task=None,
        source=cut.source,
    )


def _name(flow: Flow, mention: Mention) -> str | None:
    """What the document is called where it has no code: with the term that tells it from its namesakes, or with its
    title without the quotation marks."""
    words = _words(flow, mention.name)
    if mention.kind == "plenum" and mention.tail.terms:
        return f"{words} khóa {mention.tail.terms[0]}"
    if mention.kind == "titled":
        return f"{flow.text[mention.start : mention.core]} {_words(flow, mention.title)}"
    return words


def _words(flow: Flow, span: Span | None) -> str | None:
    return flow.text[span[0] : span[1]].strip() or None if span else None
