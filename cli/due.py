"""``kg due``: what is due, over all plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Force, IncludeMarked, Json, Lang, Limit, Plan, Role, Units
from kg.cli.speech import language, tr

if TYPE_CHECKING:
    from kg.ask.query import Query
    from kg.corpus.store import Store
    from kg.due.listing import Window

#: options alone are enough: none lists every task
NEEDS_ARGUMENTS = ()


def due_command(
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Từ ngày, tháng, quý hay năm. / From this day on.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Đến hết ngày, tháng, quý hay năm. / Up to this day.")
    ] = None,
    unit: Units = None,
    role: Role = None,
    plan: Plan = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="Tính tại ngày này thay cho hôm nay. / Taken for today.")
    ] = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Ghi thêm tệp lịch .ics. / Write a calendar file too.")
    ] = None,
    force: Force = False,
    include_marked: IncludeMarked = False,
    limit: Limit = None,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Việc đến hạn, quá hạn, định kỳ, thường xuyên, chờ điều kiện, trên mọi kế hoạch.

    What is due, over all plans: overdue, dated, recurring, from a day on, continuous, conditional, unknown.

    \b
    Ví dụ / Example:
      kg due --unit "Ban Tuyên giáo" --to "năm 2023" --on 30/6/2023
    """
    from kg.ask.options import tasks_query
    from kg.ask.read import World
    from kg.ask.run import answer
    from kg.cli import view_due
    from kg.cli.progress import counted
    from kg.due.days import window
    from kg.due.listing import due

    settings = config.start(corpus, lang, limit)
    with open_store(settings) as store:
        world = World(store)
        when = window(world, on, start, end)
        query = tasks_query(world, units=unit or (), role=role, plan=plan)
        understood = answer(store, query, lang=settings.lang, limit=0, world=world)
        if ics:
            _write_calendar(store, query, when, Path(ics), force, include_marked)
        bar = counted(tr("Đang tính hạn", "Reading times"))
        found = view_due.Found(understood, due(store, query, when, settings.limit, bar), settings.limit)
    render.show(as_json, lambda: view_due.due_json(found), lambda: view_due.lines(found))
    return found.exit


def _write_calendar(store: Store, query: Query, when: Window, path: Path, force: bool, include_marked: bool) -> None:
    from kg.ask.find import find
    from kg.cli.marked import allow
    from kg.cli.progress import counted
    from kg.due.calendar import write_calendar
    from kg.due.listing import due_lines
    from kg.export.output import written

    allow(store, store.documents_of_tasks(find(store, query).tasks), include_marked)
    with written(path, force=force) as part:
        lines = due_lines(store, query, when, counted(tr("Đang ghi lịch", "Writing the calendar")))
        told = write_calendar(part, lines, when.on, language())
    streams.note(
        tr(
            f"{path}: {told.events} sự kiện; {told.without_day} mốc không có ngày nên không đưa vào lịch.",
            f"{path}: {told.events} events; {told.without_day} times have no day and are not in the calendar.",
        )
    )
