"""Scanned pages: ruled lines in a picture, and words by Tesseract where it is installed."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from kg.errors import Exit, KgError
from kg.places import Paragraph, Table
from kg.read import read_bytes
from kg.read.rules import ruled_cells, rules_of, straightened, without_rules
from tests.read.make import needs

FONT = "DejaVuSerif.ttf"


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (1240, 900), 255)
    return picture, ImageDraw.Draw(picture)


def ruled(draw: ImageDraw.ImageDraw, skew: int = 0) -> None:
    """A table of two columns and three rows, whose first cell takes two rows."""
    for y, left in ((200, 100), (300, 400), (400, 100), (500, 100)):
        draw.line((left, y + skew * left // 1000, 1100, y + skew * 1100 // 1000), fill=0, width=2)
    for x in (100, 400, 1100):
        draw.line((x, 200, x, 500 + skew), fill=0, width=2)


@pytest.mark.parametrize("skew", [0, 6])
def test_the_cells_of_a_ruled_table_are_found(skew: int) -> None:
    picture, draw = page()
    ruled(draw, skew)
    draw.line((300, 100, 500, 100), fill=0, width=2)  # a line under a heading is no table
    (table,) = ruled_cells(picture, rules_of(picture))
    near = sorted((round(b.x0, -2), round(b.top, -2), round(b.x1, -2), round(b.bottom, -2)) for b in table)
    assert near == [
        (100, 200, 400, 400),
        (100, 400, 400, 500),
        (400, 200, 1100, 300),
        (400, 300, 1100, 400),
        (400, 400, 1100, 500),
    ]


def test_letters_are_no_lines_and_are_not_painted_over() -> None:
    picture, draw = page()
    draw.text((105, 210), "Hllll HHHH llll\nHlllH lHHl llHl\n" * 4, fill=0, font=ImageFont.truetype(FONT, 36))
    before = picture.tobytes()
    rules = rules_of(picture)
    assert rules == ([], [])
    assert without_rules(picture, rules).tobytes() == before


def saved(picture: Image.Image, form: str, **more: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def plan() -> Image.Image:
    picture, draw = page()
    font = ImageFont.truetype(FONT, 34)
    draw.text((500, 80), "KẾ HOẠCH", fill=0, font=font)
    ruled(draw)
    for x, y, text in (
        (120, 280, "Sở Xây dựng"),
        (420, 230, "Rà soát quy hoạch"),
        (420, 330, "Báo cáo kết quả"),
        (120, 430, "1"),
        (420, 430, "Công bố trong năm 2025"),
    ):
        draw.text((x, y), text, fill=0, font=font)
    return picture


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_scanned_plan_is_read_with_its_table(form: str) -> None:
    needs(shutil.which("tesseract"), "Tesseract")
    reading = read_bytes(saved(plan(), form, **({"resolution": 150} if form == "PDF" else {})), "quét")
    title, table = reading.blocks
    assert isinstance(title, Paragraph) and title.flow.text == "KẾ HOẠCH"
    assert isinstance(table, Table)
    assert [["^" if c.merged else c.flow.text for c in row.cells] for row in table.rows] == [
        ["Sở Xây dựng", "Rà soát quy hoạch"],
        ["^", "Báo cáo kết quả"],
        ["1", "Công bố trong năm 2025"],
    ]
    assert table.rows[0].cells[0].flow.source[0].page == 1


@pytest.mark.parametrize("angle", [-1.3, 0.6])
def test_a_page_that_lay_askew_is_straightened(angle: float) -> None:
    picture, draw = page()
    ruled(draw)
    askew = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    level = straightened(askew)
    (table,) = ruled_cells(level, rules_of(level))
    assert len(table) == 5
    assert straightened(picture) is picture


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_without_tesseract_a_scan_says_what_to_install(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(KgError) as caught:
        read_bytes(saved(plan(), form), "quét.pdf")
    assert caught.value.exit is Exit.MISSING_EXTRA
    assert "kgvb[ocr]" in caught.value.say() and "Tesseract" in caught.value.say("en")


def test_a_scanned_page_among_others_says_that_it_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdfium2 import PdfDocument

    from tests.read import samples

    whole = PdfDocument(samples.pdf())
    whole.import_pages(PdfDocument(saved(plan(), "PDF")))
    out = BytesIO()
    whole.save(out)
    monkeypatch.setenv("PATH", "")
    last = read_bytes(out.getvalue(), "plan.pdf").blocks[-1]
    assert isinstance(last, Paragraph) and "Trang 2" in last.flow.text and last.flow.source[0].page == 2
