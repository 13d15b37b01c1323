"""``kg tasks``: the query of a question, by options."""

from typing import Annotated

import typer

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang, Limit, complete_unit

#: options alone are enough: none lists every task
NEEDS_ARGUMENTS = ()
Many = list[str] | None


def tasks_command(
    unit: Annotated[
        Many,
        typer.Option(
            "--unit",
            metavar="NAME",
            autocompletion=complete_unit,
            help="Đơn vị; nhiều lần là cùng làm. / Units together.",
        ),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="lead|cooperate", help="Vai trò. / Its role.")] = None,
    when: Annotated[str | None, typer.Option("--when", metavar="TIME", help="Thời gian. / A time.")] = None,
    cites: Annotated[
        Many, typer.Option("--cites", metavar="CODE", help="Văn bản được viện dẫn. / A cited document.")
    ] = None,
    heading: Annotated[Many, typer.Option("--heading", metavar="NUMBER", help="Số đề mục. / A heading.")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Nội dung. / What it is about.")] = None,
    without: Annotated[
        Many, typer.Option("--without", metavar="cooperate|lead|time", help="Chưa có gì. / What is lacking.")
    ] = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="CODE", help="Chỉ kế hoạch này. / In this plan.")
    ] = None,
    limit: Limit = None,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Liệt kê nhiệm vụ theo đơn vị, vai trò, thời gian, văn bản, đề mục.

    List tasks by options: the same query that a question becomes.

    \b
    Ví dụ / Example:
      kg tasks --unit "Ban Tuyên giáo" --role lead --when "hằng năm"
    """
    from kg.ask.answer import answer_json
    from kg.ask.options import tasks_query
    from kg.ask.read import World
    from kg.ask.run import answer

    settings = config.start(corpus, lang, limit)
    with open_store(settings) as store:
        world = World(store)
        query = tasks_query(
            world,
            units=unit or (),
            role=role,
            when=when,
            cites=cites or (),
            headings=heading or (),
            about=about,
            without=without or (),
            plan=plan,
        )
        found = answer(store, query, lang=settings.lang, limit=settings.limit, world=world)
    from kg.cli.view_answer import lines

    render.show(as_json, lambda: answer_json(found), lambda: lines(found))
    return found.exit
