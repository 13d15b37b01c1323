"""Mentions in a task's text, by hand-made documents: full first, short later, never a title twice."""

from __future__ import annotations

import pytest

from kg.brief.citing import Citing, Mention
from kg.cite.entry import Entry, Field, Mark, Value
from kg.cite.format import Options
from kg.cite.registry import Fit, Resolution, Status
from kg.knowledge.load import load_knowledge
from kg.records import Citation

STYLES = {style.name: style for style in load_knowledge().styles}


def entry(
    code: str, date: str = "2019-01-21", title: str | None = "về sàng lọc đảng viên", type: str = "Chỉ thị"
) -> Entry:
    said = {Field.TYPE: type, Field.CODE: code, Field.DATE: date, Field.ISSUER: "Ban Bí thư", Field.TITLE: title}
    values = tuple(Value(field, says, Mark.CERTAIN) for field, says in said.items() if says)
    return Entry(f"{code} {date}", f"{type} {code}", None, code.split("-")[0], values, ())


def mention(printed: str, found: Entry | None) -> Mention:
    citation = Citation(printed, *[None] * 13, source=())
    resolution = Resolution(Status.ONE, Fit(found, (), ())) if found else Resolution(Status.UNKNOWN)
    return Mention(citation, resolution)


@pytest.fixture
def citing() -> Citing:
    return Citing(STYLES["dang"], STYLES["dang-ngan"], Options())


PLAN = entry("1-KH/HU", type="Kế hoạch")
CT = entry("28-CT/TW")


def said(citing: Citing, text: str, *mentions: Mention) -> str:
    return citing.text(text, mentions, (), PLAN).text


def test_full_first_and_short_later(citing: Citing) -> None:
    first = said(citing, "theo Chỉ thị 28 và", mention("Chỉ thị 28", CT))
    assert first == "theo Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư về sàng lọc đảng viên và"
    assert (
        said(citing, "Chỉ thị 28-CT/TW ngày 21/1/2019.", mention("Chỉ thị 28-CT/TW ngày 21/1/2019", CT))
        == "Chỉ thị số 28-CT/TW."
    )


@pytest.mark.parametrize(
    "title", [" về sàng lọc đảng viên", " “về sàng lọc đảng viên”", " Về  Sàng lọc đảng viên", " sàng lọc đảng viên"]
)
def test_a_title_that_follows_is_not_said_twice(citing: Citing, title: str) -> None:
    text = f"Chỉ thị 28{title}; sau đó"
    assert said(citing, text, mention("Chỉ thị 28", CT)).count("sàng lọc") == 1
    assert said(citing, text, mention("Chỉ thị 28", CT)) == "Chỉ thị số 28-CT/TW; sau đó"


def test_another_wording_of_a_title_stays_and_stands_alone(citing: Citing) -> None:
    text = said(citing, "Chỉ thị 28 về việc sàng lọc.", mention("Chỉ thị 28", CT))
    assert text == "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư về việc sàng lọc."


def test_a_title_that_is_stored_without_its_opening_word_is_known_with_it(citing: Citing) -> None:
    bare = entry("28-CT/TW", title="sàng lọc đảng viên")
    text, named = "Chỉ thị 28 về sàng lọc đảng viên; sau đó", mention("Chỉ thị 28", bare)
    assert (
        said(citing, text, named) == "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư “sàng lọc đảng viên”; sau đó"
    )
    assert said(citing, text, named) == "Chỉ thị số 28-CT/TW; sau đó"


def test_a_document_named_inside_a_title_is_part_of_it(citing: Citing) -> None:
    inner = entry("10-CT/TW", title="về chi bộ")
    outer = entry("18-KL/TW", title="về thực hiện Chỉ thị số 10-CT/TW về chi bộ", type="Kết luận")
    text = "Kết luận 18 về thực hiện Chỉ thị số 10-CT/TW về chi bộ."
    found = said(citing, text, mention("Kết luận 18", outer), mention("Chỉ thị số 10-CT/TW", inner))
    assert found == "Kết luận số 18-KL/TW ngày 21/01/2019 của Ban Bí thư về thực hiện Chỉ thị số 10-CT/TW về chi bộ."
    assert "ngày" in said(citing, "Chỉ thị 10.", mention("Chỉ thị 10", inner))


def test_a_number_that_two_documents_have_is_never_printed_alone(citing: Citing) -> None:
    other = entry("28-CT/TW", date="2026-02-03")
    citing.expect([CT, other])
    said(citing, "Chỉ thị 28", mention("Chỉ thị 28", CT))
    assert said(citing, "Chỉ thị 28.", mention("Chỉ thị 28", CT)) == "Chỉ thị số 28-CT/TW ngày 21/01/2019."


def test_one_mention_of_two_documents_names_both(citing: Citing) -> None:
    two = [mention("Nghị quyết Trung ương 4 (khóa XI, khóa XII)", e) for e in (entry("12-NQ/TW"), entry("04-NQ/TW"))]
    text = said(citing, "Nghị quyết Trung ương 4 (khóa XI, khóa XII).", *two)
    assert "12-NQ/TW" in text and " và Chỉ thị số 04-NQ/TW" in text and "khóa XI," not in text


def test_what_is_not_resolved_stays_as_printed_and_is_told(citing: Citing) -> None:
    found = citing.text("theo Quyết định số 9-QĐ/HU.", [mention("Quyết định số 9-QĐ/HU", None)], (), PLAN)
    assert found.text == "theo Quyết định số 9-QĐ/HU." and "9-QĐ/HU" in found.notes[0].vi


def test_the_plan_itself_is_named(citing: Citing) -> None:
    citing.basis(PLAN, STYLES["can-cu"], last=True)
    text = "căn cứ Kế hoạch này để làm"
    assert citing.text(text, [], [(7, 19)], PLAN).text == "căn cứ Kế hoạch số 1-KH/HU để làm"
