"""The envelope of a document: what stands before its first heading and after its last paragraph.

Type, code, date, place and title come from the head; the issuing body from the preamble ("… , Ban Thường vụ Huyện ủy
Vĩnh Linh
ban hành …") and the signature ("T/M BAN THƯỜNG VỤ"), never from the header alone, which names the committee for all
its organs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.document import Other, OtherKind, Signer
from kg.extract.lines import is_upper, label_of
from kg.extract.patterns import any_of
from kg.extract.scope import Body, ScopeReader
from kg.extract.units import UnitParser
from kg.knowledge.model import Knowledge, SectionWords
from kg.places import Flow, Table, join
from kg.text import dashes, marked_key, marked_syllables, vietnamese, words

_NUMBER = re.compile(
    r"^\(?Số\s*:?\s*(?P<number>\d+(?:\s*/\s*\d{4})?)?[\s.…_]*(?:(?P<sep>[-–/])\s*(?P<symbol>\D[^\s,;]*(?:\s*[-–/]\s*[^\s,;\d]+)*))?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?P<place>[^,\d]{2,60}),\s*ngày\s*(?P<d>\d{1,2}|[.…_]*)\s*tháng\s*(?P<m>\d{1,2}|[.…_]*)\s*năm\s*(?P<y>\d{4})",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s*\-–—_.…=]+")
#: lines that a signature takes at most, counted from its mark
_SIGNATURE_LINES = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first heading."""

    type: str | None = None
    number: str | None = None
    code: str | None = None
    date: str | None = None
    place: str | None = None
    title: str | None = None
    status: str = "issued"
    marking: str | None = None
    header: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    title_flow: Flow = field(default_factory=Flow)
    preamble: tuple[Flow, ...] = ()
    other: tuple[Other, ...] = ()
    #: how many paragraphs it takes
    length: int = 0


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands after the last paragraph: recipients and signature."""

    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    other: tuple[Other, ...] = ()
    #: index of its first paragraph
    start: int = 0


@dataclass
class _HeadState:
    """What is known while the head's lines are read."""

    lines: list[tuple[OtherKind, Flow]] = field(default_factory=list)
    header: list[Flow] = field(default_factory=list)
    title: list[Flow] = field(default_factory=list)
    preamble: list[Flow] = field(default_factory=list)
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    has_number: bool = False
    date: str | None = None
    place: str | None = None
    marking: str | None = None


