"""``kg show``: a task, unit, document or heading with its neighbours."""

from typing import Annotated

import typer

from kg.cli import config, render
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang

NEEDS_ARGUMENTS = ("show",)


def show_command(
    reference: Annotated[
        list[str], typer.Argument(metavar="REFERENCE", help="Mã, tên, số hiệu. / An id, name or code.")
    ],
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Xem một nhiệm vụ, đơn vị, văn bản hay đề mục cùng những gì liên quan.

    Show a task, unit, document or heading with its neighbours, each with the lines it stands on.

    \b
    Ví dụ / Example:
      kg show "Ban Tuyên giáo Huyện ủy"
    """
    from kg.ask.show import show, show_json

    settings = config.start(corpus, lang, None)
    with open_store(settings) as store:
        shown = show(store, " ".join(reference), lang=settings.lang)
    from kg.cli.view_shown import lines

    render.show(as_json, lambda: show_json(shown), lambda: lines(shown))
    return shown.exit
