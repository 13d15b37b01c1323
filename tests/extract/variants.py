"""Other forms of a plan that say the same: what a scan, another office or another program makes of it."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

from kg.extract.columns import HeaderReader
from kg.extract.rows import Rows
from kg.extract.units import UnitParser
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import ColumnRole
from kg.places import Reading, Table
from kg.read.plain import read_plain

ROLES = (ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.LEAD, ColumnRole.COOPERATE, ColumnRole.TIME)
HEADERS = (
    (
        ("Tt", "Nội dung", "Phân công trách nhiệm", "", "Thời gian thực hiện"),
        ("", "", "Đơn vị chủ trì thực hiện", "Đơn vị phối hợp thực hiện", ""),
    ),
    (("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),),
    (("Số TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Tiến độ thực hiện"),),
    (
        ("TT", "Tên nhiệm vụ", "Cơ quan, đơn vị chủ trì", "Cơ quan, đơn vị phối hợp", "Thời gian thực hiện"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ),
)
Row = tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A plan as text before its table, whole rows, and text after it."""

    before: str
    rows: tuple[Row, ...]
    after: str


def reading(text: str, name: str = "plan.txt") -> Reading:
    """``text`` as the reader of plain text gives it."""
    return read_plain(unicodedata.normalize("NFC", text.replace("\r\n", "\n")), name, "0" * 64)


def whole(text: str) -> Plan:
    """A plan's text with its table rebuilt: each row on one line."""
    knowledge = load_knowledge()
    tables = [b for b in reading(text).blocks if isinstance(b, Table)]
    header = HeaderReader(knowledge.columns).read(tables[0])
    assert header is not None
    rows = Rows(header, UnitParser(knowledge).continues)
    for table in tables:
        rows.add(table)
    lines = tuple((e.label or "", e.content.text, *(e.cell(r).text for r in ROLES[2:])) for e in rows.entries())
    first = tables[0].rows[0].cells[0].lines[0].source[0].start
    last = max(flow.source[-1].end or 0 for row in tables[-1].rows for cell in row.cells for flow in cell.lines)
    return Plan(text[:first], lines, text[last:].lstrip("\t"))


def printed(
    plan: Plan, rng: random.Random, *, breaks: float = 0.0, header: int = 0, order: tuple[int, ...] = (0, 1, 2, 3, 4)
) -> str:
    """The plan as text, its table broken before a page's end in about ``breaks`` of its rows."""
    head = ["\t".join(h[i] for i in order) for h in HEADERS[header]]
    lines = list(head)
    for row in plan.rows:
        cut = rng.random() < breaks and len(row[1].split()) > 3 and not row[0]
        for part, piece in enumerate(_cut(row, rng) if cut else (row,)):
            if part:
                lines += ["", *head]
            lines.append("\t".join(piece[i] for i in order))
    return plan.before + "\n".join(lines) + plan.after


def _cut(row: Row, rng: random.Random) -> tuple[Row, Row]:
    """A row whose cells a page's end cuts between words; unit and time cells may stand whole on the first page."""
    above, below = [row[0]], [""]
    for i, cell in enumerate(row[1:], 1):
        spaces = [m.start() for m in re.finditer(" ", cell)][1 if i == 1 else 0 :]
        at = rng.choice(spaces) if spaces and (i == 1 or rng.random() < 0.6) else len(cell)
        above.append(cell[:at])
        below.append(cell[at:].strip())
    return tuple(above), tuple(below)


_MOVED = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}


def other_tones(text: str) -> str:
    """Tone marks where the other school places them: hòa → hoà, ủy → uỷ."""
    for a, b in _MOVED.items():
        for old, new in ((a, b), (a.capitalize(), b.capitalize()), (a.upper(), b.upper())):
            text = re.sub(rf"(?<![qQ]){old}(?!\w)", new, text)
    return text


def untagged(text: str) -> str:
    """Without the tags that text recognition left."""
    return re.sub(r"</?[ipb]>", "", text)
