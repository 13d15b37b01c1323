"""``kg ask``: a question in words."""

from typing import Annotated

import typer

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang, Limit

NEEDS_ARGUMENTS = ("ask",)


def ask_command(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="Câu hỏi. / The question.")],
    limit: Limit = None,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Hỏi: ai chủ trì, ai phối hợp, khi nào, theo văn bản nào.

    Ask in words, with or without Vietnamese marks, or in English. What is not understood is not guessed.

    \b
    Ví dụ / Example:
      kg ask "Ban Tuyên giáo chủ trì nhiệm vụ nào?"
    """
    from kg.ask.answer import answer_json
    from kg.ask.run import ask

    settings = config.start(corpus, lang, limit)
    with open_store(settings) as store:
        answer = ask(store, " ".join(question), lang=settings.lang, limit=settings.limit)
    from kg.cli.view_answer import lines

    render.show(as_json, lambda: answer_json(answer), lambda: lines(answer))
    return answer.exit
