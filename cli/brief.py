"""``kg brief``: a unit's tasks of all plans as a draft plan of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.marked import allow
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Force, IncludeMarked, Json, Lang, Plan, complete_unit
from kg.cli.speech import plural, tr
from kg.errors import Exit

NEEDS_ARGUMENTS = ("brief",)


def brief_command(
    unit: Annotated[
        list[str], typer.Argument(metavar="UNIT", autocompletion=complete_unit, help="Tên đơn vị. / The unit's name.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Tệp .docx được ghi. / The file.")],
    plan: Plan = None,
    style: Annotated[str | None, typer.Option("--style", metavar="NAME", help="Kiểu viện dẫn. / A style.")] = None,
    force: Force = False,
    include_marked: IncludeMarked = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Lập dự thảo kế hoạch của một đơn vị từ nhiệm vụ của nó trong mọi kế hoạch.

    Write a unit's tasks of all plans as a draft plan of its own, in the form of a party paper, for its office to go on
    writing.

    \b
    Ví dụ / Example:
      kg brief "Ban Tuyên giáo" -o phan-cong.docx
    """
    from kg.ask.options import tasks_query
    from kg.ask.read import World
    from kg.brief.gather import gather
    from kg.brief.write import write_brief
    from kg.cite.format import Options
    from kg.export.output import written

    settings = config.start(corpus, lang, None, style=style)
    with open_store(settings) as store:
        query = tasks_query(World(store), units=[" ".join(unit)], plan=plan)
        brief = gather(store, query)
        tasks = {task.task.id: task.via is None for part in brief.parts for task in part.tasks}
        if not tasks:
            streams.note(tr("Không có nhiệm vụ nào; chưa ghi gì.", "There is no task; nothing was written."))
            return Exit.NOT_FOUND
        allow(store, brief.plans, include_marked)
        with written(Path(output), force=force) as part:
            write_brief(part, store, brief, settings.style, Options(settings.comma, settings.tone))
    if brief.above is None:
        streams.note(
            tr(
                "Dự thảo theo thể thức văn bản của Đảng; tên đơn vị không cho biết cấp ủy nào ở trên.",
                "The draft has the form of a party paper; the unit's name does not tell the committee above it.",
            )
        )
    direct, plans = sum(tasks.values()), len(brief.plans)
    through = len(tasks) - direct
    render.show(
        as_json,
        lambda: {
            "schema": 1,
            "file": output,
            "unit": brief.unit.id,
            "name": brief.unit.name,
            "documents": plans,
            "count": direct,
            "count_via_group": through,
        },
        lambda: [
            tr(
                f"{output}: dự thảo của {brief.unit.name}, {direct} nhiệm vụ ghi rõ tên, {through} nhiệm vụ qua nhóm,"
                f" từ {plans} văn bản. Chỗ tô vàng cần điền hoặc xác nhận.",
                f"{output}: a draft of {brief.unit.name}, {plural(direct, 'task')} of its own, {through} through a"
                f" group, from {plural(plans, 'document')}. What is marked yellow is to be filled in or confirmed.",
            )
        ],
    )
    return Exit.FOUND
