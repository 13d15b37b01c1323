"""``kg page``: one file on which everything can be asked, seen and found without internet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Lang, complete_unit
from kg.cli.speech import plural, tr
from kg.errors import CorpusError, Exit, KgError, Message, UsageError

if TYPE_CHECKING:
    from kg.cli.config import Settings
    from kg.corpus.rows import NodeRow
    from kg.corpus.store import Store
    from kg.viz.pages import Page

#: without any option the one plan, or all plans with an index, are written
NEEDS_ARGUMENTS = ()
HTML = ".html"


class NotOneError(KgError):
    """A name that fits nothing of the corpus, or several."""

    exit = Exit.NOT_FOUND


def page_command(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Tệp để ghi. / Where to write.")
    ] = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="CODE", help="Chỉ kế hoạch này. / Only this plan.")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            metavar="NAME",
            autocompletion=complete_unit,
            help="Việc của một đơn vị ở mọi kế hoạch. / The work of a unit over all plans.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Mỗi kế hoạch một trang, và trang mục lục. / A page of each, and an index.")
    ] = False,
    focus: Annotated[
        str | None,
        typer.Option("--focus", metavar="NODE", help="Mở ra tại đây (mã, tên, số hiệu). / What it opens at."),
    ] = None,
    include_marked: Annotated[
        bool, typer.Option("--include-marked", help="Cả văn bản đóng dấu mật. / Also documents marked as secret.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Mở trang sau khi ghi. / Open it.")] = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Ghi một trang để hỏi, xem và tìm bằng trình duyệt, không cần mạng; mở bằng cách bấm đúp.

    Write one page to ask, see and find in a browser, without a network.

    \b
    Ví dụ / Example:
      kg page -o ke-hoach.html
    """
    from kg.viz.render import write

    if sum((plan is not None, unit is not None, every)) > 1:
        raise UsageError(
            Message("chọn một trong --plan, --unit, --all", "choose one of --plan, --unit, --all"),
        )
    settings = config.start(corpus, lang)
    pages: list[Path] = []
    with open_store(settings) as store:
        for page in _pages(store, output, plan, unit, focus, every, include_marked, settings):
            write(page.path, page.text)
            pages.append(page.path)
            render.write_lines([_said(page)])
    if open_it:
        import webbrowser

        webbrowser.open(pages[-1].resolve().as_uri())
    return Exit.FOUND


def _pages(
    store: Store,
    output: Path | None,
    plan: str | None,
    unit: str | None,
    focus: str | None,
    every: bool,
    include_marked: bool,
    settings: Settings,
) -> Iterator[Page]:
    from kg.cite.format import Options
    from kg.cli.marked import allow
    from kg.viz.citations import Citing
    from kg.viz.pages import page_name, plan_page, plan_pages, unit_page, unit_plans

    lang = settings.lang
    citing = Citing(store, settings.style, Options(settings.comma, settings.tone))
    node = _one(store, plan, "document", "--plan") if plan else None
    wanted = [row for row in store.documents() if node is None or row.ord == node.ord]
    with_tasks = [row for row in wanted if store.tasks_of_documents([row.ord])]
    if not with_tasks:
        raise _nothing(store)
    start = _one(store, focus, None, "--focus") if focus else None
    if unit:
        named = _one(store, unit, "unit", "--unit")
        path = _file(output, named.id.rpartition("/")[2])
        rows = unit_plans(store, named, with_tasks)
        allow(store, [row.ord for row in rows], include_marked)
        yield unit_page(store, named, rows, path, citing, lang=lang)
        return
    allow(store, [row.ord for row in with_tasks], include_marked)
    if len(with_tasks) == 1 and not every:
        row = with_tasks[0]
        yield plan_page(store, row, _file(output, page_name(row)), citing, focus=start, lang=lang)
    else:
        if start:
            raise UsageError(
                Message("--focus chỉ dùng cho trang của một kế hoạch", "--focus is for the page of one plan"),
                hint=Message("Thêm --plan SỐ-KÝ-HIỆU", "Add --plan CODE"),
            )
        yield from plan_pages(store, with_tasks, _file(output, "ke-hoach"), citing, lang=lang)


def _file(output: Path | None, name: str) -> Path:
    """Where a page goes: what was asked for (a folder gets the usual name), else the usual name here."""
    if output is None:
        return Path(f"{name}{HTML}")
    if output.is_dir():
        return output / f"{name}{HTML}"
    return output if output.suffix.lower() in (HTML, ".htm") else output.with_name(output.name + HTML)


def _one(store: Store, name: str, kind: str | None, option: str) -> NodeRow:
    """The one node that a name means."""
    from kg.ask.show import named

    found = [node for node in named(store, name) if kind in (None, node.kind)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotOneError(
            Message(f"kho không có “{name}”", f'the corpus does not have "{name}"'),
            option,
            Message(f"Tìm tên đúng: kg search “{name}”", f'Look for the name: kg search "{name}"'),
        )
    fits = "; ".join(f"{node.label} [{node.id}]" for node in found)
    raise NotOneError(
        Message(f"“{name}” có thể là nhiều thứ: {fits}", f'several fit "{name}": {fits}'),
        option,
        Message("Dùng mã đứng trong ngoặc vuông.", "Use the id in square brackets."),
    )


def _nothing(store: Store) -> KgError:
    return CorpusError(
        Message("không có kế hoạch nào có nhiệm vụ để làm trang", "there is no plan with tasks to make a page of"),
        store.name,
        Message("Thêm kế hoạch: kg add TỆP", "Add a plan: kg add FILE"),
    )


def _said(page: Page) -> str:
    """ "ke-hoach.html: 47 nhiệm vụ, 41 đơn vị, 3 điều cần xác nhận"."""
    parts = [
        tr(f"{page.tasks} nhiệm vụ", plural(page.tasks, "task")),
        tr(f"{page.units} đơn vị", plural(page.units, "unit")),
        *([tr(f"{page.waiting} điều cần xác nhận", f"{page.waiting} to be confirmed")] * bool(page.waiting)),
    ]
    return f"{page.path}: {', '.join(parts)}"
