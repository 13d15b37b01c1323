"""The page as it is used: by mouse, by keyboard, by address; in both languages, on small windows and on paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from playwright.sync_api import expect

from kg.viz.records import Why
from kg.viz.render import page_html, write
from tests.viz.watch import broken_links

PLACE = "huyen-vinh-linh-tinh-quang-tri"
PLAN = f"68-KH-HU.{PLACE}.2023-01-09"
PROPAGANDA = f"{PLACE}/ban-tuyen-giao-huyen-uy"
TASK = f"{PLAN}/II/1/1.3/-2"
VIEWS = ("lanes", "matrix", "canvas", "sheet")
#: points of the canvas that are painted, and of these the strong blue ones
PAINTED = """() => {
  const canvas = document.querySelector(".frame canvas");
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {willReadFrequently: true});
  copy.drawImage(canvas, 0, 0);
  const points = copy.getImageData(0, 0, canvas.width, canvas.height).data;
  let painted = 0, strong = 0;
  for (let i = 0; i < points.length; i += 4) {
    painted += points[i + 3] > 0;
    strong += points[i] < 60 && points[i + 2] > 120 && points[i + 3] > 200;
  }
  return [painted, strong];
}"""


def texts(page, selector):
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def printed(page):
    """The text of the printed page, by sheets of paper."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_it_opens_without_a_network_and_says_what_it_holds(visit, file, store) -> None:
    page = visit(file).page
    assert page.title() == "Kế hoạch 68-KH/HU"
    assert "ngày 09/01/2023 của Ban Thường vụ Huyện ủy Vĩnh Linh" in page.inner_text("#plan-meta")
    assert page.inner_text("#counts") == "47 nhiệm vụ · 41 đơn vị · 23 văn bản viện dẫn"
    assert page.inner_text("#confirm") == f"{store.waiting_count()} điều cần xác nhận"
    assert page.inner_text("#hash").startswith("dữ liệu ")


def test_every_link_of_every_view_leads_somewhere(visit, file) -> None:
    window = visit(file)
    for node in ("", f"&node={PROPAGANDA}", f"&node={TASK}"):
        for view in VIEWS:
            window.go(f"view={view}{node}")
            assert broken_links(window.page, file) == []


def test_typing_finds_at_once_and_clicking_shows_the_whole_text(visit, file, data) -> None:
    page = visit(file).page
    page.fill("#q", "sinh hoat dang truc tuyen")
    first = page.locator(".hits a").first
    assert first.locator("mark").count() > 0
    first.click()
    page.wait_for_selector("#chosen .whole")
    task = next(n for n in data.nodes if n.id.endswith("/II/1/1.3/-3"))
    assert page.inner_text("#chosen .whole") == task.text
    assert "mục 1.3, gạch đầu dòng 3" in page.inner_text("#chosen .name")
    assert "68-KH-HU.txt, dòng 65" in page.inner_text("#chosen .source")


def test_facts_say_how_sure_they_are_and_where_they_stand(visit, file) -> None:
    window = visit(file, f"node={PLAN}/II/4/-2")
    assert "suy ra, cần xác nhận" in window.page.inner_text("#chosen")
    window.go(f"node={TASK}")
    blocks = texts(window.page, "#chosen .block")
    lead = next(text for text in blocks if text.startswith("Chủ trì"))
    assert "ghi trong văn bản dòng 60" in lead
    assert "Nhóm gồm 5 đơn vị (xét tại ngày 09/01/2023)" in lead


def test_a_persons_word_is_said_with_who_and_when(visit, data, tmp_path) -> None:
    def told(fact):
        if fact.basis != "inferred" or fact.via is not None or fact.relation not in ("lead", "scheduled"):
            return fact
        rule = "confirmed" if fact.relation == "lead" else "corrected"
        return replace(fact, why=Why(rule, None, ("Lan", "2026-11-24")))

    path = tmp_path / "told.html"
    write(path, page_html(replace(data, edges=tuple(map(told, data.edges)))))
    page = visit(path, f"node={PLAN}/II/4/-2").page
    shown = page.inner_text("#chosen")
    assert "Lan xác nhận 24/11/2026" in shown and "Lan đính chính 24/11/2026" in shown
    assert "cần xác nhận" not in shown and page.locator(".card.doubted").count() == 0


