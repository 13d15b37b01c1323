"""``kg extract``: read documents and print what they hold; no corpus is touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.opened import corpus as corpus_of
from kg.cli.options import Corpus, Json, Lang
from kg.cli.speech import language, tr
from kg.errors import Exit, KgError, Message, UsageError

if TYPE_CHECKING:
    from kg.extract.plan import Extractor
    from kg.places import Reading

NEEDS_ARGUMENTS = ("extract",)
STDIN = "-"


def extract_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Tệp văn bản; “-” là đầu vào chuẩn. / Files.")],
    as_json: Json = False,
    text: Annotated[
        bool, typer.Option("--text", help="Chỉ in văn bản đúng như đã đọc. / Only the text as it was read.")
    ] = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Đọc văn bản và in ra nhiệm vụ, đơn vị, thời gian, viện dẫn; không thay đổi kho.

    Read documents and print tasks, units, times and citations; no corpus is changed.

    \b
    Ví dụ / Example:
      kg extract data/68-KH-HU.txt --json
    """
    settings = config.start(corpus, lang)
    if text:
        return _print_text(files, as_json)
    from kg.cli.progress import track
    from kg.extract.plan import Extractor
    from kg.knowledge.load import load_knowledge

    extractor = Extractor(load_knowledge(corpus_of(settings).overlay))
    failed = [file for file in track(files, tr("Đang đọc", "Reading")) if not _print_one(file, extractor, as_json)]
    return Exit.INVALID if failed else Exit.FOUND


def _print_text(files: list[str], as_json: bool) -> int:
    if len(files) > 1 or as_json:
        raise UsageError(
            Message("--text in văn bản của một tệp, và không đi cùng --json.", "--text takes one file, without --json.")
        )
    streams.write_bytes(_read(files[0]).text.encode("utf-8"))
    return Exit.FOUND


def _print_one(file: str, extractor: Extractor, as_json: bool) -> bool:
    """Print what ``file`` holds, or why it cannot be read; the other files are read all the same."""
    from kg.contract import error_json, extraction_json

    try:
        extraction = extractor.extract(_read(file))
    except KgError as error:
        if as_json:
            render.write_json(error_json(file, error.what.of(language())))
        streams.note(error.say(language()))
        return False
    from kg.cli import view_extraction

    render.show(as_json, lambda: extraction_json(extraction), lambda: view_extraction.lines(extraction))
    return True


def _read(file: str) -> Reading:
    from kg.read import read_bytes, read_file

    return read_bytes(sys.stdin.buffer.read(), STDIN) if file == STDIN else read_file(Path(file), file)
