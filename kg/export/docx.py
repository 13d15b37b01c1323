"""A Word document: the tasks as one table on A4, its head on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg import wording
from kg.errors import Message
from kg.export import table, word
from kg.export.records import Records, Task, Written
from kg.export.safe import xml_text

_TITLE = Message("DANH MỤC NHIỆM VỤ", "LIST OF TASKS")
#: heads, and widths in millimetres of the 262 that a lying page has
_COLUMNS = (
    (Message("TT", "No."), 11),
    (Message("Nội dung nhiệm vụ", "Task"), 96),
    (Message("Chủ trì", "Lead"), 42),
    (Message("Phối hợp", "Cooperating"), 38),
    (Message("Thời gian", "Time"), 30),
    (Message("Vị trí, nguồn", "Place, source"), 45),
)
_SIZE = 11.0


def write(path: Path, records: Records, lang: str) -> Written:
    """Write the tasks of ``records`` to ``path``."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = word.new_document(13, landscape=True)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(_TITLE.of(lang)).bold = True
    about = document.add_paragraph(xml_text(records.sentence))
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    widths = [width for _, width in _COLUMNS]
    made = word.add_table(document, [head.of(lang) for head, _ in _COLUMNS], widths, _SIZE)
    word.mark_rows(made)
    rows = _Rows(records, lang, widths)
    word.save(document, path, rows)
    return Written(rows.count)


class _Rows:
    """The rows of the table, counted as they are taken."""

    def __init__(self, records: Records, lang: str, widths: list[int]) -> None:
        self._records, self._lang, self._widths = records, lang, widths
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        for task in self._records.tasks():
            self.count += 1
            yield word.row_xml([str(self.count), *_cells(task, self._lang)], self._widths, _SIZE)


def _cells(task: Task, lang: str) -> list[str]:
    values = table.values(task, lang)
    unstated = wording.NOT_STATED.of(lang)
    through = Message(f"(qua nhóm: {values['via']})", f"(through the group: {values['via']})").of(lang)
    said = [values["text"]]
    if values["unit"]:
        said.append(f"{values['unit']}: {values['role']}{f' {through}' if values['via'] else ''}")
    return [
        "\n".join(said),
        values["lead"] or unstated,
        values["cooperate"],
        values["time"] or unstated,
        f"{values['plan']}, {values['place']}\n{values['source']}",
    ]