def test_what_the_document_does_not_say_is_said_to_be_unknown(visit, data, tmp_path) -> None:
    bare = next(at for at, n in enumerate(data.nodes) if n.id == TASK)
    edges = tuple(f for f in data.edges if bare not in (f.src, f.dst) or f.relation == "contains")
    path = tmp_path / "bare.html"
    write(path, page_html(replace(data, edges=edges)))
    window = visit(path, f"node={TASK}")
    blocks = texts(window.page, "#chosen .block")
    assert "Chủ trì văn bản không nêu" in blocks and "Thời gian văn bản không nêu" in blocks
    window.go("view=matrix&time=none")
    assert texts(window.page, ".understood p") == ["Lọc theo ô: chưa ghi thời gian (3)"]


def test_relations_stand_in_counted_lanes_direct_and_through_groups_apart(visit, file) -> None:
    window = visit(file, f"node={PROPAGANDA}")
    assert texts(window.page, ".lane h3") == [
        "Là thành viên của nhóm (1)",
        "Chủ trì (6)",
        "Chủ trì – qua nhóm (5)",
        "Được kế tục bởi (1)",
    ]
    through = window.page.locator(".lane.through .card").first.inner_text()
    assert "qua Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy" in through
    window.go(f"node={TASK}")
    titles = texts(window.page, ".lane h3")
    assert titles[0] == "Thuộc (1)" and "Dẫn chiếu (10)" in titles and "Chủ trì – qua nhóm (5)" in titles


def test_a_cell_of_the_table_filters_the_list_and_lets_go_again(visit, file) -> None:
    page = visit(file, "view=matrix").page
    row = page.locator(".matrix tbody tr", has_text="Ban Tuyên giáo Huyện ủy")
    assert row.locator("td").first.inner_text() == "●6"
    cell = row.locator("td a").nth(1)
    assert cell.get_attribute("aria-label") == "Ban Tuyên giáo Huyện ủy, Thường xuyên: Chủ trì 4"
    cell.click()
    said = page.locator(".understood p")
    expect(said).to_have_text("Lọc theo ô: Ban Tuyên giáo Huyện ủy · Thường xuyên (4)")
    assert page.locator(".hits li").count() == 4
    page.get_by_role("switch").click()
    expect(said).to_have_text("Lọc theo ô: Ban Tuyên giáo Huyện ủy · Thường xuyên (7)")
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(said).to_have_count(0)


def test_the_canvas_is_painted_and_a_choice_marks_what_is_tied_to_it(visit, file) -> None:
    window = visit(file, "view=canvas")
    window.page.wait_for_timeout(200)
    painted, strong = window.page.evaluate(PAINTED)
    assert painted > 5000
    window.go(f"view=canvas&node={TASK}")
    window.page.wait_for_timeout(200)
    assert window.page.evaluate(PAINTED)[1] > strong + 200


def test_a_box_of_the_canvas_is_chosen_by_a_click(visit, file) -> None:
    window = visit(file, "view=canvas")
    frame = window.page.locator(".frame").bounding_box()
    window.page.wait_for_timeout(200)
    for step in range(40):  # the column of tasks stands in the middle
        window.page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2 + step)
        window.page.wait_for_timeout(30)
        if window.hash().get("node"):
            break
    assert "/II/" in window.hash()["node"]


def test_back_forward_and_pasted_links_lead_to_the_same_state(visit, file) -> None:
    window = visit(file)
    page = window.page
    page.fill("#q", "kho bac")
    page.locator(".hits a").first.click()
    page.wait_for_selector("#chosen .whole")
    chosen = page.inner_text("#chosen .name")
    page.get_by_role("tab", name="Đơn vị × thời gian").click()
    page.wait_for_selector(".matrix")
    page.go_back()
    page.wait_for_selector(".lanes")
    page.go_back()
    page.wait_for_selector("#chosen .name:has-text('Kế hoạch 68')")
    page.go_forward()
    page.wait_for_selector(f"#chosen .name:has-text('{chosen}')")
    pasted = visit(file, page.url.partition("#")[2]).page
    assert (pasted.inner_text("#chosen .name"), pasted.input_value("#q")) == (chosen, "kho bac")


def test_a_link_to_what_is_not_there_says_so(visit, file) -> None:
    assert "không có trong trang" in visit(file, "node=gone").page.inner_text("#chosen")


