"""From a path to a reading: formats and encodings are found from the content, and limits hold."""

from __future__ import annotations

import os
import resource
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from kg.errors import UnreadableError
from kg.places import Table
from kg.read import files, format_of, read_bytes, read_file
from kg.read.legacy import legacy_encoding
from tests.read import samples

SENTENCE = "Ủy ban nhân dân tỉnh chủ trì, phối hợp với các sở, ngành thực hiện Kế hoạch này trong năm 2025.\n"


def archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (samples.docx(), "docx"),
        (samples.xlsx(), "xlsx"),
        (samples.pdf(), "pdf"),
        (b"\xef\xbb\xbf\r\n" + samples.pdf(), "pdf"),
        (samples.png(), "image"),
        (samples.html(), "html"),
        (b"\xef\xbb\xbf <!-- x --><!DOCTYPE html><p>x", "html"),
        ("<html><p>Đảng</p></html>".encode("utf-16"), "html"),
        (samples.mhtml(), "mhtml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "office-97"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (archive("mimetype", "content.xml"), "odf"),
        (archive("ppt/presentation.xml"), "pptx"),
        (archive("xl/workbook.bin"), "xlsb"),
        (archive("thư.txt"), "zip"),
        (SENTENCE.encode(), "text"),
    ],
)
def test_the_format_is_found_from_the_content(data: bytes, form: str) -> None:
    assert format_of(data, "sai tên.txt") == form
    assert format_of(data, "") == form


@pytest.mark.parametrize(
    "data",
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"{\\rtf1 x}", archive("content.xml"), archive("thư.txt")],
)
def test_a_format_that_is_not_read_says_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "cũ.doc")
    assert "cũ.doc" in caught.value.say() and ".docx" in caught.value.say()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258"])
def test_the_encoding_of_text_is_found(encoding: str) -> None:
    data = in_cp1258(SENTENCE) if encoding == "cp1258" else SENTENCE.encode(encoding)
    assert read_bytes(data, "x.txt").text == SENTENCE


def in_cp1258(text: str) -> bytes:
    """As Windows writes Vietnamese: a letter with its shape, then the tone."""
    import unicodedata

    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
            shape = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out += (shape + tone).encode("cp1258")
    return out


TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc. KÕ ho¹ch thùc hiÖn NghÞ quyÕt"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc. Keá hoaïch thöïc hieän Nghò quyeát"


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_text_of_before_unicode_is_refused_by_its_letters(text: str, name: str, encoding: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(text.encode(encoding), "cũ.txt")
    assert name in caught.value.say() and "Unikey" in caught.value.say()


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 3,
        "Uy ban nhan dan tinh chu tri, phoi hop voi cac so, nganh thuc hien Ke hoach nay trong nam 2025",
        "Die Behörde übermittelt die Ergebnisse ihrer Prüfung spätestens bis Ende März an alle Ämter der Stadt.",
        "à la carte: déjà vu, où êtes-vous, très élégant, la forêt, le cœur, l'été, une tâche, le même château",
        "Toàn khoá, toàn quê, ngoài hoà, loài quá, thoái hoá",
    ],
)
def test_other_text_is_not_taken_for_text_of_before_unicode(text: str) -> None:
    assert legacy_encoding(text) is None


def test_text_in_no_known_encoding_says_where() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(SENTENCE.encode() + b"\xff\xfe loi", "hỏng.txt")
    assert caught.value.where == "hỏng.txt:2"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lớn.bin"
    with path.open("wb") as stream:
        stream.truncate(files.MAX_FILE + 1)
    with pytest.raises(UnreadableError, match="too large"):
        read_file(path)


@pytest.mark.parametrize("head", [b"", b"<html><body><p>", b"| a | b |\n|---|---|\n", b"a;b;c\n1;2;3\n4;5;6\n7;8;9\n"])
def test_text_of_a_hundred_megabytes_is_refused(head: bytes) -> None:
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(head + b"mot hai ba " * (100 << 20 >> 3), "lớn.txt")


def test_a_hundred_megabytes_of_pictures_in_a_word_file_are_not_unpacked() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    out = BytesIO(samples.docx())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/media/image1.png", os.urandom(100 << 20))
    data = out.getvalue()
    assert len(data) > 100 << 20
    assert read_bytes(data, "ảnh.docx").text.startswith("KẾ HOẠCH")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600 << 10


def test_a_word_file_of_five_hundred_pages_is_read_whole() -> None:
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    xml = document.element.body[0]
    for number in range(25_000):  # fifty lines a page
        copy = xml.__copy__()
        copy.r_lst[0].text = f"{number}. {SENTENCE.strip()}"
        document.element.body.insert(len(document.element.body) - 1, copy)
    table = document.add_table(1, 4)
    row = table.rows[0]._tr
    for _ in range(1_500):
        row.addnext(row.__copy__())
    table.cell(0, 0).text = "TT"
    out = BytesIO()
    document.save(out)
    reading = read_bytes(out.getvalue(), "dài.docx")
    assert len(reading.blocks) == 25_002
    last = reading.blocks[-1]
    assert isinstance(last, Table) and len(last.rows) == 1_501
