"""``kg search``: what was meant, however it was typed."""

from typing import Annotated

import typer

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang, Limit, complete_unit
from kg.errors import Message, UsageError
from kg.records import Role

NEEDS_ARGUMENTS = ("search",)


def search_command(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Vài từ cần tìm. / A few words.")],
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="task, unit, document, heading; ghi được nhiều lần. / Repeatable."),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", autocompletion=complete_unit, help="Chỉ của đơn vị này. / Of a unit."),
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="lead|cooperate", help="Vai trò của đơn vị. / Role of the unit.")
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", metavar="PLAN", help="Trong văn bản này. / In a plan.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Từ ngày 2026-01-31. / From.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Đến ngày. / Up to a day.")] = None,
    limit: Limit = None,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Tìm nhiệm vụ, đơn vị, văn bản, đề mục theo vài từ.

    Find by a few words, typed with or without marks, with slips of keys, abbreviated.

    \b
    Ví dụ / Example:
      kg search "sinh hoat chi bo" --kind task
    """
    from kg.cli.progress import counter
    from kg.cli.view_search import lines
    from kg.search.answer import answer_json
    from kg.search.run import LIMIT, Filter, search

    settings = config.start(corpus, lang, limit)
    shown = settings.limit if settings.has("limit") else LIMIT
    only = Filter(tuple(kind or ()), unit, role_of(role), plan, day_of(since, "--since"), day_of(until, "--until"))
    with open_store(settings) as store:
        answer = search(store, " ".join(query), only=only, limit=shown, tick=counter("Đang lập chỉ mục / indexing"))
        nodes = [store.node(hit.document.id) for hit in answer.hits if hit.document]
        rows = store.document_rows(node.ord for node in nodes if node)
    files = {row.id: row.file for row in rows.values()}
    render.show(as_json, lambda: answer_json(answer), lambda: lines(answer, files))
    return answer.exit


def role_of(given: str | None) -> Role | None:
    """The role that an option names."""
    if given is None:
        return None
    try:
        return Role(given)
    except ValueError:
        raise UsageError(
            Message(f"không có vai trò “{given}”", f'there is no role "{given}"'),
            "--role",
            Message("Chọn lead (chủ trì) hoặc cooperate (phối hợp)", "Choose lead or cooperate"),
        ) from None


def day_of(given: str | None, option: str) -> str | None:
    """The ISO day that an option names."""
    import datetime

    try:
        return datetime.date.fromisoformat(given).isoformat() if given is not None else None
    except ValueError:
        raise UsageError(
            Message(f"“{given}” không phải một ngày", f'"{given}" is no day'),
            option,
            Message("Viết năm-tháng-ngày: 2026-01-31", "Write year-month-day: 2026-01-31"),
        ) from None