def test_everything_can_be_done_with_the_keyboard(visit, file) -> None:
    window = visit(file)
    page, press = window.page, window.page.keyboard.press
    press("/")
    page.keyboard.type("tuyen giao")
    press("ArrowDown")
    press("ArrowDown")
    press("ArrowUp")
    press("Enter")
    page.wait_for_selector("#chosen .name:has-text('Ban Tuyên giáo Huyện ủy')")
    assert page.evaluate("document.activeElement.closest('#list') !== null")
    for view in ("matrix", "canvas", "sheet", "lanes"):
        press("ArrowRight")
        page.wait_for_selector(f"body[data-view={view}]")
    press("ArrowLeft")
    page.wait_for_selector("body[data-view=sheet]")
    press("Escape")
    page.wait_for_function("() => !document.getElementById('q').value")
    assert page.evaluate("document.activeElement.id") == "q"
    press("Escape")
    page.wait_for_selector("#chosen .hint")


def test_enter_in_the_box_opens_the_first_result(visit, file) -> None:
    page = visit(file).page
    page.fill("#q", "28-CT/TW")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chosen .name:has-text('Chỉ thị 28-CT/TW')")


def test_the_list_is_one_stop_of_the_tab_key(visit, file) -> None:
    page = visit(file).page
    stops = page.eval_on_selector_all(".hits a", "all => all.filter(a => a.tabIndex === 0).length")
    assert (stops, page.locator(".hits a").count()) == (1, 47)


def test_english_by_a_switch_and_back(visit, file) -> None:
    page = visit(file, f"node={PROPAGANDA}").page
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang=en]")
    assert page.inner_text("#tab-matrix") == "Units × time"
    assert "Leads – through a group (5)" in texts(page, ".lane h3")
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_selector("html[lang=vi]")


def test_what_waits_for_a_person_is_listed_with_its_reason(visit, file, store) -> None:
    page = visit(file).page
    page.get_by_role("link", name="điều cần xác nhận").click()
    page.wait_for_selector(".understood")
    assert page.locator(".hits li").count() == store.waiting_count()
    assert "suy từ dòng trên" in page.inner_text("#list")


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_has_to_be_moved_sideways_in_a_small_window(visit, file, view) -> None:
    page = visit(file, f"view={view}&node={TASK}&q=chi bộ", viewport={"width": 640, "height": 900}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.locator("#chosen .whole").is_visible()


def test_letters_twice_as_large_fit_too(visit, file) -> None:
    page = visit(file, f"node={TASK}", viewport={"width": 683, "height": 410}, device_scale_factor=2).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 683


def test_the_task_sheet_of_a_unit_prints_as_text_with_number_and_date(visit, file) -> None:
    sheets = printed(visit(file, f"view=sheet&node={PROPAGANDA}").page)
    whole = "".join(sheets)
    assert "PHIẾU NHIỆM VỤ: Ban Tuyên giáo Huyện ủy" in whole
    assert all("Kế hoạch 68-KH/HU ngày 09/01/2023" in sheet for sheet in sheets), "on every sheet of paper"
    assert whole.count("gạch đầu dòng") >= 8 and "qua Các cơ quan chuyên trách" in " ".join(whole.split())
    assert "Chép trích dẫn" not in whole and "Ví dụ" not in whole


def test_the_relations_print_as_text_with_number_and_date(visit, file) -> None:
    whole = " ".join("".join(printed(visit(file, f"node={TASK}").page)).split())
    assert "Kế hoạch 68-KH/HU ngày 09/01/2023" in whole
    assert "Dẫn chiếu (10)" in whole and "Chỉ thị 10-CT/TW" in whole
    assert "Tìm theo từ" not in whole


def test_dark_and_light_follow_the_system(visit, file) -> None:
    ground = "getComputedStyle(document.querySelector('#views')).backgroundColor"
    assert visit(file, color_scheme="dark").page.evaluate(ground) == "rgb(20, 24, 29)"
    assert visit(file, color_scheme="light").page.evaluate(ground) == "rgb(255, 255, 255)"


def test_motion_is_left_out_where_it_is_not_wanted(visit, file) -> None:
    duration = "getComputedStyle(document.querySelector('#tab-lanes')).transitionDuration"
    assert visit(file).page.evaluate(duration) == "0s"
    assert visit(file, reduced_motion="no-preference").page.evaluate(duration) != "0s"
