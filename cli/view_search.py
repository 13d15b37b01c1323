"""What a search found, as text: each hit with the words that match, why they do, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import tr
from kg.cli.wrap import page_width, wrap
from kg.errors import Message
from kg.search.answer import Hit, Matched, SearchAnswer
from kg.search.front import How

INDENT = "    "
KINDS = {
    "task": Message("nhiệm vụ", "task"),
    "unit": Message("đơn vị", "unit"),
    "document": Message("văn bản", "document"),
    "heading": Message("đề mục", "heading"),
}
HOW = {
    How.OTHER_MARKS: Message("khác dấu", "other marks"),
    How.TELEX: Message("gõ Telex", "typed in Telex"),
    How.VNI: Message("gõ VNI", "typed in VNI"),
    How.SCAN: Message("lỗi quét chữ", "a scanner's slip"),
    How.HEARD: Message("viết theo âm", "as spoken"),
    How.TYPO: Message("gõ nhầm", "a slip"),
    How.PREFIX: Message("phần đầu của từ", "the beginning of a word"),
    How.JOINED: Message("gõ liền", "typed in one piece"),
    How.SPLIT: Message("gõ rời", "typed in pieces"),
    How.ABBREVIATION: Message("viết tắt", "abbreviation"),
    How.ALIAS: Message("tên gọi khác", "another name"),
}
#: no letters, and no columns: they hold the place of what makes letters bold until lines are laid out
_ON, _OFF = "\u2061", "\u2062"
_MATCH = re.compile(f"{_ON}([^{_OFF}]*){_OFF}")


def lines(answer: SearchAnswer, files: Mapping[str, str]) -> Iterator[str]:
    """The hits, best first; ``files`` by the id of their document."""
    width = page_width()
    if answer.understood:
        yield from wrap(answer.understood, width, tr("Tìm theo: ", "Searched for: "))
    if not any(hit.strong for hit in answer.hits):
        yield tr("Không có gì khớp rõ với câu tìm.", "Nothing matches the query well.")
        if answer.suggestions:
            near = "; ".join(answer.suggestions)
            yield from wrap(near, width, tr("Từ gần nhất trong kho: ", "Nearest words of the corpus: "))
    for number, hit in enumerate(answer.hits, 1):
        yield ""
        yield from _hit(hit, number, files, width)


def _hit(hit: Hit, number: int, files: Mapping[str, str], width: int) -> Iterator[str]:
    for line in wrap(_marked(hit), width, f"{number}.".ljust(len(INDENT)), INDENT):
        yield _MATCH.sub(lambda match: strong(match.group(1)), line)
    document = hit.document
    where = [tr(KINDS[hit.kind].vi, KINDS[hit.kind].en)]
    where += [document.code or document.id] if document else []
    where += [hit.title] if hit.title != hit.text else []
    if not hit.strong:
        where.append(tr("khớp ít", "weak"))
    yield from wrap(", ".join(where), width, INDENT)
    reasons = "; ".join(dict.fromkeys(filter(None, (*map(_reason, hit.matched), _beside(hit)))))
    if reasons:
        yield from words.labelled(tr("Khớp", "Matched"), reasons, width, INDENT)
    if document and hit.source:
        place = words.place(files.get(document.id, document.id), hit.source)
        yield from words.labelled(tr("Nguồn", "Source"), place, width, INDENT)


def _beside(hit: Hit) -> str:
    """What matches beside the text (in the cells of units and times), where no match can be shown in it."""
    found = " ".join(m.found for m in hit.matched if m.start is None)
    return f"{found} ({tr('cột bên: đơn vị, thời gian', 'cells beside: units, times')})" if found else ""


def _marked(hit: Hit) -> str:
    """The text with its matches between invisible marks."""
    text, at = [], 0
    for match in sorted((m for m in hit.matched if m.start is not None), key=lambda m: m.start or 0):
        start, end = match.start or 0, match.end or 0
        if start >= at:
            # word by word, so that no line break falls between the marks
            text += [hit.text[at:start], " ".join(f"{_ON}{w}{_OFF}" for w in hit.text[start:end].split())]
            at = end
    return "".join([*text, hit.text[at:]])


def _reason(match: Matched) -> str:
    """ "tuyeen → Tuyên (gõ Telex)", or nothing where the words are those typed."""
    how = HOW.get(How(match.how))
    return f"{match.typed} → {match.found} ({tr(how.vi, how.en)})" if how else ""
