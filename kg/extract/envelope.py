"""The head of a document: what stands before its first heading, and before that of a document which it carries.

Type, code, date, place and title come from the head; the issuing body from the preamble ("… , Ban Thường vụ Huyện ủy
Vĩnh Linh ban hành …"), from the line in capitals under the title ("THỦ TƯỚNG CHÍNH PHỦ") or from the signature
("T/M BAN THƯỜNG VỤ"), and only then from the header, which names the committee for all its organs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.document import Attached, Other, OtherKind
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
_BRACKETED = re.compile(r"\(.*\)\s*[./]*")
#: "(Kèm theo Quyết định số …)" in the paragraph of a title
_KEM_THEO = re.compile(r"\s*\([^()]*kèm theo[^()]*\)\s*$", re.IGNORECASE)
#: lines at most before the type's line of a document that another one carries
_SECOND_HEAD = 8


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
    #: the line under the title that says who decides, as printed: "THỦ TƯỚNG CHÍNH PHỦ"
    authority: str | None = None
    title_flow: Flow = field(default_factory=Flow)
    preamble: tuple[Flow, ...] = ()
    other: tuple[Other, ...] = ()
    #: how many paragraphs it takes
    length: int = 0


@dataclass
class _HeadState:
    """What is known while the head's lines are read."""

    lines: list[tuple[OtherKind, Flow]] = field(default_factory=list)
    header: list[Flow] = field(default_factory=list)
    title: list[Flow] = field(default_factory=list)
    authority: Flow | None = None
    preamble: list[Flow] = field(default_factory=list)
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    has_number: bool = False
    is_draft: bool = False  #: a line says so
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
        self._founded = _opening(tuple(w for w in self._words.preamble if w not in self._words.carries_out))
        self._carries_out = _opening(self._words.carries_out)
        self._assigns = re.compile(rf"(?<!\w)(?:{any_of(self._words.assigns)})(?!\w)", re.IGNORECASE)
        self._issues = re.compile(rf"\s(?:{any_of(self._words.issues)})\b", re.IGNORECASE)
        self._drafts = _opening(self._words.drafts)
        self._mottos = [marked_syllables(m) for m in self._words.motto]
        self._markings = {marked_key(m): m for m in self._words.markings}
        types = any_of(n for t in knowledge.document_types for n in (t.name, *t.aliases))
        this = rf"(?:\s+(?:{any_of(self._words.carriers)})\s+này)?"
        ends = r"(?=\s*[.;:(]|\s*,\s*(?:với|gồm|bao gồm|cụ thể|theo)\b|$)"
        self._attaches = re.compile(
            rf"(?:{any_of(self._words.attaches)}){this}\s+(?P<type>{types})\s+(?P<title>.+?){ends}", re.IGNORECASE
        )

    def opens_preamble(self, text: str) -> bool:
        """Whether a line opens with words of the preamble that open no title: "Căn cứ …"."""
        return bool(self._founded.match(text)) and text[:1].isupper()

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
            return self._letterhead(flows)
        return self._finished(state, at)

    def _letterhead(self, flows: list[Flow | Table]) -> Head:
        """The lines in capitals that name bodies, where an annex in a file of its own opens with nothing else."""
        lines: list[Flow] = []
        for flow in flows:
            if isinstance(flow, Table) or not is_upper(flow.text) or not self._is_body(flow.text):
                break
            lines.append(flow)
        header = tuple(part.text for f in lines for part in self._beside_motto(f))
        bodies = self._scopes.bodies(header)
        if not bodies:
            return Head()
        other = tuple(Other(OtherKind.HEADER, f.text, f.source) for f in lines)
        return Head(header=header, bodies=bodies, other=other, length=len(lines))

    def _is_body(self, text: str) -> bool:
        key = marked_syllables(text)
        return self._is_authority(text) or any(m == key[: len(m)] for m in self._mottos)

    def asks(self, head: Head) -> bool:
        """Whether the preamble ends in giving work: "… yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:"."""
        last = head.preamble[-1].text if head.preamble else ""
        return last.endswith(":") and self._assigns.search(last) is not None

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
            if state.title and _BRACKETED.fullmatch(flow.text):
                state.preamble.append(flow)  # "(Kèm theo Quyết định số …)"
                state.lines.append((OtherKind.HEADER, flow))
                return True
            if state.title and state.authority is None and self._is_authority(flow.text):
                state.authority = flow
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

    def _is_authority(self, text: str) -> bool:
        """Whether a line in capitals is the name of a body or post and nothing else."""
        if not is_upper(text):
            return False
        phrases, end = self._units.leading(text)
        return len(phrases) == 1 and phrases[0].known and phrases[0].entry is not None and end == len(text.rstrip(" :"))

    def _is_rule(self, flow: Flow) -> bool:
        return _RULE.fullmatch(flow.text) is not None

    def _takes_header(self, state: _HeadState, flow: Flow) -> bool:
        text = vietnamese(flow.text).strip("* ")
        if label_of(text) or len(text) > 200:
            return False
        kind = self._type(text)
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
        elif self._drafts.match(text) and is_upper(text):
            state.is_draft = True
        elif marked_key(text) in self._markings and is_upper(text):
            state.marking = self._markings[marked_key(text)]
        else:
            state.header.extend(part for part in self._beside_motto(flow) if is_upper(part.text))
        state.lines.append((OtherKind.HEADER, flow))
        return True

    def _type(self, text: str) -> str | None:
        """The type that a line names, alone or with whose it is: "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ"."""
        return self._types.get(marked_key(re.split(r"\s+của\s+", text, maxsplit=1, flags=re.IGNORECASE)[0]))

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
        drafted = state.is_draft or (state.has_number and state.number is None)
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
            state.authority.text if state.authority else None,
            title,
            tuple(state.preamble),
            tuple(Other(k, f.text, f.source) for k, f in state.lines),
            length,
        )

    def carried(self, flows: list[Flow | Table], by: Head) -> Head:
        """The head of the document that ``by`` carries, at the beginning of ``flows``; without one its length is 0."""
        if by.type not in self._words.carriers:
            return Head()
        found = self.head(flows)
        lines = [f for f in flows[:_SECOND_HEAD] if isinstance(f, Flow)]
        typed = any(self._type(f.text) == found.type and is_upper(f.text) for f in lines)
        return found if found.type and found.type != by.type and typed else Head()

    def attached(self, head: Head, carried: Head, body: list[Flow | Table]) -> Attached | None:
        """The plan that a decision or resolution carries: by its own head, else by the article that issues it."""
        if head.type not in self._words.carriers:
            return None
        if carried.type and carried.title:
            return Attached(carried.type, _KEM_THEO.sub("", carried.title))
        for flow in body:
            found = self._attaches.search(flow.text) if isinstance(flow, Flow) else None
            kind = found and self._types.get(marked_key(found["type"]))
            if found and kind:
                return Attached(kind, found["title"].strip())
        return None

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
            return self._titled(self._own_line(header, own), own) if header and own else None
        phrases, _ = self._units.leading(issuer)
        phrase = phrases[0] if len(phrases) == 1 else None
        name = phrase.name if phrase else issuer
        if own is None or (phrase and phrase.place):
            return name if phrase and not phrase.place else f"{name} {phrase.place}" if phrase else issuer
        tail = "" if phrase is None or phrase.tail else f" {own.tail}"
        return f"{name}{tail} {own.place}"

    def _own_line(self, header: tuple[str, ...], own: Body) -> str:
        """The last header line; one that is nothing but a place belongs to the line above ("ỦY BAN NHÂN DÂN" | "TỈNH AN
        BÌNH")."""
        only_place = marked_key(header[-1]) == marked_key(f"{own.tail} {own.place}")
        return f"{header[-2]} {header[-1]}" if only_place and len(header) > 1 else header[-1]

    def _titled(self, line: str, own: Body) -> str:
        """A header line as a name; one that does not print its place ("SỞ CÔNG THƯƠNG" of UBND TỈNH LÀO CAI) gets
        it."""
        rest = line[: -len(own.place)] if line.lower().endswith(own.place.lower()) else line
        return f"{self.sentence_case(rest.strip())} {own.place}"

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
