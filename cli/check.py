"""``kg check``: what a draft prints of the documents it names, beside what is known of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.opened import corpus as corpus_of
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Force, Json, Lang
from kg.cli.speech import language, tr
from kg.errors import Exit

if TYPE_CHECKING:
    from kg.check.finding import Checked

NEEDS_ARGUMENTS = ("check",)
STDIN = "-"


def check_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Bản thảo; “-” là đầu vào chuẩn. / The draft.")],
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="OUT.docx", help="Ghi bản sao .docx có ghi chú. / Write a copy with comments."
        ),
    ] = None,
    force: Force = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Rà viện dẫn trong bản thảo: ngày, cơ quan ban hành, trích yếu, tên loại, ký hiệu, cách trình bày.

    Check the citations of a draft. Each finding states a fact and where it stands; the draft itself is never changed.

    \b
    Ví dụ / Example:
      kg check data/68-KH-HU.txt
    """
    from kg.cli.view_check import lines

    settings = config.start(corpus, lang)
    data = _read(file)
    if annotate:
        from kg.check.annotate import may_annotate

        may_annotate(file, data, annotate)
    from kg.check.contract import checked_json
    from kg.check.finding import Level
    from kg.check.run import Checker
    from kg.knowledge.load import load_knowledge
    from kg.read import read_bytes

    with open_store(settings) as store:
        checked = Checker(store, load_knowledge(corpus_of(settings).overlay)).check(read_bytes(data, file))
    if annotate:
        _annotate(data, checked, annotate, force)
    render.show(as_json, lambda: checked_json(checked, language()), lambda: lines(checked))
    return Exit.NOT_FOUND if any(f.level is Level.DIFFERS for f in checked.findings) else Exit.FOUND


def _annotate(data: bytes, checked: Checked, out: Path, force: bool) -> None:
    from kg.check.annotate import Remark, annotate
    from kg.cli.view_check import remark

    annotate(data, checked.file, [Remark(f.source, tuple(remark(f))) for f in checked.findings], out, force=force)
    count = len(checked.findings)
    streams.note(tr(f"Đã ghi {out}, {count} ghi chú.", f"Wrote {out}, {count} comments."))


def _read(file: str) -> bytes:
    from kg.read import file_bytes

    return sys.stdin.buffer.read() if file == STDIN else file_bytes(Path(file), file)
