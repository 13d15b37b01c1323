"""Prints a document in a style: at its first mention, at later ones, as a basis line, or a task of it by its place.

Nothing is made up: a field that is not known is left out and told, a value that is not sure is printed and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.cite.compare import titles_agree
from kg.cite.entry import SURE, Entry, Field, Mark, Value
from kg.errors import Message
from kg.knowledge.model import Style
from kg.text import marked_key, tones_placed

_PART = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
#: signs that Markdown reads
_SIGNS = re.compile(r"([\\`*_\[\]<>|])")
_QUOTES = "“”\"'«» "
#: how fields are called in notes
FIELDS = {
    Field.TYPE: Message("tên loại", "type"),
    Field.CODE: Message("số, ký hiệu", "code"),
    Field.DATE: Message("ngày ban hành", "date"),
    Field.YEAR: Message("năm", "year"),
    Field.ISSUER: Message("cơ quan ban hành", "issuer"),
    Field.SCOPE: Message("địa phương", "place"),
    Field.TERM: Message("khóa", "term"),
    Field.TITLE: Message("trích yếu", "title"),
}
MARKS = {
    Mark.OWN: Message("chính văn bản", "the document itself"),
    Mark.CERTAIN: Message("đã kiểm chứng", "verified"),
    Mark.PRINTED: Message("theo văn bản viện dẫn", "as printed by who cites it"),
    Mark.SECONDARY: Message("nguồn thứ cấp", "a secondary source"),
    Mark.LIKELY: Message("có lẽ đúng", "likely"),
    Mark.UNVERIFIED: Message("chưa kiểm chứng", "not verified"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What an office or a person chooses. ``comma``: before "ngày" (None: as the style has it); ``tone``: "uỷ" or "ủy",
    where the tone of oa, oe, uy stands (None: as stored); ``last``: the last of several basis lines."""

    comma: bool | None = None
    tone: str | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A citation, and what its reader should be told: what is missing, what is not sure, what conflicts."""

    text: str
    notes: tuple[Message, ...] = ()


def cite(
    document: Entry, style: Style, *, later: bool = False, options: Options | None = None, place: str | None = None
) -> Printed:
    """``document`` as ``style`` prints it; ``place`` is that of a task in it ("mục 2.1, gạch đầu dòng 3")."""
    options = options or Options()
    form = _form(document, style, later=later)
    filled = _filled(form, _values(document, style, options))
    whole = f"{place}, {filled}" if place else filled
    line = style.last if options.last and style.last else style.line
    text = line.replace("{document}", whole)
    if options.tone:
        text = tones_placed(text, new=options.tone == "uỷ")
    return Printed(text, tuple(_notes(document, style, form)))


def _form(document: Entry, style: Style, *, later: bool) -> str:
    if not document.code:
        return style.named
    law = style.law and document.type in style.laws and document.title
    if law and not (later and "{code}" not in str(style.law)):
        return style.later if later else str(style.law)
    return str(style.law) if law else style.later if later else style.first


def _values(document: Entry, style: Style, options: Options) -> dict[str, str]:
    comma = style.comma if options.comma is None else options.comma
    told = {
        "type": document.type,
        "code": document.code,
        "date": _date(document.date, style),
        "issuer": issuer(document),
        "title": _title(document.title, style, law=document.type in style.laws),
        "name": document.name or document.label,
    }
    known = {name: _escaped(value) if style.markup else value for name, value in told.items() if value}
    return known | {"comma": "," if comma else ""}


def _filled(form: str, values: dict[str, str]) -> str:
    def part(found: re.Match[str]) -> str:
        return found[1] if all(name in values for name in _FIELD.findall(found[1])) else ""

    return _FIELD.sub(lambda m: values.get(m[1], ""), _PART.sub(part, form))


def _date(iso: str | None, style: Style) -> str | None:
    """A day as the style writes it: 21/01/2019, 21-01-2019, 21 tháng 01 năm 2019."""
    if not iso:
        return None
    year, month, day = (int(part) for part in iso.split("-"))
    padded = (
        f"{day:02}" if day < int(style.pad_day) else f"{day}",
        f"{month:02}" if month < int(style.pad_month) else f"{month}",
    )
    if style.date == "words":
        return f"{padded[0]} tháng {padded[1]} năm {year}"
    return ("-" if style.date == "d-m-y" else "/").join((*padded, str(year)))


def issuer(document: Entry) -> str | None:
    """The body with its term, as a citation names it."""
    body, term = document.issuer, document.term
    if not body or not term or marked_key(f"khóa {term}") in marked_key(body):
        return body
    return f"{body} khóa {term}"


def _title(title: str | None, style: Style, *, law: bool) -> str | None:
    if not title:
        return None
    bare = title.strip().rstrip(".;,").strip()
    opens, closes = bare[:1] in '“"«', bare[-1:] in '”"»'
    if opens and closes:
        bare = bare[1:-1].strip()
    if law:
        return bare
    about = marked_key(bare).split(" ")[0] == marked_key("về")
    if style.title == "about" and about and not bare.isupper():  # a title in capitals stays as it is printed
        return bare[0].lower() + bare[1:]
    return f"“{bare[0].upper() + bare[1:] if style.title == 'capital' else bare}”"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


# --- what is told beside


def _notes(document: Entry, style: Style, form: str) -> Iterable[Message]:
    used = [f for f in Field if f"{{{f.value}}}" in form]
    if "{issuer}" in form and document.term:
        used.append(Field.TERM)
    if Field.TITLE in used and document.title and document.title.isupper():
        yield Message(
            "trích yếu in hoa toàn bộ trong văn bản, được giữ nguyên: cần viết lại thành chữ thường",
            "the title stands in capitals in the document and is kept so: to be written in small letters",
        )
    missing = [f for f in used if document.best(f) is None]
    if missing:
        yield _listed("chưa rõ {}: để trống", "not known and left out: {}", missing)
    doubted: dict[str, list[Field]] = {}
    for field in used:
        value = document.best(field)
        if value and value.mark not in SURE:
            doubted.setdefault(_doubt(value, 0) + "\0" + _doubt(value, 1), []).append(field)
    for doubt, fields in doubted.items():
        vi, _, en = doubt.partition("\0")
        yield _listed(f"{{}}: {vi}", f"{{}}: {en}", fields)
    yield from (c for field in used for c in conflicts(document, field))


def conflicts(document: Entry, field: Field) -> Iterable[Message]:
    """What others say of a field that differs from its surest value: papers of the corpus, and where that value is not
    sure, any other source."""
    best = document.best(field)
    for value in document.said(field)[1:]:
        if best is None or _same(field, value.says, best.says):
            continue
        if best.mark in SURE and value.mark is not Mark.PRINTED:
            continue
        name, note = FIELDS[field], f" ({value.note})" if value.note else ""
        yield Message(
            f"{name.vi}: {where(value).vi} ghi “{said(value)}”{note}",
            f"{name.en}: {where(value).en} has “{said(value)}”{note}",
        )


def said(value: Value) -> str:
    """A value as it is written for people."""
    return "/".join(reversed(value.says.split("-"))) if value.field is Field.DATE else value.says


def where(value: Value) -> Message:
    """Where a value stands, in words."""
    told = value.place.said if value.place else value.source
    return Message(told, told) if told else Message("một nguồn khác", "another source")


def _same(field: Field, a: str, b: str) -> bool:
    """Whether two values say the same, one of them perhaps in fewer words."""
    if field is Field.TITLE:
        return titles_agree(a, b)
    short, long = sorted((marked_key(a), marked_key(b)), key=len)
    return field in (Field.ISSUER, Field.TYPE) and f" {short} " in f" {long} "


def _doubt(value: Value, at: int) -> str:
    mark = MARKS[value.mark]
    told = value.place.said if value.place else value.source
    words = (mark.vi, mark.en)[at]
    return ", ".join(filter(None, (f"{words} ({told})" if told else words, value.note)))


def _listed(vi: str, en: str, fields: Iterable[Field]) -> Message:
    named = [FIELDS[f] for f in fields]
    return Message(vi.format(", ".join(n.vi for n in named)), en.format(", ".join(n.en for n in named)))
