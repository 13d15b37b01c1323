"""PDF files: the words, the ruled table, and what is refused."""

from __future__ import annotations

import pytest

from kg.errors import Exit, KgError, UnreadableError
from kg.places import Paragraph, Table
from kg.read import read_bytes
from tests.read import samples


@pytest.mark.parametrize("pack", [True, False])
def test_words_and_a_ruled_table_are_read_with_their_page(pack: bool) -> None:
    reading = read_bytes(samples.pdf(pack), "plan.pdf")
    first, second, table = reading.blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph) and isinstance(table, Table)
    assert [first.flow.text, second.flow.text] == ["KE HOACH", "Thuc hien Nghi quyet 21"]
    assert [[c.flow.text for c in row.cells] for row in table.rows] == [["So A", "Ra soat"], ["So B", "Bao cao"]]
    place = table.rows[1].cells[1].flow.source[0]
    assert (place.page, place.table, place.row, place.cell) == (1, 0, 1, 1)
    assert reading.text[place.start : place.end] == "Bao cao"


def test_a_stream_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(samples.pdf(content=b" " * (80 << 20)), "plan.pdf")


def test_the_coloured_ground_of_a_text_is_no_table() -> None:
    grounds = "\n".join(f"0.9 g {x} {y} 90 18 re f" for x in (50, 140, 230) for y in (700, 718, 736))
    text = "\n".join(f"BT 0 g /F1 12 Tf {x} 722 Td (To{x}) Tj ET" for x in (55, 145, 235))
    blocks = read_bytes(samples.pdf(content=f"{grounds}\n{text}".encode()), "plan.pdf").blocks
    assert not any(isinstance(b, Table) for b in blocks)


def test_a_page_without_words_holds_no_text() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read_bytes(samples.pdf(content=b"0.5 w"), "plan.pdf")


def test_a_damaged_file_is_said_to_be_damaged() -> None:
    with pytest.raises(KgError) as caught:
        read_bytes(b"%PDF-1.7\nno PDF at all", "plan.pdf")
    assert caught.value.exit is Exit.INVALID
    assert "plan.pdf" in caught.value.say() and "hỏng" in caught.value.say()