class EnvelopeReader:
    """Reads heads and feet with the words of data/sections.yaml and data/document_types.yaml."""

    def __init__(self, knowledge: Knowledge, units: UnitParser) -> None:
        self._words: SectionWords = knowledge.sections
        self._units = units
        self._scopes = ScopeReader(knowledge)
        names = {marked_key(n): t.name for t in knowledge.document_types for n in (t.name, *t.aliases)}
        self._types = names
        self._preamble = _opening(self._words.preamble)
        self._carries_out = _opening(self._words.carries_out)
        self._issues = re.compile(rf"\s(?:{any_of(self._words.issues)})\b", re.IGNORECASE)
        self._mottos = [marked_syllables(m) for m in self._words.motto]
        self._markings = {marked_key(m): m for m in self._words.markings}
        self._recipients = _opening(self._words.recipients)
        self._signed = re.compile(rf"(?:{any_of(w.rstrip('.') for w in self._words.signed_for)})\.?(?=\s)")
        self._posts = {marked_key(p) for p in self._words.posts}

    # ── head ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def head(self, flows: list[Flow | Table]) -> Head:
        """The head of a document. Without a type's line there is none, but for a number or a date that opens the
        text."""
        state = _HeadState()
        at = 0
        while at < len(flows):
            flow = flows[at]
            if isinstance(flow, Table) or not self._takes(state, flow):
                break
            at += 1
        if state.type is None and not (state.has_number or state.date):
            return Head()
        return self._finished(state, at)

    def _takes(self, state: _HeadState, flow: Flow) -> bool:
        """Reads one line of the head; False where the body begins."""
        if state.type is None:
            return self._takes_header(state, flow)
        if self._is_heading(flow.text):
            return False
        if not state.preamble:
            if self._is_rule(flow):
                state.lines.append((OtherKind.HEADER, flow))
                return True
            if self._is_title(state, flow):
                state.title.append(flow)
                state.lines.append((OtherKind.HEADER, flow))
                return True
        if not (self._preamble.match(flow.text) or self.issuer_in(flow.text)):
            return False
        state.preamble.append(flow)
        state.lines.append((OtherKind.PREAMBLE, flow))
        return True

    def _is_rule(self, flow: Flow) -> bool:
        return _RULE.fullmatch(flow.text) is not None

    def _takes_header(self, state: _HeadState, flow: Flow) -> bool:
        text = vietnamese(flow.text).strip("* ")
        if label_of(text) or len(text) > 200:
            return False
        kind = self._types.get(marked_key(text))
        number, dated = _NUMBER.match(text), _DATED.match(text)
        if kind and (is_upper(text) or state.has_number or state.date):
            state.type = kind
        elif number and (number["number"] or number["symbol"]):
            state.has_number = True
            state.number = "".join((number["number"] or "").split()) or None
            if number["symbol"]:
                state.symbol = dashes(number["sep"]) + "".join(dashes(number["symbol"]).split())
        elif dated:
            state.date, state.place = _date(dated), dated["place"].strip()
        elif marked_key(text) in self._markings and is_upper(text):
            state.marking = self._markings[marked_key(text)]
        else:
            state.header.extend(part for part in self._beside_motto(flow) if is_upper(part.text))
        state.lines.append((OtherKind.HEADER, flow))
        return True

    def _beside_motto(self, flow: Flow) -> list[Flow]:
        """A line of the header without the state's or the party's own words, which a flattened letterhead puts on the
        line of the issuing body."""
        spans, syllables = words(flow.text), marked_syllables(flow.text)
        for motto in self._mottos:
            for i in range(len(syllables) - len(motto) + 1):
                if syllables[i : i + len(motto)] == motto:
                    return [p for p in (flow[: spans[i][0]], flow[spans[i + len(motto) - 1][1] :]) if p]
        return [flow]

    def _is_title(self, state: _HeadState, flow: Flow) -> bool:
        """The first paragraph after the type, and those that go on with it: in capitals as it is, or in small
        letters."""
        if self.issuer_in(flow.text):
            return False
        if not state.title:
            return True
        before, first = state.title[-1].text, flow.text.lstrip('“"(')[:1]
        return not _ends_sentence(before) and (first.islower() or (is_upper(before) and is_upper(flow.text)))

    def _is_heading(self, text: str) -> bool:
        return label_of(text) is not None

    def _finished(self, state: _HeadState, length: int) -> Head:
        code = f"{state.number}{state.symbol}" if state.number and state.symbol else None
        title = join(state.title)
        drafted = state.has_number and state.number is None
        header = tuple(f.text for f in state.header)
        return Head(
            state.type,
            state.number,
            code,
            state.date,
            state.place,
            title.text or None,
            "draft" if drafted else "issued",
            state.marking,
            header,
            self._scopes.bodies(header),
            title,
            tuple(state.preamble),
            tuple(Other(k, f.text, f.source) for k, f in state.lines),
            length,
        )

    def issuer_in(self, preamble: str) -> str | None:
        """The body that the preamble says issues the document, as printed: the words before "ban hành"."""
        for match in self._issues.finditer(preamble):
            before = re.split(r"[,;.]\s", preamble[: match.start()])[-1].strip()
            phrases, end = self._units.leading(before)
            if len(phrases) == 1 and phrases[0].known and phrases[0].entry and end == len(before):
                return before
        return None

    def full_issuer(self, issuer: str | None, bodies: tuple[Body, ...], header: tuple[str, ...]) -> str | None:
        """The issuing body in full, with its place: "UBND tỉnh" under the header of Quảng Trị is Ủy ban nhân dân tỉnh
        Quảng Trị, "Ban Thường vụ" under HUYỆN ỦY VĨNH LINH is that committee's."""
        own = bodies[-1] if bodies else None
        if issuer is None:
            return self._titled(header[-1], own) if header and own else None
        phrases, _ = self._units.leading(issuer)
        phrase = phrases[0] if len(phrases) == 1 else None
        name = phrase.name if phrase else issuer
        if own is None or (phrase and phrase.place):
            return name if phrase and not phrase.place else f"{name} {phrase.place}" if phrase else issuer
        tail = "" if phrase is None or phrase.tail else f" {own.tail}"
        return f"{name}{tail} {own.place}"

    def _titled(self, line: str, own: Body) -> str:
        return f"{self.sentence_case(line[: len(line) - len(own.place)].strip())} {own.place}"

    def carries_out(self, head: Head) -> tuple[tuple[int, int], ...]:
        """The stretches of the text as read that name what the document implements: the title and the paragraphs of the
        preamble that open with such words, up to the issuing body."""
        found: list[tuple[int, int]] = []
        for flow in (head.title_flow, *head.preamble):
            if flow and self._carries_out.match(flow.text):
                issuer = self.issuer_in(flow.text)
                named = flow[: flow.text.index(issuer)] if issuer else flow
                found.extend((p.start or 0, p.end or 0) for p in named.source)
        return tuple(found)

    # ── foot ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def foot(self, flows: list[Flow | Table]) -> Foot:
        """Recipients and signature at the end of a document."""
        start = next((i for i, f in enumerate(flows) if isinstance(f, Flow) and self._opens_foot(f.text)), len(flows))
        if any(isinstance(f, Table) for f in flows[start:]):
            return Foot(start=len(flows))
        tail = [f for f in flows[start:] if isinstance(f, Flow)]
        recipients: list[str] = []
        signature: list[Flow] = []
        other: list[Other] = []
        for flow in tail:
            if signature or self._signed.match(flow.text):
                signature.append(flow)
                other.append(Other(OtherKind.SIGNATURE, flow.text, flow.source))
            else:
                if not self._recipients.match(flow.text):
                    recipients.append(flow.text.lstrip("-–+* ").strip())
                other.append(Other(OtherKind.RECIPIENTS, flow.text, flow.source))
        return Foot(tuple(recipients), self._signer(signature), tuple(other), start)

    def _opens_foot(self, text: str) -> bool:
        return (bool(self._recipients.match(text)) and len(text) < 40) or (
            bool(self._signed.match(text)) and is_upper(text)
        )

    def _signer(self, lines: list[Flow]) -> Signer | None:
        texts = [f.text.strip("* ") for f in lines[:_SIGNATURE_LINES]]
        bodies = [t for t in texts if self._signed.match(t) or marked_key(t) in self._posts]
        names = [
            t for t in texts if not is_upper(t) and 2 <= len(t.split()) <= 6 and all(w[:1].isupper() for w in t.split())
        ]
        if not names:
            return None
        marked = [self._signed.sub("", t, count=1).strip() for t in bodies if self._signed.match(t)]
        posts = [t for t in bodies if not self._signed.match(t)]
        for_body = marked[0] if marked else None
        post = posts[-1] if posts else None
        return Signer(names[-1], post and self.sentence_case(post), for_body and self.sentence_case(for_body))

    def sentence_case(self, text: str) -> str:
        """A name printed in capitals, as the knowledge or the grammar of names writes it: BAN THƯỜNG VỤ → Ban Thường
        vụ."""
        phrases = self._units.parse(text)
        if len(phrases) == 1 and phrases[0].entry:
            return phrases[0].name
        return text.capitalize()


def _opening(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[-–*\s]*(?:{any_of(forms)})\b", re.IGNORECASE)


def _date(dated: re.Match[str]) -> str | None:
    if not (dated["d"].isdigit() and dated["m"].isdigit()):
        return None
    return f"{int(dated['y']):04}-{int(dated['m']):02}-{int(dated['d']):02}"


def _ends_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ":"))
