"""One small file of each format, made here."""

from __future__ import annotations

import zlib
from io import BytesIO

from docx import Document
from openpyxl import Workbook

ROWS = (("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Rà soát", "Sở Tư pháp", "2025"), ("2", "Báo cáo", "", "2026"))
TEXT = "KẾ HOẠCH\n\nThực hiện Nghị quyết 21.\n\n" + "\n".join("\t".join(row) for row in ROWS) + "\n"


def docx() -> bytes:
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Việc một", style="List Number")
    table = document.add_table(len(ROWS), 4)
    for row, values in zip(table.rows, ROWS, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(1, 2).merge(table.cell(2, 2))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td rowspan=1>{v}</td>" for v in row) + "</tr>" for row in ROWS)
    return f"<html><head><meta charset=utf-8></head><body><p>KẾ HOẠCH</p><table>{rows}</table></body></html>".encode()


def markdown() -> bytes:
    piped = "\n".join("| " + " | ".join(row) + " |" for row in (ROWS[0], ("---",) * 4, *ROWS[1:]))
    lone = "".join("|\n" + "".join(f"**{v}**\n|\n" if v else "|\n" for v in row) for row in ROWS)
    return f"# KẾ HOẠCH\n\n*Thực hiện* _việc_\n\n{piped}\n\n\n{lone}\n\n## B\n".encode()


def csv() -> bytes:
    return "\n".join(",".join(f'"{v}"' for v in row) for row in ROWS).encode()


def pdf(pack: bool = True, content: bytes | None = None, extra: str = "") -> bytes:
    """Two paragraphs and a ruled table, in letters that every PDF has."""
    lines = ["0.5 w", *(f"50 {y} m 450 {y} l S" for y in (600, 650, 700))]
    lines += [f"{x} 600 m {x} 700 l S" for x in (50, 150, 450)]
    texts = ((50, 780, "KE HOACH"), (50, 760, "Thuc hien Nghi quyet 21"), (60, 670, "So A"), (160, 670, "Ra soat"))
    lines += [
        f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in (*texts, (60, 620, "So B"), (160, 620, "Bao cao"))
    ]
    stream = content if content is not None else "\n".join(lines).encode()
    stream = zlib.compress(stream) if pack else stream
    flate = "/Filter /FlateDecode " if pack else ""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< {flate}{extra}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{at:010} 00000 n \n".encode() for at in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def png() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("L", (60, 40), 255).save(out, "PNG")
    return out.getvalue()


def mhtml() -> bytes:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="X"\n\n--X\nContent-Type: text/html\n\n'
    return head + html() + b"\n--X--\n"


ALL = {
    "plan.docx": docx,
    "plan.xlsx": xlsx,
    "plan.htm": html,
    "plan.mht": mhtml,
    "plan.md": markdown,
    "plan.csv": csv,
    "plan.txt": TEXT.encode,
    "plan.pdf": pdf,
    "plan.png": png,
}
