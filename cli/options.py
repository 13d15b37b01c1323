"""Options that several commands share, each declared once."""

from typing import Annotated

import typer

Corpus = Annotated[
    str | None,
    typer.Option(
        "--corpus",
        metavar="FOLDER",
        help="Thư mục kho văn bản; không cho thì dùng kế hoạch kèm theo kg. / Folder of the corpus.",
    ),
]


def complete_unit(incomplete: str) -> list[str]:
    """Names of units of the corpus that begin with what was typed; none where no corpus can be opened."""
    from kg.cli.config import resolve
    from kg.corpus.open import open_store
    from kg.errors import KgError
    from kg.text import search_key

    try:
        with open_store(resolve().corpus) as store:
            return [name for name, key in store.unit_names() if key.startswith(search_key(incomplete))]
    except KgError:
        return []


Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="vi|en", help="Ngôn ngữ trả lời. / Language of the answer."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", help="Số dòng nhiều nhất. / At most so many rows."),
]
Json = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc. / JSON for programs.")]
