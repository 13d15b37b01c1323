"""Vietnamese on consoles and pipes of every kind: nothing crashes, and a pipe loses no letter."""

from __future__ import annotations

import json

import pytest

TEXT = "KẾ HOẠCH\r\nthực hiện “Chỉ thị” – Đảng bộ\n"


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.mark.parametrize(
    "env",
    [{}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["utf-8", "C", "ascii"],
)
def test_a_pipe_gets_every_letter(kg, env) -> None:
    assert "Ví dụ / Example" in kg("extract", "--help", env=env).out
    assert "Kế hoạch 68-KH/HU" in kg("list", env=env).out


@pytest.mark.parametrize(
    ("encoding", "wanted"),
    [
        ("ascii", 'Khong co lenh "extrct". Co phai: extract, export?'),
        ("cp1252", "Không có lenh “extrct”. Có phai: extract, export?"),
    ],
)
def test_an_encoding_that_lacks_letters_gets_the_nearest(kg, encoding, wanted) -> None:
    ended = kg("extrct", env={"PYTHONIOENCODING": encoding})
    assert ended.code == 2 and ended.raw_err.decode(encoding).splitlines()[0] == wanted


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_the_text_as_read_is_the_same_bytes_everywhere(kg, plan, encoding) -> None:
    assert kg("extract", plan, "--text", env={"PYTHONIOENCODING": encoding}).raw == TEXT.replace("\r\n", "\n").encode()


def test_json_keeps_every_letter_even_where_the_encoding_lacks_it(kg) -> None:
    plain = kg("extract", "không có.txt", "--json")
    narrow = kg("extract", "không có.txt", "--json", env={"PYTHONIOENCODING": "cp1252"})
    assert plain.code == narrow.code == 3
    assert "không có.txt" in plain.out
    assert json.loads(narrow.raw.decode("ascii")) == json.loads(plain.out)
