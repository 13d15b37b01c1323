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

Many = list[str] | None
Units = Annotated[
    Many,
    typer.Option(
        "--unit",
        metavar="NAME",
        autocompletion=complete_unit,
        help="Đơn vị; nhiều lần là cùng làm. / Units together.",
    ),
]
Role = Annotated[str | None, typer.Option("--role", metavar="lead|cooperate", help="Vai trò. / Its role.")]
When = Annotated[str | None, typer.Option("--when", metavar="TIME", help="Thời gian. / A time.")]
Cites = Annotated[Many, typer.Option("--cites", metavar="CODE", help="Văn bản được viện dẫn. / A cited document.")]
Heading = Annotated[Many, typer.Option("--heading", metavar="NUMBER", help="Số đề mục. / A heading.")]
About = Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Nội dung. / What it is about.")]
Without = Annotated[
    Many, typer.Option("--without", metavar="cooperate|lead|time", help="Chưa có gì. / What is lacking.")
]
Plan = Annotated[str | None, typer.Option("--plan", metavar="CODE", help="Chỉ kế hoạch này. / In this plan.")]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có. / Replace a file that is there.")]
IncludeMarked = Annotated[
    bool,
    typer.Option("--include-marked", help="Gồm cả văn bản đóng dấu mật. / Also documents marked secret."),
]
