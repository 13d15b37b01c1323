"""A checked draft as text, and the words of a comment in its copy."""

from __future__ import annotations

from collections.abc import Iterator

from kg.check.finding import Checked, Finding, Level
from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import language, plural, tr
from kg.cli.wrap import page_width, wrap
from kg.errors import Message

INDENT = "  "
LEVELS = {
    Level.DIFFERS: Message("KHÁC NGUỒN", "DIFFERS"),
    Level.NOTE: Message("Lưu ý", "Note"),
}
#: the rule whose findings are listed together: there is nothing to say of each
_UNKNOWN = "unknown"


def lines(checked: Checked) -> Iterator[str]:
    """What differs from its source, then the notes, each in the order of the text; then the documents that nothing is
    known of, and the counts."""
    width = page_width()
    findings = sorted((f for f in checked.findings if f.rule != _UNKNOWN), key=lambda f: f.level is Level.NOTE)
    for finding in findings:
        yield from _finding(checked.file, finding, width)
        yield ""
    unknown = [f for f in checked.findings if f.rule == _UNKNOWN]
    if unknown:
        yield strong(tr("Chưa có dữ liệu để đối chiếu:", "Nothing is known here of:"))
        for finding in unknown:
            head = f"{INDENT}- {words.place(checked.file, finding.source)}: "
            yield from wrap(finding.printed, width, head, INDENT * 2)
        yield ""
    yield from wrap(_counts(checked), width)


def _counts(checked: Checked) -> str:
    differs = sum(f.level is Level.DIFFERS for f in checked.findings)
    notes = len(checked.findings) - differs
    return tr(
        f"{checked.checked} văn bản được nêu: {checked.known} đã biết, {checked.unknown} chưa biết. "
        f"{differs} chỗ khác nguồn, {notes} lưu ý.",
        f"{plural(checked.checked, 'document')} named: {checked.known} known, {checked.unknown} not known. "
        f"{plural(differs, 'difference')}, {plural(notes, 'note')}.",
    )


def _finding(file: str, finding: Finding, width: int) -> Iterator[str]:
    level = LEVELS[finding.level].of(language())
    yield strong(f"{words.place(file, finding.source)}: {level}")
    yield from words.labelled(tr("Ghi", "Printed"), finding.printed, width, INDENT)
    for label, said in _said(finding):
        yield from words.labelled(label, said, width, INDENT)


def _said(finding: Finding) -> Iterator[tuple[str, str]]:
    yield tr("Nhận xét", "Finding"), finding.message.of(language())
    if finding.rule == "title" and finding.says:
        yield tr("Nguồn ghi", "The source says"), finding.says
    if finding.fact_source:
        yield tr("Theo", "From"), finding.fact_source.of(language())
    if finding.suggest:
        yield tr("Gợi ý", "Suggestion"), finding.suggest


def remark(finding: Finding) -> Iterator[str]:
    """The paragraphs of a comment in the copy of a draft."""
    yield f"{LEVELS[finding.level].of(language())}: {finding.message.of(language())}"
    for label, said in list(_said(finding))[1:]:
        yield f"{label}: {said}"
