"""The forms that an office gives a plan, made from its plain text: Word by python-docx, the others by LibreOffice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

TAGS = re.compile(r"</?[ipbu]>")
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def needs(program: str | None, name: str) -> None:
    """Skips a test that wants a program; where all of them must be there (CI), it fails instead."""
    if program is None:
        assert not os.environ.get("CI"), f"{name} must be installed here"
        pytest.skip(f"{name} is not installed")


def parts(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs and tables of a plain text."""
    lines = [TAGS.sub("", line) for line in text.split("\n")]
    for is_row, group in groupby(lines, key=lambda line: "\t" in line):
        if is_row:
            yield [line.split("\t") for line in group]
        else:
            yield from (line.strip() for line in group if line.strip())


def docx_of(text: str, whole_rows: bool = False) -> bytes:
    """A Word file with the same paragraphs and tables; a header's second row is laid out by merged cells. With
    ``whole_rows`` no page breaks a row, nor parts a header from what it heads."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(12)
    for part in parts(text):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        width = max(map(len, part))
        table = document.add_table(len(part), width, style="Table Grid")
        table.autofit = False
        widths = [Cm(17 * share) for share in ((0.07, 0.43, 0.19, 0.19, 0.12) if width == 5 else [1 / width] * width)]
        # as the break between pages: two tables without a paragraph between them would be one
        document.add_paragraph()
        for row, cells in zip(table.rows, part, strict=True):
            if whole_rows:
                row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, value, size in zip(row.cells, [*cells, *[""] * (width - len(cells))], widths, strict=True):
                cell.text, cell.width = value, size
        for column, size in zip(table.columns, widths, strict=True):
            column.width = size
        _merge_header(table, part)
        for cell in (c for row in table.rows[: 2 if whole_rows else 0] for c in row.cells):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    return _saved(document)


def _merge_header(table: object, part: list[list[str]]) -> None:
    rows = table.rows  # type: ignore[attr-defined]
    if len(part) < 2 or len(part[0]) != 5 or part[0][2:4] != ["Phân công trách nhiệm", ""]:
        return
    rows[0].cells[2].merge(rows[0].cells[3]).text = part[0][2]
    for column in (0, 1, 4):
        rows[0].cells[column].merge(rows[1].cells[column]).text = part[0][column]


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def converted(data: bytes, ending: str, to: str, folder: Path, infilter: str | None = None) -> bytes:
    """``data``, a file with this ending, as LibreOffice writes it in another format."""
    needs(SOFFICE, "LibreOffice")
    assert SOFFICE
    source = folder / f"plan.{ending}"
    source.write_bytes(data)
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += [f"--infilter={infilter}"] if infilter else []
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / f"plan.{to.partition(':')[0]}").read_bytes()
