"""How a mention is set: its code, zeros before days and numbers, what a first mention gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.check.draft import Mention
from kg.check.finding import Finding
from kg.check.rules import Rules
from kg.cite.compare import Issuers
from kg.cite.entry import Field
from kg.cite.format import FIELDS
from kg.document import Other
from kg.errors import Message
from kg.knowledge.model import CitationWords, DocumentType, Issuer
from kg.records import Citation
from kg.source import Source
from kg.text import central, dashes, search_key

#: a day in a citation or a letterhead, in each way of writing it
_DAY = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?P<a>[/.-]|\s{1,3}tháng\s{1,3})(?P<m>\d{1,2})(?P<b>(?P=a)|\s{1,3}năm\s{1,3})(?P<y>\d{4})(?![\d/-])",
    re.IGNORECASE,
)
#: the same behind a code
_DAY_BEHIND = re.compile(r",?\s*ngày\s+(?P<day>" + _DAY.pattern + ")", re.IGNORECASE)
#: a number of one digit that opens a code
_SHORT = re.compile(r"[1-9][/-]")
#: the letters of the type, and those of a party body: "28-CT/TW", "30/2020/NĐ-CP"
_LETTERS = re.compile(r"\d+[^\W\d_]?(?:/\d{4})?[-/](?P<type>[^-/]+)[-/]")
_PARTY = re.compile(r"\d+[^\W\d_]?-[^-/]+/(?P<body>[^-/]+)")


def padded_day(day: re.Match[str]) -> str:
    """The day with the zeros that the rule asks for, else as printed."""
    d = day["d"].zfill(2) if int(day["d"]) < 10 else day["d"]
    m = day["m"].zfill(2) if int(day["m"]) < 3 else day["m"]
    return f"{d}{day['a']}{m}{day['b']}{day['y']}"


def padded_code(code: str) -> str:
    """A code whose number has the zero that the rule asks for.

    >>> padded_code("5-CT/TW"), padded_code("15-CT/TW"), padded_code("5/2023/QH15")
    ('05-CT/TW', '15-CT/TW', '05/2023/QH15')
    """
    return f"0{code}" if _SHORT.match(code) else code


class Forms:
    """The rules of form, with the types and bodies that the knowledge has."""

    def __init__(
        self, rules: Rules, types: Sequence[DocumentType], words: CitationWords, issuers: Sequence[Issuer]
    ) -> None:
        self._rules = rules
        self._issuers = Issuers(issuers)
        self._wide = {search_key(w) for w in rules.words("type.letters")}
        self._no_types = [search_key(w) for w in rules.words("type.name")]
        self._types: dict[str, set[str]] = {}
        named = [(c.code, t.name) for t in types for c in t.codes] + [(c, t.name) for t in words.types for c in t.codes]
        for letters, name in named:
            self._types.setdefault(letters.upper(), set()).add(name)

    def of(self, mention: Mention, *, first: bool, full: str | None) -> Iterator[Finding]:
        """Findings about how a mention is set; ``first``: it is the document's first; ``full``: how the document is
        cited in full, where it is known."""
        yield from self._code(mention.citation)
        yield from self._days(mention.citation)
        no_day = _no_day(mention)
        if no_day:
            whole = mention.flow[mention.at : no_day.end()]
            yield self._rules.told("date.none", whole.text, whole.source, suggest=full, said=no_day["day"])
        if first and not mention.own:
            yield from self._type_name(mention.citation)
            if not no_day:  # what stands behind it is not read
                yield from self._parts(mention.citation, full)

    def letterhead(self, dated: Other) -> Iterator[Finding]:
        """Findings about the day of the draft itself."""
        for day in _DAY.finditer(dated.text):
            if padded_day(day) != day[0]:
                yield self._day(day, dated.text, dated.source)

    def _code(self, citation: Citation) -> Iterator[Finding]:
        printed = dashes(citation.printed)
        place = re.search(r"\s*+".join(map(re.escape, citation.code)), printed) if citation.code else None
        if not citation.code or not place:
            return  # a part of it stands with another mention ("Kết luận số 01, 21-KL/TW")
        due = citation.canonical or citation.code
        cut = place.start(), place.end()
        if due != citation.printed[cut[0] : cut[1]] and not self._broken(citation, cut):
            yield self._set("code-form", citation, cut, due)
        if padded_code(due) != due:
            yield self._set("padding.number", citation, cut, padded_code(due))

    def _set(self, name: str, citation: Citation, cut: tuple[int, int], due: str) -> Finding:
        printed = citation.printed
        mended = f"{printed[: cut[0]]}{due}{printed[cut[1] :]}"
        return self._rules.of_form(name, printed, citation.source, due, mended, said=printed[cut[0] : cut[1]])

    @staticmethod
    def _broken(citation: Citation, cut: tuple[int, int]) -> bool:
        """Whether all that is odd in the code is that a line breaks in it."""
        at, breaks = 0, set[int]()
        for piece in citation.source[:-1]:
            at += (piece.end or 0) - (piece.start or 0)
            breaks.add(at)
            at += 1
        rest = "".join(c for i, c in enumerate(citation.printed) if cut[0] <= i < cut[1] and i not in breaks)
        return bool(breaks) and dashes(rest) == (citation.canonical or citation.code)

    def _days(self, citation: Citation) -> Iterator[Finding]:
        title = citation.printed.find(citation.title) if citation.title else -1
        for day in _DAY.finditer(citation.printed, 0, title if title >= 0 else len(citation.printed)):
            if padded_day(day) != day[0]:
                yield self._day(day, citation.printed, citation.source)

    def _day(self, day: re.Match[str], printed: str, source: Source) -> Finding:
        due = padded_day(day)
        mended = f"{printed[: day.start()]}{due}{printed[day.end() :]}"
        return self._rules.of_form("padding", printed, source, due, mended, said=day[0])

    def _type_name(self, citation: Citation) -> Iterator[Finding]:
        key, kind = search_key(citation.printed), citation.type
        if not kind or not _PARTY.fullmatch(citation.canonical or citation.code or ""):
            return
        for name in self._no_types:
            if key.startswith(f"{name} "):
                words = citation.printed.split()[: len(name.split())]
                yield self._rules.of_form(
                    "type.name",
                    citation.printed,
                    citation.source,
                    kind,
                    f"{kind} {citation.printed.split(maxsplit=len(words))[-1]}",
                    said=" ".join(words),
                )

    def _parts(self, citation: Citation, full: str | None) -> Iterator[Finding]:
        """What the first mention of a numbered paper does not give; laws are cited by their names."""
        if not citation.number or self._is_law(citation):
            return
        missing = [f for f, said in ((Field.DATE, citation.date), (Field.ISSUER, citation.issuer)) if not said]
        if missing:
            vi, en = (", ".join((FIELDS[f].vi, FIELDS[f].en)[i] for f in missing) for i in (0, 1))
            yield self._rules.of_form("first-mention", citation.printed, citation.source, Message(vi, en), full)

    @staticmethod
    def _is_law(citation: Citation) -> bool:
        symbol = citation.symbol or ""
        return symbol.startswith(("QH", "UBTVQH"))

    # ── what type and body say beside the code ───────────────────────────────────────────────────────────────────────
    def letters(self, citation: Citation) -> Iterator[Finding]:
        """Findings about a type or an issuer that the letters of the code do not stand for."""
        code = citation.canonical or citation.code
        if code:
            yield from self._type_letters(citation, code)
            yield from self._body_letters(citation, code)

    def _type_letters(self, citation: Citation, code: str) -> Iterator[Finding]:
        found, kind = _LETTERS.match(code), citation.type
        before = citation.printed.partition(found["type"])[0] if found else "("
        if not found or not kind or "(" in before or not search_key(before).startswith(search_key(kind)):
            return
        stands_for = self._types.get(found["type"].upper(), set())
        key = search_key(kind)
        if not stands_for or key in self._wide or any(_one_in_other(key, search_key(t)) for t in stands_for):
            return
        says = ", ".join(sorted(stands_for))
        yield self._rules.of_form(
            "type.letters", citation.printed, citation.source, says, None, said=kind, letters=found["type"]
        )

    def _body_letters(self, citation: Citation, code: str) -> Iterator[Finding]:
        found = _PARTY.fullmatch(central(code))
        known = self._issuers.known(citation.issuer) if found and citation.issuer else None
        if not found or not known or not known.code or not citation.issuer:
            return
        bodies = self._issuers.codes.get(found["body"].upper(), [])
        if not bodies or any(self._issuers.agree(citation.issuer, body.name) for body in bodies):
            return
        yield self._rules.of_form(
            "code-form.body",
            citation.printed,
            citation.source,
            known.code,
            None,
            said=code,
            letters=found["body"],
            issuer=citation.issuer,
        )


def _no_day(mention: Mention) -> re.Match[str] | None:
    """The day behind a mention that no calendar has ("31/02/2019"); the reader of citations stops before it."""
    day = _DAY_BEHIND.match(mention.flow.text, mention.at + len(mention.citation.printed))
    if day:
        try:
            date(int(day["y"]), int(day["m"]), int(day["d"]))
        except ValueError:
            return day
    return None


def _one_in_other(a: str, b: str) -> bool:
    """Whether one name of a type begins with the other ("Nghị quyết liên tịch")."""
    return f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ")
