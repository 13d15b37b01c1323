"""Wrong use: exit code 2, nothing on standard output, and what might have been meant."""

from __future__ import annotations

import pytest


def test_an_unknown_command_names_the_nearest(kg) -> None:
    ended = kg("extrct", "x.txt")
    assert (ended.code, ended.out) == (2, "")
    assert "“extrct”" in ended.err and "Có phải: extract" in ended.err and "kg --help" in ended.err


def test_an_unknown_option_names_the_nearest(kg) -> None:
    ended = kg("extract", "--jsno", "x.txt")
    assert (ended.code, ended.out) == (2, "")
    assert "--jsno" in ended.err and "Có phải: --json?" in ended.err and "kg extract --help" in ended.err


@pytest.mark.parametrize("args", [["--lang", "en", "extrct"], ["extrct", "--lang=en"]], ids=["before", "behind"])
def test_wrong_use_is_told_in_the_language_that_was_asked_for(kg, args) -> None:
    ended = kg(*args)
    assert ended.code == 2 and 'There is no command "extrct"' in ended.err


def test_a_missing_file_name_is_wrong_use(kg) -> None:
    ended = kg("extract", "--json")
    assert (ended.code, ended.out) == (2, "") and "Thiếu FILE..." in ended.err


def test_words_that_no_argument_takes_are_named(kg) -> None:
    ended = kg("due", "năm", "2023")
    assert (ended.code, ended.out) == (2, "")
    assert "Thừa: năm 2023." in ended.err and "kg due --help" in ended.err


def test_text_takes_one_file_and_no_json(kg, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\n", "utf-8")
    assert kg("extract", "a.txt", "a.txt", "--text").code == 2
    assert kg("extract", "a.txt", "--text", "--json").code == 2


def test_no_arguments_shows_the_help(kg) -> None:
    ended = kg()
    assert ended.code == 2 and "Commands:" in ended.err


def test_version(kg) -> None:
    from kg import __version__

    ended = kg("--version")
    assert (ended.code, ended.out) == (0, f"kg {__version__}\n")
