"""Corrections are read as they were written; what is wrong in a file is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corrections.book import Book, as_yaml
from kg.corrections.load import load_corrections
from kg.corrections.model import Correction, Kind
from kg.errors import KnowledgeError
from kg.text import nfc
from tests.corrections.conftest import AT

HEAD = f"- kind: lead\n  by: Lan\n  at: '{AT}'\n"
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1).map(nfc).filter(str.strip)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param(f"{HEAD}  id: a\n  fingerprint: b\n  document: c\n", 1, "lead", id="nothing-said"),
        pytest.param(HEAD.replace("lead", "leads"), 1, "must be one of", id="unknown-kind"),
        pytest.param(HEAD.replace(AT, "hôm qua"), 3, "a moment of time", id="no-moment"),
        pytest.param(f"{HEAD}  leed: [A]\n", 4, "“lead”", id="unknown-key"),
        pytest.param("- kind: lead\n  by: Lan\n", 1, "at", id="without-time"),
        pytest.param(f"{HEAD.replace('lead', 'alias')}  printed: X\n  means: [A, B]\n", 1, "one unit", id="two-units"),
        pytest.param("- kind: [lead\n", 2, "YAML", id="broken"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "lan.yaml").write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_corrections(tmp_path / "corrections")
    assert error.value.where == f"corrections/lan.yaml:{line}"
    assert says in error.value.say("en") and error.value.say("vi") != error.value.say("en")


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, unique=True).map(tuple), st.booleans())
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, text: str, units: tuple[str, ...], last: bool
) -> None:
    said = Correction(
        Kind.LEAD, "Lan", AT, "d/1", text, "", None, "2", False, "d", "ab", text, lead=units, settles=last
    )
    folder = tmp_path_factory.mktemp("c")
    (folder / "lan.yaml").write_text(as_yaml(said) + as_yaml(said), "utf-8")
    assert [p.correction for p in load_corrections(folder).all] == [said, said]


def test_each_sitting_has_a_file_of_its_own_and_each_answer_is_there_at_once(tmp_path: Path) -> None:
    said = Correction(Kind.ALIAS, "Lan", AT, printed="BTGHU", means=("Ban Tuyên giáo Huyện ủy",))
    one, other = Book(tmp_path / "corrections", "Nguyễn Thị Lan"), Book(tmp_path / "corrections", "Nguyễn Thị Lan")
    for count, book in enumerate((one, other, one), 1):
        book.write([said])
        assert len(load_corrections(tmp_path / "corrections").all) == count
    assert len(list((tmp_path / "corrections").iterdir())) == 2


def test_nothing_is_written_where_nothing_is_said(tmp_path: Path) -> None:
    Book(tmp_path / "corrections", "Lan").write([])
    assert not (tmp_path / "corrections").exists() and load_corrections(tmp_path / "corrections").all == ()
