"""A citation as text; several documents that fit, with what tells them apart; the styles and their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.cite.cited import Candidate, Cited
from kg.cite.entry import SURE, Field, Value
from kg.cite.format import FIELDS, MARKS, issuer, where
from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import language, tr
from kg.cli.wrap import page_width, wrap
from kg.knowledge.model import Style

INDENT = "    "


def lines(found: Cited) -> Iterator[str]:
    """The citation alone on its line, to be copied; or what fits; or what is near."""
    if found.text is not None:
        yield found.text
        return
    width = page_width()
    if not found.candidates:
        text = tr(f"Không biết văn bản “{found.query}”.", f'The document "{found.query}" is not known.')
        yield from wrap(text, width)
        for near in found.suggestions:
            yield from wrap(near, width, "  - ", INDENT)
        return
    count = len(found.candidates)
    yield from wrap(
        tr(f"“{found.query}” có thể là {count} văn bản:", f'"{found.query}" may be {count} documents:'), width
    )
    for candidate in found.candidates:
        yield from _candidate(candidate, width)
    apart = ", ".join(FIELDS[f].of(language()) for f in found.apart)
    if apart:
        yield ""
        yield from wrap(tr(f"Phân biệt bằng: {apart}.", f"Told apart by: {apart}."), width)


def _candidate(candidate: Candidate, width: int) -> Iterator[str]:
    entry = candidate.entry
    day = words.day(entry.date) if entry.date else entry.year or tr("chưa rõ ngày", "date unknown")
    head = ", ".join(
        filter(None, (entry.label, day, issuer(entry), candidate.task.task.place if candidate.task else None))
    )
    yield from map(strong, wrap(head, width, "  - ", INDENT))
    if entry.title:
        yield from wrap(f"“{entry.title}”", width, INDENT, INDENT)
    for value in (entry.best(Field.DATE), entry.best(Field.TITLE)):
        if value and value.mark not in SURE:
            yield from wrap(_doubt(value), width, INDENT, INDENT)


def _doubt(value: Value) -> str:
    """How sure a value is and where it stands."""
    stands = f" ({where(value).of(language())})" if value.place or value.source else ""
    return f"{FIELDS[value.field].of(language())}: {MARKS[value.mark].of(language())}{stands}"


def style_lines(styles: Iterable[Style]) -> Iterator[str]:
    """Every style with its rule, its validity and how the rule was read."""
    width = page_width()
    for style in styles:
        names = ", ".join((style.name, *style.aliases))
        yield from map(strong, wrap(f"{names}: {tr(style.vi, style.en)}", width))
        yield from words.labelled(tr("Quy tắc", "Rule"), style.rule, width, INDENT)
        since, until = (words.day(d) if d else "…" for d in (style.since, style.until))
        if style.since or style.until:
            yield from words.labelled(tr("Hiệu lực", "In force"), f"{since} - {until}", width, INDENT)
        yield from words.labelled(tr("Đọc từ", "Read in"), tr(*READ[style.read]), width, INDENT)
        if style.note:
            yield from words.labelled(tr("Ghi chú", "Note"), style.note, width, INDENT)


#: how a rule was read
READ = {
    "certain": ("toàn văn", "the full text"),
    "secondary": ("bản tóm tắt hoặc bài đã đăng", "a summary or published papers"),
    "likely": ("suy ra", "inferred"),
    "unverified": ("chưa kiểm chứng", "not verified"),
}
