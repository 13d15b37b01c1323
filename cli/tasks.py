"""``kg tasks``: the query of a question, by options."""

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import About, Cites, Corpus, Heading, Json, Lang, Limit, Plan, Role, Units, When, Without

#: options alone are enough: none lists every task
NEEDS_ARGUMENTS = ()


def tasks_command(
    unit: Units = None,
    role: Role = None,
    when: When = None,
    cites: Cites = None,
    heading: Heading = None,
    about: About = None,
    without: Without = None,
    plan: Plan = None,
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
