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
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="vi|en", help="Ngôn ngữ trả lời. / Language of the answer."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", help="Số dòng nhiều nhất. / At most so many rows."),
]
Json = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc. / JSON for programs.")]
