"""``kg export``: a corpus, or the tasks that options ask for, as an office file or an exchange format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.marked import allow
from kg.cli.opened import open_store
from kg.cli.options import (
    About,
    Cites,
    Corpus,
    Force,
    Heading,
    IncludeMarked,
    Json,
    Lang,
    Plan,
    Role,
    Units,
    When,
    Without,
)
from kg.cli.speech import language, plural, tr
from kg.errors import Exit

NEEDS_ARGUMENTS = ("export",)
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Tệp được ghi. / The file to write.")]


def _formats() -> list[str]:
    from kg.export.formats import FORMATS

    return list(FORMATS)


def export_command(
    format: Annotated[
        str,
        typer.Argument(
            metavar="xlsx|csv|docx|jsonld|graphml|sqlite",
            autocompletion=lambda: _formats(),
            help="Định dạng. / The format.",
        ),
    ],
    output: Output,
    unit: Units = None,
    role: Role = None,
    when: When = None,
    cites: Cites = None,
    heading: Heading = None,
    about: About = None,
    without: Without = None,
    plan: Plan = None,
    force: Force = False,
    include_marked: IncludeMarked = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Xuất nhiệm vụ ra Excel, csv, Word, JSON-LD, GraphML, SQLite; lọc như kg tasks.

    Export tasks to an office file or an exchange format; the options filter as those of kg tasks do.

    \b
    Ví dụ / Example:
      kg export xlsx -o nhiem-vu.xlsx --unit "Ban Tuyên giáo"
    """
    from kg.ask.options import tasks_query
    from kg.ask.read import World
    from kg.ask.run import answer
    from kg.cli.progress import counted
    from kg.export.formats import export, writer
    from kg.export.records import Records

    settings = config.start(corpus, lang)
    writer(format)  # a format that there is not is said before anything is read
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
        understood = answer(store, query, lang=settings.lang, limit=0, world=world)
        if understood.exit:
            from kg.cli.view_answer import lines

            for line in lines(understood):
                streams.note(line)
            streams.note(tr("Chưa ghi gì.", "Nothing was written."))
            return understood.exit
        records = Records(store, query, understood.sentence, counted(tr("Đang xuất", "Exporting")))
        allow(store, records.documents, include_marked)
        done = export(format, Path(output), records, lang=settings.lang, force=force)
        documents = len(records.documents)
    notes = [note.of(language()) for note in done.notes]
    for note in notes:
        streams.note(note)
    render.show(
        as_json,
        lambda: {
            "schema": 1,
            "file": output,
            "format": format,
            "documents": documents,
            "written": done.written,
            "notes": notes,
        },
        lambda: [_said(output, format, done.written, documents)],
    )
    return Exit.FOUND


def _said(output: str, format: str, count: int, documents: int) -> str:
    what = ("quan hệ", "fact") if format in ("jsonld", "graphml") else ("nhiệm vụ", "task")
    return tr(
        f"{output}: {count} {what[0]}, từ {documents} văn bản.",
        f"{output}: {plural(count, what[1])}, from {plural(documents, 'document')}.",
    )
