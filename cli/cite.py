"""``kg cite``: a document or a task, cited as the rules want it."""

from typing import Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang
from kg.cli.speech import language, tr
from kg.errors import Exit, Message, UsageError

NEEDS_ARGUMENTS = ("cite",)


def cite_command(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help="Số hiệu, tên, hay “mục 2.1, gạch đầu dòng 3”. / A code, name or place."),
    ] = None,
    style: Annotated[str | None, typer.Option("--style", metavar="NAME", help="Kiểu viện dẫn. / A style.")] = None,
    later: Annotated[bool, typer.Option("--later", help="Lần viện dẫn sau. / A later mention.")] = False,
    last: Annotated[bool, typer.Option("--last", help="Dòng căn cứ cuối. / The last basis line.")] = False,
    comma: Annotated[
        bool | None, typer.Option("--comma/--no-comma", help="Dấu phẩy trước “ngày”. / A comma before the day.")
    ] = None,
    tone: Annotated[
        str | None, typer.Option("--tone", metavar="ủy|uỷ", help="Đặt dấu thanh. / Place of tones.")
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help="Chép vào bộ nhớ tạm. / Copy to the clipboard.")] = False,
    styles: Annotated[bool, typer.Option("--styles", help="Liệt kê các kiểu. / List the styles.")] = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Viện dẫn một văn bản (hay một nhiệm vụ của nó) đúng thể thức.

    Cite a document, or a task of it, in the form that the rules ask for. What is missing or not sure is said.

    \b
    Ví dụ / Example:
      kg cite "chỉ thị 28"
    """
    from kg.cite.cited import cited, cited_json
    from kg.cite.format import Options
    from kg.cite.styles import style_named, styles_of
    from kg.cli.view_cite import lines, style_lines

    settings = config.start(corpus, lang, None, style=style, tone=tone, comma=comma)
    with open_store(settings) as store:
        if styles:
            render.write_lines(style_lines(styles_of(store)))
            return Exit.FOUND
        if not query:
            raise _nothing()
        chosen = style_named(store, settings.style)
        options = Options(settings.comma, settings.tone, last)
        found = cited(store, " ".join(query), chosen, later=later, options=options)
    render.show(as_json, lambda: cited_json(found, language()), lambda: lines(found))
    for note in found.notes if not as_json else ():
        streams.note(note.of(language()))
    if copy and found.text:
        _copy(found.text)
    return found.exit


def _nothing() -> UsageError:
    return UsageError(
        Message("chưa nói văn bản nào", "no document is named"),
        hint=Message('Ví dụ: kg cite "chỉ thị 28"', 'For example: kg cite "chỉ thị 28"'),
    )


def _copy(text: str) -> None:
    from kg.cli.clipboard import copy

    if copy(text):
        streams.note(tr("Đã chép vào bộ nhớ tạm.", "Copied to the clipboard."))
    else:
        streams.note(
            tr(
                "Máy này không có bộ nhớ tạm để chép vào; hãy chép từ màn hình.",
                "There is no clipboard here; copy it from the screen.",
            )
        )
