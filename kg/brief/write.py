"""The draft as a Word document, in the form of a party paper (Hướng dẫn 05-HD/VPTW; docs/huong-dan.md tells it).

What its office must fill in stands in square brackets; what is inferred or not stated is marked in colour, and a
comment says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg import wording
from kg.ask.answer import TaskAnswer
from kg.brief.citing import Citing, Mentions, Said
from kg.brief.gather import Brief, Part
from kg.cite.entry import Entry
from kg.cite.format import Options
from kg.cite.styles import style_named
from kg.corpus.store import Store
from kg.errors import Message
from kg.export import word
from kg.export.safe import xml_text
from kg.export.word import Run
from kg.records import Basis, Role, TimeKind, UnitMention
from kg.text import search_key

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run as DocxRun

_BODY, _TABLE = 14.0, 12.0
_CONFIRM = "cần xác nhận"
_HEADS = ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Nguồn")
#: millimetres of the 165 that the page has
_WIDTHS = (11.0, 59.0, 28.0, 24.0, 19.0, 24.0)
_ROLES = {Role.LEAD: "chủ trì", Role.COOPERATE: "phối hợp"}


def write_brief(
    path: Path, store: Store, brief: Brief, style: str | None = None, options: Options | None = None
) -> None:
    """Write the draft of ``brief`` to ``path``; ``style`` and ``options`` are those of ``kg.cite``."""
    _Draft(store, brief, style, options or Options()).save(path)


class _Draft:
    def __init__(self, store: Store, brief: Brief, style: str | None, options: Options) -> None:
        self._brief = brief
        self._mentions = Mentions(store)
        self._plans = {plan: self._mentions.plan(plan) for plan in brief.plans}
        self._citing = Citing(style_named(store, style), style_named(store, "dang-ngan"), options)
        self._citing.expect([*self._plans.values(), *self._named()])
        self._basis = style_named(store, "can-cu")
        self._files = {row.ord: row.file for row in store.document_rows(brief.plans).values()}
        self._document: Document = word.new_document(_BODY)
        word.number_pages(self._document)

    def _named(self) -> Iterable[Entry]:
        for part in self._brief.parts:
            for task in part.tasks:
                mentions = self._mentions.of(task.document.ord)
                found = (mentions[index].resolution.entry for index in task.task.citations)
                yield from (entry for entry in found if entry)

    def save(self, path: Path) -> None:
        """Write the whole draft."""
        self._head()
        self._preamble()
        self._purpose()
        self._tasks()
        self._end()
        word.save(self._document, path)

    # --- the parts of a paper, from its top

    def _head(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        unit, above = self._brief.unit, self._brief.above
        own = (unit.entry if above and unit.entry else self._name()).upper()
        table = self._document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        for cell, width in ((left, 75), (right, 90)):
            cell.width = int(width * 36000)
        lines = [
            (left, (above or "[CƠ QUAN CẤP TRÊN]").upper(), False, above is None),
            (left, own, True, False),
            (left, "*", False, False),
            (left, "Số      -KH/[ký hiệu]", False, True),
            (right, "ĐẢNG CỘNG SẢN VIỆT NAM", True, False),
            (right, f"{self._brief.place or '[Địa danh]'}, ngày      tháng      năm", False, True),
        ]
        for cell, text, bold, blank in lines:
            empty = not cell.paragraphs[0].runs
            paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
            _close(paragraph)
            paragraph.alignment = ALIGN.CENTER
            run = paragraph.add_run(xml_text(text))
            run.bold, run.italic = bold, cell is right and not bold
            if blank:
                _doubt(run)
            if bold and cell is right:
                _rule(paragraph)
        self._centred("KẾ HOẠCH", before=18, bold=True, size=16)
        by = f" do {' và '.join(self._brief.issuers)} giao" if 0 < len(self._brief.issuers) < 3 else ""
        self._centred(f"thực hiện các nhiệm vụ{by}", bold=True)
        self._centred("-----", after=12)

    def _preamble(self) -> None:
        last = len(self._plans) - 1
        for at, (plan, entry) in enumerate(self._plans.items()):
            if entry.code:
                said = self._citing.basis(entry, self._basis, last=at == last)
                self._comment(self._body(said.text), said)
            else:
                self._unnumbered(plan, entry, "." if at == last else ";")
        self._body(f"{self._name()} ban hành Kế hoạch thực hiện các nhiệm vụ được giao như sau:")

    def _unnumbered(self, plan: int, entry: Entry, end: str) -> None:
        """The basis line of a plan that has no number yet: the office fills it in."""
        told = [f" của {entry.issuer}" if entry.issuer else "", f" {entry.title}" if entry.title else ""]
        parts = [Run(f"- Căn cứ {entry.type or 'văn bản'} "), Run("[số, ngày]", doubt=True), Run("".join(told) + end)]
        note = f"Văn bản trong tệp {self._files[plan]} chưa có số, ký hiệu."
        self._comment(self._body("", runs=parts), Said("", (Message(note, ""),)))

    def _place(self, answer: TaskAnswer) -> str:
        """A task by its place in its plan; a plan without a number by its file."""
        entry = self._plans[answer.document.ord]
        if entry.code:
            return self._citing.place(entry, answer.task.place)
        return f"{answer.task.place}, {entry.type or 'văn bản'} ({answer.document.file})"

    def _purpose(self) -> None:
        self._heading("I- MỤC ĐÍCH, YÊU CẦU")
        self._body("1. Mục đích", bold=True)
        self._body(f"- Cụ thể hóa các nhiệm vụ giao cho {self._name()} trong các văn bản nêu trên.")
        self._fill("- [Bổ sung mục đích]")
        self._body("2. Yêu cầu", bold=True)
        self._body("- Thực hiện đúng nội dung, thời gian và sự phân công; phối hợp chặt chẽ với các đơn vị liên quan.")
        self._fill("- [Bổ sung yêu cầu]")

    def _tasks(self) -> None:
        self._heading("II- NHIỆM VỤ")
        for number, part in enumerate(self._brief.parts, 1):
            self._part(number, part)

    def _part(self, number: int, part: Part) -> None:
        if part.via is None:
            self._heading(f"{number}. Nhiệm vụ {_ROLES[part.role]}")
        else:
            via = part.via
            self._heading(f"{number}. Nhiệm vụ {_ROLES[part.role]} qua nhóm “{via.name}”")
            held = wording.held(via.since, via.until, via.mark, None)
            apart = f"Văn bản giao cho nhóm, không ghi riêng tên đơn vị ({held}); {_CONFIRM} phần việc của đơn vị."
            note = self._body("", runs=[Run(apart, doubt=True)])
            note.paragraph_format.keep_with_next = True
            source = wording.held(None, None, via.mark, via.source)
            self._comment(note, Said(via.name, (Message(f"{via.name}: {source}", ""),)))
        table = word.add_table(self._document, _HEADS, _WIDTHS, _TABLE)
        for at, task in enumerate(part.tasks, 1):
            mentions = self._mentions.of(task.document.ord)
            named = [mentions[index] for index in task.task.citations]
            itself = self._mentions.itself(task.task.text)
            said = self._citing.text(task.task.text, named, itself, self._plans[task.document.ord])
            row = word.add_row(table, self._cells(at, task, said), _WIDTHS, _TABLE)
            self._comment_cell(row, 1, said)
        self._document.add_paragraph()

    def _cells(self, number: int, answer: TaskAnswer, said: Said) -> list[word.Cell]:
        own = [Run(f"\n({wording.BASIS[answer.basis].vi})", doubt=True)] if answer.basis is Basis.INFERRED else []
        return [str(number), [Run(said.text), *own], *_units_of(answer), _times(answer), self._place(answer)]

    def _end(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

        self._heading("III- TỔ CHỨC THỰC HIỆN")
        self._fill("[Phân công thực hiện; kiểm tra, đôn đốc; chế độ báo cáo; sơ kết, tổng kết.]")
        table = self._document.add_table(rows=1, cols=2)
        left, right = table.rows[0].cells
        left.paragraphs[0].add_run("Nơi nhận:").underline = True
        _close(left.paragraphs[0])
        for text in ("- [Nơi nhận],", "- Lưu [nơi lưu]"):
            paragraph = left.add_paragraph()
            _close(paragraph)
            _doubt(paragraph.add_run(text))
        for at, text in enumerate(("[T/M, K/T hoặc CHỨC VỤ]", "", "", "", "[Họ và tên]")):
            paragraph = right.paragraphs[0] if at == 0 else right.add_paragraph()
            _close(paragraph)
            paragraph.alignment = ALIGN.CENTER
            if text:
                run = paragraph.add_run(text)
                run.bold = True
                _doubt(run)

    # --- words on the page

    def _name(self) -> str:
        """The unit with its place: a tail in its name ("Huyện ủy", "huyện") takes the place's name, else the whole
        scope follows."""
        unit = self._brief.unit
        tailed = bool(unit.tail) and search_key(unit.name).endswith(search_key(unit.tail))
        place = self._brief.place if tailed else (unit.scope or "").partition(",")[0]
        return " ".join(filter(None, (unit.name, place)))

    def _body(self, text: str, *, bold: bool = False, runs: Sequence[Run] = ()) -> Paragraph:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
        from docx.shared import Mm, Pt

        paragraph = self._document.add_paragraph()
        paragraph.alignment = ALIGN.JUSTIFY
        form = paragraph.paragraph_format
        form.first_line_indent, form.space_after, form.line_spacing = Mm(10), Pt(6), Pt(18)
        for run in runs or [Run(text, bold=bold)]:
            made = paragraph.add_run(xml_text(run.text))
            made.bold = run.bold
            if run.doubt:
                _doubt(made)
        return paragraph

    def _heading(self, text: str) -> None:
        self._body(text, bold=True).paragraph_format.keep_with_next = True

    def _fill(self, text: str) -> None:
        """What the office is to write."""
        self._body("", runs=[Run(text, doubt=True)])

    def _centred(
        self, text: str, *, bold: bool = False, size: float = _BODY, before: float = 0, after: float = 0
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        run = paragraph.add_run(xml_text(text))
        run.bold, run.font.size = bold, Pt(size)

    def _comment(self, paragraph: Paragraph, said: Said) -> None:
        if said.notes:
            text = "\n".join(xml_text(note.vi) for note in said.notes)
            self._document.add_comment(paragraph.runs, text, author="kg", initials="kg")

    def _comment_cell(self, row: BaseOxmlElement, cell: int, said: Said) -> None:
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        if said.notes:
            paragraph = cast("CT_P", row.findall(qn("w:tc"))[cell].find(qn("w:p")))
            self._comment(Paragraph(paragraph, self._document._body), said)


def _units_of(answer: TaskAnswer) -> tuple[list[Run], list[Run]]:
    """Who leads a task and who cooperates, as its plan has it."""
    lead = _units(answer.task.lead) or [Run(f"{wording.NOT_STATED.vi}, {_CONFIRM}", doubt=True)]
    return lead, _units(answer.task.cooperate)


def _units(mentions: Sequence[UnitMention]) -> list[Run]:
    runs = []
    for at, mention in enumerate(mentions):
        runs.append(Run(("; " if at else "") + mention.name))
        if mention.basis is Basis.INFERRED:
            runs.append(Run(f" ({wording.BASIS[mention.basis].vi})", doubt=True))
    return runs


def _times(answer: TaskAnswer) -> list[Run]:
    frames = answer.task.timeframes
    if not frames:
        return [Run(f"{wording.NOT_STATED.vi}, {_CONFIRM}", doubt=True)]
    runs = []
    for at, frame in enumerate(frames):
        unit = f" ({frame.for_unit})" if frame.for_unit else ""
        runs.append(Run(("; " if at else "") + frame.printed + unit))
        if frame.basis is Basis.INFERRED:
            runs.append(Run(f" ({wording.BASIS[frame.basis].vi})", doubt=True))
        if frame.kind is TimeKind.UNKNOWN:
            runs.append(Run(f" (chưa rõ ngày, {_CONFIRM})", doubt=True))
    return runs


def _doubt(run: DocxRun) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _close(paragraph: Paragraph) -> None:
    """Lines of one block stand close."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0


def _rule(paragraph: Paragraph) -> None:
    """The line below the words."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))
